"""A text as the training of coreference sees it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from graphkit.nlp.coref_pairs import PhraseTable


@dataclass
class Example:
    """One text: its phrases in columns, the vectors of their heads (half precision), and either chains or two names."""

    id: str
    part: str
    table: PhraseTable
    vectors: np.ndarray
    chains: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """OntoGUM: the number of each phrase's chain, -1 for none."""
    pronoun: int = -1
    names: tuple[tuple[tuple[int, ...], bool], ...] = ()
    """GAP: the phrases that name each of the two, and whether the pronoun means it."""
