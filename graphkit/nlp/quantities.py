"""Numbers: words and digits to integers, with "at least", "up to" and ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphkit.nlp.tree import Node

UNITS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    w: 10 * i for i, w in enumerate("_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()) if w != "_"
}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "m": 10**6,
    "mn": 10**6,
    "k": 1000,
}
OTHERS = {
    "dozen": 12,
    "score": 20,
    "couple": 2,
    "pair": 2,
    "single": 1,
    "a": 1,
    "an": 1,
    "both": 2,
    "no": 0,
    "half-dozen": 6,
    "lone": 1,
}
DIGITS = re.compile(r"^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count: exact `value`, or bounds where the text gives "at least", "up to", "between"."""

    value: int | None = None
    minimum: int | None = None
    maximum: int | None = None


def number_of(words: list[str]) -> int | None:
    """Read number words and digits as one integer; None where they are no number.

    >>> number_of(["twenty", "-", "three"]), number_of(["1,200"]), number_of(["$", "6.8", "billion"])
    (23, 1200, 6800000000)
    """
    total = current = 0.0
    seen = False
    parts = [p for w in words for p in re.split(r"[-‑]", w.lower()) if p]
    for word in parts:
        word = word.strip("$€£¥")
        if word in {"and", "", "us", "of", "some", "about"}:
            continue
        attached = re.fullmatch(r"(\d[\d,.]*)(m|bn|k|mn|million|billion)", word)
        if attached:
            current += float(attached[1].replace(",", "")) * SCALES[attached[2]]
        elif DIGITS.match(word):
            current += float(word.replace(",", ""))
        elif word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in {"dozen", "score"}:
            current = max(current, 1) * OTHERS[word]
        elif word in SCALES:
            total += max(current, 1) * SCALES[word]
            current = 0
        elif word in OTHERS and len(parts) > 1 and word in {"a", "an"}:
            continue
        elif word in OTHERS:
            current += OTHERS[word]
        else:
            return None
        seen = True
    value = total + current
    return round(value) if seen and value == value and abs(value) < 10**18 else None


def quantity_of(noun: Node, at_least: frozenset[str], at_most: frozenset[str]) -> Quantity:
    """Read the count of a noun from its numeral and what qualifies it.

    "35 missiles" → value 35; "at least 30", "more than 30" → minimum (and value) 30; "up to 40" → maximum (and value) 40.
    """
    numerals = noun.having("number")
    if not numerals:
        single = next(
            (
                c
                for c in noun.children
                if c.rel in {"adjective", "determiner"} and c.lower in {"single", "lone", "both"}
            ),
            None,
        )
        if single is not None:
            return Quantity(OTHERS[single.lower])
        article = next((c for c in noun.children if c.rel == "determiner" and c.lower in {"a", "an"}), None)
        if article is not None and noun.features.get("Number") != "Plur":
            return Quantity(1)
        return Quantity()
    numeral = numerals[0]
    members = sorted(
        {
            n.i: n
            for n in numeral.subtree()
            if n.rel in {"number", "compound", "flat", "punctuation", "fixed", "coordinator", "conjunct"}
        }.values(),
        key=lambda n: n.i,
    )
    value = number_of([n.text for n in members if n.text not in {",", "(", ")"}])
    if value is None:
        value = number_of([numeral.text])
    qualifier = _qualifier(noun, numeral)
    if value is None:
        return Quantity()
    if any(q in qualifier for q in (f" {w} " for w in at_least)):
        return Quantity(value, minimum=value)
    if any(q in qualifier for q in (f" {w} " for w in at_most)):
        return Quantity(value, maximum=value)
    return Quantity(value)


def _qualifier(noun: Node, numeral: Node) -> str:
    """Lower-case words that stand before the numeral inside its noun phrase."""
    before = [n for n in noun.subtree() if n.i < numeral.i and numeral.i - n.i <= 5 and n.sentence == noun.sentence]
    return " " + " ".join(n.lower for n in before) + " "
