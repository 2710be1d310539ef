"""What the words of a time expression are worth, by the day of the document and what was told before; no model is needed."""

from __future__ import annotations

import datetime as dt

import pytest

from graphkit.nlp import calendars
from graphkit.nlp.calendars import Value
from graphkit.nlp.clocktimes import clock_value
from graphkit.nlp.timecontext import range_value
from graphkit.nlp.timepatterns import COMPILED
from graphkit.nlp.timevalues import resolve

MONDAY = dt.date(2024, 8, 26)
# For each context, lines of "words = value". A day stands for itself, any other period as begin, end ("-" where it is open) and
# precision; "?" is what cannot be told. The document is of Monday, 26 August 2024, unless the context gives another date, or none.
TABLES = {
    "": """
2024-02-29 = 2024-02-29
2023-02-29 = ?
2024-08-20T13:45Z = 2024-08-20T13:45:00+00:00 2024-08-20T13:45:00+00:00 minute
2024-08-20T13:45:10+02:00 = 2024-08-20T13:45:00+02:00 2024-08-20T13:45:00+02:00 minute
2024-08-20T13:45-0500 = 2024-08-20T13:45:00-05:00 2024-08-20T13:45:00-05:00 minute
2024-08-20T13:45 = 2024-08-20
3.5.2024 = 2024-05-03
13/05/2024 = 2024-05-13
05/13/2024 = 2024-05-13
05/06/2024 = ?
06/06/2024 = 2024-06-06
12/13/2024 = 2024-12-13
13/12/2024 = 2024-12-13
31.02.2024 = ?
9/11 = 2001-09-11
September 11 attacks = 2001-09-11
the 1990s = 1990-01-01 1999-12-31 decade
the '80s = 1980-01-01 1989-12-31 decade
the twenties = 1920-01-01 1929-12-31 decade
the fifties = 1950-01-01 1959-12-31 decade
1920s = 1920-01-01 1929-12-31 decade
the 20th century = 1900-01-01 1999-12-31 decade
the first century = 0001-01-01 0099-12-31 decade
21st century = 2000-01-01 2099-12-31 decade
the 22nd century = ?
the 5th century BC = ?
the nineteenth century = 1800-01-01 1899-12-31 decade
2014 = 2014-01-01 2014-12-31 year
1066 = 1066-01-01 1066-12-31 year
AD 79 = 0079-01-01 0079-12-31 year
2014-16 = 2014-01-01 2016-12-31 year
2014–2016 = 2014-01-01 2016-12-31 year
1999–02 = ?
2016–2014 = ?
2014–present = 2014-01-01 - year
3–5 May = 2024-05-03 2024-05-05 day
28 to 30 June = 2024-06-28 2024-06-30 day
30-28 June = ?
March 3-5, 2019 = 2019-03-03 2019-03-05 day
3–5 May this year = 2024-05-03 2024-05-05 day
3 May = 2024-05-03
30 August = 2024-08-30
1 September = 2024-09-01
2 September = 2024-09-02
3 September = 2023-09-03
29 February = 2024-02-29
May 3rd, 2020 = 2020-05-03
Thursday, 23 February 2023 = 2023-02-23
12 May last year = 2023-05-12
12 May next year = 2025-05-12
12 May the previous year = ?
July = 2024-07-01 2024-07-31 month
August = 2024-08-01 2024-08-31 month
September = 2023-09-01 2023-09-30 month
last August = 2023-08-01 2023-08-31 month
next August = 2025-08-01 2025-08-31 month
this August = 2024-08-01 2024-08-31 month
last July = 2024-07-01 2024-07-31 month
next July = 2025-07-01 2025-07-31 month
next September = 2024-09-01 2024-09-30 month
the following March = 2025-03-01 2025-03-31 month
the previous March = 2024-03-01 2024-03-31 month
May 2019 = 2019-05-01 2019-05-31 month
May last year = 2023-05-01 2023-05-31 month
early May 2019 = 2019-05-01 2019-05-31 month
mid-May = 2024-05-01 2024-05-31 month
the first quarter of 2023 = 2023-01-01 2023-03-31 month
Q1 = 2024-01-01 2024-03-31 month
Q3 = 2024-07-01 2024-09-30 month
Q4 = 2023-10-01 2023-12-31 month
Q4 2022 = 2022-10-01 2022-12-31 month
the third quarter = 2024-07-01 2024-09-30 month
the second half of 2021 = 2021-07-01 2021-12-31 month
the first half = ?
H2 2020 = 2020-07-01 2020-12-31 month
2023 Q2 = 2023-04-01 2023-06-30 month
the fourth quarter of last year = 2023-10-01 2023-12-31 month
Christmas Day = 2023-12-25
New Year's Day = 2024-01-01
Easter Sunday = 2024-03-31
Good Friday 2019 = 2019-04-19
Easter Monday = 2024-04-01
Palm Sunday = 2024-03-24
Ash Wednesday = 2024-02-14
Halloween = 2023-10-31
Boxing Day = 2023-12-26
Valentine's Day = 2024-02-14
overnight to Sunday = 2024-08-24 2024-08-25 day
overnight into Monday = 2024-08-25 2024-08-26 day
Monday = 2024-08-26
Tuesday = 2024-08-20
Sunday = 2024-08-25
Monday night = 2024-08-26
last Monday = 2024-08-19
next Monday = 2024-09-02
this Monday = 2024-08-26
this coming Thursday = 2024-08-29
the following Friday = ?
the previous Friday = ?
Friday last week = 2024-08-23
Friday of next week = 2024-09-06
Friday this week = 2024-08-30
last Sunday = 2024-08-25
next Sunday = 2024-09-01
past Sunday = 2024-08-25
today = 2024-08-26
tonight = 2024-08-26
this morning = 2024-08-26
yesterday = 2024-08-25
last night = 2024-08-25
overnight = 2024-08-25 2024-08-26 day
tomorrow = 2024-08-27
tomorrow night = 2024-08-27
two days ago = 2024-08-24
a week ago = 2024-08-19 2024-08-25 week
three weeks ago = 2024-08-05 2024-08-11 week
a fortnight ago = 2024-08-12 2024-08-18 week
a month ago = 2024-07-01 2024-07-31 month
six months ago = 2024-02-01 2024-02-29 month
two quarters ago = 2024-01-01 2024-03-31 month
ten years ago = 2014-01-01 2014-12-31 year
a decade ago = 2014-01-01 2014-12-31 year
two centuries ago = 1824-01-01 1824-12-31 year
48 hours ago = 2024-08-24
30 hours ago = ?
five minutes ago = ?
a couple of days ago = 2024-08-24
twenty-one days ago = 2024-08-05
hundred years ago = 1924-01-01 1924-12-31 year
two days from now = 2024-08-28
a week from today = 2024-09-02 2024-09-08 week
three months from now = 2024-11-01 2024-11-30 month
the past two days = 2024-08-24 2024-08-26 day
the last 24 hours = 2024-08-25 2024-08-26 day
the past 36 hours = 2024-08-24 2024-08-26 day
the next 24 hours = ?
the past ten minutes = ?
the last three weeks = 2024-08-05 2024-08-26 week
the next two weeks = 2024-08-26 2024-09-09 week
the last two months = 2024-06-01 2024-08-26 month
the next six months = 2024-08-26 2025-02-28 month
the past year = 2023-01-01 2024-08-26 year
the past decade = 2014-01-01 2024-08-26 decade
the past five years = 2019-01-01 2024-08-26 year
the next five years = 2024-08-26 2029-12-31 year
the last two decades = 2004-01-01 2024-08-26 decade
the past century = 1924-01-01 2024-08-26 decade
the past month = 2024-07-01 2024-08-26 month
the past week = 2024-08-19 2024-08-26 week
the last two quarters = 2024-02-26 2024-08-26 month
the weekend = 2024-08-24 2024-08-25 day
last weekend = 2024-08-24 2024-08-25 day
next weekend = 2024-08-31 2024-09-01 day
this weekend = 2024-08-24 2024-08-25 day
the past weekend = 2024-08-24 2024-08-25 day
the previous weekend = 2024-08-24 2024-08-25 day
last summer = 2023-06-01 2023-08-31 season
this summer = 2024-06-01 2024-08-31 season
next summer = 2025-06-01 2025-08-31 season
last spring = 2024-03-01 2024-05-31 season
next spring = 2025-03-01 2025-05-31 season
last winter = 2023-12-01 2024-02-29 season
next winter = 2024-12-01 2025-02-28 season
this winter = 2024-12-01 2025-02-28 season
last autumn = 2023-09-01 2023-11-30 season
the past winter = 2023-12-01 2024-02-29 season
this coming spring = 2025-03-01 2025-05-31 season
winter 2019 = 2019-12-01 2020-02-29 season
summer last year = 2023-06-01 2023-08-31 season
winter next year = 2025-12-01 2026-02-28 season
summer this year = 2024-06-01 2024-08-31 season
fall of this year = 2024-09-01 2024-11-30 season
earlier this week = 2024-08-26 2024-08-26 week
later this week = 2024-08-26 2024-09-01 week
earlier this year = 2024-01-01 2024-08-26 year
later this month = 2024-08-26 2024-08-31 month
last week = 2024-08-19 2024-08-25 week
this week = 2024-08-26 2024-09-01 week
next week = 2024-09-02 2024-09-08 week
last month = 2024-07-01 2024-07-31 month
next month = 2024-09-01 2024-09-30 month
this month = 2024-08-01 2024-08-31 month
last year = 2023-01-01 2023-12-31 year
next year = 2025-01-01 2025-12-31 year
this year = 2024-01-01 2024-12-31 year
last quarter = 2024-04-01 2024-06-30 month
next quarter = 2024-10-01 2024-12-31 month
this quarter = 2024-07-01 2024-09-30 month
last decade = 2010-01-01 2019-12-31 decade
next decade = 2030-01-01 2039-12-31 decade
this decade = 2020-01-01 2029-12-31 decade
last century = 1900-01-01 1999-12-31 decade
this century = 2000-01-01 2099-12-31 decade
the current year = 2024-01-01 2024-12-31 year
the end of the year = 2024-01-01 2024-12-31 year
the beginning of the month = 2024-08-01 2024-08-31 month
the middle of the week = 2024-08-26 2024-09-01 week
year-end = 2024-01-01 2024-12-31 year
the end of the decade = 2020-01-01 2029-12-31 decade
""",
    "ahead": """
Monday = 2024-08-26
Tuesday = 2024-08-27
Sunday = 2024-09-01
Friday night = 2024-08-30
last Monday = 2024-08-19
3 May = 2025-05-03
26 August = 2024-08-26
27 August = 2024-08-27
25 August = 2025-08-25
September = 2024-09-01 2024-09-30 month
August = 2024-08-01 2024-08-31 month
July = 2025-07-01 2025-07-31 month
last July = 2024-07-01 2024-07-31 month
Christmas Day = 2024-12-25
Easter Sunday = 2025-04-20
the weekend = 2024-08-31 2024-09-01 day
last weekend = 2024-08-24 2024-08-25 day
this weekend = 2024-08-31 2024-09-01 day
12 May = 2025-05-12
1 January = 2025-01-01
""",
    "date 2024-08-24": """
the weekend = 2024-08-24 2024-08-25 day
last weekend = 2024-08-17 2024-08-18 day
next weekend = 2024-08-31 2024-09-01 day
this weekend = 2024-08-24 2024-08-25 day
the previous weekend = 2024-08-17 2024-08-18 day
""",
    "ahead; date 2024-08-25": """
the weekend = 2024-08-24 2024-08-25 day
this weekend = 2024-08-24 2024-08-25 day
""",
    "date 2024-03-31": """
a month ago = 2024-02-01 2024-02-29 month
six months ago = 2023-09-01 2023-09-30 month
the last two months = 2024-01-01 2024-03-31 month
next month = 2024-04-01 2024-04-30 month
last quarter = 2023-10-01 2023-12-31 month
Easter Sunday = 2024-03-31
7 April = 2024-04-07
8 April = 2023-04-08
the past week = 2024-03-24 2024-03-31 week
""",
    "date 2024-01-01": """
yesterday = 2023-12-31
overnight = 2023-12-31 2024-01-01 day
last month = 2023-12-01 2023-12-31 month
last week = 2023-12-25 2023-12-31 week
last winter = 2022-12-01 2023-02-28 season
this winter = 2023-12-01 2024-02-29 season
Q1 = 2024-01-01 2024-03-31 month
Q2 = 2023-04-01 2023-06-30 month
December = 2023-12-01 2023-12-31 month
last December = 2023-12-01 2023-12-31 month
this December = 2024-12-01 2024-12-31 month
""",
    "date 2024-12-31": """
1 January = 2025-01-01
7 January = 2025-01-07
8 January = 2024-01-08
30 December = 2024-12-30
New Year's Day = 2025-01-01
tomorrow = 2025-01-01
next month = 2025-01-01 2025-01-31 month
next year = 2025-01-01 2025-12-31 year
next quarter = 2025-01-01 2025-03-31 month
this winter = 2024-12-01 2025-02-28 season
last winter = 2023-12-01 2024-02-29 season
next winter = 2025-12-01 2026-02-28 season
""",
    "date 2024-06-01": """
last summer = 2023-06-01 2023-08-31 season
this summer = 2024-06-01 2024-08-31 season
next summer = 2025-06-01 2025-08-31 season
""",
    "date 2024-08-31": """
last summer = 2023-06-01 2023-08-31 season
next summer = 2025-06-01 2025-08-31 season
""",
    "date 2024-09-01": """
last summer = 2024-06-01 2024-08-31 season
this summer = 2024-06-01 2024-08-31 season
last autumn = 2023-09-01 2023-11-30 season
""",
    "undated": """
Monday = ?
3 May = ?
3 May 2020 = 2020-05-03
July = ?
May 2019 = 2019-05-01 2019-05-31 month
Q1 = ?
Q1 2023 = 2023-01-01 2023-03-31 month
last week = ?
two days ago = ?
12 May last year = ?
the 1990s = 1990-01-01 1999-12-31 decade
2014 = 2014-01-01 2014-12-31 year
""",
    "undated; year 1831": """
14 July = 1831-07-14
July = 1831-07-01 1831-07-31 month
3–5 May = 1831-05-03 1831-05-05 day
Christmas Day = 1831-12-25
Q2 = 1831-04-01 1831-06-30 month
""",
    "year 2010": """
14 July = 2010-07-14
July = 2010-07-01 2010-07-31 month
Good Friday = 2010-04-02
30-28 June = ?
the third quarter = 2010-07-01 2010-09-30 month
the first half = 2010-01-01 2010-06-30 month
""",
    "told 2024-08-05 2024-08-05 day": """
two days later = 2024-08-07
two days earlier = 2024-08-03
a week later = 2024-08-12 2024-08-18 week
a fortnight later = 2024-08-19 2024-08-25 week
a month later = 2024-09-01 2024-09-30 month
a year earlier = 2023-01-01 2023-12-31 year
three hours later = ?
the previous day = 2024-08-04
the following day = 2024-08-06
the next morning = 2024-08-06
the previous night = 2024-08-04
that day = 2024-08-05
that night = 2024-08-05
the same day = 2024-08-05
that week = 2024-08-05 2024-08-11 week
that month = 2024-08-01 2024-08-31 month
that year = 2024-01-01 2024-12-31 year
the previous week = 2024-07-29 2024-08-04 week
the following month = 2024-09-01 2024-09-30 month
the previous year = 2023-01-01 2023-12-31 year
the day before = 2024-08-04
the week after = 2024-08-12 2024-08-18 week
the following Friday = 2024-08-09
the previous Friday = 2024-08-02
12 May the previous year = 2023-05-12
12 May the following year = 2025-05-12
12 May that year = 2024-05-12
12 May the same year = 2024-05-12
two decades later = 2044-01-01 2044-12-31 year
""",
    "told 1920-01-01 1920-12-31 year": """
one year later = 1921-01-01 1921-12-31 year
two days later = ?
a month later = ?
a decade earlier = 1910-01-01 1910-12-31 year
the previous year = 1919-01-01 1919-12-31 year
the following year = 1921-01-01 1921-12-31 year
that day = ?
that year = 1920-01-01 1920-12-31 year
12 May that year = 1920-05-12
the following Friday = ?
two weeks earlier = ?
""",
    "told 2019-03-01 2019-03-31 month": """
two months later = 2019-05-01 2019-05-31 month
one month earlier = 2019-02-01 2019-02-28 month
two days later = ?
a year later = 2020-01-01 2020-12-31 year
that month = 2019-03-01 2019-03-31 month
the following month = 2019-04-01 2019-04-30 month
the previous week = ?
three weeks later = ?
12 May the following year = 2020-05-12
""",
    "told 2024-08-19 2024-08-25 week": """
two days later = ?
a month later = 2024-09-01 2024-09-30 month
""",
    "told 2024-08-03 2024-08-05 day": """
two days later = ?
two days earlier = ?
the following day = ?
that day = ?
a week later = ?
""",
    "told - 2024-08-05 day": """
two days later = ?
the following day = ?
""",
    "told 2024-08-05 - day": """
two days later = ?
the previous Friday = ?
""",
    "told 2024-08-05T10:00:00Z 2024-08-05T10:00:00Z minute": """
the following day = 2024-08-06
two days earlier = 2024-08-03
the following Friday = 2024-08-09
""",
}
ROWS = [
    (words, context, value)
    for context, table in TABLES.items()
    for words, _, value in (line.partition(" = ") for line in table.strip().splitlines())
]


