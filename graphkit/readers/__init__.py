"""Readers: a file, folder, pattern or standard input becomes articles with clean text.

One bad document among many becomes a `Skip` with its reason; a bad document alone is an `InputError`.
"""

from __future__ import annotations

from graphkit.readers.formats import FORMATS
from graphkit.readers.sources import Skip, parse_date, read, read_all, read_text

__all__ = ["FORMATS", "Skip", "parse_date", "read", "read_all", "read_text"]
