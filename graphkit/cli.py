"""The command `graphkit`: a thin layer of arguments, progress and messages over the Python interface."""

from __future__ import annotations

import datetime
import itertools
import os.path
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from graphkit.errors import GraphkitError, InputError, QueryError, SettingsError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.graph import Graph
    from graphkit.model import Article
    from graphkit.readers import Skip
    from graphkit.report import Report
    from graphkit.settings import Settings

app = typer.Typer(
    name="graphkit",
    help="Turn news articles into an RDF graph in which every statement leads to its sentence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Store = Annotated[Path, typer.Argument(metavar="STORE", help="A store's folder, a graph file, or sparql+https://…")]
Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE...", help="File, folder, glob pattern, address (s3://, https://), or - for stdin."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print results and errors only.")]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME|PATH", help="Another spaCy pipeline.")]
Ontology = Annotated[list[Path] | None, typer.Option("--ontology", metavar="DIR", help="Own relations and gazetteers.")]
Date = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Date of documents that carry none.")]
Format = Annotated[
    str | None, typer.Option("--format", help="text, html, jsonl, feed, mail, warc …; else by suffix or content.")
]
Fields = Annotated[
    list[str] | None, typer.Option("--field", metavar="FIELD=NAME", help="A record's field, if renamed.")
]
Limit = Annotated[int, typer.Option("--max-characters", min=1, help="Longest text that is read.")]
Seconds = Annotated[float | None, typer.Option("--seconds", min=0.01, help="Longest time for one document.")]
Day = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")]


@app.command()
def build(
    sources: Sources,
    to: Annotated[
        Path,
        typer.Option("--to", metavar="TARGET", help="A store (a folder), .trig .nq .ttl .jsonld, or sparql+https://…"),
    ],
    date: Date = None,
    format: Format = None,
    field: Fields = None,
    model: Model = None,
    ontology: Ontology = None,
    max_characters: Limit = 1_000_000,
    seconds: Seconds = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that extract, one model each.")] = 1,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="A Dask scheduler (tcp://…) to extract on.")
    ] = None,
    shards: Annotated[
        int | None, typer.Option("--shards", min=1, metavar="N", help="Write TARGET as N files of N-Quads, no store.")
    ] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Withdraw documents that are no longer in SOURCE.")] = False,
    keep_copies: Annotated[
        bool, typer.Option("--keep-copies", help="Extract from each copy of a text, not once from all.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE.json", help="Write what happened as JSON.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Read articles and write what they state as a graph; a store is brought up to date."""
    settings = _settings(model, ontology, max_characters, seconds, copies=not keep_copies)
    found = _read(sources, date=date, format=format, field=field, settings=settings)
    from graphkit.report import Report

    what = Report()
    try:
        with _progress(quiet) as show:
            from graphkit.pipeline import build as build_graph

            build_graph(
                found,
                to=to,
                settings=settings,
                on_skip=_Telling(),
                workers=workers,
                cluster=cluster,
                shards=shards,
                prune=prune,
                report=what,
                on_progress=show,
            ).close()
    finally:
        if report is not None:
            what.write(report)
    if not (what.written or what.unchanged or what.withdrawn):
        raise InputError(_NOTHING)
    if not quiet:
        documents = "1 document" if what.written == 1 else f"{what.written:,} documents"
        _say(f"{documents}, {what.statements:,} statements → {to}")
        if what.read != what.added or what.skipped or what.notes:
            _say(what.to_text())


@app.command()
def load(
    shards: Annotated[Path, typer.Argument(metavar="SHARDS", help="A folder that build --shards wrote.")],
    to: Annotated[Path, typer.Option("--to", metavar="STORE", help="A store (a folder), or sparql+https://…")],
    quiet: Quiet = False,
) -> None:
    """Put the documents of shards into a store."""
    from graphkit.pipeline import load as load_shards

    count = load_shards(shards, to=to)
    if not quiet:
        _say(f"{'1 document' if count == 1 else f'{count:,} documents'} → {to}")


@app.command()
def query(
    store: Annotated[
        Path | None, typer.Argument(metavar="STORE", help="A store's folder, a graph file, or sparql+https://…")
    ] = None,
    sparql: Annotated[
        str | None, typer.Argument(metavar="[SPARQL]", help="The query; GRAPH.md's prefixes are known.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", metavar="F.rq", help="Read the query from a file.")
    ] = None,
    named: Annotated[
        str | None, typer.Option("--named", metavar="NAME", help="Ask a question that --list names.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the questions that come with graphkit.")] = False,
    format: Annotated[str, typer.Option("--format", help="table, csv, tsv, json, xml or turtle.")] = "table",
    timeout: Annotated[float, typer.Option("--timeout", min=0.01, help="Seconds until the query is stopped.")] = 60.0,
) -> None:
    """Ask a SPARQL question."""
    import shutil

    from graphkit.graph.questions import question, questions

    if list_:
        longest = max(len(question.name) for question in questions())
        sys.stdout.writelines(f"{question.name:<{longest}}  {question.title}\n" for question in questions())
        return
    if store is None or sum(given is not None for given in (sparql, file, named)) != 1:
        raise QueryError("Give a store and one query: as an argument, in a file with --file, or by name with --named.")
    if sparql is not None:
        if os.path.isfile(sparql):  # noqa: PTH113  (a long query is no valid Path to ask)
            raise QueryError(f"{sparql} is a file. To ask the question in it: --file {sparql}")
        if any(question.name == sparql for question in questions()):
            raise QueryError(f"{sparql} is the name of a question. To ask it: --named {sparql}")
        text = sparql
    else:
        text = question(named).text if named is not None else _read_query(file or Path())

    result = _open(store).query(text, timeout=timeout)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    sys.stdout.write(result.to_text(format, width=width))


@app.command()
def export(
    store: Store,
    to: Annotated[
        Path, typer.Option("--to", metavar="FILE", help=".ttl .trig .nq .nt .jsonld .rdf .graphml .gexf .csv")
    ],
    graph: Annotated[str | None, typer.Option("--graph", metavar="IRI", help="One document's graph only.")] = None,
    quiet: Quiet = False,
) -> None:
    """Write the graph to a file, in the format of its suffix."""
    _open(store).export(to, graph=graph)
    if not quiet:
        _say(f"Written: {to}")


@app.command()
def view(
    store: Store,
    to: Annotated[Path, typer.Option("--to", metavar="PAGE.html", help="The page to write.")],
    entity: Annotated[
        str | None, typer.Option("--entity", metavar="NAME", help="Only what lies around this name.")
    ] = None,
    hops: Annotated[int, typer.Option("--hops", min=1, help="How far from the name.")] = 1,
    since: Day = None,
    until: Day = None,
    title: Annotated[str | None, typer.Option("--title", help="The page's heading.")] = None,
    quiet: Quiet = False,
) -> None:
    """Write a page that shows the graph and leads from every name and line to its sentences."""
    from graphkit.writers.html import write_view

    graph = _open(store)
    write_view(graph, to, entity=entity, hops=hops, since=_day(since), until=_day(until), title=title or store.name)
    if not quiet:
        _say(f"Open in a browser: {to.resolve().as_uri()}")


@app.command()
def serve(
    store: Store,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 for any that is free.")] = 7878,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", metavar="F", help="Who has the token in this file may write.")
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=0.01, help="Seconds until a query is stopped.")] = 30.0,
    places: Annotated[int, typer.Option("--places", min=1, help="Queries that run at the same time.")] = 8,
    memory: Annotated[int, typer.Option("--memory", min=200, metavar="MB", help="Memory of one query.")] = 2000,
    quiet: Quiet = False,
) -> None:
    """Serve the graph: SPARQL at /query, graphs at /data, pages to explore it at /."""
    from graphkit.graph import Store as GraphStore
    from graphkit.web import Limits, read_token
    from graphkit.web import serve as serve_store

    limits = Limits(seconds=timeout, places=places, memory=memory * 1_000_000)
    token = read_token(token_file) if token_file is not None else None
    with GraphStore.open(_existing(store), read_only=token is None) as opened:
        if token is not None and opened.read_only:
            raise StoreError(f"{store} is a file, and files are for reading only. Write to a store's folder.")
        ready = (lambda address: None) if quiet else (lambda address: _say(f"Serving {store} at {address}"))
        serve_store(opened, host=host, port=port, limits=limits, token=token, log=not quiet, ready=ready)


@app.command()
def explain(
    store: Store, name: Annotated[str, typer.Argument(metavar="ENTITY|EVENT", help="A name, or an IRI or its end.")]
) -> None:
    """Print every statement about a name or event with the sentences it came from."""
    from graphkit.writers.explain import explain as explain_text

    sys.stdout.write(explain_text(_open(store), name))


@app.command()
def annotate(
    sources: Sources,
    to: Annotated[Path, typer.Option("--to", metavar="PAGE.html", help="The page to write.")],
    date: Date = None,
    format: Format = None,
    field: Fields = None,
    model: Model = None,
    ontology: Ontology = None,
    max_characters: Limit = 1_000_000,
    quiet: Quiet = False,
) -> None:
    """Write the texts as a page with mentions, events and roles marked."""
    settings = _settings(model, ontology, max_characters, None)
    found = _read(sources, date=date, format=format, field=field, settings=settings)
    from graphkit.pipeline import extract
    from graphkit.writers.annotate import annotate as annotate_page

    extractions = extract(found, settings=settings, on_skip=_Telling())
    first = next(extractions, None)
    if first is None:
        raise InputError(_NOTHING)
    page = annotate_page(itertools.chain([first], extractions))
    _write(to, page)
    if not quiet:
        _say(f"Open in a browser: {to.resolve().as_uri()}")


@app.command()
def validate(store: Store, quiet: Quiet = False) -> None:
    """Check the graph against its SHACL shapes; exit code 1 if it breaks any."""
    problems = list(_open(store).validate())
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if not quiet:
        _say(f"{len(problems)} problems" if problems else "The graph fits its shapes.")
    if problems:
        raise typer.Exit(1)


@app.command("check-lexicon")
def check_lexicon(
    lexicon: Annotated[
        list[Path], typer.Argument(metavar="LEXICON...", help="Turtle files, or folders of them, with own relations.")
    ],
    model: Model = None,
    quiet: Quiet = False,
) -> None:
    """Say what is wrong in own relations and where, and try their examples; exit code 2 if anything is."""
    from graphkit.lexicon import check_files
    from graphkit.settings import ontology_folder

    checked = check_files((ontology_folder(),), tuple(lexicon))
    problems = list(checked.problems)
    if checked.is_usable and checked.examples:
        from graphkit.examples import try_examples

        problems += try_examples(checked, _settings(model, lexicon, 1_000_000, None))
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    wrong = [problem for problem in problems if not problem.advice]
    if not quiet:
        counted = f"{checked.frames} frames, {len(checked.examples)} examples"
        tried = "" if checked.is_usable else "; the examples wait until the errors are mended"
        _say(f"{counted}: {len(wrong)} errors{tried}." if wrong else f"{counted}: all is well.")
    if wrong:
        raise typer.Exit(2)


@app.command()
def remove(
    store: Store,
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT...", help="Documents' ids or IRIs.")],
    quiet: Quiet = False,
) -> None:
    """Withdraw documents with everything that they stated."""
    from graphkit.graph import Store as GraphStore
    from graphkit.iri import DOCUMENT, document_iri

    with GraphStore.open(_existing(store)) as graph:
        for document in documents:
            graph.remove(document if document.startswith(DOCUMENT) else document_iri(document))
    if not quiet:
        _say(f"Removed: {', '.join(documents)}")


@app.command()
def info(
    store: Annotated[Path | None, typer.Argument(metavar="[STORE]", help="Also count what it holds.")] = None,
) -> None:
    """Show versions, model and counts."""
    import platform
    from importlib.metadata import version

    from graphkit import __version__
    from graphkit.settings import model_path, ontology_folder

    rows = [("graphkit", __version__), ("Python", platform.python_version())]
    rows += [(name, version(name)) for name in ("spacy", "pyoxigraph", "rdflib")]
    rows += [("ontologies", str(ontology_folder())), ("model", _model_words(model_path(None)))]
    if store is not None:
        graph = _open(store)
        rows += [("store", str(store)), *((name, f"{count:,}") for name, count in graph.counts().items())]
    width = max(len(name) for name, _ in rows) + 2
    for name, value in rows:
        sys.stdout.write(f"{name:<{width}}{value}\n")


def main() -> NoReturn:
    """Run the command; exit code 0 for success, 2 for the user's error, 1 for ours."""
    status = None
    try:
        status = app(standalone_mode=False)  # what a command exits with on purpose; None from the others
    except (GraphkitError, OSError) as error:
        _fail(str(error), 2)
    except KeyboardInterrupt:
        _fail("Stopped.", 130)
    except typer.Abort:
        _fail("Stopped.", 130)
    except Exception as error:
        usage = getattr(error, "format_message", None)  # typer brings its own copy of click and of its exceptions
        if usage is not None:
            _fail(f"{usage()} See: graphkit --help", 2)
        import traceback

        traceback.print_exc()
        _fail(
            f"This is a fault of graphkit, not of your input ({type(error).__name__}). Please report the lines above.",
            1,
        )
    sys.exit(status or 0)


_NOTHING = "No document could be read; the reasons stand above. Mend them, or give other sources."


_TOLD = 20
"""So many skips of a kind are told one by one."""


class _Telling:
    """Tells on stderr what is skipped, and stops where it would be a flood."""

    def __init__(self) -> None:
        self._told: Counter[str] = Counter()

    def __call__(self, skip: Skip) -> None:
        self._told[skip.kind] += 1
        if self._told[skip.kind] <= _TOLD:
            _say(f"Skipped {skip.source}: {skip.reason}")
        elif self._told[skip.kind] == _TOLD + 1:
            _say(f"Skipped more of this kind ({skip.kind}); --report lists them.")


def _read(
    sources: list[str], *, date: str | None, format: str | None, field: list[str] | None, settings: Settings
) -> Iterator[Article | Skip]:
    from graphkit.readers import read_all

    return read_all(
        sources,
        date=_day(date),
        format=format,
        fields=_fields(field),
        max_characters=settings.max_characters,
        seconds=settings.seconds,
    )


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[Report], None]]:
    """Give a function that shows how far a run is, with its rate and the time left, where somebody looks on."""
    if quiet or not sys.stderr.isatty():
        yield lambda report: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), "left:", TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(report: Report) -> None:
            done = report.added + report.replaced
            rate = f"{report.words_per_second:,.0f} words/s"
            if not report.is_read:
                bar.update(task, description=f"{report.read:,} read, {done:,} documents worked on, {rate}")
                return
            words = f"{done:,} of {report.documents_to_do:,} documents, {rate}"
            bar.update(task, description=words, completed=report.words, total=report.words_to_do)

        yield show


