"""Values of matched time expressions: what the words, the document's date and the dates told before settle."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from graphkit.nlp import calendars as cal
from graphkit.nlp.calendars import ONE_DAY, Value
from graphkit.nlp.relativetimes import BACK, ON, Groups, from_anchor, from_date
from graphkit.nlp.timepatterns import CENTURIES, DECADES, ORDINALS


def resolve(
    kind: str,
    match: re.Match[str],
    date: dt.date | None,
    future: bool = False,
    *,
    anchor: Value | None = None,
    year: int | None = None,
) -> Value | None:
    """Value of a matched expression: (begin, end, precision); None if it cannot be told.

    Args:
        kind: Name of the pattern.
        match: The match, whose named groups are read.
        date: The document's date.
        future: Whether the clause looks ahead, so that "Friday" is the next one.
        anchor: The value resolved last in the text, which "two days later" counts from.
        year: The year that the context gives to a date without one.
    """
    groups = match.groupdict()
    text = match.group().lower()
    try:
        if kind in _ABSOLUTE:
            return _ABSOLUTE[kind](groups, text)
        if kind in _IN_YEAR:
            return _in_year(kind, groups, date, future, anchor, year)
        if kind in {"later", "that"}:
            return from_anchor(kind, groups, anchor)
        return from_date(kind, groups, date, future, anchor) if date is not None else None
    except (ValueError, OverflowError):
        return None


# -- told by the words alone ---------------------------------------------------------------------------------------------------


def _iso(groups: Groups, text: str) -> Value | None:
    return cal.day_value(dt.date.fromisoformat(groups["iso"] or ""))


def _stamp(groups: Groups, text: str) -> Value | None:
    offset = groups["offset"]
    if offset is None:
        return _iso(groups, text)
    moment = dt.datetime.fromisoformat(f"{groups['iso']}T{groups['clock']}:00{offset}").isoformat()
    return moment, moment, "minute"


def _numeric(groups: Groups, text: str) -> Value | None:
    """3.5.2024 is the third of May; with slashes the order must show from a number above twelve."""
    one, two, year = int(groups["one"] or 0), int(groups["two"] or 0), int(groups["year"] or 0)
    if groups["mark"] == "." or one > 12 or one == two:
        return cal.day_value(dt.date(year, two, one))
    return cal.day_value(dt.date(year, one, two)) if two > 12 else None


def _attacks(groups: Groups, text: str) -> Value | None:
    return cal.day_value(dt.date(2001, 9, 11))


def _decade(groups: Groups, text: str) -> Value | None:
    if groups["decadeword"]:
        return cal.decade_value(DECADES[groups["decadeword"].lower()])
    return cal.decade_value(1900 + int(groups["short"]) if groups["short"] else int(groups["decade"] or 0))


def _century(groups: Groups, text: str) -> Value | None:
    if groups["before"]:
        return None
    word = (groups["century"] or "").lower()
    number = CENTURIES.get(word) or int(word[:-2])
    return cal.century_value(number) if 1 <= number <= 21 else None


def _year(groups: Groups, text: str) -> Value | None:
    return cal.years_value(int(groups["year"] or groups.get("otheryear") or 0))


def _year_range(groups: Groups, text: str) -> Value | None:
    first, last = int(groups["year"] or 0), groups["endyear"] or ""
    if not last.isdigit():
        return cal.years_value(first)[0], None, "year"
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return cal.years_value(first, end) if first < end else None


_ABSOLUTE = {
    "iso": _iso,
    "stamp": _stamp,
    "numeric": _numeric,
    "attacks": _attacks,
    "decade": _decade,
    "century": _century,
    "year": _year,
    "anno": _year,
    "yearrange": _year_range,
}
_IN_YEAR = {"date", "days", "month", "holiday", "quarter"}


# -- told by the words and a year ----------------------------------------------------------------------------------------------


def _in_year(
    kind: str, groups: Groups, date: dt.date | None, future: bool, anchor: Value | None, year: int | None
) -> Value | None:
    told = int(groups["year"] or 0) if groups.get("year") else year
    if groups.get("yearword"):
        told = _year_of_word(groups["yearword"] or "", date, anchor)
        if told is None:
            return None
    month = cal.MONTHS[(groups["month"] or "").lower().rstrip(".")] if groups.get("month") else 0
    if kind in {"date", "days", "holiday"}:
        return _days(kind, groups, month, told, date, future)
    if kind == "quarter":
        return _quarter(groups, told, date)
    which = (groups.get("which") or "").lower()
    if told is None:
        if date is None:
            return None
        told = date.year
        if which in ON or (future and which not in BACK):
            told += month < date.month or (which in ON and month == date.month)
        elif which != "this":
            told -= month > date.month or (which in BACK and month == date.month)
    return cal.month_value(told, month)


def _year_of_word(word: str, date: dt.date | None, anchor: Value | None) -> int | None:
    word = word.lower()
    step = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(word, 0)
    if word in {"this", "last", "next"}:
        return date.year + step if date is not None else None
    return int(anchor[0][:4]) + step if anchor is not None and anchor[0] is not None else None


def _days(kind: str, groups: Groups, month: int, year: int | None, date: dt.date | None, future: bool) -> Value | None:
    name = (groups.get("holiday") or "").lower().replace("’", "'")
    day, last = int(groups.get("day") or 0), int(groups.get("endday") or 0)

    def within(a_year: int) -> dt.date:
        return cal.holiday(name, a_year) if name else dt.date(a_year, month, day)

    if year is not None:
        first = within(year)
    elif date is None:
        return None
    else:
        first = _nearest(within, date, future)
    if kind == "days":
        end = first.replace(day=last)
        return cal.days_value(first, end) if first < end else None
    return cal.day_value(first)


def _nearest(within: Callable[[int], dt.date], date: dt.date, future: bool) -> dt.date:
    """A day without a year: the last one up to the document's date, a week ahead allowed; the next one if the clause looks ahead."""
    latest = date + ONE_DAY * 7
    years = (date.year, date.year + 1) if future else (date.year + 1, date.year, date.year - 1)
    for year in years:
        try:
            day = within(year)
        except ValueError:  # 29 February
            continue
        if day >= date if future else day <= latest:
            return day
    return within(years[-1])


def _quarter(groups: Groups, year: int | None, date: dt.date | None) -> Value | None:
    number, length = groups["quarter"], 3
    if groups["quarterword"]:
        number = str(ORDINALS.index(groups["quarterword"].lower()) + 1)
    elif groups["halfyear"] or groups["halfword"]:
        number, length = groups["halfyear"] or str(ORDINALS.index((groups["halfword"] or "").lower()) + 1), 6
    start = (int(number or 1) - 1) * length + 1
    if year is None:
        if date is None or length == 6:
            return None
        year = date.year - (start > date.month)
    return cal.month_value(year, start, start + length - 1)
