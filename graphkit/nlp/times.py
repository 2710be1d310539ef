"""Time expressions, resolved against the document's date.

"on Tuesday" is the last Tuesday up to the document's date (the next one with a future tense), "last month" a month, "in 2016" a year; what
cannot be resolved has no value, and nothing is filled in. Source of the classes: ISO-TimeML TIMEX3; values are ISO 8601.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.nlp.quantities import number_of
from graphkit.nlp.tree import Node, Tree

MONTHS = (
    {m.lower(): i for i, m in enumerate(calendar.month_name) if m}
    | {m.lower(): i for i, m in enumerate(calendar.month_abbr) if m}
    | {"sept": 9}
)
DAYS = {d.lower(): i for i, d in enumerate(calendar.day_name)}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
DAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
NUMBER = r"(?P<count>\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|a couple of)"
UNIT = r"(?P<unit>day|week|month|year|decade|hour|minute)s?"
PARTS = r"(?:(?:early|late|mid|earlier|later)[ -])?"
PATTERNS = [
    ("date", rf"(?:{DAY},? )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH},? (?P<year>\d{{4}})"),
    ("date", rf"(?:{DAY},? )?{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, (?P<year>\d{{4}})"),
    ("date", r"(?P<year>\d{4})-(?P<monthnumber>\d{2})-(?P<day>\d{2})"),
    ("date", rf"(?:{DAY},? )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH}(?! \d)"),
    ("date", rf"(?:{DAY},? )?{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"),
    ("month", rf"{PARTS}{MONTH},?(?: of)? (?P<year>(?:19|20)\d{{2}})"),
    (
        "lastmonthname",
        rf"(?P<which>last|this|next|since|in|by|until|during|from|through|of|mid-|early|late|before|after|between|and|to) {MONTH}(?! \d)\b",
    ),
    (
        "weekday",
        rf"(?P<which>last|this|next|this past|this coming|the previous|the following)? ?(?:early |late )?(?:on )?{DAY}(?:'s|’s)?(?: (?:morning|afternoon|evening|night))?",
    ),
    ("today", r"(?:early |late |earlier )?(?:today|this (?:morning|afternoon|evening)|tonight|this night)"),
    ("yesterday", r"yesterday(?: (?:morning|afternoon|evening))?|last night|the previous (?:day|night)|overnight"),
    ("tomorrow", r"tomorrow(?: (?:morning|afternoon|evening))?"),
    ("ago", rf"(?:about |some |nearly |almost |more than )?{NUMBER} {UNIT} (?:ago|earlier|before)"),
    (
        "relative",
        r"(?P<which>earlier this|later this|last|this|next|the past|the previous|the preceding|the coming|the following|over the past|in the past) (?P<unit>week|weekend|month|year|decade|century|spring|summer|autumn|fall|winter)",
    ),
    ("pastspan", rf"(?:over |in |for |during )?the (?:past|last|previous|preceding) {NUMBER} {UNIT}"),
    ("decade", r"(?:the )?(?:early |late |mid-?)?(?P<decade>(?:19|20)\d0)s"),
    ("season", r"(?P<season>spring|summer|autumn|winter)(?: of)? (?P<year>(?:19|20)\d{2})"),
    ("yearrange", r"(?:from |between )?(?P<year>(?:19|20)\d{2})(?: ?[-–] ?| to | and )(?P<endyear>(?:19|20)\d{2})"),
    (
        "year",
        r"(?:(?:early|late|mid)[ -])?(?:in |of |since |until |by |during |from |through |before |after |the year )?(?P<year>(?:19[3-9]|20[0-6])\d)",
    ),
]
COMPILED = [
    (
        kind,
        re.compile(
            r"(?<![\w$€£.,/-])(?:" + p + r")(?![\w/-]|[.,]\d)",
            re.IGNORECASE if kind not in {"date", "month", "lastmonthname"} else 0,
        ),
    )
    for kind, p in PATTERNS
]
FUTURE = re.compile(
    r"\b(?:will|shall|'ll|going to|due|scheduled|plans?|planned|expected|next|upcoming|to be|are to|is to)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: node span, head, ISO begin and end (None where open), precision."""

    first: int
    last: int
    head: Node
    begin: str | None
    end: str | None
    precision: str


