"""What XML can hold, and what to do about the rest."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def illegal_character(text: str) -> str | None:
    r"""Find the first character that XML 1.0 cannot hold, not even escaped.

    Source: W3C XML 1.0, section 2.2.

    >>> illegal_character("page\x0cbreak"), illegal_character("line\nbreak")
    ('\x0c', None)
    """
    match = _ILLEGAL.search(text)
    return match.group() if match else None


def legal(text: str) -> str:
    r"""Put U+FFFD in place of each character that XML 1.0 cannot hold: for labels, never for data.

    >>> legal("a\x00b")
    'a�b'
    """
    return _ILLEGAL.sub("\ufffd", text)
