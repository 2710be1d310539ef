from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.writers.sentences import LONGEST, sentence_around


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("One left. Two came back. Three stayed.", "came", "Two came back."),
        (
            "He met Gen. Dvornikov in the U.S. Embassy. They talked.",
            "met",
            "He met Gen. Dvornikov in the U.S. Embassy.",
        ),
        ("“We will go,” he said. “Now.” They went.", "Now", "“Now.”"),
        ("A heading without stop\nThe text begins. It ends.", "begins", "The text begins."),
        ("About 3.5 tonnes fell. Nobody was hurt.", "fell", "About 3.5 tonnes fell."),
        ("The end", "end", "The end"),
    ],
)
def test_the_sentence_around_a_word(text: str, word: str, sentence: str) -> None:
    begin = text.index(word)
    left, right = sentence_around(text, begin, begin + len(word))
    assert text[left:right] == sentence


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_the_words_always_lie_within_it(text: str, one: int, other: int) -> None:
    begin, end = sorted((min(one, len(text)), min(other, len(text))))
    left, right = sentence_around(text, begin, end)
    assert 0 <= left <= begin <= end <= right <= len(text)


def test_a_text_without_stops_is_cut() -> None:
    left, right = sentence_around("word " * 1000, 2500, 2504)
    assert right - left <= 2 * LONGEST + 4
