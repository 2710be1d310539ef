"""The competency questions, asked of a graph that is built of two articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit import build
from graphkit.errors import QueryError
from graphkit.graph import Graph
from graphkit.graph.questions import Question, question, questions

pytestmark = pytest.mark.model
FIRST, SECOND = (f"https://w3id.org/graphkit/document/2019-03-1{day}-mokha.txt" for day in "34")


@pytest.fixture(scope="module")
def graph() -> Iterator[Graph]:
    with build(sorted(Path(__file__).parent.glob("*.txt"))) as built:
        yield built


def answers(graph: Graph, name: str) -> list[dict[str, object]]:
    """The rows as dictionaries of what is bound; IRIs without their beginnings."""
    rows = graph.query(question(name).text, timeout=60).rows
    return [{key: getattr(row, key) for key in row._asdict() if getattr(row, key) is not None} for row in rows]


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_every_question_has_a_title_of_its_own_and_an_answer(graph: Graph, asked: Question) -> None:
    assert asked.title[0].isupper()
    found = graph.query(asked.text, timeout=60)
    assert len(found) > 0
    assert len(set(found)) == len(found)
    assert found.to_text()


def test_there_are_twenty_five_questions_with_titles_of_their_own() -> None:
    assert len(questions()) >= 25
    assert len({asked.title for asked in questions()}) == len(questions())


def test_who_supplied_which_weapons_to_whom_when_and_who_says_so(graph: Graph) -> None:
    [row] = graph.query(question("arms-transfers").text).rows
    assert (row.giver, row.weapons, row.quantity, row.recipient) == ("Iran", "40 drones", 40, "rebels")
    assert (str(row.day)[:7], row.speaker, row.document) == ("2019-02", "Adel al-Jubeir", FIRST)


def test_which_reports_disagree_on_the_number_of_dead(graph: Graph) -> None:
    [row] = answers(graph, "death-tolls")
    assert row == {
        "where": "Mokha", "oneNumber": 9, "oneReport": SECOND, "otherNumber": 12, "otherReport": FIRST,
    }  # fmt: skip


def test_what_one_says_and_another_denies(graph: Graph) -> None:
    found = {(r["saidBy"], r["deniedBy"], r["what"], r["who"]) for r in answers(graph, "contradictions")}
    assert ("Adel al-Jubeir", "Iran", "supply", "Iran") in found


def test_what_is_denied_is_not_counted_as_fact(graph: Graph) -> None:
    told = {row["speaker"]: (row["events"], row["asFact"]) for row in answers(graph, "speakers")}
    assert told["Iran"] == (3, 0)  # two denials, and a claim
    assert told["Adel al-Jubeir"] == (2, 2)


def test_what_was_said_to_have_been_said(graph: Graph) -> None:
    assert {"words": "attacked", "first": "Iran", "second": "Oman"} in answers(graph, "reports")


def test_what_is_planned_and_what_two_documents_state(graph: Graph) -> None:
    assert ("United States", "Patriot batteries") in {(r.get("who"), r.get("whom")) for r in answers(graph, "plans")}
    [both] = answers(graph, "corroborated")
    assert (both["subject"], both["documents"]) == ("United Arab Emirates", 2)


def test_a_question_that_is_not_there_has_a_near_one() -> None:
    with pytest.raises(QueryError, match="Did you mean launches"):
        question("launch")
    with pytest.raises(QueryError, match="There are accusations,"):
        question("zzz")
