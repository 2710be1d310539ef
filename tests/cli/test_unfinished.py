"""A build that is cut off, by Ctrl-C or kill -9, goes on where it stopped."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import graphkit
from graphkit.graph import Store
from graphkit.graph.journal import NAME
from graphkit.iri import document_iri

pytestmark = pytest.mark.model
TEXT = "Russia launched {} missiles at Ukraine. The army of Ukraine shot down ten of them, Kyiv said."
ARTICLES = [graphkit.Article(id=f"a{n}", text=TEXT.format(n + 20), date=None) for n in range(6)]


def cut_off(folder: Path, after: int) -> None:
    def some() -> Iterator[graphkit.Article]:
        yield from ARTICLES[:after]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        graphkit.build(some(), to=folder)


def test_documents_that_are_done_are_not_done_again(tmp_path: Path) -> None:
    cut_off(tmp_path / "store", 3)
    done, gone = document_iri("a0"), document_iri("a1")
    with Store.open(tmp_path / "store") as store:
        marked = store.quads(done)[:-1]
        store.add(done, marked)
        store.remove(gone)
    with graphkit.build(ARTICLES, to=tmp_path / "store") as graph:
        assert graph.store.quads(done) == marked
        assert len(graph.documents()) == 6
    with graphkit.build(ARTICLES, to=tmp_path / "store") as graph:  # the build has ended: another does everything
        assert len(graph.store.quads(done)) == len(marked) + 1


def test_a_text_that_has_changed_meanwhile_is_read_again(tmp_path: Path) -> None:
    cut_off(tmp_path / "store", 3)
    changed = graphkit.Article(id="a0", text="Ukraine thanked Japan.")
    with graphkit.build([changed, *ARTICLES[1:]], to=tmp_path / "store") as graph:
        assert any("thanked" in str(quad.object) for quad in graph.store.quads(document_iri("a0")))


def test_a_command_that_was_killed_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    records = ({"id": f"k{n}", "text": TEXT.format(n + 20) * 6, "date": "2024-08-26"} for n in range(30))
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    command = [sys.executable, "-m", "graphkit", "build", str(source), "--quiet", "--to"]
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    process = subprocess.Popen([*command, str(killed)])
    journal = killed / NAME
    while not (journal.exists() and len(journal.read_text().splitlines()) > 4):
        with pytest.raises(subprocess.TimeoutExpired):  # it still works
            process.wait(timeout=0.01)
    process.kill()
    process.wait()
    with Store.open(killed, read_only=True) as store:
        assert 4 <= len(store.documents()) < 30
    for folder in (killed, whole):
        subprocess.run([*command, str(folder)], check=True)
    stores = [Store.open(folder, read_only=True) for folder in (killed, whole)]
    assert stores[0].quads() == stores[1].quads()
    assert not journal.exists()
