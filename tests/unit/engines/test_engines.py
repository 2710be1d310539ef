"""The engines: the same result from one process, from several and from a cluster, whatever the documents do."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.works import Failing, Making

from graphkit.engines import Done, Engine, engine_for
from graphkit.engines.cluster import Cluster
from graphkit.engines.workers import Workers
from graphkit.errors import SettingsError
from graphkit.model import Article

TEXT = "The rebels fired six rockets at the port of Mokha on Monday."


def articles(*names: str) -> list[Article]:
    return [Article(name, f"{TEXT} This is {name}.") for name in names]


def run(engine: Engine, *names: str) -> dict[str, Done]:
    try:
        engine.start()
        return {done.id: done for done in engine.run(articles(*names))}
    finally:
        engine.close()


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    """A cluster of two worker processes and a scheduler."""
    import distributed

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster


NAMES = [f"a{n}" for n in range(40)]


def test_several_processes_give_what_one_gives() -> None:
    one = run(engine_for(Making()), *NAMES)
    two = run(engine_for(Making(), workers=2), *NAMES)
    assert {name: done.quads for name, done in one.items()} == {name: done.quads for name, done in two.items()}
    assert all(done.quads for done in one.values())


def test_a_cluster_gives_what_one_process_gives(dask: Any) -> None:
    one = run(engine_for(Making()), *NAMES)
    two = run(engine_for(Making(), cluster=dask.scheduler_address), *NAMES)
    assert {name: done.quads for name, done in one.items()} == {name: done.quads for name, done in two.items()}


def test_a_cluster_s_poison_is_isolated_and_a_lost_worker_costs_a_retry(dask: Any, tmp_path: Path) -> None:
    engine = Cluster(Making(tmp_path), dask.scheduler_address, batch=3, seconds=2.0)
    engine.start()
    found: dict[str, Done] = {}
    worker = next(iter(dask.workers.values()))
    for done in engine.run(articles("poison", "slow", *NAMES)):
        if not found:
            os.kill(worker.pid, signal.SIGKILL)
        assert done.id not in found
        found[done.id] = done
    engine.close()
    assert {name: done.problem.kind for name, done in found.items() if done.problem} == {
        "poison": "poison",
        "slow": "time",
    }
    assert set(found) == {"poison", "slow", *NAMES}


def test_a_scheduler_that_goes_away_is_told_and_no_document_is_blamed() -> None:
    import distributed

    options = {"dashboard_address": ":0", "silence_logs": 50, "processes": True, "threads_per_worker": 1}
    with distributed.LocalCluster(n_workers=1, **options) as cluster:
        engine = Cluster(Making(), cluster.scheduler_address, batch=1)
        engine.start()
        found: list[Done] = []
        with pytest.raises(SettingsError, match="has gone"):
            for done in engine.run(articles(*(f"a{n}" for n in range(3000)))):
                found.append(done)
                if len(found) == 3:
                    cluster.close()
        engine.close()
    assert found
    assert all(done.problem is None for done in found)


@pytest.mark.parametrize("workers", [1, 2])
def test_bad_documents_and_faults_are_told_and_cost_nothing_else(workers: int) -> None:
    done = run(engine_for(Making(), workers=workers), "a", "bad", "fault", "b")
    assert {name: d.problem.kind for name, d in done.items() if d.problem} == {"bad": "no sentence", "fault": "fault"}
    assert "ZeroDivisionError" in done["fault"].details
    assert done["a"].quads and done["b"].quads


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_takes_too_long_is_broken_off(workers: int) -> None:
    done = run(engine_for(Making(), workers=workers, seconds=0.3), "a", "slow", "b")
    assert [(name, d.problem.kind) for name, d in done.items() if d.problem] == [("slow", "time")]
    assert "0.3 seconds" in str(done["slow"].problem)
    assert done["slow"].seconds < 30


def test_a_document_that_cannot_be_interrupted_is_killed_with_its_process() -> None:
    done = run(engine_for(Making(), workers=2, seconds=0.3), "stuck", "a", "b")
    assert [(name, d.problem.kind) for name, d in done.items() if d.problem] == [("stuck", "time")]
    assert done["stuck"].seconds < 30


def test_poison_is_given_up_after_two_tries_and_nothing_else_is_lost(tmp_path: Path) -> None:
    done = run(engine_for(Making(tmp_path), workers=2), "a", "poison", "once", "b", "c")
    assert [(name, d.problem.kind) for name, d in done.items() if d.problem] == [("poison", "poison")]
    assert "SIGKILL" in str(done["poison"].problem)
    assert len(list(tmp_path.glob("poison-*"))) == 2
    assert (done["once"].workers_lost, len(list(tmp_path.glob("once-*")))) == (1, 2)
    assert {name for name, d in done.items() if d.quads} == {"a", "once", "b", "c"}


def test_no_more_articles_are_taken_than_are_worked_on() -> None:
    taken: list[str] = []

    def source() -> Iterator[Article]:
        for article in articles(*NAMES):
            taken.append(article.id)
            yield article

    engine = Workers(Making(), 2)
    engine.start()
    results = engine.run(source())
    next(results)
    assert len(taken) <= 5
    results.close()
    engine.close()


def test_processes_end_with_the_engine() -> None:
    engine = Workers(Making(), 2)
    engine.start()
    results = engine.run(articles(*NAMES))
    next(results)
    pids = [helper.pid for helper in engine.helpers if helper.pid is not None]
    results.close()
    engine.close()
    assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@pytest.mark.parametrize("workers", [1, 2])
def test_work_that_cannot_be_made_is_told_at_the_start(workers: int) -> None:
    with pytest.raises(SettingsError, match="not installed"):
        run(engine_for(Failing(), workers=workers), "a")


def test_a_process_that_dies_at_the_start_is_told() -> None:
    with pytest.raises(SettingsError, match=r"while it loaded the pipeline \(SIGKILL\)"):
        run(engine_for(Failing(dies=True), workers=2), "a")


def test_engines_are_chosen_by_what_makes_sense() -> None:
    with pytest.raises(SettingsError, match="Give either"):
        engine_for(Making(), workers=0)
    with pytest.raises(SettingsError, match="Give either"):
        engine_for(Making(), workers=2, cluster="tcp://127.0.0.1:1")


def test_an_engine_that_was_closed_starts_nothing() -> None:
    engine = Workers(Making(), 2)
    engine.close()
    with pytest.raises(SettingsError, match="closed"):
        engine.start()
