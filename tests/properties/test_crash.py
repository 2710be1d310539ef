"""A build that is killed at any moment leaves whole documents only, and ends as if nothing had been."""

from __future__ import annotations

import contextlib
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphkit.graph import Store

DOCUMENTS = 300
KILLS = 6
PROGRAM = f"""
import sys
from support import kuleba
import pyoxigraph as ox
from graphkit.graph import Store, to_quads
from graphkit.iri import document_iri
quads = [str(quad) for quad in to_quads(kuleba.extraction())]
old = document_iri(kuleba.article().id)
worked = 0
with Store.open(sys.argv[1]) as store:
    for number in range({DOCUMENTS}):
        name = document_iri(f"article-{{number}}")
        if store.has_graph(name):
            continue
        text = "\\n".join(quad.replace(old, name) + " ." for quad in quads)
        store.add(name, list(ox.parse(text, format=ox.RdfFormat.N_QUADS)))
        worked += 1
        print("x", end="", flush=True)
print(worked)
"""


def build(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", PROGRAM, str(folder)], stdout=subprocess.PIPE, text=True)


def finish(folder: Path) -> tuple[bytes, int]:
    """Build to the end; give the sorted N-Quads, the union with them, and how many documents it had to work on."""
    out, _ = build(folder).communicate()
    with Store.open(folder, read_only=True) as store:
        return "\n".join(sorted(map(str, store.oxigraph))).encode(), int(out.lstrip("x"))


@pytest.fixture(autouse=True)
def path_of_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(__file__).parents[2]
    monkeypatch.setenv("PYTHONPATH", f"{root}:{root / 'tests'}", prepend=":")


def test_a_build_killed_at_any_moment_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    expected, all_of_them = finish(tmp_path / "whole")
    assert all_of_them == DOCUMENTS
    per_document = len(Store.open(tmp_path / "whole", read_only=True).quads()) // DOCUMENTS
    chance = random.Random(3)
    folder = tmp_path / "killed"
    before = 0
    for _ in range(KILLS):
        process = build(folder)
        assert process.stdout is not None
        process.stdout.read(chance.randrange(1, 60))
        time.sleep(chance.random() / 100)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with Store.open(folder, read_only=True) as store:
            documents = store.documents()
            assert len(store) == per_document * len(documents)
        assert len(documents) >= before
        before = len(documents)
    assert before < DOCUMENTS
    found, worked = finish(folder)
    assert found == expected
    assert worked <= DOCUMENTS - before + 1
    assert not (folder / "unfinished-build.jsonl").exists()


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    process = build(tmp_path / "store")
    assert process.stdout is not None
    process.stdout.read(1)
    process.kill()
    process.communicate()
    Store.open(tmp_path / "store").close()


def test_readers_see_whole_documents_while_another_process_writes(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    writer = build(folder)
    assert writer.stdout is not None
    seen = []
    with contextlib.ExitStack() as stack:
        for _ in range(3):
            writer.stdout.read(DOCUMENTS // 5)
            reader = stack.enter_context(Store.open(folder, read_only=True))
            seen.append((reader, reader.documents(), len(reader)))
        writer.communicate()
        with Store.open(folder) as store:
            store.oxigraph.optimize()  # rewrites the files under the readers' eyes
        for reader, documents, statements in seen:
            assert reader.documents() == documents
            assert len(reader) == statements
            assert bool(reader.query("ASK { ?x gk:launched ?y }", timeout=60))
    sizes = [len(documents) for _, documents, _ in seen]
    assert sizes == sorted(sizes)
    assert sizes[0] >= DOCUMENTS // 5
    assert len({statements / len(documents) for _, documents, statements in seen}) == 1
