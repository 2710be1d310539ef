"""The shapes of time expressions, as regular expressions over a sentence's text; the first that fits a stretch takes it.

Prepositions stand outside, so that "since April" and "until April" are one shape. The kind "nothing" takes words that look like
a time but name none that can be told. Source of the classes: ISO-TimeML TIMEX3.
"""

from __future__ import annotations

import re

from graphkit.nlp.calendars import EASTER_DAYS, FIXED_DAYS
from graphkit.nlp.quantities import TENS, UNITS

MONTH_NAME = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
DAY_NAME = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
MONTH = rf"(?P<month>{MONTH_NAME})"
WEEKDAY = rf"(?P<weekday>{DAY_NAME})"
LEADING_DAY = rf"(?:(?:{DAY_NAME}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?),? (?:the )?)?"
ORDINAL_END = r"(?:st|nd|rd|th)?"
DAY = rf"(?P<day>\d{{1,2}}){ORDINAL_END}"
END_DAY = rf"(?P<endday>\d{{1,2}}){ORDINAL_END}"
FULL_YEAR = r"(?:1[0-9]\d\d|20[0-6]\d)"
YEAR = rf"(?P<year>{FULL_YEAR})"
YEAR_WORD = r"(?P<yearword>this|last|next|that|the same|the previous|the following) year"
OF_YEAR = rf"(?:,? (?:of |in )?(?:{YEAR}|{YEAR_WORD}))"
NUMBER_WORD = (
    "(?:" + "|".join([*(w for w in UNITS if w != "zero"), *TENS, "hundred", "thousand", "million", "dozen"]) + ")"
)
HOURS = "(?:an|one|two|three|four|five|[1-5]|a few|several)"
COUNT = rf"(?P<count>\d[\d,]*|an? {NUMBER_WORD}|{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,7}}|an?|a couple of)"
UNIT = r"(?P<unit>minute|hour|day|week|fortnight|month|quarter|year|decade|centur)(?:s|y|ies)?"
PART = r"(?:early|late|mid)(?:[ -](?:on |in )?)"
PART_OF_DAY = r"(?: (?:at )?(?:(?:early|late|mid-?) ?)?(?:morning|afternoon|evening|night|noon|midday|dawn|dusk))"
SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
PERIOD = r"(?P<unit>week|month|quarter|year|decade|century)"
STOP = r"(?=\s*(?:[.,;:)!?]|$|and\b|but\b))"
ZONE = r"(?P<zone>UTC|GMT|CET|CEST|EET|EEST|EST|EDT|PST|PDT|MSK|JST|KST|Z)"
ORDINALS = ("first", "second", "third", "fourth")
CENTURIES = {
    w: i
    for i, w in enumerate(
        "_ first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split()
    )
}
DECADES = {
    w: 1900 + 10 * i
    for i, w in enumerate("_ _ twenties thirties forties fifties sixties seventies eighties nineties".split())
}
del DECADES["_"]
CLOCK = (
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?::\d\d)?)? ?(?P<half>[apAP]\.?[mM]\b\.?)"
    r"|(?P<hour24>\d{1,2}):(?P<minute24>\d\d)(?::\d\d)?|(?P<run>[0-2]\d[0-5]\d)(?= ?(?:hours|hrs|UTC|GMT|EST|EDT|CET|local))"
    r"|(?P<word>noon|midday|midnight))"
)
FISCAL = r"(?:fiscal|financial)"
QUARTER = rf"(?:Q(?P<quarter>[1-4])|(?P<quarterword>{'|'.join(ORDINALS)})[ -]quarter)"
HALF = r"(?:H(?P<halfyear>[12])|(?P<halfword>first|second) half)"
HOLIDAYS = "|".join(re.escape(name).replace("'", "['’]") for name in [*FIXED_DAYS, *EASTER_DAYS])

