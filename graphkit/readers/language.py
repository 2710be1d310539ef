"""A light check that a text is English: its letters are Latin, and enough of its words are English function words.

It is there to catch a wrong file early, not to identify languages.
Source: counting function words after Grefenstette, "Comparing two language identification schemes" (1995).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_FUNCTION_WORDS = frozenset(
    """
    about after against also and are at be because been before being between both but by could did does during each
    for from have he him how if into it its just may might more most must not off only other our out said same she
    should since some such than that the their them then there these they this those through to too two until up very
    were what when where which while who will with within without would you your
    """.split()
)
"""Frequent English words that are rare in other languages of Latin letters."""

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_MIN_WORDS = 25
_MIN_WORDS_WITHOUT = 15
"""So many words without a single common English one are enough."""
_MIN_SHARE = 0.1
_MIN_LATIN = 0.6


def describe_foreign(text: str) -> str:
    """Say why a text does not look like English, or return "" if it does or is too short to tell.

    English news has 20 to 40 of these words in 100; related languages share a few spellings and stay under 4.

    >>> describe_foreign("Russia launched a barrage of missiles early this morning.")
    ''
    >>> describe_foreign("Россия запустила ракеты по Украине ранним утром.")
    'most of its letters are Cyrillic'
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    letters = Counter(_script(letter) for word in words for letter in word)
    total = sum(letters.values())
    if total >= 20 and letters["Latin"] / total < _MIN_LATIN:
        script = min(letters, key=lambda s: (-letters[s], s))
        return f"most of its letters are {script}"
    if len(words) < _MIN_WORDS_WITHOUT:
        return ""
    share = sum(word.lower() in _FUNCTION_WORDS for word in words) / len(words)
    if share < _MIN_SHARE and (len(words) >= _MIN_WORDS or not share):
        return f"only {share:.0%} of its words are common English ones (articles, prepositions, pronouns)"
    return ""


def _script(letter: str) -> str:
    if letter.isascii():
        return "Latin"
    return unicodedata.name(letter, "unknown").split()[0].capitalize()
