"""Settings: one frozen value, and the one place that knows where ontologies and the language pipeline lie."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from graphkit.errors import SettingsError

PACKAGE = Path(__file__).resolve().parent
DEFAULT_MODEL = "en_graphkit_news"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build a graph.

    Attributes:
        model: Name or path of a spaCy pipeline; the one that ships with graphkit if None.
        ontology: Folders with own relations and gazetteers in Turtle, read after graphkit's own.
        date: Date of documents that carry none; None leaves relative dates unresolved.
        max_characters: Longest text that is read, in code points; longer ones are refused with a message.
        confidence: Least confidence (0…1) of a direct triple; less certain events stay events.
        seconds: Longest time for one document; if None, 600 for its statements, 30 to read a page, 60 to read a PDF.
        copies: Keep documents that say nothing which another does not say as copies of it, and extract once.
    """

    model: str | None = None
    ontology: tuple[Path, ...] = ()
    date: datetime.date | None = None
    max_characters: int = 1_000_000
    confidence: float = 0.0
    seconds: float | None = None
    copies: bool = True


def ontology_folder() -> Path:
    """Find graphkit's own ontologies: the folder beside the package in a checkout, else the copy inside the wheel.

    Raises:
        SettingsError: If neither is there.
    """
    for folder in (PACKAGE.parent / "ontologies", PACKAGE / "ontologies"):
        if (folder / "graphkit.ttl").is_file():
            return folder
    raise SettingsError("The folder 'ontologies' is missing from this installation. Install graphkit again.")


def model_path(name: str | None) -> str:
    """Find the spaCy pipeline `name`: the shipped one if None, a folder if there is one, else an installed package's name."""
    if name is None or name == DEFAULT_MODEL:
        shipped = PACKAGE / "models" / DEFAULT_MODEL
        if not (shipped / "meta.json").is_file():
            raise SettingsError(f"The shipped pipeline is missing: {shipped}. Install graphkit again.")
        return str(shipped)
    return name
