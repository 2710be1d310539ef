"""Find the proper names among GUM's nominal entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from annotated import Annotated, from_tokens
from classes import class_of_place, is_people, is_state, known_class, strip_titles
from conllu import Sentence, Word, group_documents, read_sentences
from names import TITLES

TYPES = {"person": "PERSON", "place": "PLACE", "organization": "ORG", "event": "EVENT"}
LINKS = frozenset("of for and de the & - – / ' 's".split())
PERSON_LINKS = frozenset("de la van von der den al bin - '".split())
Mention = tuple[int, int, str]


def read_gum_names(path: Path) -> Iterator[list[Annotated]]:
    """Yield the sentences of each document; proper nouns outside the names found are unknown."""
    for document in group_documents(read_sentences(path)):
        yield [_convert(sentence) for sentence in document]


def _convert(sentence: Sentence) -> Annotated:
    words = sentence.words
    found: dict[int, Mention] = {}
    for start, end, kind in sorted(_mentions(words), key=lambda m: m[0] - m[1]):
        label = TYPES.get(kind)
        name = _name_in(words, start, end, PERSON_LINKS if kind == "person" else LINKS)
        if label and name and not any(i in found for i in range(*name)):
            mention = _label(words, *name, label)
            if mention is None:
                continue
            for index in range(mention[0], mention[1]):
                found[index] = mention
    for index, word in enumerate(words):
        if index not in found and is_people(word.form):
            found[index] = (index, index + 1, "NORP")
    unknown = [i for i, w in enumerate(words) if i not in found and w.xpos.startswith("NNP") and w.form not in TITLES]
    forms = [word.form for word in words]
    return from_tokens(forms, sorted(set(found.values())), unknown)


def _mentions(words: list[Word]) -> Iterator[Mention]:
    """Read the bracket notation: "(12-person-…" opens, "12)" closes, "(12-person-…)" is one word."""
    open_mentions: dict[str, list[tuple[int, str]]] = {}
    for index, word in enumerate(words):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", word.misc)
        for piece in re.findall(r"\([^()]*\)?|[^()]+\)", match.group(1)) if match else []:
            body = piece.strip("()")
            number = body.split("-")[0]
            if piece.startswith("("):
                kind = body.split("-")[1] if "-" in body else ""
                if piece.endswith(")"):
                    yield index, index + 1, kind
                else:
                    open_mentions.setdefault(number, []).append((index, kind))
            elif open_mentions.get(number):
                start, kind = open_mentions[number].pop()
                yield start, index + 1, kind


def _name_in(words: list[Word], start: int, end: int, links: frozenset[str]) -> tuple[int, int] | None:
    heads = [i for i in range(start, end) if words[i].head == i or not start <= words[i].head < end]
    if not heads or not words[heads[0]].xpos.startswith("NNP"):
        return None
    first = last = heads[0]
    while first > start and _continues(words, first - 1, -1, (start, end), links):
        first -= 1
    while last + 1 < end and _continues(words, last + 1, 1, (start, end), links):
        last += 1
    return first, last + 1


def _continues(words: list[Word], index: int, step: int, limits: tuple[int, int], links: frozenset[str]) -> bool:
    if words[index].xpos.startswith("NNP"):
        return True
    beyond = index + step
    is_link = words[index].form in links and limits[0] <= beyond < limits[1]
    return is_link and words[beyond].xpos.startswith("NNP") and (step > 0 or words[index].form in "-–'")


def _label(words: list[Word], start: int, end: int, label: str) -> Mention | None:
    forms = [word.form for word in words[start:end]]
    if label == "PERSON":
        skipped = strip_titles(forms)
        if skipped == len(forms):
            return None
        start += skipped
    name = " ".join(forms)
    if is_people(name):
        return start, end, "NORP"
    if label == "PLACE":
        return start, end, class_of_place(forms)
    if label == "ORG" and is_state(name):
        return start, end, "GPE"
    return start, end, known_class(name) or label if label == "ORG" else label
