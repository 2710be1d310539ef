"""Mutation testing: change a module in one place at a time, and see whether its tests notice.

The changes are those of cosmic-ray (another operator, number or comparison, and/or, not, break/continue, a loop left out), one
of each family at each place; annotations and decorators aside, which decide nothing that a test could see. Tests are run once
unchanged, to learn which lines each reaches; then each mutant is put into a fork of that process, where nothing needs to be
loaded or parsed again, and the tests that reach the changed line are run until one fails. No file is changed.

usage: python scripts/mutants.py [MODULE ...] [--tests FILE ...] [--least PERCENT] [--survivors] [--every N]
"""

from __future__ import annotations

import argparse
import ast
import functools
import importlib
import os
import random
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "graphkit" / "nlp"
MODULES = (
    "factuality operators localcontext standing quantities times timevalues timepatterns timecontext relativetimes "
    "clocktimes calendars"
).split()
TESTS = [
    "tests/unit/nlp/test_factuality*.py",
    "tests/unit/nlp/test_quantities*.py",
    "tests/unit/nlp/test_times*.py",
    "tests/rules/test_examples.py",
]
LEFT_OUT = ("core/Variable", "core/RemoveDecorator")
"""Changes of cosmic-ray that need arguments, or make every import fail."""
ALIKE = ("_Eq_Is", "_NotEq_IsNot", "_Is_Eq", "_IsNot_NotEq")
"""Changes without effect where the compared are words of the code, or None."""
SECONDS = 120


@dataclass(frozen=True)
class Mutant:
    """One change of a module: what, where, and the source with it."""

    module: str
    operator: str
    line: int
    column: int
    source: str

    def text(self) -> str:
        """Say where and what, with the line as it became."""
        changed = self.source.splitlines()[self.line - 1].strip()
        return f"{self.module}.py:{self.line}:{self.column} {self.operator.removeprefix('core/')}: {changed}"


def mutants(module: str) -> Iterator[Mutant]:
    """Make the mutants of a module, in order of its lines."""
    source = (FOLDER / f"{module}.py").read_text("utf-8")
    declared = _declarations(source)
    chosen = random.Random(module)
    nodes = list(ast_nodes(get_ast(source)))
    places: dict[tuple[str, int, int], list[tuple[str, int]]] = {}
    for name in sorted(operator_names()):
        if name.startswith(LEFT_OUT) or name.endswith(ALIKE):
            continue
        operator = get_operator(name)()
        spots = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (line, column) in enumerate(spots):
            if (line, column) not in declared:
                places.setdefault((name.split("_")[0], line, column), []).append((name, occurrence))
    for (_, line, column), choices in sorted(places.items(), key=lambda item: item[0][1:]):
        name, occurrence = chosen.choice(choices)
        changed = mutate_code(source, get_operator(name)(), occurrence)
        if changed is not None and changed != source:
            yield Mutant(module, name, line, column, changed)


def _declarations(source: str) -> set[tuple[int, int]]:
    """Give the places within annotations and decorators."""
    spots: set[tuple[int, int]] = set()
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        for part in [*parts, *getattr(node, "decorator_list", ())]:
            if part is None:
                continue
            for line in range(part.lineno, part.end_lineno + 1):
                first = part.col_offset if line == part.lineno else 0
                last = part.end_col_offset if line == part.end_lineno else len(lines[line - 1])
                spots |= {(line, column) for column in range(first, last)}
    return spots


class Runner:
    """Keeps the collected tests and which lines each of them reaches; a plugin of pytest."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        self.files = {str(FOLDER / f"{module}.py") for module in arguments.modules}
        self.reaching: dict[tuple[str, int], list[pytest.Item]] = defaultdict(list)
        self.survivors: list[Mutant] = []
        self.made = 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run everything unchanged, then all mutants."""
        for item, following in zip(session.items, [*session.items[1:], session.items[-1]], strict=True):
            if not self._passes(item, following):
                pytest.exit(f"{item.nodeid} fails without any change.", 1)
        sys.stdout.write("| module | mutants | noticed | percent | seconds |\n| --- | ---: | ---: | ---: | ---: |\n")
        for module in self.arguments.modules:
            self._test(module)
        _row("all", self.made, len(self.survivors), None)
        return True

    def _passes(self, item: pytest.Item, following: pytest.Item) -> bool:
        found: set[tuple[str, int]] = set()

        def note(frame: FrameType, event: str, _: object) -> object:
            if event == "line":
                found.add((Path(frame.f_code.co_filename).stem, frame.f_lineno))
            return note

        def enter(frame: FrameType, event: str, _: object) -> object:
            return note if frame.f_code.co_filename in self.files else None

        sys.settrace(enter)
        try:
            reports = runtestprotocol(item, log=False, nextitem=following)
        finally:
            sys.settrace(None)
        for line in found:
            self.reaching[line].append(item)
        return not any(report.failed for report in reports)

    def _test(self, module: str) -> None:
        began = time.monotonic()
        found = list(mutants(module))[:: self.arguments.every]
        alive = [mutant for mutant in found if self._survives(mutant)]
        self.made += len(found)
        self.survivors += alive
        _row(module, len(found), len(alive), time.monotonic() - began)

    def _survives(self, mutant: Mutant) -> bool:
        by_module: dict[object, list[pytest.Item]] = defaultdict(list)
        for item in self._tests(mutant):
            by_module[item.path].append(item)
        return not any(self._fails(mutant, items) for items in by_module.values())

    def _tests(self, mutant: Mutant) -> list[pytest.Item]:
        """Give the tests that reach the changed statement; all of the module's for what runs at import or in __init__."""
        source = (FOLDER / f"{mutant.module}.py").read_text("utf-8")
        functions = _functions_at(source, mutant.line)
        lines = range(10_000)
        if functions and functions[-1].name != "__init__":
            inside = [n for n in ast.walk(functions[-1]) if isinstance(n, ast.stmt) and n.lineno <= mutant.line]
            statement = max((n for n in inside if mutant.line <= (n.end_lineno or 0)), key=lambda n: n.lineno)
            lines = range(statement.lineno, mutant.line + 1)
        reaching = [
            i for (name, line), items in self.reaching.items() if name == mutant.module and line in lines for i in items
        ]
        return list({id(item): item for item in reaching}.values())

    def _fails(self, mutant: Mutant, items: list[pytest.Item]) -> bool:
        child = os.fork()
        if child:
            return os.waitpid(child, 0)[1] != 0
        signal.alarm(SECONDS)  # an endless loop is noticed too
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        code = 1
        try:
            apply(mutant)
            items[0].session._setupstate.teardown_exact(items[0])
            following = [*items[1:], items[-1]]
            pairs = zip(items, following, strict=True)
            failed = any(r.failed for item, after in pairs for r in runtestprotocol(item, log=False, nextitem=after))
            code = int(failed)
        finally:
            os._exit(code)


