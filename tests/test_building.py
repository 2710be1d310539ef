"""Building day after day: what is new is added, what changed is replaced, copies are kept, what vanished goes.

The language pipeline is a tiny one: what it finds does not matter here. It gets texts of one line only.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.inputs import jsonl, write

import graphkit
from graphkit.graph.articles import read_article
from graphkit.intake.register import FILE
from graphkit.model import Article
from graphkit.readers import Skip
from graphkit.report import Report
from graphkit.settings import Settings

WIRE = (
    "Chad shelled Sudan on Monday, the army of Chad said in a statement. "
    "Two miners were killed by rebels who had come over the border at night. "
    "The governor of the province told reporters that the road would open again within a week."
)
CUT = "ABECHE (Wire) — " + WIRE.rpartition("The governor")[0] + "Reporting by A. Smith"
OTHER = "Kenya and Uganda signed a treaty on the border in Nairobi, officials said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("a.txt", WIRE), ("b.txt", OTHER), ("c.txt", CUT)):
        write(tmp_path, f"in/{name}", text)
    return tmp_path / "in"


def build(folder: Path, store: Path, settings: Settings, **options: object) -> Report:
    report = Report()
    graphkit.build(folder, to=store, settings=settings, report=report, **options).close()  # type: ignore[arg-type]
    return report


def lines(store: Path) -> list[str]:
    with graphkit.open(store) as graph:
        return sorted(str(quad) for quad in graph.store.quads())


def names(store: Path) -> list[str]:
    with graphkit.open(store) as graph:
        return [iri.rpartition("/")[2] for iri in graph.documents()]


def test_a_copy_keeps_its_source_and_its_text_and_states_nothing(folder: Path, tmp_path: Path, tiny: Settings) -> None:
    report = build(folder, tmp_path / "store", tiny)
    assert (report.read, report.added, report.copies) == (3, 2, 1)
    with graphkit.open(tmp_path / "store") as graph:
        (row,) = graph.query("SELECT ?copy ?of WHERE { ?copy gk:copyOf ?of }")
        assert (str(row[0]).rpartition("/")[2], str(row[1]).rpartition("/")[2]) == ("c.txt", "a.txt")
        mentions = graph.query(
            "SELECT ?m WHERE { ?m nif:referenceContext <https://w3id.org/graphkit/document/c.txt#context> }"
        )
        assert list(mentions) == []
        assert read_article(graph.store, "c.txt") == Article("c.txt", CUT)
        assert graph.validate() == ()


def test_the_second_run_leaves_alone_what_is_as_it_was(folder: Path, tmp_path: Path, tiny: Settings) -> None:
    store = tmp_path / "store"
    build(folder, store, tiny)
    before = lines(store)
    report = build(folder, store, tiny)
    assert (report.read, report.unchanged, report.written) == (3, 3, 0)
    assert lines(store) == before


def test_new_changed_and_vanished_documents(folder: Path, tmp_path: Path, tiny: Settings) -> None:
    store = tmp_path / "store"
    build(folder, store, tiny)
    write(folder, "b.txt", OTHER + " The two presidents will meet again in May.")
    write(folder, "d.txt", "Peru condemned the arrests of the miners, the ministry said.")
    (folder / "a.txt").unlink()
    report = build(folder, store, tiny)
    assert (report.added, report.replaced, report.unchanged, report.withdrawn) == (1, 1, 1, 0)
    assert names(store) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    report = build(folder, store, tiny, prune=True)
    assert (report.withdrawn, report.replaced) == (1, 1)
    assert names(store) == ["b.txt", "c.txt", "d.txt"]
    build(folder, tmp_path / "fresh", tiny)
    assert lines(store) == lines(tmp_path / "fresh"), "the store is what a new one would be"


def test_nothing_is_withdrawn_when_a_source_could_not_be_read(folder: Path, tmp_path: Path, tiny: Settings) -> None:
    store = tmp_path / "store"
    build(folder, store, tiny)
    (folder / "b.txt").write_bytes(b"\x00\x01")
    skips: list[Skip] = []
    report = build(folder, store, tiny, prune=True, on_skip=skips.append)
    assert len(skips) == 1
    assert report.withdrawn == 0
    assert "Nothing was withdrawn" in report.to_text()
    assert names(store) == ["a.txt", "b.txt", "c.txt"]


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(folder: Path, tmp_path: Path, tiny: Settings) -> None:
    store = tmp_path / "store"

    def stop(report: Report) -> None:
        if report.added:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(folder, store, tiny, on_progress=stop)
    report = build(folder, store, tiny)
    assert (report.added, report.copies, report.unchanged) == (1, 1, 1)
    build(folder, tmp_path / "fresh", tiny)
    assert lines(store) == lines(tmp_path / "fresh")


def test_what_was_removed_or_forgotten_is_built_again(folder: Path, tmp_path: Path, tiny: Settings) -> None:
    store = tmp_path / "store"
    build(folder, store, tiny)
    before = lines(store)
    with graphkit.Graph.open(store, read_only=False) as graph:
        graph.remove("a.txt")
    build(folder, store, tiny)
    assert lines(store) == before
    (store / FILE).unlink()
    build(folder, store, tiny)
    assert lines(store) == before


def test_the_order_of_documents_does_not_matter(tmp_path: Path, tiny: Settings) -> None:
    articles = [
        Article("a", WIRE),
        Article("b", CUT, date=dt.date(2024, 8, 26)),
        Article("c", WIRE),
        Article("d", OTHER),
    ]
    for name, order in (("one", articles), ("two", articles[::-1])):
        graphkit.build(order, to=tmp_path / f"{name}.nq", settings=tiny)
    assert (tmp_path / "one.nq").read_bytes() == (tmp_path / "two.nq").read_bytes()
    for article in articles[::-1]:
        graphkit.build([article], to=tmp_path / "store", settings=tiny).close()
    with graphkit.open(tmp_path / "store") as graph:
        graph.export(tmp_path / "three.nq")
    assert (tmp_path / "one.nq").read_bytes() == (tmp_path / "three.nq").read_bytes()


def test_work_begins_while_reading_goes_on(tmp_path: Path, tiny: Settings) -> None:
    taken, worked = [], []

    def source() -> Iterator[Article]:
        for number in range(40):
            taken.append(number)
            yield Article(f"{number:02}", f"{OTHER} Paper number {number} was signed by Kenya on Monday.")

    def watch(report: Report) -> None:
        worked.append((report.read, report.added, report.seconds_left is None))

    report = Report()
    graphkit.build(source(), settings=tiny, report=report, on_progress=watch)
    assert (report.read, report.added) == (40, 40)
    early = [(read, added) for read, added, unknown in worked if unknown]
    assert max(added for _, added in early) == 10, "of each four one is worked on at once"
    assert all(read <= 4 * (added + 1) for read, added in early), "and no more is read than that"
    assert all(added >= 10 for _, added, unknown in worked if not unknown)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_was_worked_on_too_early_becomes_the_copy_that_it_is(tmp_path: Path, tiny: Settings, workers: int) -> None:
    articles = [Article("cut", CUT), Article("other", OTHER), Article("wire", WIRE)]
    report = Report()
    for name, order in (("one", articles), ("two", articles[::-1])):
        report = Report()
        graphkit.build(order, to=tmp_path / name, settings=tiny, report=report, workers=workers).close()
        assert (report.read, report.added, report.copies, report.replaced) == (3, 2, 1, 0)
        assert report.statements == len(lines(tmp_path / name))
    assert lines(tmp_path / "one") == lines(tmp_path / "two")
    assert report.words == len(f"{WIRE} {OTHER}".split())


def test_of_two_articles_of_one_id_the_last_one_stays(tmp_path: Path, tiny: Settings) -> None:
    for workers in (1, 2):
        store = tmp_path / str(workers)
        articles = [Article("a", WIRE), Article("a", OTHER)]
        graphkit.build(articles, to=store, settings=tiny, workers=workers).close()
        with graphkit.open(store) as graph:
            assert read_article(graph.store, "a").text == OTHER


def test_several_processes_build_the_same_store(tmp_path: Path, tiny: Settings) -> None:
    records = [{"id": str(n), "text": f"{OTHER} Paper number {n} was signed by Kenya on Monday."} for n in range(30)]
    source = write(tmp_path, "in.jsonl", jsonl(*records))
    build(source, tmp_path / "one", tiny)
    report = build(source, tmp_path / "two", tiny, workers=2)
    assert report.added == 30
    assert report.words == sum(len(record["text"].split()) for record in records), "nothing is done twice"
    assert lines(tmp_path / "one") == lines(tmp_path / "two")


def test_the_report_says_what_happened(folder: Path, tmp_path: Path, tiny: Settings) -> None:
    write(folder, "de.txt", "Der Minister sagte am Montag, dass die Gespräche weitergehen und nicht enden. " * 4)
    report = build(folder, tmp_path / "store", tiny, on_skip=lambda skip: None)
    told = json.loads(report.to_json())
    assert (told["read"], told["added"], told["copies"]) == (3, 2, 1)
    assert told["skipped"] == {"language": 1}
    assert told["skips"][0]["source"].endswith("de.txt")
    assert {entry["document"] for entry in told["slowest"]} == {"a.txt", "b.txt"}
    assert told["words"] == len(f"{WIRE} {OTHER}".split())
    assert told["statements"] == len(lines(tmp_path / "store"))
    assert told["words_per_second"] > 0
    assert "3 read: 2 added, 1 copy, 1 skipped (language 1); " in report.to_text()


def test_nothing_to_read_is_an_error_and_writes_nothing(tmp_path: Path, tiny: Settings) -> None:
    with pytest.raises(graphkit.InputError, match="No document"):
        graphkit.build([], to=tmp_path / "store", settings=tiny)
    assert not (tmp_path / "store").exists()
