"""Read the Groningen Meaning Bank extract and mend its silver annotation."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotated import Annotated, from_tokens
from classes import (
    EVENT,
    FACILITY,
    LAW,
    NORP_END,
    WEAPON,
    class_of_place,
    is_people,
    is_state,
    known_class,
    strip_titles,
)
from names import TITLES

CALENDAR = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Internet God English Spanish Arabic I""".split()
)
Name = tuple[int, int, str]


def read_gmb(path: Path) -> Iterator[Annotated]:
    """Yield one text per sentence with the classes PERSON, ORG, GPE, LOC, NORP, FAC, LAW, EVENT, PRODUCT."""
    with gzip.open(path, "rt", encoding="cp1252", errors="replace") as file:
        rows = csv.reader(file)
        next(rows)
        sentence: list[list[str]] = []
        for row in rows:
            if row[0] and sentence:
                yield _convert(sentence)
                sentence = []
            if row[1]:
                sentence.append(row[1:])
        yield _convert(sentence)


def _convert(rows: list[list[str]]) -> Annotated:
    words, tags = [row[0] for row in rows], [row[1] for row in rows]
    names: list[Name] = []
    unknown: set[int] = set()
    for start, end, label in _override(words, _spans([row[2] for row in rows])):
        mended = _mend(words, start, end, label)
        if mended:
            names.append(mended)
            if mended[1] < end:
                unknown |= {i for i in range(mended[1], end) if words[i] not in TITLES}
        elif label not in ("per", "tim"):
            unknown |= set(range(start, end))
    covered = {i for start, end, _ in names for i in range(start, end)}
    for index, (word, tag) in enumerate(zip(words, tags, strict=True)):
        if index not in covered and tag.startswith("NNP") and word not in TITLES | CALENDAR:
            unknown.add(index)
    return from_tokens(words, names, sorted(unknown - covered))


def _spans(tags: Sequence[str]) -> list[Name]:
    spans: list[Name] = []
    for index, tag in enumerate(tags):
        if tag == "O":
            continue
        prefix, label = tag.split("-")
        if prefix == "I" and spans and spans[-1][1] == index and spans[-1][2] == label:
            spans[-1] = (spans[-1][0], index + 1, label)
        else:
            spans.append((index, index + 1, label))
    return spans


def _override(words: Sequence[str], spans: list[Name]) -> list[Name]:
    """Replace spans by names that the gazetteers know, where those cover them."""
    found: list[Name] = []
    index = 0
    while index < len(words):
        for end in range(min(len(words), index + 5), index, -1):
            label = known_class(" ".join(words[index:end]))
            if label:
                inside = [s for s in spans if s[0] < end and s[1] > index]
                grows = any(s[0] < index or s[1] > end for s in inside)
                next_is_name = end < len(words) and words[end][:1].isupper() and not inside
                if not grows and not next_is_name and not any(s[2] == "per" and s[1] - s[0] == 1 for s in inside):
                    spans = [s for s in spans if s not in inside]
                    found.append((index, end, label))
                    index = end - 1
                break
        index += 1
    return sorted(spans + found)


def _mend(words: Sequence[str], start: int, end: int, label: str) -> Name | None:
    if label.isupper():
        return start, end, label
    if label == "per":
        start += strip_titles(words[start:end])
        if start == end:
            return None
    while start < end and words[start].islower() and words[start] not in ("al", "el"):
        start += 1
    while end > start and (words[end - 1].islower() or (words[end - 1] in TITLES and label != "per")):
        end -= 1
    if start == end:
        return None
    part = words[start:end]
    name = " ".join(part)
    if is_people(name):
        return start, end, "NORP"
    if is_state(name):
        return start, end, "GPE"
    new = _by_cue(part, label)
    return (start, end, new) if new else None


def _by_cue(part: Sequence[str], label: str) -> str | None:
    last = part[-1]
    if label == "per":
        return "PERSON"
    if label != "gpe" and last in LAW and len(part) > 1:
        return "LAW"
    if label in ("org", "art", "eve", "nat") and len(part) > 1 and (last in EVENT or part[0] in EVENT):
        return "EVENT"
    if label in ("org", "art", "geo") and last in FACILITY - {"Center", "Centre", "Park"} and len(part) > 1:
        return "FAC"
    if label == "geo":
        return class_of_place(part)
    if label == "gpe":
        return "NORP" if NORP_END.search(last) and len(part) == 1 else "GPE"
    if label == "org":
        return None if last in {"AIDS", "HIV", "GDP", "English"} else "ORG"
    if label == "art" and WEAPON.match(last):
        return "PRODUCT"
    return None
