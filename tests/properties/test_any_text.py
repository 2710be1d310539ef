"""Whatever a text is made of, it is read, or refused with a reason; the graph is legal and leads to its words."""

from __future__ import annotations

import datetime

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.wild import TEXTS

from graphkit.engines import Done, Extracting
from graphkit.engines.work import Work, do
from graphkit.graph.terms import from_nquads
from graphkit.model import Article
from graphkit.readers.text import normalise
from graphkit.settings import Settings
from graphkit.vocab import NIF

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def work() -> Work:
    return Extracting(Settings())()


def outcome(work: Work, text: str, date: datetime.date | None) -> Done:
    return do(work, Article("a", normalise(text), date=date), seconds=None)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, date=st.one_of(st.none(), st.dates()))
def test_any_text_is_read_or_refused(work: Work, text: str, date: datetime.date | None) -> None:
    done = outcome(work, text, date)
    if done.problem is not None:
        assert done.problem.kind != "fault", done.details or str(done.problem)
        return
    assert done.quads is not None
    whole = normalise(text)
    parts: dict[str, dict[str, str]] = {}
    for quad in from_nquads(done.quads):
        if quad.predicate.value.startswith(NIF) and isinstance(quad.subject, ox.NamedNode):
            parts.setdefault(quad.subject.value, {})[quad.predicate.value[len(NIF) :]] = getattr(
                quad.object, "value", ""
            )
    for part in parts.values():
        if "anchorOf" in part:
            assert whole[int(part["beginIndex"]) : int(part["endIndex"])] == part["anchorOf"] != ""


@pytest.mark.parametrize(
    "text",
    [
        "Columbia Pictures publicly distributed Men in Black II into movie theaters, only making 411.8 million dollars.",
        "\u202e.\u200b",
        "The" + " and the" * 400 + ".",
        "“" * 300 + "said he.",
        "(" * 500 + "Russia launched 35 missiles at Ukraine" + ")" * 500,
        "Russia\u2028launched\u00a035\u200bmissiles at Ukraine.",
    ],
)  # fmt: skip
def test_texts_that_once_failed_or_might_are_read(work: Work, text: str) -> None:
    done = outcome(work, text, datetime.date(2024, 8, 26))
    assert done.problem is None or done.problem.kind != "fault", done.details or str(done.problem)