def read(words: str, context: str) -> Value | None:
    """The value of the first shape that fits all of `words`."""
    date: dt.date | None = MONDAY
    ahead, year, anchor = False, None, None
    for part in filter(None, context.split("; ")):
        name, *values = part.split()
        match name:
            case "ahead":
                ahead = True
            case "undated":
                date = None
            case "date":
                date = dt.date.fromisoformat(values[0])
            case "year":
                year = int(values[0])
            case "told":
                begin, end = (None if v == "-" else v for v in values[:2])
                anchor = begin, end, values[2]
    for kind, pattern in COMPILED:
        match = pattern.fullmatch(words)
        if match:
            return resolve(kind, match, date, ahead, anchor=anchor, year=year)
    raise AssertionError(f"no shape fits {words!r}")


def written(value: Value | None) -> str:
    if value is None:
        return "?"
    begin, end, precision = value
    return str(begin) if begin == end and precision == "day" else f"{begin or '-'} {end or '-'} {precision}"


@pytest.mark.parametrize(("words", "context", "value"), ROWS, ids=[f"{w} {c}".strip() for w, c, _ in ROWS])
def test_words_are_worth(words: str, context: str, value: str) -> None:
    assert written(read(words, context)) == value


CLOCKS = [
    ("6am UTC", "2024-08-20T06:00:00Z hour"),
    ("6 a.m. GMT", "2024-08-20T06:00:00Z hour"),
    ("6:30 pm UTC", "2024-08-20T18:30:00Z minute"),
    ("12am UTC", "2024-08-20T00:00:00Z hour"),
    ("12 p.m. GMT", "2024-08-20T12:00:00Z hour"),
    ("12:05am UTC", "2024-08-20T00:05:00Z minute"),
    ("11pm EST", "2024-08-20T23:00:00-05:00 hour"),
    ("1pm JST", "2024-08-20T13:00:00+09:00 hour"),
    ("23:59 UTC", "2024-08-20T23:59:00Z minute"),
    ("00:00 UTC", "2024-08-20T00:00:00Z minute"),
    ("24:00 UTC", "?"),
    ("23:60 UTC", "?"),
    ("13am UTC", "?"),
    ("0am UTC", "?"),
    ("0100 UTC", "2024-08-20T01:00:00Z minute"),
    ("2359 GMT", "2024-08-20T23:59:00Z minute"),
    ("2459 GMT", "?"),
    ("14:30 MSK", "2024-08-20T14:30:00+03:00 minute"),
    ("14:30 CEST", "2024-08-20T14:30:00+02:00 minute"),
    ("6am", "?"),
    ("14:30", "?"),
    ("noon UTC", "?"),
    ("midnight GMT", "?"),
    ("1:07 p.m. PDT", "2024-08-20T13:07:00-07:00 minute"),
]
CLOCK = next(pattern for kind, pattern in COMPILED if kind == "clock")


