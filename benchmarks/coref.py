"""Measure who pronouns and descriptions are taken for, end to end: our names, our parse, our links.

- GAP development and validation: an ambiguous pronoun and two names; F1 over "the pronoun is this name", as GAP counts it. The shipped
  weights were trained on both: training/scripts/evaluate_coref.py measures each half of development with weights that did not see it
- OntoGUM's dev and test documents, chains: MUC, B³, CEAF and their mean (CoNLL) over all noun phrases and pronouns, before what is no
  entity of the graph is left out
- … links: a pronoun or "the …" that the graph takes up is right if what it was taken for belongs to the annotated chain

usage: python benchmarks/coref.py [--part N] [--to FILE]
Data sets are read from the folder in GRAPHKIT_DATA, or ../shared/data beside the repository. `--part N` takes every Nth text.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import conll
from coref_texts import FEMININE, Chained, Snippet, read_gap, read_ontogum
from tally import Tally

from graphkit.model import Article, Entity, Extraction, Span
from graphkit.nlp.coref_links import Linker
from graphkit.nlp.coref_phrases import Phrase
from graphkit.nlp.coref_ranker import Link
from graphkit.nlp.extract import Extractor
from graphkit.nlp.quotes import Quotes

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


class Recording:
    """Stands before the learned coreference of a pipeline and keeps what it saw and said last."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        self.phrases: Sequence[Phrase] = ()
        self.found: list[Link] = []

    def links(self, phrases: Sequence[Phrase], quotes: Quotes, vectors: Any) -> list[Link]:
        """Pass it on."""
        self.phrases, self.found = phrases, self._linker.links(phrases, quotes, vectors)
        return self.found

    def chains(self) -> list[list[Phrase]]:
        """The phrases that mean the same, by links and by common names."""
        above = list(range(len(self.phrases)))

        def root(number: int) -> int:
            while above[number] != number:
                number = above[number]
            return number

        first: dict[int, int] = {}
        for number, phrase in enumerate(self.phrases):
            if phrase.referent is not None:
                above[root(number)] = root(first.setdefault(id(phrase.referent), number))
        for link in self.found:
            above[root(link.phrase)] = root(link.antecedents[0])
        found: dict[int, list[Phrase]] = defaultdict(list)
        for number, phrase in enumerate(self.phrases):
            found[root(number)].append(phrase)
        return list(found.values())


def measure_chains(documents: Iterable[Chained], extractor: Extractor) -> dict[str, dict[str, float]]:
    """CoNLL's measures of all chains, exact bounds; nothing where the pipeline has no learned coreference."""
    linker = extractor.reader.linker
    if linker is None:
        return {}
    recording = extractor.reader.linker = Recording(linker)
    pairs, expected = [], 0
    for document in documents:
        key: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for (first, last), chain in document.chains.items():
            key[chain].add((document.tokens[first].begin, document.tokens[last].end))
        doc = extractor.nlp(document.text)
        extractor.reader.read(Article(document.id, document.text), doc, None)
        begins = [t.idx for t in doc if not t.is_space]
        ends = [t.idx + len(t) for t in doc if not t.is_space]
        response = [{(begins[p.first], ends[p.last]) for p in chain} for chain in recording.chains()]
        pairs.append((list(key.values()), response))
        expected += sum(len(mentions) for mentions in key.values() if len(mentions) > 1)
    extractor.reader.linker = linker
    return {name: {**values, "gold": expected} for name, values in conll.score(pairs).items()}


def measure_documents(data: Path, extractor: Extractor, part: int = 1) -> dict[str, Any]:
    """Measure chains and links on the documents of OntoGUM that nothing was trained on."""
    figures: dict[str, Any] = {}
    for name in ("dev", "test"):
        documents = list(read_ontogum(data / "coref" / "ontogum_conll.tar.gz", part=name))[::part]
        figures[f"OntoGUM {name}, chains"] = measure_chains(documents, extractor)
        figures[f"OntoGUM {name}, links"] = measure_ontogum(documents, extractor.extract)
    return figures


def measure(data: Path, extractor: Extractor, part: int = 1) -> dict[str, Any]:
    """Measure everything."""
    figures = measure_documents(data, extractor, part)
    for name in GAP:
        snippets = list(read_gap(data / "coref" / f"gap-{name}.tsv.gz"))[::part]
        figures[f"GAP {name}"] = measure_gap(snippets, extractor.extract)
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
    figures = measure(data, Extractor(), options.part)
    print(markdown(figures), end="")
    if options.to is not None:
        options.to.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
