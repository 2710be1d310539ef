"""Requests that nobody would write by hand: no fault of the server's, no hang, and no growth of its memory."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.graph.questions import questions
from graphkit.web import app

from .conftest import DOCUMENT, Server, fill, serving
from .test_limits import QUICK, load, memory

LIMITS = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
described = schemathesis.openapi.from_path(app.STATIC / "openapi.json")


@described.parametrize()
@LIMITS
def test_the_json_routes_answer_as_they_are_described(case: schemathesis.Case, server: Server) -> None:
    case.call_and_validate(base_url=server.address)


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for the requests below; a query may take two seconds."""
    folder = tmp_path_factory.mktemp("fuzzed")
    with serving(fill(folder / "store"), folder / "log", "--timeout", "2", "--memory", "300") as started:
        yield started


PIECES = [
    "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "*", "{", "}", "(", ")", "?x", "?y", "gk:launched", "gk:nope", "<urn:a>", "a", ".", ";",
    "FROM", "FROM NAMED", "<x y>", "SERVICE", "GRAPH ?g {", "OPTIONAL {", "UNION", "MINUS {", "FILTER(", "EXISTS {", "BIND(", "AS ?z)",
    "PREFIX", "p:", "BASE", "<", ">", "'", '"', '\"""', "\\u0000", "#", "\n", "1e999", "-1", "REGEX(", "(a+)+$", "LIMIT -1", "LIMIT 5",
    "OFFSET 99999999999999999999", "VALUES ?x {", "UNDEF", "GROUP BY ?x", "HAVING", "gk:partOf*", "(gk:a|!gk:b)+/^gk:c?", "<< ?s ?p ?o >>",
    "true", "INSERT DATA", "é", "\ufeff", "😀", "a.a.a.", "_:b", "[]", "@en", "^^xsd:integer", "COUNT(DISTINCT *)", "NOT IN (1, 2)",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=25).map(" ".join)
MEDIA = st.sampled_from(
    ["application/sparql-query", "application/x-www-form-urlencoded", "text/turtle", "", "a/b;q=;;"]
)
ACCEPT = st.sampled_from(
    [
        "*/*",
        "text/csv;q=x",
        ",,,",
        "a",
        "text/*;q=-1",
        "application/json;q=0",
        "é",
        "text/turtle, */*;q=0.1",
        "x/y," * 2000,
    ]
)
METHODS = st.sampled_from(["GET", "POST", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw a competency question with some of its characters taken out, doubled or changed for others."""
    text = draw(st.sampled_from(questions())).text
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(text)))
        end = min(len(text), begin + draw(st.integers(0, 12)))
        text = text[:begin] + draw(st.sampled_from(["", text[begin:end] * 2, *PIECES])) + text[end:]
    return text


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, str, bytes, dict[str, bytes]]:
    """Draw method, path, body and headers."""
    query = draw(TEXTS | damaged())
    fields = draw(
        st.lists(
            st.sampled_from(
                ["query", "default-graph-uri", "named-graph-uri", "update", "graph", "default", "x"]
            ).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from([query, DOCUMENT, "urn:x", "", "no iri"]))),
            max_size=5,
        )
    )
    body = draw(
        st.sampled_from([query.encode("utf-8", "replace"), urlencode(fields).encode()]) | st.binary(max_size=200)
    )
    path = draw(st.sampled_from(["query", "data", "query?" + urlencode(fields), "data?" + urlencode(fields)]))
    path = draw(st.sampled_from([path, "query?" + quote(query, safe="=&%"), "query?query=" + quote(query)]))
    headers = {"Content-Type": draw(MEDIA).encode(), "Accept": draw(ACCEPT).encode("latin-1")}
    return draw(METHODS), path, body, headers


@LIMITS
@given(requests())
def test_no_request_makes_the_server_fail_or_hang(
    fuzzed: Server, request_: tuple[str, str, bytes, dict[str, bytes]]
) -> None:
    method, path, body, headers = request_
    answer = fuzzed.client.request(method, path, content=body, headers=headers, timeout=30)
    assert answer.status_code < 500 or answer.status_code == 503, (method, path, body, answer.text)
    if answer.status_code >= 400 and method != "HEAD":
        assert answer.headers["content-type"] == "application/problem+json", answer.text
        assert answer.json()["status"] == answer.status_code


def test_very_long_queries_are_refused(fuzzed: Server) -> None:
    for query in ("a." * 450_000, "a:b " + "INSERT " * 100_000, "SELECT * { ?s ?p '" + "\\" * 400_000, "(" * 500_000):
        assert fuzzed.ask(query).status_code in (400, 503)


def test_many_requests_leave_nothing_behind(fuzzed: Server) -> None:
    """What the server holds after a thousand requests is what it holds after a hundred, give or take."""

    def ask(times: int) -> None:
        for number in range(times):
            query = [QUICK, "SELECT * {", "SELECT ?s ?p ?o { ?s ?p ?o }", f"ASK {{ <urn:{number}> ?p ?o }}"][number % 4]
            fuzzed.ask(query)
            fuzzed.client.get(f"data?graph=urn:{number}")

    ask(50)
    before = memory(fuzzed), descriptors(fuzzed), children(fuzzed)
    ask(500)
    assert load(fuzzed) == (0, 0)
    assert memory(fuzzed) - before[0] < 20_000_000
    assert descriptors(fuzzed) <= before[1] + 5
    assert children(fuzzed) <= before[2] + 1


def descriptors(server: Server) -> int:
    """Files and connections that the server has open."""
    return len(os.listdir(f"/proc/{server.process.pid}/fd"))  # noqa: PTH208


def children(server: Server) -> int:
    """Processes that the server has started and that have not ended."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(server.process.pid)], capture_output=True, text=True)
    return len(listed.stdout.split())
