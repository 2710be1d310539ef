"""Values that count from another day: the document's date, or the date that the text told last."""

from __future__ import annotations

import datetime as dt

from graphkit.nlp import calendars as cal
from graphkit.nlp.calendars import ONE_DAY, Value
from graphkit.nlp.quantities import number_of

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


def from_anchor(kind: str, groups: Groups, anchor: Value | None) -> Value | None:
    """Count from the value told last; None where that is not precise enough."""
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


def from_date(kind: str, groups: Groups, date: dt.date, future: bool, anchor: Value | None) -> Value | None:
    """Count from the document's date."""
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
