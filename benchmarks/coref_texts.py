"""The annotated texts on which coreference is fitted and measured: snippets of GAP, documents of OntoGUM."""

from __future__ import annotations

import csv
import gzip
import io
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.model import Span

GENRES = ("academic", "bio", "conversation", "court", "interview", "news", "speech", "textbook", "vlog", "voyage")
"""The genres of OntoGUM that are free of a non-commercial clause."""
PARTS = {
    "dev": ("academic_exposure", "academic_librarians", "bio_byron", "bio_emperor", "conversation_grounded", "conversation_risk", "court_loan", "court_negligence", "interview_cyclone", "interview_gaming", "news_homeopathic", "news_iodine", "speech_impeachment", "speech_inauguration", "textbook_governments", "textbook_labor", "vlog_portland", "vlog_radiology", "voyage_athens", "voyage_coron"),
    "test": ("academic_discrimination", "academic_eegimaa", "bio_dvorak", "bio_jespersen", "conversation_lambada", "conversation_retirement", "court_insanity", "court_mitigation", "interview_hill", "interview_libertarian", "news_nasa", "news_sensitive", "speech_austria", "speech_newzealand", "textbook_chemistry", "textbook_union", "vlog_london", "vlog_studying", "voyage_oakland", "voyage_vavau"),
}  # fmt: skip
"""The development and test documents of GUM, as UD_English-GUM divides it; all others are for training."""
FEMININE = {"she", "her", "hers", "herself"}
TIGHT_BEFORE = {
    ",",
    ".",
    ";",
    ":",
    "?",
    "!",
    ")",
    "]",
    "%",
    "'s",
    "’s",
    "n't",
    "n’t",
    "'re",
    "'ve",
    "'ll",
    "'d",
    "'m",
    "’re",
    "’ve",
    "’ll",
}
TIGHT_AFTER = {"(", "[", "$", "£", "€"}


@dataclass(frozen=True)
class Snippet:
    """One row of GAP: the pronoun's place, and both names with whether the pronoun means them."""

    id: str
    text: str
    pronoun: Span
    names: tuple[tuple[Span, bool], ...]

    @property
    def gender(self) -> str:
        """Which half of GAP it belongs to."""
        return "feminine" if self.text[self.pronoun.begin : self.pronoun.end].lower() in FEMININE else "masculine"


def read_gap(path: Path) -> Iterator[Snippet]:
    """Read a file of GAP."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            spans = {
                column: Span(int(row[f"{column}-offset"]), int(row[f"{column}-offset"]) + len(row[column]), row[column])
                for column in ("Pronoun", "A", "B")
            }
            names = tuple((spans[c], row[f"{c}-coref"].upper() == "TRUE") for c in ("A", "B"))
            yield Snippet(row["ID"], row["Text"], spans["Pronoun"], names)


@dataclass
class Chained:
    """A document of OntoGUM: its text, the span of each token, and the chain of each mention (first and last token)."""

    id: str
    text: str = ""
    tokens: list[Span] = field(default_factory=list)
    chains: dict[tuple[int, int], str] = field(default_factory=dict)

    def span(self, first: int, last: int) -> Span:
        """The stretch of the text from one token to another."""
        begin, end = self.tokens[first].begin, self.tokens[last].end
        return Span(begin, end, self.text[begin:end])


def part_of(name: str) -> str:
    """ "train", "dev" or "test" for the name of a document of OntoGUM."""
    return next((part for part, names in PARTS.items() if name.removeprefix("GUM_") in names), "train")


def read_ontogum(path: Path, genres: Iterable[str] = GENRES, part: str = "") -> Iterator[Chained]:
    """Read the documents of some genres, of one part or of all."""
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            stream = archive.extractfile(member)
            name = Path(member.name).stem
            if stream is not None and name.split("_")[1] in genres and part in {"", part_of(name)}:
                yield _read_chained(name, io.TextIOWrapper(stream, "utf-8"))


def _read_chained(name: str, lines: Iterable[str]) -> Chained:
    document = Chained(name)
    opened: dict[str, list[int]] = defaultdict(list)
    is_tight, ends_sentence, in_quotes = True, False, False
    for line in lines:
        if line.startswith("#"):
            continue
        columns = line.rstrip("\n").split("\t")
        if len(columns) < 3:
            ends_sentence = bool(document.tokens)
            continue
        word, marks = columns[1], columns[-1]
        closes = word == '"' and in_quotes
        if document.tokens and (ends_sentence or not (is_tight or closes or word in TIGHT_BEFORE)):
            document.text += " "
        in_quotes = not in_quotes if word == '"' else in_quotes
        number = len(document.tokens)
        begin = len(document.text)
        document.text += word
        document.tokens.append(Span(begin, len(document.text), word))
        is_tight, ends_sentence = word in TIGHT_AFTER or (word == '"' and in_quotes), False
        for mark in marks.replace(")", ")|").replace("(", "|(").split("|"):
            chain = mark.strip("()")
            if not chain or chain == "_":
                continue
            if mark.startswith("("):
                opened[chain].append(number)
            if mark.endswith(")"):
                document.chains[opened[chain].pop(), number] = chain
    return document
