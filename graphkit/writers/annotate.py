"""A page with the text itself: mentions, triggers, roles and speakers marked, and beside each paragraph what it tells."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from graphkit.model import Event, Extraction, Key, Relation, Span

HERE = Path(__file__).resolve().parent
LONGEST = 1500
"""Code points from which on a paragraph is cut after its next full stop."""
_STOP = re.compile(r"[.!?][\"'”’)]*\s")


def annotate(extractions: Iterable[Extraction]) -> str:
    """Make one page of HTML with the texts of `extractions`, each with what was found in it marked.

    The page's script only lights up who takes part in the event that is pointed at; every word of an article is escaped,
    and the Content-Security-Policy lets nothing else run.
    """
    articles = list(extractions)
    title = articles[0].article.title or articles[0].article.id if len(articles) == 1 else f"{len(articles)} articles"
    body = "".join(part for number, extraction in enumerate(articles) for part in _Page(extraction, number).parts())
    kinds = sorted({e.kind for extraction in articles for e in extraction.entities} | {"Event"})
    legend = "".join(f'<li><span class="m {_class(kind)}">{escape(_style(kind)["name"])}</span></li>' for kind in kinds)
    legend += (
        '<li><span class="m k-time">Time</span></li><li><span class="m k-Event unstated">not stated as fact</span></li>'
    )
    css = (HERE / "annotate.css").read_text(encoding="utf-8") + "".join(_colour(kind) for kind in (*kinds, "Position"))
    script = (HERE / "annotate.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{css}</style>\n</head>\n<body>\n"
        f'<header><ul class="legend" aria-label="Legend">{legend}</ul></header>\n'
        f"<main>\n{_contents(articles)}{body}</main>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _contents(articles: list[Extraction]) -> str:
    if len(articles) < 2:
        return ""
    items = "".join(
        f'<li><a href="#a{n}" dir="auto">{escape(e.article.title or e.article.id)}</a></li>'
        for n, e in enumerate(articles)
    )
    return f'<nav aria-label="Articles"><ol>{items}</ol></nav>\n'


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of the text that is marked: how it looks, what it is, and to which notes it leads."""

    begin: int
    end: int
    rank: int
    css: str
    label: str
    tip: str
    node: str = ""
    note: str = ""


