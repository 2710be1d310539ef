"""Limits: a query that takes too much is ended, and nobody else waits for it."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from starlette.types import Message

from graphkit.web.limits import Limits
from graphkit.web.outbox import Outbox
from graphkit.web.pool import Busy, Queue

from .conftest import Server, fill, running

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


def test_slow_readers_hold_a_bounded_part_of_the_memory() -> None:
    async def play() -> None:
        outbox = Outbox(200_000, patience=60)
        taking = asyncio.Event()
        received: list[bytes] = []

        async def send(message: Message) -> None:
            await taking.wait()
            received.append(message.get("body", b""))

        async def receive() -> Message:
            raise AssertionError

        body = bytes(range(256)) * 500
        slow = asyncio.create_task(outbox.answer(body, {})({}, receive, send))
        await asyncio.sleep(0)
        assert outbox.held == len(body)
        with pytest.raises(Busy, match="slow readers"):
            outbox.answer(body, {})
        taking.set()
        await slow
        assert b"".join(received) == body
        assert outbox.held == 0
        outbox.answer(body, {})

    asyncio.run(play())


def test_a_client_that_takes_nothing_is_left_and_one_that_goes_is_forgotten() -> None:
    async def play() -> None:
        outbox = Outbox(200_000, patience=0.05)

        async def stuck(message: Message) -> None:
            if message["type"] == "http.response.body":
                await asyncio.Event().wait()

        async def gone(message: Message) -> None:
            raise OSError

        async def receive() -> Message:
            raise AssertionError

        await outbox.answer(b"x" * 150_000, {})({}, receive, stuck)
        assert outbox.held == 0
        with pytest.raises(OSError):
            await outbox.answer(b"x" * 150_000, {})({}, receive, gone)
        assert outbox.held == 0

    asyncio.run(play())


SERVE = """
import sys
from graphkit.graph import Store
from graphkit.web import Limits, serve
limits = Limits(unread=30_000_000, patience=300.0)
ready = lambda address: print("serving", address, file=sys.stderr, flush=True)
serve(Store.open(sys.argv[1], read_only=True), host="127.0.0.1", port=0, limits=limits, ready=ready)
"""


def test_who_does_not_read_large_answers_stops_at_the_limit(tmp_path: Path) -> None:
    query = "SELECT ?a ?b ?c ?d ?e ?f { ?a ?b ?c . ?d ?e ?f } LIMIT 25000"
    command = [sys.executable, "-c", SERVE, str(fill(tmp_path / "store"))]
    with running(command, tmp_path / "log") as server, ExitStack() as stack:
        size = len(server.ask(query).content)
        assert 9_000_000 < size < 15_000_000  # more than the system's own buffers take, and two of them fit
        before = memory(server)
        host, port = server.address.removeprefix("http://").rstrip("/").split(":")
        target = "/query?query=" + quote(query)
        heads = []
        for number in range(8):
            client = stack.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.settimeout(60)
            client.connect((host, int(port)))
            client.sendall(f"GET {target} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.{number}\r\n\r\n".encode())
            heads.append(client.recv(12))
        assert heads[0] == b"HTTP/1.1 200"
        assert heads[-1] == b"HTTP/1.1 503"
        assert memory(server) - before < 30_000_000 + 3 * size
        assert server.ask(QUICK).status_code == 200


def memory(server: Server) -> int:
    """Bytes that the server's own process holds."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) * 1024
