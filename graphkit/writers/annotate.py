"""A page with the text itself: mentions, triggers, roles and speakers marked, the triples on hover and in a list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from graphkit.model import Event, Extraction, Key, Span

HERE = Path(__file__).resolve().parent


def annotate(extractions: Iterable[Extraction]) -> str:
    """Make one page of HTML with the texts of `extractions`, each with what was found in it marked.

    The page has no script at all, and every word of an article is escaped.
    """
    articles = list(extractions)
    title = articles[0].article.title or articles[0].article.id if len(articles) == 1 else f"{len(articles)} articles"
    body = "".join(part for extraction in articles for part in _article(extraction))
    kinds = sorted({e.kind for extraction in articles for e in extraction.entities} | {"Event"})
    legend = "".join(f'<li><span class="m {_class(kind)}">{escape(_style(kind)["name"])}</span></li>' for kind in kinds)
    css = (HERE / "annotate.css").read_text(encoding="utf-8") + "".join(_colour(kind) for kind in kinds)
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{css}</style>\n</head>\n<body>\n"
        f'<header><ul class="legend" aria-label="Legend">{legend}</ul></header>\n'
        f"<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _article(extraction: Extraction) -> Iterator[str]:
    article = extraction.article
    about = ", ".join(str(part) for part in (article.publisher, article.date, article.id) if part)
    yield f'<article>\n<h1 dir="auto">{escape(article.title or article.id)}</h1>\n'
    yield f'<p class="about">{escape(about)}</p>\n'
    yield f'<div class="text" dir="auto">{"".join(_text(extraction))}</div>\n'
    if extraction.events or extraction.relations:
        yield '<h2>Events and relations</h2>\n<ol class="facts">\n'
        names = _names(extraction)
        for event in extraction.events:
            yield f'<li id="{_id(extraction, event.key)}">{_event(event, names)}</li>\n'
        for relation in extraction.relations:
            if relation.event is None:
                subject, object = names.get(relation.subject, "?"), names.get(relation.object, "?")
                yield (
                    f'<li><b>{escape(_words(relation.predicate))}</b> <span dir="auto">{escape(subject)} → '
                    f"{escape(object)}</span></li>\n"
                )
        yield "</ol>\n"
    yield "</article>\n"


def _text(extraction: Extraction) -> Iterator[str]:
    """Yield the text with marks; where two overlap, the earlier and longer one is kept."""
    names = _names(extraction)
    marks: list[tuple[Span, int, str, str, str]] = []
    for entity in extraction.entities:
        label = f"{_style(entity.kind)['name']}: {entity.label}"
        marks.extend((span, 1, _class(entity.kind), label, "") for span in entity.mentions)
    for event in extraction.events:
        tip = _event_words(event, names)
        target = "#" + _id(extraction, event.key)
        marks.extend((span, 0, _class("Event"), tip, target) for span in event.mentions)
    for value in extraction.times:
        when = value.begin if value.begin == value.end else f"{value.begin or '…'} to {value.end or '…'}"
        marks.extend((span, 2, "k-time", f"Time: {when}", "") for span in value.mentions)
    for position in extraction.positions:
        marks.extend((span, 3, _class("Position"), f"Position: {position.label}", "") for span in position.mentions)
    at = 0
    text = extraction.article.text
    for span, _, css, tip, target in sorted(marks, key=lambda m: (m[0].begin, -m[0].end, m[1], m[3])):
        if span.begin < at:
            continue
        yield escape(text[at : span.begin])
        tag = "a" if target else "span"
        link = f' href="{escape(target)}"' if target else ""
        yield f'<{tag} class="m {css}" title="{escape(tip)}"{link}>{escape(text[span.begin : span.end])}</{tag}>'
        at = span.end
    yield escape(text[at:])


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
        f'<span class="role"><i>{escape(role)}</i> <span dir="auto">{escape(name)}</span></span> '
        for role, name in _roles(event, names)
    )
    return f'<b>{escape(_words(event.kind))}</b> “<span dir="auto">{escape(event.trigger.text)}</span>”{badge} {roles}'


def _words(name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


def _id(extraction: Extraction, key: Key) -> str:
    return escape(f"{extraction.article.id}-{key}".replace(" ", "-"), quote=True)


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
