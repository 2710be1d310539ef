"""The whole story on one screen: sources → articles → extractions → quads → store."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import GraphkitError, InputError
from graphkit.iri import document_iri
from graphkit.model import Article, Extraction
from graphkit.readers import Skip, parse_date, read_all
from graphkit.settings import Settings

if TYPE_CHECKING:
    from graphkit.graph import Graph, Store
    from graphkit.graph.journal import Journal
    from graphkit.nlp.extract import Extractor

Sources = str | Path | Iterable[str | Path | Article]
OnSkip = Callable[[Skip], None]
FILE_SUFFIXES = frozenset({".trig", ".nq", ".nt", ".ttl", ".jsonld", ".rdf"})


def build(
    sources: Sources,
    *,
    to: str | Path | None = None,
    date: dt.date | str | None = None,
    settings: Settings | None = None,
    on_skip: OnSkip | None = None,
) -> Graph:
    """Read articles and build their graph.

    Args:
        sources: A file, folder or glob pattern, several of them, or Articles.
        to: A folder (a store, made or added to), a file to write, or `sparql+https://…`, a store elsewhere, which gets
            some documents at a time; in memory only if None.
        date: Date of documents that carry none.
        settings: Model, own ontologies, limits.
        on_skip: Called with each document that could not be read; without it, the first such document raises.

    Returns:
        The graph, open for queries. A document that is already in the store is replaced. A build into a folder that was
        cut off goes on where it stopped when it is started again.

    Raises:
        InputError: If nothing can be read.
        StoreError: If the target cannot be written.
    """
    from graphkit.graph import Graph, Store
    from graphkit.graph.assertions import to_quads
    from graphkit.graph.journal import Journal
    from graphkit.graph.remote import Pusher, is_address
    from graphkit.graph.run import Run

    settings = settings or Settings()
    extractor = _extractor(settings)  # a missing model or an illegal rule is told before anything is written
    elsewhere = str(to) if to is not None and is_address(str(to)) else None
    target = Path(to) if to is not None and elsewhere is None else None
    is_file = target is not None and target.suffix.lower() in FILE_SUFFIXES
    pusher = Pusher.to(elsewhere) if elsewhere is not None else None
    store = Store.open(None if is_file else target)
    run = Run(software=_version(), ontology=extractor.lexicon.version, model=extractor.model_name)
    count = 0
    try:
        with Journal(None if is_file else target, f"{run.iri} {settings}") as journal:
            articles = _articles(sources, date or settings.date, settings.max_characters, on_skip)
            left = (article for article in articles if not _is_done(article, journal, store))
            for extraction in _extract(left, settings, on_skip):
                document = document_iri(extraction.article.id)
                try:
                    quads = to_quads(extraction, run=run, symmetric=extractor.lexicon.symmetric)
                except ValueError as error:
                    problem = InputError(str(error), source=extraction.article.id)
                    _skip(Skip(extraction.article.id, str(error)), on_skip, problem)
                    continue
                store.add(document, quads)
                journal.note(document, repr(extraction.article))
                if pusher is not None:
                    pusher.add(document, quads)
                count += 1
            if pusher is not None:
                pusher.finish()
    except BaseException:
        store.close()
        raise
    graph = Graph(store)
    if is_file and target is not None and count:
        graph.export(target)
    return graph


def _is_done(article: Article, journal: Journal, store: Store) -> bool:
    document = document_iri(article.id)
    return journal.has(document, repr(article)) and store.has_graph(document)


def extract(
    sources: Sources,
    *,
    date: dt.date | str | None = None,
    settings: Settings | None = None,
    on_skip: OnSkip | None = None,
) -> Iterator[Extraction]:
    """Read articles and extract from each, lazily and in order; names are linked to their IRIs."""
    settings = settings or Settings()
    articles = _articles(sources, date or settings.date, settings.max_characters, on_skip)
    yield from _extract(articles, settings, on_skip)


def _extract(articles: Iterable[Article], settings: Settings, on_skip: OnSkip | None) -> Iterator[Extraction]:
    from graphkit.linking import link

    extractor = _extractor(settings)
    for article in articles:
        try:
            extraction = link(extractor.extract(article), extractor.lexicon)
            certain = tuple(r for r in extraction.relations if r.confidence >= settings.confidence)
            yield replace(extraction, relations=certain)
        except GraphkitError as error:
            _skip(Skip(article.id, str(error)), on_skip, error)


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


def _articles(
    sources: Sources, date: dt.date | str | None, max_characters: int, on_skip: OnSkip | None
) -> Iterator[Article]:
    names: list[str | Path] = []
    listed = [sources] if isinstance(sources, str | Path) else sources
    for source in listed:
        if isinstance(source, Article):
            day = parse_date(date) if isinstance(date, str) else date
            yield source if source.date or day is None else replace(source, date=day)
        else:
            names.append(source)
    for item in read_all(names, date=date, max_characters=max_characters) if names else ():
        if isinstance(item, Article):
            yield item
        else:
            _skip(item, on_skip, InputError(item.reason, source=item.source))


def _skip(skip: Skip, on_skip: OnSkip | None, error: GraphkitError) -> None:
    if on_skip is None:
        raise error
    on_skip(skip)


@functools.lru_cache(maxsize=1)
def _extractor(settings: Settings) -> Extractor:
    """The extractor for these settings; the last one is kept, since loading a model takes seconds."""
    from graphkit.nlp.extract import Extractor

    return Extractor(settings)


def _version() -> str:
    from graphkit import __version__

    return __version__
