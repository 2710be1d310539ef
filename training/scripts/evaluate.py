"""Measure a pipeline from raw text: parse, tags, lemmas, sentences, names, size and speed."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Token

RELATIONS = ("nsubj", "obj", "nsubj:pass", "obl", "conj", "nmod")
MAIN = ("PER", "ORG", "LOC")
TO_COARSE = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "PRODUCT": "PRODUCT"}


class Tally:
    """Counts of right, predicted and gold items by key."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.predicted: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()

    def add(self, key: str, gold: set, predicted: set) -> None:
        """Count the items of one document."""
        self.right[key] += len(gold & predicted)
        self.predicted[key] += len(predicted)
        self.gold[key] += len(gold)

    def scores(self) -> dict[str, float]:
        """Return F1 in percent by key."""
        return {
            key: round(200 * self.right[key] / ((self.predicted[key] + self.gold[key]) or 1), 2)
            for key in sorted(self.gold | self.predicted)
        }


def _span(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def _words(doc: Doc) -> list[Token]:
    return [token for token in doc if not token.is_space]


def measure_syntax(gold: Iterable[Doc], predicted: Iterable[Doc]) -> dict[str, float]:
    """Return F1 figures; LAS, UAS and relations leave punctuation out, labels keep their subtypes unless said."""
    tally = Tally()
    for gold_doc, predicted_doc in zip(gold, predicted, strict=True):
        sides = []
        for doc in (gold_doc, predicted_doc):
            words = _words(doc)
            arcs = {(_span(t), _span(t.head), t.dep_) for t in words if t.dep_ != "punct"}
            sides.append(
                {
                    "tokens": {_span(t) for t in words},
                    "upos": {(_span(t), t.pos_) for t in words},
                    "xpos": {(_span(t), t.tag_) for t in words},
                    "feats": {(_span(t), str(t.morph)) for t in words},
                    "lemma": {(_span(t), t.lemma_) for t in words},
                    "uas": {arc[:2] for arc in arcs},
                    "las": arcs,
                    "las without subtypes": {(*arc[:2], arc[2].split(":")[0]) for arc in arcs},
                    "sentences": set(_sentences(doc)),
                    **{r: {arc for arc in arcs if arc[2] == r} for r in RELATIONS},
                }
            )
        for key in sides[0]:
            tally.add(key, sides[0][key], sides[1][key])
    return tally.scores()


def _sentences(doc: Doc) -> Iterable[tuple[int, int]]:
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            yield words[0].idx, _span(words[-1])[1]


def measure_names(gold: Iterable[Doc], predicted: Iterable[Doc]) -> dict[str, float]:
    """Return F1 by coarse class, over all three, and of the spans alone."""
    tally = Tally()
    for gold_doc, predicted_doc in zip(gold, predicted, strict=True):
        golden, found = (
            {(e.start_char, e.end_char, TO_COARSE.get(e.label_, "MISC")) for e in doc.ents}
            for doc in (gold_doc, predicted_doc)
        )
        unknown = [_span(t) for t in gold_doc if t.ent_iob == 0]
        found = {n for n in found if not any(a < n[1] and b > n[0] for a, b in unknown)}
        for label in ("PER", "ORG", "LOC", "PRODUCT"):
            tally.add(label, {n for n in golden if n[2] == label}, {n for n in found if n[2] == label})
        tally.add("all", {n for n in golden if n[2] in MAIN}, {n for n in found if n[2] in MAIN})
        tally.add("spans", {n[:2] for n in golden}, {n[:2] for n in found})
    return tally.scores()


def measure_fine_names(gold: Iterable[Doc], predicted: Iterable[Doc]) -> dict[str, float]:
    """Return F1 by class as trained; stretches whose gold is unknown do not count."""
    tally = Tally()
    for gold_doc, predicted_doc in zip(gold, predicted, strict=True):
        unknown = [_span(t) for t in gold_doc if t.ent_iob == 0]
        golden = {(e.start_char, e.end_char, e.label_) for e in gold_doc.ents}
        found = {(e.start_char, e.end_char, e.label_) for e in predicted_doc.ents}
        found = {n for n in found if not any(a < n[1] and b > n[0] for a, b in unknown)}
        for label in {n[2] for n in golden | found}:
            tally.add(label, {n for n in golden if n[2] == label}, {n for n in found if n[2] == label})
        tally.add("all", golden, found)
    return tally.scores()


def main() -> None:
    """Print and store a table of figures for every test corpus that exists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--out", type=Path, help="JSON file for the figures")
    parser.add_argument("--only", choices=["syntax", "names"])
    parser.add_argument("--dev", action="store_true", help="measure on development sets only")
    arguments = parser.parse_args()
    start = time.process_time()
    nlp = spacy.load(arguments.model)
    results: dict[str, dict[str, float]] = {"load": {"seconds": round(time.process_time() - start, 2)}}
    size = sum(file.stat().st_size for file in arguments.model.rglob("*") if file.is_file())
    results["size"] = {"MB": round(size / 1e6, 1)}
    syntax = ["news_dev", "ewt_dev", "gum_dev"] + ([] if arguments.dev else ["ewt_test", "gum_test"])
    names = ["ner_dev", "ner_gum_dev", "ner_written_dev"] + ([] if arguments.dev else ["ner_wikigold", "ner_re3d_dev"])
    words = seconds = 0.0
    for name in [f"syntax_{n}" for n in syntax if arguments.only != "names"] + (
        names if arguments.only != "syntax" else []
    ):
        path = arguments.corpus / f"{name}.spacy"
        if not path.exists():
            continue
        gold = list(DocBin().from_disk(path).get_docs(nlp.vocab))
        start = time.process_time()
        predicted = list(nlp.pipe(doc.text for doc in gold))
        seconds += time.process_time() - start
        words += sum(map(len, predicted))
        if name.startswith("syntax"):
            results[name] = measure_syntax(gold, predicted)
        else:
            fine = name in ("ner_dev", "ner_gum_dev", "ner_written_dev")
            results[name] = (measure_fine_names if fine else measure_names)(gold, predicted)
    results["speed"] = {"words per second of processor time": round(words / seconds)} if seconds else {}
    for name, figures in results.items():
        print(name, " ".join(f"{key}={value}" for key, value in figures.items()))
    if arguments.out:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
