"""The commands that read a store: query, export, view, explain, validate, remove, info; and annotate."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import Run

WHO = "SELECT ?who WHERE { ?x gk:launched ?what ; rdfs:label ?who }"


def test_query_prints_a_table_and_the_standard_formats(run: Run, store: Path, tmp_path: Path) -> None:
    assert run("query", store, WHO).out.splitlines() == ["who", "------", "Russia"]
    assert json.loads(run("query", store, WHO, "--format", "json").out)["results"]["bindings"]
    assert run("query", store, WHO, "--format", "tsv").out.startswith("?who\n")
    assert "<sparql" in run("query", store, WHO, "--format", "xml").out
    (tmp_path / "q.rq").write_text(WHO)
    assert run("query", store, "--file", tmp_path / "q.rq", "--format", "csv").out.split() == ["who", "Russia"]
    construct = "CONSTRUCT { ?x gk:launched ?y } WHERE { ?x gk:launched ?y }"
    assert "gk:launched" in run("query", store, construct, "--format", "turtle").out


def test_query_lists_questions_and_asks_them_by_name(run: Run, store: Path) -> None:
    listed = dict(line.split(maxsplit=1) for line in run("query", "--list").out.splitlines())
    assert listed["launches"] == "Who launched what at whom, how many, when, and who says so"
    assert "35 missiles" in run("query", store, "--named", "launches").out
    done = run("query", store, "--named", "launch")
    assert (done.code, "Did you mean launches?" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("SELECT WHERE {",), "line 1, column"),
        (("SELECT * WHERE { ?x gk:lanched ?y }",), "Did you mean gk:launched?"),
        ((), "one query"),
        (("ASK {}", "--file", "x.rq"), "one query"),
        (("ASK {}", "--named", "launches"), "one query"),
        (("ASK {}", "--format", "pdf"), "'pdf' is unknown"),
        (("SELECT * WHERE { SERVICE <http://example.org> { ?s ?p ?o } }",), "SERVICE"),
    ],
)
def test_a_bad_query_gets_one_message(run: Run, store: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run("query", store, *arguments)
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err


def test_a_slow_query_is_stopped(run: Run, store: Path) -> None:
    done = run("query", store, "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.5")
    assert done.code == 2
    assert "0.5" in done.err


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nq", ".nt", ".jsonld", ".rdf", ".graphml", ".gexf", ".csv"])
def test_export_writes_every_format(run: Run, store: Path, tmp_path: Path, suffix: str) -> None:
    done = run("export", store, "--to", tmp_path / f"graph{suffix}")
    assert done.code == 0, done.err
    written = [path for path in tmp_path.iterdir() if path.stat().st_size]
    assert written
    assert any("Kuleba" in path.read_text() for path in written)


def test_export_refuses_an_unknown_suffix(run: Run, store: Path, tmp_path: Path) -> None:
    done = run("export", store, "--to", tmp_path / "graph.xyz")
    assert done.code == 2
    assert ".xyz" in done.err


def test_view_writes_a_page_around_a_name(run: Run, store: Path, tmp_path: Path) -> None:
    page = tmp_path / "out" / "page.html"
    done = run("view", store, "--to", page, "--title", "Monday")
    assert done.code == 0, done.err
    assert page.as_uri() in done.err
    assert "<title>Monday</title>" in page.read_text()
    first = page.read_bytes()
    run("view", store, "--to", page, "--title", "Monday", "--quiet")
    assert page.read_bytes() == first
    done = run("view", store, "--to", page, "--entity", "russia", "--hops", "1", "--since", "2024-08-26")
    assert done.code == 0, done.err
    assert len(page.read_bytes()) < len(first)
    done = run("view", store, "--to", page, "--entity", "Rusia")
    assert done.code == 2
    assert "Did you mean Russia" in done.err
    assert run("view", store, "--to", page, "--since", "Monday").code == 2


def test_explain_prints_statements_with_their_sentences(run: Run, store: Path) -> None:
    done = run("explain", store, "Dmytro Kuleba")
    assert done.code == 0, done.err
    assert "[Kuleba] [urged] [Japan]" in done.out
    assert "Foreign Minister" in done.out
    assert "[denied]" in run("explain", store, "moscow").out
    done = run("explain", store, "Atlantis")
    assert done.code == 2
    assert "Nothing in this store is called 'Atlantis'" in done.err


def test_annotate_marks_the_text(run: Run, article: Path, tmp_path: Path) -> None:
    done = run("annotate", article, "--to", tmp_path / "page.html")
    assert done.code == 0, done.err
    page = (tmp_path / "page.html").read_text()
    assert ">launched</a>" in page
    assert "State: Russia" in page


def test_validate_says_that_the_graph_fits(run: Run, store: Path) -> None:
    done = run("validate", store)
    assert done.code == 0, done.out
    assert "fits its shapes" in done.err


def test_validate_exits_with_1_where_the_graph_does_not_fit(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.nq"
    node, kind = "<https://w3id.org/graphkit/document/d>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    broken.write_text(f"{node} {kind} <https://schema.org/NewsArticle> {node} .\n")
    done = run("validate", broken)
    assert done.code == 1
    assert done.out
    assert "problems" in done.err


def test_remove_withdraws_a_document(run: Run, store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(store, copy)
    assert run("remove", copy, "nobody").code == 2
    assert run("remove", copy, "2024-08-26-kuleba.txt").code == 0
    assert run("query", copy, WHO, "--format", "csv").out.split() == ["who"]


def test_info_shows_versions_and_counts(run: Run, store: Path) -> None:
    assert "graphkit" in run("info").out
    out = run("info", store).out
    assert "en_graphkit_news" in out
    assert [line.split() for line in out.splitlines() if line.startswith("documents")] == [["documents", "1"]]


@pytest.mark.parametrize("command", ["query", "export", "view", "explain", "validate", "remove", "info"])
def test_a_store_that_is_not_there_is_named_and_not_made(run: Run, tmp_path: Path, command: str) -> None:
    more = {
        "query": ["ASK {}"],
        "export": ["--to", "x.ttl"],
        "view": ["--to", "x.html"],
        "explain": ["x"],
        "remove": ["x"],
    }
    done = run(command, tmp_path / "nowhere", *more.get(command, []))
    assert done.code == 2
    assert f"{tmp_path / 'nowhere'}: There is no such store" in done.err
    assert not (tmp_path / "nowhere").exists()
