"""Turn the treebanks into training, development and test corpora for tagger, morphologizer and parser."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import spacy
from conllu import Sentence, group_documents, read_sentences
from pools import Pools
from reword import insert_saying, make_dateline, to_headline, turn_round
from sources import find_data
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab
from speech import relabel_speech

NEWS_LIKE = ("GUM_news", "GUM_interview", "GUM_court", "GUM_speech", "GUM_bio", "weblog", "newsgroup")


def to_doc(vocab: Vocab, sentences: list[Sentence], breaks: list[bool]) -> Doc:
    """Join sentences into one spaCy document.

    ``breaks[i]`` asks for a "\\n\\n" token before sentence ``i``. Such a token hangs on the word before it with
    the label ``dep``, as spaCy's own whitespace augmenter does.
    """
    columns: dict[str, list] = {
        k: [] for k in ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps", "sent_starts")
    }

    def add(*values: object) -> None:
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)

    for number, sentence in enumerate(sentences):
        if breaks[number] and columns["words"]:
            columns["spaces"][-1] = False
            add("\n\n", False, "_SP", "SPACE", "", "\n\n", len(columns["words"]) - 1, "dep", -1)
        base = len(columns["words"])
        for index, word in enumerate(sentence.words):
            label = "ROOT" if word.deprel == "root" else word.deprel
            lemma = word.form if word.lemma == "_" and word.form != "_" else word.lemma
            add(word.form, word.space, word.xpos, word.upos, word.feats, lemma, base + word.head, label, -1)
            columns["sent_starts"][-1] = 1 if index == 0 else -1
    columns["spaces"][-1] = False
    return Doc(vocab, **columns)


def build_docs(vocab: Vocab, path: Path, *, rng: random.Random, relabel: bool = True) -> Iterator[tuple[str, Doc]]:
    """Yield (name of the source document, Doc of 1 to 10 sentences); no Doc crosses a document's end."""
    for document in group_documents(read_sentences(path)):
        if relabel:
            for sentence in document:
                relabel_speech(sentence.words)
        start = 0
        while start < len(document):
            group = document[start : start + rng.randint(1, 10)]
            start += len(group)
            breaks = [sentence.starts_paragraph and rng.random() < 0.5 for sentence in group]
            yield document[0].document, to_doc(vocab, group, breaks)


def reword_docs(vocab: Vocab, path: Path, *, rng: random.Random) -> Iterator[Doc]:
    """Yield documents of trees written anew: said-clauses turned round, datelines before sentences, headlines."""
    pools = Pools(rng)
    group: list[Sentence] = []
    for sentence in read_sentences(path):
        relabel_speech(sentence.words)
        turned = turn_round(sentence, rng)
        is_plain = 6 <= len(sentence.words) <= 40 and sentence.words[-1].form == "."
        inserted = insert_saying(sentence, pools, rng)
        if turned:
            group.append(turned)
        elif inserted and rng.random() < 0.6:
            group.append(inserted)
        elif is_plain and rng.random() < 0.03:
            group += [make_dateline(pools, rng), sentence]
        elif is_plain and len(sentence.words) <= 15 and rng.random() < 0.06:
            group.append(to_headline(sentence))
        if len(group) >= 4:
            yield to_doc(vocab, group, [s.starts_paragraph and rng.random() < 0.5 for s in group])
            group = []


def build_whole(vocab: Vocab, path: Path) -> Iterator[tuple[str, Doc]]:
    """Yield each source document, trees as published, as one Doc with "\\n\\n" at each paragraph: the test form."""
    for document in group_documents(read_sentences(path)):
        yield document[0].document, to_doc(vocab, document, [sentence.starts_paragraph for sentence in document])


def main() -> None:
    """Write corpus/syntax_train.spacy, syntax_dev.spacy and one test corpus per treebank."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data")
    parser.add_argument("--out", type=Path, default=Path("corpus"))
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    folder = find_data(arguments.data) / "treebank"
    arguments.out.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("en").vocab
    rng = random.Random(arguments.seed)
    train, dev = [], []
    for bank in ("ewt", "gum"):
        train += [doc for _, doc in build_docs(vocab, folder / f"en_{bank}-ud-train.conllu.gz", rng=rng)]
        train += list(reword_docs(vocab, folder / f"en_{bank}-ud-train.conllu.gz", rng=rng))
        for name, doc in build_docs(vocab, folder / f"en_{bank}-ud-dev.conllu.gz", rng=rng):
            if name.startswith(NEWS_LIKE):
                dev.append(doc)
        for part in ("dev", "test"):
            whole = build_whole(vocab, folder / f"en_{bank}-ud-{part}.conllu.gz")
            write(arguments.out / f"syntax_{bank}_{part}.spacy", [doc for _, doc in whole])
    news = (d for n, d in build_whole(vocab, folder / "en_gum-ud-dev.conllu.gz") if n.startswith(NEWS_LIKE))
    write(arguments.out / "syntax_news_dev.spacy", list(news))
    rng.shuffle(train)
    write(arguments.out / "syntax_train.spacy", train)
    write(arguments.out / "syntax_dev.spacy", dev)


def write(path: Path, docs: list[Doc]) -> None:
    """Store documents and print their number of tokens."""
    DocBin(docs=docs, store_user_data=False).to_disk(path)
    print(f"{path}: {len(docs)} documents, {sum(map(len, docs))} tokens")


if __name__ == "__main__":
    main()