@pytest.mark.parametrize(("words", "value"), CLOCKS, ids=[words for words, _ in CLOCKS])
def test_a_clock_time_on_a_day(words: str, value: str) -> None:
    match = CLOCK.fullmatch(words)
    assert match is not None
    found = clock_value(match, ("2024-08-20", "2024-08-20", "day"))
    assert (f"{found[0]} {found[2]}" if found else "?") == value
    assert found is None or found[0] == found[1]


@pytest.mark.parametrize(
    "day",
    [
        (None, "2024-08-20", "day"),
        ("2024-08-20", None, "day"),
        ("2024-08-20", "2024-08-21", "day"),
        ("2024-08-20T06:00:00Z", "2024-08-20T06:00:00Z", "hour"),
    ],
)
def test_a_clock_time_needs_one_day(day: Value) -> None:
    match = CLOCK.fullmatch("6am UTC")
    assert match is not None
    assert clock_value(match, day) is None


@pytest.mark.parametrize(
    ("first", "second", "weekdays", "expected"),
    [
        (
            ("2024-08-01", "2024-08-01", "day"),
            ("2024-08-05", "2024-08-05", "day"),
            False,
            ("2024-08-01", "2024-08-05", "day"),
        ),
        (
            ("2024-08-01", "2024-08-31", "month"),
            ("2024-09-05", "2024-09-05", "day"),
            False,
            ("2024-08-01", "2024-09-05", "month"),
        ),
        (("2024-08-05", "2024-08-05", "day"), ("2024-08-01", "2024-08-01", "day"), False, None),
        (
            ("2024-08-23", "2024-08-23", "day"),
            ("2024-08-20", "2024-08-20", "day"),
            True,
            ("2024-08-16", "2024-08-20", "day"),
        ),
        (
            ("2024-08-05", "2024-08-05", "day"),
            ("2024-08-05", "2024-08-05", "day"),
            False,
            ("2024-08-05", "2024-08-05", "day"),
        ),
        ((None, "2024-08-05", "day"), ("2024-08-06", "2024-08-06", "day"), False, None),
        (("2024-08-05", "2024-08-05", "day"), ("2024-08-06", None, "day"), True, None),
    ],
)
def test_ranges(first: Value, second: Value, weekdays: bool, expected: Value | None) -> None:
    assert range_value(first, second, weekdays) == expected


