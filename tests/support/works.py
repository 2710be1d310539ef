"""Work made by hand for the engines: quick, without a model, and with documents that do harm."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graphkit.engines.work import Work
from graphkit.errors import InputError, SettingsError
from graphkit.graph.assertions import to_quads
from graphkit.graph.run import Run
from graphkit.model import Article, Extraction


class Plain:
    """Writes a document's metadata and text; the document's id says what else happens."""

    run = Run(software="0", ontology="0", model="plain")

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def __call__(self, article: Article) -> list[ox.Quad]:
        name = article.id
        if self.folder is not None:
            (self.folder / f"{name}-{os.getpid()}-{time.monotonic_ns()}").touch()
        if name.startswith("poison"):
            os.kill(os.getpid(), signal.SIGKILL)
        if name.startswith("once") and self.folder is not None and len(list(self.folder.glob(f"{name}-*"))) == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        if name.startswith("slow"):
            time.sleep(60)
        if name.startswith("stuck"):
            signal.signal(signal.SIGALRM, signal.SIG_IGN)
            time.sleep(60)
        if name.startswith("bad"):
            raise InputError("It has no sentence. Leave it out.", source=name, kind="no sentence")
        if name.startswith("fault"):
            raise ZeroDivisionError("nothing")
        sys.stdout.write("libraries print now and then\n")
        return to_quads(Extraction(article), run=self.run)


@dataclass(frozen=True)
class Making:
    """Makes `Plain`; each document leaves a file for each try in `folder`."""

    folder: Path | None = None

    def __call__(self) -> Work:
        return Plain(self.folder)


@dataclass(frozen=True)
class Failing:
    """Cannot be made."""

    dies: bool = False

    def __call__(self) -> Work:
        if self.dies:
            os.kill(os.getpid(), signal.SIGKILL)
        raise SettingsError("The pipeline is not installed. Install it.")
