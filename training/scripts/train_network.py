"""Train the network on the corpora of syntax and of names by turns."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
import torch
from network import Network
from safetensors.torch import save_file
from spacy.tokens import Doc, DocBin
from torch import Tensor
from torch.nn import functional

from graphkit.nlp.encoder.pieces import MASK, Pieces, Words, words_of

IGNORED = -100


@dataclass
class Sample:
    """One stretch of text with its answers; arrays by word."""

    words: Words
    pieces: list[tuple[int, ...]]
    rows: list[int]
    answers: dict[str, np.ndarray]

    def __len__(self) -> int:
        return sum(map(len, self.pieces)) + 2


class Labels:
    """The label sets, numbered in order of first sight."""

    def __init__(self, given: dict[str, list[str]] | None = None) -> None:
        self.sets = given or {"labels": [], "tags": [], "morphs": [], "names": ["O"]}
        self.index = {kind: {label: i for i, label in enumerate(labels)} for kind, labels in self.sets.items()}

    def number(self, kind: str, label: str) -> int:
        """The number of a label, new when unseen."""
        known = self.index[kind]
        if label not in known:
            known[label] = len(known)
            self.sets[kind].append(label)
        return known[label]


def name_tags(doc: Doc) -> list[str]:
    """B-X, I-X, L-X, U-X, O, or "" where nothing is known."""
    tags = ["" if token.ent_iob == 0 else "O" for token in doc]
    for ent in doc.ents:
        inner = range(ent.start + 1, ent.end - 1)
        if len(ent) == 1:
            tags[ent.start] = f"U-{ent.label_}"
            continue
        tags[ent.start], tags[ent.end - 1] = f"B-{ent.label_}", f"L-{ent.label_}"
        for i in inner:
            tags[i] = f"I-{ent.label_}"
    return tags


def stretches(doc: Doc, most: int) -> list[tuple[int, int]]:
    """Cut a document at sentence starts (or full stops) into pieces of at most about `most` tokens."""
    if len(doc) <= most:
        return [(0, len(doc))]
    has_starts = doc.has_annotation("SENT_START")
    cuts = [t.i for t in doc if t.i and (t.is_sent_start if has_starts else doc[t.i - 1].text in ".!?")]
    found, start = [], 0
    for cut, following in zip(cuts, [*cuts[1:], len(doc)], strict=True):
        if following - start > most:
            found.append((start, cut))
            start = cut
    return [*found, (start, len(doc))]


def read(path: Path, nlp: spacy.Language, pieces: Pieces, labels: Labels, kind: str) -> list[Sample]:
    """Read a corpus of spaCy documents."""
    samples = []
    for whole in DocBin().from_disk(path).get_docs(nlp.vocab):
        for first, last in stretches(whole, 170):
            doc = whole[first:last].as_doc() if (first, last) != (0, len(whole)) else whole
            words = words_of(doc)
            if not words.tokens:
                continue
            cut = [pieces.of(text) for text in words.texts]
            if sum(map(len, cut)) > 500:
                continue
            tokens = [doc[i] for i in words.tokens]
            answers: dict[str, np.ndarray] = {}
            if kind == "syntax":
                place = {t.i: n for n, t in enumerate(tokens)}
                answers["heads"] = np.array(
                    [0 if t.head is t or t.head.i == t.i else place[t.head.i] + 1 for t in tokens]
                )
                answers["labels"] = np.array([labels.number("labels", t.dep_) for t in tokens])
                answers["tags"] = np.array([labels.number("tags", t.tag_) for t in tokens])
                answers["morphs"] = np.array(
                    [labels.number("morphs", "|".join(filter(None, (f"POS={t.pos_}", str(t.morph))))) for t in tokens]
                )
                starts = np.array([int(bool(t.is_sent_start) or not n) for n, t in enumerate(tokens)])
                answers["starts"] = starts
                answers["sentence"] = np.cumsum(starts)
            else:
                tags = name_tags(doc)
                answers["names"] = np.array(
                    [labels.number("names", tags[t.i]) if tags[t.i] else IGNORED for t in tokens]
                )
            rows = [nlp.vocab.vectors.find(key=t.orth) for t in tokens]
            samples.append(Sample(words, cut, rows, answers))
    return samples


def collate(samples: list[Sample], rng: random.Random, pieces: Pieces, *, noise: float) -> dict[str, Tensor]:
    """Pad to one batch; with noise, words are masked and the case of whole texts is changed."""
    mask = pieces.vocabulary.index(MASK)
    length, count = max(map(len, samples)), max(len(s.rows) for s in samples)
    batch = {
        k: np.zeros((len(samples), length), dtype=np.int64) for k in ("pieces", "shapes", "breaks", "glued", "rows")
    }
    pool = np.zeros((len(samples), count, length), dtype=np.float32)
    answers = {k: np.full((len(samples), count), IGNORED) for k in samples[0].answers}
    for number, sample in enumerate(samples):
        shapes = sample.words.shapes.copy()
        drawn = rng.random()
        if noise and drawn < 0.09:
            wordlike = shapes < 5
            shapes[wordlike] = 0 if drawn < 0.03 else 2
            if drawn > 0.06:
                shapes[wordlike] = 1
        batch["pieces"][number, 0] = pieces.start
        at = 1
        for word, cut in enumerate(sample.pieces):
            drop = noise and rng.random() < noise
            end = at + len(cut)
            batch["pieces"][number, at:end] = mask if drop else cut
            batch["shapes"][number, at:end] = shapes[word] + 1
            batch["breaks"][number, at] = sample.words.breaks[word] + 1
            batch["glued"][number, at] = sample.words.glued[word] + 1
            batch["rows"][number, at] = 0 if drop else sample.rows[word] + 1
            pool[number, word, at:end] = 1 / len(cut)
            at = end
        batch["pieces"][number, at] = pieces.end
        for key, values in sample.answers.items():
            answers[key][number, : len(values)] = values
    return {key: torch.from_numpy(value) for key, value in {**batch, "pool": pool, **answers}.items()}


def head_scores(net: Network, batch: dict[str, Tensor], words: Tensor) -> Tensor:
    """Scores of the heads (batch, n, n + 1), those outside the gold sentence put out of the question."""
    sentence = batch["sentence"]
    allowed = sentence[:, :, None] == sentence[:, None, :]
    allowed = torch.cat([torch.ones_like(allowed[..., :1]), allowed], -1)
    return net.arcs(words).float().masked_fill(~allowed, -1e4)


def syntax_loss(net: Network, batch: dict[str, Tensor], words: Tensor) -> Tensor:
    """Cross-entropies of heads, labels, tags, morphology and sentence starts."""
    scores = head_scores(net, batch, words)
    known = batch["heads"] != IGNORED
    loss = functional.cross_entropy(scores[known], batch["heads"][known])
    marked = net.labels(words, batch["heads"].clamp(min=0))[known].float()
    loss = loss + functional.cross_entropy(marked, batch["labels"][known], label_smoothing=0.03)
    for layer, key, weight in ((net.tag, "tags", 0.3), (net.morph, "morphs", 0.3), (net.start, "starts", 1.0)):
        loss = loss + weight * functional.cross_entropy(layer(words)[known].float(), batch[key][known])
    return loss


def names_loss(net: Network, batch: dict[str, Tensor], words: Tensor) -> Tensor:
    """Cross-entropy of the names where they are known."""
    scores = net.names(words).float()
    return functional.cross_entropy(
        scores.flatten(0, 1), batch["names"].flatten(), ignore_index=IGNORED, label_smoothing=0.03
    )


def batches(samples: list[Sample], rng: random.Random, size: int) -> list[list[Sample]]:
    """Shuffled batches of like lengths, about `size` padded pieces each."""
    order = sorted(samples, key=lambda s: len(s) + rng.random() * 20)
    found: list[list[Sample]] = [[]]
    for sample in order:
        if found[-1] and len(sample) * (len(found[-1]) + 1) > size:
            found.append([])
        found[-1].append(sample)
    rng.shuffle(found)
    return found


def stream(samples: list[Sample], rng: random.Random, size: int):
    """Batches for ever, epoch after epoch."""
    while True:
        yield from batches(samples, rng, size)


@torch.no_grad()
def evaluate(net: Network, samples: list[Sample], kind: str, rng: random.Random, pieces: Pieces) -> dict[str, float]:
    """Accuracies by word, gold sentences: a quick look, not the figures of evaluate.py."""
    net.eval()
    right: dict[str, float] = {}
    total = 0
    for group in batches(samples, rng, 4000):
        batch = collate(group, rng, pieces, noise=0.0)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            words, names = net.encode(batch)
            if kind == "names":
                known = (batch["names"] != IGNORED) & (batch["names"] > 0)
                total += int(known.sum())
                best = net.names(names).argmax(-1)
                right["names"] = right.get("names", 0) + int((best == batch["names"])[known].sum())
                continue
            scores = head_scores(net, batch, words)
            marked = net.labels(words, batch["heads"].clamp(min=0)).argmax(-1)
        known = batch["heads"] != IGNORED
        total += int(known.sum())
        good = (scores.argmax(-1) == batch["heads"])[known]
        right["uas"] = right.get("uas", 0) + int(good.sum())
        right["las"] = right.get("las", 0) + int((good & (marked == batch["labels"])[known]).sum())
        starts = net.start(words.float()).argmax(-1) == batch["starts"]
        right["starts"] = right.get("starts", 0) + int(starts[known].sum())
    net.train()
    return {key: round(100 * value / total, 2) for key, value in right.items()}


def main() -> None:
    """Write network.safetensors (averaged weights) and network.json (labels, vocabulary) to --out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--out", type=Path, default=Path("models/network"))
    parser.add_argument("--steps", type=int, default=2600)
    parser.add_argument("--size", type=int, default=1600, help="padded pieces in a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    rng = random.Random(arguments.seed)
    nlp = spacy.load(arguments.corpus / "vectors")
    vocabulary = (arguments.start / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    pieces, labels = Pieces(vocabulary), Labels()
    syntax = read(arguments.corpus / "syntax_train.spacy", nlp, pieces, labels, "syntax")
    names = read(arguments.corpus / "ner_train.spacy", nlp, pieces, labels, "names")
    sizes = {"pieces": len(vocabulary), **{kind: len(found) for kind, found in labels.sets.items()}}
    syntax_dev = read(arguments.corpus / "syntax_dev.spacy", nlp, pieces, labels, "syntax")
    names_dev = read(arguments.corpus / "ner_gum_dev.spacy", nlp, pieces, labels, "names")
    vectors = np.asarray(nlp.vocab.vectors.data, dtype=np.float32)
    marks = torch.from_numpy(np.concatenate([np.zeros_like(vectors[:1]), vectors]))
    net = Network(sizes, marks)
    net.load_start(arguments.start)
    print(sizes, len(syntax), len(names), sum(map(len, syntax)), sum(map(len, names)), flush=True)
    fresh = [p for n, p in net.named_parameters() if not n.startswith(("pieces", "positions", "layers", "norm"))]
    old = [p for n, p in net.named_parameters() if n.startswith(("pieces", "positions", "layers", "norm"))]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": arguments.rate, "top": arguments.rate}, {"params": fresh, "lr": 1e-3, "top": 1e-3}],
        betas=(0.9, 0.98), weight_decay=0.01, fused=True,
    )  # fmt: skip
    average = {name: value.detach().clone() for name, value in net.state_dict().items()}
    syntax_batches, names_batches = stream(syntax, rng, arguments.size), stream(names, rng, arguments.size)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "network.json").write_text(json.dumps({**labels.sets, "vocabulary": vocabulary}))
    start, losses = time.time(), [0.0, 0.0]
    for step in range(arguments.steps):
        warm = min(1.0, (step + 1) / 250)
        decay = 0.5 * (1 + math.cos(math.pi * step / arguments.steps))
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * warm * max(decay, 0.01)
        for which, (source, loss_of) in enumerate(((syntax_batches, syntax_loss), (names_batches, names_loss))):
            batch = collate(next(source), rng, pieces, noise=0.08)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                words = net.encode(batch)[which]
                loss = loss_of(net, batch, words)
            (loss * (1.0, 2.0)[which]).backward()
            losses[which] += float(loss.detach())
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if step % 5 == 0:
            keep = min(0.98, (step + 1) / (step + 10))
            for name, value in net.state_dict().items():
                if value.is_floating_point():
                    average[name].lerp_(value.detach(), 1 - keep)
        if (step + 1) % 50 == 0:
            spent = time.time() - start
            print(step + 1, f"{spent:.0f} s", [round(x / 50, 3) for x in losses], flush=True)
            losses = [0.0, 0.0]
        if (step + 1) % 500 == 0 or step + 1 == arguments.steps:
            kept = {name: value.detach().clone() for name, value in net.state_dict().items()}
            net.load_state_dict(average)
            print(
                evaluate(net, syntax_dev, "syntax", rng, pieces),
                evaluate(net, names_dev, "names", rng, pieces),
                flush=True,
            )
            save_file({n: v.contiguous() for n, v in average.items()}, str(arguments.out / "network.safetensors"))
            net.load_state_dict(kept)


if __name__ == "__main__":
    main()
