"""What the network sees of a text: word pieces, the shape of each word, the break before it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Token

PAD, UNKNOWN, START, END, MASK = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"
SHAPES = ("lower", "title", "upper", "letter", "mixed", "number", "digits", "other")
BREAKS = ("none", "line", "paragraph", "text")
WINDOW = 180
"""Most words of a window; the network was trained on documents of up to ten sentences."""
MOST_PIECES = 12
_PARTS = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_ENDS = frozenset(".?!…")


class Pieces:
    """Cuts words into the pieces of a vocabulary, longest first (WordPiece; case and accents are dropped).

    >>> Pieces(["[UNK]", "[CLS]", "[SEP]", "mali", "##an", "-", "born"]).of("Malian-born")
    (3, 4, 5, 6)
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = tuple(vocabulary)
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown, self.start, self.end = (self._ids[piece] for piece in (UNKNOWN, START, END))
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """Numbers of the pieces of one word, at least one and at most `MOST_PIECES`."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > 50_000:
                self._known.clear()
            found = self._known[word] = self._of(word)
        return found

    def _of(self, word: str) -> tuple[int, ...]:
        plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        found: list[int] = []
        for part in _PARTS.findall(_LIKE_ASCII.sub(lambda match: _ASCII[match[0]], plain)):
            found += self._cut(part)
        return tuple(found[:MOST_PIECES]) or (self.unknown,)

    def _cut(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            for end in range(min(len(part), start + 25), start, -1):
                number = self._ids.get(("##" if start else "") + part[start:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            found.append(number)
            start = end
        return found


_ASCII = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": ".", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"}  # fmt: skip
_LIKE_ASCII = re.compile("|".join(_ASCII))


def shape_of(word: str) -> int:
    """Number of the word's shape in `SHAPES`.

    >>> [SHAPES[shape_of(word)] for word in ("town", "Kyiv", "NATO", "A", "McKay", "1,200", "F-16", "—")]
    ['lower', 'title', 'upper', 'letter', 'mixed', 'number', 'digits', 'other']
    """
    if any(c.isdigit() for c in word):
        return 6 if any(c.isalpha() for c in word) else 5
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 7
    upper = sum(c.isupper() for c in letters)
    if not upper:
        return 0
    if upper == len(letters):
        return 3 if upper == 1 else 2
    return 1 if upper == 1 and letters[0].isupper() else 4


@dataclass(frozen=True)
class Words:
    """The words of a text without its spaces, each with what the network is told of it."""

    tokens: tuple[int, ...]
    """Place of each word in the Doc."""
    texts: tuple[str, ...]
    shapes: np.ndarray
    breaks: np.ndarray
    glued: np.ndarray
    """1 where a word follows the one before it without a space."""


def words_of(doc: Doc) -> Words:
    r"""The words of `doc`; breaks and gaps are read off its space tokens.

    >>> import spacy
    >>> words = words_of(spacy.blank("en")("KYIV.\n\nIt's late."))
    >>> words.texts, [BREAKS[b] for b in words.breaks], words.glued.tolist()
    (('KYIV', '.', 'It', "'s", 'late', '.'), ['text', 'none', 'paragraph', 'none', 'none', 'none'], [0, 1, 0, 1, 0, 1])
    """
    tokens: list[Token] = [token for token in doc if not token.is_space]
    shapes, breaks, glued = (np.zeros(len(tokens), dtype=np.int64) for _ in range(3))
    for number, token in enumerate(tokens):
        shapes[number] = shape_of(token.text)
        if not number:
            breaks[number] = 3
            continue
        before = doc[token.i - 1]
        if before.is_space:
            between = "".join(t.text_with_ws for t in doc[tokens[number - 1].i + 1 : token.i])
            breaks[number] = min(between.count("\n"), 2)
        else:
            glued[number] = not before.whitespace_
    return Words(tuple(t.i for t in tokens), tuple(t.text for t in tokens), shapes, breaks, glued)


def windows(words: Words) -> Iterator[tuple[int, int]]:
    """Cut a text into stretches of at most `WINDOW` words, at paragraphs, else lines, else ends of sentences."""
    start, count = 0, len(words.tokens)
    while count - start > WINDOW:
        end = max(range(start + WINDOW // 3, start + WINDOW + 1), key=lambda i: (_cut_value(words, i), i))
        yield start, end
        start = end
    if start < count:
        yield start, count


def _cut_value(words: Words, place: int) -> int:
    if words.breaks[place]:
        return int(words.breaks[place]) + 1
    return int(words.texts[place - 1][-1] in _ENDS or words.texts[place - 1] in {"”", '"'})
