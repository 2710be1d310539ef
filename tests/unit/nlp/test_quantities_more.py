"""Numbers and counts: words, digits, money, ranges, bounds, and what is no count."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.nlp.extract import Extractor
from graphkit.nlp.quantities import TENS, UNITS, Quantity, number_of, quantity_of
from graphkit.nlp.tree import tree_of

SMALL = {number: word for word, number in UNITS.items()}
ROUND = {number: word for word, number in TENS.items()}


def spelt(number: int) -> str:
    """An integer below a billion in words."""
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            link = " and " if size == 100 else " "
            return f"{spelt(number // size)} {name}" + (link + spelt(rest) if rest else "")
    if number in SMALL:
        return SMALL[number]
    return ROUND[number // 10 * 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")


@given(st.integers(0, 10**17))
def test_digits_read_as_themselves_with_and_without_separators(number: int) -> None:
    assert number_of([str(number)]) == number
    assert number_of([f"{number:,}"]) == number


@given(st.integers(0, 10**9 - 1))
def test_number_words_read_as_the_number(number: int) -> None:
    assert number_of(spelt(number).split()) == number


@given(
    st.integers(1, 999), st.integers(0, 9), st.sampled_from([("bn", 10**9), ("million", 10**6), ("trillion", 10**12)])
)
def test_money_is_exact(whole: int, tenth: int, scale: tuple[str, int]) -> None:
    name, size = scale
    expected = (whole * 10 + tenth) * (size // 10)
    assert number_of(["$", f"{whole}.{tenth}", name]) == expected
    assert number_of([f"${whole}.{tenth}{name}"]) == expected


@given(st.lists(st.text(max_size=8), max_size=5))
def test_any_words_give_an_integer_or_nothing(words: list[str]) -> None:
    assert number_of(words) is None or isinstance(number_of(words), int)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twenty - three", 23),
        ("1.2 million", 1_200_000),
        ("$6.8bn", 6_800_000_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("one and a half million", 1_500_000),
        ("two hundred and five", 205),
        ("five hundred thousand", 500_000),
        ("dozens", None),
        ("hundreds of thousands", None),
        ("third", None),
        ("3rd", None),
        ("2.5", None),
        ("36 40", None),
        ("five and six", None),
        ("1,2", None),
        ("F-16", None),
        ("45-year-old", None),
        ("", None),
    ],
)
def test_number(words: str, number: int | None) -> None:
    assert number_of(words.split()) == number


Counter = Callable[[str, str], Quantity]


@pytest.fixture(scope="module")
def count() -> Counter:
    extractor = Extractor()
    lexicon = extractor.lexicon

    def of(text: str, word: str) -> Quantity:
        tree = tree_of(extractor.nlp(text), extractor.reader.grammar)
        noun = next(n for n in tree.nodes if n.text == word)
        return quantity_of(noun, lexicon.words("at-least"), lexicon.words("at-most"))

    return of


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "noun", "quantity"),
    [
        ("Rebels killed 35 soldiers.", "soldiers", Quantity(35)),
        ("Rebels killed some 2,000 soldiers.", "soldiers", Quantity(2000)),
        ("Rebels killed a dozen soldiers.", "soldiers", Quantity(12)),
        ("Rebels killed half a million soldiers.", "soldiers", Quantity(500_000)),
        ("Rebels killed a further 12 soldiers.", "soldiers", Quantity(12)),
        ("Rebels killed another two soldiers.", "soldiers", Quantity(2)),
        ("Rebels killed twenty-three soldiers.", "soldiers", Quantity(23)),
        ("Japan bought 5.7 million barrels of oil.", "barrels", Quantity(5_700_000)),
        ("Rebels killed a soldier.", "soldier", Quantity(1)),
        ("Rebels killed soldiers.", "soldiers", Quantity()),
        ("Rebels killed at least 30 soldiers.", "soldiers", Quantity(30, minimum=30)),
        ("Rebels killed more than 30 soldiers.", "soldiers", Quantity(30, minimum=30)),
        ("Rebels killed at least another 30 soldiers.", "soldiers", Quantity(30, minimum=30)),
        ("No fewer than 12 soldiers were killed.", "soldiers", Quantity(12, minimum=12)),
        ("Rebels killed no more than 12 soldiers.", "soldiers", Quantity(12, maximum=12)),
        ("Rebels killed up to 300 soldiers.", "soldiers", Quantity(300, maximum=300)),
        ("Rebels killed nearly 300 soldiers.", "soldiers", Quantity(300, maximum=300)),
        ("As many as 300 soldiers were killed.", "soldiers", Quantity(300, maximum=300)),
        ("Rebels killed over 100 soldiers over two days.", "soldiers", Quantity(100, minimum=100)),
        ("Rebels killed 36 to 40 soldiers.", "soldiers", Quantity(None, 36, 40)),
        ("Rebels killed between 5 and 7 soldiers.", "soldiers", Quantity(None, 5, 7)),
        ("Rebels shot down 36–40 drones.", "drones", Quantity(None, 36, 40)),
        ("Israel shot down two F-16 jets.", "jets", Quantity(2)),
        ("Israel shot down three KN-23 missiles.", "missiles", Quantity(3)),
        ("Rebels killed several hundred soldiers.", "soldiers", Quantity()),
        ("The vote won 30 percent support.", "percent", Quantity()),
        ("The 2014 invasion failed.", "invasion", Quantity()),
        ("The council passed Resolution 1973.", "Resolution", Quantity()),
        ("Rebels killed the third soldier.", "soldier", Quantity()),
        ("Japan paid $ 500 million.", "$", Quantity(500_000_000)),
    ],
)
def test_count(count: Counter, text: str, noun: str, quantity: Quantity) -> None:
    assert count(text, noun) == quantity
