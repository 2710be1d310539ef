"""The parts below the graph: tagger, parser, names on public test sets, entities on re3d.

Reading and counting are those of training/scripts, so that the figures are the same as in a training run.
"""

from __future__ import annotations

import gzip
import json
import sys
import tomllib
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc
from tally import Tally

from graphkit.model import Article, Extraction

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

_COLUMNS = ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps", "sent_starts")
TREEBANKS = {"EWT test": "en_ewt-ud-test.conllu.gz", "GUM test": "en_gum-ud-test.conllu.gz"}
WIKIGOLD = Path("ner") / "wikigold__wikigold.conll.txt.gz"
RE3D = Path("relations") / "re3d_dev.jsonl.gz"
CLASSES: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "re3d.toml").read_text("utf-8"))["classes"]


def training(name: str) -> Any:
    """Import a module of training/scripts."""
    folder = str(Path(__file__).resolve().parents[1] / "training" / "scripts")
    if folder not in sys.path:
        sys.path.append(folder)
    return import_module(name)


def measure_syntax(nlp: Language, data: Path) -> dict[str, dict[str, float]]:
    """Measure tags, lemmas, trees and sentences from raw text, in percent F1."""
    trees, evaluate = training("conllu"), training("evaluate")
    figures = {}
    for name, file in TREEBANKS.items():
        documents = trees.group_documents(trees.read_sentences(data / "treebank" / file))
        gold = [_to_doc(nlp.vocab, document) for document in documents]
        figures[name] = dict(evaluate.measure_syntax(gold, list(nlp.pipe(doc.text for doc in gold))))
    return figures


def _to_doc(vocab: Vocab, sentences: list[Any]) -> Doc:
    """Join a document's trees, with an empty line before each paragraph."""
    columns: dict[str, Any] = {name: [] for name in _COLUMNS}

    def add(*values: object) -> None:
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)

    for sentence in sentences:
        if sentence.starts_paragraph and columns["words"]:
            columns["spaces"][-1] = False
            add("\n\n", False, "_SP", "SPACE", "", "\n\n", len(columns["words"]) - 1, "dep", False)
        base = len(columns["words"])
        for index, word in enumerate(sentence.words):
            label = "ROOT" if word.head == index else word.deprel
            lemma = word.form if word.lemma == "_" else word.lemma
            add(word.form, word.space, word.xpos, word.upos, word.feats, lemma, base + word.head, label, index == 0)
    return Doc(vocab, **columns)


def measure_names(nlp: Language, data: Path) -> dict[str, dict[str, float]]:
    """Measure the name recogniser by coarse class, in percent F1."""
    names, annotated, evaluate = training("human_names"), training("annotated"), training("evaluate")
    texts = {
        "wikigold": names.read_conll(data / WIKIGOLD, names.WIKIGOLD),
        "re3d (half)": names.read_re3d(data / RE3D),
    }
    figures = {}
    for name, corpus in texts.items():
        gold = [annotated.to_doc(nlp, text) for text in corpus]
        figures[name] = dict(evaluate.measure_names(gold, list(nlp.pipe(doc.text for doc in gold))))
    return figures


def measure_entities(
    data: Path, extract: Callable[[Iterable[Article]], Iterable[Extraction]]
) -> dict[str, dict[str, float]]:
    """Measure graphkit's own entities on re3d: names by class, found where they are annotated.

    A mention is right if it overlaps an annotated one of the same class that has a capital letter. Annotations of
    classes that re3d.toml does not name, and mentions inside them, do not count.
    """
    tallies = {name: Tally() for name in (*CLASSES, "all")}
    kinds = {kind: name for name, kinds in CLASSES.items() for kind in kinds if not kind.startswith("re3d:")}
    types = {kind.removeprefix("re3d:"): name for name, kinds in CLASSES.items() for kind in kinds}
    records = [json.loads(line) for line in gzip.open(data / RE3D, "rt", encoding="utf-8")]  # noqa: SIM115
    articles = [Article(id=r["doc"]["_id"], text=r["doc"]["text"]) for r in records]
    for record, extraction in zip(records, extract(articles), strict=True):
        gold = [(e["begin"], e["end"], types.get(e["type"], ""), e["value"]) for e in record["entities"]]
        named = [g for g in gold if g[2] and any(c.isupper() for c in g[3])]
        others = [g for g in gold if g not in named]
        found = {
            (span.begin, span.end, kinds[entity.kind])
            for entity in extraction.entities
            if entity.kind in kinds
            for span in entity.mentions
        }
        for begin, end, name, _ in named:
            hit = any(b < end and begin < e and k == name for b, e, k in found)
            tallies[name].add(gold=1, hit=hit)
            tallies["all"].add(gold=1, hit=hit)
        for begin, end, name in found:
            right = any(b < end and begin < e and k == name for b, e, k, _ in named)
            is_open = any(b < end and begin < e for b, e, _, _ in others)
            tallies[name].add(right=right, wrong=not right and not is_open)
            tallies["all"].add(right=right, wrong=not right and not is_open)
    return {name: tally.figures() for name, tally in tallies.items()}
