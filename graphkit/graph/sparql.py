"""SPARQL before it runs: known prefixes, names checked, other servers refused, errors with their place."""

from __future__ import annotations

import difflib
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graphkit.errors import QueryError
from graphkit.graph.hints import bare_name, near_term, prefixed
from graphkit.graph.results import Results
from graphkit.iri import ONTOLOGY
from graphkit.vocab import PREFIXES

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"{3}(?:\\.|\"{1,2}(?!\")|[^"\\])*\"{3} | '{3}(?:\\.|'{1,2}(?!')|[^'\\])*'{3}
             | "(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*')
  | (?P<variable>[?$]\w+)
  | (?P<name>(?:[^\W\d_][\w.-]{0,99})?:(?:(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%]|\.(?=[\w:%\\.-]))*))
  | (?P<word>[^\W\d_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD".split())
FORMS = frozenset("SELECT ASK CONSTRUCT DESCRIBE".split())
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a query: its kind (iri, name, word …), text and offset."""

    kind: str
    text: str
    begin: int


def tokens(sparql: str) -> Iterator[Token]:
    """Cut a query into IRIs, names, variables and words; strings and comments are left out.

    >>> [t.text for t in tokens("SELECT ?x { ?x a gk:Event } # SERVICE")]
    ['SELECT', '?x', '?x', 'a', 'gk:Event']
    """
    for match in _TOKEN.finditer(sparql):
        kind = match.lastgroup or ""
        if kind not in ("comment", "string"):
            yield Token(kind, match.group(), match.start())


def place(sparql: str, offset: int) -> tuple[int, int]:
    r"""Turn an offset into line and column, both from 1.

    >>> place("ASK\n{ }", 4)
    (2, 1)
    """
    before = sparql[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


@dataclass(frozen=True, slots=True)
class Query:
    """A query that has passed the checks.

    Attributes:
        text: The query as it was given.
        has_from: It chooses its graphs itself.
        form: SELECT, ASK, CONSTRUCT or DESCRIBE; empty where it is none of them, and so not legal.
    """

    text: str
    has_from: bool
    form: str

    @property
    def makes_triples(self) -> bool:
        """Whether its answer is triples, not rows or a truth value."""
        return self.form in ("CONSTRUCT", "DESCRIBE")

    @classmethod
    def read(cls, text: str, *, known: Callable[[str], bool], has_graph: Callable[[str], bool]) -> Query:
        """Check a query before it runs.

        Args:
            text: The query.
            known: Tells whether a local name is a term of the gk: namespace.
            has_graph: Tells whether the store holds the named graph with this IRI.

        Raises:
            QueryError: If the query names an unknown gk: term, a graph that is not in the store, or another server.
        """
        prefixes, from_graphs, form = dict(PREFIXES), False, None
        before: deque[Token] = deque(maxlen=2)
        for token in tokens(text):
            last = [t.text.upper() for t in before]
            begins = form is None and token.kind == "word" and token.text.upper() not in ("PREFIX", "BASE")
            form = token.text.upper() if begins else form
            if begins and form in _UPDATES:
                message = f"{token.text} changes data, and queries only read. Use graphkit build and graphkit remove."
                raise _error(message, text, token.begin)
            if token.kind == "word" and token.text.upper() == "SERVICE":
                message = "SERVICE asks another server, which graphkit does not do. Query the store alone."
                raise _error(message, text, token.begin)
            if token.kind == "iri" and len(last) == 2 and last[0] == "PREFIX" and before[-1].kind == "name":
                prefixes[before[-1].text[:-1]] = token.text[1:-1]
            if token.kind in ("iri", "name") and (last[-1:] == ["FROM"] or last == ["FROM", "NAMED"]):
                from_graphs = True
                graph = _expand(token, prefixes)
                if not has_graph(graph):
                    message = f"the store holds no graph {graph}, and none is fetched. Name a document of the store."
                    raise _error(message, text, token.begin)
            if token.kind == "name" and last[-1:] != ["PREFIX"]:
                _check_term(_expand(token, prefixes), known, text, token)
            before.append(token)
        return cls(text, has_from=from_graphs, form=form if form in FORMS and form is not None else "")

    def run(self, store: ox.Store) -> Results:
        """Answer the query from `store`, in this process."""
        try:
            found = store.query(self.text, prefixes=PREFIXES)
            return Results.from_oxigraph(found)
        except SyntaxError as error:
            raise syntax_error(str(error), self.text) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"The query failed: {error}. Simplify it and try again.", query=self.text) from error


def declare(sparql: str) -> str:
    """Declare the known prefixes that a query uses, for stores that do not know them.

    >>> declare("ASK { ?x a gk:Launch }")
    'PREFIX gk: <https://w3id.org/graphkit/ontology#> ASK { ?x a gk:Launch }'
    """
    used: set[str] = set()
    own: set[str] = set()
    last = ""
    for token in tokens(sparql):
        if token.kind == "name":
            (own if last == "PREFIX" else used).add(token.text.partition(":")[0])
        last = token.text.upper()
    return "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in sorted(used - own) if p in PREFIXES) + sparql


def syntax_error(message: str, sparql: str) -> QueryError:
    """Turn the parser's message into a short one with its place and, where possible, what to write instead."""
    match = _PLACE.match(message)
    if match is None:
        return QueryError(f"{message}. Correct the query.", query=sparql)
    position = int(match[1]), int(match[2])
    line = [*sparql.split("\n"), ""][position[0] - 1]
    rest = line[position[1] - 1 :].strip()
    near = f"near {rest[:30]!r}" if rest else "where the line ends"
    wanted = match[3]
    bare = bare_name(line[: position[1] - 1])
    if bare is not None and "Prefix not found" not in wanted:
        meant = prefixed(bare[1])
        hint = f"Did you mean {meant}?" if meant else f"Write gk:{bare[1]}, or the prefix that it belongs to."
        place_of_it = position[0], bare.start(1) + 1
        return QueryError(f"{bare[1]!r} has no prefix. {hint}", query=sparql, position=place_of_it)
    if "Prefix not found" in wanted:
        name = re.search(r"([\w.-]*):([^\s:]*)$", line[: position[1] - 1])
        unknown = f"the prefix {name[1]}: is" if name else "a prefix is"
        alike = difflib.get_close_matches(name[1], PREFIXES, n=1, cutoff=0.6) if name else []
        meant = prefixed(name[2]) if name and name[2] and not name[1] else None
        instead = f"{alike[0]}:" if alike else meant
        hint = f"Did you mean {instead}, or declare it with PREFIX?" if instead else "Declare it with PREFIX."
        return QueryError(f"{unknown} not declared. {hint}", query=sparql, position=position)
    reason = re.search(r"(?:expected|one of) ([A-Z][a-z][^,]*\s[^,]*)", wanted)
    why = f": {reason[1]}" if reason else ""
    return QueryError(f"not legal SPARQL {near}{why}. Correct the query.", query=sparql, position=position)


def _expand(token: Token, prefixes: dict[str, str]) -> str:
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, prefix + ":") + local.replace("\\", "")


def _check_term(iri: str, known: Callable[[str], bool], sparql: str, token: Token) -> None:
    name = iri.removeprefix(ONTOLOGY)
    if name == iri or not name or known(name):
        return
    near = near_term(name)
    hint = f"Did you mean {near}?" if near else "The file ontologies/graphkit.ttl has the known ones."
    raise _error(f"gk:{name} is not known. {hint}", sparql, token.begin)


def _error(message: str, sparql: str, offset: int) -> QueryError:
    return QueryError(message, query=sparql, position=place(sparql, offset))
