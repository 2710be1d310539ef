"""Counts of right, predicted and expected items, with precision, recall and F1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Tally:
    """How many items were expected (gold), how many of these were hit, and how many predictions were right or wrong.

    `hit` and `right` differ where optional items count as right but are not expected.
    """

    gold: int = 0
    hit: int = 0
    right: int = 0
    wrong: int = 0

    def add(self, *, gold: int = 0, hit: int = 0, right: int = 0, wrong: int = 0) -> None:
        """Add to the counts."""
        self.gold += gold
        self.hit += hit
        self.right += right
        self.wrong += wrong

    def compare(self, *, expected: bool, predicted: bool, agree: bool) -> None:
        """Count one place where something may be expected, predicted, or both, and then agree or not."""
        self.add(gold=expected, hit=agree, right=agree, wrong=predicted and not agree)

    @property
    def precision(self) -> float:
        """Share of the predictions that are right."""
        return share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of what was expected that was hit."""
        return share(self.hit, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return share(2 * self.precision * self.recall, self.precision + self.recall)

    def figures(self) -> dict[str, float]:
        """Give counts and measures under short names."""
        return {
            "p": round(self.precision, 6),
            "r": round(self.recall, 6),
            "f1": round(self.f1, 6),
            "gold": self.gold,
            "hit": self.hit,
            "right": self.right,
            "wrong": self.wrong,
        }


def share(part: float, whole: float) -> float:
    """Divide, and give 0 where there is nothing to divide by."""
    return part / whole if whole else 0.0
