"""The public door: complete, sorted, lazy."""

from __future__ import annotations

import subprocess
import sys

import pytest

import graphkit
from graphkit import errors


def test_all_is_sorted_and_there() -> None:
    assert list(graphkit.__all__) == sorted(graphkit.__all__)
    for name in graphkit.__all__:
        assert getattr(graphkit, name) is not None
    assert dir(graphkit) == sorted(graphkit.__all__)


def test_every_error_is_public() -> None:
    tree = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
    assert tree <= set(graphkit.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = graphkit.nothing


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, graphkit; print([m for m in ('spacy', 'rdflib', 'pyoxigraph', 'networkx') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
