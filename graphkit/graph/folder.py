"""A store's folder on disk: what marks it as graphkit's, and how it is opened without harm.

The folder holds `graphkit-store.json` (the format's number), `quads/` (Oxigraph's files) and now and then `snapshot/`,
which helper processes read.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph as ox

from graphkit.errors import StoreError

FORMAT = 1
MARK = "graphkit-store.json"
QUADS = "quads"
SNAPSHOT = "snapshot"


def open_folder(path: Path, *, read_only: bool) -> ox.Store:
    """Open the store in the folder `path`; make it if it is new and may be written.

    Raises:
        StoreError: If the folder belongs to something else, to a newer graphkit, or to another writer at this moment.
    """
    if (path / MARK).is_file():
        _check_format(path)
    elif path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise StoreError(f"{path} is not a graphkit store. Name a new folder, or a store that graphkit made.")
    elif read_only:
        raise StoreError(f"There is no graphkit store at {path}. Make one with graphkit build.")
    try:
        if read_only:
            return ox.Store.read_only(str(path / QUADS))
        _mark(path)
        store = ox.Store(str(path / QUADS))
        remove_snapshot(path)
        return store
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            message = f"Another program is writing to the store {path}. Try again when it has ended."
            raise StoreError(message) from error
        raise StoreError(
            f"The store {path} cannot be opened: {error}. Check rights and disk, and that nobody writes."
        ) from error


def take_snapshot(store: ox.Store, path: Path) -> Path:
    """Link the files of an open store as they are now into a folder beside it, in place of an earlier snapshot.

    Oxigraph may not read files that another process is writing; it may read a snapshot of them.
    """
    remove_snapshot(path)
    store.backup(str(path / SNAPSHOT))
    return path / SNAPSHOT


def remove_snapshot(path: Path) -> None:
    """Remove the snapshot of the store in `path`, if there is one."""
    shutil.rmtree(path / SNAPSHOT, ignore_errors=True)


def _mark(path: Path) -> None:
    mark = path / MARK
    if not mark.exists():
        path.mkdir(parents=True, exist_ok=True)
        draft = path / (MARK + ".new")
        draft.write_text(json.dumps({"made_by": "graphkit", "format": FORMAT}) + "\n", encoding="utf-8")
        draft.replace(mark)


def _check_format(path: Path) -> None:
    try:
        found = json.loads((path / MARK).read_text(encoding="utf-8"))["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"The file {path / MARK} is damaged. Build the store again, in a new folder.") from error
    if found != FORMAT:
        age = "a newer" if isinstance(found, int) and found > FORMAT else "another"
        message = f"The store {path} was made by {age} version of graphkit (format {found})."
        raise StoreError(f"{message} Update graphkit, or build the store again.")
