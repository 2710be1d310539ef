"""What is so, what is not, and who says so."""

from __future__ import annotations

import pytest
from support.parses import extraction
from support.readings import event, labels, roles, speakers, statements, triples

LONG = (
    "Officials in Bamako said the rebels, who had attacked Kidal in June, freed the soldiers they captured "
    "and vowed to leave the town."
)


@pytest.mark.parametrize(
    ("sentence", "kind", "trigger", "polarity", "modality"),
    [
        # negation
        ("Yemen did not attack the port.", "Attack", "attack", "Negative", "Actual"),
        ("No troops were withdrawn from Gao.", "Withdrawal", "withdrawn", "Negative", "Actual"),
        ("The rebels failed to seize the dam.", "Capture", "seize", "Negative", "Actual"),
        ("The bishop, who opposed the junta, was not arrested.", "Detention", "arrested", "Negative", "Actual"),
        ("Tehran denied that it had supplied rockets to the Houthis.", "Supply", "supplied", "Negative", "Actual"),
        # negation that reaches only so far
        ("The bishop, who opposed the junta, was not arrested.", "Rejection", "opposed", "Positive", "Actual"),
        ("Kenya not only trained the recruits but also armed them.", "Aid", "trained", "Positive", "Actual"),
        ("Kenya not only trained the recruits but also armed them.", "Aid", "armed", "Positive", "Actual"),
        # modality
        ("Serbia may deploy troops to the border.", "Deployment", "deploy", "Positive", "Possible"),
        ("If Delhi attacks Karachi, Islamabad will respond.", "Attack", "attacks", "Positive", "Conditional"),
        ("Did Libya expel the envoy?", "Expulsion", "expel", "Positive", "Possible"),
        ("Seoul has agreed to deliver howitzers to Warsaw.", "Supply", "deliver", "Positive", "Planned"),
        ("Seoul has agreed to deliver howitzers to Warsaw.", "AgreementMaking", "agreed", "Positive", "Actual"),
        ("Japan promised Manila to deliver two ships.", "Supply", "deliver", "Positive", "Planned"),
        ("The king is to visit Rabat in May.", "Visit", "visit", "Positive", "Planned"),
        ("Delhi urged Dhaka to release the fishermen.", "Release", "release", "Positive", "Requested"),
        ("Delhi urged Dhaka to release the fishermen.", "Request", "urged", "Positive", "Actual"),
        # purpose
        ("Chad sent soldiers to free the hostages.", "Deployment", "sent soldiers", "Positive", "Actual"),
        ("Chad sent soldiers to free the hostages.", "Release", "free", "Positive", "Planned"),
        # reports
        ("Baku accused Yerevan of shelling Tovuz.", "Attack", "shelling", "Positive", "Alleged"),
        ("Baku accused Yerevan of shelling Tovuz.", "Accusation", "accused", "Positive", "Actual"),
        (
            "Reuters said that Moscow had claimed that Kyiv shelled Belgorod.",
            "Attack",
            "shelled",
            "Positive",
            "Alleged",
        ),
        ("Analysts believe the Wagner Group shelled Bakhmut.", "Attack", "shelled", "Positive", "Possible"),
        ("The minister warned that Iran could strike Haifa.", "Attack", "strike", "Positive", "Possible"),
        ("According to the army, gunmen killed nine miners.", "Killing", "killed", "Positive", "Actual"),
        ("Pyongyang tested two KN-23s, the Kremlin said.", "WeaponTest", "tested", "Positive", "Actual"),
        # participles of what happened have happened
        (
            "Thai and Cambodian troops shelled the temple, killing a monk and wounding two traders.",
            "Injury",
            "wounding",
            "Positive",
            "Actual",
        ),
        ("The blast left the mosque destroyed.", "Damage", "destroyed", "Positive", "Actual"),
    ],
)
def test_standing(sentence: str, kind: str, trigger: str, polarity: str, modality: str) -> None:
    read = extraction(sentence)
    assert (kind, trigger, polarity, modality) in statements(read)
    predicates = {r.predicate for r in read.relations if r.event == event(read, kind, trigger).key}
    assert not predicates or (polarity, modality) == ("Positive", "Actual")


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        ("Reuters said that Moscow had claimed that Kyiv shelled Belgorod.", "Attack", ["Russia", "Reuters"]),
        ("According to the army, gunmen killed nine miners.", "Killing", ["army"]),
        ("Pyongyang tested two KN-23s, the Kremlin said.", "WeaponTest", ["Russia"]),
        ("Analysts believe the Wagner Group shelled Bakhmut.", "Attack", ["Analysts"]),
        ("“We captured the airport yesterday,” Colonel Tariq Aziz told reporters.", "Capture", ["Tariq Aziz"]),
        ("Baku accused Yerevan of shelling Tovuz.", "Attack", ["Azerbaijan"]),
        ("Baku accused Yerevan of shelling Tovuz.", "Accusation", []),
        ("The minister warned that Iran could strike Haifa.", "Attack", ["minister"]),
        ("The rebels failed to seize the dam.", "Capture", []),
        (LONG, "Attack", ["Officials"]),
        (LONG, "Release", ["Officials"]),
    ],
)
def test_speakers_from_the_inside_out(sentence: str, kind: str, expected: list[str]) -> None:
    read = extraction(sentence)
    assert speakers(read, event(read, kind)) == expected


