"""How long clients wait at the endpoint, alone and beside one who asks for cross products.

    python benchmarks/endpoint.py STORE [--clients 50] [--seconds 20]

Starts `graphkit serve STORE`. Each client asks the competency questions in an order of its own, one after the other, and
counts from the sending of a question to the last byte of its answer. First all of them alone, then beside one more client
who asks for nothing but cross products. Prints median and 95th percentile in milliseconds, for all and for each question.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx

from graphkit.graph.questions import questions

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def run(address: str, clients: int, seconds: float, slow: bool) -> dict[str, list[float]]:
    """Ask for `seconds`; give the milliseconds of each answer by question."""
    end = time.monotonic() + seconds
    times: dict[str, list[float]] = {}
    failed: list[int] = []

    def ask(number: int) -> None:
        order = list(questions())
        random.Random(number).shuffle(order)
        headers = {"Content-Type": "application/sparql-query", "X-Forwarded-For": f"192.0.2.{number}"}
        with httpx.Client(base_url=address, headers=headers, timeout=120) as client:
            while time.monotonic() < end:
                question = order.pop(0)
                order.append(question)
                began = time.perf_counter()
                answer = client.post("query", content=question.text)
                times.setdefault(question.name, []).append((time.perf_counter() - began) * 1000)
                if answer.status_code != 200:
                    failed.append(answer.status_code)

    def burden() -> None:
        headers = {"Content-Type": "application/sparql-query", "X-Forwarded-For": "198.51.100.1"}
        while time.monotonic() < end:
            answer = httpx.post(address + "query", content=CROSS, headers=headers, timeout=120)
            assert answer.status_code == 503

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    threads += [threading.Thread(target=burden, daemon=True)] if slow else []
    for thread in threads:
        thread.start()
    for thread in threads[:clients]:
        thread.join()
    assert not failed, failed
    return times


def quantile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def main() -> None:
    """Measure, and print a table and a line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20.0)
    given = parser.parse_args()
    command = [sys.executable, "-m", "graphkit", "serve", str(given.store), "--port", "0", "--timeout", "10"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    address = process.stderr.readline().split()[-1]
    threading.Thread(target=process.stderr.read, daemon=True).start()
    try:
        run(address, given.clients, 3.0, slow=False)  # so that all processes have been started
        alone = run(address, given.clients, given.seconds, slow=False)
        beside = run(address, given.clients, given.seconds, slow=True)
    finally:
        process.terminate()
    print(f"{'question':<20}{'alone p50':>10}{'p95':>8}{'beside p50':>12}{'p95':>8}")
    for name in sorted(set(alone) & set(beside)):
        a, b = alone[name], beside[name]
        line = (statistics.median(a), quantile(a, 0.95), statistics.median(b), quantile(b, 0.95))
        print(f"{name:<20}{line[0]:>10.0f}{line[1]:>8.0f}{line[2]:>12.0f}{line[3]:>8.0f}")
    everything = [[value for values in times.values() for value in values] for times in (alone, beside)]
    p95 = [quantile(values, 0.95) for values in everything]
    found = {
        "clients": given.clients,
        "queries_a_second": [round(len(values) / given.seconds, 1) for values in everything],
        "p50_ms": [round(statistics.median(values), 1) for values in everything],
        "p95_ms": [round(value, 1) for value in p95],
        "p95_ratio": round(p95[1] / p95[0], 2),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
