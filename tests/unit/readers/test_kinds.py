"""Feeds, letters, PDF, web archives, pages: what each kind of file gives."""

from __future__ import annotations

import datetime
import io
import sys
from pathlib import Path

import pytest
from support.inputs import BODY, MORE, atom, jsonl, letter, page, pdf, rss, warc, write

from graphkit.errors import InputError
from graphkit.model import Article
from graphkit.readers import Skip, read

DAY = datetime.date(2024, 8, 26)


def read_one(path: Path) -> Article:
    (article,) = read(path)
    assert isinstance(article, Article)
    return article


def split(path: Path) -> tuple[list[Article], list[Skip]]:
    items = list(read(path))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Skip)]


def test_a_page_gives_its_article_and_nothing_around_it(tmp_path: Path) -> None:
    article = read_one(write(tmp_path, "a.html", page()))
    assert [line for line in article.text.split("\n") if line] == ["Port hit", BODY, MORE]
    assert (article.title, article.publisher, article.date) == ("Port hit", "Wire", DAY)
    assert article.url == "https://wire.example/a"


def test_rss_gives_the_fullest_text_of_each_item(tmp_path: Path) -> None:
    full = (
        "<item><guid>g1</guid><title>Port hit</title><link>https://wire.example/a</link><description>Teaser.</description>"
        f"<content:encoded><![CDATA[<p>{BODY}</p><p>{MORE}</p>]]></content:encoded>"
        "<pubDate>Mon, 26 Aug 2024 09:00:00 GMT</pubDate></item>"
    )
    bare = "<item><title>Only a title</title><link>https://wire.example/b</link></item>"
    found, skips = split(write(tmp_path, "feed.xml", rss(full, bare)))
    assert found == [Article("g1", f"{BODY}\n{MORE}", "Port hit", DAY, "Wire", "https://wire.example/a")]
    assert [(s.kind, s.source.rpartition(", ")[2]) for s in skips] == [("no text", "line 2")]


def test_atom_is_read(tmp_path: Path) -> None:
    entry = (
        "<entry><id>urn:1</id><title>Port hit</title><updated>2024-08-26T09:00:00Z</updated>"
        f'<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry>'
    )
    article = read_one(write(tmp_path, "feed.atom", atom(entry)))
    assert (article.id, article.text, article.date) == ("urn:1", BODY, DAY)


def test_a_feed_that_expands_without_end_gives_no_text_of_it(tmp_path: Path) -> None:
    entities = '<!ENTITY a0 "boom boom boom ">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    secret = write(tmp_path, "secret", "the password of the house")
    feed = rss(f"<item><guid>1</guid><description>{BODY} &a11; &file;</description></item>").replace(
        "<rss", f'<!DOCTYPE rss [{entities}<!ENTITY file SYSTEM "{secret.as_uri()}">]><rss', 1
    )
    found, _ = split(write(tmp_path, "feed.xml", feed))
    assert sum(len(a.text) for a in found) < 10_000
    assert not any("password" in a.text for a in found)


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_letter_gives_its_body(tmp_path: Path, kind: str) -> None:
    body = (
        f"{BODY}\n\n> They wrote this before.\n\n{MORE}\n-- \nThe Wire, Aden"
        if kind == "plain"
        else f"<p>{BODY}</p><p>{MORE}</p>"
    )
    article = read_one(write(tmp_path, "a.eml", letter(body, kind)))
    assert (article.id, article.title, article.date) == ("a1@wire.example", "Port hít", DAY)
    assert article.publisher == "Wire"
    assert [line for line in article.text.split("\n") if line] == [BODY, MORE]


def test_a_mailbox_gives_its_letters_one_by_one(tmp_path: Path) -> None:
    first, second = letter(f"{BODY}\n\n>From here on it was quiet."), letter(MORE).replace("a1@", "a2@")
    start = "From news@wire.example Mon Aug 26 09:00:00 2024\n"
    broken = "Subject: empty\nContent-Type: image/png\n\n"
    found, skips = split(write(tmp_path, "all.mbox", f"{start}{first}\n{start}{broken}\n{start}{second}"))
    assert [a.id for a in found] == ["a1@wire.example", "a2@wire.example"]
    assert "From here on it was quiet." in found[0].text
    assert len(skips) == 1


