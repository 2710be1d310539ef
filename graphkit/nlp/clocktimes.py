"""Clock times on a known day: date-times where the zone is told."""

from __future__ import annotations

import datetime as dt
import re

from graphkit.nlp.calendars import Value
from graphkit.nlp.relativetimes import Groups
from graphkit.nlp.timepatterns import OFFSETS


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
