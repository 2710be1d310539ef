"""The whole story on one screen: sources → articles → register → engine → quads → store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.engines import Done, Extracting, engine_for
from graphkit.engines.work import extractor, read
from graphkit.errors import GraphkitError, InputError
from graphkit.intake import Register, Task
from graphkit.iri import document_iri
from graphkit.model import Article, Extraction
from graphkit.readers import Skip, parse_date, read_all
from graphkit.report import Report
from graphkit.settings import Settings

if TYPE_CHECKING:
    from graphkit.graph import Graph, Run, Store
    from graphkit.graph.remote import Pusher

Sources = str | Path | Iterable[str | Path | Article | Skip]
OnSkip = Callable[[Skip], None]
FILE_SUFFIXES = frozenset({".trig", ".nq", ".nt", ".ttl", ".jsonld", ".rdf"})
_SECONDS = 600.0
"""A document's time where the settings give none: a million characters take some two minutes."""
_SAVE_EVERY = 200
"""So many documents are done again at most when a run is broken off."""
_UNSURE = frozenset({"unreadable", "network", "damaged", "encrypted", "time", "bomb", "size"})
"""Kinds of skips behind which documents may lie that have not vanished."""


def build(
    sources: Sources,
    *,
    to: str | Path | None = None,
    date: dt.date | str | None = None,
    settings: Settings | None = None,
    on_skip: OnSkip | None = None,
    workers: int = 1,
    cluster: str | None = None,
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
        prune: Withdraw the documents of the store that are not among the sources any more.
        report: Is filled with what happens.
        on_progress: Called with the report after each document.

    Returns:
        The graph, open for queries. A build into a folder that was cut off goes on where it stopped when it is started
        again.

    Raises:
        InputError: If nothing can be read.
        StoreError: If the target cannot be written.
    """
    from graphkit.graph import Graph, Store
    from graphkit.graph.remote import Pusher, is_address

    settings = settings or Settings()
    report = report if report is not None else Report()
    elsewhere = str(to) if to is not None and is_address(str(to)) else None
    target = Path(to) if to is not None and elsewhere is None else None
    is_file = target is not None and target.suffix.lower() in FILE_SUFFIXES
    pusher = Pusher.to(elsewhere) if elsewhere is not None else None
    skip = _Skipping(on_skip, report)
    found = _articles(sources, date or settings.date, settings, skip)
    first = list(islice(found, 1))  # a mistake in the sources is told before anything is written
    if not first:
        raise InputError("No document could be read. Mend the sources, or give others.")
    engine = engine_for(Extracting(settings), workers=workers, cluster=cluster, seconds=settings.seconds or _SECONDS)
    with ExitStack() as stack:
        stack.callback(engine.close)
        run = engine.start()  # a missing model or an illegal rule is told before anything is written
        store = Store.open(None if is_file else target)
        undo = stack.enter_context(ExitStack())
        undo.callback(store.close)
        register = stack.enter_context(Register(store.path, copies=settings.copies))
        building = _Building(store, register, run, report, skip, on_progress, pusher)
        building.take_in(chain(first, found))
        if prune:
            building.prune()
        with closing(engine.run(building.work())) as results:
            for done in results:
                building.finish(done)
        if pusher is not None:
            pusher.finish()
        undo.pop_all()
    graph = Graph(store)
    if is_file and target is not None and report.written:
        graph.export(target)
    return graph


class _Building:
    """One run over the sources, in three steps: take in, work, finish."""

    def __init__(
        self,
        store: Store,
        register: Register,
        run: Run,
        report: Report,
        skip: _Skipping,
        on_progress: Callable[[Report], None] | None,
        pusher: Pusher | None = None,
    ) -> None:
        self.store = store
        self.register = register
        self.run = run
        self.report = report
        self.skip = skip
        self.on_progress = on_progress or (lambda report: None)
        self.pusher = pusher
        self.running: dict[str, Task] = {}

    def take_in(self, articles: Iterable[Article]) -> None:
        """Note what there is, and find out what is new and what is a copy of what."""
        from graphkit.graph.articles import document_ids

        self.report.begin()
        self.register.match(document_ids(self.store))
        for article in articles:
            self.register.add(article)
            self.report.read += 1
            self.report.clock(working=False)
            self.on_progress(self.report)
        self.register.settle()
        self.report.clock(working=False)
        self._count()

    def prune(self) -> None:
        """Withdraw what is not among the sources any more; nothing, if some source could not be read."""
        from graphkit.graph.articles import document_ids

        unsure = sum(count for kind, count in self.report.skipped.items() if kind in _UNSURE)
        if unsure:
            self.report.notes.append(
                f"Nothing was withdrawn, because {unsure:,} sources could not be read and may hold what seems to be gone."
            )
            return
        for document in self.register.vanished(document_ids(self.store)):
            self.store.remove(document_iri(document))
            self.register.drop(document)
            self.report.withdrawn += 1
        self.register.settle()
        self._count()

    def work(self) -> Iterator[Article]:
        """Write the copies, and give the articles that have to be worked on."""
        for task in self.register.tasks(self.run.iri):
            if task.original is None:
                self.running[task.id] = task
                yield self._article(task)
            else:
                self._write_copy(task, task.original)

    def finish(self, done: Done) -> None:
        """Put what became of an article into the store and the report."""
        task = self.running.pop(done.id)
        if done.quads is None:
            problem = done.problem or InputError("Nothing came of it.", source=done.id)
            self.register.failed(task.id)
            self.skip(Skip(done.id, str(problem).removeprefix(f"{done.id}: "), problem.kind), problem)
        else:
            self.store.load(document_iri(done.id), done.quads)
            self._push(document_iri(done.id))
            self.report.statements += done.quads.count(b"\n")
            self.report.added += task.is_new
            self.report.replaced += not task.is_new
            self._note(task)
        self.report.words += done.words
        self.report.workers_lost += done.workers_lost
        self.report.took(done.id, done.seconds)
        self.report.clock(working=True)
        self.on_progress(self.report)

    def _article(self, task: Task) -> Article:
        from graphkit.graph.articles import read_article

        return task.article or read_article(self.store, task.id)

    def _write_copy(self, task: Task, original: str) -> None:
        from graphkit.graph.articles import copy_quads

        quads = copy_quads(self._article(task), original, run=self.run)
        self.store.add(document_iri(task.id), quads)
        self._push(document_iri(task.id))
        self.report.statements += len(quads)
        self.report.copies += 1
        self._note(task)

    def _push(self, document: str) -> None:
        if self.pusher is not None:
            self.pusher.add(document, self.store.quads(document))

    def _note(self, task: Task) -> None:
        self.register.done(task, self.run.iri)
        if self.report.written % _SAVE_EVERY == 0:
            self.register.save()

    def _count(self) -> None:
        counts = self.register.count(self.run.iri)
        self.report.documents_to_do, self.report.words_to_do, self.report.unchanged = counts


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
