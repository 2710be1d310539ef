"""Calendar arithmetic: periods as ISO 8601 begin, end and precision. Nothing here reads a clock."""

from __future__ import annotations

import calendar
import datetime as dt

Value = tuple[str | None, str | None, str]
"""Begin, end (None where open) and precision of a period; a day begins and ends on itself."""

MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_name) if m}
MONTHS |= {m.lower(): i for i, m in enumerate(calendar.month_abbr) if m} | {"sept": 9}
DAYS = {d.lower(): i for i, d in enumerate(calendar.day_name)}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
FIXED_DAYS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "may day": (5, 1),
    "halloween": (10, 31),
}
EASTER_DAYS = {"good friday": -2, "easter sunday": 0, "easter monday": 1, "palm sunday": -7, "ash wednesday": -46}
ORDER = ("minute", "hour", "day", "week", "month", "season", "year", "decade")
ONE_DAY = dt.timedelta(days=1)


def day_value(date: dt.date) -> Value:
    """Give a day's value."""
    return date.isoformat(), date.isoformat(), "day"


def days_value(first: dt.date, last: dt.date, precision: str = "day") -> Value:
    """Give the value of a run of days."""
    return first.isoformat(), last.isoformat(), precision


def week_value(date: dt.date) -> Value:
    """Give the value of the week, Monday to Sunday, that a day is in."""
    monday = date - ONE_DAY * date.weekday()
    return days_value(monday, monday + ONE_DAY * 6, "week")


def month_value(year: int, month: int, last: int | None = None) -> Value:
    """Give the value of a month, or of the months up to `last`, which may run into the next year."""
    last = last or month
    end = year + (last < month)
    return days_value(dt.date(year, month, 1), dt.date(end, last, calendar.monthrange(end, last)[1]), "month")


def month_from(date: dt.date, step: int) -> Value:
    """Give the value of the month that is `step` months after that of `date`."""
    index = date.year * 12 + date.month - 1 + step
    return month_value(index // 12, index % 12 + 1)


def season_value(year: int, season: str) -> Value:
    """Give the value of a season that begins in `year`."""
    begin, end, _ = month_value(year, *SEASONS[season])
    return begin, end, "season"


def years_value(first: int, last: int | None = None, precision: str = "year") -> Value:
    """Give the value of a year or of a run of years."""
    return days_value(dt.date(first, 1, 1), dt.date(last or first, 12, 31), precision)


def decade_value(start: int) -> Value:
    """Give the value of the decade that begins in `start`."""
    return years_value(start, start + 9, "decade")


def century_value(number: int) -> Value:
    """Give the value of a century, counted as it is spoken of: the 20th is 1900 to 1999."""
    return years_value(max(1, 100 * (number - 1)), 100 * number - 1, "decade")


def easter(year: int) -> dt.date:
    """Give Easter Sunday of a Gregorian year (the anonymous computus, as in Meeus, Astronomical Algorithms, chapter 8)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap_centuries, odd = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - shift + 15) % 30
    weekday = (32 + 2 * odd + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def holiday(name: str, year: int) -> dt.date:
    """Give the date of a holiday in a year; the name is in lower case."""
    if name in FIXED_DAYS:
        return dt.date(year, *FIXED_DAYS[name])
    return easter(year) + ONE_DAY * EASTER_DAYS[name]


def unit_around(date: dt.date, unit: str) -> Value | None:
    """Give the calendar unit that a day is in."""
    match unit:
        case "day":
            return day_value(date)
        case "week":
            return week_value(date)
        case "month":
            return month_from(date, 0)
        case "quarter":
            start = (date.month - 1) // 3 * 3 + 1
            return month_value(date.year, start, start + 2)
        case "year":
            return years_value(date.year)
        case "decade":
            return decade_value(date.year // 10 * 10)
        case "century":
            return century_value(date.year // 100 + 1)
        case _:
            return None


def moved(date: dt.date, count: int, unit: str) -> dt.date | None:
    """Give the day `count` units from `date`; a day that the month lacks becomes its last."""
    match unit:
        case "day":
            return date + ONE_DAY * count
        case "week":
            return date + ONE_DAY * 7 * count
        case "fortnight":
            return date + ONE_DAY * 14 * count
        case "month" | "quarter" | "year" | "decade" | "century":
            months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
            index = date.year * 12 + date.month - 1 + count * months
            year, month = index // 12, index % 12 + 1
            return dt.date(year, month, min(date.day, calendar.monthrange(year, month)[1]))
        case _:
            return None


def step_from(date: dt.date, count: int, unit: str) -> Value | None:
    """Give the unit that lies `count` units from `date`, as precise as the unit: two years on is a year, not a day."""
    there = moved(date, count, unit)
    if there is None:
        return None
    precise = {"fortnight": "week", "decade": "year", "century": "year"}.get(unit, unit)
    return unit_around(there, precise)


def span_from(date: dt.date, count: int, unit: str) -> Value | None:
    """Give the stretch between `date` and `count` units from it, either way."""
    there = moved(date, count, unit)
    if there is None:
        return None
    precise = {"fortnight": "week", "quarter": "month", "century": "decade"}.get(unit, unit)
    if unit in {"year", "decade", "century"}:
        there = dt.date(there.year, 1, 1) if count < 0 else dt.date(there.year, 12, 31)
    elif unit == "month":
        there = there.replace(day=1 if count < 0 else calendar.monthrange(there.year, there.month)[1])
    first, last = sorted((date, there))
    return days_value(first, last, precise)
