"""Bytes to clean text: decoding, line ends, Unicode NFC, and the checks that an article must pass."""

from __future__ import annotations

import codecs
import re
import unicodedata

from graphkit.errors import InputError
from graphkit.readers.language import describe_foreign

MAX_CHARACTERS = 1_000_000
"""Longest text that is read where no other limit is given, in code points."""

_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
)
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def refuse_binary(data: bytes, *, source: str) -> None:
    """Make sure that bytes do not begin as a well-known kind of binary file does.

    Raises:
        InputError: If they do.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"This is {what}, not text. Save its text as .txt and give that file.", source=source)


def encoding_of(data: bytes) -> str:
    """Tell the encoding by the byte order mark; "utf-8-sig" without one of UTF-16 or UTF-32."""
    return next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8-sig")


def decode(data: bytes, *, source: str, line: int | None = None) -> str:
    """Decode a file's bytes, or those of one of its lines: UTF-8, or UTF-16 and UTF-32 with a byte order mark.

    Raises:
        InputError: If the bytes are of a binary file, or of another encoding.
    """
    refuse_binary(data, source=source)
    encoding = encoding_of(data)
    if encoding == "utf-8-sig" and b"\x00" in data and line is None:
        message = "This is a binary file, not text. Save its text as UTF-8 and give that file."
        raise InputError(message, source=source)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = line or data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"Byte 0x{data[error.start]:02X} is not legal {encoding[:6].rstrip('-').upper()}. Save the file as UTF-8, for "
            "instance with: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW",
            source=source,
            line=line,
            kind="encoding",
        ) from error


def normalise(text: str) -> str:
    r"""Give text the form that offsets count in: Unicode NFC, line ends LF, no byte order mark.

    >>> normalise("Cafe\u0301\r\nopen")
    'Café\nopen'
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def check(
    text: str, *, source: str, line: int | None = None, max_characters: int = MAX_CHARACTERS, language: str = "en"
) -> None:
    """Make sure that a normalised text is an English article that can be worked on.

    Raises:
        InputError: If it is empty, too long, binary, without a sentence, or in another language.
    """

    def refuse(message: str, kind: str) -> InputError:
        return InputError(message, source=source, line=line, kind=kind)

    if not text.strip():
        raise refuse("There is no text. Give a file with an article in it.", "no text")
    if len(text) > max_characters:
        raise refuse(
            f"The text has {len(text):,} characters, more than the limit of {max_characters:,}. "
            "Cut it into articles, or raise the limit with --max-characters (Settings.max_characters).",
            "size",
        )
    if _CONTROL.search(text) or any("\ud800" <= c <= "\udfff" for c in text):
        message = "The text has control characters or broken Unicode, as binary data has. Save it as plain UTF-8."
        raise refuse(message, "encoding")
    if language.split("-")[0].lower() not in {"en", "eng", "english", ""}:
        message = f"The document says that its language is {language!r}; graphkit reads English. Leave it out."
        raise refuse(message, "language")
    foreign = describe_foreign(text)
    if foreign:
        message = f"The text does not look like English: {foreign}. Leave it out, or translate it first."
        raise refuse(message, "language")
    if not has_sentence(text):
        message = "The text has no sentence, only single words or figures. Give the article's body."
        raise refuse(message, "no sentence")


def has_sentence(text: str) -> bool:
    r"""Tell whether some line has three words or more, one of them in lower case.

    >>> has_sentence("Police arrest three suspects."), has_sentence("Home\nAbout Us\n12:45")
    (True, False)
    """
    for line in text.split("\n"):
        words = _WORD.findall(line)
        if len(words) >= 3 and (any(word.islower() for word in words[1:]) or line.isupper()):
            return True
    return False
