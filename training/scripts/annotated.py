"""Text with named spans, the common form of all name corpora."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Span

NO_SPACE_BEFORE = frozenset(". , ; : ? ! % ) ] } 's 'S ’s n't 're 've 'll 'd 'm '' ” …".split())
NO_SPACE_AFTER = frozenset("( [ { $ £ € `` “ #".split())


@dataclass
class Annotated:
    """A text with names (start, end, label) and stretches about which nothing is known, in characters."""

    text: str
    names: list[tuple[int, int, str]] = field(default_factory=list)
    unknown: list[tuple[int, int]] = field(default_factory=list)


def from_tokens(words: Sequence[str], names: Iterable[tuple[int, int, str]], unknown: Iterable[int] = ()) -> Annotated:
    """Write tokens as running text; ``names`` are token spans, ``unknown`` token numbers."""
    text, offsets, is_quote_open = "", [], False
    for index, word in enumerate(words):
        shown = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(word, word)
        glue = index == 0 or word in NO_SPACE_BEFORE or words[index - 1] in NO_SPACE_AFTER
        if shown == '"':
            glue = index == 0 or is_quote_open or words[index - 1] in NO_SPACE_AFTER
            is_quote_open = not is_quote_open
        elif index and words[index - 1] in ('"', "''") and is_quote_open:
            glue = True
        if not glue:
            text += " "
        offsets.append((len(text), len(text) + len(shown)))
        text += shown
    return Annotated(
        text,
        [(offsets[a][0], offsets[b - 1][1], label) for a, b, label in names],
        [offsets[index] for index in unknown],
    )


def join(parts: Sequence[Annotated], separators: Sequence[str]) -> Annotated:
    """Put texts behind each other; ``separators[i]`` stands before part ``i + 1``."""
    whole = Annotated("")
    for number, part in enumerate(parts):
        if number:
            whole.text += separators[number - 1]
        shift = len(whole.text)
        whole.text += part.text
        whole.names += [(a + shift, b + shift, label) for a, b, label in part.names]
        whole.unknown += [(a + shift, b + shift) for a, b in part.unknown]
    return whole


def to_doc(nlp: Language, annotated: Annotated) -> Doc:
    """Tokenize as at run time; names that do not fall on tokens become unknown."""
    doc = nlp.make_doc(annotated.text)
    spans: list[Span] = []
    missing: list[Span] = []
    taken: set[int] = set()
    for start, end, label in sorted(annotated.names, key=lambda name: (name[0], -name[1])):
        span = doc.char_span(start, end, label=label)
        if span is None:
            rough = doc.char_span(start, end, alignment_mode="expand")
            if rough is not None:
                missing.append(rough)
        elif not taken & set(range(span.start, span.end)):
            spans.append(span)
            taken |= set(range(span.start, span.end))
    unknown = {t.i for span in missing for t in span}
    for start, end in annotated.unknown:
        rough = doc.char_span(start, end, alignment_mode="expand")
        unknown |= {token.i for token in rough} if rough is not None else set()
    doc.set_ents(spans, missing=[doc[i : i + 1] for i in sorted(unknown - taken)])
    return doc
