"""The report of a run: what was read, added, replaced, left out and why, and how fast."""

from __future__ import annotations

import heapq
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.readers import Skip

_SLOWEST = 10
_MOST_SKIPS = 1_000
"""So many skips are listed one by one; all are counted."""


@dataclass(slots=True)
class Report:
    """What happened in a run so far.

    Seconds are of clock time, since what is needed was loaded: `seconds` of the run, of these `seconds_reading` in which
    it read and compared, and `seconds_tying` in which it tied documents' events. `words` are those of the documents worked
    on, `documents_to_do` and `words_to_do` are known when all have been read. `ties` are events that some of the
    `occurrences` share, of the days on which something has changed.

    >>> report = Report(read=3, added=2, copies=1, words=700, seconds=0.5)
    >>> print(report.to_text())
    3 read: 2 added, 1 copy; 700 words in 0.5 s, 1,400 words/s
    """

    read: int = 0
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    copies: int = 0
    withdrawn: int = 0
    statements: int = 0
    words: int = 0
    documents_to_do: int = 0
    words_to_do: int = 0
    is_read: bool = False
    ties: int = 0
    occurrences: int = 0
    seconds: float = 0.0
    seconds_reading: float = 0.0
    seconds_tying: float = 0.0
    workers_lost: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    skips: list[dict[str, str]] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)

    @property
    def written(self) -> int:
        """Documents written to the target."""
        return self.added + self.replaced + self.copies

    @property
    def words_per_second(self) -> float:
        """Words worked on in a second of clock time, by all workers together, all that a run does included."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Estimate how long the rest will take; None before anything is known."""
        rate = self.words_per_second
        return (self.words_to_do - self.words) / rate if rate and self.is_read else None

    def begin(self) -> None:
        """Start the clock: what is needed has been loaded."""
        self._began = time.monotonic()

    def clock(self) -> float:
        """Note the time since the run began, and give it."""
        self.seconds = time.monotonic() - self._began
        return self.seconds

    def count(self, kind: str, number: int) -> None:
        """Count documents as "added", "replaced" or "copies"."""
        setattr(self, kind, getattr(self, kind) + number)

    def skip(self, skip: Skip) -> None:
        """Count what was left out."""
        self.skipped[skip.kind] += skip.count
        if len(self.skips) < _MOST_SKIPS:
            told = {"source": skip.source, "kind": skip.kind, "reason": skip.reason}
            self.skips.append({key: value.encode("utf-8", "backslashreplace").decode() for key, value in told.items()})

    def took(self, document: str, seconds: float) -> None:
        """Keep the slowest documents."""
        change = heapq.heappush if len(self.slowest) < _SLOWEST else heapq.heappushpop
        change(self.slowest, (seconds, document))

    def to_text(self) -> str:
        """Say it in a line or two."""
        kinds = ("added", "replaced", "unchanged", "withdrawn")
        counts = [f"{getattr(self, kind):,} {kind}" for kind in kinds if getattr(self, kind)]
        if self.copies:
            counts.append(f"{self.copies:,} {'copy' if self.copies == 1 else 'copies'}")
        if self.skipped:
            reasons = ", ".join(f"{kind} {count:,}" for kind, count in sorted(self.skipped.items()))
            counts.append(f"{self.skipped.total():,} skipped ({reasons})")
        lines = [f"{self.read:,} read: {', '.join(counts) or 'nothing to do'}"]
        if self.words:
            lines[0] += f"; {self.words:,} words in {self.seconds:,.1f} s, {self.words_per_second:,.0f} words/s"
        return "\n".join([*lines, *self.notes])

    def to_json(self) -> str:
        """Write it as JSON."""
        names = ("read", "added", "replaced", "unchanged", "copies", "withdrawn", "statements", "words", "workers_lost")
        values: dict[str, object] = {name: getattr(self, name) for name in names}
        values |= {
            "occurrences": self.occurrences,
            "ties": self.ties,
            "seconds": round(self.seconds, 3),
            "seconds_reading": round(self.seconds_reading, 3),
            "seconds_tying": round(self.seconds_tying, 3),
            "words_per_second": round(self.words_per_second, 1),
            "skipped": dict(sorted(self.skipped.items())),
            "skips": sorted(self.skips, key=lambda skip: (skip["source"], skip["reason"])),
            "slowest": [{"document": name, "seconds": round(s, 3)} for s, name in sorted(self.slowest, reverse=True)],
            "notes": self.notes,
        }
        return json.dumps(values, indent=2, ensure_ascii=False) + "\n"

    def write(self, path: Path) -> None:
        """Write it to a file as JSON; the file is in place only when it is complete."""
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(path.name + ".new")
        draft.write_text(self.to_json(), encoding="utf-8")
        draft.replace(path)
