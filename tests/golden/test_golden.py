"""Golden cases: an article and every statement of its graph, as sorted N-Quads.

Each folder beside this file is a case: article.txt, date, expected.nq. When a change alters a graph on purpose, run

    pytest tests/golden --regenerate

read the difference (git diff tests/golden), and commit it with the change.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import graphkit

CASES = sorted(folder for folder in Path(__file__).parent.iterdir() if (folder / "article.txt").is_file())


def n_quads(case: Path, target: Path) -> list[str]:
    article = graphkit.Article(
        id=case.name,
        text=(case / "article.txt").read_text("utf-8"),
        date=dt.date.fromisoformat((case / "date").read_text("utf-8").strip()),
    )
    graphkit.build([article], to=target)
    return sorted(target.read_text("utf-8").splitlines())


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_graph_is_the_expected_one(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    built = n_quads(case, tmp_path / "graph.nq")
    expected = case / "expected.nq"
    if request.config.getoption("--regenerate", default=False):
        expected.write_text("\n".join(built) + "\n", "utf-8")
    assert built == expected.read_text("utf-8").splitlines()


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_building_twice_gives_the_same_bytes(case: Path, tmp_path: Path) -> None:
    assert n_quads(case, tmp_path / "first.nq") == n_quads(case, tmp_path / "second.nq")
