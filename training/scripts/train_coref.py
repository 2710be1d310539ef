"""Train the learned coreference on the chains of OntoGUM and the pronouns of GAP.

The loss is the likelihood of all annotated antecedents together, or of none (Lee et al. 2017). Of a document of GAP only the one pronoun
counts; what it says of other pronouns is unknown. The weights are those of the last step. OntoGUM's dev and test documents are never
trained on. `--without even` and `--without odd` leave half of GAP development out, so that each half can be measured on fairly.
"""

from __future__ import annotations

import argparse
import pickle
import time
from pathlib import Path

import numpy as np
import torch
from coref_examples import Example
from torch import Tensor, nn
from torch.nn import functional

from graphkit.nlp.coref_pairs import SIZES, compare, pair_up
from graphkit.nlp.coref_phrases import FORMS, KINDS, PRONOUNS, ROLES

WIDTH, PROJECTED, HIDDEN = 128, 48, 24
GAP_WEIGHT, GAP_EACH = 0.1, 12
"""What a snippet of GAP counts beside a hundredth of a document's phrases, and how many come with each document."""
CERTAINTY = (0.6, 0.4, 0.5, 0.65, 0.65)
"""How likely antecedents must be, for "I", "we", "you"; "he", "she"; "it", "they", "this"; names; others: chosen on OntoGUM dev."""
FOLDS = ("", "even", "odd")


