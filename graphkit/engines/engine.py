"""Which engine does the work, as the settings of a run say."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING, Protocol

from graphkit.engines.work import Done, MakeWork, do
from graphkit.errors import SettingsError
from graphkit.model import Article

if TYPE_CHECKING:
    from graphkit.graph.run import Run


class Engine(Protocol):
    """Does the work on articles; articles are taken as they are needed, and finished in any order."""

    def start(self) -> Run:
        """Load what the work needs, and say its versions.

        Raises:
            GraphkitError: If it cannot be loaded.
        """
        ...

    def run(self, articles: Iterable[Article]) -> Generator[Done, None, None]:
        """Yield what became of each article."""
        ...

    def close(self) -> None:
        """End what was started."""
        ...


class Here:
    """The engine of one process, this one."""

    def __init__(self, make: MakeWork, *, seconds: float | None) -> None:
        self._make = make
        self._seconds = seconds

    def start(self) -> Run:
        """Load what the work needs."""
        self._work = self._make()
        return self._work.run

    def run(self, articles: Iterable[Article]) -> Generator[Done, None, None]:
        """Yield what became of each article, in their order."""
        for article in articles:
            yield do(self._work, article, self._seconds)

    def close(self) -> None:
        """Do nothing: what was loaded is kept for the next run."""


def engine_for(make: MakeWork, *, workers: int = 1, cluster: str | None = None, seconds: float | None = None) -> Engine:
    """Choose the engine: a Dask cluster if its address is given, several processes, or this one.

    Raises:
        SettingsError: If `workers` is less than 1, or is given with `cluster`.
    """
    if workers < 1 or (cluster is not None and workers != 1):
        raise SettingsError("Give either a number of workers, 1 or more, or the address of a cluster.")
    if cluster is not None:
        from graphkit.engines.cluster import Cluster

        return Cluster(make, cluster, seconds=seconds)
    if workers > 1:
        from graphkit.engines.workers import Workers

        return Workers(make, workers, seconds=seconds)
    return Here(make, seconds=seconds)
