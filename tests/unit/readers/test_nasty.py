"""Input that does harm elsewhere: each file is read, skipped with a reason, or an error; the good one beside it is never lost."""

from __future__ import annotations

import gzip
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.inputs import BODY, MORE, atom, jsonl, letter, page, pdf, rss, tarred, warc, write, zipped

from graphkit.errors import InputError
from graphkit.model import Article
from graphkit.readers import FORMATS, Skip, read

LATIN = "Le ministre a été arrêté à Genève lundi.".encode("latin-1")
NOISE = random.Random(1).randbytes(5000)
WARC = warc(("https://wire.example/a", "text/html", page().encode()))
NASTY: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\t \n",
    "nul.txt": BODY.encode() + b"\x00",
    "control.txt": BODY.encode() + b"\x07\x1a",
    "latin.txt": LATIN,
    "utf16-odd.txt": b"\xff\xfe" + BODY.encode("utf-16-le")[:-1],
    "utf16-none.txt": BODY.encode("utf-16-le"),
    "utf32.txt": BODY.encode("utf-32"),
    "bom-only.txt": b"\xef\xbb\xbf",
    "surrogate.txt": b"\xed\xa0\x80 " + BODY.encode(),
    "noise.txt": NOISE,
    "long-line.txt": b"x" * 5_000_000,
    "many-lines.txt": b"\n" * 3_000_000,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + NOISE,
    "zip.txt": zipped({"a.txt": BODY.encode()}),
    "french.txt": ("Le ministre a déclaré que les pourparlers continueraient jusqu'à la fin de la semaine. " * 5).encode(),
    "front.md": b"---\ntitle: [\n---\n" + b"> " * 2000 + BODY.encode(),
    "brackets.md": b"[" * 20_000 + b"(" * 20_000,
    "emphasis.md": b"*a _b " * 20_000,
    "empty.html": b"",
    "tags.html": b"<html><body>" + b"<div>" * 50_000,
    "tag-flood.html": b"<html><body>" + b"<p>a</p>" * 60_000,
    "unclosed.html": b"<html><body><p>" + BODY.encode(),
    "comment.html": b"<html><!-- " + BODY.encode() * 100,
    "script.html": b"<html><script>" + BODY.encode() * 100,
    "entities.html": b"<html><body><p>&#x110000; &#0; &bogus; " + BODY.encode(),
    "noise.html": NOISE,
    "list.html": b"<html><body>" + b"<a href=/x>Home</a>" * 50,
    "broken.jsonl": b'{"text": "abc',
    "deep.jsonl": b'{"text": ' + b"[" * 100_000,
    "list.jsonl": b"[1, 2]\n3\nnull\ntrue\n",
    "number.jsonl": b'{"text": 17}\n{"text": null}\n{"text": {"a": 1}}\n',
    "digits.jsonl": b'{"text": "a", "id": ' + b"9" * 10_000 + b"}\n",
    "latin.jsonl": b'{"text": "' + LATIN + b'"}\n',
    "surrogate.jsonl": b'{"id": "\\ud800", "text": "' + BODY.encode() + b' \\ud800"}\n',
    "date.jsonl": jsonl({"text": BODY, "date": "soon"}, {"text": BODY, "date": "99999-01-01"}),
    "blank.jsonl": b"\n\n\n",
    "quotes.csv": b'id,text\na,"open\nb,c\n',
    "odd-quotes.csv": b'id,text\na,"x"y"z\n',
    "no-heading.csv": b"1,2\n3,4\n",
    "columns.csv": b"id,text\n" + b"," * 10_000 + b"\n",
    "nul.csv": b"id,text\na,\x00b\n",
    "heading.csv": b"id,text\n",
    "noise.csv": NOISE,
    "noise.parquet": NOISE,
    "magic.parquet": b"PAR1" + NOISE + b"PAR1",
    "empty.parquet": b"",
    "noise.pdf": NOISE,
    "cut.pdf": pdf([BODY])[:300],
    "loop.pdf": pdf([BODY]).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
    "blank.pdf": pdf([]),
    "locked.pdf": pdf([BODY]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 4 0 R"),
    "noise.xml": NOISE,
    "svg.xml": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "cut.xml": rss(f"<item><description>{BODY}</description></item>").encode()[:120],
    "empty.rss": rss().encode(),
    "titles.atom": atom("<entry><title>Only this</title></entry>").encode(),
    "empty.eml": b"",
    "noise.eml": NOISE,
    "charset.eml": letter(BODY).replace("utf-8", "x-unknown-8").encode(),
    "base64.eml": letter("@@@@").replace("\n\n", "\nContent-Transfer-Encoding: base64\n\n", 1).encode(),
    "parts.eml": b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 500,
    "date.eml": letter(BODY).replace("Mon, 26 Aug 2024 09:00:00", "Feb 30 soon").encode(),
    "empty.mbox": b"",
    "noise.mbox": NOISE,
    "from.mbox": b"From \n" * 1000,
    "empty.warc": b"",
    "noise.warc": NOISE,
    "cut.warc": WARC[:-200],
    "length.warc": WARC.replace(b"Content-Length: 0", b"Content-Length: 99999999"),
    "negative.warc": WARC.replace(b"Content-Length: 0", b"Content-Length: -5"),
    "noise.warc.gz": gzip.compress(NOISE),
    "empty.gz": b"",
    "noise.txt.gz": NOISE,
    "cut.txt.gz": gzip.compress(BODY.encode())[:-12],
    "sum.txt.gz": gzip.compress(BODY.encode())[:-8] + b"\x00" * 8,
    "noise.txt.bz2": NOISE,
    "noise.txt.xz": NOISE,
    "noise.txt.zst": NOISE,
    "noise.zip": NOISE,
    "cut.zip": zipped({"a.txt": BODY.encode() * 50})[:-30],
    "empty.zip": zipped({}),
    "sum.zip": zipped({"a.txt": NOISE}).replace(NOISE[:20], NOISE[20:40]),
    "noise.tar": NOISE,
    "cut.tar": tarred({"a.txt": BODY.encode() * 50})[:700],
    "self.tgz": gzip.compress(NOISE),
}  # fmt: skip


