"""The store's answers to facts: a few flat SPARQL queries, joined here by document.

Sentences are not in the graph; they are cut out of the document's text around the words that a mention points to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from graphkit import vocab
from graphkit.iri import ONTOLOGY
from graphkit.writers.html.facts import Document, Fact, Facts, Filler, Node, Quote
from graphkit.writers.html.words import words
from graphkit.writers.sentences import sentence_around

DOCUMENTS = """
SELECT ?g ?title ?date ?publisher ?url WHERE { %s
  ?g a <https://schema.org/NewsArticle> .
  OPTIONAL { ?g <http://purl.org/dc/terms/title> ?title }
  OPTIONAL { ?g <http://purl.org/dc/terms/date> ?date }
  OPTIONAL { ?g <http://purl.org/dc/terms/publisher> ?publisher }
  OPTIONAL { ?g <http://purl.org/dc/terms/source> ?url }
}"""
"""What is asked of a store; %s takes a pattern that binds ?g, where not all documents are wanted."""
TEXTS = f"SELECT ?g ?text WHERE {{ %s GRAPH ?g {{ ?c <{vocab.NIF}isString> ?text }} }}"
MENTIONS = f"""
SELECT ?g ?x ?b ?e WHERE {{ %s GRAPH ?g {{
  ?x <{vocab.DENOTED_BY}> ?m . ?m <{vocab.NIF}beginIndex> ?b ; <{vocab.NIF}endIndex> ?e .
}} }}"""
STATEMENTS = f"""
SELECT ?g ?x ?p ?o WHERE {{ %s GRAPH ?g {{ ?x ?p ?o }}
  FILTER(!STRSTARTS(STR(?p), "{vocab.NIF}") && ?p != <{vocab.DENOTED_BY}>)
}}"""
QUERIES = (DOCUMENTS, TEXTS, MENTIONS, STATEMENTS)
"""The four questions in the order in which `gather` takes their answers."""

Rows = Iterable[Any]


class Queryable(Protocol):
    """Anything that answers SPARQL SELECT with rows that can be indexed by position."""

    def query(self, sparql: str, /) -> Any:
        """Answer a query."""
        ...


@dataclass(slots=True)
class _Graph:
    """One document's statements, while facts are being made of them."""

    document: Document
    text: str = ""
    mentions: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    values: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def all(self, subject: str, predicate: str) -> list[str]:
        return self.values.get(subject, {}).get(predicate, [])

    def one(self, subject: str, predicate: str) -> str:
        found = self.all(subject, predicate)
        return found[0] if found else ""

    def types(self, subject: str) -> list[str]:
        return [t.removeprefix(ONTOLOGY) for t in self.all(subject, vocab.TYPE) if t.startswith(ONTOLOGY)]


def collect(store: Queryable) -> Facts:
    """Gather everything that a page shows from a store, in an order that depends on the content alone."""
    return gather(*(store.query(query % "") for query in QUERIES))


def gather(documents: Rows, texts: Rows, mentions: Rows, statements: Rows) -> Facts:
    """Make facts of the answers to `QUERIES`, of all documents or of some."""
    graphs = _read(documents, texts, mentions, statements)
    nodes: dict[str, dict[str, set[str]]] = {}
    facts: list[Fact] = []
    for graph in graphs:
        kinds = {s: kind for s in graph.values if (kind := _node_kind(graph, s))}
        for subject in kinds:
            known = nodes.setdefault(subject, {"kind": set(), "label": set(), "names": set()})
            known["kind"].add(kinds[subject])
            known["label"].update(graph.all(subject, vocab.LABEL))
            known["names"].update(graph.all(subject, vocab.ALT_LABEL))
            for name, predicate in DETAILS:
                values = (shown(value) for value in graph.all(subject, predicate))
                known.setdefault(f"={name}", set()).update(values)
        facts.extend(fold_position(graph, fact, kinds) for fact in _facts(graph, kinds) if not _is_part(fact, kinds))
        for subject, kind in kinds.items():
            if kind == _POSITION:
                nodes.pop(subject, None)
    return Facts(
        documents=tuple(graph.document for graph in graphs),
        nodes=tuple(_node(iri, known) for iri, known in sorted(nodes.items())),
        facts=tuple(facts),
    )


def _is_part(fact: Fact, kinds: dict[str, str]) -> bool:
    """Tell whether a fact only says where a position is held."""
    return kinds.get(fact.subject) == _POSITION


def fold_position(graph: _Graph, fact: Fact, kinds: dict[str, str]) -> Fact:
    """Shorten person → position → state to person → state, with the position's name on the way; leave others alone.

    As nodes of their own, positions would be every fourth one of a page and say nothing that a label does not.
    """
    if kinds.get(fact.object) != _POSITION:
        return fact
    label = _label(graph, fact.object)
    if graph.one(fact.object, vocab.FORMERLY) == "true" and "former" not in label.lower():
        label = f"formerly {label}"
    return replace(fact, object=graph.one(fact.object, vocab.POSITION_IN), label=label)


_POSITION = vocab.POSITION.removeprefix(ONTOLOGY)


def _read(documents: Rows, texts: Rows, mentions: Rows, statements: Rows) -> list[_Graph]:
    graphs: dict[str, _Graph] = {}
    for row in documents:
        iri, title, date, publisher, url = (_value(row[i]) for i in range(5))
        link = url if re.match(r"https?://", url, re.IGNORECASE) else ""
        title = title or iri.rsplit("/document/", 1)[-1]
        graphs.setdefault(iri, _Graph(Document(iri, title, date, publisher, link)))
    for row in texts:
        if (graph := graphs.get(_value(row[0]))) is not None:
            graph.text = _value(row[1])
    for row in mentions:
        if (graph := graphs.get(_value(row[0]))) is not None:
            graph.mentions[_value(row[1])].append((int(_value(row[2])), int(_value(row[3]))))
    for row in statements:
        if (graph := graphs.get(_value(row[0]))) is not None:
            properties = graph.values.setdefault(_value(row[1]), {})
            properties.setdefault(_value(row[2]), []).append(_value(row[3]))
    for graph in graphs.values():
        for spans in graph.mentions.values():
            spans.sort()
        for properties in graph.values.values():
            for values in properties.values():
                values.sort()
    return [graphs[iri] for iri in sorted(graphs)]


DETAILS = (
    ("quantity", vocab.QUANTITY),
    ("at least", vocab.MIN_QUANTITY),
    ("at most", vocab.MAX_QUANTITY),
    ("kind", vocab.MEMBER_TYPE),
    ("weapon type", vocab.WEAPON_TYPE),
    ("country code", vocab.ISO3166ALPHA3),
    ("formerly", vocab.FORMERLY),
    ("same as", vocab.SAME_AS),
)


def _node_kind(graph: _Graph, subject: str) -> str:
    """Class of an entity, group or position; "" for everything else."""
    if graph.one(subject, vocab.TRIGGER) or not graph.one(subject, vocab.LABEL):
        return ""
    kinds = [kind for kind in graph.types(subject) if not kind.endswith("Assertion")]
    return max(kinds, key=lambda kind: (kind != "Person", kind != "Place", kind)) if kinds else ""


def _node(iri: str, known: dict[str, set[str]]) -> Node:
    label = max(known["label"], key=lambda name: (len(name), name))
    details = tuple((key[1:], value) for key, values in known.items() if key[0] == "=" for value in sorted(values))
    kind = max(known["kind"], key=lambda kind: (kind != "Person", kind != "Place", kind))
    names = tuple(sorted((known["names"] | known["label"]) - {label}))
    return Node(iri=iri, label=label, kind=kind, names=names, details=details)


def _facts(graph: _Graph, kinds: dict[str, str]) -> Iterator[Fact]:
    done: set[tuple[str, ...]] = set()
    stated: set[str] = set()
    for subject in sorted(graph.values, key=lambda s: (graph.mentions.get(s, [(0, 0)])[0], s)):
        if "Assertion" in graph.types(subject):
            triple = tuple(graph.one(subject, vocab.RDF + part) for part in ("subject", "predicate", "object"))
            done.add((triple[0], triple[1], triple[2]))
            for event in graph.all(subject, vocab.FROM_EVENT) or [""]:
                stated.add(event)
                yield _fact(graph, subject, event, triple[0], triple[2], predicate=triple[1], kinds=kinds)
    for subject in sorted(graph.values, key=lambda s: (graph.mentions.get(s, [(0, 0)])[0], s)):
        if subject in kinds:
            for predicate, values in sorted(graph.values[subject].items()):
                if not predicate.startswith(ONTOLOGY):
                    continue
                for value in values:
                    if value in kinds and (subject, predicate, value) not in done:
                        yield _fact(graph, subject, "", subject, value, predicate=predicate, kinds=kinds)
        elif graph.one(subject, vocab.TRIGGER) and subject not in stated and not _is_speech(graph, subject):
            agents = [a for a in graph.all(subject, vocab.gk("agent")) if a in kinds] or [""]
            patients = [p for p in graph.all(subject, vocab.gk("patient")) if p in kinds] or [""]
            for agent in agents:
                for patient in patients:
                    yield _fact(graph, subject, subject, agent, patient, predicate="", kinds=kinds)


def _fact(
    graph: _Graph, iri: str, event: str, subject: str, object: str, *, predicate: str, kinds: dict[str, str]
) -> Fact:
    kind = next(iter(graph.types(event)), "") if event else predicate.removeprefix(ONTOLOGY)
    node = event or iri
    roles = tuple(_roles(graph, event, kinds)) if event else ()
    begin, end, expression = _time(graph, graph.one(event, vocab.gk("time"))) if event else ("", "", "")
    speaker = graph.one(node, vocab.ATTRIBUTED_TO) or graph.one(iri, vocab.ATTRIBUTED_TO)
    confidence = graph.one(iri, vocab.CONFIDENCE) or graph.one(node, vocab.CONFIDENCE)
    marked = [(subject, "subject"), (object, "object"), *((f.node, f.role) for f in reversed(roles))]
    spans = graph.mentions.get(node) or graph.mentions.get(iri) or graph.mentions.get(subject) or []
    return Fact(
        iri=iri,
        kind=kind,
        label=words(predicate or kind),
        document=graph.document.iri,
        subject=subject if subject in kinds else "",
        object=object if object in kinds else "",
        is_stated=bool(predicate),
        event=event,
        trigger=graph.one(event, vocab.TRIGGER),
        polarity=graph.one(event, vocab.POLARITY).removeprefix(ONTOLOGY),
        modality=graph.one(event, vocab.MODALITY).removeprefix(ONTOLOGY),
        tense=graph.one(event, vocab.TENSE),
        confidence=float(confidence) if confidence else None,
        time=expression,
        begin=begin,
        end=end,
        speaker=Filler("speaker", _label(graph, speaker), speaker) if speaker else None,
        roles=roles,
        quotes=tuple(_quotes(graph, spans, {n: role for n, role in reversed(marked) if n})),
        rule=graph.one(iri, vocab.BY_RULE) or graph.one(node, vocab.BY_RULE),
    )


def _is_speech(graph: _Graph, event: str) -> bool:
    """Tell whether an event is but the utterance that others are reported by, and acts on nobody."""
    return "Statement" in graph.types(event) and not graph.all(event, vocab.gk("patient"))


def _roles(graph: _Graph, event: str, kinds: dict[str, str]) -> Iterator[Filler]:
    for predicate, values in sorted(graph.values.get(event, {}).items()):
        name = predicate.removeprefix(ONTOLOGY)
        if not predicate.startswith(ONTOLOGY) or name in _NO_ROLES:
            continue
        for value in values:
            yield Filler(name, _label(graph, value), value if value in kinds else "")


_NO_ROLES = frozenset(
    (
        "trigger",
        "polarity",
        "modality",
        "tense",
        "attributedTo",
        "reportedBy",
        "confidence",
        "byRule",
        "time",
        "sameOccurrence",
    )
)


def _label(graph: _Graph, value: str) -> str:
    found = graph.one(value, vocab.LABEL) or graph.one(value, vocab.TRIGGER)
    if found:
        return found
    for begin, end in graph.mentions.get(value, [])[:1]:
        return graph.text[begin:end]
    return shown(value)


def _time(graph: _Graph, node: str) -> tuple[str, str, str]:
    """Beginning, end and words of a time node."""

    def instant(name: str) -> str:
        for local in ("inXSDDate", "inXSDDateTimeStamp"):
            if found := graph.one(name, vocab.TIME + local):
                return found
        return ""

    day = instant(node)
    first, last = graph.one(node, vocab.TIME + "hasBeginning"), graph.one(node, vocab.TIME + "hasEnd")
    return day or instant(first) or first, day or instant(last) or last, graph.one(node, vocab.EXPRESSION)


def _quotes(graph: _Graph, spans: Iterable[tuple[int, int]], marked: dict[str, str]) -> Iterator[Quote]:
    """Cut the sentences of the spans out of the text, with the words of all that take part marked in them."""
    seen: set[tuple[int, int]] = set()
    for begin, end in spans:
        left, right = sentence_around(graph.text, begin, end)
        if (left, right) in seen:
            continue
        seen.add((left, right))
        found: list[tuple[int, int, str]] = []
        for node, role in marked.items():
            found.extend((b, e, role) for b, e in graph.mentions.get(node, ()) if left <= b and e <= right)
        if not any(begin < e and b < end for b, e, _ in found):
            found.append((begin, end, "trigger"))
        marks: list[tuple[int, int, str]] = []
        for b, e, role in sorted(found, key=lambda mark: (mark[0], -mark[1], mark[2])):
            if not marks or b - left >= marks[-1][1]:
                marks.append((b - left, e - left, role))
        yield Quote(text=graph.text[left:right], begin=left, marks=tuple(marks))


def shown(value: str) -> str:
    """Value for the eye: web addresses stay, IRIs of concepts become words."""
    if "/concept/" in value or value.startswith(ONTOLOGY):
        return words(value).replace("-", " ")
    return value


def _value(term: Any) -> str:
    """Text of an RDF term, whichever library it is of; "" if unbound."""
    if isinstance(term, bool):
        return str(term).lower()
    return "" if term is None else str(getattr(term, "value", term))
