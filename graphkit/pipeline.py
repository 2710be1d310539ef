"""The whole story: sources → articles → register → engine → quads → target → ties between documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.building import Building, tie_days
from graphkit.engines import Extracting, engine_for
from graphkit.engines.work import extractor, read
from graphkit.errors import GraphkitError, InputError, StoreError
from graphkit.intake import Register
from graphkit.model import Article, Extraction
from graphkit.readers import Skip, parse_date, read_all
from graphkit.report import Report
from graphkit.settings import Settings

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.graph.targets import Target

Sources = str | Path | Iterable[str | Path | Article | Skip]
OnSkip = Callable[[Skip], None]
FILE_SUFFIXES = frozenset({".trig", ".nq", ".nt", ".ttl", ".jsonld", ".rdf"})
_SECONDS = 600.0
"""A document's time where the settings give none: a million characters take some two minutes."""


def build(
    sources: Sources,
    *,
    to: str | Path | None = None,
    date: dt.date | str | None = None,
    settings: Settings | None = None,
    on_skip: OnSkip | None = None,
    workers: int = 1,
    cluster: str | None = None,
    shards: int | None = None,
    prune: bool = False,
    report: Report | None = None,
    on_progress: Callable[[Report], None] | None = None,
) -> Graph:
    """Read articles and build their graph.

    A store that holds documents already is brought up to date: new ones are added, changed ones replaced, and what is as
    it was is left alone. A document that says nothing which another does not say too is kept as a copy of that one.

    Args:
        sources: A file, folder, pattern or address, several of them, or Articles.
        to: A folder (a store, made or added to), a file to write, or `sparql+https://…`, a store elsewhere, which gets
            some documents at a time; in memory only if None.
        date: Date of documents that carry none.
        settings: Model, own ontologies, limits.
        on_skip: Called with each document that could not be read; without it, the first such document raises.
        workers: Processes that extract, each with a model of its own (about half a gigabyte of memory).
        cluster: Address of a Dask scheduler whose workers extract instead.
        shards: Write that many files of N-Quads with a manifest into the folder `to`, for graphs that no single store
            should hold; a folder of shards is added to without it.
        prune: Withdraw the documents of the store that are not among the sources any more.
        report: Is filled with what happens.
        on_progress: Called with the report after each document.

    Returns:
        The graph, open for queries. A build into a folder that was cut off goes on where it stopped when it is started
        again.

    Raises:
        InputError: If nothing can be read.
        StoreError: If the target cannot be written, or is something else than was asked for.
    """
    settings = settings or Settings()
    report = report if report is not None else Report()
    skip = _Skipping(on_skip, report)
    found = _articles(sources, date or settings.date, settings, skip)
    first = list(islice(found, 1))  # a mistake in the sources is told before anything is written
    if not first:
        raise InputError("No document could be read. Mend the sources, or give others.")
    engine = engine_for(Extracting(settings), workers=workers, cluster=cluster, seconds=settings.seconds or _SECONDS)
    with ExitStack() as stack:
        stack.callback(engine.close)
        run = engine.start()  # a missing model or an illegal rule is told before anything is written
        undo = stack.enter_context(ExitStack())
        target, graph = _target(to, shards, undo)
        register = stack.enter_context(Register(target.folder, copies=settings.copies, partitions=target.partitions))
        building = Building(target, register, run, report, skip, prune=prune, on_progress=on_progress)
        building.run(engine, chain(first, found))
        if graph.store.path == target.folder:  # shards are read anew, a store stays open
            undo.pop_all()
    if to is not None and _is_file(to) and report.written:
        graph.export(to)
    return graph


def _target(to: str | Path | None, shards: int | None, undo: ExitStack) -> tuple[Target, Graph]:
    """Open what documents are put into, and what is asked afterwards; `undo` closes them if the build fails."""
    from graphkit.graph import Graph, Store
    from graphkit.graph.loading import ShardStore
    from graphkit.graph.remote import Pusher, is_address
    from graphkit.graph.shards import Shards, is_shards
    from graphkit.graph.targets import InStore

    is_folder = to is not None and not is_address(str(to)) and not _is_file(to)
    if to is not None and is_folder and (shards is not None or is_shards(Path(to))):
        target = Shards(Path(to), shards)
        undo.callback(target.close)
        return target, Graph(ShardStore(Path(to)))
    if shards is not None:
        raise StoreError("Shards lie in a folder. Name one with --to.")
    pusher = Pusher.to(str(to)) if to is not None and is_address(str(to)) else None
    store = Store.open(to if is_folder else None)
    undo.callback(store.close)
    return InStore(store, pusher), Graph(store)


