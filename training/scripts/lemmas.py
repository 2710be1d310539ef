"""Fill the tables of spaCy's rule lemmatizer and correct them by the treebanks."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from conllu import read_sentences
from names import load_names
from sources import find_data
from spacy.language import Language
from spacy.lookups import Lookups, load_lookups
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

CLOSED = frozenset("AUX PRON DET PART ADP SCONJ CCONJ INTJ NUM".split())
OPEN = frozenset("NOUN VERB ADJ ADV PROPN".split())
FREQUENT = (
    "axe cane dine fine lambaste note rage rape site stage wage airdrop cohost enroll greenlight reappoint rearrest re-elect resupply trial "
    "redeploy reimpose rearm redesignate retest regroup reoccupy refinance"
).split()
"""Verbs of the news that the tables lack or take for others ("staged" is no form of "stag")."""
RARE = frozenset("fin din lambast rag rap stag wag".split())
"""Verbs that the tables know and the news does not; the rules would find them before the frequent ones."""
TABLES = ("lemma_rules", "lemma_index", "lemma_exc")


def add_lemmatizer(nlp: Language, data: str | None = None) -> Lemmatizer:
    """Add a rule lemmatizer whose tables travel with the pipeline.

    Closed-class words are listed in full, identity included (a part of speech with exceptions no longer lower-cases
    the words that are not listed). Open-class words are listed where the rules disagree with the treebanks.
    """
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    published = load_lookups("en", list(TABLES))
    lookups = Lookups()
    for name in TABLES:
        lookups.add_table(name, {key: _copy(value) for key, value in published.get_table(name).items()})
    lemmatizer.initialize(lookups=lookups)
    exceptions = lookups.get_table("lemma_exc")
    counts = _count(find_data(data) / "treebank")
    for (pos, form), lemmas in counts.items():
        lemma, number = lemmas.most_common(1)[0]
        total = sum(lemmas.values())
        if number / total < 0.7 or " " in form or (pos == "PROPN" and lemma[:2].lower() != form[:2].lower()):
            continue
        if pos in CLOSED or (total >= 2 and pos in OPEN and _apply(lemmatizer, form, pos) != lemma):
            exceptions.setdefault(pos.lower(), {})[form.lower()] = [lemma]
    verbs = exceptions["verb"]
    for verb in lookups.get_table("lemma_index")["verb"]:
        verbs.setdefault(verb, [verb])
    index = lookups.get_table("lemma_index")
    index["verb"] = [verb for verb in index["verb"] if verb not in RARE]
    for verb in FREQUENT:
        for form in (verb, *forms_of(verb)):
            verbs[form] = [verb]
    lemmatizer.cache = {}
    _add_proper_adjectives(nlp, counts)
    return lemmatizer


def forms_of(verb: str) -> list[str]:
    """Inflect a regular verb: its forms on -s, -ing and -ed.

    >>> forms_of("stage"), forms_of("resupply"), forms_of("airdrop")
    (['stages', 'staging', 'staged'], ['resupplies', 'resupplying', 'resupplied'], ['airdrops', 'airdropping', 'airdropped'])
    """
    if verb.endswith("e"):
        return [verb + "s", verb[:-1] + "ing", verb + "d"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb[:-1] + "ies", verb + "ing", verb[:-1] + "ied"]
    doubled = verb + verb[-1] if verb in {"airdrop", "enrol"} else verb
    return [verb + "s", doubled + "ing", doubled + "ed"]


def _add_proper_adjectives(nlp: Language, counts: dict[tuple[str, str], Counter[str]]) -> None:
    """Keep the capital of "Kenyan": the lemmatizer lower-cases every adjective in the positive degree."""
    known = {name for name in load_names().peoples if " " not in name and name.isalpha() and not name.endswith("ns")}
    for (pos, form), lemmas in counts.items():
        lemma, number = lemmas.most_common(1)[0]
        if pos == "ADJ" and number > 1 and lemma[:1].isupper() and not lemma.isupper() and lemma.lower() == form:
            known.add(lemma)
    ruler = nlp.add_pipe("attribute_ruler", name="proper_adjectives")
    for word in sorted(known):
        ruler.add([[{"ORTH": word, "POS": "ADJ"}]], {"LEMMA": word})


def _copy(value: object) -> object:
    return {k: list(v) for k, v in value.items()} if isinstance(value, dict) else list(value)


def _count(folder: Path) -> dict[tuple[str, str], Counter[str]]:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for bank in ("ewt", "gum"):
        for sentence in read_sentences(folder / f"en_{bank}-ud-train.conllu.gz"):
            for word in sentence.words:
                odd = word.upos == "PROPN" and (word.form.islower() or word.form.isupper())
                if word.lemma != "_" and "Typo=Yes" not in word.feats and not odd:
                    form = word.form if word.upos == "PROPN" else word.form.lower()
                    counts[word.upos, form][word.lemma] += 1
    return counts


def _apply(lemmatizer: Lemmatizer, form: str, pos: str) -> str:
    doc = Doc(lemmatizer.vocab, words=[form], pos=[pos])
    return lemmatizer.rule_lemmatize(doc[0])[0]
