"""Read the hand-annotated name corpora."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from annotated import Annotated, from_tokens
from classes import class_of_place, is_people, is_state, strip_titles
from sources import read_lines

WNUT = {"person": "PERSON", "location": "PLACE", "corporation": "ORG", "group": "ORG"}
BTC = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG"}
WIKIGOLD = {"PER": "PERSON", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}
FACTS = {
    "CEO": ("ORG", "PERSON"),
    "EMPLOYEE_OR_MEMBER_OF": ("PERSON", "ORG"),
    "PLACE_OF_RESIDENCE": ("PERSON", "PLACE"),
    "PLACE_OF_BIRTH": ("PERSON", "PLACE"),
    "SPOUSE": ("PERSON", "PERSON"),
    "CHILD_OF": ("PERSON", "PERSON"),
    "HEADQUARTERS": ("ORG", "PLACE"),
    "EDUCATED_AT": ("PERSON", "ORG"),
    "FOUNDED_BY": ("ORG", "PERSON"),
    "POLITICAL_AFFILIATION": ("PERSON", None),
    "SUBSIDIARY_OF": ("ORG", "ORG"),
    "NATIONALITY": ("PERSON", None),
    "DATE_OF_BIRTH": ("PERSON", None),
    "DATE_OF_DEATH": ("PERSON", None),
    "DATE_FOUNDED": ("ORG", None),
}


def read_conll(path: Path, classes: dict[str, str]) -> Iterator[Annotated]:
    """Yield one text per sentence of a file with word and IOB tag; classes that are not mapped become unknown."""
    rows: list[tuple[str, str]] = []
    for line in read_lines(path):
        cells = line.split()
        if len(cells) >= 2 and not line.startswith("-DOCSTART-"):
            rows.append((cells[0], cells[-1]))
        elif not line.strip() and rows:
            yield _convert(rows, classes)
            rows = []
    if rows:
        yield _convert(rows, classes)


def _convert(rows: list[tuple[str, str]], classes: dict[str, str]) -> Annotated:
    words = [word for word, _ in rows]
    spans: list[tuple[int, int, str]] = []
    for index, (_, tag) in enumerate(rows):
        if tag == "O":
            continue
        prefix, label = tag.split("-", 1)
        if prefix == "I" and spans and spans[-1][1] == index and spans[-1][2] == label:
            spans[-1] = (spans[-1][0], index + 1, label)
        else:
            spans.append((index, index + 1, label))
    names, unknown = [], set()
    for start, end, label in spans:
        new = classes.get(label)
        part = words[start:end]
        if new is None or words[start].startswith("@"):
            unknown |= set(range(start, end))
        else:
            names.append((start, end, class_of_place(part) if new == "PLACE" else new))
            if new == "PLACE" and is_people(" ".join(part).title()):
                names[-1] = (start, end, "NORP")
    covered = {i for start, end, _ in names for i in range(start, end)}
    if "MISC" not in classes:
        unknown |= {i for i, word in enumerate(words) if is_people(word) or word.startswith("@")}
    return from_tokens(words, names, sorted(unknown - covered))


def read_facts(path: Path) -> Iterator[Annotated]:
    """Yield passages whose names are known in part: each capitalised word outside the facts is unknown."""
    passages: dict[tuple[str, ...], list[dict]] = defaultdict(list)
    for line in read_lines(path):
        fact = json.loads(line)
        passages[fact["doc"], fact["pstart"], fact["pend"]].append(fact)
    for facts in passages.values():
        text = facts[0]["passage"]
        base = int(facts[0]["pstart"])
        names: dict[tuple[int, int], str] = {}
        for fact in facts:
            for key, label in zip("so", FACTS.get(fact["prop"], (None, None)), strict=True):
                if "-" in (fact[key + "0"], fact[key + "1"]):
                    continue
                start, end = int(fact[key + "0"]) - base, int(fact[key + "1"]) - base
                name = text[start:end]
                if label and _is_name(name):
                    words = name.split()
                    place = class_of_place(words) if label == "PLACE" or is_state(name) else label
                    names[start, end] = "NORP" if is_people(name) else place
        if names:
            yield Annotated(text, _without_overlap(names), _capitalised(text, names))


RE3D = {"Organisation": "ORG", "Person": "PERSON", "Location": "LOC", "Nationality": "NORP"}
RE3D |= dict.fromkeys(("Weapon", "Vehicle", "MilitaryPlatform"), "PRODUCT")


def read_re3d(path: Path) -> Iterator[Annotated]:
    """Yield the development documents of re3d; descriptions ("the two armies") and other classes become unknown."""
    for line in read_lines(path):
        row = json.loads(line)
        text = row["doc"]["text"]
        names: dict[tuple[int, int], str] = {}
        unknown: list[tuple[int, int]] = []
        for entity in row["entities"]:
            start, end = entity["begin"], entity["end"]
            label = RE3D.get(entity["type"])
            if text[start:end].lower().startswith("the "):
                start += 4
            words = text[start:end].split(" ")
            if label == "PERSON":
                skipped = strip_titles(words)
                start += sum(len(word) + 1 for word in words[:skipped]) if skipped < len(words) else 0
            elif label == "LOC" and ", " in text[start:end]:
                second = text.index(", ", start) + 2
                if _is_name(text[second:end]):
                    names[second, end] = label
                end = second - 2
            if label and _is_name(text[start:end]):
                names[start, end] = label
            else:
                unknown.append((start, end))
        yield Annotated(text, _without_overlap(names), unknown)


def _is_name(name: str) -> bool:
    words = name.split()
    small = {
        "He",
        "She",
        "It",
        "His",
        "Her",
        "Its",
        "They",
        "Their",
        "The",
        "I",
        "This",
        "A",
        "An",
        "My",
        "Who",
        "We",
        "You",
    }
    return bool(words) and len(words) < 8 and words[0][0].isupper() and words[-1][0].isupper() and words[0] not in small


def _without_overlap(names: dict[tuple[int, int], str]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for (start, end), label in sorted(names.items(), key=lambda item: (item[0][0], -item[0][1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, label))
    return kept


def _capitalised(text: str, names: dict[tuple[int, int], str]) -> list[tuple[int, int]]:
    unknown, position = [], 0
    for word in text.split(" "):
        start, end = position, position + len(word)
        position = end + 1
        inside = any(a < end and b > start for a, b in names)
        if any(c.isupper() for c in word) and not inside:
            unknown.append((start, end))
    return unknown
