"""Fuzzing for as long as you like: readers with bytes that coverage leads, the extractor with texts put together at random.

    python tests/fuzz/fuzz.py readers --minutes 30      # needs atheris: pip install '.[fuzz]'
    python tests/fuzz/fuzz.py extractor --minutes 30

Ends with exit code 0 if nothing but reasons came out, else with the input that did it.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]


def readers(minutes: float) -> None:
    """Let atheris look for bytes that a reader does not survive."""
    import atheris

    with atheris.instrument_imports(include=["graphkit.readers"]):
        from graphkit.readers import FORMATS, read
    from support.inputs import page, rss, warc

    from graphkit.errors import InputError, MissingExtra

    suffixes = [*sorted(FORMATS), ".gz", ".zip", ".tar", ".zst", ""]
    folder = Path(tempfile.mkdtemp())
    seeds = folder / "seeds"
    seeds.mkdir()
    samples = (page().encode(), rss("<item/>").encode(), warc(("https://x.y/", "text/html", page().encode())))
    for number, seed in enumerate(samples):
        for suffix in range(len(suffixes)):
            (seeds / f"{number}-{suffix}").write_bytes(bytes([suffix]) + seed)

    def one(data: bytes) -> None:
        if not data:
            return
        path = folder / f"a{suffixes[data[0] % len(suffixes)]}"
        path.write_bytes(data[1:])
        try:
            for _ in read(path, seconds=20):
                pass
        except (InputError, MissingExtra):
            pass
        finally:
            path.unlink()

    seconds = int(minutes * 60)
    atheris.Setup(
        [sys.argv[0], str(seeds), f"-max_total_time={seconds}", "-max_len=6000", "-timeout=60", "-rss_limit_mb=4000"],
        one,
    )
    atheris.Fuzz()


def extractor(minutes: float, seed: int) -> None:
    """Read texts put together at random until the time is up."""
    from support.wild import PIECES

    from graphkit.engines import Extracting
    from graphkit.engines.work import do
    from graphkit.model import Article
    from graphkit.readers.text import normalise
    from graphkit.settings import Settings

    work, chance, count = Extracting(Settings())(), random.Random(seed), 0
    end = time.monotonic() + minutes * 60
    while time.monotonic() < end:
        pieces = [
            chance.choice(PIECES)
            if chance.random() < 0.95
            else chr(chance.choice((chance.randrange(0xD800), chance.randrange(0xE000, 0x110000))))
            for _ in range(chance.randrange(1, 150))
        ]
        text = normalise(" ".join(pieces) if chance.random() < 0.8 else "".join(pieces))
        done = do(work, Article("a", text), seconds=60)
        count += 1
        if done.problem is not None and done.problem.kind in ("fault", "time"):
            raise SystemExit(f"{text!r}\n{done.details or done.problem}")
    sys.stdout.write(f"{count:,} texts (seed {seed}): no fault\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["readers", "extractor"])
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.what == "readers":
        readers(options.minutes)
    else:
        extractor(options.minutes, options.seed)
