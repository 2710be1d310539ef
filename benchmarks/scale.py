"""Whether many documents come out the same from one process, from workers and from a cluster, whatever dies meanwhile.

    python benchmarks/scale.py [--items 300] [--shards 8] [--skip-cluster]

Items of Wikipedia's Current Events portal, a document each (`text/current_events.jsonl.gz` in the folder GRAPHKIT_DATA, or
../shared/data beside the repository; `--items 109202` takes all), are built into shards with the command line:

- by one process;
- by two workers, one of which is killed (SIGKILL) when a third of the documents is done;
- by two workers, with the build itself killed when a third is done, and repeated;
- on a Dask cluster of separate processes, a scheduler and two workers: one worker is killed when a third is done; when half
  is done the scheduler is killed, then both are started anew and the command is repeated.

Prints the time of each, what was done again, and whether the files are the same, byte by byte; then what one document comes
to in a store and in shards, from which docs/scale.md estimates. Exit code 1 if anything differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from speed_build import data_file, items

from graphkit.graph.shards import MANIFEST, read_manifest
from graphkit.intake.register import FILE

ONE_THREAD = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def write_source(path: Path, count: int) -> int:
    """Write the items as JSON Lines; count the words."""
    words = 0
    with path.open("w", encoding="utf-8") as target:
        for number, (day, text) in zip(range(count), items(), strict=False):
            target.write(json.dumps({"id": f"item-{number:06}", "text": text, "date": day}) + "\n")
            words += len(text.split())
    return words


def command(source: Path, folder: Path, shards: int, *options: str) -> list[str]:
    """Write the command."""
    report = str(folder.with_suffix(".json"))
    given = ["--to", str(folder), "--shards", str(shards), "--quiet", "--keep-copies", "--report", report, *options]
    return [sys.executable, "-m", "graphkit", "build", str(source), *given]


def done(folder: Path) -> int:
    """Count the documents that a run has noted as done."""
    try:
        with closing(sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True, timeout=1)) as rows:
            query = "SELECT count(*) FROM documents WHERE done_fingerprint IS NOT NULL"
            return int(rows.execute(query).fetchone()[0])
    except sqlite3.Error:  # it is not there yet
        return 0


def children(parent: int) -> list[int]:
    """List the processes that a process has started."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(word) for word in listed.stdout.split()]


def build(
    arguments: list[str], folder: Path, count: int, *harms: tuple[float, Callable[[int], None]]
) -> dict[str, Any]:
    """Run a build; when a share of the documents is done, call each harm with the number of the process."""
    began = time.perf_counter()
    process = subprocess.Popen(arguments, env=ONE_THREAD, stderr=subprocess.PIPE, text=True)
    left = list(harms)
    while process.poll() is None:
        if left and done(folder) >= left[0][0] * count:
            left.pop(0)[1](process.pid)
        time.sleep(0.05)
    report = folder.with_suffix(".json")
    told = json.loads(report.read_text()) if report.exists() and not process.returncode else {}
    errors = process.stderr.read() if process.stderr is not None else ""
    report.unlink(missing_ok=True)
    told |= {"wall": time.perf_counter() - began, "code": process.returncode, "errors": errors, "missed": len(left)}
    return told


def kill(pid: int) -> None:
    """End a process at once."""
    os.kill(pid, signal.SIGKILL)


def kill_worker(pid: int) -> None:
    """End the first helper of a build at once."""
    kill(children(pid)[0])


def digest(folder: Path) -> str:
    """Checksum of the manifest, which holds those of all files, after these have been checked against it."""
    for shard in read_manifest(folder)[1].values():
        assert hashlib.sha256((folder / shard.file).read_bytes()).hexdigest() == shard.sha256
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()


class Dask:
    """A scheduler and workers, each a process."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.folder = folder
        self.scheduler: subprocess.Popen[bytes] | None = None
        self.workers: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Start what does not run."""
        if self.scheduler is None or self.scheduler.poll() is not None:
            self.scheduler = self._run("scheduler", "--port", str(self.port), "--no-dashboard")
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) < 2:
            self.workers.append(self._run("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"))

    def _run(self, *arguments: str) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        program = [sys.executable, "-m", "dask", *arguments]
        return subprocess.Popen(program, cwd=self.folder, env=ONE_THREAD, stdout=quiet, stderr=quiet)

    def kill_worker(self, _: int) -> None:
        """End a worker at once, with its helper."""
        worker = self.workers.pop(0)
        for pid in children(worker.pid):
            kill(pid)
        worker.kill()
        worker.wait()

    def kill_scheduler(self, _: int) -> None:
        """End the scheduler at once."""
        assert self.scheduler is not None
        self.scheduler.kill()
        self.scheduler.wait()

    def stop(self) -> None:
        """End everything."""
        for process in (*self.workers, *([self.scheduler] if self.scheduler else [])):
            for pid in children(process.pid):
                kill(pid)
            process.kill()
            process.wait()


