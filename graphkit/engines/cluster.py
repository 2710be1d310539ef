"""A Dask cluster: batches of articles go to its workers, each of which has a helper process with the model.

The helper makes a document that kills its process, or takes too long, the document's own misfortune: the Dask worker
lives on. A Dask worker that dies costs its batch another try elsewhere.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Generator, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from graphkit.engines.helper import Helper
from graphkit.engines.work import Done, MakeWork
from graphkit.errors import InputError, MissingExtra, SettingsError
from graphkit.model import Article

if TYPE_CHECKING:
    from graphkit.graph.run import Run

BATCH = 16
"""Articles that go to a worker at a time."""
_AHEAD = 2
"""Batches that wait for each thread of the cluster."""
_SECONDS = 30

_helpers: dict[str, Helper] = {}


class Cluster:
    """The engine of a Dask cluster, which has been started elsewhere and has graphkit installed."""

    def __init__(self, make: MakeWork, address: str, *, seconds: float | None = None, batch: int = BATCH) -> None:
        self._make = make
        self._seconds = seconds
        self._batch = batch
        self._address = address
        self._key = repr(make)
        try:
            self._dask: Any = import_module("distributed")
        except ImportError as error:
            raise MissingExtra("A cluster needs Dask.", command="pip install 'graphkit[cluster]'") from error
        try:
            self._client: Any = self._dask.Client(address, timeout=_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            message = f"There is no Dask scheduler at {address} ({error}). Start one with: dask scheduler"
            raise SettingsError(message) from error

    def start(self) -> Run:
        """Wait for a worker, and load what the work needs there.

        Raises:
            SettingsError: If there is no worker.
        """
        try:
            self._client.wait_for_workers(1, timeout=_SECONDS)
        except TimeoutError as error:
            raise SettingsError("The cluster has no worker. Start some with: dask worker ADDRESS") from error
        run: Run = self._client.submit(_start, self._make, self._seconds, self._key, pure=False).result()
        return run

    def run(self, articles: Iterable[Article]) -> Generator[Done, None, None]:
        """Yield what became of each article, as batches are finished.

        Raises:
            SettingsError: If the scheduler goes away.
        """
        source = iter(articles)
        batches = iter(lambda: tuple(itertools.islice(source, self._batch)), ())
        running: dict[Any, tuple[Article, ...]] = {}
        finished = self._dask.as_completed(loop=self._client.loop)
        for batch in itertools.islice(batches, self._room()):
            running[self._submit(batch, finished)] = batch
        for future in finished:
            batch = running.pop(future)
            if future.status == "cancelled" or self._client.status != "running":
                raise self._gone()
            if future.status == "finished":
                yield from future.result()
            elif len(batch) > 1:
                for article in batch:
                    running[self._submit((article,), finished)] = (article,)
            else:
                yield _lost(batch[0], future)
            future.release()
            for batch in itertools.islice(batches, max(self._room() - len(running), 0)):
                running[self._submit(batch, finished)] = batch

    def close(self) -> None:
        """End the helpers and leave the cluster as it was."""
        with contextlib.suppress(OSError):
            if self._client.status == "running":
                self._client.run(_stop, self._key)
            self._client.close()

    def _room(self) -> int:
        try:
            threads: int = sum(self._client.nthreads().values())
        except OSError as error:  # timeouts and closed connections are such
            raise self._gone() from error
        return _AHEAD * max(threads, 1)

    def _gone(self) -> SettingsError:
        message = (
            f"The Dask scheduler at {self._address} has gone. Start it, and repeat the command: what was done is kept."
        )
        return SettingsError(message)

    def _submit(self, batch: tuple[Article, ...], finished: Any) -> Any:
        try:
            future = self._client.submit(_do, self._make, self._seconds, self._key, batch, pure=False, retries=1)
        except OSError as error:
            raise self._gone() from error
        finished.add(future)
        return future


def _helper(make: MakeWork, seconds: float | None, key: str) -> Helper:
    """Give the helper of this thread of the Dask worker."""
    import threading

    name = f"{key} {threading.get_ident()}"
    return _helpers.setdefault(name, Helper(make, seconds=seconds))


def _start(make: MakeWork, seconds: float | None, key: str) -> Run:
    return _helper(make, seconds, key).start()


def _do(make: MakeWork, seconds: float | None, key: str, batch: tuple[Article, ...]) -> list[Done]:
    helper = _helper(make, seconds, key)
    return [helper.do(article) for article in batch]


def _stop(key: str) -> None:
    for name in [name for name in _helpers if name.startswith(key)]:
        _helpers.pop(name).close()


def _lost(article: Article, future: Any) -> Done:
    error = future.exception()
    message = f"The cluster could not work on it ({type(error).__name__}: {error}). Try it again in one process."
    problem = InputError(message, source=article.id, kind="poison")
    return Done(article.id, len(article.text.split()), problem=problem)
