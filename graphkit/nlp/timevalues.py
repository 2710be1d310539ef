"""Values of matched time expressions: what the words, the document's date and the dates told before settle."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from graphkit.nlp import calendars as cal
from graphkit.nlp.calendars import ONE_DAY, Value
from graphkit.nlp.quantities import number_of
from graphkit.nlp.timepatterns import CENTURIES, DECADES, OFFSETS, ORDINALS

Groups = dict[str, str | None]
BACK = {
    "last",
    "this past",
    "past",
    "the past",
    "the last",
    "the previous",
    "previous",
    "the preceding",
    "preceding",
    "before",
}
ON = {"next", "this coming", "the following", "following", "the next", "the coming", "coming", "after"}


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
            return _from_anchor(kind, groups, anchor)
        return _from_date(kind, groups, date, future, anchor) if date is not None else None
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
    here: dt.date | None
    try:
        here = within(date.year)
    except ValueError:
        here = None
    if here is not None and (here >= date if future else here <= date + ONE_DAY * 7):
        return here
    return within(date.year + (1 if future else -1))


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


# -- told by what the text told before -----------------------------------------------------------------------------------------


def _from_anchor(kind: str, groups: Groups, anchor: Value | None) -> Value | None:
    if anchor is None or anchor[0] is None or anchor[1] is None:
        return None
    unit = _unit(groups)
    unit = "day" if unit in {"morning", "afternoon", "evening", "night"} else unit
    if kind == "later":
        count = _count(groups["count"])
        if count is None:
            return None
        step = -count if (groups["side"] or "").lower() in {"earlier", "previously", "before"} else count
    else:
        which = (groups.get("which") or "").lower()
        step = -1 if which in BACK else 1 if which in ON else 0
    base = dt.date.fromisoformat((anchor[0] if step <= 0 else anchor[1])[:10])
    fine = {"day": 0, "week": 0, "fortnight": 0, "month": 1}.get(unit, 2)
    known = 0 if anchor[2] in {"minute", "hour", "day"} else 1 if anchor[2] in {"week", "month"} else 2
    if known > fine or (fine < 2 and known == 0 and anchor[0][:10] != anchor[1][:10]):
        return None
    return cal.step_from(base, step, unit) if step else cal.unit_around(base, unit)


# -- told by the document's date -----------------------------------------------------------------------------------------------


def _from_date(kind: str, groups: Groups, date: dt.date, future: bool, anchor: Value | None) -> Value | None:
    which = (groups.get("which") or "").lower()
    match kind:
        case "weekday" | "intoday":
            return _weekday(kind, groups, which, date, future, anchor)
        case "today":
            return cal.day_value(date)
        case "yesterday":
            return cal.day_value(date - ONE_DAY)
        case "night":
            return cal.days_value(date - ONE_DAY, date)
        case "tomorrow":
            return cal.day_value(date + ONE_DAY)
        case "ago" | "ahead" | "span":
            return _counted(kind, groups, which, date, future)
        case "weekend":
            saturday = date - ONE_DAY * ((date.weekday() - 5) % 7)
            inside = date.weekday() >= 5
            if which in ON or (future and not inside and which not in BACK | {"last"}):
                saturday += ONE_DAY * 7
            elif which in {"last", "the previous"} and inside:
                saturday -= ONE_DAY * 7
            return cal.days_value(saturday, saturday + ONE_DAY)
        case "season":
            return _season(groups, which, date)
        case "unit":
            return _calendar_unit(groups, which, date)
        case _:
            return None


def _weekday(kind: str, groups: Groups, which: str, date: dt.date, future: bool, anchor: Value | None) -> Value | None:
    target = cal.DAYS[(groups["weekday"] or "").lower()]
    if groups.get("week"):
        step = {"last": -1, "next": 1}.get((groups["week"] or "").lower(), 0)
        return cal.day_value(date - ONE_DAY * date.weekday() + ONE_DAY * (7 * step + target))
    if which in {"the previous", "the following"}:
        if anchor is None or anchor[0] is None or anchor[0] != anchor[1]:
            return None
        date = dt.date.fromisoformat(anchor[0][:10])
    ahead, back = (target - date.weekday()) % 7, (date.weekday() - target) % 7
    if which in ON:
        day = date + ONE_DAY * (ahead or 7)
    elif future and which not in BACK:
        day = date + ONE_DAY * ahead
    else:
        day = date - ONE_DAY * (7 if back == 0 and which in BACK else back)
    return cal.days_value(day - ONE_DAY, day) if kind == "intoday" else cal.day_value(day)


def _counted(kind: str, groups: Groups, which: str, date: dt.date, future: bool) -> Value | None:
    unit = _unit(groups)
    count = 1 if kind == "span" and "count" not in groups else _count(groups["count"])
    if count is None:
        return None
    if kind == "span":
        if unit in {"hour", "minute"}:
            return (
                cal.days_value(date - ONE_DAY * -(-count // 24), date)
                if unit == "hour" and which in BACK | {"last"}
                else None
            )
        return cal.span_from(date, count if which in ON else -count, unit)
    if kind == "ahead" and not (future or groups["certain"]):
        return None
    if unit == "hour":
        return cal.day_value(date - ONE_DAY * (count // 24)) if kind == "ago" and count % 24 == 0 else None
    return cal.step_from(date, count if kind == "ahead" else -count, unit)


def _season(groups: Groups, which: str, date: dt.date) -> Value | None:
    season = (groups["season"] or "").lower()
    if groups.get("year"):
        return cal.season_value(int(groups["year"] or 0), season)
    if "year" in groups:
        return cal.season_value(date.year + {"last": -1, "next": 1}.get(which, 0), season)
    today = date.isoformat()
    candidates = [cal.season_value(y, season) for y in range(date.year - 2, date.year + 3)]
    if which in BACK:
        which = "last"
    if which == "last":
        return [v for v in candidates if (v[1] or "") < today][-1]
    if which in ON:
        return next(v for v in candidates if (v[0] or "") > today)
    current = [v for v in candidates if (v[0] or "") <= today <= (v[1] or "")]
    return current[0] if current else cal.season_value(date.year, season)


def _calendar_unit(groups: Groups, which: str, date: dt.date) -> Value | None:
    if groups.get("yearend"):
        return cal.years_value(date.year)
    unit = _unit(groups)
    step = -1 if which in BACK or which == "last" else 1 if which in ON else 0
    value = cal.step_from(date, step, unit) if step and unit not in {"decade", "century"} else None
    if value is None:
        there = cal.moved(date, step, unit)
        value = cal.unit_around(there, unit) if there is not None else None
    if value is None or not groups.get("part"):
        return value
    if (groups["part"] or "").lower() == "earlier":
        return value[0], date.isoformat(), value[2]
    return date.isoformat(), value[1], value[2]


def _unit(groups: Groups) -> str:
    unit = (groups.get("unit") or "").lower()
    return "century" if unit == "centur" else unit


def _count(text: str | None) -> int | None:
    if text is None:
        return None
    return 2 if text.lower() == "a couple of" else number_of(text.split())


# -- clock times ---------------------------------------------------------------------------------------------------------------


def clock_value(match: re.Match[str], day: Value) -> Value | None:
    """Put a clock time on a day; None where its zone is not told, since then only the day is certain."""
    groups = match.groupdict()
    zone = groups["zone"]
    if zone is None or groups["word"] or day[0] is None or day[0] != day[1] or "T" in day[0]:
        return None
    hour, minute, precision = _clock(groups)
    if hour is None:
        return None
    offset = dt.timezone(dt.timedelta(hours=OFFSETS[zone]))
    moment = dt.datetime.combine(dt.date.fromisoformat(day[0]), dt.time(hour, minute), offset)
    text = moment.isoformat().replace("+00:00", "Z")
    return text, text, precision


def _clock(groups: Groups) -> tuple[int | None, int, str]:
    if groups["run"]:
        hour, minute, precise = int(groups["run"][:2]), int(groups["run"][2:]), True
    elif groups["hour24"]:
        hour, minute, precise = int(groups["hour24"]), int(groups["minute24"] or 0), True
    else:
        hour, minute, precise = int(groups["hour"] or 0), int(groups["minute"] or 0), groups["minute"] is not None
        if not 1 <= hour <= 12:
            return None, 0, ""
        hour = hour % 12 + (12 if (groups["half"] or "").lower().startswith("p") else 0)
    return (hour, minute, "minute" if precise else "hour") if hour < 24 and minute < 60 else (None, 0, "")
