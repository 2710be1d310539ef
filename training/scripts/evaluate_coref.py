"""Measure the shipped coreference, and GAP development by halves, each with weights that were trained without it."""

from __future__ import annotations

import argparse
import json
import sys
from itertools import count
from pathlib import Path

import numpy as np
from sources import TRAINING, find_data

from graphkit.model import Article, Extraction
from graphkit.nlp.coref_ranker import Ranker
from graphkit.nlp.extract import Extractor

sys.path.append(str(TRAINING.parent / "benchmarks"))
import coref
from coref_texts import read_gap


def read_weights(path: Path) -> Ranker:
    """The ranker with the weights that train_coref.py wrote."""
    with np.load(path) as file:
        return Ranker({name: file[name].astype(np.float32) for name in file.files})


def main() -> None:
    """Print the table and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("even", type=Path, help="weights.npz of train_coref.py --without even")
    parser.add_argument("odd", type=Path, help="weights.npz of train_coref.py --without odd")
    parser.add_argument("--data")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    data = find_data(arguments.data)
    extractor = Extractor()
    rankers, numbers = [read_weights(arguments.even), read_weights(arguments.odd)], count()

    def extract(article: Article) -> Extraction:
        extractor.reader.linker = rankers[next(numbers) % 2]
        return extractor.extract(article)

    shipped = extractor.reader.linker
    snippets = read_gap(data / "coref" / "gap-development.tsv.gz")
    figures = {"GAP development, by halves not trained on": coref.measure_gap(snippets, extract)}
    extractor.reader.linker = shipped
    figures |= coref.measure_documents(data, extractor)
    print(coref.markdown(figures), end="")
    if arguments.out is not None:
        arguments.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
