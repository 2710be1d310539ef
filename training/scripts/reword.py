"""Write new trees out of treebank trees: said-clauses turned round, datelines, headlines."""

from __future__ import annotations

import copy
import random

from conllu import Sentence, Word
from pools import Pools

SPEECH = frozenset("say report announce add claim note warn argue declare insist explain confirm state tell".split())
SMALL = frozenset("a an the of in on at to for and or by with from as over after".split())
WIRES = ("Reuters", "AP", "AFP", "Xinhua", "TASS", "IPS")


def turn_round(sentence: Sentence, rng: random.Random) -> Sentence | None:
    """Return "Clause, X said." for "X said (that) clause.", or None where the tree does not allow it."""
    words = sentence.words
    verb = next((i for i, word in enumerate(words) if word.head == i), -1)
    if verb < 1 or words[verb].lemma not in SPEECH or words[verb].upos != "VERB":
        return None
    below = [i for i, word in enumerate(words) if word.head == verb and i != verb]
    clauses = [i for i in below if words[i].deprel == "ccomp" and i > verb]
    subjects = [i for i in below if words[i].deprel == "nsubj" and i < verb]
    if len(clauses) != 1 or len(subjects) != 1:
        return None
    clause, subject = clauses[0], subjects[0]
    if any(
        words[i].deprel not in ("nsubj", "ccomp", "punct", "obj", "iobj", "obl", "obl:unmarked", "aux") for i in below
    ):
        return None
    said = _subtree(words, clause)
    dropped = {i for i in said if words[i].head == clause and words[i].deprel == "mark" and words[i].form == "that"}
    said = [i for i in said if i not in dropped]
    has_subject = any(words[i].head == clause and words[i].deprel.startswith(("nsubj", "expl")) for i in said)
    if not said or said != list(range(said[0], said[-1] + 1)) or not has_subject or words[clause].deprel != "ccomp":
        return None
    while said and words[said[0]].upos == "PUNCT":
        said = said[1:]
    while said and words[said[-1]].upos == "PUNCT":
        said = said[:-1]
    who = _subtree(words, subject)
    others = [i for i in range(len(words)) if i not in set(said) | dropped and words[i].upos != "PUNCT"]
    if any(words[i].head in said for i in others) or len(said) < 3 or who != list(range(who[0], who[-1] + 1)):
        return None
    if rng.random() < 0.2 and words[subject].upos != "PRON" and not any(words[i].deprel == "aux" for i in below):
        rest = [i for i in others if i not in who and i != verb]
        others = [verb, *who, *rest]
    marks = sum(words[i].form in ('"', "“", "”", "``", "''", "'") for i in said)
    if marks % 2:
        return None
    quote = rng.random() < 0.5 and not marks
    plan: list[tuple[str, int]] = ([('"', clause)] if quote else []) + [("", i) for i in said] + [(",", clause)]
    plan += [('"', clause)] if quote else []
    plan += [("", i) for i in others] + [(".", verb)]
    return _build(sentence, plan, verb)


def _build(sentence: Sentence, plan: list[tuple[str, int]], root: int) -> Sentence:
    words = sentence.words
    place = {old: new for new, (form, old) in enumerate(plan) if not form}
    result: list[Word] = []
    for form, old in plan:
        if form:
            tag = {'"': "''", ",": ",", ".": "."}[form]
            result.append(Word(form, form, "PUNCT", tag, "", place[old], "punct", True, "_"))
            continue
        word = copy.copy(words[old])
        word.head = place[old] if old == root else place.get(word.head, place[root])
        if len(result) < 2 and place[old] == (1 if plan[0][0] else 0):
            word.form = word.form[:1].upper() + word.form[1:]
        elif (
            old == 0
            and not word.xpos.startswith("NNP")
            and word.form != "I"
            and word.form[1:].islower() | (len(word.form) == 1)
        ):
            word.form = word.form[:1].lower() + word.form[1:]
        result.append(word)
    for index, word in enumerate(result[:-1]):
        following = result[index + 1]
        glued = following.form in (",", ".", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "’s", "n’t") or (
            following.upos == "PART" and following.form == "'"
        )
        opening = index == 0 and word.form == '"'
        closing = following.form == '"' and following.xpos == "''" and word.form == ","
        source = plan[index][1] if not plan[index][0] else None
        kept = (
            source is not None
            and not words[source].space
            and not plan[index + 1][0]
            and plan[index + 1][1] == source + 1
        )
        word.space = not (glued or opening or closing or kept)
    if result[0].form == '"':
        result[0].xpos = "``"
    return Sentence(result, sentence.document, False, sentence.starts_paragraph)


def _subtree(words: list[Word], head: int) -> list[int]:
    found, stack = {head}, [head]
    while stack:
        top = stack.pop()
        fresh = [i for i, word in enumerate(words) if word.head == top and i not in found]
        found.update(fresh)
        stack.extend(fresh)
    return sorted(found)


