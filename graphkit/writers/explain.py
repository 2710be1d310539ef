"""Explain an entity or an event in words: every statement about it, with its sentences and what recognised it."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.errors import StoreError
from graphkit.writers.html.collect import Queryable, collect
from graphkit.writers.html.facts import Document, Fact, Facts, Node, Quote
from graphkit.writers.html.words import words
from graphkit.writers.names import find_nodes, is_named, suggest


def explain(store: Queryable, name: str) -> str:
    """Write every statement about the entity or event `name`, with sentences, time, speaker and rule, as plain text.

    `name` is a label, another name, an IRI, or the end of one ("state/russia", "kuleba.txt#event-3").

    Raises:
        StoreError: If nothing in the store has that name.
    """
    return "\n".join(_explain(collect(store), name)) + "\n"


def _explain(facts: Facts, name: str) -> Iterator[str]:
    nodes = find_nodes(facts.nodes, name)
    events = [fact for fact in facts.facts if is_named(fact.iri, name) or is_named(fact.event, name)]
    if not nodes and not events:
        raise StoreError(f"Nothing in this store is called {name!r}.{suggest(facts.nodes, name)}")
    index = {node.iri: node for node in facts.nodes}
    documents = {document.iri: document for document in facts.documents}
    for node in nodes:
        about = [fact for fact in facts.facts if node.iri in fact.parties]
        yield f"{node.label} — {words(node.kind)} <{node.iri}>"
        if node.names:
            yield f"  also: {', '.join(node.names)}"
        for key, value in node.details:
            yield f"  {key}: {value}"
        yield f"  {len(about)} statement{'s' if len(about) != 1 else ''}"
        for fact in about:
            yield from _statement(fact, index, documents)
        yield ""
    for fact in events:
        yield from _statement(fact, index, documents)
        yield ""


def _statement(fact: Fact, index: dict[str, Node], documents: dict[str, Document]) -> Iterator[str]:
    who = index[fact.subject].label if fact.subject else "(not said who)"
    whom = index[fact.object].label if fact.object else ""
    standing = [word for word in ("denied" if fact.polarity == "Negative" else "", _modality(fact)) if word]
    yield f"\n  • {who} — {fact.label}{f' — {whom}' if whom else ''}" + (
        f"   [{', '.join(standing)}]" if standing else ""
    )
    shown = {fact.subject, fact.object}
    if fact.begin or fact.time:
        span = fact.begin if fact.begin == fact.end else f"{fact.begin} to {fact.end}"
        yield f"      when: {span}" + (f" (“{fact.time}”)" if fact.time else "")
    if fact.speaker:
        yield f"      says: {fact.speaker.label}"
    for filler in fact.roles:
        if filler.node not in shown or not filler.node:
            yield f"      {words(filler.role)}: {filler.label}"
    if fact.confidence is not None:
        yield f"      confidence: {fact.confidence:.2f}"
    if fact.rule:
        yield f"      rule: {fact.rule.rsplit('/', 1)[-1]}"
    document = documents[fact.document]
    for quote in fact.quotes:
        yield f"      “{_marked(quote)}”"
        about = ", ".join(part for part in (document.title, document.publisher, document.date) if part)
        yield f"      — {about}, characters {quote.begin}–{quote.begin + len(quote.text)}"


def _modality(fact: Fact) -> str:
    return "" if fact.modality in ("", "Actual") else fact.modality.lower()


def _marked(quote: Quote) -> str:
    parts: list[str] = []
    at = 0
    for begin, end, _ in quote.marks:
        parts += [quote.text[at:begin], "[", quote.text[begin:end], "]"]
        at = end
    return " ".join("".join([*parts, quote.text[at:]]).split())
