"""What a release says of itself is true: versions, extras, licences, what it is built from."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

import graphkit

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

sys.path.insert(0, str(ROOT / "scripts"))
try:
    import release
finally:
    sys.path.pop(0)


def test_all_places_tell_the_same_version() -> None:
    assert f"\nversion: {graphkit.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\n## {graphkit.__version__} " in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_requirement_has_a_lowest_version() -> None:
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    assert [r for group in groups for r in group if ">=" not in r and not r.startswith("graphkit[")] == []


def test_no_dependency_of_the_base_is_copyleft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "WORK", tmp_path)
    rows = release.licences()
    names = {name.lower() for name, _, _ in rows}
    assert {"spacy", "pyoxigraph", "rdflib", "numpy", "typer"} <= names
    assert len(rows) > 40


@pytest.mark.parametrize(
    ("licence", "is_copyleft"),
    [
        ("GNU General Public License v3 (GPLv3)", True),
        ("AGPL-3.0", True),
        ("GPL-2.0-or-later", True),
        ("MIT License", False),
        ("MPL-2.0 AND MIT", False),
        ("Apache-2.0", False),
    ],
)
def test_copyleft_is_told_from_permissive(licence: str, is_copyleft: bool) -> None:
    assert bool(release.COPYLEFT.search(licence)) == is_copyleft
    assert bool(release.PERMISSIVE.search(licence)) != is_copyleft


def test_every_base_dependency_is_explained() -> None:
    page = (ROOT / "docs" / "guide" / "dependencies.md").read_text("utf-8")
    names = [re.split(r"[<>=\[ ]", requirement)[0] for requirement in PROJECT["dependencies"]]
    assert [name for name in names if f"| {name} " not in page] == []
    extras = [name for name in PROJECT["optional-dependencies"] if name not in {"test", "dev"}]
    assert [name for name in extras if f"| `{name}` " not in page] == []


def test_the_workflows_call_what_ci_calls() -> None:
    for name in ("ci", "release"):
        assert "bash .ci/run" in (ROOT / ".github" / "workflows" / f"{name}.yml").read_text("utf-8")
