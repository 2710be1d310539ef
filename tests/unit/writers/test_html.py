from __future__ import annotations

import datetime
import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.hostile import hostile_extraction
from support.kuleba import TEXT, article, extraction, span

from graphkit.errors import StoreError
from graphkit.graph.assertions import to_quads
from graphkit.graph.store import Store
from graphkit.iri import document_iri
from graphkit.model import Entity, Extraction, Span
from graphkit.writers.annotate import annotate
from graphkit.writers.explain import explain
from graphkit.writers.html import notebook_html, view_page
from graphkit.writers.html.collect import collect
from graphkit.writers.html.communities import LARGEST, divide
from graphkit.writers.html.facts import Fact
from graphkit.writers.html.layout import place
from graphkit.writers.html.page import HERE
from graphkit.writers.html.select import select

RESOURCE = "https://w3id.org/graphkit/resource/"


def store_of(*extractions: Extraction) -> Store:
    store = Store.open(None)
    for found in extractions:
        store.add(document_iri(found.article.id), to_quads(found))
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    return store_of(extraction())


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


def tags(page: str) -> list[str]:
    """Names of all elements that a browser would make of a page, scripts not run."""
    parser = _Tags()
    parser.feed(page)
    return parser.found


PLAIN = tags(view_page(store_of(extraction())))


def fact(store: Store, kind: str, object: str = "") -> Fact:
    (found,) = [f for f in collect(store).facts if f.kind == kind and object in f.object]
    return found


def test_an_asserted_event_has_everything_that_is_known_of_it(store: Store) -> None:
    launch = fact(store, "Launch")
    assert (launch.subject, launch.label, launch.is_stated) == (f"{RESOURCE}state/russia", "launched", True)
    assert (launch.begin, launch.end, launch.time) == ("2024-08-26", "2024-08-26", "early on Monday")
    assert (launch.polarity, launch.modality, launch.tense, launch.confidence) == ("Positive", "Actual", "Past", 0.93)
    assert launch.speaker is not None
    assert launch.speaker.label == "Dmytro Kuleba"
    assert {(f.role, f.label) for f in launch.roles} >= {("agent", "Russia"), ("target", "Ukraine")}
    (quote,) = launch.quotes
    assert TEXT[quote.begin : quote.begin + len(quote.text)] == quote.text
    assert [(quote.text[b:e], role) for b, e, role in quote.marks] == [
        ("Russia", "subject"),
        ("launched", "trigger"),
        ("35 missiles", "object"),
        ("Ukraine", "target"),
    ]


def test_what_is_denied_or_asked_for_is_not_stated(store: Store) -> None:
    denied = fact(store, "Attack", "poland")
    assert (denied.is_stated, denied.polarity, denied.label) == (False, "Negative", "attack")
    assert fact(store, "Supply").modality == "Requested"
    assert fact(store, "Attack", "ukraine").is_stated


def test_an_event_without_agent_has_no_subject(store: Store) -> None:
    killing = fact(store, "Killing")
    assert (killing.subject, killing.is_stated, killing.modality) == ("", False, "Actual")


def test_positions_become_labels_and_speech_stays_out(store: Store) -> None:
    facts = collect(store)
    assert fact(store, "holdsPosition").object == f"{RESOURCE}state/ukraine"
    assert fact(store, "holdsPosition").label == "Foreign Minister"
    assert {node.kind for node in facts.nodes}.isdisjoint({"Position", "Event"})
    assert {f.kind for f in facts.facts}.isdisjoint({"Statement", "positionIn"})


def test_nodes_know_their_names_and_details(store: Store) -> None:
    nodes = {node.label: node for node in collect(store).nodes}
    assert nodes["Russia"].names == ("Moscow",)
    assert ("country code", "RUS") in nodes["Russia"].details
    assert ("quantity", "35") in nodes["35 missiles"].details


