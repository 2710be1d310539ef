"""What speaks for and against two phrases meaning the same, as whole numbers: one row of values for each pair of phrases.

Pairs are of phrases near each other, and of those further apart that share a word. numpy compares whole columns at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from graphkit.nlp.coref_clauses import clause_of, implied_subject
from graphkit.nlp.coref_phrases import FORMS, GENDERS, KINDS, NUMBERS, ROLES, Phrase
from graphkit.nlp.quotes import Quotes
from graphkit.nlp.tree import Node

Numbers = npt.NDArray[np.int64]

NEAR, FAR, MOST = 32, 400, 12
"""How many phrases back every antecedent counts, and those that share a word; of the latter at most this many for a word."""
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
_FITTING_NUMBERS = np.array([a == b or 0 in (a, b) for a in range(len(NUMBERS)) for b in range(len(NUMBERS))])
_FITTING_GENDERS = np.array([a == b or 0 in (a, b) for a in range(len(GENDERS)) for b in range(len(GENDERS))])
_STARTS: Numbers = np.cumsum([0, *SIZES.values()], dtype=np.int64)[:-1]


class PhraseTable:
    """The phrases of one document in columns."""

    def __init__(self, phrases: Sequence[Phrase], quotes: Quotes) -> None:
        heads = {phrase.node.i: number for number, phrase in enumerate(phrases)}  # of a coordination, its first member
        clauses = [clause_of(p.node) for p in phrases]
        self.phrases = phrases
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
        self.own = _column(_place(heads, implied_subject(c)) for c in clauses)
        self.upper = _column(
            _place(heads, implied_subject(clause_of(c)) if c.head is not None else None) for c in clauses
        )
        known: dict[int, int] = {}
        self.referent = _column(
            known.setdefault(id(p.referent), len(known)) if p.referent is not None else -1 for p in phrases
        )
        self.opens = np.ones(len(phrases), dtype=np.int64)
        self.opens[1:] = self.sentence[1:] != self.sentence[:-1]

    def __len__(self) -> int:
        return len(self.form)


def pair_up(table: PhraseTable) -> tuple[Numbers, Numbers, Numbers]:
    """Later phrase, earlier phrase, likeness of their words (0 none to 6), for all pairs worth comparing, in order."""
    words = _wordings(table.phrases)
    here = np.repeat(np.arange(len(table)), NEAR)
    there = here - np.tile(np.arange(NEAR, 0, -1), len(table))
    far = np.array([pair for pair in words if pair[0] - pair[1] > NEAR], dtype=np.int64).reshape(-1, 2)
    here, there = here[there >= 0], there[there >= 0]
    here, there = np.concatenate([here, far[:, 0]]), np.concatenate([there, far[:, 1]])
    first, last = table.first, table.last
    inside = (first[there] <= first[here]) & (last[here] <= last[there])
    around = (first[here] <= first[there]) & (last[there] <= last[here])
    kept = ~inside & ~around
    here, there = here[kept], there[kept]
    order = np.lexsort((there, here))
    here, there = here[order], there[order]
    likeness = np.fromiter((words.get(pair, 0) for pair in zip(here.tolist(), there.tolist(), strict=True)), np.int64)
    return here, there, likeness


def compare(table: PhraseTable, here: Numbers, there: Numbers, likeness: Numbers) -> Numbers:
    """(pairs, len(SIZES)): each value counts on from those of the columns before, so that all are rows of one table."""

    def pair(values: Numbers, size: int) -> Numbers:
        return values[here] * size + values[there]

    away = np.abs(table.sentence[here] - table.sentence[there])
    named = (table.referent[here] >= 0) & (table.referent[there] >= 0)
    by_clause = (table.clause[here] == table.clause[there]).astype(np.int64)
    by_clause[table.governor[here] == table.governor[there]] = 2
    by_clause[away > 0] = 0
    gender, number = pair(table.gender, len(GENDERS)), pair(table.number, len(NUMBERS))
    columns = (
        pair(table.form, len(FORMS)),
        _SENTENCES[np.minimum(away, len(_SENTENCES) - 1)],
        _PHRASES[np.minimum(here - there, len(_PHRASES) - 1)],
        likeness,
        np.where(named, np.where(table.referent[here] == table.referent[there], 1, 2), 0),
        number,
        gender,
        pair(table.kind, len(KINDS)),
        pair(table.role, len(ROLES)),
        by_clause,
        pair(table.quoted, 2),
        np.where(table.speaker[here] == there, 1, np.where(table.speaker[there] == here, 2, 0)),
        (table.own[here] == there) + 2 * (table.upper[here] == there),
        table.opens[there],
        np.minimum(_later(here, _FITTING_GENDERS[gender] & _FITTING_NUMBERS[number]), 4),
    )
    values: Numbers = np.stack(columns, axis=1) + _STARTS
    return values


def _later(here: Numbers, fits: npt.NDArray[np.bool_]) -> Numbers:
    """For each pair, how many with the same later phrase stand after it and fit."""
    up_to: Numbers = np.cumsum(fits, dtype=np.int64)
    _, group = np.unique(here, return_inverse=True)
    ends = np.flatnonzero(np.diff(here, append=-1))
    of_all: Numbers = up_to[ends[group]]
    return of_all - up_to


def _wordings(phrases: Sequence[Phrase]) -> dict[tuple[int, int], int]:
    """How alike the words of two phrases are, for those that share one; pronouns share none."""
    found: dict[tuple[int, int], int] = {}
    places: dict[str, list[int]] = defaultdict(list)
    for number, phrase in enumerate(phrases):
        if phrase.is_pronoun:
            continue
        others = {j for word in phrase.words for j in places[word][-MOST:] if number - j <= FAR}
        for other in others:
            found[number, other] = _likeness(phrase, phrases[other])
        for word in phrase.words:
            places[word].append(number)
    return found


def _likeness(later: Phrase, earlier: Phrase) -> int:
    """1 the same words and modifiers, 2 no modifier that the earlier lacks, 3 others; 4, 5 one within the other; 6 a word in common."""
    if later.words == earlier.words:
        if later.modifiers == earlier.modifiers:
            return 1
        return 2 if later.modifiers <= earlier.modifiers else 3
    if later.words < earlier.words:
        return 4
    return 5 if earlier.words < later.words else 6


def _column(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, dtype=np.int64)


def _place(heads: dict[int, int], node: Node | None) -> int:
    return -1 if node is None else heads.get(node.i, -1)


def _speaker(node: Node, quotes: Quotes) -> Node | None:
    report = quotes.speaker_of(node) if quotes.is_quoted(node) else None
    return report.speaker if report is not None else None
