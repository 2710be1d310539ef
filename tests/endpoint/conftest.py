"""Servers that the tests talk to: real processes, real HTTP, on any free port."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TextIO

import httpx
import pytest
from support import kuleba
from support.hostile import hostile_extraction

from graphkit.graph import Store, to_quads
from graphkit.iri import document_iri, resource_iri

TOKEN = "correct-horse-battery"
DOCUMENT = document_iri(kuleba.article().id)


@dataclass
class Server:
    address: str
    process: subprocess.Popen[str]
    log: Path
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.Client(base_url=self.address, timeout=60)

    def ask(self, query: str, accept: str = "application/sparql-results+json", **more: str) -> httpx.Response:
        headers = {"Accept": accept, "Content-Type": "application/sparql-query", **more}
        return self.client.post("query", content=query, headers=headers)

    def logged(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]


def fill(path: Path) -> Path:
    """Make a store of one document."""
    with Store.open(path) as store:
        store.add(DOCUMENT, to_quads(kuleba.extraction()))
    return path


@contextmanager
def serving(store: Path, log: Path, *options: str) -> Iterator[Server]:
    """Start `graphkit serve` and end it again."""
    command = [sys.executable, "-m", "graphkit", "serve", str(store), "--port", "0", *options]
    with running(command, log) as server:
        yield server


@contextmanager
def running(command: list[str], log: Path) -> Iterator[Server]:
    """Start a server that says its address on a line of standard error, and end it again."""
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    said = process.stderr.readline()
    copying = threading.Thread(target=copy, args=(process.stderr, log))
    copying.start()
    try:
        assert said.endswith("/\n"), said
        server = Server(said.split()[-1], process, log)
        httpx.Client(transport=httpx.HTTPTransport(retries=3)).get(server.address + "health")
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)
        copying.join()


def copy(stream: TextIO, log: Path) -> None:
    """Write what a server says into a file, so that it never waits to be heard."""
    with log.open("w") as out:
        shutil.copyfileobj(stream, out)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that only reads."""
    folder = tmp_path_factory.mktemp("server")
    with serving(fill(folder / "store"), folder / "log") as started:
        yield started


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with an article, its like in another paper a week later, one that attacks its readers, and coordinates."""
    folder = tmp_path_factory.mktemp("library")
    fill(folder / "store")
    later = kuleba.article(id="other.txt", title="The same a week later", date=datetime.date(2024, 9, 2), url=None)
    odesa, wgs = resource_iri("Place", "Odesa"), "http://www.w3.org/2003/01/geo/wgs84_pos#"
    with Store.open(folder / "store") as store:
        for found in (replace(kuleba.extraction(), article=later), hostile_extraction()):
            store.add(document_iri(found.article.id), to_quads(found))
        where = f"<{odesa}> <{wgs}lat> 46.48 ; <{wgs}long> 30.72 ."
        store.load_triples("urn:coordinates", where.encode(), "text/turtle", keep=False)
    with serving(folder / "store", folder / "log") as started:
        yield started


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., object]:
    """Starts a server of its own for a test, with options, about a new store."""

    def make(*options: str) -> object:
        return serving(fill(tmp_path / "store"), tmp_path / "log", *options)

    return make


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Server]:
    """A server that takes graphs from who has the token."""
    (tmp_path / "token").write_text(TOKEN + "\n")
    store = fill(tmp_path / "store")
    with serving(store, tmp_path / "log", "--token-file", str(tmp_path / "token")) as started:
        yield started