PATTERNS = [
    (
        "nothing",
        rf"{FISCAL} (?:years? )?(?:{FULL_YEAR}(?:[-–/]\d+)?|Q[1-4])|{FULL_YEAR}(?:[-–/]\d+)? {FISCAL} years?|FY ?\d{{2,4}}",
    ),
    ("nothing", rf"(?:{FISCAL} (?:Q[1-4]|(?:{'|'.join(ORDINALS)})[ -]quarter)|Q[1-4] FY ?\d+)(?: of {FULL_YEAR})?"),
    ("stamp", r"(?P<iso>\d{4}-\d\d-\d\d)T(?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?P<offset>Z|[+-]\d\d:?\d\d)?"),
    (
        "clock",
        rf"(?:exactly |around |about |shortly (?:before|after) )?{CLOCK}(?: ?hours| ?hrs)?(?:,? ?(?:{ZONE}(?:[+-]\d+)?|(?:local|[A-Z]\w+) time))?",
    ),
    ("iso", r"(?P<iso>\d{4}-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01]))"),
    ("numeric", r"(?P<one>\d{1,2})(?P<mark>[./])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})"),
    ("attacks", r"9/11|September 11(?:th)?(?: terror(?:ist)?)? attacks?"),
    ("days", rf"{LEADING_DAY}{DAY} ?(?:-|–|—|to(?: the)?|through|until) ?{END_DAY}(?: of)? {MONTH}{OF_YEAR}?"),
    ("days", rf"(?<=between ){DAY} and {END_DAY}(?: of)? {MONTH}{OF_YEAR}?"),
    ("days", rf"(?<=between ){MONTH} {DAY} and {END_DAY}(?! [A-Z]|\d|:){OF_YEAR}?"),
    ("days", rf"{MONTH} {DAY} ?(?:-|–|—|to(?: the)?|through|until) ?{END_DAY}(?!\d|:| (?:{MONTH_NAME})){OF_YEAR}?"),
    (
        "date",
        rf"{DAY}(?=(?:, \d{{1,2}}{ORDINAL_END})*,? (?:and|or) (?:the )?\d{{1,2}}{ORDINAL_END}(?: of)? {MONTH}{OF_YEAR}?)",
    ),
    ("date", rf"{LEADING_DAY}{DAY}(?: of)? {MONTH}{OF_YEAR}?"),
    ("date", rf"{LEADING_DAY}{MONTH} {DAY}(?!\d|:|[.,]\d){OF_YEAR}?"),
    ("month", rf"(?:{PART})?{MONTH}{OF_YEAR}"),
    ("month", rf"(?P<which>last|this past|this|next|the previous|the following) {MONTH}"),
    ("month", rf"(?:{PART})?{MONTH}"),
    ("quarter", rf"(?:the )?(?:{QUARTER}|{HALF})(?:(?: of| in|,)? {YEAR}| (?:of )?{YEAR_WORD})?"),
    ("quarter", rf"{YEAR} (?:{QUARTER}|{HALF})"),
    ("holiday", rf"(?P<holiday>{HOLIDAYS}){OF_YEAR}?"),
    ("intoday", rf"overnight (?:in)?to {WEEKDAY}"),
    ("weekday", rf"{WEEKDAY}{PART_OF_DAY}?,? (?:of )?(?P<week>last|this|next) week"),
    (
        "weekday",
        rf"(?:(?P<which>last|this past|past|this|next|this coming|the following|the previous) )?(?:{PART})?{WEEKDAY}{PART_OF_DAY}?",
    ),
    ("today", r"(?:earlier |later )?(?:today|this (?:morning|afternoon|evening|night)|tonight)"),
    ("yesterday", r"(?:yesterday|last (?:night|evening))(?: (?:morning|afternoon|evening|night))?"),
    ("night", r"overnight"),
    ("tomorrow", r"tomorrow(?: (?:morning|afternoon|evening|night))?"),
    (
        "sameday",
        r"(?<=\bin the )(?:(?:very )?(?:early|late) )?(?:hours of the )?(?:morning|afternoon|evening)",
    ),
    ("sameday", r"(?:earlier|later) (?:in|on|that|the same)(?: the)? (?:same )?day"),
    (
        "sameday",
        rf"(?:(?:some|about|around|nearly|almost|roughly|just|barely|only|less than|within) )?(?:{HOURS} hours?|{COUNT} minutes?|hours|minutes|moments) (?:later|earlier|afterwards?)",
    ),
    ("nothing", rf"(?:more than|less than|over|under|at least|up to) {COUNT} {UNIT} (?:ago|later|earlier)"),
    ("nothing", r"Friday the 13th"),
    ("nothing", rf"(?:about|around|some|nearly|almost|roughly) {COUNT} {UNIT} (?:later|earlier)"),
    ("ago", rf"(?:about |some |nearly |almost |around |roughly |exactly |just )?{COUNT} {UNIT} ago"),
    (
        "later",
        rf"(?:just |exactly )?{COUNT} {UNIT} (?P<side>later|afterwards?|earlier|previously|before{STOP}|after{STOP})",
    ),
    ("ahead", rf"{COUNT} {UNIT} from (?P<certain>now|today)"),
    ("ahead", rf"(?<=\bin ){COUNT} {UNIT}(?:['’]s?)?(?P<certain> time)?"),
    (
        "span",
        rf"the (?P<which>past|last|previous|preceding|next|coming|following) {COUNT} {UNIT}(?! of (?:his|her|their|its|the)\b)",
    ),
    ("span", r"the (?P<which>past) (?P<unit>week|month|year|decade|century)"),
    ("that", r"(?:that|(?:the|that) (?:very )?same) (?P<unit>day|morning|afternoon|evening|night|week|month|year)"),
    ("that", r"the (?P<which>previous|preceding|following|next) (?P<unit>day|morning|afternoon|evening|night)"),
    ("that", r"(?<!over )the (?P<which>previous|preceding|following) (?P<unit>week|month|year)"),
    ("that", rf"the (?P<unit>day|night|week|month|year) (?P<which>before|after){STOP}"),
    ("weekend", r"(?P<which>the past|this past|the previous|the|this|last|next|this coming) weekend"),
    ("season", rf"(?:{PART})?(?P<which>last|this past|this|next|the past|this coming) {SEASON}"),
    ("season", rf"(?:{PART})?{SEASON},?(?: of)? (?:{YEAR}|(?P<which>this|last|next) year)"),
    ("unit", rf"(?P<part>earlier|later) (?P<which>this) {PERIOD}"),
    ("unit", rf"(?:{PART})?(?P<which>last|this past|this|next|the current|the last|this coming) {PERIOD}"),
    (
        "unit",
        r"(?P<which>the) (?:end|start|beginning|middle) of (?:the|this) (?P<unit>week|month|year|decade)|(?P<yearend>year[- ]end)",
    ),
    (
        "century",
        rf"(?:the )?(?:{PART})?(?P<century>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(w for w in CENTURIES if w != '_')}) century(?P<before> BCE?)?",
    ),
    (
        "decade",
        rf"(?:the )?(?:{PART})?(?P<decade>(?:1[5-9]|20)\d0)['’]?s|the (?:{PART})?(?P<decadeword>{'|'.join(DECADES)})|the (?:{PART})?['’](?P<short>[2-9]0)s",
    ),
    ("yearrange", rf"{YEAR}(?: ?[-–—/] ?)(?P<endyear>{FULL_YEAR}|\d\d|present|now)(?![-–/]\d)"),
    ("anno", r"(?P<year>\d{3,4}) (?:AD|CE)|AD (?P<otheryear>\d{1,4})"),
    ("year", rf"(?P<mark>(?:{PART})|the year (?:of )?|circa |c\. ?)?{YEAR}"),
]
"""Kind and shape, in order of precedence."""

