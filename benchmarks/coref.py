"""Measure who pronouns and descriptions are taken for, end to end: our names, our parse, our links.

- GAP development and validation: an ambiguous pronoun and two names; F1 over "the pronoun is this name", as GAP counts it
- OntoGUM, news and interviews: a pronoun or "the …" that we take up is right if what it was taken for belongs to the annotated chain

usage: python benchmarks/coref.py [--part N] [--to FILE]
Data sets are read from the folder in GRAPHKIT_DATA, or ../shared/data beside the repository. `--part N` takes every Nth text.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from coref_texts import FEMININE, Chained, Snippet, read_gap, read_ontogum
from tally import Tally

from graphkit.model import Article, Entity, Extraction, Span
from graphkit.nlp.extract import Extractor

GAP = ("development", "validation")
MASCULINE = {"he", "him", "his", "himself"}
PRONOUNS = {
    **dict.fromkeys(FEMININE | MASCULINE, "he, she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
}
DESCRIPTION = "the …"
Extract = Callable[[Article], Extraction]


def _overlap(a: Span, b: Span) -> bool:
    return a.begin < b.end and b.begin < a.end


def taken_for(extraction: Extraction, pronoun: Span) -> list[Entity]:
    """Entities that have the pronoun among their mentions."""
    return [e for e in extraction.entities if any((m.begin, m.end) == (pronoun.begin, pronoun.end) for m in e.mentions)]


def measure_gap(snippets: Iterable[Snippet], extract: Extract) -> dict[str, dict[str, float]]:
    """Count for each name whether the pronoun was taken for it."""
    tallies = {name: Tally() for name in ("overall", "masculine", "feminine")}
    for snippet in snippets:
        entities = taken_for(extract(Article(snippet.id, snippet.text)), snippet.pronoun)
        for span, is_meant in snippet.names:
            said = any(_overlap(m, span) for e in entities for m in e.mentions)
            for name in ("overall", snippet.gender):
                tallies[name].compare(expected=is_meant, predicted=said, agree=is_meant and said)
    return {name: tally.figures() for name, tally in tallies.items()}


def _kind_of(document: Chained, first: int, last: int) -> str | None:
    """Which row of the table a mention belongs to."""
    words = [t.text for t in document.tokens[first : last + 1]]
    if len(words) == 1:
        return PRONOUNS.get(words[0].lower())
    plain = words[0].lower() == "the" and len(words) <= 4 and not any(w[:1].isupper() for w in words[1:])
    return DESCRIPTION if plain else None


def _is_in_chain(document: Chained, entity: Entity, here: Span, chain: str) -> bool:
    """Whether the last mention of `entity` before `here` (else the first after) that is no pronoun lies in `chain`.

    Annotated mentions are whole noun phrases and ours are names: they meet if both begin or both end alike, articles and
    what follows a comma or preposition aside.
    """
    others = [m for m in entity.mentions if m.text.lower() not in PRONOUNS and not _overlap(m, here)]
    others.sort(key=lambda m: (m.begin > here.begin, abs(here.begin - m.begin)))
    for (first, last), name in document.chains.items():
        if name != chain:
            continue
        span = document.span(first, last)
        if any(_overlap(m, span) and _is_head_of(document, m, first, last) for m in others[:1]):
            return True
    return False


def _is_head_of(document: Chained, mention: Span, first: int, last: int) -> bool:
    """Whether `mention` covers the word that heads the annotated phrase: the last one before a preposition, comma or clause."""
    end = last
    for number in range(first + 1, last + 1):
        if document.tokens[number].text.lower() in {
            "of",
            "in",
            "from",
            "for",
            "at",
            "on",
            "with",
            "to",
            "who",
            "which",
            "that",
            ",",
            "(",
            "-",
            "by",
            "and",
            "'s",
        }:
            end = number - 1
            break
    head = document.tokens[end]
    return _overlap(mention, head) or (_overlap(mention, document.tokens[last]) and end == last - 1)


def measure_ontogum(documents: Iterable[Chained], extract: Extract) -> dict[str, dict[str, float]]:
    """Count links by what is linked."""
    tallies = {name: Tally() for name in ("he, she", "it", "they", DESCRIPTION)}
    for document in documents:
        extraction = extract(Article(document.id, document.text))
        at = {(m.begin, m.end): e for e in extraction.entities for m in e.mentions}
        annotated: dict[tuple[int, int], str] = {}
        seen: set[str] = set()
        for (first, last), chain in sorted(document.chains.items()):
            kind = _kind_of(document, first, last)
            span = document.span(first, last)
            annotated[span.begin, span.end] = chain
            if kind is not None and chain in seen:
                tallies[kind].add(gold=1)
            seen.add(chain)
        for (begin, end), entity in at.items():
            words = document.text[begin:end].split()
            kind = PRONOUNS.get(words[0].lower()) if len(words) == 1 else None
            if kind is None and words[0].lower() == "the" and entity.kind != "Group" and words[-1].islower():
                kind = DESCRIPTION
            if kind is None:
                continue
            here = Span(begin, end, document.text[begin:end])
            chain = annotated.get((begin, end))
            is_right = chain is not None and _is_in_chain(document, entity, here, chain)
            tallies[kind].add(right=is_right, wrong=not is_right, hit=is_right)
    return {name: tally.figures() for name, tally in tallies.items()}


def measure(data: Path, extract: Extract, part: int = 1) -> dict[str, Any]:
    """Measure everything."""
    figures: dict[str, Any] = {}
    for name in GAP:
        snippets = list(read_gap(data / "coref" / f"gap-{name}.tsv.gz"))[::part]
        figures[f"GAP {name}"] = measure_gap(snippets, extract)
    documents = list(read_ontogum(data / "coref" / "ontogum_conll.tar.gz"))[::part]
    figures["OntoGUM news and interviews"] = measure_ontogum(documents, extract)
    return figures


def markdown(figures: dict[str, Any]) -> str:
    """Write the table, in percent."""
    lines = ["| set | part | P | R | F1 | expected |", "|---|---|---|---|---|---|"]
    for name, rows in figures.items():
        for row, values in rows.items():
            p, r, f1 = (f"{100 * values[key]:.1f}" for key in ("p", "r", "f1"))
            lines.append(f"| {name} | {row} | {p} | {r} | {f1} | {values['gold']} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", type=int, default=1, help="take every Nth text")
    parser.add_argument("--to", type=Path, help="also write the figures to this file, as JSON")
    options = parser.parse_args()
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    data = Path(os.environ.get("GRAPHKIT_DATA", beside))
    if not (data / "coref").is_dir():
        print(f"no folder {data / 'coref'}; set GRAPHKIT_DATA to the folder of public data sets", file=sys.stderr)
        return 2
    figures = measure(data, Extractor().extract, options.part)
    print(markdown(figures), end="")
    if options.to is not None:
        options.to.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