def outcome(path: Path) -> list[Article | Skip | InputError]:
    found: list[Article | Skip | InputError] = []
    try:
        found.extend(read(path))
    except InputError as error:
        found.append(error)
    return found


@pytest.mark.parametrize("name", NASTY)
def test_what_is_nasty_gets_a_reason_and_costs_nothing_else(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, f"in/{name}", NASTY[name])
    alone = outcome(path)
    for item in alone:
        said = item.reason if isinstance(item, Skip) else str(item) if isinstance(item, InputError) else item.text
        assert said.strip()
    write(tmp_path, "in/good.txt", MORE)
    beside = outcome(tmp_path / "in")
    assert [a.id for a in beside if isinstance(a, Article) and a.text == MORE] == ["good.txt"]
    assert not any(isinstance(item, InputError) for item in beside)
    assert sorted(p.name for p in tmp_path.rglob("*")) == sorted(["in", name, "good.txt"])


def link_to_itself(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)


def dangling_link(folder: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")


def deep(folder: Path) -> None:
    (folder / "/".join("d" * 200)).mkdir(parents=True)


def odd_names(folder: Path) -> None:
    for name in (b"caf\xe9.txt", b"a\nb.txt", b"%2e%2e.txt", b"<x>.txt"):
        (folder / os.fsdecode(name)).write_text(MORE)


@pytest.mark.parametrize("make", [link_to_itself, dangling_link, pipe, deep, odd_names])
def test_nasty_folders_are_read(tmp_path: Path, make: Callable[[Path], None]) -> None:
    write(tmp_path, "in/good.txt", BODY)
    make(tmp_path / "in")
    found = [a for a in read(tmp_path / "in") if isinstance(a, Article)]
    assert [a.id for a in found if a.text == BODY] == ["good.txt"]
    for article in found:
        article.id.encode()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), suffix=st.sampled_from([*FORMATS, ".gz", ".zip", ".tar", ".zst", ""]))
def test_any_bytes_under_any_suffix_have_an_outcome(tmp_path: Path, data: bytes, suffix: str) -> None:
    outcome(write(tmp_path, f"a{suffix}", data))
