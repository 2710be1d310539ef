"""All that graphkit knows about words, in one frozen value."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass

from graphkit.iri import IRI
from graphkit.lexicon.values import (
    Frame,
    Grammar,
    Implication,
    LightVerb,
    Name,
    Noun,
    Operator,
    ShortForm,
)


@dataclass(frozen=True)
class Lexicon:
    """All that graphkit knows about words; read-only."""

    frames: tuple[Frame, ...]
    light_verbs: tuple[LightVerb, ...]
    implications: tuple[Implication, ...]
    operators: tuple[Operator, ...]
    nouns: dict[str, Noun]
    names: dict[IRI, Name]
    titles: dict[str, str]
    title_modifiers: dict[str, bool]
    organization_patterns: dict[str, str]
    state_metonyms: frozenset[str]
    word_lists: dict[str, frozenset[str]]
    grammars: tuple[Grammar, ...]
    short_forms: tuple[ShortForm, ...]
    symmetric: frozenset[str]
    lasting: frozenset[str]
    version: str

    @functools.cached_property
    def frames_by_word(self) -> dict[tuple[str, str], tuple[tuple[tuple[str, ...], Frame], ...]]:
        """Index frames by (type, key word), each with the tuple of its words; nouns are keyed by their last word."""
        index: dict[tuple[str, str], list[tuple[tuple[str, ...], Frame]]] = defaultdict(list)
        for frame in self.frames:
            for phrase in frame.words:
                words = tuple(phrase.split())
                index[frame.type, words[-1] if frame.type == "noun" else words[0]].append((words, frame))
        return {k: tuple(sorted(v, key=lambda x: (-len(x[0]), x[1].id))) for k, v in index.items()}

    @functools.cached_property
    def short_forms_by_class(self) -> dict[str, tuple[ShortForm, ...]]:
        """Index short forms by event class."""
        index: dict[str, list[ShortForm]] = defaultdict(list)
        for form in self.short_forms:
            index[form.event_class].append(form)
        return {k: tuple(v) for k, v in index.items()}

    @functools.cached_property
    def operators_by_word(self) -> dict[tuple[str, str], tuple[Operator, ...]]:
        """Index operators and reporting cues by (pos, first word)."""
        index: dict[tuple[str, str], list[Operator]] = defaultdict(list)
        for operator in self.operators:
            index[operator.pos, operator.word.split()[0]].append(operator)
        return {k: tuple(sorted(v, key=lambda o: -len(o.word))) for k, v in index.items()}

    def quote_cues(self, lemma: str) -> tuple[Operator, ...]:
        """Give the reporting cues, longest first, whose verb begins with `lemma` and may stand beside a quotation."""
        return tuple(o for o in self.operators_by_word.get(("verb", lemma), ()) if o.reporting and "quote" in o.scope)

    @functools.cached_property
    def saying(self) -> frozenset[str]:
        """The verbs that report what somebody said."""
        return frozenset(
            word
            for (kind, word), operators in self.operators_by_word.items()
            if kind == "verb" and any(o.reporting and "quote" in o.scope and " " not in o.word for o in operators)
        )

    def words(self, name: str) -> frozenset[str]:
        """Give the words of the list `name` (ontologies/grammar/words.ttl); an unknown name is a programming error."""
        return self.word_lists[name]
