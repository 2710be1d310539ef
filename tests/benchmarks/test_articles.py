"""The annotated articles and the samples are well formed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import graphkit

ROOT = Path(__file__).resolve().parents[2]
ANNOTATED = sorted((ROOT / "benchmarks" / "articles").glob("*/*.json"))
SAMPLES = sorted((ROOT / "samples" / "texts").glob("*.txt"))
KINDS = set("Person Official State Organization Place Facility WeaponSystem Agreement".split())
REASONS = set("negated planned requested possible conditional alleged".split())
TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")


def load(path: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return record


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.stem)
def test_annotations_quote_their_article(path: Path) -> None:
    article = load(path)
    quotes = [r["evidence"] for r in article["relations"] + article["nonfacts"]]
    assert article["id"] == path.stem
    assert [q for q in quotes if q not in article["text"]] == []


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.stem)
def test_annotations_keep_the_form(path: Path) -> None:
    article = load(path)
    text = article["text"].lower()
    labels = [entity["label"] for entity in article["entities"]]
    assert len(labels) == len(set(labels))
    assert {entity["type"] for entity in article["entities"]} <= KINDS
    for entity in article["entities"]:
        assert any(form.lower() in text for form in [entity["label"], *entity.get("aliases", ())]), entity["label"]
    assert {nonfact["why"] for nonfact in article["nonfacts"]} <= REASONS
    times = [r["attributes"]["time"] for r in article["relations"] if r["attributes"]["time"]]
    assert [time for time in times if not TIME.fullmatch(time)] == []


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.stem)
def test_properties_are_those_of_the_ontology(path: Path) -> None:
    from graphkit.graph.ontology import graphkit_ontology

    article = load(path)
    used = {p for r in article["relations"] + article["nonfacts"] for p in (r["p"], *r.get("pAlt", ()))}
    assert used - graphkit_ontology().properties == set()


def test_every_sample_stands_in_the_table_too() -> None:
    records = [json.loads(line) for line in (ROOT / "samples" / "articles.jsonl").read_text("utf-8").splitlines()]
    assert {r["id"]: r["text"] for r in records} == {p.stem: p.read_text("utf-8") for p in SAMPLES}
    assert all(r["id"].startswith(r["date"]) for r in records)


def test_samples_are_read_as_articles() -> None:
    from graphkit.readers import read

    articles = [item for item in read(ROOT / "samples" / "articles.jsonl") if isinstance(item, graphkit.Article)]
    assert len(articles) == len(SAMPLES) >= 12
    assert all(article.date and article.title for article in articles)
