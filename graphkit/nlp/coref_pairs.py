"""What speaks for and against two phrases meaning the same, as whole numbers: one table of values for each pair of phrases.

Everything is told for a phrase and an earlier one; numpy compares whole columns at once, so that a pair costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from graphkit.nlp.coref_phrases import FORMS, GENDERS, KINDS, NUMBERS, PRONOUNS, ROLES, Phrase
from graphkit.nlp.coref_pronouns import clause_of, implied_subject
from graphkit.nlp.quotes import Quotes
from graphkit.nlp.tree import Node

Numbers = npt.NDArray[np.int64]

WINDOW = 150
"""How many phrases back an antecedent is looked for; names are found further back by their spelling."""
SIZES = {
    "forms": len(FORMS) ** 2,
    "sentences": 7,
    "phrases": 8,
    "words": 7,
    "referents": 3,
    "numbers": len(NUMBERS) ** 2,
    "genders": len(GENDERS) ** 2,
    "kinds": len(KINDS) ** 2,
    "roles": len(ROLES) ** 2,
    "nested": 3,
    "clause": 3,
    "quotes": 4,
    "speaker": 3,
    "subject": 4,
    "opens": 2,
    "between": 5,
}
"""How many values each comparison has; their order is that of the columns of `compare`."""

_SENTENCES = np.array([0, 1, 2, 3, 4, 4, *[5] * 4, 6])
_PHRASES = np.array([0, 0, 1, 2, 3, 3, *[4] * 4, *[5] * 10, *[6] * 30, 7])


class PhraseTable:
    """The phrases of one document in columns."""

    def __init__(self, phrases: Sequence[Phrase], quotes: Quotes) -> None:
        heads: dict[int, int] = {}
        for number, phrase in enumerate(phrases):
            heads[phrase.node.i] = number  # of a coordination and its first member, the member
        clauses = [clause_of(p.node) for p in phrases]
        self.form = _column(p.form for p in phrases)
        self.role = _column(p.role for p in phrases)
        self.kind = _column(p.kind for p in phrases)
        self.number = _column(p.number for p in phrases)
        self.gender = _column(p.gender for p in phrases)
        self.node = _column(p.node.i for p in phrases)
        self.first = _column(p.first for p in phrases)
        self.last = _column(p.last for p in phrases)
        self.sentence = _column(p.node.sentence for p in phrases)
        self.clause = _column(c.i for c in clauses)
        self.governor = _column(p.node.head.i if p.node.head is not None else -1 for p in phrases)
        self.quoted = _column(quotes.is_quoted(p.node) for p in phrases)
        self.speaker = _column(_place(heads, _speaker(p.node, quotes)) for p in phrases)
        own = [implied_subject(c) for c in clauses]
        upper = [implied_subject(clause_of(c)) if c.head is not None else None for c in clauses]
        self.own, self.upper = (_column(_place(heads, n) for n in nodes) for nodes in (own, upper))
        known: dict[int, int] = {}
        self.referent = _column(
            known.setdefault(id(p.referent), len(known)) if p.referent is not None else -1 for p in phrases
        )
        self.opens = np.ones(len(phrases), dtype=np.int64)
        self.opens[1:] = self.sentence[1:] != self.sentence[:-1]
        self.words, self.word_count = _bags([p.words for p in phrases])
        self.modifiers, self.modifier_count = _bags([p.modifiers for p in phrases])
        self.is_pronoun = np.isin(self.form, list(PRONOUNS))

    def __len__(self) -> int:
        return len(self.form)


def compare(table: PhraseTable, start: int, end: int, first: int) -> Numbers:
    """Compare the phrases from `start` to before `end` with those from `first` to before `end`: (rows, columns, len(SIZES)).

    Only values of earlier phrases, those with a column before the row's own place, mean anything.
    """
    row, column = slice(start, end), slice(first, end)

    def pair(values: Numbers, size: int) -> Numbers:
        return values[row, None] * size + values[None, column]

    here = np.arange(start, end)[:, None]
    there = np.arange(first, end)[None]
    values = np.empty((end - start, end - first, len(SIZES)), dtype=np.int64)
    away = np.abs(table.sentence[row, None] - table.sentence[None, column])
    apart = np.maximum(here - there, 0)
    same = table.referent[row, None] == table.referent[None, column]
    both = (table.referent[row, None] >= 0) & (table.referent[None, column] >= 0)
    inside = (table.first[None, column] <= table.first[row, None]) & (table.last[row, None] <= table.last[None, column])
    around = (table.first[row, None] <= table.first[None, column]) & (table.last[None, column] <= table.last[row, None])
    by_clause = (table.clause[row, None] == table.clause[None, column]).astype(np.int64)
    by_clause[table.governor[row, None] == table.governor[None, column]] = 2
    gender = pair(table.gender, len(GENDERS))
    number = pair(table.number, len(NUMBERS))
    fit = _FITTING_GENDERS[gender] & _FITTING_NUMBERS[number] & (there < here)
    later = fit.sum(axis=1, keepdims=True) - np.cumsum(fit, axis=1)
    columns = (
        pair(table.form, len(FORMS)),
        _SENTENCES[np.minimum(away, len(_SENTENCES) - 1)],
        _PHRASES[np.minimum(apart, len(_PHRASES) - 1)],
        _wording(table, row, column),
        np.where(both, np.where(same, 1, 2), 0),
        number,
        gender,
        pair(table.kind, len(KINDS)),
        pair(table.role, len(ROLES)),
        np.where(inside, 1, np.where(around, 2, 0)),
        np.where(away == 0, by_clause, 0),
        pair(table.quoted, 2),
        np.where(table.speaker[row, None] == there, 1, np.where(table.speaker[None, column] == here, 2, 0)),
        np.where(table.own[row, None] == there, 1, 0) + np.where(table.upper[row, None] == there, 2, 0),
        np.broadcast_to(table.opens[None, column], away.shape),
        np.minimum(later, 4),
    )
    for place, part in enumerate(columns):
        values[:, :, place] = part
    return values


def _wording(table: PhraseTable, row: slice, column: slice) -> Numbers:
    """0 no word in common; 1 same words and modifiers, 2 none that the earlier lacks, 3 others; 4, 5 one within the other; 6 a part."""
    shared = table.words[row] @ table.words[column].T
    mine, its = table.word_count[row, None], table.word_count[None, column]
    marks = table.modifiers[row] @ table.modifiers[column].T
    own, other = table.modifier_count[row, None], table.modifier_count[None, column]
    like = np.where((marks == own) & (marks == other), 1, np.where(marks == own, 2, 3))
    apart = np.where(shared == mine, 4, np.where(shared == its, 5, 6))
    return np.where(shared == 0, 0, np.where((shared == mine) & (shared == its), like, apart))


_FITTING_NUMBERS = np.array([a == b or 0 in (a, b) for a in range(len(NUMBERS)) for b in range(len(NUMBERS))])
_FITTING_GENDERS = np.array([a == b or 0 in (a, b) for a in range(len(GENDERS)) for b in range(len(GENDERS))])


def _column(values: Any) -> Numbers:
    return np.fromiter(values, dtype=np.int64)


def _place(heads: dict[int, int], node: Node | None) -> int:
    return -1 if node is None else heads.get(node.i, -1)


def _speaker(node: Node, quotes: Quotes) -> Node | None:
    report = quotes.speaker_of(node) if quotes.is_quoted(node) else None
    return report.speaker if report is not None else None


def _bags(sets: Sequence[frozenset[str]]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """A row of zeros and ones for each set of words, and how many ones it has."""
    known: dict[str, int] = {}
    for words in sets:
        for word in words:
            known.setdefault(word, len(known))
    bags = np.zeros((len(sets), max(1, len(known))), dtype=np.float32)
    for number, words in enumerate(sets):
        bags[number, [known[w] for w in words]] = 1
    return bags, bags.sum(axis=1)
