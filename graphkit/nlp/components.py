"""graphkit's steps as ordinary spaCy components, for anybody's pipeline.

`graphkit_lines` lets each line begin a sentence; `graphkit` reads the parsed Doc and leaves an Extraction in `doc._.graphkit`.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from graphkit.lexicon import load_lexicon
from graphkit.model import Article
from graphkit.settings import ontology_folder

DATELINE = re.compile(
    r"^[A-Z][A-Z.'’-]+(?:[ ,/]+(?:[A-Z][\w.'’-]*|\d{1,2}|\d{4}),?){0,6}(?: ?\([A-Z][^()\n]{1,30}\))? ?(?:—|–|--|-|:) +(?=\S)|^(?:[-–—•*]+|\d+[.)]) *(?:[A-Z][\w’' /-]{1,40}: +)?(?=\S)",
    re.MULTILINE,
)
""" "KYIV (Reuters) — ", "BANGKOK: ", "SOUTHWEST ASIA, Jan. 25, 2017 — ": place, agency and date before the first sentence;
"-- Raqqah: ", "• ", "1. ": marks and labels of list items."""


@Language.component("graphkit_lines")
def begin_sentences_at_lines(doc: Doc) -> Doc:
    """Let the first word after a line break begin a sentence; the parser keeps to it."""
    for previous, token in zip(doc, list(doc)[1:], strict=False):
        if previous.is_space and "\n" in previous.text and not token.is_space:
            token.is_sent_start = True
    ends = {match.end() for match in DATELINE.finditer(doc.text)}
    for token in doc:
        if token.idx in ends and token.i:
            token.is_sent_start = True
    return doc


@Language.factory("graphkit", requires=["token.dep", "token.pos", "doc.ents"], assigns=["doc._.graphkit"])
def make_graphkit(nlp: Language, name: str) -> GraphkitComponent:
    """Make the component; it reads the lexicon once."""
    return GraphkitComponent(nlp)


class GraphkitComponent:
    """Leaves an Extraction in `doc._.graphkit`; relative dates need `doc.user_data["date"]`, a datetime.date."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._reader: Any = None
        if not Doc.has_extension("graphkit"):
            Doc.set_extension("graphkit", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Read `doc` and leave what was found in `doc._.graphkit`."""
        if self._reader is None:
            from graphkit.nlp.extract import Reader

            self._reader = Reader(self._nlp, load_lexicon((ontology_folder(),)))
        date = doc.user_data.get("date")
        doc._.graphkit = self._reader.read(
            Article(id=str(doc.user_data.get("id", "doc")), text=doc.text, date=date), doc, date
        )
        return doc
