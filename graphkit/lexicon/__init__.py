"""Turtle → one typed, frozen Lexicon: frames, operators, nouns, titles, gazetteers, grammar.

The schema is described in docs/lexicon.md. A file that does not parse or does not fit raises LexiconError with all of its
problems at once.
"""

from graphkit.lexicon.check import Checked, Problem, check_files
from graphkit.lexicon.lexicon import Lexicon
from graphkit.lexicon.load import load_lexicon
from graphkit.lexicon.values import (
    Example,
    Frame,
    Grammar,
    Implication,
    LightVerb,
    Name,
    Noun,
    Operator,
    ShortForm,
    Slot,
    Tenure,
)

__all__ = [
    "Checked",
    "Example",
    "Frame",
    "Grammar",
    "Implication",
    "Lexicon",
    "LightVerb",
    "Name",
    "Noun",
    "Operator",
    "Problem",
    "ShortForm",
    "Slot",
    "Tenure",
    "check_files",
    "load_lexicon",
]
