"""Writers: the graph to files. One registry, by suffix; each format is a module of its own."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import StoreError

if TYPE_CHECKING:
    from graphkit.graph.blocks import Blocks
    from graphkit.graph.store import Store

FORMATS: dict[str, str] = {
    ".trig": "graphkit.writers.trig",
    ".ttl": "graphkit.writers.turtle",
    ".nq": "graphkit.writers.nquads",
    ".nt": "graphkit.writers.ntriples",
    ".jsonld": "graphkit.writers.jsonld",
    ".rdf": "graphkit.writers.rdfxml",
    ".graphml": "graphkit.writers.graphml",
    ".gexf": "graphkit.writers.gexf",
    ".csv": "graphkit.writers.tables",
}
"""Module of each suffix: it has `to_files(blocks, path)`, which gives the bytes of each file, always the same ones."""

ToFiles = Callable[["Blocks", Path], dict[Path, bytes]]


def writer(path: Path) -> ToFiles:
    """Find the writer for the suffix of `path`.

    >>> writer(Path("a.trig")).__module__
    'graphkit.writers.trig'

    Raises:
        StoreError: If no format has that suffix.
    """
    module = FORMATS.get(path.suffix.lower())
    if module is None:
        raise StoreError(f"{path} has no suffix of a known format. Choose one of {' '.join(FORMATS)}.")
    to_files: ToFiles = import_module(module).to_files
    return to_files


def write(store: Store, path: Path, *, document: str | None = None) -> Path:
    """Write a store's documents, or one of them, to `path`; a file is in place only when it is complete.

    Returns:
        The path of the file, or of the first where a format needs several.

    Raises:
        StoreError: If the suffix is unknown, the format cannot hold the text, or the file cannot be written.
    """
    files = writer(path)(store.blocks(document), path)
    try:
        for target, content in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(target.name + ".new")
            draft.write_bytes(content)
            draft.replace(target)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror or error}. Check the folder, its rights and space."
        raise StoreError(message) from error
    return next(iter(files))
