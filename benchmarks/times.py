"""Measure the values of time expressions on the dates that GUM's TEI files carry.

usage: python benchmarks/times.py [--genre NAME…] [--errors]
Reads gum_tei_xml.tar.gz from the folder `dates` in GRAPHKIT_DATA, or in ../shared/data beside the repository; without it, it
says so and stops. The document's date is what GUM says it was written on. A gold date counts where its attributes settle a
value; one without a year ("--09") does not. A value is right when beginning and end are the gold's. GUM marks the two ends of
"from 2004 to 2009" apart and gives "since 2005" often as 2005: a range is right when it begins as its first gold date does and
ends as its last, an open period when its one end is the gold's. A found value that overlaps no gold date counts as wrong.
"told" are the gold dates whose words tell a time, not an event ("his death").
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import os
import re
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphkit.nlp.extract import Extractor
from graphkit.nlp.times import find_times
from graphkit.nlp.tree import tree_of

ARCHIVE = "dates/gum_tei_xml.tar.gz"
GENRES = ("news", "interview", "bio")
NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?%)\]’”]|'s|’s|n't|n’t|'|th|st|nd|rd)$")
Bounds = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class GoldDate:
    """A dated stretch of the text; `bounds` is None where its attributes settle no value."""

    begin: int
    end: int
    text: str
    bounds: Bounds | None


@dataclass(frozen=True, slots=True)
class Document:
    """A GUM text with its dates; `written` is its date of creation."""

    name: str
    genre: str
    text: str
    written: dt.date
    dates: tuple[GoldDate, ...]


def bounds_of(attributes: dict[str, str]) -> Bounds | None:
    """Give the beginning and end that TEI attributes settle.

    >>> bounds_of({"when": "2023-02"}), bounds_of({"notBefore": "2005"}), bounds_of({"when": "--09"})
    (('2023-02-01', '2023-02-28'), ('2005-01-01', None), None)
    """
    first = attributes.get("when") or attributes.get("from") or attributes.get("notBefore")
    last = attributes.get("when") or attributes.get("to") or attributes.get("notAfter")
    begin, end = _edge(first, last=False), _edge(last, last=True)
    if (first and begin is None) or (last and end is None):
        return None
    return (begin, end) if begin or end else None


def _edge(value: str | None, *, last: bool) -> str | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?", value or "")
    if match is None:
        return None
    year = int(match[1])
    month = int(match[2] or (12 if last else 1))
    day = int(match[3] or (calendar.monthrange(year, month)[1] if last else 1))
    return f"{year:04d}-{month:02d}-{day:02d}"


def documents(archive: Path, genres: tuple[str, ...]) -> Iterator[Document]:
    """Read the archive's documents of some genres, sorted by name."""
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            genre = Path(member.name).name.split("_")[1] if member.name.endswith(".xml") else ""
            stream = tar.extractfile(member) if genre in genres else None
            if stream is not None:
                yield document(Path(member.name).stem, genre, stream.read().decode("utf-8"))


def document(name: str, genre: str, tei: str) -> Document:
    """Read one TEI document: tokens stand one to a line between tags."""
    written = re.search(r'dateCreated="([^"]*)"', tei)
    text = ""
    open_dates: list[tuple[int, dict[str, str]]] = []
    dates: list[GoldDate] = []
    fresh = True
    for line in tei.splitlines():
        if line.startswith("<date"):
            open_dates.append((-1, dict(re.findall(r'(\w+)="([^"]*)"', line))))
        elif line.startswith("</date"):
            begin, attributes = open_dates.pop()
            if begin >= 0:
                dates.append(GoldDate(begin, len(text), text[begin:], bounds_of(attributes)))
        elif line.startswith("</s>"):
            text, fresh = text + "\n", True
        elif "\t" in line and not line.startswith("<"):
            word = re.sub(
                r"&(amp|lt|gt|quot|apos);",
                lambda m: {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}[m[1]],
                line.split("\t")[0],
            )
            glued = fresh or NO_SPACE_BEFORE.match(word) or text.endswith(("(", "[", "“", "$", "£"))
            text += ("" if glued else " ") + word
            fresh = False
            open_dates = [(len(text) - len(word) if begin < 0 else begin, a) for begin, a in open_dates]
    return Document(name, genre, text, dt.date.fromisoformat(written[1] if written else "2000-01-01"), tuple(dates))


