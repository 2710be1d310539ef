"""Which words are times, which way their clause looks, and how they are joined: whole sentences, read by the shipped pipeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from graphkit.nlp.extract import Extractor
from graphkit.nlp.times import find_times
from graphkit.nlp.tree import tree_of

pytestmark = pytest.mark.model
# A sentence, and its times as "value [words]"; "?" is none. A day stands for itself, any other period as begin, end ("-" where it is
# open) and precision. The document is of Monday, 26 August 2024.
TABLE = """
The vote is due on Friday. | 2024-08-30 [Friday]
The vote, due on Friday, was put off. | 2024-08-30 [Friday]
The summit is slated for Thursday. | 2024-08-29 [Thursday]
The plan expects talks on Friday. | 2024-08-30 [Friday]
The upcoming Friday meeting was cancelled. | 2024-08-30 [Friday]
Ahead of Friday, the army moved. | 2024-08-30 [Friday]
The road is closed till Friday. | - 2024-08-30 day [Friday]
The ministers are meeting on Friday. | 2024-08-30 [Friday]
The ministers were meeting on Friday. | 2024-08-23 [Friday]
The ministers have met on Friday. | 2024-08-23 [Friday]
The ministers will have met by Friday. | 2024-08-30 [Friday]
The ministers would meet on Friday. | 2024-08-30 [Friday]
The ministers must meet on Friday. | 2024-08-30 [Friday]
They agree to meet on Friday. | 2024-08-30 [Friday]
They plan to meet on Friday. | 2024-08-30 [Friday]
They are to meet on Friday. | 2024-08-30 [Friday]
The treaty expires on 28 June. | 2024-06-28 [28 June]
The fair opens on 28 October. | 2024-10-28 [28 October]
The fair opened on 28 October. | 2023-10-28 [28 October]
The fair, which opens on 28 October, costs millions. | 2024-10-28 [28 October]
She was born on 28 October. | 2023-10-28 [28 October]
They may march on Friday. | 2024-08-30 [Friday]
May is warm. | ?
They met in May. | 2024-05-01 2024-05-31 month [May]
The March 2019 attack killed dozens. | 2019-03-01 2019-03-31 month [March 2019]
March's vote was close. | 2024-03-01 2024-03-31 month [March]
Theresa May resigned. | ?
April Jones spoke. | ?
August was hot. | ?
In late August, they met. | 2024-08-01 2024-08-31 month [late August]
Mr March left. | ?
They march in Paris. | ?
The Friday prayers were held. | 2024-08-23 [Friday]
A Friday market was bombed. | 2024-08-23 [Friday]
On a Friday they march. | ?
Any Monday will do. | ?
The Friday Times reported it. | ?
He died in 1985. | 1985-01-01 1985-12-31 year [1985]
He died in 1066. | 1066-01-01 1066-12-31 year [1066]
He wrote the book (1985). | 1985-01-01 1985-12-31 year [1985]
He was born in Oslo, 1985. | 1985-01-01 1985-12-31 year [1985]
The year 2014 was hard. | 2014-01-01 2014-12-31 year [The year 2014]
He bought 1985 books. | ?
In 2014 soldiers fled. | 2014-01-01 2014-12-31 year [2014]
In 2000 soldiers fled. | 2000-01-01 2000-12-31 year [2000]
The 1850 soldiers fled. | ?
Some 2014 soldiers fled. | ?
They have sold 2014. | ?
Flight 2014 was late. | ?
Article 1973 holds. | ?
He drove 2014 km. | ?
Nearly 2000 people fled. | ?
By 1800 hours they fled. | ?
They fled by 1800. | ?
They fled by 1985. | 1985-01-01 1985-12-31 year [1985]
In summer 2014 they fled. | 2014-06-01 2014-08-31 season [summer 2014]
They met in 2010 and 2014. | 2010-01-01 2010-12-31 year [2010]; 2014-01-01 2014-12-31 year [2014]
They met in May and June 2014. | 2014-05-01 2014-05-31 month [May]; 2014-06-01 2014-06-30 month [June 2014]
They fought from May to June 2014. | 2014-05-01 2014-06-30 month [May to June 2014]
They fought from November to January 2015. | 2014-11-01 2015-01-31 month [November to January 2015]
The 2018 World Cup was held. | 2018-01-01 2018-12-31 year [2018]
Before 2014, they traded. | - 2014-01-01 year [2014]
After 2014 they traded. | 2014-12-31 - year [2014]
Until 2014 they traded. | - 2014-12-31 year [2014]
Since May 2019 they traded. | 2019-05-01 - month [May 2019]
Since Friday's attack they left. | 2024-08-23 [Friday]
Before Monday's vote they left. | 2024-08-26 [Monday]
After May they left. | 2024-05-31 - month [May]
They traded until the 2014 war. | 2014-01-01 2014-12-31 year [2014]
From Monday to Wednesday they met. | 2024-08-19 2024-08-21 day [Monday to Wednesday]
They met between Monday and Wednesday. | 2024-08-19 2024-08-21 day [Monday and Wednesday]
They met on Monday and Wednesday. | 2024-08-26 [Monday]; 2024-08-21 [Wednesday]
They met on 3 and 5 May. | 2024-05-03 [3]; 2024-05-05 [5 May]
They met on 3, 4 and 5 May 2023. | 2023-05-03 [3]; 2023-05-04 [4]; 2023-05-05 [5 May 2023]
They fought from 28 December to 3 January. | 2023-12-28 2024-01-03 day [28 December to 3 January]
They fought between 28 December and 3 January 2023. | 2022-12-28 2023-01-03 day [28 December and 3 January 2023]
They fought from 2014-05-01 to 2014-05-03. | 2014-05-01 2014-05-03 day [2014-05-01 to 2014-05-03]
They fought between 2014 and May 2016. | 2014-01-01 2016-05-31 year [2014 and May 2016]
The 2014-2016 war ended. | 2014-01-01 2016-12-31 year [2014-2016]
They fought in 2014–15. | 2014-01-01 2015-12-31 year [2014–15]
It happened at 6am GMT on Tuesday. | 2024-08-20T06:00:00Z 2024-08-20T06:00:00Z hour [6am GMT on Tuesday]
It happened on Tuesday at 6am GMT. | 2024-08-20T06:00:00Z 2024-08-20T06:00:00Z hour [Tuesday at 6am GMT]
It happened on Tuesday (0600 GMT). | 2024-08-20T06:00:00Z 2024-08-20T06:00:00Z minute [Tuesday (0600 GMT]
It happened early on Tuesday, at about 6am GMT. | 2024-08-20T06:00:00Z 2024-08-20T06:00:00Z hour [early on Tuesday, at about 6am GMT]
On Tuesday the army left the town of Gao, and the rebels came at 6am GMT. | 2024-08-20 [Tuesday]; 2024-08-20T06:00:00Z 2024-08-20T06:00:00Z hour [6am GMT]
It happened at 6am local time on Tuesday. | 2024-08-20 [6am local time on Tuesday]
On 4 July 2021 he was held. He was freed on 3 May. | 2021-07-04 [4 July 2021]; 2024-05-03 [3 May]
On 4 July 2021 he was held. He ate. He was freed on 14 July. | 2021-07-04 [4 July 2021]; 2024-07-14 [14 July]
In May 2021 he was held. In June he was freed. | 2021-05-01 2021-05-31 month [May 2021]; 2021-06-01 2021-06-30 month [June]
In May 2021 he was held. In March he was freed. | 2021-05-01 2021-05-31 month [May 2021]; 2024-03-01 2024-03-31 month [March]
In May 2023 he was held. Last June he was freed. | 2023-05-01 2023-05-31 month [May 2023]; 2024-06-01 2024-06-30 month [Last June]
On Monday he left. The following day he came back. | 2024-08-26 [Monday]; 2024-08-27 [The following day]
Last week he left. The following day he came back. | 2024-08-19 2024-08-25 week [Last week]
He left on Friday of next week. | 2024-09-06 [Friday of next week]
He will leave on Friday of next week. | 2024-09-06 [Friday of next week]
He left at the weekend. | 2024-08-24 2024-08-25 day [the weekend]
He will leave at the weekend. | 2024-08-31 2024-09-01 day [the weekend]
He leaves at the weekend. | 2024-08-24 2024-08-25 day [the weekend]
He left in the early 1990s. | 1990-01-01 1999-12-31 decade [the early 1990s]
He left at the end of the year. | 2024-01-01 2024-12-31 year [the end of the year]
He left on the night of 3 May. | 2024-05-03 [3 May]
He left on Thursday, 23 February. | 2024-02-23 [Thursday, 23 February]
He left on Black Friday. | ?
He left on Super Tuesday. | ?
He left on Good Friday. | 2024-03-29 [Good Friday]
He left on New Year's Eve. | 2023-12-31 [New Year's Eve]
He left in mid-2019. | 2019-01-01 2019-12-31 year [mid-2019]
He left two weeks ago. | 2024-08-12 2024-08-18 week [two weeks ago]
He will leave in two weeks. | 2024-09-09 2024-09-15 week [two weeks]
He left in two weeks. | ?
He will leave in two weeks' time. | 2024-09-09 2024-09-15 week [two weeks' time]
The ceasefire lasted two days. | ?
In the past 24 hours, ten soldiers died. | 2024-08-25 2024-08-26 day [the past 24 hours]
In the next 24 hours, snow will fall. | ?
More than two years ago he left. | ?
About two years later he left. | ?
No 2014 report exists. | ?
He won 51 percent in 2014. | 2014-01-01 2014-12-31 year [2014]
The 3 May attack failed. | 2024-05-03 [3 May]
Resolution 2231 of 2015 holds. | 2015-01-01 2015-12-31 year [2015]
It opened in 1900. | 1900-01-01 1900-12-31 year [1900]
It opened in 1850, he said. | 1850-01-01 1850-12-31 year [1850]
He is 1.90 m tall. | ?
It opened on 1/2/2024. | ?
It opened on 13/2/2024. | 2024-02-13 [13/2/2024]
He spoke the day before. | ?
He spoke on the same day. | ?
He has led the party since 2014. | 2014-01-01 - year [2014]
He led the party from 2014 until 2019. | 2014-01-01 2019-12-31 year [2014 until 2019]
He led it from 2014. | 2014-01-01 2014-12-31 year [2014]
She had led it before Tuesday. | - 2024-08-20 day [Tuesday]
"""
ROWS = [line.split(" | ") for line in TABLE.strip().splitlines()]


@pytest.fixture(scope="module")
def read() -> Callable[[str], str]:
    extractor = Extractor()

    def times(text: str) -> str:
        tree = tree_of(extractor.nlp(text), extractor.reader.grammar)
        found = []
        for time in find_times(tree, dt.date(2024, 8, 26)):
            is_day = time.begin == time.end and time.precision == "day"
            value = time.begin if is_day else f"{time.begin or '-'} {time.end or '-'} {time.precision}"
            found.append(f"{value} [{tree.slice(time.first, time.last)}]")
        return "; ".join(found) or "?"

    return times


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_times_of_a_sentence(read: Callable[[str], str], text: str, expected: str) -> None:
    assert read(text) == expected
