"""Time expressions, resolved against the document's date.

"on Tuesday" is the last Tuesday up to the document's date (the next one where the clause looks ahead), "two days later" counts from the
date that the text gave last, "since April" is open at its end. "Early" and "late" leave the period whole, since no text says by how
much they narrow it. What cannot be resolved has no value, and nothing is filled in. Classes: ISO-TimeML TIMEX3; values: ISO 8601.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from graphkit.nlp import timecontext as context
from graphkit.nlp.calendars import Value
from graphkit.nlp.clocktimes import clock_value
from graphkit.nlp.datelines import is_dateline
from graphkit.nlp.timepatterns import COMPILED
from graphkit.nlp.timevalues import resolve
from graphkit.nlp.tree import Node, Tree

__all__ = ["TimeExpression", "find_times", "resolve"]

YEARLESS = {"date", "days", "month", "holiday"}
LIST = re.compile(r"\s*(?:,|,? (?:and|or)(?: on| in)?)\s*")
REACH = 4
"""Sentences for which a day stays told."""
RANGE = re.compile(r"\s*(?:[-–—]|to|through|thru|until|till|and|into)\s*(?:on |the )?")
CLOCK_LINK = re.compile(r"[\s,(]*(?:(?:on|at|of|from|early|late|around|about|just|after|before|by|the morning of)\s+)*")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: node span, head, ISO begin and end (None where open), precision."""

    first: int
    last: int
    head: Node
    begin: str | None
    end: str | None
    precision: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch of the text that has the shape of a time, and what it is worth."""

    kind: str
    match: re.Match[str]
    begin: int
    end: int
    nodes: tuple[Node, ...]
    value: Value | None = None


def find_times(tree: Tree, date: dt.date | None, saying: frozenset[str] = frozenset()) -> list[TimeExpression]:
    """Find and resolve all time expressions; those that need a date and have none are left out.

    Args:
        tree: The document.
        date: Its date.
        saying: Verbs of saying: when something was announced is not the day that "in the afternoon" is a part of.
    """
    return read_times(tree, date, saying)[0]


def read_times(
    tree: Tree, date: dt.date | None, saying: frozenset[str] = frozenset()
) -> tuple[list[TimeExpression], frozenset[int]]:
    """As `find_times`, and the nodes of all time expressions, also of those left out: nobody visits "Monday"."""
    reading = _Reading(tree, date, saying)
    items = [item for first, last in tree.sentences if first < last for item in reading.sentence(first, last)]
    found = [_expression(item, item.value) for item in items if item.value is not None]
    return sorted(found, key=lambda t: t.first), frozenset(i for item in items for i in _span(item))


def _span(item: _Found) -> range:
    """Nodes of an expression without its preposition."""
    nodes = list(item.nodes)
    while len(nodes) > 1 and nodes[0].pos == "ADP" and nodes[0].rel == "case":
        nodes = nodes[1:]
    return range(nodes[0].i, nodes[-1].i + 1)


def _expression(item: _Found, value: Value) -> TimeExpression:
    span = _span(item)
    nodes = [n for n in item.nodes if n.i in span]
    return TimeExpression(span[0], span[-1], context.head_of(nodes), *value)


class _Reading:
    """One pass over a document: what later expressions may count from is kept."""

    def __init__(self, tree: Tree, date: dt.date | None, saying: frozenset[str]) -> None:
        self.tree = tree
        self.date = date
        self.saying = saying
        self.anchor: Value | None = None
        self.day: tuple[Value, int] | None = None
        self.year: tuple[int, int, int] | None = None
        self.number = 0

    def sentence(self, first: int, last: int) -> list[_Found]:
        """Resolve the expressions of one sentence, in order of the text; those that cannot be have no value."""
        self.number += 1
        found = self._shapes(first, last)
        years = self._shared_years(found)
        resolved = [self._resolved(item, years.get(i)) for i, item in enumerate(found)]
        return [self._opened(item) for item in self._timed(self._ranges(resolved))]

    def _shapes(self, first: int, last: int) -> list[_Found]:
        nodes = self.tree.nodes[first:last]
        low = nodes[0].begin
        sentence = self.tree.text[low : nodes[-1].end]
        found: list[_Found] = []
        taken: list[tuple[int, int]] = []
        for kind, pattern in COMPILED:
            for match in pattern.finditer(sentence):
                begin, end = match.span()
                if any(begin < y and x < end for x, y in taken):
                    continue
                inside = tuple(n for n in nodes if n.begin >= low + begin and n.end <= low + end)
                if not inside or not context.plausible(self.tree, kind, match, inside):
                    continue
                taken.append((begin, end))
                if kind != "nothing":
                    found.append(_Found(kind, match, low + begin, low + end, inside))
        return sorted(found, key=lambda f: f.begin)

    def _between(self, a: _Found, b: _Found) -> str:
        return self.tree.text[a.end : b.begin]

    def _shared_years(self, found: list[_Found]) -> dict[int, int]:
        """Years that stand once for several: "in May and June 2014"."""
        years: dict[int, int] = {}
        for i in range(len(found) - 2, -1, -1):
            here, after = found[i], found[i + 1]
            if not {here.kind, after.kind} <= YEARLESS or context.year_of(here.match) is not None:
                continue
            between = self._between(here, after)
            if LIST.fullmatch(between) or RANGE.fullmatch(between):
                year = context.year_of(after.match) or years.get(i + 1)
                if year is not None:
                    later = context.month_of(here.match) > context.month_of(after.match)
                    years[i] = year - 1 if later and not LIST.fullmatch(between) else year
        return years

    def _resolved(self, item: _Found, year: int | None) -> _Found:
        if item.kind == "clock":
            return item
        if item.kind == "sameday":
            return replace(item, value=self._day_told())
        if year is None and item.kind in YEARLESS:
            year = self._told_year(item)
        ahead = context.looks_ahead(self.tree, list(item.nodes))
        value = resolve(item.kind, item.match, self.date, ahead, anchor=self.anchor, year=year)
        if (
            item.kind == "date"
            and year is None
            and not ahead
            and value is not None
            and context.is_present(list(item.nodes))
        ):
            value = self._nearer(value, resolve(item.kind, item.match, self.date, True, anchor=self.anchor))
        if value is not None:
            self.anchor = value
            self._keep_day(item, value)
        explicit = context.year_of(item.match)
        if explicit is not None and (item.kind in YEARLESS or self.date is None):
            self.year = explicit, context.month_of(item.match), self.number
        return replace(item, value=value)

    def _keep_day(self, item: _Found, value: Value) -> None:
        """Keep the day on which the story stands; that of its telling is none."""
        if value[0] is None or value[1] is None or is_dateline(self.tree, item.nodes[0].i, item.nodes[-1].i):
            return
        governor = context.head_of(list(item.nodes)).head
        if governor is None or governor.lemma not in self.saying:
            self.day = value, self.number

    def _day_told(self) -> Value | None:
        """The one day that the story told last, a few sentences ago at most: what "in the afternoon" and "an hour later" are part of."""
        if self.day is None or self.number - self.day[1] > REACH:
            return None
        begin, end, precision = self.day[0]
        if begin is None or end is None or begin[:10] != end[:10] or precision not in {"day", "hour", "minute"}:
            return None
        self.day = self.day[0], self.number
        return begin[:10], end[:10], "day"

    def _nearer(self, past: Value, future: Value | None) -> Value:
        if self.date is None or future is None or future[0] is None or past[0] is None:
            return past
        back, on = self.date - dt.date.fromisoformat(past[0]), dt.date.fromisoformat(future[0]) - self.date
        return future if on < back else past

    def _told_year(self, item: _Found) -> int | None:
        """The year of the date told just before, where that is past: "On 4 July 1831 … On 14 July …"."""
        if self.year is None or (item.kind == "month" and "which" in item.match.groupdict() and item.match["which"]):
            return None
        year, month, number = self.year
        if self.date is None:
            return year
        follows = context.month_of(item.match) >= month and self.number - number <= 1
        return year if follows and year < self.date.year else None

    def _ranges(self, found: list[_Found]) -> list[_Found]:
        """Join "from A to B", "between A and B", "A–B" into one."""
        joined: list[_Found] = []
        for item in found:
            before = joined[-1] if joined else None
            if before is None or not self._is_range(before, item) or item.value is None:
                joined.append(item)
                continue
            start = self._start_of_range(before, item)
            value = (
                context.range_value(start, item.value, before.kind == item.kind == "weekday")
                if start is not None
                else None
            )
            if value is None:
                joined.append(item)
                continue
            nodes = tuple(self.tree.nodes[before.nodes[0].i : item.nodes[-1].i + 1])
            joined[-1] = replace(before, kind="range", end=item.end, nodes=nodes, value=value)
            self.anchor = value
        return joined

    def _start_of_range(self, a: _Found, b: _Found) -> Value | None:
        """The value of a range's first part: one without a year is the last before the range's end."""
        if b.value is None or b.value[1] is None or a.kind not in YEARLESS or context.year_of(a.match) is not None:
            return a.value
        year = int(b.value[1][:4])
        candidates = (resolve(a.kind, a.match, self.date, anchor=self.anchor, year=y) for y in (year, year - 1))
        return next((v for v in candidates if v is not None and (v[0] or "") <= b.value[1]), a.value)

    def _is_range(self, a: _Found, b: _Found) -> bool:
        between = self._between(a, b)
        if a.kind in {"clock", "range"} or b.kind == "clock" or not RANGE.fullmatch(between):
            return False
        word = between.split()[0] if between.split() else "-"
        previous = context.word_before(self.tree, a.nodes[0])
        if word == "and":
            return previous == "between"
        if word in {"-", "–", "—"}:
            return between.strip() == between or a.kind != "year"
        return previous in {"from", "overnight", "of"} or (a.kind == b.kind and a.kind in {"date", "month", "iso"})

    def _timed(self, found: list[_Found]) -> list[_Found]:
        """Give days the clock times that stand beside them; a clock time without a day is left out."""
        result = [f for f in found if f.kind != "clock"]
        for item in [f for f in found if f.kind == "clock"]:
            best = next(
                (
                    f
                    for f in result
                    if f.value is not None and f.value[2] in {"day", "minute", "hour"} and self._beside(f, item)
                ),
                None,
            )
            if best is None or best.value is None:
                day = self._day_told()
                value = clock_value(item.match, day) if day is not None else None
                if day is not None:
                    result.append(replace(item, value=value or day))
                continue
            value = clock_value(item.match, best.value)
            first, last = min(best.nodes[0].i, item.nodes[0].i), max(best.nodes[-1].i, item.nodes[-1].i)
            wider = replace(
                best,
                begin=min(best.begin, item.begin),
                end=max(best.end, item.end),
                nodes=tuple(self.tree.nodes[first : last + 1]),
                value=value or best.value,
            )
            result = [wider if f is best else f for f in result]
        return result

    def _beside(self, day: _Found, clock: _Found) -> bool:
        first, second = sorted((day, clock), key=lambda f: f.begin)
        gap = self.tree.text[first.end : second.begin]
        return len(gap) < 20 and CLOCK_LINK.fullmatch(gap.rstrip(") ") + " ") is not None

    def _opened(self, item: _Found) -> _Found:
        """Open the end or the beginning that "since", "until", "before" and "after" leave open."""
        if item.value is None or item.value[0] is None or item.value[1] is None or item.kind == "range":
            return item
        begin, end, precision = item.value
        match context.opening(self.tree, list(item.nodes)):
            case "since":
                return replace(item, value=(begin, None, precision))
            case "until":
                return replace(item, value=(None, end, precision))
            case "before":
                return replace(item, value=(None, begin, precision))
            case "after":
                return replace(item, value=(end, None, precision))
            case _:
                return item
