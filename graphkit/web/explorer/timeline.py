"""Bars of a timeline: how many events a day, a month or some years had."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass

_MOST = 120
HEIGHT = 60
"""Height of the highest bar, in the units of the drawing, which is `_MOST` times ten wide."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time with its number of events, and where its bar stands in the drawing."""

    since: str
    until: str
    count: int
    x: float
    width: float
    height: float

    @property
    def label(self) -> str:
        """The stretch, for the eye."""
        return self.since if self.since == self.until else f"{self.since} to {self.until}"


def bars(days: Mapping[str, int]) -> list[Bar]:
    """Make bars of the number of events by day ("2024-08-26"); what is no day of our era is left out.

    >>> [(bar.label, bar.count) for bar in bars({"2024-08-01": 2, "2024-08-03": 1})]
    [('2024-08-01', 2), ('2024-08-03', 1)]
    >>> [(bar.label, bar.count) for bar in bars({"2020-02-10": 2, "2020-02-11": 1, "2021-03-03": 1})]
    [('2020-02-01 to 2020-02-29', 3), ('2021-03-01 to 2021-03-31', 1)]
    """
    found: dict[datetime.date, int] = {}
    for day, number in days.items():
        try:
            found[datetime.date.fromisoformat(day)] = number
        except ValueError:
            continue
    if not found:
        return []
    first, last = min(found), max(found)
    months = (last.year - first.year) * 12 + last.month - first.month
    if (last - first).days < _MOST:
        begin, slots = first.toordinal(), (last - first).days + 1
        spans = [(datetime.date.fromordinal(begin + n),) * 2 for n in range(slots)]
    elif months < _MOST:
        spans = [_month(first.year * 12 + first.month - 1 + n) for n in range(months + 1)]
    else:
        step = -(-(last.year - first.year + 1) // _MOST)
        spans = [
            (datetime.date(year, 1, 1), datetime.date(min(year + step - 1, 9999), 12, 31))
            for year in range(first.year, last.year + 1, step)
        ]
    counts = [sum(n for day, n in found.items() if a <= day <= b) for a, b in spans]
    width, most = _MOST * 10 / max(len(spans), 12), max(counts)
    return [
        Bar(
            a.isoformat(),
            b.isoformat(),
            n,
            round(width * i, 2),
            round(width * 0.86, 2),
            round(max(4, HEIGHT * n / most), 1),
        )
        for i, ((a, b), n) in enumerate(zip(spans, counts, strict=True))
        if n
    ]


def _month(number: int) -> tuple[datetime.date, datetime.date]:
    year, month = divmod(number, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, 1), datetime.date(year, month + 1, last)
