"""Who may ask how much at a time: places for queries, a queue before them, and the processes that answer.

One slow query delays nobody else: each runs in a process of its own, ends at its limits of time, answer and memory, and
gives way to quicker ones after a second; one client holds at most half of the places, and waits for its own queries only.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter, deque
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import GraphkitError
from graphkit.graph.folder import SNAPSHOT
from graphkit.graph.workers import Helper
from graphkit.web.limits import Limits

if TYPE_CHECKING:
    from graphkit.graph import Store
    from graphkit.graph.sparql import Query


class Busy(GraphkitError):
    """No place became free in time, or too many queries wait."""


class Queue:
    """Places for queries, given in the order of asking, but never more than its share to one client."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.running: Counter[str] = Counter()
        self.waiting: deque[tuple[str, asyncio.Future[None]]] = deque()

    @asynccontextmanager
    async def place(self, client: str) -> AsyncIterator[None]:
        """Wait for a place and hold it.

        Raises:
            Busy: If the queue is full, or the wait too long.
        """
        await self._enter(client)
        try:
            yield
        finally:
            self.running[client] -= 1
            self.running += Counter()  # forgets clients that hold nothing
            self._admit()

    async def _enter(self, client: str) -> None:
        if self._fits(client):
            self.running[client] += 1
            return
        if len(self.waiting) >= self._limits.queue:
            raise Busy("Too many queries are waiting. Try again later.")
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.append((client, turn))
        try:
            await asyncio.wait_for(asyncio.shield(turn), self._limits.wait)
        except BaseException as error:
            if turn.done():  # given in the same moment: hand it on
                self.running[client] -= 1
                self._admit()
            else:
                self.waiting.remove((client, turn))
            if isinstance(error, TimeoutError):
                raise Busy("No place for the query became free in time. Try again later.") from None
            raise

    def _fits(self, client: str) -> bool:
        return self.running.total() < self._limits.places and self.running[client] < self._limits.share

    def _admit(self) -> None:
        for client, turn in tuple(self.waiting):
            if self._fits(client):
                self.waiting.remove((client, turn))
                self.running[client] += 1
                turn.set_result(None)


class Pool:
    """The processes that answer queries about a store, kept warm; each knows the store as it was when it was started."""

    def __init__(self, store: Store, limits: Limits, *, patience: float = 1.0) -> None:
        self.limits = limits
        self.queue = Queue(limits)
        self._store = store
        self._patience = patience
        self._idle: list[tuple[int, Helper]] = []
        self._working: set[Helper] = set()
        self._busy: Counter[int] = Counter()
        self.generation = 0
        self._frozen: dict[int, Path] = {}
        self._freezing = asyncio.Lock()
        self._threads = ThreadPoolExecutor(limits.places + 1, thread_name_prefix="query")
        self._folder = Path(tempfile.mkdtemp(prefix="graphkit-", dir=_beside(store)))

    async def ask(self, query: Query, *, client: str, **request: object) -> bytes:
        """Answer `query` for `client`; `request` is that of `Helper.ask`. If the caller is cancelled, it ends.

        Raises:
            Busy: If no place becomes free.
            QueryError: If it is not legal, fails, or takes too much.
        """
        async with self.queue.place(client):
            generation, helper = await self._helper()
            self._busy[generation] += 1
            self._working.add(helper)
            loop = asyncio.get_running_loop()
            limits = self.limits
            try:
                answered = loop.run_in_executor(
                    self._threads,
                    lambda: helper.ask(query, timeout=limits.seconds, most=limits.answer, **request),
                )
                try:
                    _, body = await asyncio.shield(answered)
                except asyncio.CancelledError:
                    helper.kill()
                    await asyncio.wait([answered])
                    answered.exception()
                    raise
                return body
            finally:
                self._busy[generation] -= 1
                self._working.discard(helper)
                self._give_back(generation, helper)

    async def warm(self) -> None:
        """Start a process, so that the first query need not wait for it.

        Raises:
            StoreError: If it cannot be started, or cannot read the store.
        """
        generation, helper = await self._helper()
        self._give_back(generation, helper)

    def changed(self) -> None:
        """Take note that the store has changed: processes that know it as it was answer no new query."""
        self.generation += 1
        for _, helper in self._idle:
            helper.close()
        self._idle.clear()
        self._tidy()

    def close(self) -> None:
        """End all processes."""
        for helper in tuple(self._working):
            helper.kill()
        for _, helper in self._idle:
            helper.close()
        self._idle.clear()
        self._threads.shutdown(cancel_futures=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    async def _helper(self) -> tuple[int, Helper]:
        while self._idle:
            generation, helper = self._idle.pop()
            if helper.is_alive:
                return generation, helper
        async with self._freezing:
            generation = self.generation
            if generation not in self._frozen:
                target = self._folder / str(generation)
                frozen = await asyncio.get_running_loop().run_in_executor(self._threads, self._store.freeze, target)
                self._frozen[generation] = frozen
            self._busy[generation] += 1  # so that its files stay until the process has opened them
        try:
            return generation, await asyncio.get_running_loop().run_in_executor(
                self._threads, lambda: self._start(self._frozen[generation])
            )
        finally:
            self._busy[generation] -= 1

    def _start(self, folder: Path) -> Helper:
        return Helper(folder, memory=self.limits.memory, patience=self._patience)

    def _give_back(self, generation: int, helper: Helper) -> None:
        if generation == self.generation and helper.is_alive and not helper.gave_way:
            self._idle.append((generation, helper))
            return
        helper.close()
        self._tidy()

    def _tidy(self) -> None:
        for generation in [g for g in self._frozen if g != self.generation and not self._busy[g]]:
            shutil.rmtree(self._folder / str(generation), ignore_errors=True)
            del self._frozen[generation]


def _beside(store: Store) -> Path | None:
    """The folder for frozen states: below a store that may be written, so that files can be linked; else temporary."""
    if store.path is None or store.read_only:
        return None
    folder = store.path / SNAPSHOT
    folder.mkdir(exist_ok=True)
    return folder
