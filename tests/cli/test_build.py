from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from .conftest import ARTICLE, Run

MISSILES = "SELECT ?n WHERE { ?russia gk:launched ?group . ?group gk:quantity ?n }"


@pytest.mark.parametrize("target", ["store", "graph.trig", "graph.nq", "graph.ttl", "graph.jsonld"])
def test_a_target_can_be_asked_afterwards(run: Run, tmp_path: Path, article: Path, target: str) -> None:
    done = run("build", article, "--to", tmp_path / target)
    assert done.code == 0, done.err
    assert "1 document, " in done.err
    asked = run("query", tmp_path / target, MISSILES, "--format", "csv")
    assert asked.out.split() == ["n", "35"]


def test_a_store_is_added_to_and_a_document_replaced(run: Run, tmp_path: Path, article: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("The rebels fired six rockets at the port of Mokha, the army said.\n")
    for source in (article, other, other):
        assert run("build", source, "--to", tmp_path / "store", "--quiet").err == ""
    asked = run(
        "query", tmp_path / "store", "SELECT (COUNT(?d) AS ?n) WHERE { ?d a schema:NewsArticle }", "--format", "csv"
    )
    assert asked.out.split() == ["n", "2"]


def test_dates_fields_and_formats_are_taken_from_the_command(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "articles.data"
    source.write_text(json.dumps({"key": "a", "body": ARTICLE}))
    options = ("--format", "jsonl", "--field", "text=body", "--field", "id=key", "--date", "2024-08-26")
    assert run("build", source, "--to", tmp_path / "store", *options).code == 0
    asked = run("query", tmp_path / "store", "SELECT ?d ?on WHERE { ?d dcterms:date ?on }", "--format", "csv")
    assert asked.out.split()[1] == "https://w3id.org/graphkit/document/a,2024-08-26"


def test_standard_input_is_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    assert run("build", "-", "--to", tmp_path / "graph.nq").code == 0
    assert "stdin-" in (tmp_path / "graph.nq").read_text()
    assert sys.stdin is not None


def test_bad_documents_among_good_ones_are_reported_and_skipped(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(ARTICLE)
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(b"\x00\x01")
    done = run("build", folder, "--to", tmp_path / "store")
    assert done.code == 0
    assert "empty.txt: There is no text." in done.err
    assert "binary.txt: This is a binary file" in done.err
    assert "1 document, " in done.err


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "There is no text"),
        ("binary.txt", b"\x89PNG\r\n\x1a\n", "PNG picture"),
        ("latin.txt", "Der Außenminister sagte es".encode("latin-1"), "not legal UTF-8"),
        ("long.txt", b"The army fired rockets. " * 210_000, "more than the limit of 1,000,000"),
        ("list.txt", b"1\n2\n3\n", "no sentence"),
        ("german.txt", ("Der Minister sagte, dass die Gespräche weitergehen. " * 5).encode(), "not look like English"),
    ],
)
def test_a_bad_document_gets_one_message_with_place_and_remedy(
    run: Run, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    done = run("build", tmp_path / name, "--to", tmp_path / "store")
    assert done.code == 2
    assert done.err.startswith(f"graphkit: {tmp_path / name}")
    assert words in done.err
    assert "Traceback" not in done.err
    assert done.err.count("\n") == 1


def test_a_missing_model_is_named(run: Run, tmp_path: Path, article: Path) -> None:
    done = run("build", article, "--to", tmp_path / "store", "--model", "en_nowhere")
    assert done.code == 2
    assert "en_nowhere" in done.err
    assert "Traceback" not in done.err


def test_an_illegal_rule_is_named_with_its_file(run: Run, tmp_path: Path, article: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine.ttl").write_text(
        "@prefix gk: <https://w3id.org/graphkit/ontology#> . @prefix gkl: <https://w3id.org/graphkit/lexicon#> .\n"
        "<https://example.org/frame> a gkl:VerbFrame ; gkl:evokes gk:Nothing ;\n"
        '    gkl:word "frobnicate" ; gk:agent "subject" .\n'
    )
    done = run("build", article, "--to", tmp_path / "store", "--ontology", own)
    assert done.code == 2
    assert "mine.ttl" in done.err or "example.org/frame" in done.err
    assert "Nothing" in done.err
    (own / "mine.ttl").write_text("this is no Turtle")
    done = run("build", article, "--to", tmp_path / "other", "--ontology", own)
    assert done.code == 2
    assert "mine.ttl" in done.err


def test_a_folder_of_other_files_is_no_target(run: Run, tmp_path: Path, article: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.doc").write_text("x")
    done = run("build", article, "--to", tmp_path / "home")
    assert done.code == 2
    assert "not a graphkit store" in done.err


def test_a_second_run_says_what_it_did_on_the_terminal_and_in_a_file(run: Run, tmp_path: Path, article: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(article.read_text())
    first = run("build", folder, "--to", tmp_path / "store", "--report", tmp_path / "report.json")
    assert first.err.startswith("2 documents, ")
    assert "2 read: 1 added, 1 copy; " in first.err
    told = json.loads((tmp_path / "report.json").read_text())
    assert (told["read"], told["added"], told["copies"]) == (2, 1, 1)
    second = run("build", folder, "--to", tmp_path / "store")
    assert "2 read: 2 unchanged" in second.err
    (folder / "b.txt").unlink()
    third = run("build", folder, "--to", tmp_path / "store", "--prune")
    assert "1 read: 1 unchanged, 1 withdrawn" in third.err


def test_of_many_bad_documents_the_first_are_told_and_all_are_counted(run: Run, tmp_path: Path, article: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(30):
        (tmp_path / "in" / f"{number}.txt").write_text("")
    (tmp_path / "in" / "good.txt").write_text(article.read_text())
    done = run("build", tmp_path / "in", "--to", tmp_path / "store", "--report", tmp_path / "report.json")
    assert done.code == 0
    assert done.err.count("There is no text.") == 20
    assert "--report lists them" in done.err
    assert "30 skipped (no text 30)" in done.err
    assert len(json.loads((tmp_path / "report.json").read_text())["skips"]) == 30


def test_two_engines_at_once_are_refused(run: Run, tmp_path: Path, article: Path) -> None:
    options = ("--workers", "2", "--cluster", "tcp://127.0.0.1:1")
    done = run("build", article, "--to", tmp_path / "store", *options)
    assert done.code == 2
    assert "Give either a number of workers" in done.err
    assert not (tmp_path / "store").exists()