SPEAKERS = [
    [("officials", "official", "NOUN", "NNS", 0, "")],
    [("police", "police", "NOUN", "NNS", 0, "")],
    [("the", "the", "DET", "DT", 1, "det"), ("ministry", "ministry", "NOUN", "NN", 0, "")],
    [("the", "the", "DET", "DT", 1, "det"), ("army", "army", "NOUN", "NN", 0, "")],
    [("a", "a", "DET", "DT", 1, "det"), ("spokesman", "spokesman", "NOUN", "NN", 0, "")],
    [("local", "local", "ADJ", "JJ", 1, "amod"), ("media", "media", "NOUN", "NNS", 0, "")],
    [("he", "he", "PRON", "PRP", 0, "")],
    [("she", "she", "PRON", "PRP", 0, "")],
    [("state", "state", "NOUN", "NN", 1, "compound"), ("television", "television", "NOUN", "NN", 0, "")],
]


def insert_saying(sentence: Sentence, pools: Pools, rng: random.Random) -> Sentence | None:
    """Return "Clause, X said, doing so." for "Clause, doing so.": the saying verb is ``parataxis`` in the middle."""
    words = sentence.words
    verb = next((i for i, word in enumerate(words) if word.head == i), -1)
    if verb < 1 or words[verb].upos != "VERB" or words[verb].lemma in SPEECH or words[-1].form != ".":
        return None
    tails = [i for i, word in enumerate(words) if word.head == verb and i > verb and word.deprel == "advcl"]
    if not tails or words[tails[-1]].xpos != "VBG":
        return None
    below = _subtree(words, tails[-1])
    start = below[0]
    if below != list(range(start, len(words) - 1)) and below != list(range(start, len(words))):
        return None
    comma = start if words[start].form == "," else start - 1
    if words[comma].form != "," or any(words[i].form == '"' for i in range(len(words))):
        return None
    speaker = rng.choice(SPEAKERS) if rng.random() < 0.7 else _name_as_speaker(pools)
    size = len(speaker) + 2
    new = [copy.copy(word) for word in words]
    for word in new:
        word.head += size if word.head >= comma else 0
    said = comma + size - 1
    subject = comma + 1 + next(i for i, part in enumerate(speaker) if not part[5])
    extra = [Word(",", ",", "PUNCT", ",", "", said, "punct", True, "_")]
    for form, lemma, pos, tag, head, label in speaker:
        target = comma + 1 + head if label else said
        extra.append(Word(form, lemma, pos, tag, _features(tag, form), target, label or "nsubj", True, "_"))
    extra.append(Word("said", "say", "VERB", "VBD", _features("VBD", "said"), verb, "parataxis", False, "_"))
    assert extra[subject - comma].deprel == "nsubj"
    if comma:
        new[comma - 1].space = False
    return Sentence(new[:comma] + extra + new[comma:], sentence.document, False, sentence.starts_paragraph)


def _name_as_speaker(pools: Pools) -> list[tuple[str, str, str, str, int, str]]:
    name = pools.person().split()
    return [(word, word, "PROPN", "NNP", 0, "flat" if i else "") for i, word in enumerate(name)]


def _features(tag: str, form: str) -> str:
    known = {
        "he": "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
        "she": "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
        "the": "Definite=Def|PronType=Art",
        "a": "Definite=Ind|PronType=Art",
        "said": "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin",
    }
    by_tag = {"NNS": "Number=Plur", "NN": "Number=Sing", "NNP": "Number=Sing", "JJ": "Degree=Pos"}
    return known.get(form) or by_tag.get(tag, "")


def make_dateline(pools: Pools, rng: random.Random) -> Sentence:
    """Return a dateline as a sentence of its own: "KYIV (Reuters) —"."""
    kind = rng.randrange(4)
    city = pools.city().split(" ")
    city = [word.upper() if kind < 3 else word for word in city]
    words = [Word(w, w, "PROPN", "NNP", "Number=Sing", 0, "flat", True, "_") for w in city]
    words[0].deprel = "root"
    if kind in (1, 2):
        words[-1].space = False
        state = pools.state().split(" ")
        start = len(words) + 1
        words.append(Word(",", ",", "PUNCT", ",", "", start, "punct", True, "_"))
        words += [Word(w, w, "PROPN", "NNP", "Number=Sing", start, "flat", True, "_") for w in state]
        words[start].head, words[start].deprel = 0, "nmod:unmarked"
    if kind in (0, 2):
        start = len(words) + 1
        words.append(Word("(", "(", "PUNCT", "-LRB-", "", start, "punct", False, "_"))
        words.append(Word(rng.choice(WIRES), "", "PROPN", "NNP", "Number=Sing", 0, "appos", False, "_"))
        words[-1].lemma = words[-1].form
        words.append(Word(")", ")", "PUNCT", "-RRB-", "", start, "punct", True, "_"))
    dash = rng.choice(["—", "–", "--", "-", ":"])
    if dash == ":":
        words[-1].space = False
    words.append(Word(dash, dash, "PUNCT", ":", "", 0, "punct", True, "_"))
    return Sentence(words, "", False, True)


def to_headline(sentence: Sentence) -> Sentence:
    """Return a copy in title case and without full stop; the tree stays."""
    words = [copy.copy(word) for word in sentence.words]
    if words[-1].form == "." and not any(word.head == len(words) - 1 for word in words[:-1]):
        words.pop()
    words[-1].space = True
    for index, word in enumerate(words):
        if word.form.lower() not in SMALL or index == 0:
            word.form = word.form[:1].upper() + word.form[1:]
    return Sentence(words, sentence.document, False, True)
