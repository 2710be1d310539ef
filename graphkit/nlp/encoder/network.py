"""The encoder in numpy: word pieces in, one vector per word out; transformer layers as in BERT (Devlin et al. 2019)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from graphkit.nlp.encoder.pieces import Pieces, Words

Floats: TypeAlias = npt.NDArray[Any]
"""Arrays in single precision."""

_HEAD = 32
"""Width of one attention head."""


def gelu(x: Floats) -> Floats:
    """The activation, by its tanh form."""
    inner = x * x
    inner *= 0.044715
    inner += 1.0
    inner *= x
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += 1.0
    inner *= x
    inner *= 0.5
    return inner


def log_softmax(x: Floats) -> Floats:
    """Logarithms of probabilities along the last axis."""
    x = x - x.max(axis=-1, keepdims=True)
    return x - np.log(np.exp(x).sum(axis=-1, keepdims=True))  # type: ignore[no-any-return]


def _normal(x: Floats, weight: Floats, bias: Floats) -> Floats:
    x = x - x.mean(axis=-1, keepdims=True)
    x /= np.sqrt(np.einsum("ij,ij->i", x, x)[:, None] / x.shape[1] + 1e-12)
    x *= weight
    x += bias
    return x


class Network:
    """Reads one window of words at a time, so that no text depends on what was read beside it.

    Args:
        weights: Arrays in single precision, by the names that training gave them.
        vocabulary: The word pieces; row i of the table `pieces` belongs to piece i.
    """

    def __init__(self, weights: Mapping[str, Floats], vocabulary: Sequence[str]) -> None:
        self.pieces = Pieces(vocabulary)
        self.weights = weights
        self.width = self.weights["norm.weight"].shape[0]
        self._layers = [
            {
                part.split(".", 2)[2]: value
                for part, value in self.weights.items()
                if part.startswith(f"layers.{number}.")
            }
            for number in range(1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers.")))
        ]
        mixes = np.stack([self.weights["mix_syntax"], self.weights["mix_names"]])
        self._mixes = np.exp(log_softmax(mixes)).astype(np.float32)

    def encode(self, words: Words, first: int, last: int, marks: Floats) -> Floats:
        """Vectors of the words from `first` to before `last`: (words, 2 × width), half for syntax, half for names.

        `marks` (words, marks) is what the word table knows of each of these words, zeros if nothing.
        """
        weights, of = self.weights, self.pieces.of
        cut = [of(text) for text in words.texts[first:last]]
        sizes = np.array([len(found) for found in cut])
        if sizes.sum() + 2 > len(weights["positions"]):  # thousands of odd characters: read it in halves
            middle = (first + last) // 2
            halves = (
                self.encode(words, first, middle, marks[: middle - first]),
                self.encode(words, middle, last, marks[middle - first :]),
            )
            return np.concatenate(halves)
        begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        ids = [self.pieces.start, *(piece for found in cut for piece in found), self.pieces.end]
        x = weights["pieces"][ids] + weights["positions"][: len(ids)]
        at = begins + 1
        inside = slice(1, 1 + int(sizes.sum()))
        shapes = np.repeat(words.shapes[first:last] + 1, sizes)
        x += weights["shapes"][0]
        x[inside] += weights["shapes"][shapes] - weights["shapes"][0]
        for table, values in (("breaks", words.breaks), ("glued", words.glued)):
            x += weights[table][0]
            x[at] += weights[table][values[first:last] + 1] - weights[table][0]
        x[at] += marks @ weights["marked"]
        x = _normal(x, weights["norm.weight"], weights["norm.bias"])
        mixed = np.zeros((2, *x.shape), dtype=np.float32)
        for layer, shares in zip(self._layers, self._mixes.T, strict=True):
            x = self._layer(x, layer)
            mixed += shares[:, None, None] * x
        pooled = np.add.reduceat(mixed[:, inside], begins, axis=1) / sizes[None, :, None]
        return np.concatenate([pooled[0], pooled[1]], axis=1).astype(np.float32, copy=False)

    def _layer(self, x: Floats, layer: Mapping[str, Floats]) -> Floats:
        length = len(x)
        qkv = (x @ layer["qkv.weight"] + layer["qkv.bias"]).reshape(length, 3, -1, _HEAD).transpose(1, 2, 0, 3)
        scores = (qkv[0] * np.float32(_HEAD**-0.5)) @ qkv[1].transpose(0, 2, 1)
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        seen = (scores @ qkv[2]).transpose(1, 0, 2).reshape(length, self.width)
        x = _normal(x + seen @ layer["out.weight"] + layer["out.bias"], layer["norm1.weight"], layer["norm1.bias"])
        inner = gelu(x @ layer["up.weight"] + layer["up.bias"])
        return _normal(
            x + inner @ layer["down.weight"] + layer["down.bias"], layer["norm2.weight"], layer["norm2.bias"]
        )
