"""Time expressions: found in running text, resolved against the document's date and the dates told before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.nlp import calendars
from graphkit.nlp.extract import Extractor
from graphkit.nlp.times import find_times
from graphkit.nlp.tree import tree_of

MONDAY = dt.date(2024, 8, 26)
Found = list[tuple[str, str | None, str | None, str]]
Finder = Callable[..., Found]


@pytest.fixture(scope="module")
def find() -> Finder:
    extractor = Extractor()

    def times(text: str, date: dt.date | None = MONDAY) -> Found:
        tree = tree_of(extractor.nlp(text), extractor.reader.grammar)
        return [(tree.slice(t.first, t.last), t.begin, t.end, t.precision) for t in find_times(tree, date)]

    return times


def values(found: Found) -> list[str]:
    """A day as itself, anything else as its two ends."""
    return [str(b) if b == e else f"{b or ''}/{e or ''}" for _, b, e, _ in found]


pytestmark = pytest.mark.model

CASES = [
    # weekdays and tense
    ("Troops shelled the village on Monday.", ["2024-08-26"]),
    ("Troops shelled the village on Tuesday.", ["2024-08-20"]),
    ("Troops shelled the village on Tuesday night.", ["2024-08-20"]),
    ("Troops shelled the village last Monday.", ["2024-08-19"]),
    ("The ministers will meet on Friday.", ["2024-08-30"]),
    ("The ministers will meet on Monday.", ["2024-08-26"]),
    ("The ministers will meet next Monday.", ["2024-09-02"]),
    ("The vote is scheduled for Thursday.", ["2024-08-29"]),
    ("Troops left the town on Friday of last week.", ["2024-08-23"]),
    ("Officials said on Friday that she would visit Paris on Wednesday.", ["2024-08-23", "2024-08-28"]),
    ("Drones flew late on Sunday.", ["2024-08-25"]),
    ("Drones hit the port overnight into Sunday.", ["2024-08-24/2024-08-25"]),
    # days of the calendar
    ("The ship sank in the early hours of 3 March.", ["2024-03-03"]),
    ("The ship sank on 20 December.", ["2023-12-20"]),
    ("The treaty was signed on Thursday, 23 February 2023.", ["2023-02-23"]),
    ("The treaty was signed on Sept. 5, 2023.", ["2023-09-05"]),
    ("Talks were held on 1 March and 2 March.", ["2024-03-01", "2024-03-02"]),
    ("Talks were held on 1 and 2 March 2023.", ["2023-03-01", "2023-03-02"]),
    ("The log ends on 2024-08-20.", ["2024-08-20"]),
    ("The report was filed on 20.08.2024.", ["2024-08-20"]),
    ("The report was filed on 03/04/2024.", []),
    ("They sang on Christmas Day and shot on New Year's Eve.", ["2023-12-25", "2023-12-31"]),
    ("Workers marched on May Day.", ["2024-05-01"]),
    ("The truce was signed on Good Friday.", ["2024-03-29"]),
    ("The attack happened on 12 May last year.", ["2023-05-12"]),
    # ranges
    ("Talks were held from 3 to 5 May.", ["2024-05-03/2024-05-05"]),
    ("Talks were held on March 3-5.", ["2024-03-03/2024-03-05"]),
    ("She led the army between 2014 and 2016.", ["2014-01-01/2016-12-31"]),
    ("She led the army from 2014 to 2016.", ["2014-01-01/2016-12-31"]),
    ("She led the army (2014–2016).", ["2014-01-01/2016-12-31"]),
    ("They fought from 30 December 2022 to 2 January 2023.", ["2022-12-30/2023-01-02"]),
    ("They fought between November and January 2023.", ["2022-11-01/2023-01-31"]),
    ("He was held from Friday to Tuesday.", ["2024-08-16/2024-08-20"]),
    ("Shells have fallen since April.", ["2024-04-01/"]),
    ("The road is closed until Friday.", ["/2024-08-30"]),
    ("He fought for three years.", []),
    # months, years and longer
    ("They met earlier this month.", ["2024-08-01/2024-08-26"]),
    ("They met last month.", ["2024-07-01/2024-07-31"]),
    ("They met last week.", ["2024-08-19/2024-08-25"]),
    ("They met in mid-May.", ["2024-05-01/2024-05-31"]),
    ("They met in October.", ["2023-10-01/2023-10-31"]),
    ("They will meet in October.", ["2024-10-01/2024-10-31"]),
    ("They met in March this year.", ["2024-03-01/2024-03-31"]),
    ("This year they met.", ["2024-01-01/2024-12-31"]),
    ("Prices rose in the past decade.", ["2014-01-01/2024-08-26"]),
    ("Prices rose in late 2022.", ["2022-01-01/2022-12-31"]),
    ("Prices rose in the spring of 1995.", ["1995-03-01/1995-05-31"]),
    ("Prices rose in the first quarter of 2023.", ["2023-01-01/2023-03-31"]),
    ("Prices rose in fiscal 2023.", []),
    ("Prices rose in the 1960s.", ["1960-01-01/1969-12-31"]),
    ("Prices rose in the 19th century.", ["1800-01-01/1899-12-31"]),
    ("Prices rose two years ago.", ["2022-01-01/2022-12-31"]),
    ("Prices rose ten days ago.", ["2024-08-16"]),
    ("Prices rose several years ago.", []),
    ("Prices rose last summer.", ["2023-06-01/2023-08-31"]),
    # counted from what was told before
    ("On 5 August the army took the town. Two days later it withdrew.", ["2024-08-05", "2024-08-07"]),
    ("On 5 August the army took the town. The previous day it had shelled it.", ["2024-08-05", "2024-08-04"]),
    ("In 1920 she left. One year later she came back.", ["1920-01-01/1920-12-31", "1921-01-01/1921-12-31"]),
    ("In 1920 she left. Two days later she came back.", ["1920-01-01/1920-12-31"]),
    ("The previous day the army had shelled the town.", []),
    ("On 4 July 2021 he was held. On 14 July he was freed.", ["2021-07-04", "2021-07-14"]),
    # clock times
    ("The rocket rose at 0100 UTC on Tuesday.", ["2024-08-20T01:00:00Z"]),
    ("The rocket rose on 2024-08-20 at 6am GMT.", ["2024-08-20T06:00:00Z"]),
    ("The rocket rose at 4:30 p.m. local time on Tuesday.", ["2024-08-20"]),
    ("The rocket rose at 6am.", []),
    ("A 24-hour ceasefire failed.", []),
    # what only looks like a time
    ("Some 2,000 soldiers fled.", []),
    ("The rebels killed 2000 soldiers.", []),
    ("They drove 1990 km.", []),
    ("The council passed Resolution 1973.", []),
    ("A Boeing 737 crashed.", []),
    ("The COVID-2019 outbreak spread.", []),
    ("Shops were full on Black Friday.", []),
    ("Soldiers shot people on Bloody Sunday.", []),
    ("Troops may march to the capital.", []),
    ("A 2000 year old city was shelled.", []),
    ("The 2014 invasion failed.", ["2014-01-01/2014-12-31"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_value(find: Finder, text: str, expected: list[str]) -> None:
    assert values(find(text)) == expected


def test_without_a_date_only_what_is_told_in_full_has_a_value(find: Finder) -> None:
    text = "On Monday he left. On 3 March he came. Last week he rang. On 3 March 2020 he died."
    assert values(find(text, None)) == ["2020-03-03"]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("It rose at 0100 UTC on Tuesday.", "minute"),
        ("It rose at 6am UTC on Tuesday.", "hour"),
        ("It rose on Tuesday.", "day"),
        ("It rose last week.", "week"),
        ("It rose in May 2023.", "month"),
        ("It rose in the summer of 2023.", "season"),
        ("It rose in 2023.", "year"),
        ("It rose in the 1990s.", "decade"),
    ],
)
def test_precision(find: Finder, text: str, precision: str) -> None:
    assert [t[3] for t in find(text)] == [precision]


def test_the_span_has_no_preposition(find: Finder) -> None:
    assert [t[0] for t in find("It rose on Tuesday night and in May.")] == ["Tuesday night", "May"]


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2024, 3, 31), (2023, 4, 9), (2025, 4, 20), (2000, 4, 23), (1961, 4, 2)]
)
def test_easter(year: int, month: int, day: int) -> None:
    assert calendars.easter(year) == dt.date(year, month, day)


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    st.integers(-400, 400),
    st.sampled_from(["day", "week", "month", "year", "decade"]),
)
def test_steps_are_whole_units_that_hold_the_day_moved_to(date: dt.date, count: int, unit: str) -> None:
    if not 1 < date.year + count * 10 < 9000:
        return
    value, there = calendars.step_from(date, count, unit), calendars.moved(date, count, unit)
    assert value is not None and there is not None
    assert value[0] is not None and value[1] is not None
    assert value[0] <= there.isoformat() <= value[1]


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    st.integers(1, 50),
    st.sampled_from(["day", "week", "month", "year"]),
)
def test_spans_touch_the_day_they_are_counted_from(date: dt.date, count: int, unit: str) -> None:
    past, coming = calendars.span_from(date, -count, unit), calendars.span_from(date, count, unit)
    assert past is not None and past[1] == date.isoformat() and (past[0] or "") < date.isoformat()
    assert coming is not None and coming[0] == date.isoformat() and (coming[1] or "") > date.isoformat()