def _is_file(to: str | Path) -> bool:
    return Path(to).suffix.lower() in FILE_SUFFIXES


class _Skipping:
    """What happens with a document that cannot be read: it is counted and told, or else it is an error."""

    def __init__(self, on_skip: OnSkip | None, report: Report) -> None:
        self._on_skip = on_skip
        self._report = report

    def __call__(self, skip: Skip, error: GraphkitError | None = None) -> None:
        self._report.skip(skip)
        if self._on_skip is not None:
            self._on_skip(skip)
        elif skip.kind not in ("other file", "other record"):
            raise error or InputError(skip.reason, source=skip.source, kind=skip.kind)


def extract(
    sources: Sources,
    *,
    date: dt.date | str | None = None,
    settings: Settings | None = None,
    on_skip: OnSkip | None = None,
) -> Iterator[Extraction]:
    """Read articles and extract from each, lazily and in order; names are linked to their IRIs."""
    settings = settings or Settings()
    reader = extractor(settings)
    skip = _Skipping(on_skip, Report())
    for article in _articles(sources, date or settings.date, settings, skip):
        try:
            yield read(reader, article, settings)
        except GraphkitError as error:
            skip(Skip(article.id, str(error)), error)


def load(shards: str | Path, *, to: str | Path) -> int:
    """Put the documents of shards into a store, at hand or elsewhere (`sparql+https://…`), and count them.

    An empty store takes them in bulk; one that holds documents gets each in the place of the one of its name, and the
    events of all are tied anew.

    Raises:
        StoreError: If a shard is missing or damaged, or the store cannot be written; it may be done again.
    """
    from graphkit.graph import Store
    from graphkit.graph.loading import push, put
    from graphkit.graph.remote import Pusher, is_address
    from graphkit.graph.shards import is_shards
    from graphkit.graph.targets import InStore

    folder = Path(shards)
    if not is_shards(folder):
        raise StoreError(
            f"There are no shards in {folder}. Make them with: graphkit build SOURCE --to {folder} --shards N"
        )
    if is_address(str(to)):
        return push(Pusher.to(str(to)), folder)
    if _is_file(to) or is_shards(Path(to)):
        raise StoreError(f"{to} is no store. Name a store's folder, or sparql+https://…")
    with Store.open(to) as store:
        is_shared = bool(store.documents())
        count = put(store, folder)
        if is_shared:
            with Register(None, copies=False) as register:
                target = InStore(store)
                target.prepare(register)
                tie_days(register, target)
    return count


def open(path: str | Path) -> Graph:
    """Open a store or a file that `build` wrote, or a store elsewhere (`sparql+https://…`), for reading.

    Raises:
        StoreError: If there is none.
    """
    from graphkit.graph import Graph, Store
    from graphkit.graph.remote import Address, Remote, RemoteStore, is_address

    if is_address(str(path)):
        return Graph(RemoteStore(Remote(Address.read(str(path)))))
    return Graph(Store.open(path, read_only=True))


def _articles(sources: Sources, date: dt.date | str | None, settings: Settings, skip: _Skipping) -> Iterator[Article]:
    listed = [sources] if isinstance(sources, str | Path) else sources
    names: list[str | Path] = []
    day = parse_date(date) if isinstance(date, str) else date
    for source in listed:
        if isinstance(source, Article):
            yield source if source.date or day is None else replace(source, date=day)
        elif isinstance(source, Skip):
            skip(source)
        else:
            names.append(source)
    read = read_all(names, date=day, max_characters=settings.max_characters, seconds=settings.seconds)
    for item in read if names else ():
        if isinstance(item, Article):
            yield item
        else:
            skip(item)
