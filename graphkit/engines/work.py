"""The work on one document: an article comes in, its statements as N-Quads go out, or the reason why not."""

from __future__ import annotations

import functools
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from graphkit.errors import GraphkitError, InputError
from graphkit.limits import time_limit
from graphkit.model import Article, Extraction, Telling
from graphkit.settings import Settings

if TYPE_CHECKING:
    from graphkit.graph.run import Run
    from graphkit.graph.terms import Quad
    from graphkit.nlp.extract import Extractor


class Work(Protocol):
    """What is done with each document."""

    @property
    def run(self) -> Run:
        """Versions of what does it."""
        ...

    def __call__(self, article: Article) -> Sequence[Quad]:
        """Turn an article into the statements of its document, sorted."""
        ...


MakeWork = Callable[[], Work]
"""Makes the work in the process that does it; travels there by pickle."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a document.

    Attributes:
        id: The document's.
        words: Words of its text.
        quads: Its statements as N-Quads; None if it could not be worked on.
        tellings: What it tells that other documents may tell too.
        problem: Why not; a fault of graphkit carries its traceback in `details`.
        seconds: Clock time that it took.
        workers_lost: How many processes it took down.
    """

    id: str
    words: int
    quads: bytes | None = None
    problem: InputError | None = None
    details: str = ""
    seconds: float = 0.0
    workers_lost: int = 0
    tellings: tuple[Telling, ...] = ()


def do(work: Work, article: Article, seconds: float | None) -> Done:
    """Do the work on one article, within `seconds` where an alarm is to be had; whatever happens becomes a Done."""
    from graphkit.graph.occurrences import tellings
    from graphkit.graph.terms import to_nquads

    began = time.perf_counter()
    done = Done(article.id, len(article.text.split()))
    try:
        with time_limit(seconds, source=article.id):
            quads = work(article)
            done = replace(done, quads=to_nquads(quads), tellings=tellings(quads))
    except InputError as error:
        done = replace(done, problem=error)
    except GraphkitError as error:
        done = replace(done, problem=InputError(str(error), source=article.id))
    except Exception as error:
        message = f"A fault of graphkit: {type(error).__name__}: {error}. Please report it with the document."
        problem = InputError(message, source=article.id, kind="fault")
        done = replace(done, problem=problem, details=traceback.format_exc())
    return replace(done, seconds=time.perf_counter() - began)


@dataclass(frozen=True)
class Extracting:
    """Makes the extraction of statements from articles, with these settings."""

    settings: Settings

    def __call__(self) -> Work:
        """Load the pipeline and the lexicon.

        Raises:
            SettingsError: If the pipeline is not there or does not fit.
            LexiconError: If a rule is not legal.
        """
        return _Extraction(self.settings)


class _Extraction:
    def __init__(self, settings: Settings) -> None:
        from graphkit.graph.run import Run

        self.settings = settings
        self.extractor = extractor(settings)
        self.run = Run(software=_version(), ontology=self.extractor.lexicon.version, model=self.extractor.model_name)

    def __call__(self, article: Article) -> Sequence[Quad]:
        from graphkit.graph.assertions import to_quads

        found = read(self.extractor, article, self.settings)
        try:
            return to_quads(found, run=self.run, symmetric=self.extractor.lexicon.symmetric)
        except ValueError as error:
            raise InputError(str(error), source=article.id, kind="fault") from error


def read(extractor: Extractor, article: Article, settings: Settings) -> Extraction:
    """Extract from one article, link its names, and leave out direct triples that are too uncertain."""
    from graphkit.linking import link

    found = link(extractor.extract(article), extractor.lexicon)
    return replace(found, relations=tuple(r for r in found.relations if r.confidence >= settings.confidence))


@functools.lru_cache(maxsize=1)
def extractor(settings: Settings) -> Extractor:
    """Give the extractor for these settings; the last one is kept, since loading a model takes seconds."""
    from graphkit.nlp.extract import Extractor

    return Extractor(settings)


def _version() -> str:
    from graphkit import __version__

    return __version__
