"""Put the trained coreference into the shipped pipeline, beside the encoder whose vectors it reads."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import spacy
from package import TARGET, replace

SOURCES = (
    ("OntoGUM, coreference of GUM, genres without a non-commercial clause", "CC BY 4.0, CC BY-SA 4.0"),
    ("GAP coreference, validation part", "Apache-2.0"),
)


def main() -> None:
    """Add or exchange the component and replace the folder in one step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, help="weights.npz that train_coref.py wrote")
    parser.add_argument("--version", default="0.5.0")
    parser.add_argument("--pipeline", type=Path, default=TARGET)
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.pipeline)
    if "coreference" in nlp.pipe_names:
        nlp.remove_pipe("coreference")
    with np.load(arguments.weights) as file:
        weights = {name: file[name] for name in file.files}
    nlp.add_pipe("graphkit_coreference", name="coreference").use(weights, {})
    known = {source["name"] for source in nlp.meta["sources"]}
    nlp.meta["sources"] += [{"name": n, "license": x} for n, x in SOURCES if n not in known]
    nlp.meta["version"] = arguments.version
    replace(nlp, arguments.pipeline)
    print(f"{arguments.pipeline}: {nlp.pipe_names}")


if __name__ == "__main__":
    main()
