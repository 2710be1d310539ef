"""One entity for all its names, and never one for two."""

from __future__ import annotations

from support.parses import extraction
from support.readings import entity, event, mentions, roles, triples


def test_a_last_name_is_the_full_name_again() -> None:
    read = extraction("President Angela Okoro visited Accra.", "Okoro met farmers.")
    assert {e.label for e in read.entities if e.kind in {"Person", "Official"}} == {"Angela Okoro"}
    assert ("Angela Okoro", "metWith", "farmers") in triples(read)


def test_two_people_of_one_last_name_stay_apart() -> None:
    read = extraction(
        "President Angela Okoro visited Accra.", "Her brother Peter Okoro stayed in Lagos.", "Okoro met farmers."
    )
    angela, peter = entity(read, "Angela Okoro"), entity(read, "Peter Okoro")
    assert not {m.begin for m in angela.mentions} & {m.begin for m in peter.mentions}
    assert "Okoro" in mentions(read, "Peter Okoro")  # the nearer one
    assert "Okoro" not in mentions(read, "Angela Okoro")


def test_the_order_of_full_and_short_name_does_not_matter() -> None:
    read = extraction("Okoro met farmers.", "President Angela Okoro visited Accra.")
    assert mentions(read, "Angela Okoro")[0] == "Okoro"


def test_an_acronym_is_the_name_it_shortens() -> None:
    read = extraction("The Karen River Movement seized a bridge.", "The KRM freed two hostages.")
    assert mentions(read, "Karen River Movement") == ["Karen River Movement", "KRM"]
    assert ("Karen River Movement", "released", "two hostages") in triples(read)


def test_an_acronym_in_parentheses_is_the_name_before_it() -> None:
    read = extraction("The Sahel Border Commission (SBC) published a report.", "The SBC has twelve members.")
    assert mentions(read, "Sahel Border Commission") == ["Sahel Border Commission", "SBC", "SBC"]
    assert len([e for e in read.entities if e.kind == "Organization"]) == 1


def test_other_acronyms_stay_apart() -> None:
    read = extraction("The Karen River Movement seized a bridge.", "The SBC has twelve members.")
    assert {e.label for e in read.entities if e.kind == "Organization"} == {"Karen River Movement", "SBC"}


def test_all_names_of_a_state_are_one() -> None:
    read = extraction(
        "Reuters said that Moscow had claimed that Kyiv shelled Belgorod.",
        "Vietnam bought frigates built by Russia and agreed to train pilots from Laos.",
        "Pyongyang tested two KN-23s, the Kremlin said.",
    )
    assert mentions(read, "Russia") == ["Moscow", "Russia", "Kremlin"]
    russia = entity(read, "Russia")
    assert (russia.kind, russia.iso3166alpha3, set(russia.alt_labels)) == ("State", "RUS", {"Moscow", "Kremlin"})


def test_people_of_a_state_are_not_the_state() -> None:
    read = extraction("Six Palestinians were freed in Doha.")
    six = entity(read, "Six Palestinians")
    assert (six.kind, six.quantity, six.member_origin) == ("Group", 6, entity(read, "Palestine").key)


def test_a_capital_is_a_city_where_something_is_and_a_state_where_it_acts() -> None:
    read = extraction("Norway gave tanks to Kyiv.", "Minister Leila Haddad arrived in Tunis on Monday.")
    assert mentions(read, "Ukraine") == ["Kyiv"]
    assert entity(read, "Tunis").kind == "Place"


def test_the_army_of_a_state_is_an_organisation_of_it() -> None:
    read = extraction(
        "Kenya's army did not attack Mombasa on Monday.",
        "Maria Santos, spokeswoman for the Philippine navy, denied the report.",
    )
    assert ("Kenya's army", "partOf", "Kenya") in triples(read)
    assert {entity(read, n).kind for n in ("Kenya's army", "Philippine navy")} == {"Organization"}


def test_one_of_a_state_s_people_is_not_the_state() -> None:
    read = extraction("Six Palestinians and a Yemeni were freed in Doha.")
    assert len(roles(read, event(read, "Release"))["patient"]) == 2