CASED = {"clock", "anno", "quarter"}
BEFORE, AFTER = r"(?<![\w$€£¥#/.+-])(?<!\d,)", r"(?![\w/%]|[-–]\w|[.,]\d|\.\w)"
RANGE_TAIL = r"(?![\w/%]|[.,]\d|\.\w)"
RANGE_FRIENDLY = {"date", "month", "year", "weekday", "iso", "anno"}
HYPHENATED = {"month", "weekday"}


def _compiled(kind: str, shape: str) -> re.Pattern[str]:
    before = BEFORE.replace("-]", "]") if kind in HYPHENATED else BEFORE
    after = RANGE_TAIL + r"(?!-(?-i:[a-z]))" if kind in RANGE_FRIENDLY else AFTER
    return re.compile(f"{before}(?:{shape}){after}", 0 if kind in CASED else re.IGNORECASE)


COMPILED = [(kind, _compiled(kind, shape)) for kind, shape in PATTERNS]
NAME_MARKS = frozenset(
    "Black Bloody Super Cyber Holy Fat Shrove Maundy Giving Ruby Spy Whit Throwback Red Casual Manic Freaky".split()
)
"""Words that make a day's name the name of something else: "Black Friday"."""
UNIT_SYMBOLS = frozenset(
    (
        "km m kg g mm cm mi ft lb lbs nm mph kph kmh hp kw mw gw kwh mwh mah hz mhz ghz tons tonnes sq °c °f percent per bc bce "
        "second minute hour hours day days week weeks month months year years"
    ).split()
)
"""What follows a number that measures: "1990 km"."""
LINK_PREPOSITIONS = frozenset(
    "in since until till by during from through throughout of before after between to and or for than into late early mid around as until, last".split()
)
"""What may stand before a month's bare name."""
OFFSETS = {
    "UTC": 0, "GMT": 0, "Z": 0, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "EST": -5, "EDT": -4, "PST": -8, "PDT": -7, "JST": 9, "KST": 9,
}  # fmt: skip
