"""Article → Extraction: the steps of reading one document, in order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from graphkit.errors import InputError, SettingsError
from graphkit.lexicon import Lexicon, load_lexicon
from graphkit.model import Article, Extraction
from graphkit.nlp.boilerplate import boilerplate
from graphkit.nlp.collect import Collector
from graphkit.nlp.coref import resolve
from graphkit.nlp.coref_links import Linker, Links, link_nodes, linker_of, node_vectors
from graphkit.nlp.encoder.network import Floats
from graphkit.nlp.events import EventFinder
from graphkit.nlp.factuality import Factuality
from graphkit.nlp.mentionfinder import MentionFinder
from graphkit.nlp.nounphrases import find_lasting
from graphkit.nlp.positions import OfficeReader
from graphkit.nlp.quotes import Quotes
from graphkit.nlp.reading import Reading
from graphkit.nlp.referents import build_referents
from graphkit.nlp.slots import Syntax
from graphkit.nlp.statebodies import add_pattern_organizations
from graphkit.nlp.times import read_times
from graphkit.nlp.tree import Tree, grammar_of, tree_of
from graphkit.settings import Settings, model_path, ontology_folder

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class Extractor:
    """Reads articles with one language pipeline and one lexicon; both are loaded once."""

    def __init__(self, settings: Settings | None = None, *, nlp: Language | None = None) -> None:
        self.settings = settings or Settings()
        self.lexicon = load_lexicon((ontology_folder(), *self.settings.ontology))
        self.nlp = nlp or load_pipeline(self.settings.model)
        self.reader = Reader(self.nlp, self.lexicon)

    @property
    def model_name(self) -> str:
        """Name and version of the pipeline: "en_graphkit_news 1.0.0"."""
        meta = self.nlp.meta
        return f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}"

    def extract(self, article: Article) -> Extraction:
        """Extract everything from one article.

        Raises:
            InputError: If the text has no sentence or is longer than the settings allow.
        """
        self._check(article)
        return self.reader.read(article, self.nlp(article.text), article.date or self.settings.date)

    def _check(self, article: Article) -> None:
        if len(article.text) > self.settings.max_characters:
            raise InputError(
                f"the text has {len(article.text):,} characters, more than the limit of {self.settings.max_characters:,}. "
                "Split it into articles, or raise max_characters.",
                source=article.id,
            )
        if not any(c.isalpha() for c in article.text):
            raise InputError("the text has no sentence. Give it running text.", source=article.id)


class Reader:
    """The steps from a parsed Doc to an Extraction. Holds what is built once per lexicon; keeps nothing of a document."""

    def __init__(self, nlp: Language, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        labels = nlp.get_pipe("parser").labels  # type: ignore[attr-defined]
        self.linker: Linker | None = linker_of(nlp)
        self.grammar = grammar_of(labels, lexicon.grammars)
        self.mentions = MentionFinder(lexicon)
        self.offices = OfficeReader(lexicon)
        self.syntax = Syntax(lexicon)
        self.factuality = Factuality(lexicon, self.syntax)
        self.events = EventFinder(lexicon, self.syntax)

    def read(self, article: Article, doc: Doc, date: dt.date | None) -> Extraction:
        """Read one parsed document."""
        return self.read_tree(article, tree_of(doc, self.grammar), date, node_vectors(doc))

    def read_tree(
        self, article: Article, tree: Tree, date: dt.date | None, vectors: Floats | None = None
    ) -> Extraction:
        """Read one tree: mentions → referents → positions → coreference → events → collected values.

        `vectors` (nodes, width) are those that the learned coreference wants; without them it is left to rules.
        """
        lexicon = self.lexicon
        skip = boilerplate(tree, lexicon)
        referents = build_referents(tree, self.mentions.find(tree, skip), lexicon)
        by_pattern = add_pattern_organizations(tree, referents, lexicon)
        holdings, phrases = self.offices.holdings(tree, referents)
        offices = {id(h.holder): h.phrase.position_in for h in reversed(holdings) if h.phrase.position_in is not None}
        quotes = Quotes(tree, lexicon, self.syntax)
        links: Links | None = None
        if self.linker is not None and vectors is not None:
            links = link_nodes(self.linker, tree, referents, lexicon, quotes, vectors)
        resolve(tree, referents, phrases, lexicon, offices, quotes, links)
        times, time_nodes = read_times(tree, date, lexicon.saying)
        times = [t for t in times if t.first not in skip]
        collector = Collector(Reading(article, tree, referents, lexicon, self.factuality, quotes), holdings)
        found = self.events.find(tree, referents, skip, time_nodes)
        collector.add_events(found, times)
        collector.add_lasting([*by_pattern, *find_lasting(tree, referents, holdings, lexicon)], found)
        holdings = [*holdings, *collector.holdings_from(found, phrases)]
        return collector.extraction(holdings)


def load_pipeline(name: str | None) -> Language:
    """Load a spaCy pipeline and make line ends begin sentences.

    Raises:
        SettingsError: If it is not installed or lacks a parser, with the command that installs it.
    """
    import spacy

    from graphkit.nlp import components  # noqa: F401 - registers the factory
    from graphkit.nlp.ops import fast_ops

    path = model_path(name)
    try:
        with fast_ops():
            nlp = spacy.load(path)
    except OSError as error:
        raise SettingsError(
            f"The pipeline {path!r} is not installed and is no folder. Install it with: python -m spacy download {path} "
            "(or leave --model out to use the one that ships with graphkit)."
        ) from error
    if "parser" not in nlp.pipe_names:
        raise SettingsError(
            f"The pipeline {path!r} has no parser. Name a pipeline with a tagger, a parser and a named-entity recogniser."
        )
    if "graphkit_lines" not in nlp.pipe_names:
        nlp.add_pipe("graphkit_lines", before="parser")
    return nlp
