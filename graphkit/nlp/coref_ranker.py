"""The learned half of coreference: how likely each earlier phrase is the antecedent of a later one, or none is; and the chains.

A small network over the encoder's vectors and the comparisons of coref_pairs.py, trained by training/scripts/train_coref.py and run in
numpy. A link is scored by what both phrases are, by the product of their projections, and by a hidden layer that sees all of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graphkit.nlp.coref_pairs import Numbers, PhraseTable, compare, pair_up
from graphkit.nlp.coref_phrases import NAME, PERSONS, SPEAKERS, Phrase
from graphkit.nlp.encoder.network import Floats, gelu
from graphkit.nlp.quotes import Quotes

LEAST = 0.02
"""Links less likely than this are forgotten."""


@dataclass(frozen=True, slots=True)
class Link:
    """That a phrase means the same as an earlier one, of one chain or alone, and how likely that is."""

    phrase: int
    antecedents: tuple[int, ...]
    certainty: float


class Ranker:
    """Weighs antecedents; built once, keeps nothing of a document.

    Args:
        weights: Arrays in single precision by the names that training gave them. `certainty` has how likely the antecedents must be
            together, for "I", "we" and "you", for "he" and "she", for "it", "they" and "this", for names, and for other phrases.
    """

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._weights = weights
        self._certainty = weights["certainty"].tolist()

    def likelihoods(self, table: PhraseTable, vectors: Floats) -> tuple[Numbers, Numbers, Floats]:
        """Later phrase, earlier phrase and how likely the one takes up the other, in order.

        `vectors` (nodes, width) are the encoder's for the nodes of the tree.
        """
        here, there, likeness = pair_up(table)
        if not len(here):
            return here, there, np.zeros(0, dtype=np.float32)
        w = self._weights
        x = vectors[table.node].astype(np.float32)
        x = x - x.mean(axis=1, keepdims=True)
        x /= np.sqrt((x * x).mean(axis=1, keepdims=True) + 1e-5)
        x = gelu(x @ w["word"] + w["word.bias"] + w["form"][table.form] + w["role"][table.role] + w["kind"][table.kind])
        seen = w["table"][compare(table, here, there, likeness)].sum(axis=1)
        hidden = gelu(seen[:, :-1] + (x @ w["later"])[here] + (x @ w["earlier"])[there])
        scores = seen[:, -1] + hidden @ w["out"][:, 0]
        scores += np.einsum("ij,ij->i", (x @ w["ask"])[here], (x @ w["answer"])[there])
        nothing = x @ w["nothing"][:, 0] + w["nothing.bias"]
        top = nothing.copy()
        np.maximum.at(top, here, scores)
        likely = np.exp(scores - top[here])
        total = np.exp(nothing - top)
        np.add.at(total, here, likely)
        return here, there, likely / total[here]

    def links(self, phrases: Sequence[Phrase], quotes: Quotes, vectors: Floats) -> list[Link]:
        """The likeliest antecedents of each phrase that takes something up, in order of the text.

        What is linked grows to chains; the likelihoods of a chain's members add up. Names of one referent are one chain from
        the beginning, and nobody is both a man and a woman, or two people with names of their own.
        """
        table = PhraseTable(phrases, quotes)
        here, there, likely = self.likelihoods(table, vectors)
        chains = _Chains(phrases, table.referent)
        bounds = np.searchsorted(here, np.arange(len(phrases) + 1))
        found = []
        for number, phrase in enumerate(phrases):
            row = slice(bounds[number], bounds[number + 1])
            kept = np.flatnonzero(likely[row] > LEAST)
            if not len(kept):
                continue
            mass: dict[int, float] = {}
            for other, value in zip(there[row][kept].tolist(), likely[row][kept].tolist(), strict=True):
                if chains.may_join(number, other):
                    mass[chains.of[other]] = mass.get(chains.of[other], 0.0) + value
            if not mass:
                continue
            chain, certainty = max(mass.items(), key=lambda item: (item[1], item[0]))
            if certainty >= self._certainty[_sort(phrase)]:
                members = tuple(m for m in chains.members[chain] if m < number)
                if chain != chains.of[number]:
                    found.append(Link(number, members, certainty))
                    chains.join(number, chain)
        return found


class _Chains:
    """Phrases that mean the same, so far."""

    def __init__(self, phrases: Sequence[Phrase], referents: Numbers) -> None:
        self.of = list(range(len(phrases)))
        self.members = {number: [number] for number in range(len(phrases))}
        self._genders = {n: {p.gender} & {1, 2} for n, p in enumerate(phrases)}
        self._people = {
            n: {id(p.referent)} if p.referent is not None and p.referent.is_person else set()
            for n, p in enumerate(phrases)
        }
        first: dict[int, int] = {}
        for number, referent in enumerate(referents.tolist()):
            if referent >= 0 and first.setdefault(referent, number) != number:
                self.join(number, first[referent])

    def may_join(self, number: int, other: int) -> bool:
        """Whether nothing forbids that the two mean the same."""
        a, b = self.of[number], self.of[other]
        return len(self._genders[a] | self._genders[b]) < 2 and len(self._people[a] | self._people[b]) < 2

    def join(self, number: int, chain: int) -> None:
        """Let the phrase, and all it is chained with, be of that chain."""
        old = self.of[number]
        for member in self.members[old]:
            self.of[member] = chain
        self.members[chain] = sorted(self.members[chain] + self.members.pop(old))
        self._genders[chain] |= self._genders.pop(old)
        self._people[chain] |= self._people.pop(old)


def _sort(phrase: Phrase) -> int:
    """Which certainty a phrase needs."""
    if phrase.is_pronoun:
        return 0 if phrase.form in SPEAKERS else 1 if phrase.form in PERSONS else 2
    return 3 if phrase.form == NAME else 4
