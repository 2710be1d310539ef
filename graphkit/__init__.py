"""graphkit: news articles in, an RDF knowledge graph with evidence out.

The names below are the whole public interface; everything heavy is imported when it is first used.

>>> import graphkit
>>> graphkit.Article(id="a1", text="Russia launched 35 missiles at Ukraine.").language
'en'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.errors import (
    GraphkitError,
    InputError,
    LexiconError,
    MissingExtra,
    QueryError,
    QueryLimit,
    SettingsError,
    StoreError,
)
from graphkit.model import Article
from graphkit.settings import Settings

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.pipeline import build, load, open

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Graph",
    "GraphkitError",
    "InputError",
    "LexiconError",
    "MissingExtra",
    "QueryError",
    "QueryLimit",
    "Settings",
    "SettingsError",
    "StoreError",
    "__version__",
    "build",
    "load",
    "open",
]

_LAZY = {
    "Graph": "graphkit.graph",
    "build": "graphkit.pipeline",
    "load": "graphkit.pipeline",
    "open": "graphkit.pipeline",
}


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module 'graphkit' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_LAZY[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
