"""A spaCy pipeline that is quick to make and to load: tagger, parser and names, trained on two sentences. It reads badly."""

from __future__ import annotations

from pathlib import Path

SENTENCES = [
    ("Chad shelled Sudan on Monday .", "PROPN VERB PROPN ADP PROPN PUNCT", "NNP VBD NNP IN NNP .", [1, 1, 1, 4, 1, 1],
     "nsubj ROOT obj case obl punct", ["U-GPE", "O", "U-GPE", "O", "U-DATE", "O"]),
    ("Two miners were killed by rebels .", "NUM NOUN AUX VERB ADP NOUN PUNCT", "CD NNS VBD VBN IN NNS .",
     [1, 3, 3, 3, 5, 3, 3], "nummod nsubj:pass aux:pass ROOT case obl punct", ["U-CARDINAL", *["O"] * 6]),
]  # fmt: skip
MORE_LABELS = (
    "acl advcl advmod amod appos ccomp compound conj cc csubj cop dep det expl fixed flat mark nmod xcomp".split()
)


def make_pipeline(path: Path) -> Path:
    """Train the pipeline and write it to `path`."""
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example

    nlp = spacy.blank("en")
    tok2vec = {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 16,
        "depth": 1,
        "embed_size": 100,
        "window_size": 1,
        "maxout_pieces": 2,
        "subword_features": True,
    }
    for name in ("tagger", "parser", "ner"):
        model = {"@architectures": "spacy.Tagger.v2", "tok2vec": tok2vec, "nO": None}
        if name != "tagger":
            model = {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": name,
                "extra_state_tokens": False,
                "hidden_width": 16,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": tok2vec,
                "nO": None,
            }
        nlp.add_pipe(name, config={"model": model, **({"min_action_freq": 1} if name == "parser" else {})})
    parser = nlp.get_pipe("parser")
    for label in MORE_LABELS:
        parser.add_label(label)  # type: ignore[attr-defined]
    examples = []
    for text, pos, tags, heads, deps, ents in SENTENCES:
        words = text.split()
        gold = Doc(
            nlp.vocab,
            words,
            pos=pos.split(),
            tags=tags.split(),
            heads=heads,
            deps=deps.split(),
            ents=[e.replace("U-", "B-") for e in ents],
        )
        examples.append(Example(Doc(nlp.vocab, words), gold))
    spacy.util.fix_random_seed(0)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(15):
        nlp.update(examples, sgd=optimizer)
    nlp.meta["name"] = "tiny"
    nlp.to_disk(path)
    return path
