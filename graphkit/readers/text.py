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
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, *, source: str) -> str:
    """Decode a file's bytes: UTF-8, or UTF-16 and UTF-32 with a byte order mark.

    Raises:
        InputError: If the bytes are of a binary file, or of another encoding.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"This is {what}, not text. Save its text as .txt and give that file.", source=source)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_as(data[len(bom) :], encoding, source)
    if b"\x00" in data:
        raise InputError("This is a binary file, not text. Save its text as UTF-8 and give that file.", source=source)
    return _decode_as(data, "utf-8", source)


def _decode_as(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"Byte 0x{data[error.start]:02X} is not legal {encoding.upper()}. Save the file as UTF-8, for instance "
            "with: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW",
            source=source,
            line=line,
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

    def refuse(message: str) -> InputError:
        return InputError(message, source=source, line=line)

    if not text.strip():
        raise refuse("There is no text. Give a file with an article in it.")
    if len(text) > max_characters:
        raise refuse(
            f"The text has {len(text):,} characters, more than the limit of {max_characters:,}. "
            "Cut it into articles, or raise the limit with --max-characters (Settings.max_characters)."
        )
    if _CONTROL.search(text) or any("\ud800" <= c <= "\udfff" for c in text):
        raise refuse("The text has control characters or broken Unicode, as binary data has. Save it as plain UTF-8.")
    if language.split("-")[0].lower() not in {"en", "eng", "english", ""}:
        raise refuse(f"The document says that its language is {language!r}; graphkit reads English. Leave it out.")
    foreign = describe_foreign(text)
    if foreign:
        raise refuse(f"The text does not look like English: {foreign}. Leave it out, or translate it first.")
    if not has_sentence(text):
        raise refuse("The text has no sentence, only single words or figures. Give the article's body.")


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
