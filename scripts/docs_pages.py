"""Pages of the documentation that are made from the code: a hook of mkdocs (`mkdocs.yml` names it).

- `reference/graph.md`: every class and property of the ontology, with definition, example and query
- `reference/commands.md`: the `--help` of each command
- `reference/python.md`: the public interface, from its docstrings (mkdocstrings reads them)
- `articles.md`: the annotated articles that quality is measured on
- `changelog.md` and its like: files of the project's root
"""

from __future__ import annotations

import importlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import typer.main

import graphkit
from graphkit import cli
from graphkit.graph.questions import questions
from graphkit.iri import LEXICON, ONTOLOGY
from graphkit.lexicon import load_lexicon
from graphkit.lexicon.turtle import RDF_TYPE, Record, TurtleReader, local, one
from graphkit.settings import ontology_folder
from graphkit.vocab import PREFIXES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
OWL = "http://www.w3.org/2002/07/owl#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"
COPIED = {
    "changelog.md": "CHANGELOG.md",
    "contributing.md": "CONTRIBUTING.md",
    "security-policy.md": "SECURITY.md",
    "measuring.md": "benchmarks/README.md",
    "samples.md": "samples/README.md",
    "training.md": "training/README.md",
}
"""Pages that are files elsewhere in the project."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the made pages."""
    from mkdocs.structure.files import File

    pages = {
        "reference/graph.md": graph_page(),
        "reference/commands.md": commands_page(),
        "reference/python.md": python_page(),
        "articles.md": articles_page(),
        **{page: (ROOT / source).read_text("utf-8") for page, source in COPIED.items()},
    }
    for path, content in pages.items():
        files.append(File.generated(config, path, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let links to files of the project that are no pages be their paths, since the site is read without them."""
    source = COPIED.get(page.file.src_uri)
    folder = (ROOT / source).parent if source else (ROOT / "docs" / page.file.src_uri).parent
    pages = {(ROOT / path).resolve(): name for name, path in COPIED.items()}
    up = "../" * page.file.src_uri.count("/")

    def mended(link: re.Match[str]) -> str:
        words, target, part = link.groups()
        path = (folder / target).resolve()
        if path in pages:
            return f"[{words}]({up}{pages[path]}{part or ''})"
        if path.is_relative_to(ROOT / "docs"):
            return f"[{words}]({up}{path.relative_to(ROOT / 'docs')}{part or ''})"
        if path.exists():
            name = str(path.relative_to(ROOT))
            return words if name in words else f"{words} (`{name}`)"
        return link.group()

    return re.sub(r"(?<!!)\[([^\]]+)\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)", mended, markdown)


# The graph


def graph_page() -> str:
    """Write the reference of the ontology."""
    reader = TurtleReader()
    reader.read(ontology_folder() / "graphkit.ttl")
    terms = {s: r for s, r in reader.records.items() if s.startswith(ONTOLOGY) and s != ONTOLOGY}
    examples, occurrences = _sentences(), _occurrences()
    version = one(reader.records[ONTOLOGY.rstrip("#")].get(OWL + "versionInfo", ())) or ""
    parts = [
        "# The graph: classes and properties\n",
        f"Version {version} of the ontology, `{ONTOLOGY}` (prefix `gk:`). Made from `ontologies/graphkit.ttl`; sentences are the",
        "lexicon's examples, triples those of the texts in `tests/golden`. Every query can be asked as it stands:",
        "the prefixes are known.\n",
    ]
    of_type = {kind: sorted(s for s, r in terms.items() if OWL + kind in r.get(RDF_TYPE, ())) for kind in KINDS}
    seen: set[str] = set()
    for kind, heading in KINDS.items():
        parts.append(f"## {heading}\n")
        for subject in [s for s in of_type[kind] if s not in seen]:
            seen.add(subject)
            parts += _term(subject, terms[subject], kind, examples, occurrences)
    values = sorted(s for s in terms if s not in seen)
    parts += ["## Values\n", *_values(values, terms)]
    return "\n".join(parts)


KINDS = {
    "Class": "Classes",
    "ObjectProperty": "Properties between nodes",
    "DatatypeProperty": "Properties with a value",
}


def query_of(subject: str, kind: str) -> str:
    """Write the query that shows a term at work."""
    name = local(subject)
    if kind == "Class":
        return (
            f"SELECT ?x ?words WHERE {{ ?x a/rdfs:subClassOf* gk:{name} ; gaf:denotedBy/nif:anchorOf ?words }} LIMIT 20"
        )
    return f"SELECT ?from ?to WHERE {{ ?from gk:{name} ?to }} LIMIT 20"


def _term(
    subject: str, record: Record, kind: str, examples: dict[str, list[str]], occurrences: dict[str, str]
) -> Iterator[str]:
    name = local(subject)
    yield f"### gk:{name}\n"
    yield f"{one(record.get(DEFINITION, ())) or one(record.get(RDFS + 'label', ())) or ''}\n"
    facts = [
        ("kind of", record.get(RDFS + "subClassOf", []) + record.get(RDFS + "subPropertyOf", [])),
        ("from", record.get(RDFS + "domain", []) + record.get("https://schema.org/domainIncludes", [])),
        ("to", record.get(RDFS + "range", []) + record.get("https://schema.org/rangeIncludes", [])),
    ]
    told = [f"{words} {', '.join(f'`{_short(v)}`' for v in values)}" for words, values in facts if values]
    if "true" in record.get(OWL + "deprecated", ()):
        told.insert(0, "**deprecated**")
    if told:
        yield "; ".join(told) + "\n"
    for sentence in examples.get(name, [])[:1]:
        yield f"> {sentence}\n"
    if subject in occurrences:
        yield f"```turtle\n{occurrences[subject]}\n```\n"
    yield f"```sparql\n{query_of(subject, kind)}\n```\n"
    named = [f"`{q.name}`" for q in questions() if re.search(rf"gk:{re.escape(name)}\b(?!-)", q.text)]
    if named:
        yield f"Questions that use it (`query STORE --named NAME`): {', '.join(named[:6])}\n"


def _values(subjects: list[str], terms: dict[str, Record]) -> Iterator[str]:
    yield "| value | a | what it says |\n|---|---|---|"
    for subject in subjects:
        record = terms[subject]
        kinds = ", ".join(f"`{_short(kind)}`" for kind in record.get(RDF_TYPE, ()))
        words = one(record.get(DEFINITION, ())) or one(record.get(RDFS + "label", ())) or ""
        yield f"| `gk:{local(subject)}` | {kinds} | {words} |"


def _sentences() -> dict[str, list[str]]:
    """Give examples of the lexicon by the class or property that they show, shortest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for frame in load_lexicon((ontology_folder(),)).frames:
        for example in frame.examples:
            if example.states and not example.known_failure:
                for name in {frame.evokes, *(s.split("|")[1].strip() for s in example.states)}:
                    statements = ", ".join(f"*{s.replace('|', '—')}*" for s in example.states)
                    found[name].append(f"{example.text} → {statements}")
    return {name: sorted(texts, key=len) for name, texts in found.items()}


def _occurrences() -> dict[str, str]:
    """Give one triple for each class and property, out of the graphs that the tests keep."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "tests" / "golden").glob("*/expected.nq")):
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.N_QUADS):
            term = quad.object if quad.predicate.value == RDF_TYPE else quad.predicate
            if isinstance(term, ox.NamedNode) and term.value.startswith(ONTOLOGY):
                words = " ".join(_turtle(node) for node in (quad.subject, quad.predicate, quad.object))
                found.setdefault(term.value, f"{words} .")
    return found


def _turtle(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(node, ox.NamedNode):
        return "a" if node.value == RDF_TYPE else _short(node.value)
    return str(node).replace("http://www.w3.org/2001/XMLSchema#", "xsd:").replace("<xsd:", "xsd:").rstrip(">")


def _short(iri: str) -> str:
    for prefix, start in {**PREFIXES, "gkl": LEXICON}.items():
        rest = iri.removeprefix(start)
        if rest != iri and re.fullmatch(r"[\w-]*", rest):
            return f"{prefix}:{rest}"
    return f"<{iri}>"


# Commands and Python


def commands_page() -> str:
    """Write what `--help` says."""
    group = typer.main.get_command(cli.app)
    parts = ["# Commands\n", "What `graphkit --help` and `graphkit COMMAND --help` say.\n"]
    parts.append(f"```text\n{_help(group, 'graphkit')}\n```\n")
    for name, command in sorted(group.commands.items()):  # type: ignore[attr-defined]
        parts.append(f"## {name}\n\n```text\n{_help(command, f'graphkit {name}')}\n```\n")
    return "\n".join(parts)


def _help(command: object, name: str) -> str:
    context = command.make_context(name, [], resilient_parsing=True)  # type: ignore[attr-defined]
    return str(context.get_help()).rstrip()


def python_page() -> str:
    """Write the public interface as directives for mkdocstrings."""
    parts = ["# Python\n", "All that is public is in `graphkit`; nothing heavy is imported before it is used.\n"]
    for name in graphkit.__all__:
        value = getattr(graphkit, name)
        if name.startswith("__"):
            continue
        path = f"{value.__module__}.{value.__qualname__}"
        importlib.import_module(value.__module__)
        parts.append(f"## {name}\n\n::: {path}\n    options:\n      show_root_heading: false\n      heading_level: 3\n")
    return "\n".join(parts)


# Articles


def articles_page() -> str:
    """Write the list of annotated articles, with the text and the annotations of each folder's first one."""
    parts = [
        "# The annotated articles\n",
        "What [the figures](quality.md) are measured on, all of it published: `benchmarks/articles/*/*.json` in the source",
        "distribution, Apache-2.0. [How they are annotated and counted](measuring.md). The texts of `unseen` are not shown",
        "here on purpose: who improves the rules should not read them.\n",
    ]
    for folder in ("dev", "gold", "kinds", "unseen"):
        rows = []
        for path in sorted((ROOT / "benchmarks" / "articles" / folder).glob("*.json")):
            article = json.loads(path.read_text("utf-8"))
            counts = [len(article[key]) for key in ("entities", "relations", "nonfacts")]
            title = article["title"] if folder != "unseen" else "–"
            words = len(article["text"].split())
            rows.append(f"| `{path.stem}` | {article['date']} | {title} | {words} | {' | '.join(map(str, counts))} |")
        head = "| article | date | title | words | entities | facts | non-facts |\n|---|---|---|---:|---:|---:|---:|"
        parts.append(f"## {folder}: {len(rows)} articles\n\n{head}\n" + "\n".join(rows) + "\n")
    first = json.loads(min((ROOT / "benchmarks" / "articles" / "dev").glob("*.json")).read_text("utf-8"))
    parts.append(f"## One of them: {first['title']}\n\n" + "\n\n".join(f"> {p}" for p in first["text"].split("\n\n")))
    facts = "\n".join(
        f"| {r['s'] or '_'} | {r['p']} | {r['o']} | {r.get('attributedTo') or ''} |" for r in first["relations"]
    )
    parts.append(f"\n| subject | property | object | says |\n|---|---|---|---|\n{facts}\n")
    return "\n".join(parts)
