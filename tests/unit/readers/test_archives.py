"""Packed files: each kind is looked into, none takes more than its limit, and nothing is written."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from support.inputs import BODY, MORE, PACKINGS, jsonl, page, tarred, warc, write, zipped

from graphkit.errors import InputError
from graphkit.model import Article
from graphkit.readers import Skip, files, read

RECORDS = jsonl({"id": "a", "text": BODY}, {"id": "b", "text": MORE})


def split(path: Path) -> tuple[list[Article], list[Skip]]:
    items = list(read(path))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Skip)]


@pytest.mark.parametrize("suffix", PACKINGS)
def test_a_packed_file_is_read_as_what_it_holds(tmp_path: Path, suffix: str) -> None:
    found, skips = split(write(tmp_path, f"a.jsonl{suffix}", PACKINGS[suffix](RECORDS)))
    assert [(a.id, a.text) for a in found] == [("a", BODY), ("b", MORE)]
    assert not skips


def test_archives_in_archives_are_looked_into(tmp_path: Path) -> None:
    inner = zipped({"x/a.html": page().encode(), "x/b.png": b"\x89PNG"})
    data = gzip.compress(tarred({"one.zip": inner, "two.jsonl": RECORDS}))
    found, skips = split(write(tmp_path, "all.tar.gz", data))
    assert [a.id for a in found] == ["all.tar/one.zip/x/a.html", "a", "b"]
    assert [s.kind for s in skips] == ["other file"]


def test_a_packed_web_archive_is_read(tmp_path: Path) -> None:
    data = gzip.compress(warc(("https://wire.example/a", "text/html", page().encode())))
    found, _ = split(write(tmp_path, "c.warc.gz", data))
    assert [a.id for a in found] == ["https://wire.example/a"]


def test_names_of_members_lead_nowhere(tmp_path: Path) -> None:
    target = tmp_path / "in"
    path = write(target, "a.zip", zipped({"../../evil.txt": BODY.encode(), "/etc/b.txt": BODY.encode()}))
    found, _ = split(path)
    assert [a.id for a in found] == ["a.zip/evil.txt", "a.zip/etc/b.txt"]
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")) == ["in", "in/a.zip"]


def test_links_and_devices_in_an_archive_are_passed_over(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.txt", MORE)
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        link = tarfile.TarInfo("a.txt")
        link.type, link.linkname = tarfile.SYMTYPE, str(secret)
        archive.addfile(link)
        item = tarfile.TarInfo("b.txt")
        item.size = len(BODY)
        archive.addfile(item, io.BytesIO(BODY.encode()))
    found, _ = split(write(tmp_path, "a.tar", target.getvalue()))
    assert [(a.id, a.text) for a in found] == [("a.tar/b.txt", BODY)]


def bomb(tmp_path: Path, kind: str) -> Path:
    line = jsonl({"text": BODY})
    many = line * (30_000_000 // len(line) // 100)
    if kind == "gzip":
        path = tmp_path / "a.jsonl.gz"
        with gzip.open(path, "wb", compresslevel=9) as target:
            for _ in range(100):
                target.write(many)
        return path
    if kind == "zip":
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(100):
                archive.writestr(f"{number}.jsonl", many)
        return path
    data = RECORDS
    for _ in range(6):
        data = gzip.compress(data)
    return write(tmp_path, "a.jsonl" + ".gz" * 6, data)


@pytest.mark.parametrize("kind", ["gzip", "zip", "deep"])
def test_a_bomb_takes_no_more_than_its_limit(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FREE_BYTES", 2**20)
    monkeypatch.setattr(files, "MAX_RATIO", 20)
    path = bomb(tmp_path, kind)
    taken = 0
    try:
        for item in read(path):
            taken += len(item.text) if isinstance(item, Article) else 0
            if isinstance(item, Skip):
                assert item.kind == "bomb"
                break
        else:
            pytest.fail("no limit was reached")
    except InputError as error:
        assert error.kind == "bomb"
    assert taken <= 2**20 + 20 * path.stat().st_size


def test_a_long_line_is_passed_over_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.read_lines, "__defaults__", None)
    monkeypatch.setattr(files.read_lines, "__kwdefaults__", {"limit": 10_000})
    path = write(tmp_path, "a.jsonl", jsonl({"text": "x " * 50_000}) + RECORDS)
    found, skips = split(path)
    assert [a.id for a in found] == ["a", "b"]
    assert [(s.kind, s.source.rpartition(", ")[2]) for s in skips] == [("size", "line 1")]


def test_a_cut_off_archive_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    lines = b"".join(jsonl({"id": str(n), "text": f"{BODY} It was number {n * 7919 % 10007}."}) for n in range(5000))
    data = gzip.compress(lines)
    write(tmp_path, "news/a.jsonl.gz", data[: len(data) // 2])
    write(tmp_path, "news/b.txt", MORE)
    found, skips = split(tmp_path / "news")
    assert len(found) > 1000
    assert found[-1].id == "b.txt"
    assert [s.kind for s in skips] == ["damaged"]


def test_an_encrypted_archive_says_so(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": BODY.encode()}))
    data[6] |= 1  # the flag in the member's header, and in the list at the end
    data[data.index(b"PK\x01\x02") + 8] |= 1
    _, skips = split(write(tmp_path, "a.zip", bytes(data)))
    assert [s.kind for s in skips] == ["encrypted"]
