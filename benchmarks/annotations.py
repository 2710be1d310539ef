"""Annotated articles: one JSON file each, in the form that benchmarks/README.md describes."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class NamedEntity:
    """A named entity with every form that names it in the article."""

    label: str
    forms: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Fact:
    """An annotated relation, or a non-fact (then `why` says what it is); each argument with its equally good answers.

    `subjects` may hold None: no agent is stated. `predicate` is the annotators' first choice,
    `predicates` are all good ones.
    """

    subjects: tuple[str | None, ...]
    predicate: str
    predicates: frozenset[str]
    objects: tuple[str, ...]
    optional: bool
    quantity: int | None
    attributes: dict[str, str]
    attributed_to: str | None
    position_in: str | None
    why: str
    evidence: str

    def __str__(self) -> str:
        return f"{self.subjects[0] or '∅'} --{self.predicate}--> {self.objects[0]}"


@dataclass(frozen=True)
class AnnotatedArticle:
    """An article with everything that a careful reader finds in it."""

    stem: str
    text: str
    title: str
    date: dt.date
    url: str | None
    publisher: str | None
    entities: tuple[NamedEntity, ...]
    facts: tuple[Fact, ...]
    nonfacts: tuple[Fact, ...]


def read_annotated(folder: Path, *, prefix: str = "") -> list[AnnotatedArticle]:
    """Read the annotated articles of a folder, in order of their names."""
    return [_article(path) for path in sorted(folder.glob(prefix + "*.json"))]


def counting() -> dict[str, Any]:
    """Read counting.toml."""
    return tomllib.loads((HERE / "counting.toml").read_text("utf-8"))


def _article(path: Path) -> AnnotatedArticle:
    data = json.loads(path.read_text("utf-8"))
    return AnnotatedArticle(
        stem=path.stem,
        text=data["text"],
        title=data["title"],
        date=dt.date.fromisoformat(data["date"]),
        url=data["url"],
        publisher=data["publisher"],
        entities=tuple(
            NamedEntity(e["label"], (e["label"], *e.get("aliases", ())), e["type"]) for e in data["entities"]
        ),
        facts=tuple(_fact(r) for r in data["relations"]),
        nonfacts=tuple(_fact(r) for r in data["nonfacts"]),
    )


def _fact(record: dict[str, Any]) -> Fact:
    return Fact(
        subjects=(record["s"], *record.get("sAlt", ())),
        predicate=record["p"],
        predicates=frozenset({record["p"], *record.get("pAlt", ())}),
        objects=(record["o"], *record.get("oAlt", ())),
        optional=bool(record.get("optional")),
        quantity=record.get("quantity"),
        attributes={k: v for k, v in record.get("attributes", {}).items() if v},
        attributed_to=record.get("attributedTo"),
        position_in=record.get("positionIn"),
        why=record.get("why", ""),
        evidence=record["evidence"],
    )
