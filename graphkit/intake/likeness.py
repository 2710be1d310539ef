"""Copies: when does one text say nothing that another does not say too?

Agencies' reports appear in many papers: with another headline, a dateline, a credit, cut at the end. A text is a copy
where each of its sentences stands in the other, word by word. A changed figure makes a changed sentence, and so no copy:
disagreeing counts are kept side by side.

MinHash finds the texts that are worth comparing.
Source: Broder, "On the resemblance and containment of documents" (1997); bands after Leskovec, Rajaraman and Ullman,
"Mining of Massive Datasets", chapter 3.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

BANDS = 32
_ROWS = 3
"""Texts that share half of their shingles meet in one of 32 bands of 3 with a chance of 98 in 100, at 1 in 10 of 3."""
_SHINGLE = 5
"""Words of a shingle."""
_LEAST_WORDS = 4
"""Shorter sentences are bylines and crossheads as often as not, unless they close with a full stop."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_END = re.compile(r"(?<=[.!?…])(?<!\b[A-Z]\.)[”\"’')\]]*\s+|\n+")
_DATELINE = re.compile(
    r"^\s*[A-Z][\w .,/’'-]{1,60}?(?:\([A-Z][\w /.-]{1,25}\)\s*[-–—]+|\s[-–—]{1,2}|[–—])\s+(?=[\"“A-Z])"
)
_CLOSED = re.compile(r"[.!?…][”\"’'\]]*$")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is kept of a text in order to compare it.

    Attributes:
        sentences: Hashes of its sentences, eight bytes each, sorted and without repetition.
        bands: One number for each band; texts that are much alike share one.
    """

    sentences: bytes
    bands: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Likeness:
        """Take the likeness of a text; line breaks, capitals, punctuation and datelines do not matter."""
        return cls(b"".join(sorted(set(_sentences(text)))), _bands(_words(text)))


def is_within(small: bytes, large: bytes) -> bool:
    """Tell whether all the sentences of one text, as `Likeness` keeps them, stand in another.

    >>> short, long = "It rained in Aden today.", "LONDON (Wire) - It rained in Aden today. The port was closed."
    >>> is_within(Likeness.of(short).sentences, Likeness.of(long).sentences)
    True
    >>> is_within(Likeness.of(long).sentences, Likeness.of(short).sentences)
    False
    """
    return len(small) <= len(large) and _split(small) <= _split(large)


def _split(hashes: bytes) -> set[bytes]:
    return {hashes[i : i + 8] for i in range(0, len(hashes), 8)}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _sentences(text: str) -> Iterable[bytes]:
    found: list[bytes] = []
    for sentence in _END.split(_DATELINE.sub("", text, count=1)):
        words = _words(sentence)
        if words and (len(words) >= _LEAST_WORDS and (_CLOSED.search(sentence.rstrip()) or len(words) >= 12)):
            found.append(_hash(" ".join(words)))
    return found or [_hash(" ".join(_words(text)))]


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _bands(words: list[str]) -> tuple[int, ...]:
    import numpy as np

    last = max(len(words) - _SHINGLE, 0)
    shingles = {_hash(" ".join(words[i : i + _SHINGLE])) for i in range(last + 1)}
    hashes = np.frombuffer(b"".join(sorted(shingles)), dtype="<u8")
    factors, addends = _permutations()
    signature = ((hashes[None, :] * factors + addends) >> np.uint64(32)).min(axis=1).astype("<u4")
    rows = signature.reshape(BANDS, _ROWS)
    return tuple(
        int.from_bytes(hashlib.blake2b(row.tobytes(), digest_size=8).digest(), "little", signed=True) for row in rows
    )


@functools.cache
def _permutations() -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Numbers that stir hashes (multiply, add, keep the upper half), made from hashes so that they are always the same."""
    import numpy as np

    def numbers(name: str) -> np.ndarray[Any, Any]:
        data = b"".join(_hash(f"{name} {i}") for i in range(BANDS * _ROWS))
        return np.frombuffer(data, dtype="<u8")[:, None]

    return numbers("factor") | np.uint64(1), numbers("addend")
