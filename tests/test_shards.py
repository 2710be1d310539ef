"""Shards: the same documents make the same files, whatever the order, the workers and the interruptions.

The language pipeline is a tiny one: what it finds does not matter here.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from support.servers import oxigraph

import graphkit
from graphkit.graph.articles import read_article
from graphkit.graph.shards import MANIFEST, OCCURRENCES, WAITING, Shards, read_shards
from graphkit.intake.register import FILE, partition_of
from graphkit.model import Article
from graphkit.report import Report
from graphkit.settings import Settings

TEXT = (
    "Kenya and Uganda signed a treaty on the border in Nairobi, officials said. Paper number {} was signed on Monday."
)
COPY = "NAIROBI (Wire) — Kenya and Uganda signed a treaty on the border in Nairobi, officials said."
ARTICLES = [*(Article(f"d{n:02}", TEXT.format(n)) for n in range(12)), Article("é/copy", COPY)]


def build(folder: Path, settings: Settings, articles: list[Article] | None = None, **options: Any) -> Report:
    report = Report()
    given = ARTICLES if articles is None else articles
    graphkit.build(given, to=folder, settings=settings, report=report, **options).close()
    return report


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.nq"))} | {
        MANIFEST: (folder / MANIFEST).read_bytes()
    }


def lines(graph: graphkit.Graph) -> list[str]:
    return sorted(str(quad) for quad in graph.store.quads())


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory, tiny: Settings) -> Path:
    folder = tmp_path_factory.mktemp("shards") / "whole"
    build(folder, tiny, shards=3)
    return folder


def test_shards_hold_what_a_store_holds(whole: Path, tmp_path: Path, tiny: Settings) -> None:
    build(tmp_path / "store", tiny)
    with graphkit.open(whole) as shards, graphkit.open(tmp_path / "store") as store:
        assert lines(shards) == lines(store)
        assert len(shards.documents()) == len(ARTICLES)
        assert len(list(shards.query("SELECT ?copy { ?copy gk:copyOf ?of }"))) == 1
        assert shards.validate() == ()
    for article in ARTICLES:
        part = (whole / f"part-{partition_of(article.id, 3):05}.nq").read_text()
        assert f'identifier> "{article.id}"' in part


def test_the_manifest_says_what_is_there(whole: Path) -> None:
    told = json.loads((whole / MANIFEST).read_text())
    assert told["partitions"] == 3
    assert [entry["file"] for entry in told["files"]] == [OCCURRENCES, *(f"part-0000{n}.nq" for n in range(3))]
    for entry in told["files"]:
        data = (whole / entry["file"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        assert (entry["bytes"], entry["statements"]) == (len(data), data.count(b"\n"))
    assert sum(entry["graphs"] for entry in told["files"]) == len(ARTICLES)


@pytest.mark.parametrize("workers", [1, 2])
def test_order_and_workers_do_not_matter(whole: Path, tmp_path: Path, tiny: Settings, workers: int) -> None:
    build(tmp_path / "other", tiny, ARTICLES[::-1], shards=3, workers=workers)
    assert files(tmp_path / "other") == files(whole)


def test_a_repeated_run_does_nothing_and_a_later_one_what_is_new(whole: Path, tmp_path: Path, tiny: Settings) -> None:
    folder = tmp_path / "days"
    build(folder, tiny, ARTICLES[:7], shards=3)
    before = {path.name: path.stat().st_ino for path in folder.glob("*.nq")}
    report = build(folder, tiny, ARTICLES[:7])
    assert (report.unchanged, report.written) == (7, 0)
    assert {path.name: path.stat().st_ino for path in folder.glob("*.nq")} == before
    changed = Article("d03", TEXT.format(300))
    report = build(folder, tiny, [*ARTICLES[:3], changed, *ARTICLES[4:7]])
    assert (report.unchanged, report.replaced, report.added) == (6, 1, 0)
    rewritten = {path.name for path in folder.glob("*.nq") if path.stat().st_ino != before[path.name]}
    assert rewritten == {f"part-{partition_of('d03', 3):05}.nq"}
    build(folder, tiny)
    assert files(folder) == files(whole)


def test_what_vanished_is_withdrawn(whole: Path, tmp_path: Path, tiny: Settings) -> None:
    folder = tmp_path / "more"
    more = [Article("x", TEXT.format(77)), *ARTICLES]
    build(folder, tiny, more, shards=3)
    report = build(folder, tiny, prune=True)
    assert report.withdrawn == 1
    assert files(folder) == files(whole)


def test_a_copy_is_worked_on_from_the_shard_when_its_original_goes(tmp_path: Path, tiny: Settings) -> None:
    folder = tmp_path / "shards"
    build(folder, tiny, [ARTICLES[0], ARTICLES[-1]], shards=2)
    report = build(folder, tiny, [Article("d00", TEXT.format(5).replace("Kenya", "Chad"))])
    assert (report.replaced, report.copies) == (2, 0)
    with graphkit.open(folder) as graph:
        assert read_article(graph.store, "é/copy").text == COPY
        assert list(graph.query("SELECT ?copy { ?copy gk:copyOf ?of }")) == []


@pytest.mark.parametrize("moment", [1, 3, 6, 9, 11])
def test_a_run_that_was_broken_off_goes_on(whole: Path, tmp_path: Path, tiny: Settings, moment: int) -> None:
    folder, done = tmp_path / "broken", []

    def stop(report: Report) -> None:
        done.append(report.written)
        if report.added >= moment:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(folder, tiny, shards=3, on_progress=stop)
    report = build(folder, tiny)
    assert (report.added + report.copies, report.unchanged) == (len(ARTICLES) - done[-1], done[-1])
    assert files(folder) == files(whole)


@pytest.mark.parametrize("moment", range(1, 9))
def test_a_run_that_dies_while_it_puts_files_in_place_goes_on(
    whole: Path, tmp_path: Path, tiny: Settings, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file is put in place by a `replace`, of the manifest first: the run ends before the one of that number."""
    folder = tmp_path / "broken"
    count = 0
    replace = Path.replace

    def dying(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == moment:
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", dying)
        with pytest.raises(KeyboardInterrupt):
            build(folder, tiny, shards=3)
    if moment > 1:
        assert build(folder, tiny, shards=3).added <= len(ARTICLES)
    else:
        for path in folder.iterdir():
            path.unlink()
        build(folder, tiny, shards=3)
    assert files(folder) == files(whole)


@pytest.mark.parametrize("harm", ["removed", "cut"])
def test_a_part_that_is_gone_is_made_anew_and_only_that(whole: Path, tmp_path: Path, tiny: Settings, harm: str) -> None:
    folder = tmp_path / "harmed"
    build(folder, tiny, shards=3)
    part = folder / "part-00001.nq"
    if harm == "removed":
        part.unlink()
    else:
        part.write_bytes(part.read_bytes()[:-100])
    lost = [article.id for article in ARTICLES if partition_of(article.id, 3) == 1]
    report = build(folder, tiny)
    assert (report.added + report.copies, report.unchanged) == (len(lost), len(ARTICLES) - len(lost))
    assert files(folder) == files(whole)


@pytest.mark.parametrize("name", [FILE, WAITING, OCCURRENCES])
def test_what_was_forgotten_is_made_anew(whole: Path, tmp_path: Path, tiny: Settings, name: str) -> None:
    folder = tmp_path / "harmed"
    build(folder, tiny, shards=3)
    (folder / name).unlink()
    build(folder, tiny)
    assert files(folder) == files(whole)


def test_a_damaged_part_is_told_before_it_is_used(tmp_path: Path, tiny: Settings) -> None:
    folder = tmp_path / "harmed"
    build(folder, tiny, shards=1)
    part = folder / "part-00000.nq"
    part.write_bytes(part.read_bytes().replace(b"Kenya", b"Konya"))
    with pytest.raises(graphkit.StoreError, match=r"part-00000\.nq is damaged\. Remove it"):
        list(read_shards(folder))
    with pytest.raises(graphkit.StoreError, match="is damaged"):
        graphkit.load(folder, to=tmp_path / "store")


def test_shards_are_loaded_into_a_store(whole: Path, tmp_path: Path, tiny: Settings) -> None:
    assert graphkit.load(whole, to=tmp_path / "new") == len(ARTICLES)
    build(
        tmp_path / "old",
        tiny,
        [Article("d01", "Peru closed a mine, the ministry said."), Article("z", TEXT.format(99))],
    )
    for _ in range(2):
        assert graphkit.load(whole, to=tmp_path / "old") == len(ARTICLES)
    with graphkit.open(whole) as shards, graphkit.open(tmp_path / "new") as new, graphkit.open(tmp_path / "old") as old:
        assert lines(new) == lines(shards)
        assert {iri.rpartition("/")[2] for iri in old.documents()} == {a.id.rpartition("/")[2] for a in ARTICLES} | {
            "z"
        }
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        assert new.query(count).rows == shards.query(count).rows, "the union is kept"
    report = build(tmp_path / "new", tiny, ARTICLES)
    assert report.written == len(ARTICLES), "the store does not know yet of which texts these are"


def test_shards_are_loaded_into_another_server(whole: Path) -> None:
    with oxigraph() as address:
        assert graphkit.load(whole, to=f"sparql+{address}") == len(ARTICLES)
        with graphkit.open(f"sparql+{address}") as there, graphkit.open(whole) as shards:
            assert lines(there) == lines(shards)


def test_what_does_not_fit_is_refused(whole: Path, tmp_path: Path, tiny: Settings) -> None:
    with pytest.raises(graphkit.StoreError, match="has 3 shards, and 4 shards were asked for"):
        build(whole, tiny, shards=4)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").touch()
    with pytest.raises(graphkit.StoreError, match="holds something else"):
        build(tmp_path / "full", tiny, shards=4)
    with pytest.raises(graphkit.StoreError, match="at least one"):
        build(tmp_path / "none", tiny, shards=0)
    with pytest.raises(graphkit.StoreError, match="Shards lie in a folder"):
        build(tmp_path / "a.nq", tiny, shards=4)
    with pytest.raises(graphkit.StoreError, match="There are no shards"):
        graphkit.load(tmp_path / "full", to=tmp_path / "store")
    with pytest.raises(graphkit.StoreError, match="is no store"):
        graphkit.load(whole, to=tmp_path / "a.nq")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / MANIFEST).write_text("{")
    with pytest.raises(graphkit.StoreError, match="damaged or of another version"):
        graphkit.open(tmp_path / "bad").documents()


def test_only_one_run_writes_at_a_time(tmp_path: Path) -> None:
    first = Shards(tmp_path / "shards", 2)
    with pytest.raises(graphkit.StoreError, match="Wait for other runs"):
        Shards(tmp_path / "shards", None)
    first.close()
    Shards(tmp_path / "shards", None).close()
