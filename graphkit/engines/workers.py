"""Several processes on this machine, one model each. A thread for each hands it an article and waits for what becomes of it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING

from graphkit.engines.helper import Helper
from graphkit.engines.work import Done, MakeWork
from graphkit.model import Article

if TYPE_CHECKING:
    from graphkit.graph.run import Run


class Workers:
    """The engine of several processes.

    At most two articles for each are taken ahead of what has been fetched from `run`.
    """

    def __init__(self, make: MakeWork, workers: int, *, seconds: float | None = None) -> None:
        self.helpers = tuple(Helper(make, seconds=seconds) for _ in range(workers))

    def start(self) -> Run:
        """Start the first process; the others start with the first article that they get."""
        return self.helpers[0].start()

    def run(self, articles: Iterable[Article]) -> Generator[Done, None, None]:
        """Yield what became of each article, as they are finished."""
        tasks: queue.SimpleQueue[Article | None] = queue.SimpleQueue()
        results: queue.SimpleQueue[Done | BaseException] = queue.SimpleQueue()
        threads = [
            threading.Thread(target=_serve, args=(helper, tasks, results), daemon=True) for helper in self.helpers
        ]
        for thread in threads:
            thread.start()
        try:
            waiting = 0
            for article in articles:
                tasks.put(article)
                waiting += 1
                if waiting >= 2 * len(threads):
                    yield _result(results)
                    waiting -= 1
            for _ in range(waiting):
                yield _result(results)
        finally:
            for _ in threads:
                tasks.put(None)

    def close(self) -> None:
        """End the processes."""
        for helper in self.helpers:
            helper.close()


def _serve(
    helper: Helper, tasks: queue.SimpleQueue[Article | None], results: queue.SimpleQueue[Done | BaseException]
) -> None:
    while (article := tasks.get()) is not None:
        try:
            results.put(helper.do(article))
        except BaseException as error:  # it is raised where the results are waited for
            results.put(error)


def _result(results: queue.SimpleQueue[Done | BaseException]) -> Done:
    result = results.get()
    if isinstance(result, BaseException):
        raise result
    return result
