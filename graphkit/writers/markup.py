"""A text with its mentions, triggers, roles and speakers marked, and beside each paragraph what it tells."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape

from graphkit.model import Event, Extraction, Key, Relation, Span
from graphkit.writers.html.styles import colours, css_class, style
from graphkit.writers.html.words import words

LONGEST = 1500
"""Code points from which on a paragraph is cut after its next full stop."""
_STOP = re.compile(r"[.!?][\"'”’)]*\s")


def legend(extractions: Iterable[Extraction]) -> str:
    """Write the list of marks that occur in texts, and how they look."""
    kinds = sorted({e.kind for extraction in extractions for e in extraction.entities} | {"Event"})
    items = "".join(
        f'<li><span class="m {css_class(kind)}">{escape(style(kind)["name"])}</span></li>' for kind in kinds
    )
    items += (
        '<li><span class="m k-time">Time</span></li><li><span class="m k-Event unstated">not stated as fact</span></li>'
    )
    return f'<ul class="legend" aria-label="Legend">{items}</ul>'


def colour_rules(extractions: Iterable[Extraction]) -> str:
    """Write the style rules of the marks that occur in texts."""
    return colours((*sorted({e.kind for extraction in extractions for e in extraction.entities}), "Event", "Position"))


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
    href: str = ""


class Markup:
    """One article: its text in blocks, each with the notes on what happens in it.

    `number` tells articles of one page apart; `href` gives the address of what is said of a key, "" where there is none.
    """

    def __init__(self, extraction: Extraction, number: int = 0, href: Callable[[Key], str] = lambda key: "") -> None:
        self._found = extraction
        self._number = number
        self._href = href
        self._names = _names(extraction)
        self._triples = _triples(extraction, self._names)
        self._text = extraction.article.text

    def blocks(self) -> Iterator[str]:
        """Yield the text's HTML, block by block."""
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

    def _marks(self) -> Iterator[_Mark]:
        found = self._found
        for entity in found.entities:
            name = style(entity.kind)["name"]
            tip = f"{name}: {entity.label}"
            for span in entity.mentions:
                yield _Mark(
                    span.begin, span.end, 1, css_class(entity.kind), name, tip, entity.key, href=self._href(entity.key)
                )
        for event in found.events:
            css = "k-Event says" if event.kind == "Statement" else "k-Event"
            css += " unstated" if _standing(event) else ""
            for span in event.mentions:
                tip = "\n".join([*self._triples.get(event.key, ()), _event_words(event, self._names)])
                label = words(event.kind)
                yield _Mark(span.begin, span.end, 3, css, label, tip, node=event.key, note=self._id(event.key))
        for value in found.times:
            when = value.begin if value.begin == value.end else f"{value.begin or '…'} to {value.end or '…'}"
            for span in value.mentions:
                yield _Mark(span.begin, span.end, 2, "k-time", "Time", f"Time: {when}", node=value.key)
        for position in found.positions:
            tip = f"Position: {position.label}"
            for span in position.mentions:
                yield _Mark(span.begin, span.end, 2, css_class("Position"), "Position", tip, node=position.key)

    def _notes(self) -> Iterator[tuple[int, str]]:
        for event in self._found.events:
            parties = json.dumps(_parties(event), separators=(",", ":"))
            yield (
                event.trigger.begin,
                f'<li id="{self._id(event.key)}" data-r="{escape(parties)}">{self._event(event)}</li>\n',
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
        return (
            f'<li id="{id}" data-r="{parties}"><b>{escape(words(relation.predicate))}</b> '
            f"{self._name(relation.subject)} → {self._name(relation.object)}</li>\n"
        )

    def _event(self, event: Event) -> str:
        standing = _standing(event)
        badge = f' <span class="standing">{escape(standing)}</span>' if standing else ""
        roles = "".join(
            f'<span class="role{" speaker" if role == "says" else ""}"><i>{escape(role)}</i> {self._name(key, name)}</span> '
            for role, key, name in _roles(event, self._names)
        )
        kind, href = escape(words(event.kind)), self._href(event.key)
        link = f'<a href="{escape(href)}">{kind}</a>' if href else kind
        return f'<b>{link}</b> “<span dir="auto">{escape(event.trigger.text)}</span>”{badge} {roles}'

    def _name(self, key: Key, name: str | None = None) -> str:
        shown = escape(name or self._names.get(key, "?"))
        href = self._href(key) if key else ""
        return f'<a href="{escape(href)}" dir="auto">{shown}</a>' if href else f'<span dir="auto">{shown}</span>'

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
        node += f' data-h="{escape(mark.href)}"' if mark.href else ""
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
    parties = [[role.filler, words(role.name)] for role in event.roles if role.filler]
    if event.attributed_to:
        parties.append([event.attributed_to, "says"])
    if event.reported_by:
        parties.append([event.reported_by, "saying"])
    return parties


def _roles(event: Event, names: dict[Key, str]) -> list[tuple[str, Key, str]]:
    """Name of each role, key of what fills it ("" for words alone), and its name; the speaker last."""
    roles = [(words(r.name), r.filler or "", names.get(r.filler or "", r.literal or "?")) for r in event.roles]
    if event.attributed_to:
        roles.append(("says", event.attributed_to, names.get(event.attributed_to, "?")))
    return roles


def _triples(extraction: Extraction, names: dict[Key, str]) -> dict[Key, list[str]]:
    """The direct triples of each event, in words."""
    found: dict[Key, list[str]] = {}
    for relation in extraction.relations:
        if relation.event is not None:
            triple = (
                f"{names.get(relation.subject, '?')} — {words(relation.predicate)} → {names.get(relation.object, '?')}"
            )
            found.setdefault(relation.event, []).append(triple)
    return found


def _event_words(event: Event, names: dict[Key, str]) -> str:
    standing = _standing(event)
    head = words(event.kind) + (f" ({standing})" if standing else "")
    return "\n".join([head, *(f"{role}: {name}" for role, _, name in _roles(event, names))])