def test_facts_do_not_depend_on_the_order_of_documents() -> None:
    other = replace(extraction(), article=article(id="other.txt"))
    assert collect(store_of(extraction(), other)) == collect(store_of(other, extraction()))


def test_a_page_is_the_same_each_time_and_holds_what_it_shows(store: Store) -> None:
    page = view_page(store, title="A & B")
    assert page == view_page(store, title="A & B")
    assert "<title>A &amp; B</title>" in page
    found = re.search(r'<script type="application/json" id="facts">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    assert {row[0] for row in json.loads(found.group(1))["nodes"]} >= {"Russia", "35 missiles", "killed"}


def test_an_empty_store_gives_a_page() -> None:
    assert '"nodes":[]' in view_page(Store.open(None))


def test_selection_around_a_name(store: Store) -> None:
    facts = collect(store)
    near = select(facts, entity="KN-23", hops=1)
    assert {node.label for node in near.nodes} == {"KN-23", "North Korea"}
    assert [f.kind for f in near.facts] == ["manufacturedBy"]
    far = select(facts, entity="moscow", hops=2)
    assert {"Dmytro Kuleba", "Asian partners"} <= {node.label for node in far.nodes}
    with pytest.raises(StoreError, match="Did you mean Moscow"):
        select(facts, entity="Moskow")


def test_selection_by_time_keeps_what_lasts(store: Store) -> None:
    facts = collect(store)
    day = datetime.date(2024, 8, 26)
    kinds = {f.kind for f in select(facts, since=day, until=day).facts}
    assert kinds == {"Launch", "manufacturedBy", "holdsPosition"}
    later = select(facts, since=day + datetime.timedelta(days=1))
    assert "Launch" not in {f.kind for f in later.facts}


def test_communities_hold_every_name_once_and_are_the_same_each_time() -> None:
    edges = [(n, n // 30 * 30) for n in range(900)] + [(0, 30), (30, 60)]
    weights = [1000 - n for n in range(1200)]
    found = divide(weights, edges)
    assert sorted(n for c in found for n in c.members) == list(range(1200))
    assert found == divide(weights, edges)
    assert {0, 1, 29} <= set(found[0].members)
    assert all(len(c.members) <= LARGEST for c in found)


def test_a_star_too_large_for_one_community_is_divided_all_the_same() -> None:
    star = divide([1] * 1300, [(0, n) for n in range(1, 1300)])
    assert sum(len(c.members) for c in star) == 1300
    assert all(len(c.members) <= LARGEST for c in star)


def test_colours_stand_out_from_the_ground_by_day_and_by_night() -> None:
    """WCAG 2.1, 1.4.11: what has to be told apart has a contrast of three to one at least."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        return sum(
            share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
            for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
        )

    css = (HERE / "theme.css").read_text(encoding="utf-8")
    styles = json.loads((HERE / "styles.json").read_text(encoding="utf-8"))
    themes = [dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in re.findall(r":root[^{]*{([^}]*)}", css)]
    by_day, by_night, by_system = themes
    assert by_night == by_system
    for theme in (by_day, by_night):
        ground = luminance(theme["stage"])
        for colour in [style["color"] for style in styles.values()] + [theme["edge"], theme["accent"]]:
            low, high = sorted((luminance(colour), ground))
            assert (high + 0.05) / (low + 0.05) >= 3, (colour, theme["stage"])


def test_explain_tells_everything_about_a_name(store: Store) -> None:
    text = explain(store, "moscow")
    assert "Russia — state <https://w3id.org/graphkit/resource/state/russia>" in text
    assert "“[Russia] [launched] a barrage of [35 missiles] at [Ukraine] early on Monday" in text
    assert "Russia — attack — Poland   [denied]" in text
    assert "rule: launch-verb" in text
    assert "when: 2024-08-26 (“early on Monday”)" in text
    assert "says: Dmytro Kuleba" in explain(store, "kuleba.txt#launch")


def text_of(page: str) -> str:
    """Text that a page of annotations shows, its marks taken away."""
    found = re.findall(r'<div class="text" dir="auto">(.*?)</div>', page, re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", "".join(found)))


def test_annotated_text_is_the_text() -> None:
    page = annotate([extraction()])
    assert text_of(page) == TEXT
    assert 'title="Attack (denied)' in page or 'title="attack (denied)' in page


def test_each_paragraph_has_its_events_with_roles_and_speakers_beside_it() -> None:
    page = annotate([extraction()])
    blocks = page.split('<section class="block">')[1:]
    assert len(blocks) == 3
    assert '<i>recipient</i> <span dir="auto">Ukraine</span>' in blocks[1]
    assert '<i>says</i> <span dir="auto">Dmytro Kuleba</span>' in blocks[0]
    assert '<span dir="auto">KN-23</span> → <span dir="auto">North Korea</span>' in blocks[0]
    assert "<b>killing</b>" in blocks[2]
    assert "<b>killing</b>" not in blocks[0] + blocks[1]


def test_marks_lie_in_one_another_and_lose_no_letter() -> None:
    found = extraction()
    group = replace(found.entities[-1], mentions=(span("barrage of 35 missiles at Ukraine"),))
    crossing = replace(found.entities[-2], mentions=(span("Ukraine early on"),))
    page = annotate([replace(found, entities=(*found.entities[:-2], group, crossing))])
    assert text_of(page) == TEXT
    assert re.search(r'title="Group: Two civilians"[^>]*>barrage of <span [^>]*>35 missiles</span> at <span', page)
    assert "Group: air defence systems" not in page


@given(
    st.text(alphabet="ab. \n", max_size=4000),
    st.lists(st.tuples(st.integers(0, 3999), st.integers(1, 60)), max_size=20),
)
@settings(max_examples=50, deadline=None)
def test_any_text_with_any_marks_is_the_text(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(b, b + n, text[b : b + n]) for b, n in places if b + n <= len(text)]
    entities = tuple(Entity(f"e{i}", "State", "x", (s,)) for i, s in enumerate(spans))
    assert text_of(annotate([Extraction(article(text=text), entities)])) == text


def test_a_long_paragraph_is_cut_into_blocks_that_a_browser_can_leave_out() -> None:
    text = "The rebels left the town. " * 2000
    page = annotate([Extraction(article(text=text))])
    assert page.count('<section class="block">') > 20
    assert text_of(page) == text


def test_nothing_breaks_out_of_pages() -> None:
    hostile = hostile_extraction()
    view, text = view_page(store_of(hostile), title=hostile.article.title or ""), annotate([hostile])
    frame = notebook_html(store_of(hostile))
    for page in (view, text):
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<b>other" not in page
    assert tags(view) == PLAIN
    assert tags(frame) == ["iframe"]


@given(st.text(max_size=80), st.text(min_size=1, max_size=40))
@settings(max_examples=25, deadline=None)
def test_no_text_breaks_out_of_the_page(title: str, name: str) -> None:
    found = extraction()
    entity = replace(found.entities[0], label=name, alt_labels=(name + "</script>",))
    changed = replace(found, entities=(entity, *found.entities[1:]), article=article(title=title))
    page = view_page(store_of(changed), title=title)
    assert tags(page) == PLAIN


def test_the_layout_parts_all_boxes() -> None:
    sizes = [(100.0, 60.0)] * 60
    edges = [(0, n) for n in range(1, 30)] + [(n, n + 1) for n in range(30, 45)]
    points = place(sizes, edges)
    assert len(set(points)) == 60
    for i, (x1, y1) in enumerate(points):
        for x2, y2 in points[i + 1 :]:
            assert abs(x1 - x2) >= 99 or abs(y1 - y2) >= 59


def test_the_layout_takes_loops_doubles_and_nothing() -> None:
    assert place([], []) == []
    assert len(place([(50.0, 50.0)] * 3, [(0, 0), (0, 1), (1, 0), (0, 1)])) == 3
