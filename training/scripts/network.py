"""The network in PyTorch, for training only: a six-layer encoder and its four readers.

`graphkit/nlp/encoder` computes the same in numpy; `export.py` writes what it reads.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from graphkit.nlp.encoder.pieces import BREAKS, SHAPES

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
ARC, LABEL, NAME = 256, 128, 256


class Dropout(nn.Module):
    """Drops the same features at all places of a text (variational dropout): cheap, and as good here."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """(batch, places, features) to the same."""
        if not self.training:
            return x
        return x * (torch.rand(x.shape[0], 1, x.shape[2]) >= self.share).to(x.dtype) / (1 - self.share)


class Layer(nn.Module):
    """Self-attention and a two-layer perceptron, each with a residual and a normalisation behind it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(batch, pieces, WIDTH) to the same; `mask` is True where a piece is."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS)
        seen = scores.masked_fill(~mask[:, None, None, :], -1e4).softmax(-1) @ v
        x = self.norm1(x + self.dropout(self.out(seen.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x), approximate="tanh"))))


class Network(nn.Module):
    """Pieces to words to tags, trees, sentence starts and names."""

    def __init__(self, sizes: dict[str, int], marks: Tensor, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(sizes["pieces"], WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES) + 1, WIDTH)
        self.breaks = nn.Embedding(len(BREAKS) + 1, WIDTH)
        self.glued = nn.Embedding(3, WIDTH)
        for table in (self.shapes, self.breaks, self.glued):
            nn.init.normal_(table.weight, std=0.005)
        self.register_buffer("marks", marks, persistent=False)
        self.marked = nn.Linear(marks.shape[1], WIDTH, bias=False)
        nn.init.normal_(self.marked.weight, std=0.002)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.mix_syntax = nn.Parameter(torch.zeros(LAYERS))
        self.mix_names = nn.Parameter(torch.zeros(LAYERS))
        self.read_dropout = Dropout(0.3)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.arc_word, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label_word, self.label_head = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.label = nn.Parameter(torch.zeros(sizes["labels"], LABEL + 1, LABEL + 1))
        self.start = nn.Linear(WIDTH, 2)
        self.tag = nn.Linear(WIDTH, sizes["tags"])
        self.morph = nn.Linear(WIDTH, sizes["morphs"])
        self.name_word = nn.Linear(WIDTH, NAME)
        self.name = nn.Linear(NAME, sizes["names"])

    def load_start(self, folder: Path) -> None:
        """Take the weights of the pretrained encoder, a BERT of the same size, as safetensors."""
        given = load_file(str(folder / "model.safetensors"))
        own = self.state_dict()

        def put(name: str, value: Tensor) -> None:
            assert own[name].shape == value.shape, name
            own[name].copy_(value)

        put("pieces.weight", given["embeddings.word_embeddings.weight"])
        first = given["embeddings.token_type_embeddings.weight"][0]
        put("positions.weight", given["embeddings.position_embeddings.weight"] + first)
        for part in ("weight", "bias"):
            put(f"norm.{part}", given[f"embeddings.LayerNorm.{part}"])
            for number in range(LAYERS):
                at = f"encoder.layer.{number}."
                kinds = [given[f"{at}attention.self.{kind}.{part}"] for kind in ("query", "key", "value")]
                put(f"layers.{number}.qkv.{part}", torch.cat(kinds))
                put(f"layers.{number}.out.{part}", given[f"{at}attention.output.dense.{part}"])
                put(f"layers.{number}.norm1.{part}", given[f"{at}attention.output.LayerNorm.{part}"])
                put(f"layers.{number}.up.{part}", given[f"{at}intermediate.dense.{part}"])
                put(f"layers.{number}.down.{part}", given[f"{at}output.dense.{part}"])
                put(f"layers.{number}.norm2.{part}", given[f"{at}output.LayerNorm.{part}"])

    def encode(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Return the words for the readers of syntax and of names, each (batch, words, WIDTH)."""
        pieces = batch["pieces"]
        mask = pieces != 0
        places = torch.arange(pieces.shape[1])
        x = self.pieces(pieces) + self.positions(places) + self.shapes(batch["shapes"])
        x = x + self.breaks(batch["breaks"]) + self.glued(batch["glued"]) + self.marked(self.marks[batch["rows"]])
        x = self.dropout(self.norm(x))
        syntax, names = self.mix_syntax.softmax(0), self.mix_names.softmax(0)
        for_syntax = for_names = 0
        for number, layer in enumerate(self.layers):
            x = layer(x, mask)
            for_syntax, for_names = for_syntax + syntax[number] * x, for_names + names[number] * x
        pool = batch["pool"].to(x.dtype)  # (batch, words, pieces): means over the pieces of a word
        return self.read_dropout(pool @ for_syntax), self.read_dropout(pool @ for_names)

    def arcs(self, words: Tensor) -> Tensor:
        """(batch, n, WIDTH) to scores (batch, n words, n + 1 heads); head 0 is the root."""
        root = self.root.to(words.dtype).expand(words.shape[0], 1, -1)
        heads = functional.gelu(self.arc_head(torch.cat([root, words], 1)), approximate="tanh")
        word = functional.gelu(self.arc_word(words), approximate="tanh")
        word = torch.cat([word, torch.ones_like(word[..., :1])], -1)
        return (word @ self.arc) @ heads.transpose(1, 2)

    def labels(self, words: Tensor, heads: Tensor) -> Tensor:
        """Scores (batch, n, labels) for the given heads (batch, n), 0 the root."""
        root = self.root.to(words.dtype).expand(words.shape[0], 1, -1)
        chosen = torch.cat([root, words], 1).gather(1, heads[..., None].expand(-1, -1, WIDTH))
        head = functional.gelu(self.label_head(chosen), approximate="tanh")
        word = functional.gelu(self.label_word(words), approximate="tanh")
        word, head = (torch.cat([x, torch.ones_like(x[..., :1])], -1) for x in (word, head))
        part = torch.einsum("bni,lij->bnlj", word, self.label.to(word.dtype))
        return torch.einsum("bnlj,bnj->bnl", part, head)

    def names(self, words: Tensor) -> Tensor:
        """Scores (batch, n, names)."""
        return self.name(functional.gelu(self.name_word(words), approximate="tanh"))
