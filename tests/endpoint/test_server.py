"""The server's own routes, its log, and how it starts and ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from starlette.routing import Route

from graphkit.errors import StoreError
from graphkit.graph import Store
from graphkit.graph.questions import questions
from graphkit.vocab import PREFIXES
from graphkit.web import Limits, serve
from graphkit.web.app import make_app

from .conftest import TOKEN, Server, fill, serving


def test_health_questions_and_prefixes(server: Server) -> None:
    assert server.client.get("health").json()["status"] == "ok"
    assert {q["name"]: q["query"] for q in server.client.get("api/queries").json()} == {
        q.name: q.text for q in questions()
    }
    assert server.client.get("api/prefixes").json() == PREFIXES


def test_the_json_routes_are_described_as_they_are(server: Server) -> None:
    described = server.client.get("openapi.json").json()
    routes = {r.path for r in make_app(Store.open(None)).routes if isinstance(r, Route)}
    assert set(described["paths"]) == {r for r in routes if r in ("/health", "/openapi.json") or r.startswith("/api/")}
    for path, operations in described["paths"].items():
        answer = server.client.get(path)
        said = operations["get"]["responses"][str(answer.status_code)]["content"]
        assert answer.headers["content-type"] in said
        schema = said["application/json"]["schema"]
        value = answer.json()
        assert isinstance(value, list if schema["type"] == "array" else dict)
        for item in value if isinstance(value, list) else [value]:
            inner = schema.get("items", schema)
            assert set(inner.get("required", ())) <= set(item)
            if inner.get("additionalProperties") is False:
                assert set(item) <= set(inner["properties"])


def test_nothing_is_loaded_from_elsewhere(server: Server) -> None:
    answer = server.client.get("/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    for path in (
        "/",
        "/sparql",
        *(f"static/{name}" for name in ("explorer.js", "sparql.js", "explorer.css", "theme.css")),
    ):
        assert "://" not in server.client.get(path).text.replace("http://www.w3.org", "")
    assert server.client.get("static/../app.py").status_code == 404


def test_each_request_has_a_line_in_the_log(start: Callable[..., AbstractContextManager[Server]]) -> None:
    with start() as server:
        server.client.get("query", params={"query": 'ASK { ?x rdfs:label "a b" }'})
        server.client.get("nowhere")
    asked, missed = server.logged()[-2:]
    assert asked["method"] == "GET"
    assert (asked["path"], asked["status"], asked["client"]) == ("/query", 200, "127.0.0.1")
    assert asked["bytes"] == len('{"head":{},"boolean":false}')
    assert asked["query"] == 'ASK { ?x rdfs:label "a b" }'
    assert (missed["status"], missed["query"]) == (404, "")


def test_a_file_is_served_too(tmp_path: Path) -> None:
    from graphkit.writers import write

    file = write(Store.open(fill(tmp_path / "store"), read_only=True), tmp_path / "graph.trig")
    with serving(file, tmp_path / "log") as server:
        assert server.ask("ASK { ?x gk:launched ?y }").json()["boolean"] is True


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--host", "192.0.2.1"], "Choose another --host or --port"),
        (["--token-file", "missing"], "token cannot be read"),
        (["--token-file", "short"], "16 or more"),
    ],
)
def test_a_server_that_cannot_start_says_why(tmp_path: Path, options: list[str], words: str) -> None:
    (tmp_path / "short").write_text("secret")
    command = [sys.executable, "-m", "graphkit", "serve", str(fill(tmp_path / "store")), "--port", "0", *options]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_whose_processes_cannot_start_does_not_start(tmp_path: Path) -> None:
    with (
        Store.open(fill(tmp_path / "store"), read_only=True) as store,
        pytest.raises(StoreError, match="could not start"),
    ):
        serve(store, host="127.0.0.1", port=0, limits=Limits(memory=1_000_000), log=False)


def test_a_file_is_not_written_to(tmp_path: Path) -> None:
    from graphkit.writers import write

    (tmp_path / "token").write_text(TOKEN)
    file = write(Store.open(fill(tmp_path / "store"), read_only=True), tmp_path / "graph.trig")
    command = [sys.executable, "-m", "graphkit", "serve", str(file), "--token-file", str(tmp_path / "token")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "for reading only" in done.stderr


def test_two_servers_read_one_store(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    with serving(store, tmp_path / "log1") as one, serving(store, tmp_path / "log2") as two:
        answers = [json.loads(s.ask("ASK { ?x gk:launched ?y }").text)["boolean"] for s in (one, two)]
    assert answers == [True, True]
