"""Numbers: words and digits to integers, with "at least", "up to" and ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from graphkit.nlp.tree import Node

UNITS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve "
        "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    w: 10 * i for i, w in enumerate("_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()) if w != "_"
}
SCALES = {"thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT_SCALES = {"k": 1000, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12}
MULTIPLIERS = {"hundred": 100, "dozen": 12, "score": 20}
OTHERS = {"couple": 2, "pair": 2, "single": 1, "both": 2, "no": 0, "lone": 1}
LIMIT = 10**18
DIGITS = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+")
ATTACHED = re.compile(r"(\d[\d,]*(?:\.\d+)?)(thousand|million|billion|trillion|k|mn|mln|m|bn|bln|tn)")
CURRENCY = "$€£¥₽₴₹₩₪"
SKIPPED = {"and", "us", "of", "some", "about", "a", "an", ""}
CONNECTORS = {"to", "-", "–", "—", "and", "or"}
VAGUE = {"several", "few", "many", "numerous", "countless", "multiple"}
FILLERS = {
    "another",
    "a",
    "an",
    "some",
    "about",
    "around",
    "further",
    "additional",
    "other",
    "estimated",
    "the",
    "roughly",
    "approximately",
}
PERCENT = {"%", "percent", "per", "pc", "percentage"}
YEAR = re.compile(r"(?:1[89]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count: exact `value`, or bounds where the text gives "at least", "up to", "between"."""

    value: int | None = None
    minimum: int | None = None
    maximum: int | None = None


def number_of(words: list[str]) -> int | None:
    """Read number words and digits as one integer; None where they are no number, two numbers or no whole one.

    >>> number_of(["twenty", "-", "three"]), number_of(["1,200"]), number_of(["$", "6.8", "billion"])
    (23, 1200, 6800000000)
    >>> number_of(["half", "a", "million"]), number_of(["36", "40"]), number_of(["2.5"])
    (500000, None, None)
    """
    parts = [p for w in words for p in _parts(w)]
    if parts == ["a"] or parts == ["an"]:
        return 1
    if len(parts) == 1 and parts[0] in OTHERS:
        return OTHERS[parts[0]]
    value = _value_of([p for p in parts if p not in SKIPPED])
    return int(value) if value is not None and value == int(value) and abs(value) < LIMIT else None


def _parts(word: str) -> list[str]:
    """The pieces of one word: "twenty-three" → twenty, three; "$6.8bn" → 6.8, bn."""
    pieces = [re.sub(f"^(?:us)?[{CURRENCY}]|[{CURRENCY}]$", "", p) for p in re.split(r"[-‑]", word.lower())]
    found: list[str] = []
    for piece in pieces:
        attached = ATTACHED.fullmatch(piece)
        found += [attached[1], attached[2]] if attached else [piece] if piece else []
    return found


def _value_of(parts: list[str]) -> Decimal | None:
    """Add up the parts; each must be smaller than the place that the one before left free ("twenty", then "three")."""
    if not parts:
        return None
    total, current = Decimal(0), None
    free, scale = Decimal(LIMIT), Decimal(LIMIT)
    half = False
    for i, part in enumerate(parts):
        step: Decimal | None = None
        if part == "half":
            if current is not None and i == len(parts) - 1:
                return None
            if i == 0:
                half = True
                continue
            step, place = Decimal("0.5"), Decimal("0.5")
        elif DIGITS.fullmatch(part):
            step, place = Decimal(part.replace(",", "")), Decimal("0.1")
            if current is not None:
                return None
        elif part in UNITS:
            step, place = Decimal(UNITS[part]), Decimal(1)
        elif part in TENS:
            step, place = Decimal(TENS[part]), Decimal(10)
        elif part in MULTIPLIERS:
            if (free <= MULTIPLIERS[part]) if current is None else (current >= MULTIPLIERS[part]):
                return None
            factor = Decimal("0.5") if half and current is None else Decimal(1) if current is None else current
            current, free, half = factor * MULTIPLIERS[part], Decimal(MULTIPLIERS[part]), False
            continue
        elif part in SCALES or part in SHORT_SCALES:
            size = Decimal(SCALES.get(part) or SHORT_SCALES[part])
            if size >= scale:
                return None
            total += (Decimal("0.5") if half and current is None else Decimal(1) if current is None else current) * size
            current, free, scale, half = None, size, size, False
            continue
        else:
            return None
        if half or step >= free:
            return None
        current, free = (current or Decimal(0)) + step, place
    return None if half else total + (current or 0)


def quantity_of(noun: Node, at_least: frozenset[str], at_most: frozenset[str]) -> Quantity:
    """Read the count of a noun from its numeral and what qualifies it.

    "35 missiles" → value 35; "at least 30", "more than 30" → minimum (and value) 30; "up to 40" → maximum (and value) 40;
    "36 to 40" → minimum 36 and maximum 40. Percentages, ages, years, "one in three" and "several hundred" count nothing.
    """
    numerals = [n for n in noun.having("number") if n.i < noun.i or noun.pos == "SYM"]
    if not numerals:
        return Quantity() if noun.having("number") else _without_numeral(noun)
    top = next((a for a in reversed(list(noun.ancestors()))), noun)
    around = {n.i: n for n in top.subtree()}
    run = _one_number(_run(numerals[0], around), numerals[0], around)
    if not _counts(noun, run, around):
        return Quantity()
    first = _last_filler(run[0].i, around)
    return _read(
        run,
        _qualifier(first, around, at_least | at_most),
        at_least,
        _or_more(run[-1].i, around),
        _word(first - 1, around) == "between",
    )


