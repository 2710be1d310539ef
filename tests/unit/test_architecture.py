"""The house keeps its shape: complete doors, light entrances, layers."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import graphkit

PACKAGE = Path(graphkit.__file__).parent
HEAVY = ("spacy", "rdflib", "pyoxigraph", "networkx", "pandas", "pyarrow", "numpy", "trafilatura", "pyvis")


def modules() -> list[str]:
    """All modules of the package but the one that runs it."""
    return sorted(m.name for m in pkgutil.walk_packages([str(PACKAGE)], "graphkit.") if m.name != "graphkit.__main__")


def loaded_by(statement: str) -> list[str]:
    """Heavy modules that a fresh interpreter has loaded after `statement`."""
    code = f"import sys; {statement}; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1].split()


@pytest.mark.parametrize(
    "statement", ["import graphkit", "import graphkit.cli", "import graphkit.settings, graphkit.model"]
)
def test_an_entrance_loads_nothing_heavy(statement: str) -> None:
    assert loaded_by(statement) == []


def test_the_list_of_modules_is_the_package() -> None:
    files = {p.relative_to(PACKAGE.parent).with_suffix("") for p in PACKAGE.rglob("*.py") if p.name != "__main__.py"}
    names = {".".join(f.parts).removesuffix(".__init__") for f in files if "models" not in f.parts}
    assert set(modules()) | {"graphkit"} == names


@pytest.mark.parametrize("name", modules())
def test_what_a_module_offers_is_there(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__ or not Path(str(module.__file__)).read_text("utf-8").strip(), "a module says what it is for"
    offered = list(getattr(module, "__all__", ()))
    assert offered == sorted(set(offered))
    assert [n for n in offered if not hasattr(module, n)] == []


def test_the_public_door_has_all_that_users_need() -> None:
    door = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    defined = {
        n.name for n in door.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")
    }
    assert defined <= set(graphkit.__all__)
    assert {"build", "open", "Graph", "Article", "Settings"} <= set(graphkit.__all__)


@pytest.mark.parametrize(
    ("library", "folders"),
    [
        ("spacy", {"nlp"}),
        ("rdflib", {"graph", "writers", "lexicon"}),
        ("pyoxigraph", {"graph", "writers", "lexicon"}),
    ],
)
def test_a_library_is_imported_where_it_belongs(library: str, folders: set[str]) -> None:
    importers = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            if any(n.split(".")[0] == library for n in names):
                importers.add(path.relative_to(PACKAGE).parts[0])
    assert importers <= folders
