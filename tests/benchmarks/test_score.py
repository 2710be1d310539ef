"""The scores count what they say, on graphs written by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Norway freed two Danish sailors on Friday. It did not attack Denmark."
PREFIXES = """
@prefix gk: <https://w3id.org/graphkit/ontology#> .
@prefix gaf: <http://groundedannotationframework.org/gaf#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix time: <http://www.w3.org/2006/time#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://w3id.org/graphkit/document/a#> .
"""
NODES = """
:norway a gk:State ; rdfs:label "Norway" ; gaf:denotedBy :m1 .
:denmark a gk:State ; rdfs:label "Denmark" ; gaf:denotedBy :m2 .
:sailors a gk:Group ; rdfs:label "2 sailors" ; gk:quantity 2 .
:m1 nif:beginIndex 0 ; nif:endIndex 6 ; nif:anchorOf "Norway" .
:m2 nif:beginIndex 0 ; nif:endIndex 6 ; nif:anchorOf "Denmark" .
"""
RELEASE = """
:norway gk:released :sailors .
:e1 a gk:Release ; gk:agent :norway ; gk:patient :sailors ; gk:time :t ;
    gk:polarity gk:Positive ; gk:modality gk:Actual .
:t time:inXSDDate "2024-03-01"^^xsd:date .
"""


def fact(s: str | None, p: str, o: str, **more: Any) -> dict[str, Any]:
    return {"s": s, "p": p, "o": o, "attributes": {}, "evidence": TEXT[:6], **more}


@pytest.fixture
def run(tmp_path: Path) -> Any:
    article = {
        "id": "a",
        "text": TEXT,
        "title": "",
        "date": "2024-03-04",
        "url": None,
        "publisher": None,
        "entities": [
            {"label": "Norway", "type": "State"},
            {"label": "Denmark", "aliases": ["Danish"], "type": "State"},
        ],
        "relations": [
            fact("Norway", "released", "two Danish sailors", quantity=2, attributes={"time": "2024-03-01"}),
            fact("two Danish sailors", "nationality", "Denmark", optional=True),
        ],
        "nonfacts": [fact("Norway", "attacked", "Denmark", why="negated")],
    }
    gold, graphs = tmp_path / "gold", tmp_path / "graphs"
    gold.mkdir()
    graphs.mkdir()
    (gold / "a.json").write_text(json.dumps(article), "utf-8")

    def score(turtle: str) -> dict[str, Any]:
        (graphs / "a.ttl").write_text(PREFIXES + turtle, "utf-8")
        command = [sys.executable, str(ROOT / "benchmarks" / "score.py"), str(graphs), "--gold", str(gold)]
        subprocess.run([*command, "--json", str(tmp_path / "out.json")], check=True, capture_output=True)
        figures: dict[str, Any] = json.loads((tmp_path / "out.json").read_text("utf-8"))
        return figures

    return score


def test_a_right_graph_scores_full_marks(run: Any) -> None:
    figures = run(NODES + RELEASE)
    assert figures["facts"]["f1"] == figures["entities"]["f1"] == figures["quantities"]["f1"] == 1
    assert figures["roles"]["time"]["f1"] == 1
    assert figures["evidence"]["hit"] == 1
    assert figures["evidence"]["wrong"] == 1


def test_optional_facts_are_right_but_not_missed(run: Any) -> None:
    figures = run(NODES + RELEASE + ":sailors gk:nationality :denmark .")
    assert (figures["facts"]["gold"], figures["facts"]["hit"], figures["facts"]["right"]) == (1, 1, 2)


def test_a_nonfact_asserted_is_wrong_and_counted(run: Any) -> None:
    figures = run(NODES + RELEASE + ":norway gk:attacked :denmark .")
    assert figures["nonfacts"]["asserted"] == 1
    assert figures["facts"]["wrong"] == 1


def test_a_denied_event_is_held_with_its_mark(run: Any) -> None:
    denied = (
        ":e2 a gk:Attack ; gk:agent :norway ; gk:patient :denmark ; gk:polarity gk:Negative ; gk:modality gk:Actual ."
    )
    assert run(NODES + denied)["nonfacts"] == {"all": 1, "asserted": 0, "held": 1, "marked": 1}


def test_an_agentless_event_counts_as_told_where_the_agent_is_annotated(run: Any) -> None:
    agentless = ":e3 a gk:Release ; gk:patient :sailors ; gk:polarity gk:Positive ; gk:modality gk:Actual ."
    figures = run(NODES + agentless)
    assert (figures["facts"]["hit"], figures["facts"]["wrong"]) == (0, 0)


def test_an_article_without_graph_misses_everything(run: Any, tmp_path: Path) -> None:
    run(NODES)
    (tmp_path / "graphs" / "a.ttl").unlink()
    command = [sys.executable, str(ROOT / "benchmarks" / "score.py"), str(tmp_path / "graphs"), "--gold"]
    output = subprocess.run([*command, str(tmp_path / "gold")], check=True, capture_output=True, text=True).stdout
    assert "without a graph 1" in output