def _open(store: Path) -> Graph:
    import graphkit
    from graphkit.graph.remote import is_address

    return graphkit.open(store if is_address(str(store)) else _existing(store))


def _existing(store: Path) -> Path:
    if not store.exists():
        raise StoreError(f"{store}: There is no such store or file. Make it with: graphkit build SOURCE --to {store}")
    return store


def _settings(
    model: str | None,
    ontology: list[Path] | None,
    max_characters: int,
    seconds: float | None,
    *,
    copies: bool = True,
) -> Settings:
    from graphkit.settings import Settings

    folders = tuple(ontology or ())
    return Settings(model=model, ontology=folders, max_characters=max_characters, seconds=seconds, copies=copies)


def _fields(pairs: list[str] | None) -> dict[str, str]:
    fields: dict[str, str] = {}
    for pair in pairs or ():
        name, sign, column = pair.partition("=")
        if not sign or not name or not column:
            raise SettingsError(
                f"--field {pair!r} is not of the form FIELD=NAME. Write for instance --field text=body."
            )
        fields[name] = column
    return fields


def _day(value: str | None) -> datetime.date | None:
    from graphkit.readers import parse_date

    return parse_date(value) if value else None


def _read_query(file: Path) -> str:
    from graphkit.readers import read_text

    return read_text(file)


def _model_words(path: str) -> str:
    import json

    meta = json.loads((Path(path) / "meta.json").read_text(encoding="utf-8"))
    return f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _say(message: str) -> None:
    sys.stderr.write(f"{message}\n")


def _fail(message: str, code: int) -> NoReturn:
    sys.stderr.write(f"graphkit: {message}\n")
    sys.exit(code)
