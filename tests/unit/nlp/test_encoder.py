"""The network in numpy: pieces, windows, trees, and the four components on an untrained network of the real layout."""

from __future__ import annotations

import pickle

import networkx as nx
import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from graphkit.nlp.encoder.components import EncoderComponent, NamesComponent, ParserComponent, TaggerComponent
from graphkit.nlp.encoder.pieces import BREAKS, SHAPES, WINDOW, Pieces, windows, words_of
from graphkit.nlp.encoder.trees import best_tree

VOCABULARY = ["[UNK]", "[CLS]", "[SEP]", *"abcdefghijklmnopqrstuvwxyz0123456789.,!?-'", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz0123456789")]  # fmt: skip
WIDTH = 64


def make_pipeline(seed: int = 0) -> spacy.Language:
    rng = np.random.default_rng(seed)

    def some(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.4, shape).astype(np.float32)

    nlp = spacy.blank("en")
    nlp.vocab.vectors = spacy.vectors.Vectors(shape=(2, 3))
    nlp.vocab.set_vector("Kyiv", np.array([1.0, 0.0, 2.0], dtype=np.float32))
    weights = {
        "pieces": some(len(VOCABULARY), WIDTH),
        "positions": some(100, WIDTH),
        "shapes": some(len(SHAPES) + 1, WIDTH),
        "breaks": some(len(BREAKS) + 1, WIDTH),
        "glued": some(3, WIDTH),
        "marked": some(3, WIDTH),
        "norm.weight": some(WIDTH),
        "norm.bias": some(WIDTH),
        "mix_syntax": some(2),
        "mix_names": some(2),
    }
    for n in range(2):
        for part, shape in (
            ("qkv", (WIDTH, 3 * WIDTH)),
            ("out", (WIDTH, WIDTH)),
            ("up", (WIDTH, 96)),
            ("down", (96, WIDTH)),
        ):
            weights[f"layers.{n}.{part}.weight"], weights[f"layers.{n}.{part}.bias"] = some(*shape), some(shape[1])
        for part in ("norm1", "norm2"):
            weights[f"layers.{n}.{part}.weight"], weights[f"layers.{n}.{part}.bias"] = some(WIDTH), some(WIDTH)

    def linear(name: str, inputs: int, outputs: int) -> dict[str, np.ndarray]:
        return {name: some(inputs, outputs), f"{name}.bias": some(outputs)}

    names = ["O", *(f"{kind}-{label}" for label in ("GPE", "PERSON") for kind in "BILU")]
    labels = ["nsubj", "ROOT", "obj"]
    nlp.add_pipe("graphkit_encoder", name="encoder").use(weights, {"vocabulary": VOCABULARY})
    nlp.add_pipe("graphkit_names", name="ner").use(
        {**linear("name_word", WIDTH, 16), **linear("name", 16, len(names))}, {"names": names}
    )
    nlp.add_pipe("graphkit_lines")
    nlp.add_pipe("graphkit_tagger", name="tagger").use(
        {**linear("tag", WIDTH, 2), **linear("morph", WIDTH, 2)},
        {"tags": ["NN", "VBD"], "morphs": ["POS=NOUN|Number=Sing", "POS=VERB"]},
    )
    nlp.add_pipe("graphkit_parser", name="parser").use(
        {
            **linear("start", WIDTH, 2),
            "root": some(WIDTH),
            "arc": some(17, 16),
            **linear("arc_word", WIDTH, 16),
            **linear("arc_head", WIDTH, 16),
            "label": some(9, len(labels) * 9),
            **linear("label_word", WIDTH, 8),
            **linear("label_head", WIDTH, 8),
        },
        {"labels": labels},
    )
    return nlp


TEXT = "KYIV — Rain fell on Kyiv.\n\nNobody, he said, was hurt in Ciudad\nBolívar. It's over!  Done"


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return make_pipeline()


def check(doc: Doc) -> None:
    """What must hold of any parsed document."""
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        roots = [t for t in words if t.head.i == t.i]
        assert len(roots) == 1 or not words
        assert [t.dep_ for t in roots] == ["ROOT"] * len(roots)
        for token in words:
            assert sentence.start <= token.head.i < sentence.end
            assert not token.head.is_space
            assert roots[0] in (token, *token.ancestors)
    for ent in doc.ents:
        assert "\n" not in ent.text


def test_every_word_belongs_to_one_tree_of_its_sentence(nlp: spacy.Language) -> None:
    doc = nlp(TEXT)
    check(doc)
    assert {t.tag_ for t in doc if not t.is_space} <= {"NN", "VBD"}
    assert {t.pos_ for t in doc if t.is_space} == {"SPACE"}
    assert all(t.ent_iob_ in "BIO" and t.ent_iob_ for t in doc)


def test_lines_and_datelines_begin_sentences(nlp: spacy.Language) -> None:
    starts = {t.text for t in nlp(TEXT) if t.is_sent_start}
    assert {"KYIV", "Rain", "Nobody"} <= starts


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abc XYZ.\n\t ,é字-'0123\u200f😀", max_size=120))
def test_any_text_is_read(text: str) -> None:
    check(PIPELINE(text))


PIPELINE = make_pipeline()


def test_long_text_without_full_stop_is_cut(nlp: spacy.Language) -> None:
    doc = nlp("word " * 3000)
    check(doc)
    assert max(len(s) for s in doc.sents) <= 260


def test_word_of_odd_characters_longer_than_the_window(nlp: spacy.Language) -> None:
    check(nlp(" ".join(["#$%&/()=+*~"] * 120)))


def test_same_values_alone_and_among_others(nlp: spacy.Language) -> None:
    alone = nlp(TEXT)
    among = list(nlp.pipe(["Rain.", TEXT, "Snow fell."], batch_size=3))[1]
    assert np.array_equal(alone.tensor, among.tensor)
    assert [t.head.i for t in alone] == [t.head.i for t in among]


def test_kept_on_disk_and_pickled(nlp: spacy.Language, tmp_path) -> None:
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    shape = [(t.text, t.head.i, t.dep_, t.tag_, t.ent_type_) for t in again(TEXT)]
    other = pickle.loads(pickle.dumps(again.get_pipe("encoder")))
    assert np.array_equal(other(nlp.make_doc(TEXT)).tensor, again(TEXT).tensor)
    assert len(shape) == len(nlp(TEXT))
    assert isinstance(again.get_pipe("encoder"), EncoderComponent)
    assert isinstance(again.get_pipe("ner"), NamesComponent)
    assert isinstance(again.get_pipe("tagger"), TaggerComponent)
    assert isinstance(again.get_pipe("parser"), ParserComponent)
    assert again.get_pipe("parser").labels == ("nsubj", "ROOT", "obj")


def test_reader_without_encoder_says_so(nlp: spacy.Language) -> None:
    with pytest.raises(ValueError, match="the encoder must run before"):
        nlp.get_pipe("parser")(nlp.make_doc("Rain fell."))


def test_pieces_cover_words_longest_first() -> None:
    pieces = Pieces(["[UNK]", "[CLS]", "[SEP]", "cote", "d", "'", "iv", "##oire", "kn", "-", "23", "##s", "."])
    assert [pieces.vocabulary[i] for i in pieces.of("Côte")] == ["cote"]
    assert [pieces.vocabulary[i] for i in pieces.of("d’Ivoire")] == ["d", "'", "iv", "##oire"]
    assert [pieces.vocabulary[i] for i in pieces.of("KN-23s")] == ["kn", "-", "23", "##s"]
    assert [pieces.vocabulary[i] for i in pieces.of("字")] == ["[UNK]"]
    assert len(pieces.of("." * 500)) == 12


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["word", "end.", "\n", "\n\n"]), min_size=1, max_size=700))
def test_windows_cover_all_words_once(parts: list[str]) -> None:
    words = words_of(spacy.blank("en")(" ".join(parts)))
    found = list(windows(words))
    assert [i for first, last in found for i in range(first, last)] == list(range(len(words.tokens)))
    assert all(0 < last - first <= WINDOW for first, last in found)


def test_windows_break_at_paragraphs_when_they_can() -> None:
    words = words_of(spacy.blank("en")("word " * 100 + "\n\n" + "word. " * 100))
    assert next(iter(windows(words))) == (0, 100)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 7), st.integers(0, 10_000))
def test_best_tree_is_the_best_with_one_root(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 3, (count, count + 1))
    heads = best_tree(scores)
    graph = nx.DiGraph([(head + 1, word + 1) for head, word in [(h - 1, w) for w, h in enumerate(heads)]])
    assert nx.is_arborescence(graph)
    assert (heads == 0).sum() == 1
    best = -np.inf
    for root in range(count):
        dense = nx.DiGraph()
        dense.add_node(root)
        for word in range(count):
            for head in range(count):
                if word not in (head, root):
                    dense.add_edge(head, word, weight=scores[word, head + 1])
        tree = nx.maximum_spanning_arborescence(dense, preserve_attrs=False) if count > 1 else dense
        value = scores[root, 0] + sum(scores[w, h + 1] for h, w in tree.edges)
        best = max(best, value)
    own = sum(scores[w, h] for w, h in enumerate(heads))
    assert own == pytest.approx(best)