def test_who_reports_a_report_is_kept() -> None:
    read = extraction("Reuters said that Moscow had claimed that Kyiv shelled Belgorod.")
    inner = event(read, "Statement", "claimed")
    assert event(read, "Attack").reported_by == inner.key
    assert inner.reported_by == event(read, "Statement", "said").key
    assert labels(read)[inner.attributed_to or ""] == "Reuters"


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("Baku accused Yerevan of shelling Tovuz.", {("Azerbaijan", "accused", "Armenia")}),
        ("Delhi urged Dhaka to release the fishermen.", {("India", "urged", "Bangladesh")}),
        ("Tehran denied that it had supplied rockets to the Houthis.", set()),
        ("Analysts believe the Wagner Group shelled Bakhmut.", set()),
        ("If Delhi attacks Karachi, Islamabad will respond.", set()),
        ("Japan promised Manila to deliver two ships.", set()),
        ("Chad sent soldiers to free the hostages.", {("Chad", "deployed", "soldiers")}),
        ("According to the army, gunmen killed nine miners.", {("gunmen", "killed", "nine miners")}),
        ("Laos said it would sign the treaty.", set()),
        (
            LONG,
            {("rebels", "attacked", "Kidal"), ("rebels", "released", "soldiers"), ("rebels", "captured", "soldiers")},
        ),
    ],
)
def test_only_what_is_stated_is_a_triple(sentence: str, stated: set[tuple[str, str, str]]) -> None:
    assert triples(extraction(sentence)) == stated


def test_a_claim_within_a_report_is_no_fact() -> None:
    stated = triples(extraction("Reuters said that Moscow had claimed that Kyiv shelled Belgorod."))
    assert stated <= {("Russia", "accused", "Ukraine")}


def test_what_is_urged_accused_and_promised_is_the_theme() -> None:
    for sentence, kind, trigger in (
        ("Delhi urged Dhaka to release the fishermen.", "Request", "release"),
        ("Baku accused Yerevan of shelling Tovuz.", "Accusation", "shelling"),
        ("Japan promised Manila to deliver two ships.", "Pledge", "deliver"),
    ):
        read = extraction(sentence)
        assert roles(read, event(read, kind))["theme"] == [trigger]


def test_who_is_accused_is_the_doer() -> None:
    read = extraction("Baku accused Yerevan of shelling Tovuz.")
    assert roles(read, event(read, "Attack"))["agent"] == ["Armenia"]


def test_who_resigns_dismisses_nobody_else() -> None:
    read = extraction("The army chief, General Asim Khan, and Defence Minister Lucía Paz resigned.")
    assert ("Asim Khan", "dismissed", "Lucía Paz") not in triples(read)
