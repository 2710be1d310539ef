"""How an event stands in the text: what the operators and reports above it made of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphkit.nlp.tree import Node


@dataclass(frozen=True, slots=True)
class Report:
    """One act of saying: the cue word and the speaker's node (None where nobody is named)."""

    cue: Node
    speaker: Node | None
    effect: str


@dataclass(slots=True)
class Standing:
    """How an event stands: polarity, modality, and its reports from the inside out."""

    polarity: str = "Positive"
    modality: str = "Actual"
    reports: list[Report] = field(default_factory=list)

    def apply(self, effect: str) -> None:
        """Let one operator take effect; the innermost modality stays unless an allegation covers it."""
        if effect == "Actual":
            return
        if effect == "Negative":
            self.polarity = "Negative"
        elif self.modality == "Actual":
            self.modality = effect
