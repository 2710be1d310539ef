"""Engines: the same work on each document, in this process, in several, or on a Dask cluster.

The result is the same: a document's statements depend on nothing but the document, and the order in which documents are
finished is of no account.
"""

from __future__ import annotations

from graphkit.engines.engine import Engine, engine_for
from graphkit.engines.work import Done, Extracting

__all__ = ["Done", "Engine", "Extracting", "engine_for"]
