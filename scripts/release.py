"""What a release is checked by; each step can be run alone.

    python scripts/release.py wheel          build wheel and sdist twice: same bytes, and all that belongs into them
    python scripts/release.py try [PYTHON…]  install the wheel into empty environments and do the main job there
    python scripts/release.py lowest         the same, with the lowest versions that pyproject.toml allows
    python scripts/release.py licences       the base install's dependencies with their licences; fails on one that is not permissive
    python scripts/release.py sbom           dist/graphkit.cdx.json: the base install as CycloneDX
    python scripts/release.py all            all of it

The tools are in the extra `release`. Results lie in dist/, environments in out/release/.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
WORK = ROOT / "out" / "release"
PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|W3C|MPL|Mozilla|0BSD|Zlib|CC0|Public-Domain|Unlicense",
    re.IGNORECASE,
)
COPYLEFT = re.compile(r"(?<!L)\b[AL]?GPL|General Public", re.IGNORECASE)
MAIN_JOB = """
import graphkit, tempfile, pathlib
folder = pathlib.Path(tempfile.mkdtemp())
article = graphkit.Article(id="a", text="Russia launched 35 missiles at Ukraine on Monday. Iran denied that it had supplied the drones.")
with graphkit.build([article], to=folder / "store", date="2024-08-26") as graph:
    rows = [(row.a, row.b) for row in graph.query(
        "SELECT ?a ?b WHERE { ?x gk:launched ?y . ?x rdfs:label ?a . ?y rdfs:label ?b }")]
    assert [tuple(map(str, row)) for row in rows] == [("Russia", "35 missiles")], rows
    assert not list(graph.query("SELECT ?x WHERE { ?x gk:supplied ?y }"))
    assert graph.validate() == ()
    assert len(graph.to_rdflib()) > 0 and graph.to_networkx().number_of_edges() > 0
    for name in ("g.ttl", "g.jsonld", "g.graphml", "g.html"):
        (graph.view if name.endswith("html") else graph.export)(folder / name)
        assert (folder / name).stat().st_size > 500, name
print("graphkit", graphkit.__version__, graphkit.__file__)
"""


def run(*command: str | Path, **more: str) -> str:
    """Run a command outside the checkout's reach, and give what it prints."""
    clean = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(part) for part in command], check=False, text=True, capture_output=True, env={**clean, **more}, cwd=WORK
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return done.stdout


def wheel() -> Path:
    """Build twice and compare; say what came out."""
    git = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    epoch = subprocess.run(git, check=False, capture_output=True, text=True).stdout.strip() or "1767225600"
    digests: list[dict[str, str]] = []
    for folder in (DIST, WORK / "again"):
        shutil.rmtree(folder, ignore_errors=True)
        run(sys.executable, "-m", "build", "--outdir", folder, ROOT, SOURCE_DATE_EPOCH=epoch)
        digests.append({p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())})
    if digests[0] != digests[1]:
        sys.exit(f"Two builds differ: {digests}")
    for name, digest in digests[0].items():
        print(f"{digest}  {name}  {(DIST / name).stat().st_size / 1e6:.1f} MB")
    found = next(DIST.glob("*.whl"))
    names = set(zipfile.ZipFile(found).namelist())
    wanted = ["graphkit/py.typed", "graphkit/ontologies/graphkit.ttl", "graphkit/models/en_graphkit_news/meta.json"]
    missing = [name for name in wanted if name not in names]
    foreign = [name for name in names if not name.startswith(("graphkit/", "graphkit-"))]
    if missing or foreign:
        sys.exit(f"The wheel lacks {missing}, or has what does not belong: {foreign[:5]}")
    return found


def built() -> Path:
    """Give the wheel, built if it is not there."""
    return next(DIST.glob("*.whl"), None) or wheel()


def environment(name: str, python: str, *packages: str | Path, lowest: bool = False) -> tuple[Path, float]:
    """Make an empty environment and install into it; give its Python, and the seconds that the installation took."""
    folder = WORK / name
    uv = [sys.executable, "-m", "uv"]
    run(*uv, "venv", "--quiet", "--clear", "--python", python, folder)
    began = time.monotonic()
    how = ["--resolution", "lowest-direct"] if lowest else []
    links = [part for folder in os.environ.get("PIP_FIND_LINKS", "").split() for part in ("--find-links", folder)]
    run(*uv, "pip", "install", "--quiet", "--python", folder / "bin" / "python", *how, *links, *packages)
    return folder / "bin" / "python", time.monotonic() - began