class Scorer(nn.Module):
    """The network that graphkit/nlp/coref_ranker.py computes in numpy."""

    def __init__(self, inputs: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(inputs, elementwise_affine=False)
        self.word = nn.Linear(inputs, WIDTH)
        self.form, self.role, self.kind = (nn.Embedding(len(v), WIDTH) for v in (FORMS, ROLES, KINDS))
        self.ask, self.answer = nn.Linear(WIDTH, PROJECTED, bias=False), nn.Linear(WIDTH, PROJECTED, bias=False)
        self.later, self.earlier = nn.Linear(WIDTH, HIDDEN, bias=False), nn.Linear(WIDTH, HIDDEN, bias=False)
        self.table = nn.EmbeddingBag(sum(SIZES.values()), HIDDEN + 1, mode="sum")
        self.out, self.nothing = nn.Linear(HIDDEN, 1, bias=False), nn.Linear(WIDTH, 1)
        self.dropout = nn.Dropout(dropout)
        for table in (self.form, self.role, self.kind):
            nn.init.normal_(table.weight, std=0.3)
        nn.init.normal_(self.table.weight, std=0.02)
        for linear in (self.ask, self.answer):
            nn.init.normal_(linear.weight, std=0.03)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of the pairs, and of no antecedent for each phrase."""
        x = self.word(self.dropout(self.norm(batch.vectors.float())))
        x = x + self.form(batch.form) + self.role(batch.role) + self.kind(batch.kind)
        x = self.dropout(functional.gelu(x, approximate="tanh"))
        seen = self.table(batch.values)
        hidden = seen[:, :-1] + self.later(x)[batch.here] + self.earlier(x)[batch.there]
        scores = seen[:, -1] + self.out(self.dropout(functional.gelu(hidden, approximate="tanh")))[:, 0]
        scores = scores + (self.ask(x)[batch.here] * self.answer(x)[batch.there]).sum(1)
        return scores, self.nothing(x)[:, 0]


class Batch:
    """The tensors of one example."""

    def __init__(self, example: Example) -> None:
        table = example.table
        self.example, self.count = example, len(table)
        self.vectors = torch.tensor(example.vectors)
        self.form, self.role, self.kind = (torch.tensor(v) for v in (table.form, table.role, table.kind))
        here, there, likeness = pair_up(table)
        if example.pronoun >= 0:  # of the snippet only the pairs of its pronoun, other pronouns left out
            kept = (here == example.pronoun) & ~np.isin(table.form[there], list(PRONOUNS))
            here, there, likeness = here[kept], there[kept], likeness[kept]
        values = compare(table, here, there, likeness)
        self.values, self.here, self.there = (torch.tensor(v) for v in (values, here, there))
        if len(example.chains):
            chains = torch.tensor(example.chains)
            self.right = (chains[self.here] == chains[self.there]) & (chains[self.here] >= 0)
            self.first = torch.ones(self.count, dtype=torch.bool)
            self.first[self.here[self.right]] = False


def log_sum(scores: Tensor, here: Tensor, nothing: Tensor) -> Tensor:
    """For each phrase the logarithm of the summed likelihood of its pairs and of `nothing`."""
    top = nothing.detach().scatter_reduce(0, here, scores.detach(), "amax")
    total = torch.exp(nothing - top).index_add(0, here, torch.exp(scores - top[here]))
    return top + torch.log(total + 1e-30)


def document_loss(model: Scorer, batch: Batch) -> Tensor:
    """Of a document of OntoGUM, per hundred phrases."""
    scores, nothing = model(batch)
    never = torch.full_like(nothing, -60.0)
    right = log_sum(scores[batch.right], batch.here[batch.right], torch.where(batch.first, nothing, never))
    return (log_sum(scores, batch.here, nothing) - right).sum() / 100


def snippet_loss(model: Scorer, batch: Batch) -> Tensor | None:
    """Of a row of GAP: the name meant against all else; if none is, neither of the two."""
    scores, nothing = model(batch)
    nothing = nothing[batch.example.pronoun]
    meant = {n for numbers, is_meant in batch.example.names if is_meant for n in numbers}
    others = {n for numbers, is_meant in batch.example.names if not is_meant for n in numbers}
    there = batch.there.tolist()
    everything = torch.logsumexp(torch.cat([scores, nothing[None]]), 0)
    if any(is_meant for _, is_meant in batch.example.names):
        right = [k for k, n in enumerate(there) if n in meant]
        return everything - torch.logsumexp(scores[right], 0) if right else None
    kept = [k for k, n in enumerate(there) if n not in others]
    return everything - torch.logsumexp(torch.cat([scores[kept], nothing[None]]), 0)


def learnt(examples: list[Example], fold: str) -> tuple[list[Example], list[Example]]:
    """Documents and snippets to learn from; without those rows of GAP development that have `fold` numbers."""
    development = [e for e in examples if e.part == "gap development"]
    if fold:
        development = development[1::2] if fold == "even" else development[::2]
    snippets = [e for e in examples if e.part == "gap validation"] + development
    return [e for e in examples if e.part == "ontogum train"], [e for e in snippets if e.pronoun >= 0]


def train(examples: list[Example], fold: str, rounds: int, rate: float, dropout: float, seed: int) -> Scorer:
    """Train for `rounds` over the documents."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    documents, snippets = ([Batch(e) for e in part] for part in learnt(examples, fold))
    model = Scorer(documents[0].vectors.shape[1], dropout)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    step, steps = 0, rounds * len(documents)
    for number in range(rounds):
        began, total, at = time.time(), 0.0, 0
        order = random.permutation(len(snippets))
        for place in random.permutation(len(documents)):
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / 60) * (1 - step / steps)
            step += 1
            loss = document_loss(model, documents[place])
            total += loss.item()
            for _ in range(GAP_EACH):
                more = snippet_loss(model, snippets[order[at % len(order)]])
                at += 1
                if more is not None:
                    loss = loss + GAP_WEIGHT * more
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
        print(f"round {number + 1}: loss {total / len(documents):.3f}, {time.time() - began:.0f} s", flush=True)
    return model.eval()


def arrays(model: Scorer) -> dict[str, np.ndarray]:
    """The weights as the numpy side wants them: matrices turned (inputs × outputs), short names."""
    tables = {"form", "role", "kind", "table"}
    found = {}
    for name, value in model.state_dict().items():
        part, _, kind = name.rpartition(".")
        array = value.numpy()
        found[part if kind == "weight" else name] = array if part in tables or array.ndim == 1 else array.T
    return found


def main() -> None:
    """Train and write weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus/coref.pickle"))
    parser.add_argument("--out", type=Path, default=Path("models/coref"), help="folder for weights.npz")
    parser.add_argument("--rounds", type=int, default=14)
    parser.add_argument("--rate", type=float, default=0.002)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without", choices=FOLDS, default="", help="leave these rows of GAP development out")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--certainty", type=float, nargs=5, default=CERTAINTY)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    with arguments.corpus.open("rb") as file:
        examples = pickle.load(file)
    model = train(examples, arguments.without, arguments.rounds, arguments.rate, arguments.dropout, arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    weights = {**arrays(model), "certainty": np.array(arguments.certainty)}
    np.savez(arguments.out / "weights.npz", **{k: v.astype(np.float16) for k, v in weights.items()})
    print(f"{arguments.out}: {sum(p.numel() for p in model.parameters())} weights")


if __name__ == "__main__":
    main()
