"""What runs inside a peer's environment: reads articles, extracts as the peer's documentation says, writes JSON.

graphkit is not there. Out come, for each article, the names (begin, end, text, label) and the triples (subject's begin and end, the
verb's lemma, object's begin and end); and the seconds of reading alone, without loading, the words, and the peak memory.

usage: python peers_inside.py PEER ARTICLES --model PATH --to FILE       (PEER: spacy, textacy, kglab)
       python peers_inside.py STORE GRAPH --queries FOLDER --to FILE     (STORE: rdflib, oxrdflib, pyoxigraph)
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Triple = tuple[int, int, str, int, int]
SUBJECTS = {"nsubj", "nsubjpass", "nsubj:pass", "csubj"}
OBJECTS = {"dobj", "obj"}


def triples_of_spacy(doc: Any) -> Iterator[Triple]:
    """Give each verb's subjects and direct objects with what is coordinated to them: spaCy's usual recipe."""
    for token in doc:
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        subjects = [c for c in token.children if c.dep_ in SUBJECTS]
        objects = [c for c in token.children if c.dep_ in OBJECTS]
        for subject in [x for s in subjects for x in (s, *s.conjuncts)]:
            for obj in [x for o in objects for x in (o, *o.conjuncts)]:
                yield (*_chunk(doc, subject), _verb([token]), *_chunk(doc, obj))


def triples_of_textacy(doc: Any) -> Iterator[Triple]:
    """Give textacy's subject–verb–object triples."""
    from textacy.extract import subject_verb_object_triples

    for triple in subject_verb_object_triples(doc):
        subject, obj = triple.subject, triple.object
        begin, end = subject[0].idx, subject[-1].idx + len(subject[-1])
        yield begin, end, _verb(triple.verb), obj[0].idx, obj[-1].idx + len(obj[-1])


def triples_of_kglab(doc: Any) -> Iterator[Triple]:
    """Give spaCy's triples out of a graph of kglab's, which holds what it is given and extracts nothing itself."""
    import kglab
    import rdflib

    graph = kglab.KnowledgeGraph(namespaces={"v": "http://example.org/verb/", "t": "http://example.org/text/"})
    verbs, texts = graph.get_ns("v"), graph.get_ns("t")
    for begin, end, verb, first, last in triples_of_spacy(doc):
        graph.add(texts[f"{begin}-{end}"], verbs[verb.replace(" ", "_")], texts[f"{first}-{last}"])
    for subject, verb, obj in graph.rdf_graph().triples((None, None, None)):
        if isinstance(obj, rdflib.URIRef):
            begin, end = map(int, subject.rsplit("/", 1)[-1].split("-"))
            first, last = map(int, obj.rsplit("/", 1)[-1].split("-"))
            yield begin, end, verb.rsplit("/", 1)[-1].replace("_", " "), first, last


PEERS = {"spacy": triples_of_spacy, "textacy": triples_of_textacy, "kglab": triples_of_kglab}


def _verb(tokens: Any) -> str:
    """Give the lemma of the last word that is a verb, with its particle."""
    verb = next((t for t in reversed(list(tokens)) if t.pos_ == "VERB"), list(tokens)[-1])
    particle = next((c.lower_ for c in verb.children if c.dep_ in {"prt", "compound:prt"}), "")
    return f"{verb.lemma_} {particle}".strip()


def _chunk(doc: Any, token: Any) -> tuple[int, int]:
    """Give the place of a word with the compounds, adjectives and numbers right before it."""
    first = token.i
    while first > 0 and doc[first - 1].head == token and doc[first - 1].dep_ in {"compound", "amod", "nummod", "nmod"}:
        first -= 1
    return doc[first].idx, token.idx + len(token)


def extract(peer: str, folder: Path, model: str) -> dict[str, Any]:
    """Read all articles of a folder."""
    import spacy

    nlp = spacy.load(model)
    texts = {path.stem: json.loads(path.read_text("utf-8"))["text"] for path in sorted(folder.glob("*.json"))}
    list(PEERS[peer](nlp("Norway sold a ship.")))  # warms what is loaded late
    began = time.perf_counter()
    found: dict[str, Any] = {}
    for stem, text in texts.items():
        doc = nlp(text)
        names = [(e.start_char, e.end_char, e.text, e.label_) for e in doc.ents]
        found[stem] = {"names": names, "triples": list(PEERS[peer](doc))}
    seconds = time.perf_counter() - began
    words = sum(len(text.split()) for text in texts.values())
    return {"articles": found, "seconds": seconds, "words": words}


def store(name: str, graph: Path, queries: Path) -> dict[str, Any]:
    """Load a graph and ask all queries, each stopped after its first 60 s by being counted as that."""
    began = time.perf_counter()
    if name == "pyoxigraph":
        import pyoxigraph as ox

        bare = ox.Store()
        bare.bulk_load(path=str(graph), format=ox.RdfFormat.N_QUADS)

        def ask(text: str) -> int:
            return sum(1 for _ in bare.query(text, use_default_graph_as_union=True))

    else:
        import rdflib

        kind = "Oxigraph" if name == "oxrdflib" else "default"
        dataset = rdflib.Dataset(store=kind, default_union=True)
        dataset.parse(str(graph), format="ox-nq" if name == "oxrdflib" else "nquads")

        def ask(text: str) -> int:
            return len(list(dataset.query(text)))

    loaded = time.perf_counter() - began
    seconds, rows = {}, {}
    for path in sorted(queries.glob("*.rq")):
        began = time.perf_counter()
        rows[path.stem] = ask(path.read_text("utf-8"))
        seconds[path.stem] = time.perf_counter() - began
    return {"load": loaded, "queries": seconds, "rows": rows}


def main() -> None:
    """Read the command line, do one of both, and write what came out with the peak memory in MB."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer")
    parser.add_argument("source", type=Path)
    parser.add_argument("--model", default="")
    parser.add_argument("--queries", type=Path, default=Path())
    parser.add_argument("--to", type=Path, required=True)
    a = parser.parse_args()
    result = extract(a.peer, a.source, a.model) if a.peer in PEERS else store(a.peer, a.source, a.queries)
    status = Path("/proc/self/status").read_text("ascii")  # getrusage would give the starting process's peak
    result["megabytes"] = int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
    a.to.write_text(json.dumps(result), "utf-8")


if __name__ == "__main__":
    main()
