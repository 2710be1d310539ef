"""A helper process: does the work on one article at a time, is killed when it takes too long, and is replaced when it dies."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from graphkit.engines.messages import receive, send
from graphkit.engines.work import Done, MakeWork
from graphkit.errors import GraphkitError, InputError, SettingsError
from graphkit.limits import too_slow
from graphkit.model import Article

if TYPE_CHECKING:
    from graphkit.graph.run import Run

TRIES = 2
"""After so many processes that died of it a document is given up."""
_GRACE = 2.0
"""Seconds that the process has to stop by itself when a document's time is up, before it is killed."""
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class Helper:
    """One process with one model, used from one thread at a time."""

    def __init__(self, make: MakeWork, *, seconds: float | None = None) -> None:
        self._make = make
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._run: Run | None = None
        self._closed = False

    def start(self) -> Run:
        """Start the process, unless it runs, and load what the work needs.

        Raises:
            GraphkitError: If the work cannot be made, or the process dies of it.
        """
        if self._closed:
            raise SettingsError("The engine has been closed. Make another.")
        if self._process is not None and self._run is not None and self._process.poll() is None:
            return self._run
        self._end()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "graphkit.engines.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={
                **dict.fromkeys(_ONE_THREAD, "1"),
                **os.environ,
                "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
            },
        )
        try:
            send(self._input, sys.path)
            send(self._input, (self._make, self._seconds))
            answer: Any = receive(self._output)
        except (OSError, EOFError) as error:
            reason = self._last_words()
            self._end()
            raise SettingsError(
                f"A worker process ended while it loaded the pipeline ({reason}). Look for free memory, or use fewer workers."
            ) from error
        if isinstance(answer, GraphkitError):
            self._end()
            raise answer
        self._run = answer
        return self._run

    def do(self, article: Article) -> Done:
        """Do the work on one article; what kills the process twice, or takes too long, is given up.

        Raises:
            GraphkitError: If no process can be started.
        """
        began = time.perf_counter()
        for lost in range(TRIES):
            self.start()
            late = threading.Event()
            timer = threading.Timer((self._seconds or 0) + _GRACE, self._kill, (late,))
            timer.daemon = True
            if self._seconds:
                timer.start()
            try:
                send(self._input, article)
                done: Done = receive(self._output)
                if lost:
                    done = replace(done, workers_lost=lost)
                return done
            except (OSError, EOFError):
                if late.is_set():
                    problem = too_slow(self._seconds or 0, source=article.id)
                    self._end()
                    return self._given_up(article, problem, began, lost)
                reason = self._last_words()
                self._end()
            finally:
                timer.cancel()
        problem = InputError(
            f"The process that worked on it ended {TRIES} times ({reason}). Leave it out, and please report it.",
            source=article.id,
            kind="poison",
        )
        return self._given_up(article, problem, began, TRIES)

    def close(self) -> None:
        """End the process for good."""
        self._closed = True
        self._end()

    def _end(self) -> None:
        """End the process; the next article starts another."""
        process, self._process, self._run = self._process, None, None
        if process is not None:
            process.kill()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            process.wait()
        if self._errors is not None:
            self._errors.close()
            self._errors = None

    @property
    def pid(self) -> int | None:
        """Number of the process, if it runs."""
        return self._process.pid if self._process is not None else None

    @property
    def _input(self) -> IO[bytes]:
        if self._process is None or self._process.stdin is None:
            raise EOFError("the process has ended")
        return self._process.stdin

    @property
    def _output(self) -> IO[bytes]:
        if self._process is None or self._process.stdout is None:
            raise EOFError("the process has ended")
        return self._process.stdout

    def _kill(self, late: threading.Event) -> None:
        late.set()
        if self._process is not None:
            self._process.kill()

    def _last_words(self) -> str:
        """Say how the process ended: the signal, or the last line that it wrote."""
        if self._process is None or self._errors is None:
            return "no process"
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return "no answer"
        if code < 0:
            return signal.Signals(-code).name
        self._errors.seek(0)
        lines = self._errors.read()[-4000:].decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"exit code {code}"

    def _given_up(self, article: Article, problem: InputError, began: float, lost: int) -> Done:
        words = len(article.text.split())
        seconds = time.perf_counter() - began
        return Done(article.id, words, problem=problem, seconds=seconds, workers_lost=lost)
