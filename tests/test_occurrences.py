"""One attack in several papers, read with the real pipeline: tied, whatever the order and the day on which each came."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path

import pytest

import graphkit
from graphkit.model import Article

pytestmark = pytest.mark.model
DAY = datetime.date(2021, 5, 4)
PAPERS = {
    "wire": "Chad shelled the town of Kutum on Monday, killing two dockers, the United Nations said.",
    "daily": "The army said nothing. On Monday Chad shelled Kutum. Sudan condemned the attack on Tuesday.",
    "late": "Chad shelled Kutum on 3 May, killing three dockers, an official said.",
    "before": "Chad shelled Kutum on Sunday, killing two dockers, the United Nations said.",
    "elsewhere": "Chad shelled Nyala on Monday, killing two dockers, the United Nations said.",
    "denied": "Chad denied that it had shelled Kutum on Monday.",
    "talks": "Antony Blinken met Sergei Lavrov in Geneva on Monday.",
    "more-talks": "Sergei Lavrov met Antony Blinken on Monday, the ministry said.",
}
TIES = """SELECT ?shared ?kind ?document WHERE {
    ?event gk:sameOccurrence ?shared . GRAPH ?document { ?event a ?kind } } ORDER BY ?document"""


def article(name: str) -> Article:
    return Article(name, PAPERS[name], date=DAY)


def ties(graph: graphkit.Graph) -> set[tuple[str, tuple[str, ...]]]:
    by_shared = itertools.groupby(sorted(graph.query(TIES), key=lambda row: row.shared), key=lambda row: row.shared)
    found = ((rows := list(group)) and rows for _, group in by_shared)
    return {
        (rows[0].kind.rpartition("#")[2], tuple(sorted(row.document.rpartition("/")[2] for row in rows)))
        for rows in found
    }


def test_papers_that_tell_of_one_occurrence_are_tied(tmp_path: Path) -> None:
    with graphkit.build([article(name) for name in PAPERS]) as graph:
        found = ties(graph)
        expected = sorted(str(quad) for quad in graph.store.quads())
        assert graph.validate() == ()
    assert ("Attack", ("daily", "late", "wire")) in found
    assert ("Meeting", ("more-talks", "talks")) in found
    told = {name for _, names in found for name in names}
    assert told == {"daily", "late", "wire", "talks", "more-talks"}, "another day, place, or a denial is another matter"
    for name in [*reversed(PAPERS), "wire"]:
        graphkit.build([article(name)], to=tmp_path / "store").close()
    with graphkit.open(tmp_path / "store") as graph:
        assert sorted(str(quad) for quad in graph.store.quads()) == expected
    graphkit.build([article(name) for name in PAPERS if name != "talks"], to=tmp_path / "store", prune=True).close()
    with graphkit.open(tmp_path / "store") as graph:
        assert ("Meeting", ("more-talks", "talks")) not in ties(graph)
        assert ("Attack", ("daily", "late", "wire")) in ties(graph)
