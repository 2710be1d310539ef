"""How long a page takes from opening until it can be used, beside pyvis's own page of the same graph.

    python benchmarks/pages.py [--names 1500 5000 100000] [--runs 3] [--longest 240]

Makes stores of that many names (tests/support/crowd.py), writes their pages, and opens each in headless Chromium from its
file, without a network, in turn with the page that pyvis writes by default (its template and options, its library inline),
which is opened once. Ours is usable when it has drawn and a name can be clicked; pyvis's when its bar of progress is gone
(`stabilizationIterationsDone`). Prints our median in seconds, and how often ours is faster; pyvis is given up after
`--longest` seconds, and is asked for no more than twice the names from which on a page opens as an overview.

With `--server`, the start page, a name's page, a search and drawings are timed on `graphkit serve` of the largest store as well.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
from playwright.sync_api import Browser, TimeoutError, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from support.crowd import crowd, name

from graphkit.graph import Graph, Store
from graphkit.graph.store import union
from graphkit.writers.html import write_view
from graphkit.writers.html.plan import OVERVIEW

CHROMIUM = "/usr/bin/chromium"
_READY = "html[data-ready=true]"
_HEAR = """
new MutationObserver(() => {
  if (typeof network !== "undefined" && network && !window.isHeard) {
    window.isHeard = true;
    network.once("stabilizationIterationsDone", () => requestAnimationFrame(() => { document.documentElement.dataset.ready = "true"; }));
  }
}).observe(document, { childList: true, subtree: true });
"""


def opened(browser: Browser, address: str, longest: float, *, ready: str = _READY, hear: str = "") -> float | None:
    """Open a page and give the seconds until it has an element `ready`; None if that takes longer than `longest`."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=address.startswith("file:"))
    page = context.new_page()
    if hear:
        page.add_init_script(hear)
    page.set_default_timeout(longest * 1000)
    began = time.perf_counter()
    try:
        page.goto(address, wait_until="commit")
        page.wait_for_selector(ready, state="attached")
        if ready != _READY:
            page.wait_for_load_state("load")
        return time.perf_counter() - began
    except TimeoutError:
        return None
    finally:
        context.close()


def write_pyvis(graph: Graph, path: Path) -> Path:
    """Write the page that pyvis makes of a graph when nothing is set."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    drawn = graph.to_networkx()
    network.add_nodes(list(drawn.nodes), label=[data.get("label", node) for node, data in drawn.nodes(data=True)])
    for subject, target, data in drawn.edges(data=True):
        network.edges.append({"from": subject, "to": target, "label": data.get("label", ""), "arrows": "to"})
    path.write_text(network.generate_html(), encoding="utf-8")
    return path


def median(times: list[float | None]) -> float | None:
    """The median, if all have one."""
    known = [seconds for seconds in times if seconds is not None]
    return statistics.median(known) if known and len(known) == len(times) else None


def compare(browser: Browser, names: int, folder: Path, *, runs: int, longest: float) -> None:
    """Time the pages of a store of `names` names."""
    ours, theirs = folder / f"{names}.html", folder / f"{names}-pyvis.html"
    written = "before"
    if not ours.exists():
        graph = Graph(Store.open(crowd(folder / f"{names}.nq", names)))
        began = time.perf_counter()
        write_view(graph, ours, title="Harbours")
        written = f"{time.perf_counter() - began:.1f} s"
        write_pyvis(graph, theirs)
        graph.close()
    is_beside = names <= 2 * OVERVIEW
    times: list[tuple[float | None, float | None]] = []  # pyvis once: its times are long, and differ little
    for _ in range(runs):
        mine = opened(browser, ours.as_uri(), longest)
        his = opened(browser, theirs.as_uri(), longest, hear=_HEAR) if is_beside and not times else None
        times.append((mine, his))
    mine, his = median([pair[0] for pair in times]), times[0][1]
    size = ours.stat().st_size / 1e6
    beside = "not asked" if not is_beside else f"more than {longest:g} s" if his is None else f"{his:.2f} s"
    factor = f"{his / mine:.0f}×" if mine and his else f"> {longest / mine:.0f}×" if mine and is_beside else ""
    shown = f"{mine:.2f} s" if mine else f"more than {longest:g} s"
    print(
        f"| {names:,} | {size:.1f} MB | {written} | {shown} | {beside} | {factor} |",
        flush=True,
    )


def served(browser: Browser, names: int, folder: Path, *, runs: int, longest: float) -> None:
    """Time pages of the explorer over a store of `names` names."""
    store = folder / f"{names}-store"
    if not store.exists():
        quads = list(ox.parse(path=str(crowd(folder / f"{names}.nq", names)), format=ox.RdfFormat.N_QUADS))
        with Store.open(store) as made:
            made.oxigraph.bulk_extend([*quads, *union(quads)])
    command = [sys.executable, "-m", "graphkit", "serve", str(store), "--port", "0"]
    log = folder / "log"
    with log.open("w") as said:
        process = subprocess.Popen(command, stderr=said)
    try:
        while "\n" not in log.read_text():
            time.sleep(0.1)
        address = log.read_text().split("\n")[0].split()[-1]
        pages = {
            "start": ("", "main"),
            "name": ("entity/x/n0", "main"),
            "search": (f"search?q={name(0)}", "main"),
            "drawing of a name": ("graph?iri=https://w3id.org/graphkit/resource/x/n0", _READY),
            "drawing of those reported most": ("graph", _READY),
        }
        for title, (path, ready) in pages.items():
            times = [opened(browser, address + path, longest, ready=ready) for _ in range(runs)]
            print(f"| {title} | {' | '.join('—' if t is None else f'{t:.2f} s' for t in times)} |", flush=True)
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    """Time the pages of all stores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, nargs="+", default=[1500, 5000, 100_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--longest", type=float, default=240.0)
    parser.add_argument("--server", action="store_true")
    parser.add_argument("--folder", type=Path, help="keep stores and pages here, and open those that are here already")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = options.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        print("| names | page | written in | ours | pyvis | faster |")
        for names in options.names:
            compare(browser, names, folder, runs=options.runs, longest=options.longest)
        if options.server:
            served(browser, max(options.names), folder, runs=options.runs, longest=options.longest)


if __name__ == "__main__":
    main()
