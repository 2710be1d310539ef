"""The network as spaCy components: an encoder that leaves vectors in `doc.tensor`, and three that read them.

Each keeps its weights in one file of numpy arrays and its label set in JSON beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Self, cast

import numpy as np
from spacy.language import Language
from spacy.parts_of_speech import IDS as PARTS_OF_SPEECH
from spacy.symbols import DEP, HEAD, IS_SPACE, MORPH, POS, SPACE, TAG
from spacy.tokens import Doc, Span

from graphkit.nlp.encoder.network import Floats, Network, gelu, log_softmax
from graphkit.nlp.encoder.pieces import windows, words_of
from graphkit.nlp.encoder.trees import best_tree

LONGEST_SENTENCE = 240
_NEVER = np.float32(-1e9)


class NetworkComponent:
    """What the components share: weights and label sets, kept on disk, read at loading."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.weights: dict[str, Floats] = {}
        self.settings: dict[str, list[str]] = {}

    def use(self, weights: Mapping[str, Floats], settings: Mapping[str, list[str]]) -> Self:
        """Take trained weights; they are widened to single precision."""
        self.settings = dict(settings)
        self.weights = {key: np.ascontiguousarray(value, dtype=np.float32) for key, value in weights.items()}
        self._prepare()
        return self

    def _prepare(self) -> None:
        """Build what can be built once."""

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights in half precision."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        half = {key: value.astype(np.float16) for key, value in self.weights.items()}
        np.savez(folder / "weights.npz", **half)  # type: ignore[arg-type]
        (folder / "settings.json").write_text(json.dumps(self.settings, ensure_ascii=False), encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read what `to_disk` wrote."""
        folder = Path(path)
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as weights:
            return self.use({key: weights[key] for key in weights.files}, settings)


class EncoderComponent(NetworkComponent):
    """Leaves in `doc.tensor` one row per token: the word's vector for syntax, then the one for names; spaces have zeros."""

    def _prepare(self) -> None:
        self._network = Network(self.weights, self.settings["vocabulary"])

    def __call__(self, doc: Doc) -> Doc:
        """Encode one document, window by window."""
        words = words_of(doc)
        tensor = np.zeros((len(doc), 2 * self._network.width), dtype=np.float32)
        vectors = self.vocab.vectors
        rows = vectors.find(keys=[doc[i].orth for i in words.tokens]) if words.tokens else np.zeros(0, dtype=np.int64)
        marks = np.where((rows >= 0)[:, None], vectors.data[rows], np.float32(0))
        places = np.array(words.tokens, dtype=np.int64)
        for first, last in windows(words):
            tensor[places[first:last]] = self._network.encode(words, first, last, marks[first:last])
        doc.tensor = tensor
        return doc


def _words(doc: Doc) -> tuple[Any, Floats]:
    """Places and vectors (words, 2 × width) of the tokens that are no spaces."""
    places = np.flatnonzero(doc.to_array(IS_SPACE) == 0)
    if len(doc) and not len(doc.tensor):
        raise ValueError("The document has no vectors: the encoder must run before this component.")
    return places, doc.tensor[places] if len(places) else np.zeros((0, 0), dtype=np.float32)


class TaggerComponent(NetworkComponent):
    """Sets fine-grained tag, part of speech and morphology."""

    def _prepare(self) -> None:
        strings, morphology = self.vocab.strings, self.vocab.morphology
        self._tags = np.array([strings.add(tag) for tag in self.settings["tags"]], dtype=np.uint64)
        parts: list[int] = []
        features: list[int] = []
        for label in self.settings["morphs"]:
            pairs = [pair for pair in label.split("|") if pair]
            part = next((p.removeprefix("POS=") for p in pairs if p.startswith("POS=")), "X")
            parts.append(PARTS_OF_SPEECH[part])
            features.append(morphology.add("|".join(p for p in pairs if not p.startswith("POS="))))
        self._parts = np.array(parts, dtype=np.uint64)
        self._features = np.array(features, dtype=np.uint64)
        self._space = strings.add("_SP")

    @property
    def labels(self) -> tuple[str, ...]:
        """The fine-grained tags."""
        return tuple(self.settings.get("tags", ()))

    def __call__(self, doc: Doc) -> Doc:
        """Tag one document."""
        places, words = _words(doc)
        values = np.zeros((len(doc), 3), dtype=np.uint64)
        values[:, 0] = self._space
        values[:, 1] = SPACE
        values[:, 2] = self.vocab.morphology.add("")
        if len(places):
            words = words[:, : words.shape[1] // 2]
            values[places, 0] = self._tags[(words @ self.weights["tag"] + self.weights["tag.bias"]).argmax(axis=1)]
            best = (words @ self.weights["morph"] + self.weights["morph.bias"]).argmax(axis=1)
            values[places, 1], values[places, 2] = self._parts[best], self._features[best]
        return doc.from_array([TAG, POS, MORPH], cast(Any, values))


class ParserComponent(NetworkComponent):
    """Sets sentences, heads and Universal Dependencies relations; sentence starts set before are kept."""

    def _prepare(self) -> None:
        labels = self.settings["labels"]
        self._labels = np.array([self.vocab.strings.add(label) for label in labels], dtype=np.uint64)
        self._root = labels.index("ROOT")
        self._space = self.vocab.strings.add("dep")

    @property
    def labels(self) -> tuple[str, ...]:
        """The relations."""
        return tuple(self.settings.get("labels", ()))

    def __call__(self, doc: Doc) -> Doc:
        """Parse one document."""
        places, words = _words(doc)
        if not len(doc):
            return doc
        heads = np.arange(len(doc))
        labels = np.full(len(doc), self._space, dtype=np.uint64)
        if len(places):
            words = words[:, : words.shape[1] // 2]
            spaces = np.setdiff1d(
                heads, places
            )  # a space hangs on the token before it, the first ones on the first word
            heads[spaces] = np.where(spaces > places[0], spaces - 1, places[0])
            for first, last in pairwise([*self._starts(doc, places, words), len(places)]):
                found, chosen = self._tree(words[first:last])
                inside = places[first:last]
                heads[inside] = np.where(found > 0, inside[found - 1], inside)
                labels[inside] = self._labels[chosen]
        values = np.zeros((len(doc), 2), dtype=np.uint64)
        values[:, 0] = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        values[:, 1] = labels
        return doc.from_array([HEAD, DEP], cast(Any, values))

    def _starts(self, doc: Doc, places: Any, words: Floats) -> list[int]:
        scores = words @ self.weights["start"] + self.weights["start.bias"]
        margin = scores[:, 1] - scores[:, 0]
        for number, place in enumerate(places):
            token = doc[int(place)]
            if token.is_sent_start:
                margin[number] = np.inf
            elif token.ent_iob_ == "I":
                margin[number] = -np.inf
        margin[0] = np.inf
        found = [0]
        for start in [*np.flatnonzero(margin > 0).tolist()[1:], len(margin)]:
            while start - found[-1] > LONGEST_SENTENCE:
                least = found[-1] + LONGEST_SENTENCE // 2
                found.append(least + int(margin[least : found[-1] + LONGEST_SENTENCE].argmax()))
            if start < len(margin):
                found.append(start)
        return found

    def _tree(self, words: Floats) -> tuple[Any, Any]:
        """Heads (0 the root, else from 1) and label numbers of one sentence."""
        weights = self.weights
        above = np.concatenate([weights["root"][None], words])
        head = gelu(above @ weights["arc_head"] + weights["arc_head.bias"])
        word = gelu(words @ weights["arc_word"] + weights["arc_word.bias"])
        scores = (word @ weights["arc"][:-1] + weights["arc"][-1]) @ head.T
        heads = best_tree(scores)
        chosen = gelu(above[heads] @ weights["label_head"] + weights["label_head.bias"])
        word = gelu(words @ weights["label_word"] + weights["label_word.bias"])
        one = np.ones((len(words), 1), dtype=np.float32)
        chosen, word = np.concatenate([chosen, one], axis=1), np.concatenate([word, one], axis=1)
        table = weights["label"]  # (labels, word, head) as (word, labels × head)
        part = (word @ table).reshape(len(words), -1, chosen.shape[1])
        values = (part @ chosen[:, :, None])[:, :, 0]
        values[:, self._root] = np.where(heads == 0, np.inf, _NEVER)
        return heads, values.argmax(axis=1)


class NamesComponent(NetworkComponent):
    """Sets `doc.ents`: the best sequence of B-, I-, L-, U- and O-tags that fit together; no name crosses a line."""

    def _prepare(self) -> None:
        tags = self.settings["names"]
        self._tags = [("O", "") if tag == "O" else tuple(tag.split("-", 1)) for tag in tags]
        opens = np.array([kind in "BI" for kind, _ in self._tags])
        goes_on = np.array([kind in "IL" for kind, _ in self._tags])
        same = np.array([[left == right for _, right in self._tags] for _, left in self._tags])
        self._fits = np.where(opens[:, None], goes_on[None] & same, ~goes_on[None])
        self._may_begin, self._may_end = ~goes_on, ~opens

    @property
    def labels(self) -> tuple[str, ...]:
        """The classes of names."""
        return tuple(sorted({label for _, label in self._tags if label}))

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of one document."""
        places, words = _words(doc)
        if not len(places):
            return doc
        words = words[:, words.shape[1] // 2 :]
        weights = self.weights
        inner = gelu(words @ weights["name_word"] + weights["name_word.bias"])
        scores = log_softmax(inner @ weights["name"] + weights["name.bias"])
        ends = [
            n
            for n, (left, right) in enumerate(pairwise(places), 1)
            if right - left > 1 and "\n" in doc[left + 1 : right].text
        ]
        spans: list[Span] = []
        for first, last in pairwise([0, *ends, len(places)]):
            start = first
            for number, tag in enumerate(self._best(scores[first:last]), first):
                kind, label = self._tags[tag]
                if kind in "BU":
                    start = number
                if kind in "LU":
                    spans.append(Span(doc, int(places[start]), int(places[number]) + 1, label=label))
        doc.set_ents(spans, default="outside")
        return doc

    def _best(self, scores: Floats) -> list[int]:
        """The best sequence of tags that fit (Viterbi)."""
        best = scores.argmax(axis=1)
        if self._fits[best[:-1], best[1:]].all() and self._may_begin[best[0]] and self._may_end[best[-1]]:
            return best.tolist()  # type: ignore[no-any-return]
        value = np.where(self._may_begin, scores[0], _NEVER)
        back = []
        barred = np.where(self._fits, np.float32(0), _NEVER)
        for row in scores[1:]:
            ways = value[:, None] + barred
            back.append(ways.argmax(axis=0))
            value = ways.max(axis=0) + row
        path = [int(np.where(self._may_end, value, _NEVER * 2).argmax())]
        for step in reversed(back):
            path.append(int(step[path[-1]]))
        return path[::-1]


class CoreferenceComponent(NetworkComponent):
    """Keeps the weights that link phrases; they are used when a document is read, because that takes its names."""

    def __call__(self, doc: Doc) -> Doc:
        """Leave the document as it is."""
        return doc


Language.factory("graphkit_encoder", func=EncoderComponent, assigns=["doc.tensor"])
Language.factory("graphkit_tagger", func=TaggerComponent, assigns=["token.tag", "token.pos", "token.morph"])
Language.factory(
    "graphkit_parser", func=ParserComponent, assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"]
)
Language.factory("graphkit_names", func=NamesComponent, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
Language.factory("graphkit_coreference", func=CoreferenceComponent)