class _Page:
    """One article of the page: its text in blocks, each with the notes on what happens in it."""

    def __init__(self, extraction: Extraction, number: int) -> None:
        self._found = extraction
        self._number = number
        self._names = _names(extraction)
        self._text = extraction.article.text

    def parts(self) -> Iterator[str]:
        """Yield the article's HTML piece by piece."""
        article = self._found.article
        about = ", ".join(str(part) for part in (article.publisher, article.date, article.id) if part)
        yield f'<article id="a{self._number}">\n<h1 dir="auto">{escape(article.title or article.id)}</h1>\n'
        yield f'<p class="about" dir="auto">{escape(about)}</p>\n'
        marks = _nested(self._marks())
        bounds = _blocks(self._text, [(mark.begin, mark.end) for mark in marks])
        of_block: list[list[_Mark]] = [[] for _ in bounds]
        starts = [begin for begin, _ in bounds]
        for mark in marks:
            of_block[bisect_right(starts, mark.begin) - 1].append(mark)
        notes: list[list[str]] = [[] for _ in bounds]
        for at, note in sorted(self._notes(), key=lambda pair: pair[0]):
            notes[max(0, bisect_right(starts, at) - 1)].append(note)
        for (begin, end), inside, beside in zip(bounds, of_block, notes, strict=True):
            listed = f'<ol class="notes">{"".join(beside)}</ol>' if beside else ""
            text = "".join(_marked(self._text, begin, end, inside))
            yield f'<section class="block"><div class="text" dir="auto">{text}</div>{listed}</section>\n'
        yield "</article>\n"

    def _marks(self) -> Iterator[_Mark]:
        found = self._found
        for entity in found.entities:
            name = _style(entity.kind)["name"]
            tip = f"{name}: {entity.label}"
            for span in entity.mentions:
                yield _Mark(span.begin, span.end, 1, _class(entity.kind), name, tip, node=entity.key)
        for event in found.events:
            css = "k-Event says" if event.kind == "Statement" else "k-Event"
            css += " unstated" if _standing(event) else ""
            for span in event.mentions:
                tip, label = _event_words(event, self._names), _words(event.kind)
                yield _Mark(span.begin, span.end, 3, css, label, tip, node=event.key, note=self._id(event.key))
        for value in found.times:
            when = value.begin if value.begin == value.end else f"{value.begin or '…'} to {value.end or '…'}"
            for span in value.mentions:
                yield _Mark(span.begin, span.end, 2, "k-time", "Time", f"Time: {when}", node=value.key)
        for position in found.positions:
            tip = f"Position: {position.label}"
            for span in position.mentions:
                yield _Mark(span.begin, span.end, 2, _class("Position"), "Position", tip, node=position.key)

    def _notes(self) -> Iterator[tuple[int, str]]:
        for event in self._found.events:
            parties = json.dumps(_parties(event), separators=(",", ":"))
            yield (
                event.trigger.begin,
                f'<li id="{self._id(event.key)}" data-r="{escape(parties)}">{_event(event, self._names)}</li>\n',
            )
        first = {entity.key: entity.mentions[0] for entity in self._found.entities if entity.mentions}
        for number, relation in enumerate(self._found.relations):
            if relation.event is None:
                span = relation.mentions[0] if relation.mentions else first.get(relation.subject, Span(0, 0, ""))
                yield span.begin, self._relation(relation, self._id(f"relation-{number}"))

    def _relation(self, relation: Relation, id: str) -> str:
        parties = escape(
            json.dumps([[relation.subject, "subject"], [relation.object, "object"]], separators=(",", ":"))
        )
        subject, object = self._names.get(relation.subject, "?"), self._names.get(relation.object, "?")
        return (
            f'<li id="{id}" data-r="{parties}"><b>{escape(_words(relation.predicate))}</b> '
            f'<span dir="auto">{escape(subject)} → {escape(object)}</span></li>\n'
        )

    def _id(self, key: Key) -> str:
        return escape(f"a{self._number}-{key}".replace(" ", "-"), quote=True)


def _nested(marks: Iterable[_Mark]) -> list[_Mark]:
    """Keep marks that follow or hold one another, in the order of the text; of two that cross, the earlier one stays."""
    kept: list[_Mark] = []
    open_: list[_Mark] = []
    for mark in sorted(marks, key=lambda m: (m.begin, -m.end, m.rank, m.tip, m.note)):
        while open_ and open_[-1].end <= mark.begin:
            open_.pop()
        same = bool(open_) and (open_[-1].begin, open_[-1].end) == (mark.begin, mark.end)
        if same and mark.note and open_[-1].note:  # words that evoke several events
            last = kept[-1]
            both = replace(
                last,
                tip=f"{last.tip}\n{mark.tip}",
                note=f"{last.note} {mark.note}",
                label=f"{last.label}, {mark.label}",
            )
            kept[-1] = open_[-1] = both
            continue
        if mark.begin >= mark.end or (open_ and mark.end > open_[-1].end) or (same and not mark.note):
            continue
        if mark.note and any(outer.note for outer in open_):  # a link holds no link
            continue
        kept.append(mark)
        open_.append(mark)
    return kept


