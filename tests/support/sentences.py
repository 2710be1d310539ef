"""Sentences read with the shipped pipeline, which is loaded once for all test files."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from graphkit.linking import link
from graphkit.model import Article, Extraction
from graphkit.nlp.extract import Extractor


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    return Extractor()


@lru_cache(maxsize=64)
def read(text: str, date: dt.date | None = dt.date(2024, 5, 1)) -> Extraction:
    own = extractor()
    return link(own.extract(Article(id="t", text=text, date=date)), own.lexicon)
