"""Files elsewhere: addresses that the user names (https://, s3://, gs://, memory:// …), through fsspec. Nothing else is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

from graphkit.errors import InputError, MissingExtra
from graphkit.readers.files import File

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_address(source: str) -> bool:
    """Tell whether `source` is an address and no path.

    >>> is_address("s3://bucket/news/*.jsonl"), is_address("news/a.txt")
    (True, False)
    """
    return bool(_ADDRESS.match(source))


def find_remote(source: str, wanted: Callable[[str], bool]) -> Iterator[File]:
    """Yield the files that an address means: itself, those of a folder that are `wanted`, or those that a pattern matches.

    Raises:
        MissingExtra: If fsspec is not installed, or what the kind of address needs.
        InputError: If nothing is there.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise MissingExtra(f"Reading {source} needs fsspec.", command="pip install 'graphkit[remote]'") from error
    scheme = source.partition("://")[0]
    try:
        system, path = url_to_fs(source)
    except ImportError as error:
        message = f"Addresses of the kind {scheme}:// need a package of their own ({error})."
        raise MissingExtra(message, command=f"pip install 'fsspec[{scheme}]'") from error
    except ValueError as error:
        message = f"There is no kind of address {scheme}://. Give a path, or one of https, s3, gs, abfs."
        raise InputError(message, source=source) from error
    try:
        web = scheme.lower() in ("http", "https")
        if not web and any(sign in path for sign in "*?["):
            found = sorted(system.glob(path))
            root = path[: min(path.index(sign) for sign in "*?[" if sign in path)].rpartition("/")[0]
        elif not web and system.isdir(path):
            found = [name for name in sorted(system.find(path)) if wanted(name.removeprefix(path).lstrip("/"))]
            root = path
        elif system.exists(path):
            found, root = [path], path.rpartition("/")[0]
        else:
            found, root = [], ""
    except Exception as error:  # each file system has exceptions of its own
        raise _unreachable(source, error) from error
    if not found:
        message = "There is no such file, or no file to read. Check the address."
        raise InputError(message, source=source)
    for name in found:
        short = name.removeprefix(root).lstrip("/").partition("?")[0] or "page"
        yield File(short, system.unstrip_protocol(name), _opens(system, name), size=_size(system, name))


def _opens(system: Any, name: str) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        try:
            return cast(BinaryIO, system.open(name, "rb"))
        except Exception as error:
            raise _unreachable(system.unstrip_protocol(name), error) from error

    return opened


def _size(system: Any, name: str) -> int | None:
    try:
        size = system.size(name)
    except Exception:  # it is only a hint
        return None
    return int(size) if size is not None else None


def _unreachable(source: str, error: Exception) -> InputError:
    message = f"It cannot be fetched ({type(error).__name__}: {error}). Check the address, the network and your rights."
    return InputError(message, source=source, kind="network")
