"""What several documents tell of one occurrence is tied; what may be another is not; whatever the order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.iri import IRI, document_iri, fragment_iri
from graphkit.linking import tie
from graphkit.model import Occurrence, Telling

DAY = "2021-05-03"


def tell(event: str, *anchors: str, kind: str = "Attack", day: str = DAY) -> Telling:
    """Make an event: "a1" is the event 1 of document a; an anchor is "agent=chad"."""
    name = fragment_iri(document_iri(event[0]), f"event-{event[1:] or 1}")
    return Telling(name, kind, day, tuple(sorted(tuple(anchor.split("=")) for anchor in anchors)))  # type: ignore[misc]


def short(occurrence: Occurrence) -> tuple[str, ...]:
    return tuple(iri.rpartition("/")[2].replace("#event-", "") for iri in occurrence.events)


def tied(*tellings: Telling) -> dict[tuple[str, ...], float]:
    return {short(occurrence): occurrence.confidence for occurrence in tie(tellings)}


FULL = ("agent=chad", "whom=sudan", "where=abeche")


@pytest.mark.parametrize(
    ("one", "two", "confidence"),
    [
        (FULL, FULL, 0.9),
        (FULL, FULL[:2], 0.8),
        (FULL[:2], FULL[:2], 0.8),
        (FULL, ("agent=chad", "where=abeche"), 0.7),
        (("where=abeche", "whom=sudan"), FULL, 0.7),
        (("agent=chad", "where=abeche", "group=docker"), ("agent=chad", "where=abeche", "group=docker"), 0.8),
        (("where=abeche", "group=docker"), ("where=abeche", "group=docker"), 0.6),
        (("where=abeche", "group=docker"), ("where=abeche", "group=docker", "group=child"), 0.6),
        (("agent=chad", "agent=niger", "whom=sudan"), ("agent=chad", "whom=sudan"), 0.8),
    ],
)
def test_enough_that_agrees_ties(one: tuple[str, ...], two: tuple[str, ...], confidence: float) -> None:
    assert tied(tell("a", *one), tell("b", *two)) == {("a1", "b1"): confidence}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (FULL, ("agent=chad",)),
        (FULL, ("agent=chad", "whom=niger", "where=abeche")),
        (FULL, ("agent=niger", "whom=sudan", "where=abeche")),
        (FULL, ("agent=chad", "whom=sudan", "where=zinder")),
        (("where=abeche",), ("where=abeche",)),
        (("where=abeche", "group=docker"), ("where=abeche", "group=miner")),
        (("agent=chad", "where=abeche", "group=docker"), ("agent=chad", "where=abeche", "group=miner")),
        (("agent=chad", "agent=niger", "whom=sudan"), ("agent=chad", "agent=mali", "whom=sudan")),
        (("agent=chad", "whom=sudan"), ("agent=sudan", "whom=chad")),
    ],
)
def test_too_little_or_a_contradiction_does_not(one: tuple[str, ...], two: tuple[str, ...]) -> None:
    assert tied(tell("a", *one), tell("b", *two)) == {}


def test_another_day_or_class_is_another_occurrence() -> None:
    assert tied(tell("a", *FULL), tell("b", *FULL, day="2021-05-04"), tell("c", *FULL, kind="Damage")) == {}


def test_mutual_events_have_no_direction() -> None:
    talks = ("party=chad", "party=sudan")
    found = tied(
        tell("a", *talks, kind="Meeting"),
        tell("b", *talks, "party=niger", kind="Meeting"),
        tell("c", "party=chad", "party=mali", kind="Meeting"),
    )
    assert found == {("a1", "b1"): 0.8}


def test_what_would_fit_two_that_contradict_is_left_alone() -> None:
    here, there, somewhere = tell("a", *FULL), tell("b", *FULL[:2], "where=zinder"), tell("c", *FULL[:2])
    assert tied(here, somewhere) == {("a1", "c1"): 0.8}
    assert tied(here, there, somewhere) == {}
    assert tied(here, there, somewhere, tell("d", *FULL)) == {("a1", "d1"): 0.9}


def test_two_events_of_one_document_are_two() -> None:
    assert tied(tell("a1", *FULL), tell("a2", *FULL)) == {}
    assert tied(tell("a1", *FULL), tell("a2", *FULL), tell("b1", *FULL)) == {}, "which of the two is not known"
    found = tied(tell("a1", *FULL), tell("a2", "agent=chad", "whom=niger"), tell("b1", *FULL))
    assert found == {("a1", "b1"): 0.9}
    for kept in tied(tell("a1", *FULL[:2]), tell("a2", FULL[0], FULL[2]), tell("b1", *FULL)):
        assert len({event[0] for event in kept}) == len(kept)


def test_the_confidence_is_that_of_the_weakest_tie() -> None:
    assert tied(tell("a", *FULL), tell("b", *FULL), tell("c", *FULL[1:])) == {("a1", "b1", "c1"): 0.7}


ANCHORS = st.sets(
    st.sampled_from([f"{slot}={name}" for slot in ("agent", "whom", "where", "party", "group") for name in "xyz"]),
    max_size=5,
)
EVENTS = st.lists(
    st.builds(
        lambda document, number, anchors, day: tell(f"{document}{number}", *anchors, day=day),
        st.sampled_from("abcdef"), st.integers(1, 3), ANCHORS, st.sampled_from([DAY, "2021-05-04"]),
    ),
    max_size=14,
    unique_by=lambda telling: telling.event,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(tellings=EVENTS, seed=st.integers(0, 99))
def test_any_order_gives_the_same_and_nothing_impossible_is_tied(tellings: list[Telling], seed: int) -> None:
    found = list(tie(tellings))
    shuffled = random.Random(seed).sample(tellings, len(tellings))
    assert list(tie([*shuffled, *shuffled[:3]])) == found
    by_event = {telling.event: telling for telling in tellings}
    events: list[IRI] = []
    for occurrence in found:
        told = [by_event[event] for event in occurrence.events]
        assert len({telling.document for telling in told}) == len(told) > 1
        assert {(telling.kind, telling.day) for telling in told} == {(occurrence.kind, occurrence.day)}
        assert 0.6 <= occurrence.confidence <= 0.9
        for slot in ("agent", "whom", "where", "group", "party"):
            sets = [{value for key, value in telling.anchors if key == slot} for telling in told]
            stated = [values for values in sets if values]
            assert all(one <= other or other <= one for one in stated for other in stated)
        events.extend(occurrence.events)
    assert len(set(events)) == len(events)


def test_time_grows_with_the_events_and_not_with_their_pairs() -> None:
    """Counts comparisons: of ten times the events on one day, all between the same two, some ten times as many are made."""
    from graphkit.linking import occurrences

    def comparisons(count: int) -> int:
        made = 0
        agree = occurrences._agree

        def counting(one: object, other: object) -> bool:
            nonlocal made
            made += 1
            return agree(one, other)  # type: ignore[arg-type]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(occurrences, "_agree", counting)
            tellings = [
                Telling(
                    fragment_iri(document_iri(f"d{n}"), "event-1"), "Attack", DAY,
                    (("agent", "chad"), ("where", f"place-{n % 9}"), ("whom", "sudan")),
                )
                for n in range(count)
            ]  # fmt: skip
            assert sum(len(occurrence.events) for occurrence in tie(tellings)) == count
        return made

    assert comparisons(2000) < 15 * comparisons(200)