def find_times(tree: Tree, date: dt.date | None) -> list[TimeExpression]:
    """Find and resolve all time expressions; those that need a date and have none are left out."""
    begins = {n.begin: n.i for n in tree.nodes}
    ends = {n.end: n.i for n in tree.nodes}
    found = []
    for first, last in tree.sentences:
        if first >= last:
            continue
        low, high = tree.nodes[first].begin, tree.nodes[last - 1].end
        sentence = tree.text[low:high]
        taken: list[tuple[int, int]] = []
        for kind, match in _matches(sentence):
            a, b = match.start(), match.end()
            while a < b and sentence[a] == " ":
                a += 1
            if any(a < y and x < b for x, y in taken):
                continue
            head_at = max(a, match.start("weekday") if "weekday" in match.re.groupindex and match["weekday"] else a)
            nodes = [n for n in tree.nodes[first:last] if n.begin >= low + a and n.end <= low + b]
            if not nodes or nodes[0].begin not in begins or nodes[-1].end not in ends:
                continue
            value = resolve(kind, match, date, future=bool(FUTURE.search(sentence[max(0, a - 60) : a])))
            if value is None or head_at < 0:
                continue
            taken.append((a, b))
            nodes = _without_preposition(nodes)
            found.append(TimeExpression(nodes[0].i, nodes[-1].i, _head(nodes), *value))
    return sorted(found, key=lambda t: t.first)


def _matches(sentence: str) -> Iterator[tuple[str, re.Match[str]]]:
    for kind, pattern in COMPILED:
        for match in pattern.finditer(sentence):
            yield kind, match


def _without_preposition(nodes: list[Node]) -> list[Node]:
    while len(nodes) > 1 and nodes[0].pos == "ADP" and nodes[0].rel == "case":
        nodes = nodes[1:]
    return nodes


def _head(nodes: list[Node]) -> Node:
    inside = {n.i for n in nodes}
    return next((n for n in nodes if n.head is None or n.head.i not in inside), nodes[-1])


def resolve(
    kind: str, match: re.Match[str], date: dt.date | None, future: bool = False
) -> tuple[str | None, str | None, str] | None:
    """Value of a matched expression: (begin, end, precision); None if it cannot be told.

    Args:
        kind: Name of the pattern.
        match: The match, whose named groups are read.
        date: The document's date.
        future: Whether the sentence looks ahead, so that "Friday" is the next one.
    """
    groups = match.groupdict()
    text = match.group().lower()
    try:
        if kind == "date":
            month = (
                int(groups["monthnumber"]) if groups.get("monthnumber") else MONTHS[groups["month"].lower().rstrip(".")]
            )
            if groups.get("year"):
                return _day(dt.date(int(groups["year"]), month, int(groups["day"])))
            if date is None:
                return None
            return _day(_nearest_year(month, int(groups["day"]), date, future))
        if kind in {"month", "lastmonthname"}:
            month = MONTHS[groups["month"].lower().rstrip(".")]
            if groups.get("year"):
                return _month(int(groups["year"]), month)
            if date is None:
                return None
            year = date.year - (
                1 if month > date.month or (groups.get("which") == "last" and month == date.month) else 0
            )
            if (groups.get("which") == "next" or future) and month <= date.month and groups.get("which") != "since":
                year += 1 if groups.get("which") == "next" else 0
            if future and month > date.month:
                year = date.year
            return _month(year, month)
        if kind == "decade":
            start = int(groups["decade"])
            return f"{start}-01-01", f"{start + 9}-12-31", "decade"
        if kind == "yearrange":
            return f"{groups['year']}-01-01", f"{groups['endyear']}-12-31", "year"
        if kind == "year":
            open_end = text.startswith("since")
            return f"{groups['year']}-01-01", None if open_end else f"{groups['year']}-12-31", "year"
        if kind == "season":
            return _season(int(groups["year"]), groups["season"].lower())
        return _relative(kind, groups, text, date, future) if date is not None else None
    except (ValueError, OverflowError):
        return None


