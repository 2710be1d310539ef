"""The measures of chains, on examples small enough to count by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
import conll


def test_equal_chains_are_all_right() -> None:
    chains = [["a", "b", "c"], ["d", "e"]]
    figures = conll.score([(chains, chains)])
    assert all(values == {"p": 1.0, "r": 1.0, "f1": 1.0} for values in figures.values())


def test_two_chains_taken_for_one() -> None:
    """The key has {a, b} and {c, d}, the answer all four: one link of three too many."""
    figures = conll.score([([["a", "b"], ["c", "d"]], [["a", "b", "c", "d"]])])
    assert figures["MUC"]["p"] == pytest.approx(2 / 3)
    assert figures["MUC"]["r"] == 1
    assert figures["B³"]["p"] == pytest.approx(0.5)
    assert figures["B³"]["r"] == 1
    assert figures["CEAF"]["p"] == pytest.approx(2 * 2 / 6)
    assert figures["CEAF"]["r"] == pytest.approx(2 * 2 / 6 / 2)


def test_what_nobody_annotated_costs_precision() -> None:
    figures = conll.score([([["a", "b"]], [["a", "b"], ["x", "y"]])])
    assert figures["CoNLL"]["p"] == pytest.approx(0.5)
    assert figures["CoNLL"]["r"] == 1


def test_single_mentions_and_empty_answers_do_not_count() -> None:
    figures = conll.score([([["a", "b"], ["c"]], [["d"]])])
    assert all(values == {"p": 0.0, "r": 0.0, "f1": 0.0} for values in figures.values())