def try_out(pythons: list[str]) -> None:
    """Install the wheel and do the main job, with each Python."""
    for python in pythons or [sys.executable]:
        _try(python, lowest=False)


def _try(python: str, *, lowest: bool) -> None:
    inside, seconds = environment(
        f"{'lowest' if lowest else 'try'}-{Path(python).name}", python, built(), lowest=lowest
    )
    (WORK / "job.py").write_text(MAIN_JOB, "utf-8")
    where = run(inside, WORK / "job.py").splitlines()[-1]
    if str(inside.parents[1]) not in where:
        sys.exit(f"Not the installed package was run: {where}")
    told = run(inside, "-c", "import sys; print(sys.version.split()[0])").strip()
    size = (
        sum(p.stat().st_size for p in (inside.parents[1] / "lib").rglob("*") if p.is_file() and not p.is_symlink())
        / 1e6
    )
    versions = "lowest versions" if lowest else "newest versions"
    print(f"Python {told}, {versions}: the main job is done; installed in {seconds:.0f} s, {size:.0f} MB")


def base_packages() -> list[str]:
    """Name the distributions that a base install brings, out of the metadata of what is installed here."""
    found: dict[str, None] = {}
    waiting = ["graphkit"]
    while waiting:
        name = waiting.pop()
        for words in importlib.metadata.requires(name) or []:
            requirement = Requirement(words)
            wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
            key = re.sub(r"[-_.]+", "-", requirement.name).lower()
            if wanted and key not in found:
                found[key] = None
                waiting.append(key)
    return sorted(found)


def licences() -> list[tuple[str, str, str]]:
    """Give name, version and licence of each dependency of the base install.

    Raises:
        SystemExit: If one is copyleft, or has none that is known to be permissive.
    """
    tool = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed", "--with-system", "--packages"]
    listed = json.loads(run(*tool, *base_packages()))
    rows = sorted((row["Name"], row["Version"], _licence(row["Name"], row["License"])) for row in listed)
    wrong = [row for row in rows if COPYLEFT.search(row[2]) or not PERMISSIVE.search(row[2])]
    if wrong:
        sys.exit(f"Not permissive: {wrong}")
    return rows


def _licence(name: str, told: str) -> str:
    """Where the metadata names no licence, read the first lines of the text that comes along."""
    if PERMISSIVE.search(told):
        return told
    for file in importlib.metadata.files(name) or []:
        if re.search(r"licen[cs]e", file.name, re.IGNORECASE):
            text = " ".join(file.read_text("utf-8").split()[:40])
            known = re.search(r"MIT License|Permission is hereby granted, free of charge|Apache License|BSD", text)
            if known:
                return "MIT" if known.group().startswith(("MIT", "Permission")) else known.group()
    return told


def sbom() -> Path:
    """Write the base install as CycloneDX JSON."""
    inside, _ = environment("sbom", sys.executable, built())
    DIST.mkdir(exist_ok=True)
    target = DIST / "graphkit.cdx.json"
    tool = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON"]
    run(*tool, "--pyproject", ROOT / "pyproject.toml", "-o", target, inside)
    print(f"{len(json.loads(target.read_text('utf-8'))['components'])} components → {target.relative_to(ROOT)}")
    return target


def main() -> None:
    """Run the step that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=["wheel", "try", "lowest", "licences", "sbom", "all"])
    parser.add_argument(
        "pythons", nargs="*", metavar="PYTHON", help="for `try` and `all`: interpreters, by path or version"
    )
    arguments = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    steps = ["wheel", "try", "lowest", "licences", "sbom"] if arguments.step == "all" else [arguments.step]
    for step in steps:
        if step == "wheel":
            wheel()
        elif step == "try":
            try_out(arguments.pythons)
        elif step == "lowest":
            _try(sys.executable, lowest=True)
        elif step == "licences":
            for name, version, licence in licences():
                print(f"{name:<24}{version:<14}{licence}")
        else:
            sbom()


if __name__ == "__main__":
    main()