def test_a_pdf_gives_its_text_layer_in_paragraphs(tmp_path: Path) -> None:
    lines = [
        "The rebels fired six rockets at the port of Mokha on Mon-",
        "day, the army said. Two dockers were killed.",
        MORE,
    ]
    article = read_one(write(tmp_path, "a.pdf", pdf(lines)))
    assert article.text == f"{BODY.removesuffix(' there.')}.\n\n{MORE}\n"
    assert article.title == "Port hit"


def test_a_web_archive_gives_its_pages_and_counts_the_rest(tmp_path: Path) -> None:
    data = warc(
        ("https://wire.example/a", "text/html; charset=utf-8", page().encode()),
        ("https://wire.example/x.png", "image/png", b"\x89PNG"),
        ("https://wire.example/list", "text/html", b"<html><body><a href='/a'>Port hit</a></body></html>"),
    )
    found, skips = split(write(tmp_path, "crawl.warc", data))
    assert [a.id for a in found] == ["https://wire.example/a"]
    assert {s.kind: s.count for s in skips} == {"no sentence": 1, "other record": 2}
    assert skips[0].reason.startswith("The text has no sentence")


def test_what_is_whole_of_a_web_archive_that_is_cut_off_is_kept(tmp_path: Path) -> None:
    pages = [(f"https://wire.example/{n}", "text/html", page().encode()) for n in range(3)]
    write(tmp_path, "crawl/crawl.warc", warc(*pages, cut=len(page()) // 2))
    write(tmp_path, "crawl/b.txt", BODY)
    found, _ = split(tmp_path / "crawl")
    assert {"https://wire.example/0", "https://wire.example/1", "b.txt"} <= {a.id for a in found}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (page().encode(), "a page"),
        (pdf([BODY]), "a document"),
        (warc(("https://wire.example/a", "text/html", page().encode())), "an archive"),
        (rss(f"<item><guid>1</guid><description>{BODY}</description></item>").encode(), "a feed"),
        (jsonl({"text": BODY}), "records"),
        (BODY.encode(), "a text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_has_no_suffix_is_told_by_its_content(monkeypatch: pytest.MonkeyPatch, data: bytes, kind: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    found = [item for item in read("-") if isinstance(item, Article)]
    assert [BODY[:30] in a.text for a in found] == [True]


def test_a_missing_package_is_named_with_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graphkit.errors import MissingExtra

    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingExtra, match=r"pip install 'graphkit\[pdf\]'"):
        list(read(write(tmp_path, "a.pdf", pdf([BODY]))))


def test_files_of_other_kinds_are_counted(tmp_path: Path) -> None:
    for name in ("a.txt", "b.png", "c.png", "d.css", "README.md", ".hidden"):
        write(tmp_path, name, BODY)
    found, skips = split(tmp_path)
    assert [a.id for a in found] == ["a.txt"]
    assert [(s.kind, s.count) for s in skips] == [("other file", 3)]
    assert "2 .png" in skips[0].reason


def test_an_address_is_read_only_where_the_user_names_it(tmp_path: Path) -> None:
    import fsspec

    system = fsspec.filesystem("memory")
    for name in ("/news/2024/a.txt", "/news/b.jsonl", "/news/c.png"):
        system.pipe(name, jsonl({"id": "b", "text": MORE}) if name.endswith("jsonl") else BODY.encode())
    found = [a for a in read("memory://news") if isinstance(a, Article)]
    assert [(a.id, a.text) for a in found] == [("2024/a.txt", BODY), ("b", MORE)]
    assert [a.id for a in read("memory://news/**/*.txt") if isinstance(a, Article)] == ["2024/a.txt"]
    with pytest.raises(InputError, match="no such file"):
        list(read("memory://news/nowhere.txt"))
