"""The documentation's site is built without a warning, asks nobody, and says all there is to say about the graph."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import typer.main

import graphkit
from graphkit import cli
from graphkit.iri import ONTOLOGY
from graphkit.settings import ontology_folder

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly: any warning is an error."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 25
    loads = re.compile(
        r'<(?:script|img|iframe)[^>]+src="(?:https?:)?//|<link[^>]+(?:stylesheet|preconnect|icon)[^>]+href="(?:https?:)?//'
    )
    assert [page.name for page in pages if loads.search(page.read_text("utf-8"))] == []
    styles = [path.read_text("utf-8") for path in site.rglob("*.css")]
    assert [style for style in styles if re.search(r"(?:@import|url\()\s*[\"']?https?:", style)] == []


def test_every_term_of_the_ontology_is_there(site: Path) -> None:
    page = (site / "reference" / "graph.html").read_text("utf-8")
    triples = ox.parse((ontology_folder() / "graphkit.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    terms = {t.subject.value for t in triples if isinstance(t.subject, ox.NamedNode)}
    names = {term.removeprefix(ONTOLOGY) for term in terms if term.startswith(ONTOLOGY)}
    assert len(names) > 100
    assert [name for name in sorted(names) if f"gk:{name}" not in page] == []


def test_every_query_of_the_reference_can_be_asked() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import docs_pages
    finally:
        sys.path.pop(0)
    queries = re.findall(r"```sparql\n(.*?)\n```", docs_pages.graph_page(), re.DOTALL)
    assert len(queries) > 100
    with graphkit.Graph() as graph:
        for query in queries:
            list(graph.query(query))


def test_every_command_and_public_name_is_there(site: Path) -> None:
    commands = (site / "reference" / "commands.html").read_text("utf-8")
    for name in typer.main.get_command(cli.app).commands:  # type: ignore[attr-defined]
        assert f'id="{name}"' in commands
    python = (site / "reference" / "python.html").read_text("utf-8")
    for name in graphkit.__all__:
        assert name.startswith("__") or f'id="{name.lower()}"' in python, name
    assert "withdraw the documents of the store" in python.lower()
