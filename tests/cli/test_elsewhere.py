"""The commands about a store elsewhere: the real Oxigraph server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.servers import oxigraph

from .conftest import Run

pytestmark = pytest.mark.model
WHO = "SELECT ?who ?n WHERE { ?x gk:launched ?what ; rdfs:label ?who . ?what gk:quantity ?n }"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with oxigraph() as started:
        yield f"sparql+{started}/update"


def test_articles_are_built_into_it_and_it_is_asked_shown_and_exported(
    run: Run, article: Path, store: Path, tmp_path: Path, address: str
) -> None:
    built = run("build", article, "--to", address)
    assert (built.code, "1 document, " in built.err) == (0, True), built.err
    assert run("query", address, WHO, "--format", "csv").out.split() == ["who,n", "Russia,35"]
    assert run("query", address, "--named", "launches").out == run("query", store, "--named", "launches").out
    for source, name in ((address, "there"), (store, "here")):
        assert run("export", source, "--to", tmp_path / f"{name}.nq").code == 0
        assert run("view", source, "--to", tmp_path / f"{name}.html", "--title", "x").code == 0
    assert (tmp_path / "there.nq").read_text() == (tmp_path / "here.nq").read_text()
    assert (tmp_path / "there.html").read_text() == (tmp_path / "here.html").read_text()
    assert "[urged]" in run("explain", address, "Dmytro Kuleba").out
    assert run("validate", address).code == 0
    assert ["documents", "1"] in [line.split() for line in run("info", address).out.splitlines()]


def test_what_cannot_be_done_elsewhere_is_refused(run: Run, article: Path, address: str) -> None:
    for command in (["remove", address, article.name], ["serve", address]):
        done = run(*command)
        assert (done.code, "There is no such store" in done.err) == (2, True)
    done = run("build", article, "--to", "sparql+http://127.0.0.1:9/update")
    assert (done.code, "does not answer" in done.err) == (2, True)
    done = run("build", article, "--to", "sparql+ftp://127.0.0.1/update")
    assert (done.code, "not the address of a store" in done.err) == (2, True)
    assert list(Path().glob("sparql+*")) == []