def agrees(found: Bounds, gold: list[GoldDate]) -> bool:
    """Whether a found value is that of the gold dates it overlaps, in order of the text."""
    values = [g.bounds for g in gold if g.bounds is not None]
    if found in values:
        return True
    begin, end = found
    if begin is None or end is None:
        return any((begin is None or begin in value) and (end is None or end in value) for value in values)
    return len(values) > 1 and begin == values[0][0] and end == values[-1][1]


def main(arguments: list[str] | None = None) -> int:
    """Print precision and recall of values for each genre and for all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--genre", nargs="*", default=list(GENRES))
    parser.add_argument("--errors", action="store_true", help="list what was missed or differs")
    options = parser.parse_args(arguments)
    folder = Path(os.environ.get("GRAPHKIT_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
    archive = folder / ARCHIVE
    if not archive.exists():
        print(f"{archive} is not there: nothing measured. Set GRAPHKIT_DATA to the folder that holds {ARCHIVE}.")
        return 0
    extractor = Extractor()
    counts: dict[str, list[int]] = {}
    for item in documents(archive, tuple(options.genre)):
        tree = tree_of(extractor.nlp(item.text), extractor.reader.grammar)
        found = [
            (tree.nodes[t.first].begin, tree.nodes[t.last].end, (t.begin and t.begin[:10], t.end and t.end[:10]))
            for t in find_times(tree, item.written)
        ]
        gold = [g for g in item.dates if g.bounds is not None]
        judged = [f for f in found if not any(g.bounds is None and g.begin < f[1] and f[0] < g.end for g in item.dates)]
        right: set[GoldDate] = set()
        correct = []
        for value in judged:
            overlapped = [g for g in gold if g.begin < value[1] and value[0] < g.end]
            if overlapped and agrees(value[2], overlapped):
                right.update(overlapped)
                correct.append(value)
        inside = [f for f in judged if any(g.begin < f[1] and f[0] < g.end for g in gold)]
        dated = [
            g
            for g in gold
            if g in right
            or re.search(
                r"\d|day|week|month|year|decade|century|(?:ber|uary|March|April|May|June|July|August)\b", g.text
            )
        ]
        for key in (item.genre, "all"):
            row = counts.setdefault(key, [0, 0, 0, 0, 0, 0])
            for i, members in enumerate((gold, dated, right, judged, inside, correct)):
                row[i] += len(members)
        if options.errors:
            _list_errors(item, gold, right, judged)
    print("genre      gold  told  found  precision  among gold  recall  recall of told")
    for key, (gold_n, dated_n, right_n, judged_n, inside_n, correct_n) in counts.items():
        print(
            f"{key:10} {gold_n:4}  {dated_n:4}  {judged_n:5}  {correct_n / max(1, judged_n):9.3f}  {correct_n / max(1, inside_n):10.3f}"
            f"  {right_n / max(1, gold_n):6.3f}  {right_n / max(1, dated_n):14.3f}"
        )
    return 0


def _list_errors(
    item: Document, gold: list[GoldDate], right: set[GoldDate], judged: list[tuple[int, int, Bounds]]
) -> None:
    for date in gold:
        if date not in right:
            values = [f[2] for f in judged if date.begin < f[1] and f[0] < date.end]
            around = item.text[max(0, date.begin - 50) : date.end + 30].replace("\n", " / ")
            print(f"{item.name} {item.written}: {date.text!r} is {date.bounds}, found {values}: …{around}…")
    for begin, end, value in judged:
        if not any(g.begin < end and begin < g.end for g in gold):
            around = item.text[max(0, begin - 50) : end + 30].replace("\n", " / ")
            print(f"{item.name} {item.written}: no gold for {item.text[begin:end]!r} {value}: …{around}…")


if __name__ == "__main__":
    sys.exit(main())
