"""Number words and ranges, and what counts a noun in whole sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.nlp import quantities
from graphkit.nlp.extract import Extractor
from graphkit.nlp.quantities import Quantity, number_of, quantity_of
from graphkit.nlp.tree import tree_of

# Words and the number or the range that they are; "?" where they are neither.
NUMBERS = """
zero = 0
one = 1
nineteen = 19
twenty = 20
ninety = 90
twenty one = 21
twenty-one = 21
one twenty = ?
twenty nineteen = ?
five two = ?
hundred = 100
one hundred = 100
a hundred = 100
two hundred and five = 205
one hundred twenty three = 123
hundred hundred = ?
five hundred two hundred = ?
thousand = 1000
two thousand = 2000
two thousand five hundred = 2500
a thousand and one = 1001
one million two hundred thousand = 1200000
two hundred thousand three million = ?
a dozen = 12
two dozen = 24
three score = 60
dozen dozen = ?
half a dozen = 6
half a million = 500000
half million = 500000
half = ?
one half = ?
two half = ?
single = 1
lone = 1
1 = 1
12 = 12
1,200 = 1200
1,20 = ?
12,345,678 = 12345678
1.5 = ?
1.5 million = 1500000
2.5 thousand = 2500
0.5 million = 500000
.5 million = 500000
1.2345 million = 1234500
1.23 dozen = ?
3k = 3000
3 k = 3000
3m = 3000000
3mn = 3000000
3mln = 3000000
3bn = 3000000000
3bln = 3000000000
3tn = 3000000000000
$3bn = 3000000000
$ 3 bn = 3000000000
€ 5 = 5
5 m = 5000000
5 6 = ?
5.5 = ?
36-40 = 36..40
36 - 40 = 36..40
36 to 40 = 36..40
five to seven = 5..7
2 to 3 million = 2000000..3000000
two or three = 2..3
three or two = ?
between 5 and 7 = ?
5 and 7 = ?
5–7 = 5..7
5—7 = 5..7
7–5 = ?
10 to 5 = ?
2–3 million = 2000000..3000000
900 to 1 million = 900..1000000
a = 1
an = 1
about 50 = 50
five million million = ?
five thousand million = ?
one trillion = 1000000000000
999,999,999,999,999,999 = 999999999999999999
1000000000000000001 = ?
nine hundred ninety-nine thousand nine hundred ninety-nine = 999999
twenty hundred = 2000
thirty five hundred = 3500
12 hundred = 1200
200 hundred = ?
5 dozen = 60
2.5 hundred = 250
hundred half = ?
half hundred = 50
two million half = ?
eleven = 11
twelve = 12
thirteen = 13
fifty-six = 56
eighty nine = 89
forty two thousand = 42000
"""
AFTER_BETWEEN = """
5 and 7 = 5..7
five and seven = 5..7
36 and 40 = 36..40
two and three million = 2000000..3000000
7 and 5 = ?
36 to 40 = 36..40
5–7 = 5..7
"""
# A sentence, a noun, and its value, minimum and maximum; "-" where there is none.
SENTENCES = """
At least 30 soldiers died. | soldiers | 30 30 -
More than 30 soldiers died. | soldiers | 30 30 -
Up to 40 soldiers died. | soldiers | 40 - 40
Fewer than 40 soldiers died. | soldiers | 40 - 40
As many as 40 soldiers died. | soldiers | 40 - 40
Some 40 soldiers died. | soldiers | 40 - -
About 40 soldiers died. | soldiers | 40 - -
36 to 40 soldiers died. | soldiers | - 36 40
Two or three soldiers died. | soldiers | - 2 3
Two soldiers died. | soldiers | 2 - -
Another two soldiers died. | soldiers | 2 - -
A further 12 soldiers died. | soldiers | 12 - -
An estimated 5,000 soldiers died. | soldiers | 5000 - -
At least another 30 soldiers died. | soldiers | 30 30 -
Half a million people fled. | people | 500000 - -
1.5 million people fled. | people | 1500000 - -
Several hundred people fled. | people | - - -
Hundreds of people fled. | people | - - -
A soldier died. | soldier | 1 - -
A dozen soldiers died. | soldiers | 12 - -
A single soldier died. | soldier | 1 - -
Both soldiers died. | soldiers | 2 - -
The soldiers died. | soldiers | - - -
The two soldiers died. | soldiers | 2 - -
40 or more soldiers died. | soldiers | 40 40 -
One in three soldiers died. | soldiers | - - -
30 percent of soldiers died. | soldiers | - - -
A 30-year-old soldier died. | soldier | 1 - -
The 2014 election failed. | election | - - -
It cost $5 million. | $ | 5000000 - -
The 35 missiles fell. | missiles | 35 - -
Twenty-one soldiers died. | soldiers | 21 - -
200,000 soldiers died. | soldiers | 200000 - -
Dozens of soldiers died. | soldiers | - - -
Nearly 300 soldiers died. | soldiers | 300 - 300
Over 300 soldiers died. | soldiers | 300 300 -
The lone soldier died. | soldier | 1 - -
At most 3 soldiers died. | soldiers | 3 - 3
No fewer than 3 soldiers died. | soldiers | 3 3 -
Three of the soldiers died. | soldiers | - - -
Four wounded soldiers died. | soldiers | 4 - -
Maybe two soldiers died. | soldiers | 2 - -
2,000 soldiers fled. | soldiers | 2000 - -
2000 soldiers fled. | soldiers | 2000 - -
In 2014 a soldier fled. | soldier | 1 - -
Not less than 20 soldiers fled. | soldiers | 20 20 -
Around 20 soldiers fled. | soldiers | 20 - -
Roughly 20 soldiers fled. | soldiers | 20 - -
10,000 to 12,000 soldiers fled. | soldiers | - 10000 12000
Fewer than a dozen soldiers fled. | soldiers | 12 - 12
Three or more ships sank. | ships | 3 3 -
An F-16 crashed. | F-16 | 1 - -
Two F-16s crashed. | F-16s | 2 - -
2-3 ships sank. | ships | - 2 3
Thousands fled. | Thousands | - - -
50,000 tonnes of grain burned. | tonnes | 50000 - -
"""


def rows(table: str, mark: str) -> list[list[str]]:
    return [line.split(mark) for line in table.strip().splitlines()]


def written(found: tuple[int, int] | None) -> str:
    if found is None:
        return "?"
    return str(found[0]) if found[0] == found[1] else f"{found[0]}..{found[1]}"


@pytest.mark.parametrize(("words", "value"), rows(NUMBERS, " = "))
def test_words_are_numbers(words: str, value: str) -> None:
    assert written(quantities._bounds(words.split())) == value
    assert str(number_of(words.split())) == (value if value.isdigit() else "None")


@pytest.mark.parametrize(("words", "value"), rows(AFTER_BETWEEN, " = "))
def test_words_after_between_are_a_range(words: str, value: str) -> None:
    assert written(quantities._bounds(words.split(), between=True)) == value


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("two and a half million", 2_500_000),
        ("hundred and twenty thousand", 120_000),
        ("a", 1),
        ("one and a half", None),
    ],
)
def test_and_within_a_number(words: str, number: int | None) -> None:
    assert number_of(words.split()) == number


@pytest.fixture(scope="module")
def count() -> Callable[[str, str], Quantity]:
    extractor = Extractor()
    at_least, at_most = extractor.lexicon.words("at-least"), extractor.lexicon.words("at-most")

    def of(text: str, word: str) -> Quantity:
        tree = tree_of(extractor.nlp(text), extractor.reader.grammar)
        return quantity_of(next(n for n in tree.nodes if n.text == word), at_least, at_most)

    return of


@pytest.mark.model
@pytest.mark.parametrize(("text", "noun", "values"), rows(SENTENCES, " | "))
def test_what_counts_a_noun(count: Callable[[str, str], Quantity], text: str, noun: str, values: str) -> None:
    found = count(text, noun)
    bounds = (found.value, found.minimum, found.maximum)
    assert " ".join("-" if bound is None else str(bound) for bound in bounds) == values
