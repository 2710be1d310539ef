"""Learned coreference with the shipped pipeline: who is taken up, who is left alone, and what holds of every link."""

from __future__ import annotations

import numpy as np
import pytest
from support.readings import mentions

from graphkit.model import Article, Extraction
from graphkit.nlp.coref_links import link_nodes, linker_of, node_vectors
from graphkit.nlp.coref_pairs import SIZES, PhraseTable, compare, pair_up
from graphkit.nlp.coref_phrases import FORMS, find_phrases
from graphkit.nlp.extract import Extractor
from graphkit.nlp.quotes import Quotes
from graphkit.nlp.referents import build_referents
from graphkit.nlp.tree import tree_of

VISIT = "Foreign Minister Amina Diallo arrived in Dakar on Monday. She met President Pedro Lima, who had invited her."


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def read(extractor: Extractor, text: str) -> Extraction:
    return extractor.extract(Article("test", text))


def test_she_is_the_minister_and_not_her_host(extractor: Extractor) -> None:
    found = read(extractor, VISIT)
    assert mentions(found, "Amina Diallo") == ["Foreign Minister", "Amina Diallo", "She", "her"]
    assert mentions(found, "Pedro Lima") == ["President", "Pedro Lima"]


def test_across_speakers_nobody_means_himself_by_he(extractor: Extractor) -> None:
    found = read(
        extractor,
        '"I will not resign," Prime Minister Carlos Ruiz told reporters on Friday. '
        '"He must go," opposition leader Maria Torres answered.',
    )
    assert "He" not in mentions(found, "Maria Torres")


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Defence Minister Olena Petrenko visited the port of Odesa on Tuesday. The minister promised new boats.", "Olena Petrenko", "The minister"),
        ("Boko Haram attacked the town of Baga on Friday. The group killed thirty people.", "Boko Haram", "The group"),
        ("Zambia held an election in August. The country has seventeen million people.", "Zambia", "The country"),
        ("In her first speech, President Leila Haddad praised the army.", "Leila Haddad", "her"),
        ("The African Union (AU) suspended Guinea on Monday. The AU said it would send observers.", "African Union", "it"),
        ("The African Union (AU) suspended Guinea on Monday. The AU said it would send observers.", "African Union", "AU"),
    ],
)  # fmt: skip
def test_what_takes_up_a_name(extractor: Extractor, text: str, name: str, words: str) -> None:
    assert words in mentions(read(extractor, text), name)


def test_they_are_none_of_two_alone(extractor: Extractor) -> None:
    found = read(extractor, "France and Germany held talks in Paris. They signed an agreement.")
    assert "They" not in mentions(found, "France")
    assert "They" not in mentions(found, "Germany")


def test_of_two_men_who_fit_equally_none_is_taken(extractor: Extractor) -> None:
    found = read(extractor, "Carlos Ruiz met Pedro Lima in Quito. He left early.")
    assert mentions(found, "Carlos Ruiz") == ["Carlos Ruiz"]
    assert mentions(found, "Pedro Lima") == ["Pedro Lima"]


def test_two_people_with_names_never_share_a_chain(extractor: Extractor) -> None:
    text = f"{VISIT} He thanked her for coming. Maria Torres, his wife, showed her the palace. She liked it."
    doc = extractor.nlp(text)
    reader = extractor.reader
    tree = tree_of(doc, reader.grammar)
    referents = build_referents(tree, reader.mentions.find(tree, frozenset()), reader.lexicon)
    phrases = find_phrases(tree, referents, reader.lexicon)
    vectors = node_vectors(doc)
    assert vectors is not None and reader.linker is not None
    chain = {n: n for n in range(len(phrases))}
    for link in reader.linker.links(phrases, Quotes(tree, reader.lexicon, reader.syntax), vectors):
        assert 0 < link.certainty <= 1.0001
        assert all(other < link.phrase for other in link.antecedents)
        old, new = chain[link.phrase], chain[link.antecedents[0]]
        chain = {n: new if c == old else c for n, c in chain.items()}
    people = {
        (chain[n], id(p.referent)) for n, p in enumerate(phrases) if p.referent is not None and p.referent.is_person
    }
    assert len({name for _, name in people}) == 3
    assert len({number for number, _ in people}) == 3
    genders = {(chain[n], FORMS[p.form]) for n, p in enumerate(phrases) if FORMS[p.form] in {"he", "she"}}
    assert len(genders) == len({number for number, _ in genders})


def test_likelihoods_of_a_phrase_leave_room_for_none(extractor: Extractor) -> None:
    doc = extractor.nlp(VISIT)
    reader = extractor.reader
    tree = tree_of(doc, reader.grammar)
    referents = build_referents(tree, reader.mentions.find(tree, frozenset()), reader.lexicon)
    table = PhraseTable(find_phrases(tree, referents, reader.lexicon), Quotes(tree, reader.lexicon, reader.syntax))
    here, there, likeness = pair_up(table)
    values = compare(table, here, there, likeness)
    starts = np.cumsum([0, *SIZES.values()])
    assert ((starts[:-1] <= values) & (values < starts[1:])).all()
    ranker = linker_of(extractor.nlp)
    vectors = node_vectors(doc)
    assert ranker is not None and vectors is not None
    here, _, likely = ranker.likelihoods(table, vectors)
    sums = np.bincount(here, likely)
    assert (likely > 0).all() and (sums < 1).all()
    assert np.array_equal(likely, ranker.likelihoods(table, vectors)[2])


def test_a_text_without_phrases_has_no_links(extractor: Extractor) -> None:
    doc = extractor.nlp("Yes.")
    reader = extractor.reader
    tree = tree_of(doc, reader.grammar)
    referents = build_referents(tree, [], reader.lexicon)
    vectors = node_vectors(doc)
    assert vectors is not None and reader.linker is not None
    quotes = Quotes(tree, reader.lexicon, reader.syntax)
    assert link_nodes(reader.linker, tree, referents, reader.lexicon, quotes, vectors) == {}


def test_a_pipeline_without_it_is_left_to_the_rules(extractor: Extractor) -> None:
    with extractor.nlp.select_pipes(disable=["coreference"]):
        assert linker_of(extractor.nlp) is None
        without = Extractor(nlp=extractor.nlp)
    assert without.reader.linker is None
    text = "Carlos Ruiz criticised Pedro Lima. Laos said it would sign the treaty."
    assert mentions(without.extract(Article("rules", text)), "Laos") == ["Laos", "it"]
