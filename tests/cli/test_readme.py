"""What the README shows is what the commands do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .conftest import Run

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def quoted_article() -> str:
    lines = re.findall(r"^>(?: (.*))?$", README, re.MULTILINE)
    paragraphs = " ".join(line or "\n\n" for line in lines).split("\n\n")
    return "\n\n".join(paragraph.strip() for paragraph in paragraphs) + "\n"


@pytest.fixture
def graph(run: Run, tmp_path: Path) -> Path:
    (tmp_path / "night.txt").write_text(quoted_article())
    assert run("build", tmp_path / "night.txt", "--date", "2019-03-13", "--to", tmp_path / "night.trig").code == 0
    return tmp_path / "night.trig"


def test_the_query_has_the_answer_that_is_shown(run: Run, graph: Path) -> None:
    found = re.search(r"graphkit query night\.trig '(.*?)'\n(.*?)\n\n", README, re.DOTALL)
    assert found is not None
    query, shown = found.groups()
    assert sorted(run("query", graph, query).out.splitlines()) == sorted(shown.splitlines())


def test_the_explanation_is_the_one_that_is_shown(run: Run, graph: Path) -> None:
    found = re.search(r"graphkit explain night\.trig Iran\n…\n(.*?)```", README, re.DOTALL)
    assert found is not None
    assert found.group(1) in run("explain", graph, "Iran").out


def test_what_is_planned_or_denied_is_no_triple(run: Run, graph: Path) -> None:
    assert run("query", graph, "ASK { ?x gk:supplied ?y }").out == "false\n"
    events = "SELECT ?polarity ?modality WHERE { ?e a gk:Supply ; gk:polarity ?polarity ; gk:modality ?modality }"
    out = run("query", graph, events, "--format", "csv").out
    assert "Negative" in out
    assert "Planned" in out
