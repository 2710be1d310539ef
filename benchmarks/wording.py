"""When two wordings mean the same node: names by their content words, groups by head, number and words."""

from __future__ import annotations

import re

from annotations import NamedEntity

_FILLER = frozenset(
    "the its his her their some of s all several more than at least about around nearly over up to".split()
)
_COUNTED = dict(
    zip("zero one two three four five six seven eight nine ten eleven twelve".split(), map(str, range(13)), strict=True)
) | {"a": "1", "an": "1"}
_POSSESSIVE = re.compile(r"[’']s\b")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_TOKEN = re.compile(r"[a-z0-9à-ÿ]+")
_AFTER_HEAD = re.compile(
    r"\s+(?:of|in|on|at|from|for|by|with|to|near|that|which|who|against|over|between|under)\s+", re.IGNORECASE
)


def content_words(text: str) -> list[str]:
    """Give the words that carry meaning: lower case, singular, numbers as digits.

    >>> content_words("The Houthis' three drones"), content_words("Russia’s 1,200 men")
    (['houthi', '3', 'drone'], ['russia', '1200', 'men'])
    """
    return [_singular(word) for word in _tokens(text) if word not in _FILLER]


def is_same_group(first: str, second: str) -> bool:
    """Tell whether two noun phrases can mean one group.

    They share the head, and no number contradicts; the other words of one lie in the other's, or three fifths are
    shared.

    >>> is_same_group("35 missiles", "a barrage of missiles"), is_same_group("two soldiers", "2 soldiers")
    (False, True)
    """
    words = content_words(first), content_words(second)
    if not all(words) or _head(first) != _head(second):
        return False
    (numbers_1, rest_1), (numbers_2, rest_2) = (_split(w) for w in words)
    if numbers_1 and numbers_2 and numbers_1 != numbers_2:
        return False
    return rest_1 <= rest_2 or rest_2 <= rest_1 or len(rest_1 & rest_2) / len(rest_1 | rest_2) >= 0.6


def means(wanted: str, labels: frozenset[str], names: dict[str, NamedEntity]) -> bool:
    """Tell whether a node with `labels` is what an annotation calls `wanted`: an entity of the article, or a group."""
    entity = names.get(wanted)
    forms = entity.forms if entity else (wanted,)
    bare = [words for form in forms if (words := content_words(form))]
    return any(
        content_words(label) in bare or (entity is None and is_same_group(wanted, label)) for label in sorted(labels)
    )


def _tokens(text: str) -> list[str]:
    plain = _THOUSANDS.sub("", _POSSESSIVE.sub("", text.lower()))
    return [_COUNTED.get(token, token) for token in _TOKEN.findall(plain)]


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _head(text: str) -> str:
    phrase = _AFTER_HEAD.split(text.strip())[0]
    nominal = [_singular(word) for word in _tokens(phrase) if not word.isdigit() and word not in _FILLER]
    return nominal[-1] if nominal else ""


def _split(words: list[str]) -> tuple[set[str], set[str]]:
    return {w for w in words if w.isdigit()}, {w for w in words if not w.isdigit()}
