"""Build the corpora for the name recogniser."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from annotated import Annotated, join, to_doc
from gmb import read_gmb
from grammar import Writer
from gum_names import read_gum_names
from human_names import BTC, WIKIGOLD, WNUT, read_conll, read_facts, read_re3d
from sources import find_data
from spacy.tokens import DocBin
from swap import make_swapper


def group(texts: Iterable[Annotated], rng: random.Random) -> Iterator[Annotated]:
    """Join consecutive texts to documents of 1 to 8, half of the time."""
    pending: list[Annotated] = []
    size = 1
    for text in texts:
        pending.append(text)
        if len(pending) >= size:
            yield join(pending, [rng.choice([" ", " ", " ", "\n\n", "\n"]) for _ in pending[1:]])
            pending, size = [], 1 if rng.random() < 0.5 else rng.randint(2, 8)
    if pending:
        yield join(pending, [" "] * (len(pending) - 1))


def write(path: Path, texts: Iterable[Annotated], nlp: spacy.Language) -> None:
    """Store the documents and print how many names of each class they have."""
    docs = [to_doc(nlp, text) for text in texts]
    counts = Counter(ent.label_ for doc in docs for ent in doc.ents)
    DocBin(docs=docs, store_user_data=False).to_disk(path)
    print(f"{path}: {len(docs)} documents, {sum(map(len, docs))} tokens, {dict(counts.most_common())}")


def main() -> None:
    """Write corpus/ner_train.spacy, ner_dev.spacy and ner_wikigold.spacy (the test set, never trained on)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data")
    parser.add_argument("--out", type=Path, default=Path("corpus"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--swapped", type=float, default=0.5, help="share of the news copied with other names")
    parser.add_argument("--written", type=int, default=10000, help="number of sentences written by the grammar")
    arguments = parser.parse_args()
    data = find_data(arguments.data)
    rng = random.Random(arguments.seed)
    nlp = spacy.blank("en")
    arguments.out.mkdir(parents=True, exist_ok=True)
    news = list(read_gmb(data / "ner" / "gmb_ner.csv.gz"))
    held_out = len(news) // 20
    train = list(group(news[held_out:], rng))
    for name in ("wnut17__wnut17train", "wnut17__emerging.dev"):
        train += group(read_conll(data / "ner" / f"{name}.conll.gz", WNUT), rng)
    for letter in "abefgh":
        train += group(read_conll(data / "ner" / f"btc__{letter}.conll.gz", BTC), rng)
    train += read_facts(data / "relations" / "knowledgenet_train_facts.jsonl.gz")
    for document in read_gum_names(data / "treebank" / "en_gum-ud-train.conllu.gz"):
        train += group(document, rng)
    writer = Writer(rng)
    swap = make_swapper(writer.pools, rng)
    copied = rng.sample(range(held_out, len(news)), int(arguments.swapped * (len(news) - held_out)))
    train += group((swap(news[number]) for number in sorted(copied)), rng)
    train += group((writer.sentence() for _ in range(arguments.written)), rng)
    rng.shuffle(train)
    write(arguments.out / "ner_train.spacy", train, nlp)
    write(arguments.out / "ner_dev.spacy", group(news[:held_out], rng), nlp)
    human = read_gum_names(data / "treebank" / "en_gum-ud-dev.conllu.gz")
    write(arguments.out / "ner_gum_dev.spacy", (join(d, [" "] * (len(d) - 1)) for d in human), nlp)
    other = Writer(random.Random(arguments.seed + 1))
    write(arguments.out / "ner_written_dev.spacy", (other.sentence() for _ in range(300)), nlp)
    gold = read_conll(data / "ner" / "wikigold__wikigold.conll.txt.gz", WIKIGOLD)
    write(arguments.out / "ner_wikigold.spacy", gold, nlp)
    write(arguments.out / "ner_re3d_dev.spacy", read_re3d(data / "relations" / "re3d_dev.jsonl.gz"), nlp)


if __name__ == "__main__":
    main()
