"""Limits: a query that takes too much is ended, and nobody else waits for it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from urllib.parse import quote

import httpx
import pytest

from graphkit.web.limits import Limits
from graphkit.web.pool import Busy, Queue

from .conftest import Server

Start = Callable[..., AbstractContextManager[Server]]
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUGE = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HUNGRY = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f ?a ?i"
QUICK = "SELECT ?who WHERE { ?who gk:launched ?what }"


def load(server: Server) -> tuple[int, int]:
    found = server.client.get("health").json()
    return found["running"], found["waiting"]


def until(condition: Callable[[], bool]) -> None:
    """Wait for what must come; the server's own limits end it if it does not."""
    while not condition():
        pass


def test_a_slow_query_ends_at_its_time(start: Start) -> None:
    with start("--timeout", "1") as server:
        answer = server.ask(CROSS)
        assert answer.status_code == 503
        assert "stopped after 1 seconds" in answer.json()["detail"]
        assert answer.headers["retry-after"]
        assert server.ask(QUICK).status_code == 200


def test_a_large_answer_and_a_hungry_query_end(start: Start) -> None:
    with start("--memory", "200", "--timeout", "60") as server:
        answer = server.ask(HUGE)
        assert (answer.status_code, "larger than 64 MB" in answer.json()["detail"]) == (503, True)
        answer = server.ask(HUNGRY)
        assert (answer.status_code, "out of memory" in answer.json()["detail"]) == (503, True)
        assert server.ask(QUICK).status_code == 200


def test_what_breaks_the_parser_breaks_nothing_else(server: Server) -> None:
    deep = "SELECT * { " + "{" * 100_000 + "}" * 100_000 + " }"
    assert server.ask(deep).status_code in (400, 503)
    assert server.ask(QUICK).status_code == 200


def test_a_query_ends_when_its_client_leaves(server: Server) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(
            server.address + "query", content=CROSS, timeout=0.3, headers={"Content-Type": "application/sparql-query"}
        )
    until(lambda: load(server) == (0, 0))


def test_one_client_leaves_places_for_others(start: Start) -> None:
    with start("--places", "2", "--timeout", "60") as server, ThreadPoolExecutor(4) as threads:
        greedy = [threads.submit(server.ask, CROSS, **{"X-Forwarded-For": "192.0.2.1"}) for _ in range(4)]
        until(lambda: load(server) == (1, 3))
        for _ in range(20):
            assert server.ask(QUICK, **{"X-Forwarded-For": "192.0.2.2"}).status_code == 200
        assert load(server) == (1, 3)
        assert not any(asked.done() for asked in greedy)
        server.process.terminate()


def test_queries_take_turns_and_too_many_are_refused() -> None:
    limits = Limits(places=2, queue=2, wait=0.05)

    async def play() -> None:
        queue = Queue(limits)
        async with queue.place("a"), queue.place("b"):
            async with asyncio.TaskGroup() as group:
                waiting = [group.create_task(enter(queue, client)) for client in "cd"]
                while len(queue.waiting) < 2:
                    await asyncio.sleep(0)
                with pytest.raises(Busy, match="Too many"):
                    await enter(queue, "e")
            assert [task.result() for task in waiting] == ["late", "late"]
            assert not queue.waiting
        assert queue.running.total() == 0
        assert await enter(queue, "a") == "in"

    async def enter(queue: Queue, client: str) -> str:
        try:
            async with queue.place(client):
                return "in"
        except Busy as error:
            if "Too many" in str(error):
                raise
            return "late"

    asyncio.run(play())


def test_a_place_given_up_while_waiting_is_not_lost() -> None:
    async def play() -> None:
        queue = Queue(Limits(places=1, wait=60))

        async def hold(released: asyncio.Event) -> None:
            async with queue.place("a"):
                await released.wait()

        released = asyncio.Event()
        first = asyncio.create_task(hold(released))
        await asyncio.sleep(0)
        second, third = (asyncio.create_task(hold(released)) for _ in range(2))
        await asyncio.sleep(0)
        released.set()
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.gather(first, second, third, return_exceptions=True)
        assert third.exception() is None
        assert queue.running.total() == 0

    asyncio.run(play())


def test_no_request_makes_the_server_fail_or_hang(server: Server) -> None:
    chance = random.Random(7)
    pieces = [
        b"SELECT", b"ASK", b"*", b"{", b"}", b"?x", b"gk:launched", b"<urn:a>", b"a", b".", b"FROM", b"FROM NAMED", b"<x y>",
        b"SERVICE", b"PREFIX", b"p:", b"BASE", b"<", b">", b"'", b'"""', b"\\u0000", b"\xff", b"\x00", b"#", b"\n", b"query=",
        b"&", b"=", b"%", b"%zz", b"default-graph-uri=", b"1e999", b"FILTER(REGEX(", b"LIMIT -1", b"VALUES", b"a.a.a.a.",
    ]  # fmt: skip
    types = ["application/sparql-query", "application/x-www-form-urlencoded", "text/turtle", "", "a/b;q=;;"]
    accepts = [
        "*/*",
        "text/csv;q=x",
        ",,,",
        "a",
        "text/*;q=-1",
        "application/json;q=0",
        "\u00e9".encode().decode("latin-1"),
    ]
    for _ in range(400):
        junk = b" ".join(chance.choices(pieces, k=chance.randrange(12)))
        path = chance.choice(
            ["query", "data", "query?" + quote(junk, safe="=&"), "data?graph=" + junk.hex(), "static/../x"]
        )
        method = chance.choice(["GET", "POST", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])
        headers = {"Content-Type": chance.choice(types), "Accept": chance.choice(accepts)}
        answer = server.client.request(
            method, path, content=junk, headers={k: v.encode("latin-1") for k, v in headers.items()}
        )
        assert answer.status_code < 500 or answer.status_code == 503, (method, path, junk, answer.text)
    assert server.ask("a." * 450_000).status_code == 400
    assert server.ask("a:b " + "INSERT " * 100_000).status_code == 400
    assert load(server) == (0, 0)