def parse_once() -> None:
    """Let each text be parsed once, and the pipeline be loaded once: they are not what changes."""
    import hypothesis
    from spacy.language import Language

    from graphkit.nlp import extract

    hypothesis.settings.register_profile("mutants", deadline=None)  # following lines takes time
    hypothesis.settings.load_profile("mutants")

    extract.load_pipeline = functools.cache(extract.load_pipeline)
    Language.__call__ = functools.cache(Language.__call__)  # type: ignore[method-assign]


def apply(mutant: Mutant) -> None:
    """Put the changed code into the functions, classes and constants of the imported module."""
    module = importlib.import_module(f"graphkit.nlp.{mutant.module}")
    changed = ModuleType(module.__name__)
    changed.__dict__["__file__"] = module.__file__
    sys.modules[module.__name__] = changed
    exec(compile(mutant.source, str(module.__file__), "exec"), changed.__dict__)
    sys.modules[module.__name__] = module
    for name, new in vars(changed).items():
        old = vars(module).get(name)
        if name.startswith("__") or getattr(new, "__module__", module.__name__) != module.__name__:
            continue
        if isinstance(old, type):
            for member, value in vars(new).items():
                _swap(vars(old).get(member), value)
        elif not _swap(old, new):
            for other in [m for n, m in sys.modules.items() if n.startswith("graphkit.")]:
                for held, value in list(vars(other).items()):
                    if value is old and old is not None:
                        setattr(other, held, new)
    from support import parses

    if any(function.name == "__init__" for function in _functions_at(mutant.source, mutant.line)):
        parses.reader.cache_clear()


def _functions_at(source: str, line: int) -> list[ast.FunctionDef]:
    """Give the functions around a line, from the outside in."""
    functions = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef))
    return [node for node in functions if node.lineno <= line <= (node.end_lineno or 0)]


def _swap(old: Any, new: Any) -> bool:
    """Give a function, property or cached function another's code; False if it is none of these."""
    for part in ("fget", "__func__", "__wrapped__", "func"):
        if hasattr(new, part) and hasattr(old, part) and not isinstance(new, FunctionType):
            if hasattr(old, "cache_clear"):
                old.cache_clear()
            return _swap(getattr(old, part), getattr(new, part))
    if not (isinstance(old, FunctionType) and isinstance(new, FunctionType)):
        return False
    code: CodeType = new.__code__
    if len(code.co_freevars) == len(old.__code__.co_freevars):
        old.__code__, old.__defaults__, old.__kwdefaults__ = code, new.__defaults__, new.__kwdefaults__
    return True


def _row(name: str, made: int, left: int, seconds: float | None) -> None:
    share = f"{100 * (made - left) / made:.1f}" if made else "–"
    took = "" if seconds is None else f"{seconds:.0f}"
    sys.stdout.write(f"| {name} | {made} | {made - left} | {share} | {took} |\n")
    sys.stdout.flush()


def main() -> None:
    """Test the named modules, or all that this is for, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", default=MODULES, metavar="MODULE")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="test files, patterns allowed")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="test only each Nth mutant")
    parser.add_argument("--least", type=float, default=0.0, help="exit with 1 if fewer percent are noticed")
    parser.add_argument("--survivors", action="store_true", help="print what nothing noticed")
    arguments = parser.parse_args()
    os.chdir(ROOT)
    tests = [str(path) for pattern in arguments.tests for path in sorted(Path().glob(pattern))]
    runner = Runner(arguments)
    parse_once()
    if pytest.main(["-s", "-q", "--no-header", "--no-summary", "-p", "no:cacheprovider", *tests], plugins=[runner]):
        sys.exit(1)
    if arguments.survivors:
        sys.stdout.write("\n" + "".join(f"{mutant.text()}\n" for mutant in runner.survivors))
    noticed = 100 * (1 - len(runner.survivors) / max(1, runner.made))
    sys.exit(int(noticed < arguments.least))


if __name__ == "__main__":
    main()