def _blocks(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut a text into paragraphs, and long ones into pieces after a full stop, but never through a span."""
    held = sorted(spans)
    bounds: list[tuple[int, int]] = []
    begin = at = number = inside = 0
    while at < len(text):
        line = text.find("\n", at)
        end = len(text) if line < 0 else line + 1
        if end - begin > LONGEST:
            stop = _STOP.search(text, max(at, begin + LONGEST), end)
            end = stop.end() if stop else end
        while end < len(text) and text[end] == "\n":
            end += 1
        while number < len(held) and held[number][0] < end:
            inside = max(inside, held[number][1])
            number += 1
        at = end
        if inside <= end:
            bounds.append((begin, end))
            begin = end
    if begin < len(text) or not bounds:
        bounds.append((begin, len(text)))
    return bounds


def _marked(text: str, begin: int, end: int, marks: list[_Mark]) -> Iterator[str]:
    """Yield `text[begin:end]` escaped, with nested marks around their words."""
    at = begin
    open_: list[tuple[int, str]] = []
    for mark in marks:
        while open_ and open_[-1][0] <= mark.begin:
            stop, tag = open_.pop()
            yield escape(text[at:stop]) + f"</{tag}>"
            at = stop
        yield escape(text[at : mark.begin])
        at = mark.begin
        tag = "a" if mark.note else "span"
        link = f' href="#{mark.note.split()[0]}" data-e="{mark.note}"' if mark.note else ""
        node = f' data-n="{escape(mark.node)}"' if mark.node else ""
        label = f' data-k="{escape(mark.label)}"'
        yield f'<{tag} class="m {mark.css}" title="{escape(mark.tip)}"{link}{node}{label}>'
        open_.append((mark.end, tag))
    while open_:
        stop, tag = open_.pop()
        yield escape(text[at:stop]) + f"</{tag}>"
        at = stop
    yield escape(text[at:end])


def _names(extraction: Extraction) -> dict[Key, str]:
    names = {entity.key: entity.label for entity in extraction.entities}
    names.update((position.key, position.label) for position in extraction.positions)
    names.update(
        (value.key, value.mentions[0].text if value.mentions else value.begin or "") for value in extraction.times
    )
    names.update((event.key, event.trigger.text) for event in extraction.events)
    return names


def _standing(event: Event) -> str:
    words = [
        "denied" if event.polarity == "Negative" else "",
        "" if event.modality == "Actual" else event.modality.lower(),
    ]
    return ", ".join(word for word in words if word)


def _parties(event: Event) -> list[list[str]]:
    """Key and role of each that takes part, the speaker last."""
    parties = [[role.filler, _words(role.name)] for role in event.roles if role.filler]
    if event.attributed_to:
        parties.append([event.attributed_to, "says"])
    if event.reported_by:
        parties.append([event.reported_by, "saying"])
    return parties


def _roles(event: Event, names: dict[Key, str]) -> list[tuple[str, str]]:
    roles = [(_words(role.name), names.get(role.filler or "", role.literal or "?")) for role in event.roles]
    if event.attributed_to:
        roles.append(("says", names.get(event.attributed_to, "?")))
    return roles


def _event_words(event: Event, names: dict[Key, str]) -> str:
    standing = _standing(event)
    head = _words(event.kind) + (f" ({standing})" if standing else "")
    return "\n".join([head, *(f"{role}: {name}" for role, name in _roles(event, names))])


def _event(event: Event, names: dict[Key, str]) -> str:
    standing = _standing(event)
    badge = f' <span class="standing">{escape(standing)}</span>' if standing else ""
    roles = "".join(
        f'<span class="role{" speaker" if role == "says" else ""}"><i>{escape(role)}</i> <span dir="auto">{escape(name)}</span></span> '
        for role, name in _roles(event, names)
    )
    return f'<b>{escape(_words(event.kind))}</b> “<span dir="auto">{escape(event.trigger.text)}</span>”{badge} {roles}'


def _words(name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


def _class(kind: str) -> str:
    return "k-" + "".join(c for c in kind if c.isalnum() or c in "-_")


def _colour(kind: str) -> str:
    return f".{_class(kind)}{{--c:{_style(kind)['color']}}}"


@cache
def _styles() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((HERE / "html" / "styles.json").read_text(encoding="utf-8"))
    return found


def _style(kind: str) -> dict[str, Any]:
    return _styles().get(kind, {**_styles()[""], "name": _words(kind).capitalize()})