def _without_numeral(noun: Node) -> Quantity:
    single = next(
        (c for c in noun.children if c.rel in {"adjective", "determiner"} and c.lower in {"single", "lone", "both"}),
        None,
    )
    if single is not None:
        return Quantity(OTHERS[single.lower])
    article = next((c for c in noun.children if c.rel == "determiner" and c.lower in {"a", "an"}), None)
    if article is None or noun.features.get("Number") == "Plur":
        return Quantity()
    return Quantity(number_of([noun.lower]) or 1)


def _word(i: int, around: dict[int, Node]) -> str:
    return around[i].lower if i in around else ""


def _is_number(text: str) -> bool:
    if text in MULTIPLIERS or text in SCALES or text == "half" or DIGITS.fullmatch(text):
        return True
    return text not in OTHERS and text not in {"a", "an", ""} and _bounds([text]) is not None


def _run(numeral: Node, around: dict[int, Node]) -> list[Node]:
    """The words of the number that `numeral` is part of: "between 5 and 7" → 5 and 7; "half a million" → all three."""
    low = high = numeral.i
    while True:
        before = _word(low - 1, around)
        joined = (
            before in CONNECTORS | {"a", "an", "of"}
            and _is_number(_word(low - 2, around))
            and (before not in {"a", "an", "of"} or _word(low - 2, around) == "half")
        )
        if _word(low, around) == "half" and before == "a" and _word(low - 2, around) == "and":
            if not _is_number(_word(low - 3, around)):
                break
            low -= 3  # "two and a half"
        elif _is_number(before) or (before and before in CURRENCY):
            low -= 1
        elif joined:
            low -= 2
        else:
            break
    while True:
        if _is_number(_word(high + 1, around)):
            high += 1
        elif [_word(high + k, around) for k in (1, 2, 3)] == ["and", "a", "half"]:
            high += 3
        elif (_word(high + 1, around) in CONNECTORS and _is_number(_word(high + 2, around))) or (
            _word(high, around) == "half" and _word(high + 1, around) in {"a", "an"}
        ):
            high += 2
        else:
            break
    return [around[i] for i in range(low, high + 1) if i in around]


def _one_number(run: list[Node], numeral: Node, around: dict[int, Node]) -> list[Node]:
    """The part of a run on the numeral's side of "and", where the whole is not one number or a range."""
    if _bounds([n.text for n in run], _word(run[0].i - 1, around) == "between") is not None:
        return run
    cuts = [n.i for n in run if n.lower in {"and", "or"}]
    return [n for n in run if all((n.i < c) == (numeral.i < c) for c in cuts) and n.i not in cuts]


def _counts(noun: Node, run: list[Node], around: dict[int, Node]) -> bool:
    """Whether the number counts the noun's things, and is no share, age, year, price or part of a name."""
    first, last = run[0].i, run[-1].i
    after, before = _word(last + 1, around), _word(first - 1, around)
    if noun.lower in PERCENT or after in PERCENT - {"per"} or (after == "per" and _word(last + 2, around) == "cent"):
        return False
    if after in {"-", "‑", "–"} or before in VAGUE or run[0].lower in VAGUE:
        return False
    if (after == "in" and _is_number(_word(last + 2, around)) and last + 2 < noun.i) or (
        before == "in" and _is_number(_word(first - 2, around))
    ):
        return False
    if (noun.pos != "SYM" and any(n.text[:1] in CURRENCY for n in run)) or (
        noun.pos != "SYM" and before and before in CURRENCY
    ):
        return False
    is_plain_year = len(run) == 1 and YEAR.fullmatch(run[0].text) is not None
    determined = any(c.rel in {"determiner", "possessor"} and c.i < first for c in noun.children)
    return not (is_plain_year and (noun.features.get("Number") == "Sing" or determined))


def _last_filler(first: int, around: dict[int, Node]) -> int:
    while _word(first - 1, around) in FILLERS:
        first -= 1
    return first


def _qualifier(first: int, around: dict[int, Node], phrases: frozenset[str]) -> str:
    """The longest qualifying phrase that ends right before node `first`."""
    before = [_word(i, around) for i in range(first - 5, first)]
    found = [p for p in phrases if (words := p.split()) and before[-len(words) :] == words]
    return max(found, key=len, default="")


def _or_more(last: int, around: dict[int, Node]) -> bool:
    return _word(last + 1, around) == "or" and _word(last + 2, around) == "more"


def _read(run: list[Node], qualifier: str, at_least: frozenset[str], or_more: bool, between: bool) -> Quantity:
    bounds = _bounds([n.text for n in run], between)
    if bounds is None:
        return Quantity()
    low, high = bounds
    if low != high:
        return Quantity(None, low, high)
    if or_more or qualifier in at_least:
        return Quantity(low, minimum=low)
    return Quantity(low, maximum=low) if qualifier else Quantity(low)


def _bounds(words: list[str], between: bool = False) -> tuple[int, int] | None:
    """Lowest and highest number that the words give: one number twice, or the ends of a range."""
    words = [p for w in words for p in re.split(r"([–—])", w) if p]
    if not between and (value := number_of(words)) is not None:
        return value, value
    spread = [p for w in words for p in (re.split(r"(-)", w) if re.fullmatch(r"[\d,.]+-[\d,.]+", w) else [w])]
    for i, word in enumerate(spread):
        if word.lower() not in CONNECTORS or (word.lower() == "and" and not between):
            continue
        first, second = spread[:i], spread[i + 1 :]
        low, high = number_of(first), number_of(second)
        scale = next((w.lower() for w in second if w.lower() in SCALES), None)
        if scale is not None and not any(w.lower() in SCALES for w in first):
            scaled = number_of([*first, scale])
            low = scaled if scaled is not None and high is not None and scaled < high else low
        if low is not None and high is not None and low < high:
            return low, high
    value = number_of(words)
    return (value, value) if value is not None else None