def _relative(
    kind: str, groups: dict[str, str | None], text: str, date: dt.date, future: bool
) -> tuple[str | None, str | None, str] | None:
    day = dt.timedelta(days=1)
    if kind == "weekday":
        target = DAYS[(groups["weekday"] or "").lower()]
        which = (groups.get("which") or "").lower()
        if which in {"next", "this coming", "the following"} or (
            future and which not in {"last", "the previous", "this past"}
        ):
            return _day(date + day * ((target - date.weekday() - 1) % 7 + 1))
        back = (date.weekday() - target) % 7
        if which == "last" and back == 0:
            back = 7
        return _day(date - day * back)
    if kind == "today":
        return _day(date)
    if kind == "yesterday":
        return _day(date) if text == "overnight" else _day(date - day)
    if kind == "tomorrow":
        return _day(date + day)
    unit = (groups.get("unit") or "").lower()
    if kind == "ago":
        count = _count(groups["count"])
        return _back(date, count, unit) if count is not None else None
    if kind == "pastspan":
        count = _count(groups["count"])
        start = _back(date, count, unit) if count is not None else None
        return (start[0], date.isoformat(), start[2]) if start else None
    which = (groups.get("which") or "").lower()
    step = (
        -1
        if which in {"last", "the previous", "the preceding"}
        else 1
        if which in {"next", "the coming", "the following"}
        else 0
    )
    if unit in SEASONS:
        return _season(date.year + step, unit)
    if which in {"the past", "over the past", "in the past"}:
        start = _back(date, 1, unit)
        return (start[0], date.isoformat(), start[2]) if start else None
    match unit:
        case "week":
            monday = date - day * date.weekday() + day * 7 * step
            return monday.isoformat(), (monday + day * 6).isoformat(), "week"
        case "weekend":
            saturday = date - day * ((date.weekday() - 5) % 7) + day * 7 * (1 if step > 0 else 0)
            return saturday.isoformat(), (saturday + day).isoformat(), "day"
        case "month":
            index = date.year * 12 + date.month - 1 + step
            return _month(index // 12, index % 12 + 1)
        case "year":
            return f"{date.year + step}-01-01", f"{date.year + step}-12-31", "year"
        case "decade":
            start_year = date.year // 10 * 10 + 10 * step
            return f"{start_year}-01-01", f"{start_year + 9}-12-31", "decade"
        case _:
            return None


def _count(text: str | None) -> int | None:
    return (
        None
        if text is None or text.lower() in {"several", "a few"}
        else 2
        if text.lower() == "a couple of"
        else number_of([text])
    )


def _back(date: dt.date, count: int, unit: str) -> tuple[str | None, str | None, str] | None:
    match unit:
        case "day":
            return _day(date - dt.timedelta(days=count))
        case "week":
            start = date - dt.timedelta(days=7 * count)
            return start.isoformat(), (start + dt.timedelta(days=6)).isoformat(), "week"
        case "month":
            index = date.year * 12 + date.month - 1 - count
            return _month(index // 12, index % 12 + 1)
        case "year":
            return f"{date.year - count}-01-01", f"{date.year - count}-12-31", "year"
        case "decade":
            return f"{date.year - 10 * count}-01-01", f"{date.year - 10 * count + 9}-12-31", "decade"
        case "hour" | "minute":
            return _day(date)
        case _:
            return None


def _day(date: dt.date) -> tuple[str, str, str]:
    return date.isoformat(), date.isoformat(), "day"


def _month(year: int, month: int) -> tuple[str, str, str]:
    return f"{year:04d}-{month:02d}-01", f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}", "month"


def _season(year: int, season: str) -> tuple[str, str, str]:
    first, last = SEASONS[season]
    end_year = year + 1 if last < first else year
    return (
        f"{year:04d}-{first:02d}-01",
        f"{end_year:04d}-{last:02d}-{calendar.monthrange(end_year, last)[1]:02d}",
        "season",
    )


def _nearest_year(month: int, day: int, date: dt.date, future: bool) -> dt.date:
    """A date without a year: the last one up to the document's date, a week ahead allowed; the next one if it looks ahead."""
    this = dt.date(date.year, month, day)
    if future:
        return this if this >= date else dt.date(date.year + 1, month, day)
    return this if this <= date + dt.timedelta(days=7) else dt.date(date.year - 1, month, day)
