"""One run over the sources: articles → register → engine → target, and at last what ties the documents' events.

Reading and working go on side by side: of each few documents that are read, one is handed on at once, the others when
all have been read. What is handed on early may turn out to be a copy of a text that comes later; it is then written
again as that, so that the result is the same whatever the order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from graphkit.engines import Done, Engine
from graphkit.errors import GraphkitError, InputError
from graphkit.intake import Register, Task, partition_of
from graphkit.iri import document_iri, occurrences_iri
from graphkit.linking import tie
from graphkit.model import Article
from graphkit.readers import Skip
from graphkit.report import Report

if TYPE_CHECKING:
    from graphkit.graph import Run
    from graphkit.graph.targets import Target

_EARLY = 4
"""One of so many documents is handed on before all have been read."""
_SAVE_EVERY = 200
"""So many documents are done again at most when a run is broken off."""
_PAGE = 200
"""So many documents are looked up in the target at a time."""
_UNSURE = frozenset({"unreadable", "network", "damaged", "encrypted", "time", "bomb", "size"})
"""Kinds of skips behind which documents may lie that have not vanished."""


class Skipping(Protocol):
    """What is done with a document that cannot be read or worked on."""

    def __call__(self, skip: Skip, error: GraphkitError | None = None) -> None:
        """Note it, or raise."""
        ...


class Building:
    """One run."""

    def __init__(
        self,
        target: Target,
        register: Register,
        run: Run,
        report: Report,
        skip: Skipping,
        *,
        prune: bool = False,
        on_progress: Callable[[Report], None] | None = None,
    ) -> None:
        self._target = target
        self._register = register
        self._run = run
        self._report = report
        self._skip = skip
        self._prune = prune
        self._on_progress = on_progress or (lambda report: None)
        self._running: dict[str, Task] = {}
        self._complete: list[int] = []
        self._writes = 0

    def run(self, engine: Engine, articles: Iterable[Article]) -> None:
        """Read, work, and tie what the documents tell of.

        Raises:
            GraphkitError: If a document is bad and skipping it raises, or the target cannot be written.
        """
        self._report.begin()
        self._target.prepare(self._register)
        # What is under way when reading ends may have become a copy meanwhile: a second round sees to it.
        for source in (self._while_reading(articles), self._tasks()):
            with closing(engine.run(source)) as results:
                for done in results:
                    self._finish(done)
        self._tie()
        self._save()
        self._target.finish()

    def _while_reading(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Note what there is, and hand on some of it at once; then find out what is a copy of what, and hand on the rest."""
        for number, article in enumerate(self._read(articles)):
            if number % _EARLY == 0 and article.id not in self._running:
                task = self._register.early(article, self._run.iri)
                if task is not None:
                    self._running[task.id] = task
                    yield article
        began = self._report.clock()
        self._register.settle()
        if self._prune:
            self._withdraw()
        documents, words, self._report.unchanged = self._register.count(self._run.iri)
        self._report.documents_to_do = documents + self._report.written
        self._report.words_to_do = words + self._report.words
        self._report.is_read = True
        self._report.seconds_reading += self._report.clock() - began
        yield from self._tasks()

    def _read(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Note each document in the register, and the time that it takes to read them."""
        source = iter(articles)
        while True:
            began = self._report.clock()
            article = next(source, None)
            if article is not None:
                self._register.add(article)
                self._report.read += 1
            self._report.seconds_reading += self._report.clock() - began
            if article is None:
                return
            self._on_progress(self._report)
            yield article

    def _tasks(self) -> Iterator[Article]:
        """Write the copies, and give the articles that have to be worked on, one part of the target after the other."""
        early = frozenset(
            self._running
        )  # the next round sees to them; the register may list them though they end meanwhile
        waiting = (task for task in self._register.tasks(self._run.iri) if task.id not in early)
        for partition, tasks in groupby(waiting, key=lambda task: task.partition):
            for page in _pages(tasks):
                absent = [task.id for task in page if task.article is None]
                texts = self._target.articles(absent, partition=partition)
                for task in page:
                    article = task.article or texts[task.id]
                    if task.original is None:
                        self._running[task.id] = task
                        yield article
                    else:
                        self._write_copy(task, article, task.original)
            self._complete.append(partition)
            self._complete_partitions()

    def _withdraw(self) -> None:
        """Withdraw what is not among the sources any more; nothing, if some source could not be read."""
        unsure = sum(count for kind, count in self._report.skipped.items() if kind in _UNSURE)
        if unsure:
            self._report.notes.append(
                f"Nothing was withdrawn, because {unsure:,} sources could not be read and may hold what seems to be gone."
            )
            return
        for document in self._register.vanished():
            self._target.put(document_iri(document), b"", partition=partition_of(document, self._target.partitions))
            self._register.drop(document)
            self._report.withdrawn += 1
        self._register.settle()

    def _finish(self, done: Done) -> None:
        """Put what became of an article into the target and the report."""
        task = self._running.pop(done.id)
        self._report.words += done.words
        self._report.workers_lost += done.workers_lost
        self._report.took(done.id, done.seconds)
        if done.quads is None:
            problem = done.problem or InputError("Nothing came of it.", source=done.id)
            self._register.failed(task.id)
            self._skip(Skip(done.id, str(problem).removeprefix(f"{done.id}: "), problem.kind), problem)
        else:
            self._write(task, done, "added" if task.is_new or task.written == "added" else "replaced")
        self._complete_partitions()
        self._report.clock()
        self._on_progress(self._report)

    def _write_copy(self, task: Task, article: Article, original: str) -> None:
        from graphkit.graph.articles import copy_quads
        from graphkit.graph.terms import to_nquads

        self._write(task, Done(task.id, 0, to_nquads(copy_quads(article, original, run=self._run))), "copies")

    def _write(self, task: Task, done: Done, kind: str) -> None:
        quads = done.quads or b""
        self._target.put(document_iri(task.id), quads, partition=task.partition)
        statements = quads.count(b"\n")
        if task.written is not None:  # it was handed on early, and turned out to be something else
            self._report.count(task.written, -1)
            self._report.statements -= task.statements
        self._report.count(kind, 1)
        self._report.statements += statements
        self._register.done(task, self._run.iri, written=kind, statements=statements, tellings=done.tellings)
        self._writes += 1
        if self._writes % _SAVE_EVERY == 0:
            self._save()

    def _save(self) -> None:
        """Keep what was done; the target first, since the register only remembers."""
        self._target.save()
        self._register.save()

    def _complete_partitions(self) -> None:
        busy = {task.partition for task in self._running.values()} if self._complete else set()
        for partition in [number for number in self._complete if number not in busy]:
            self._complete.remove(partition)
            self._save()
            self._target.complete(partition)

    def _tie(self) -> None:
        began = self._report.clock()
        self._report.occurrences, self._report.ties = tie_days(self._register, self._target)
        self._report.seconds_tying = self._report.clock() - began


def tie_days(register: Register, target: Target) -> tuple[int, int]:
    """Tie what the documents tell of, for the days of which something has changed; count occurrences, and events tied.

    Raises:
        StoreError: If the target cannot be written.
    """
    from graphkit.graph.occurrences import occurrence_quads
    from graphkit.graph.terms import to_nquads

    count = ties = 0
    for day in register.days():
        occurrences = tuple(tie(register.tellings(day)))
        target.put(occurrences_iri(day), to_nquads(occurrence_quads(day, occurrences)))
        register.tied(day)
        count += len(occurrences)
        ties += sum(len(occurrence.events) for occurrence in occurrences)
    return count, ties


def _pages(tasks: Iterator[Task]) -> Iterator[list[Task]]:
    page: list[Task] = []
    for task in tasks:
        page.append(task)
        if len(page) == _PAGE:
            yield page
            page = []
    if page:
        yield page
