"""The nouns, titles, weapons and officials of ontologies/: well-formed, in agreement with each other, broad enough."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache

import pyoxigraph as ox
import pytest

from graphkit.iri import CONCEPT, LEXICON, ONTOLOGY, RESOURCE, slug
from graphkit.settings import PACKAGE

FOLDER = PACKAGE.parent / "ontologies"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
SKOS = "http://www.w3.org/2004/02/skos/core#"
KINDS = set(
    "people state organization place facility weapon vehicle goods money agreement law talks position event abstract "
    "measure time".split()
)

Table = dict[str, dict[str, list[str]]]


@lru_cache
def read(name: str) -> Table:
    """Read `ontologies/<name>.ttl`: subject → predicate → values."""
    table: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with (FOLDER / f"{name}.ttl").open("rb") as stream:
        for triple in ox.parse(stream, format=ox.RdfFormat.TURTLE):
            table[triple.subject.value][triple.predicate.value].append(triple.object.value)
    return {s: dict(p) for s, p in table.items()}


def of_type(name: str, iri: str) -> Table:
    """Records of `ontologies/<name>.ttl` whose rdf:type is `iri`."""
    return {s: r for s, r in read(name).items() if iri in r.get(TYPE, ())}


def words(name: str, local: str) -> list[str]:
    """All gkl:word of one class."""
    return [w for r in of_type(name, LEXICON + local).values() for w in r[LEXICON + "word"]]


def labels(record: dict[str, list[str]]) -> list[str]:
    """Label and alternatives of an entry."""
    return [*record[LABEL], *record.get(SKOS + "altLabel", [])]


def test_every_concept_has_one_kind_and_one_label() -> None:
    for subject, record in of_type("nouns", SKOS + "Concept").items():
        kinds = record[LEXICON + "kind"]
        assert len(kinds) == 1 and kinds[0] in KINDS, subject
        assert len(record[SKOS + "prefLabel"]) == 1, subject


def test_every_noun_is_a_lower_case_lemma_of_one_concept() -> None:
    count = Counter(n for r in of_type("nouns", SKOS + "Concept").values() for n in r[LEXICON + "noun"])
    assert [n for n, times in count.items() if times > 1] == []
    assert [n for n in count if n != n.lower() or n != " ".join(n.split())] == []
    assert len(count) >= 2500


def test_broader_concepts_exist_and_are_of_the_same_kind() -> None:
    concepts = of_type("nouns", SKOS + "Concept")
    for subject, record in concepts.items():
        for broader in record.get(SKOS + "broader", []):
            assert broader in concepts, (subject, broader)
            assert concepts[broader][LEXICON + "kind"] == record[LEXICON + "kind"], (subject, broader)


def test_broader_has_no_cycle() -> None:
    concepts = of_type("nouns", SKOS + "Concept")
    for start in concepts:
        seen: set[str] = set()
        node: str | None = start
        while node is not None:
            assert node not in seen, start
            seen.add(node)
            node = next(iter(concepts[node].get(SKOS + "broader", [])), None)


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("soldier", "people"),
        ("civilian", "people"),
        ("country", "state"),
        ("militia", "organization"),
        ("border", "place"),
        ("hospital", "facility"),
        ("cruise missile", "weapon"),
        ("drone", "weapon"),
        ("truck", "vehicle"),
        ("grain", "goods"),
        ("loan", "money"),
        ("ceasefire", "agreement"),
        ("constitution", "law"),
        ("negotiation", "talks"),
        ("presidency", "position"),
        ("earthquake", "event"),
        ("cholera", "event"),
        ("proposal", "abstract"),
        ("week", "time"),
        ("head", "people"),
        ("barrage", "measure"),
    ],
)
def test_common_nouns_have_their_kind(noun: str, kind: str) -> None:
    concepts = of_type("nouns", SKOS + "Concept").values()
    assert {k for r in concepts if noun in r[LEXICON + "noun"] for k in r[LEXICON + "kind"]} == {kind}


def test_titles_are_many_and_of_one_type_each() -> None:
    allowed = {"office", "rank", "role", "honorific"}
    for subject, record in of_type("titles", LEXICON + "Title").items():
        assert len(record[LEXICON + "titleType"]) == 1 and set(record[LEXICON + "titleType"]) <= allowed, subject
    forms = words("titles", "Title")
    assert len(forms) == len(set(forms)) >= 500
    assert {"foreign minister", "minister of defence", "Gen.", "spokeswoman", "mayor", "Mr"} <= set(forms)


def test_title_modifiers_say_whether_the_office_is_past() -> None:
    past = {
        w: r[LEXICON + "formerly"][0] == "true"
        for r in of_type("titles", LEXICON + "TitleModifier").values()
        for w in r[LEXICON + "word"]
    }
    assert past["former"] and past["ex"] and not past["acting"] and not past["deputy"]


def test_organization_patterns_and_state_metonyms_do_not_overlap() -> None:
    patterns = words("titles", "OrganizationPattern")
    metonyms = set(words("titles", "StateMetonym"))
    assert len(patterns) == len(set(patterns))
    assert {"defence ministry", "army", "supreme court"} <= set(patterns)
    assert "government" in metonyms
    assert metonyms & set(patterns) == set()


def test_weapons_are_many_with_type_and_manufacturer() -> None:
    concepts = of_type("nouns", SKOS + "Concept")
    weapons = of_type("weapons", ONTOLOGY + "WeaponSystem")
    assert len(weapons) >= 450
    for subject, record in weapons.items():
        assert len(record[LABEL]) == 1, subject
        (weapon_type,) = record[ONTOLOGY + "weaponType"]
        assert concepts[weapon_type][LEXICON + "kind"] == ["weapon"], subject
        assert record[ONTOLOGY + "manufacturedBy"], subject


def test_manufacturers_are_known_states_and_organizations() -> None:
    known = set(of_type("states", ONTOLOGY + "State")) | set(of_type("organizations", ONTOLOGY + "Organization"))
    makers = {m for r in of_type("weapons", ONTOLOGY + "WeaponSystem").values() for m in r[ONTOLOGY + "manufacturedBy"]}
    assert makers - known == set()


@pytest.mark.parametrize(
    ("name", "local", "folder"), [("weapons", "WeaponSystem", "weapon"), ("officials", "Official", "person")]
)
def test_iris_come_from_labels_and_labels_are_unique(name: str, local: str, folder: str) -> None:
    entries = of_type(name, ONTOLOGY + local)
    owners: dict[str, str] = {}
    for subject, record in entries.items():
        assert subject == f"{RESOURCE}{folder}/{slug(record[LABEL][0])}"
        ambiguous = set(record.get(LEXICON + "ambiguousLabel", []))
        assert ambiguous <= set(labels(record)), subject
        for label in set(labels(record)) - ambiguous:
            assert owners.setdefault(label, subject) == subject, label


def test_tenures_have_title_and_ordered_years() -> None:
    table = read("officials")
    officials = of_type("officials", ONTOLOGY + "Official")
    assert len(officials) >= 1000
    for subject, record in officials.items():
        assert record[LEXICON + "tenure"], subject
        for node in record[LEXICON + "tenure"]:
            tenure = table[node]
            assert tenure[LEXICON + "title"], subject
            first = int(tenure[LEXICON + "fromYear"][0])
            last = int(tenure.get(LEXICON + "toYear", ["9999"])[0])
            assert 1900 <= first <= last, subject


def test_officials_serve_known_states_and_organizations() -> None:
    known = (
        set(of_type("states", ONTOLOGY + "State"))
        | set(of_type("organizations", ONTOLOGY + "Organization"))
        | set(of_type("places", ONTOLOGY + "Place"))
    )
    held = {p for r in read("officials").values() for p in r.get(ONTOLOGY + "positionIn", [])}
    assert held - known == set()


def test_concepts_lie_in_the_concept_folder() -> None:
    for subject, record in of_type("nouns", SKOS + "Concept").items():
        assert subject == CONCEPT + slug(record[SKOS + "prefLabel"][0])
