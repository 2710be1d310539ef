"""Label raw event text with a trained recogniser and keep what the whole corpus and the gazetteers agree on.

A name is classified alike wherever it stands: each form takes the class that most of its places have. Forms that are
rare, or on which the places disagree, stay only where a gazetteer mark supports the class, and are unknown otherwise.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import fast_gemm  # noqa: F401
import spacy
from sources import find_data, read_lines
from spacy.tokens import Doc, DocBin, Span
from vectors import collect_marks

SUPPORT = {
    "PERSON": {"given", "family"},
    "GPE": {"city", "state", "province", "city_part", "state_part"},
    "ORG": {"organization_word", "company_word", "force_word", "known_organization"},
    "LOC": {"nature", "region"},
    "FAC": {"facility"},
    "NORP": {"people"},
    "LAW": {"law"},
    "EVENT": {"event"},
    "PRODUCT": {"weapon"},
}


def read_events(data: Path, share: float, rng: random.Random) -> Iterator[str]:
    """Yield a share of the event texts, one to three to a document."""
    group: list[str] = []
    for line in read_lines(data / "text" / "current_events.jsonl.gz"):
        if rng.random() < share:
            group.append(json.loads(line)["text"])
            if rng.random() < 0.6:
                yield " ".join(group)
                group = []


def main() -> None:
    """Write a corpus of silver documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--data")
    parser.add_argument("--out", type=Path, default=Path("corpus/ner_silver.spacy"))
    parser.add_argument("--share", type=float, default=0.4)
    parser.add_argument("--keep", type=int, default=12000, help="number of documents to write")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    nlp = spacy.load(arguments.model)
    docs = list(nlp.pipe(read_events(find_data(arguments.data), arguments.share, rng)))
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for entity in doc.ents:
            votes[entity.text][entity.label_] += 1
    marks = collect_marks()
    rng.shuffle(docs)
    changed = dropped = 0
    for doc in docs[: arguments.keep]:
        spans, unknown = [], []
        for entity in doc.ents:
            label = _decide(entity, votes[entity.text], marks)
            changed += label not in (None, entity.label_)
            dropped += label is None
            if label:
                spans.append(Span(doc, entity.start, entity.end, label=label))
            else:
                unknown += [doc[i : i + 1] for i in range(entity.start, entity.end)]
        inside = {token.i for span in doc.ents for token in span}
        unknown += [doc[t.i : t.i + 1] for t in doc if _is_doubtful(doc, t.i, marks) and t.i not in inside]
        doc.set_ents(spans, missing=unknown)
    DocBin(docs=docs[: arguments.keep], attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=False).to_disk(arguments.out)
    print(f"{len(docs[: arguments.keep])} documents, {changed} names changed, {dropped} made unknown")


def _decide(entity: Span, votes: Counter[str], marks: dict[str, set[str]]) -> str | None:
    label, number = votes.most_common(1)[0]
    total = sum(votes.values())
    if total >= 4 and number / total >= 0.75:
        return label
    found = {mark for token in entity for mark in marks.get(token.text, ())}
    return entity.label_ if found & SUPPORT[entity.label_] and number / total >= 0.5 else None


def _is_doubtful(doc: Doc, index: int, marks: dict[str, set[str]]) -> bool:
    """Tell whether a capitalised word inside a sentence may be a name that was missed."""
    token = doc[index]
    is_start = index == 0 or doc[index - 1].text in '.!?"“—:'
    known = marks.get(token.text, set())
    return token.text[:1].isupper() and not is_start and not known & {"title", "calendar"} and len(token) > 1


if __name__ == "__main__":
    main()