@contextmanager
def cluster(folder: Path) -> Iterator[Dask]:
    """Run a cluster."""
    dask = Dask(folder)
    dask.start()
    try:
        yield dask
    finally:
        dask.stop()


def main(argv: list[str] | None = None) -> int:
    """Run everything, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=300)
    parser.add_argument("--shards", type=int, default=8)
    parser.add_argument("--skip-cluster", action="store_true")
    options = parser.parse_args(argv)
    if not data_file().is_file():
        print(f"{data_file()} is not there: nothing measured. Set GRAPHKIT_DATA to the folder of data sets.")
        return 0
    base = Path(tempfile.mkdtemp())
    source, count, shards = base / "items.jsonl", options.items, options.shards
    words = write_source(source, count)
    print(f"{count:,} documents, {words:,} words; load of the machine {os.getloadavg()[0]:.1f}\n")
    print("| run | seconds | documents done in it | processes lost | the same |")
    print("|---|---:|---:|---:|---|")
    wanted, wrong = "", 0

    def row(name: str, folder: Path, told: dict[str, Any], *, whole: bool = True) -> None:
        nonlocal wanted, wrong
        same = digest(folder) if whole and not told["code"] else ""
        wanted = wanted or same
        good = (same == wanted if whole else told["code"] != 0) and not told["missed"]
        wrong += not good
        verdict = ("yes" if good else "NO") if whole else ("cut off" if good else "NOT CUT OFF")
        last = told["errors"].strip().splitlines()[-1:] if told["code"] == 2 else []
        numbers = f"{told['wall']:.1f} | {told.get('added', '')} | {told.get('workers_lost', '')}"
        print(f"| {name} | {numbers} | {verdict}{': ' + last[0] if last else ''} |", flush=True)

    folder = base / "one"
    one = build(command(source, folder, shards), folder, count)
    row("one process", folder, one)
    size = sum(path.stat().st_size for path in folder.glob("*.nq"))
    folder = base / "two"
    arguments = command(source, folder, shards, "--workers", "2")
    row("two workers, one killed", folder, build(arguments, folder, count, (1 / 3, kill_worker)))
    folder = base / "again"
    arguments = command(source, folder, shards, "--workers", "2")
    row("two workers, the build killed", folder, build(arguments, folder, count, (1 / 3, kill)), whole=False)
    row("… and repeated", folder, build(arguments, folder, count))
    if not options.skip_cluster:
        folder = base / "cluster"
        with cluster(base) as dask:
            arguments = command(source, folder, shards, "--cluster", dask.address)
            told = build(arguments, folder, count, (1 / 3, dask.kill_worker), (1 / 2, dask.kill_scheduler))
            row("cluster, a worker killed, then the scheduler", folder, told, whole=False)
            dask.start()
            row("… started anew, and repeated", folder, build(arguments, folder, count))
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "graphkit", "load", str(base / "one"), "--to", str(base / "store"), "--quiet"],
        check=True,
    )
    loaded = time.perf_counter() - began
    store = sum(path.stat().st_size for path in (base / "store").rglob("*") if path.is_file())
    statements = one["statements"]
    print(
        f"\nOne document of {words / count:.0f} words: {statements / count:,.0f} statements, {size / count / 1000:.1f} kB in shards, "
        f"{store / count / 1000:.1f} kB in a store ({loaded:.1f} s to load {statements:,} statements). One process: "
        f"{one['words'] / one['seconds']:,.0f} words/s; reading {one['seconds_reading'] / one['seconds']:.1%} of the time, "
        f"tying {one['seconds_tying'] / one['seconds']:.1%}, {one['occurrences']:,} shared occurrences of {one['ties']:,} events."
    )
    shutil.rmtree(base)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
