"""Sentences for the eye: cut a text around a mention, by punctuation and line ends alone."""

from __future__ import annotations

import re

_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s+["'“‘«(\[]*[A-Z0-9À-ÞА-Я])|\n+""")
_SHORT = re.compile(r"(?:\b[A-Z][a-z]{0,2}|\b(?:[A-Za-z]\.)+[A-Za-z])\Z")
LONGEST = 600
"""Longest stretch, in code points, that is shown as one sentence."""


def sentence_around(text: str, begin: int, end: int) -> tuple[int, int]:
    """Find where the sentence that holds `text[begin:end]` begins and ends.

    A full stop after a single letter or a title of up to three letters ("U.S.", "Gen.") does not end a sentence. What
    is found serves as a quotation for readers; nothing is extracted from it.

    >>> text = "He left. Gen. Rutto met them in Goma. They talked."
    >>> text[slice(*sentence_around(text, 20, 23))]
    'Gen. Rutto met them in Goma.'
    """
    left = max(0, begin - LONGEST)
    right = min(len(text), end + LONGEST)
    start = left
    for match in _END.finditer(text, left, begin + 1):  # one more, for what has to follow a stop
        if match.end() <= begin and _is_end(text, match, left):
            start = match.end()
    stop = right
    for match in _END.finditer(text, end, right):
        if _is_end(text, match, left):
            stop = match.end()
            break
    while start < begin and text[start].isspace():
        start += 1
    while stop > end and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def _is_end(text: str, match: re.Match[str], left: int) -> bool:
    return match.group() != "." or _SHORT.search(text, left, match.start()) is None
