"""Each resource's address: a page for people, triples for programs; and what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from html.parser import HTMLParser

import pyoxigraph as ox
import pytest

from graphkit.iri import resource_iri

from .conftest import DOCUMENT, Server

Start = Callable[..., AbstractContextManager[Server]]

RUSSIA = resource_iri("State", "Russia")
FIND = {"iri": RUSSIA}


@pytest.mark.parametrize(
    ("media", "kind"), [("text/turtle", ox.RdfFormat.TURTLE), ("application/ld+json", ox.RdfFormat.JSON_LD)]
)
@pytest.mark.parametrize("iri", [RUSSIA, DOCUMENT, f"{DOCUMENT}#launch"])
def test_a_resource_is_given_as_triples(library: Server, iri: str, media: str, kind: ox.RdfFormat) -> None:
    answer = library.client.get("resource", params={"iri": iri}, headers={"Accept": media})
    assert answer.headers["content-type"].startswith(media)
    assert "Accept" in answer.headers["vary"]
    triples = {quad.triple for quad in ox.parse(answer.content, format=kind)}
    assert ox.NamedNode(iri) in {triple.subject for triple in triples}


@pytest.mark.parametrize(
    "path", ["entity/state/russia", "document/kuleba.txt", "node/kuleba.txt/launch", "node/kuleba.txt/minister"]
)
def test_the_same_address_has_a_page_and_triples(library: Server, path: str) -> None:
    page = library.client.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    data = library.client.get(path, headers={"Accept": "text/turtle"})
    asked = library.client.get(path, params={"format": "ttl"}, headers={"Accept": "text/html"})
    assert data.content == asked.content
    assert len(list(ox.parse(data.content, format=ox.RdfFormat.TURTLE))) > 3


def test_what_is_said_of_an_event_holds_its_words_and_its_time(library: Server) -> None:
    answer = library.client.get("node/kuleba.txt/launch", params={"format": "nt"})
    assert '"launched"' in answer.text
    assert "2024-08-26" in answer.text


def test_refusals(library: Server) -> None:
    assert library.client.get("entity/state/atlantis").status_code == 404
    assert library.client.get("resource", params={"iri": "no iri"}).status_code == 404
    assert library.client.get("resource").status_code == 404
    assert library.client.get("resource", params=FIND, headers={"Accept": "image/png"}).status_code == 406
    assert library.client.get("resource", params={**FIND, "format": "pdf"}).status_code == 406
    assert library.client.get("graph", params={"query": "ASK {}"}).status_code == 400
    assert library.client.get("graph", params={"query": "SELECT"}).status_code == 400
    assert library.client.get("static/app.py").status_code == 404


def test_people_are_told_on_a_page_and_programs_in_json(library: Server) -> None:
    page = library.client.get("entity/<script>", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "/&lt;script&gt;" in page.text
    problem = library.client.get("entity/x", headers={"Accept": "application/json"})
    assert problem.headers["content-type"] == "application/problem+json"


def test_odd_fields_are_passed_over(library: Server) -> None:
    for fields in ({"page": "-1"}, {"page": "9" * 30}, {"with": "> }"}, {"since": "yesterday"}, {"relation": "\x00"}):
        assert library.client.get("entity/state/russia", params=fields).status_code == 200
    for words in ('"', "\\", "}", "\n", "%", "é" * 300):
        assert library.client.get("search", params={"q": words}).status_code == 200
        assert library.client.get("api/suggest", params={"q": words + words}).status_code == 200


class Tags(HTMLParser):
    """Gathers what a page would run or paint by itself, were it let: handlers, styles, scripts that are no data."""

    def __init__(self) -> None:
        super().__init__()
        self.own: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_data = str(given.get("type", "")).startswith("application/")
        if tag == "style" or (tag == "script" and "src" not in given and not is_data):
            self.own.append(tag)
        self.own += [name for name in given if name == "style" or name.startswith("on")]


def test_pages_have_no_script_or_style_of_their_own(library: Server) -> None:
    for path in ("", "entity/state/russia", "document/kuleba.txt", "sparql", "graph", "map", "search?q=a"):
        answer = library.client.get(path, headers={"Accept": "text/html"})
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        tags = Tags()
        tags.feed(answer.text)
        assert tags.own == []


def test_assets_are_asked_for_again_and_not_sent_again(library: Server) -> None:
    first = library.client.get("static/explorer.css")
    again = library.client.get("static/explorer.css", headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_a_page_shows_what_was_written_a_moment_ago(writer: Server) -> None:
    def documents() -> str:
        found = re.search(r"<dt>documents</dt><dd>(\d+)", writer.client.get("", headers={"Accept": "text/html"}).text)
        assert found is not None
        return found[1]

    assert documents() == "1"
    body = b"<https://w3id.org/graphkit/document/new> a <https://schema.org/NewsArticle> ."
    headers = {"Authorization": "Bearer correct-horse-battery", "Content-Type": "text/turtle"}
    fields = {"graph": "https://w3id.org/graphkit/document/new"}
    assert writer.client.put("data", params=fields, content=body, headers=headers).status_code == 201
    assert documents() == "2"
    page = writer.client.get("document/new", headers={"Accept": "text/html"})
    assert "does not hold the text" in page.text


def test_a_slow_page_leaves_room_for_others_of_the_same_reader(start: Start) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with start("--timeout", "20") as server, ThreadPoolExecutor() as threads:
        asked = threads.submit(server.client.get, "graph", params={"query": slow})
        while not server.client.get("health").json()["running"]:
            pass
        for path in ("", "entity/state/russia", "search?q=russia"):
            assert server.client.get(path).status_code == 200
        assert not asked.done()
        assert asked.result().status_code == 503
