"""The gazetteers of states, organisations and places: complete, consistent, one meaning for each plain name."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyoxigraph
import pytest

from graphkit.iri import LEXICON, ONTOLOGY, RESOURCE, slug

ONTOLOGIES = Path(__file__).parents[2] / "ontologies"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel"
SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
FILES = ("states", "organizations", "places")
FOLDERS = {"states": "state", "organizations": "organization", "places": "place"}

# Not in ISO 3166: states that few or none recognise, and states that are no more.
WITHOUT_CODE = {
    "abkhazia", "artsakh", "northern-cyprus", "somaliland", "south-ossetia", "transnistria",
    "austria-hungary", "british-empire", "czechoslovakia", "east-germany", "german-empire", "nazi-germany",
    "north-vietnam", "north-yemen", "ottoman-empire", "prussia", "rhodesia", "russian-empire",
    "serbia-and-montenegro", "south-vietnam", "south-yemen", "soviet-union", "west-germany", "yugoslavia",
}  # fmt: skip

ORGANIZATION_TYPES = {
    "agency", "alliance", "armed-force", "armed-group", "company", "court", "intergovernmental", "legislature",
    "media", "ministry", "mission", "ngo", "party", "university",
}  # fmt: skip

Entry = dict[str, list[str]]


@pytest.fixture(scope="module")
def gazetteers() -> dict[str, dict[str, Entry]]:
    """Read the three files into property values by subject."""
    found: dict[str, dict[str, Entry]] = {}
    for name in FILES:
        entries: dict[str, Entry] = defaultdict(lambda: defaultdict(list))
        for quad in pyoxigraph.parse(path=str(ONTOLOGIES / f"{name}.ttl")):
            assert not isinstance(quad.object, pyoxigraph.BlankNode | pyoxigraph.Triple)
            entries[quad.subject.value][quad.predicate.value].append(quad.object.value)
        found[name] = dict(entries)
    return found


def _names(entry: Entry) -> set[str]:
    return {*entry[LABEL], *entry.get(ALT_LABEL, [])}


def _plain_names(entry: Entry) -> set[str]:
    """Names of an entry that hold without support from their surroundings."""
    if "true" in entry.get(LEXICON + "ambiguous", []):
        return set()
    return _names(entry) - set(entry.get(LEXICON + "ambiguousLabel", []))


@pytest.fixture(scope="module")
def owners(gazetteers: dict[str, dict[str, Entry]]) -> dict[str, list[str]]:
    """Find the entries that each plain name stands for."""
    found: dict[str, list[str]] = defaultdict(list)
    for entries in gazetteers.values():
        for subject, entry in entries.items():
            for label in _plain_names(entry):
                found[label].append(subject)
    return found


@pytest.mark.parametrize(("name", "least"), [("states", 195), ("organizations", 400), ("places", 2000)])
def test_each_file_holds_enough_entries(gazetteers: dict[str, dict[str, Entry]], name: str, least: int) -> None:
    assert len(gazetteers[name]) >= least


@pytest.mark.parametrize("name", FILES)
def test_each_entry_has_one_class_one_label_and_the_iri_of_one_of_its_names(
    gazetteers: dict[str, dict[str, Entry]], name: str
) -> None:
    prefix = f"{RESOURCE}{FOLDERS[name]}/"
    for subject, entry in gazetteers[name].items():
        assert len(entry[LABEL]) == 1, subject
        assert len(entry[RDF_TYPE]) == 1, subject
        assert subject.removeprefix(prefix) in {slug(label) for label in _names(entry)}, subject
        assert entry[LABEL][0] not in entry.get(ALT_LABEL, []), subject


@pytest.mark.parametrize("name", FILES)
def test_every_label_is_trimmed_and_every_ambiguous_label_is_a_name(
    gazetteers: dict[str, dict[str, Entry]], name: str
) -> None:
    for subject, entry in gazetteers[name].items():
        forms = {form for key in ("seat", "adjective", "demonym") for form in entry.get(LEXICON + key, [])}
        for label in _names(entry):
            assert label == " ".join(label.split()) != "", subject
        assert set(entry.get(LEXICON + "ambiguousLabel", [])) <= _names(entry) | forms, subject


def test_no_plain_name_belongs_to_two_entries(owners: dict[str, list[str]]) -> None:
    assert {label: found for label, found in owners.items() if len(found) > 1} == {}


def test_every_state_has_adjective_seat_and_code(gazetteers: dict[str, dict[str, Entry]]) -> None:
    for subject, entry in gazetteers["states"].items():
        assert entry.get(LEXICON + "adjective"), subject
        assert entry.get(LEXICON + "seat"), subject
        codes = entry.get(ONTOLOGY + "iso3166alpha3", []), entry.get(LEXICON + "iso3166alpha2", [])
        if subject.rpartition("/")[2] in WITHOUT_CODE:
            assert codes == ([], []), subject
        else:
            assert [len(code) for found in codes for code in found] == [3, 2], subject


@pytest.mark.parametrize("key", [ONTOLOGY + "iso3166alpha3", LEXICON + "iso3166alpha2", SAME_AS])
def test_codes_and_identifiers_are_not_shared(gazetteers: dict[str, dict[str, Entry]], key: str) -> None:
    values = [v for name in FILES for entry in gazetteers[name].values() for v in entry.get(key, [])]
    assert len(values) == len(set(values))


def test_every_reference_leads_to_an_entry(gazetteers: dict[str, dict[str, Entry]]) -> None:
    known = {subject for entries in gazetteers.values() for subject in entries}
    keys = [ONTOLOGY + k for k in ("locatedIn", "partOf", "nationality")] + [LEXICON + "capitalOf"]
    for entries in gazetteers.values():
        for subject, entry in entries.items():
            for key in keys:
                assert set(entry.get(key, [])) <= known - {subject}, subject


def test_places_are_never_inside_themselves(gazetteers: dict[str, dict[str, Entry]]) -> None:
    inside = {s: e[ONTOLOGY + "locatedIn"][0] for s, e in gazetteers["places"].items() if ONTOLOGY + "locatedIn" in e}
    for place in inside:
        path = [place]
        while path[-1] in inside:
            path.append(inside[path[-1]])
            assert len(path) == len(set(path)), path


def test_every_coded_state_has_a_capital_among_the_places(gazetteers: dict[str, dict[str, Entry]]) -> None:
    with_capital = {s for e in gazetteers["places"].values() for s in e.get(LEXICON + "capitalOf", [])}
    coded = {s for s, e in gazetteers["states"].items() if ONTOLOGY + "iso3166alpha3" in e}
    assert {s.rpartition("/")[2] for s in coded - with_capital} == {
        "sahrawi-arab-democratic-republic", "singapore", "vatican-city",
    }  # fmt: skip


def test_every_organization_has_a_known_type(gazetteers: dict[str, dict[str, Entry]]) -> None:
    for subject, entry in gazetteers["organizations"].items():
        types = entry.get(LEXICON + "organizationType", [])
        assert len(types) == 1, subject
        assert types[0] in ORGANIZATION_TYPES, subject


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("US", "state/united-states"),
        ("U.K.", "state/united-kingdom"),
        ("DR Congo", "state/democratic-republic-of-the-congo"),
        ("Türkiye", "state/turkey"),
        ("Côte d’Ivoire", "state/ivory-coast"),
        ("NATO", "organization/nato"),
        ("U.N.", "organization/united-nations"),
        ("ISIS", "organization/islamic-state"),
        ("Revolutionary Guards", "organization/islamic-revolutionary-guard-corps"),
        ("Pentagon", "organization/united-states-department-of-defense"),
        ("Gaza", "place/gaza-strip"),
        ("Kiev", "place/kyiv"),
        ("Zaporizhzhia nuclear plant", "place/zaporizhzhia-nuclear-power-plant"),
    ],
)
def test_common_names_mean_what_readers_take_them_for(owners: dict[str, list[str]], name: str, expected: str) -> None:
    assert owners[name] == [RESOURCE + expected]
