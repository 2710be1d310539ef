"""Packed files: what lies in zip and tar archives and under gzip, bzip2, xz and Zstandard, in memory and within limits.

Nothing is written to disk; names of members serve as names of documents only.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from graphkit.errors import InputError, MissingExtra
from graphkit.readers.files import MAX_BYTES, Budget, File, read_whole

MAX_DEPTH = 3
"""How many packed files may lie in one another; `.tar.gz` counts as two."""
MAX_MEMBERS = 1_000_000
"""How many members a zip archive may list."""

SUFFIXES = {
    ".gz": "gzip",
    ".bz2": "bzip2",
    ".xz": "xz",
    ".zst": "zstd",
    ".zip": "zip",
    ".tar": "tar",
    ".tgz": "tgz",
}
"""Way of packing of each suffix."""
_SIGNATURES = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PK\x03\x04", "zip"),
)
_DAMAGES: tuple[type[Exception], ...] = (
    *(OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error),
    *(lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError),
)


def packing_of(name: str, head: bytes) -> str | None:
    r"""Tell how a file is packed, by its suffix, or by its first bytes if it has no suffix.

    >>> packing_of("a.txt.gz", b""), packing_of("a", b"PK\x03\x04..."), packing_of("a.txt", b"PK\x03\x04")
    ('gzip', 'zip', None)
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if suffix:
        return None
    if head[257:262] == b"ustar":
        return "tar"
    return next((packing for signature, packing in _SIGNATURES if head.startswith(signature)), None)


def unpack(file: File, packing: str, stream: BinaryIO) -> Iterator[File]:
    """Yield the files inside `file`; each has to be read before the next is asked for.

    Raises:
        InputError: If the archive is damaged, too deep, or has more members than allowed.
    """
    if file.depth >= MAX_DEPTH:
        message = f"Archives lie in it more than {MAX_DEPTH} deep. Unpack it and give the folder."
        raise InputError(message, source=file.source, kind="bomb")
    budget = file.budget or Budget(file.size)
    if packing == "zip":
        yield from _unzip(file, stream, budget)
    elif packing == "tar":
        yield from _untar(file, stream, budget)
    else:
        yield _inflate(file, packing, stream, budget)


def _inflate(file: File, packing: str, stream: BinaryIO, budget: Budget) -> File:
    name = str(PurePosixPath(file.name).with_suffix(".tar" if packing == "tgz" else ""))
    opener = _OPENERS["gzip" if packing == "tgz" else packing]
    inner = File(name, file.source, lambda: _checked(cast(BinaryIO, opener(stream)), file.source, budget))
    return File(inner.name, inner.source, inner.open, budget=budget, depth=file.depth + 1)


def _unzip(file: File, stream: BinaryIO, budget: Budget) -> Iterator[File]:
    if not stream.seekable():
        data = read_whole(stream, source=file.source)
        stream = io.BytesIO(data)
    with _repaired(file.source):
        archive = zipfile.ZipFile(stream)
    with archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS:
            message = f"The archive lists {len(members):,} members, more than the limit of {MAX_MEMBERS:,}. Unpack it."
            raise InputError(message, source=file.source, kind="bomb")
        for member in members:
            if not member.is_dir():
                yield _member(file, member.filename, budget, _opens(archive.open, member))


def _untar(file: File, stream: BinaryIO, budget: Budget) -> Iterator[File]:
    with _repaired(file.source), tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            archive.members = []  # type: ignore[attr-defined]  # it would keep them all
            if member.isreg():
                yield _member(file, member.name, budget, _opens(archive.extractfile, member))


def _opens(opener: Callable[[Any], Any], member: object) -> Callable[[], BinaryIO]:
    return lambda: cast(BinaryIO, opener(member))


def _member(file: File, name: str, budget: Budget, opener: Callable[[], BinaryIO]) -> File:
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    inner = "/".join(parts) or "member"
    source = f"{file.source}!{inner}"

    def opened() -> BinaryIO:
        with _repaired(source):
            return _checked(opener(), source, budget)

    return File(f"{file.name}/{inner}", source, opened, budget=budget, depth=file.depth + 1)


class _Checked(io.RawIOBase):
    """A stream that counts what comes out of it, and says in graphkit's words what is wrong with it."""

    def __init__(self, stream: BinaryIO, source: str, budget: Budget) -> None:
        super().__init__()
        self._stream = stream
        self._source = source
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with _repaired(self._source):
            data = self._stream.read(min(len(buffer), MAX_BYTES))
        self._budget.spend(len(data), source=self._source)
        buffer[: len(data)] = data
        return len(data)


def _checked(stream: BinaryIO, source: str, budget: Budget) -> BinaryIO:
    return io.BufferedReader(_Checked(stream, source, budget), 2**16)


class _repaired:  # noqa: N801 - used like a function
    """Turn the errors of damaged archives into an InputError."""

    def __init__(self, source: str) -> None:
        self.source = source

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, RuntimeError) and "password" in str(error):
            message = "It is encrypted. Unpack it with its password and give the files."
            raise InputError(message, source=self.source, kind="encrypted") from error
        if isinstance(error, _DAMAGES) or type(error).__name__ == "ZstdError":
            message = (
                f"The archive is damaged or cut off ({str(error).rstrip('.')}). Fetch it again, or unpack what can be."
            )
            raise InputError(message, source=self.source, kind="damaged") from error


def _open_zstd(stream: BinaryIO) -> BinaryIO:
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtra("Reading .zst needs zstandard.", command="pip install 'graphkit[crawl]'") from error
    reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(stream, read_across_frames=True)
    return cast(BinaryIO, reader)


_OPENERS: dict[str, Callable[[BinaryIO], Any]] = {
    "gzip": lambda stream: gzip.GzipFile(fileobj=stream),
    "bzip2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
    "zstd": _open_zstd,
}