@pytest.mark.parametrize(
    ("date", "unit", "value"),
    [
        ("2024-08-26", "day", "2024-08-26"),
        ("2024-09-01", "week", "2024-08-26 2024-09-01 week"),
        ("2024-02-10", "month", "2024-02-01 2024-02-29 month"),
        ("2024-03-31", "quarter", "2024-01-01 2024-03-31 month"),
        ("2024-04-01", "quarter", "2024-04-01 2024-06-30 month"),
        ("2024-12-31", "quarter", "2024-10-01 2024-12-31 month"),
        ("2019-12-31", "decade", "2010-01-01 2019-12-31 decade"),
        ("1999-12-31", "century", "1900-01-01 1999-12-31 decade"),
        ("2000-01-01", "century", "2000-01-01 2099-12-31 decade"),
        ("2024-08-26", "fortnight", "?"),
        ("2024-08-26", "hour", "?"),
    ],
)
def test_units_around_a_day(date: str, unit: str, value: str) -> None:
    assert written(calendars.unit_around(dt.date.fromisoformat(date), unit)) == value


@pytest.mark.parametrize(
    ("date", "count", "unit", "there"),
    [
        ("2024-03-31", -1, "month", "2024-02-29"),
        ("2024-01-31", 1, "month", "2024-02-29"),
        ("2023-12-15", 1, "month", "2024-01-15"),
        ("2024-01-15", -1, "month", "2023-12-15"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2024-02-29", -4, "year", "2020-02-29"),
        ("2024-11-30", 1, "quarter", "2025-02-28"),
        ("2024-08-26", 1, "decade", "2034-08-26"),
        ("2024-08-26", -1, "century", "1924-08-26"),
        ("2024-08-26", 2, "week", "2024-09-09"),
        ("2024-08-26", 1, "fortnight", "2024-09-09"),
        ("2024-08-26", -3, "day", "2024-08-23"),
    ],
)
def test_days_some_units_away(date: str, count: int, unit: str, there: str) -> None:
    assert str(calendars.moved(dt.date.fromisoformat(date), count, unit)) == there


def test_hours_are_no_unit_of_the_calendar() -> None:
    for step in (calendars.moved, calendars.step_from, calendars.span_from):
        assert step(MONDAY, 3, "hour") is None  # type: ignore[operator]


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1583, "04-10"),
        (1700, "04-11"),
        (1818, "03-22"),
        (1886, "04-25"),
        (1943, "04-25"),
        (1954, "04-18"),
        (1981, "04-19"),
        (2019, "04-21"),
        (2038, "04-25"),
        (2049, "04-18"),
        (2076, "04-19"),
        (2100, "03-28"),
        (2285, "03-22"),
        (2200, "04-06"),
    ],
)
def test_easter_in_hard_years(year: int, day: str) -> None:
    assert str(calendars.easter(year)) == f"{year}-{day}"
