"""Write news-like sentences of our own wording around names whose class is known."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from annotated import Annotated
from pools import Pools
from sources import read_list

TITLES = read_list("titles")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WIRES = "Reuters AP AFP Xinhua IPS TASS KUNA EFE".split()

RULES: dict[str, list[str]] = {
    "S": [
        "{SRC} said on {day} that {CL}.",
        "{CL}, {SRC} said on {day}.",
        "{CL}, according to {SRC}.",
        "{CL}, {SRC} told {ORG}.",
        "{SRC} told reporters in {GPE} that {CL}.",
        "According to {SRC}, {CL}.",
        "On {day}, {CL}.",
        "{CL} on {day}.",
        "{CL} late on {day} after {NP}.",
        "{CL}, days after {CL}.",
        "{CL}, while {CL}.",
        "{CL} despite {NP}.",
        "{CL} and {CL}.",
        '"{QUOTE}," said {PT}, {ROLE}.',
        '"{QUOTE}," {PT} said in {GPE} on {day}.',
        "{PT}, {ROLE}, said {CL}.",
        "{PERSON}, {ROLE}, {PV} {NP}.",
        "{DATELINE}{CL}, {SRC} said.",
        "{DATELINE}{CL} on {day}.",
        "{DATELINE}{PT} {PV} {NP} on {day}, {SRC} said.",
        "{HEAD}",
        "Among those killed were {PERSON}, {age}, {PERSON} and {PERSON}.",
        "The delegation included {PERSON}, {PERSON} of {ORG} and {PERSON}.",
        "{GPE}, {GPE} and {GPE} voted against the proposal, while {GPE} abstained.",
        "{PERSON} was born in {GPE}, {GPE}, and studied at {BODY}.",
        "{PERSON} joined {ORG} in {year} and moved to {GPE} two years later.",
        "{ORG} was founded in {GPE} by {PERSON} in {year}.",
        "{ORG}, based in {GPE}, employs about {num} people.",
        "{PSUR} did not comment on {NP}.",
        "But {PSUR} {PV} {NP}, and {PSUR} has yet to answer.",
        "{LOC} lies about {num} kilometers {dir} of {GPE}.",
        "The river flows from {LOC} through {GPE} to {LOC}.",
        "Fishermen from {GPE} were rescued in {LOC}.",
        "A boat carrying {num} migrants sank in {LOC} off the coast of {GPE}.",
        "{GPE}'s {WEAPON} can reach targets {num} kilometers away.",
        "The {ship} {SHIP} left {GPE} for {LOC} on {day}.",
        "It was the worst attack in {GPE} since the {EVENT}.",
        "{PERSON} won the {EVENT} in {year}.",
        "{EVENT} killed {num} people in {GPE} and {GPE}.",
        "He fought in the {EVENT} and later led the {ARMED}.",
    ],
    "CL": [
        "{FORCE} shot down {num} {WEAPON} {wnoun} over {PLACE}",
        "{FORCE} fired {num} {WEAPON} missiles at {PLACE}",
        "{FORCE} launched {a} {WEAPON} {wnoun} toward {LOC}",
        "{GPE} agreed to sell {num} {WEAPON} {wnoun} to {GPE}",
        "{GPE} will supply {WEAPON} {wnoun} and {WEAPON} {wnoun} to {GPE}",
        "{a} {WEAPON} crashed near {FAC} in {GPE}, killing {num} people",
        "{NORP} troops destroyed {num} {WEAPON} tanks and {a} {WEAPON} near {GPE}",
        "the {SHIP} was hit by a missile in {LOC}",
        "the {ship} {SHIP} docked at {FAC}",
        "{COMPANY} won a contract to build {WEAPON} jets for {GPE}",
        "{ARMED} fighters attacked {FAC} in {GPE}",
        "{ARMED} claimed responsibility for the attack on {FAC}",
        "{ARMED} and {ARMED} signed the {LAW} in {GPE}",
        "{GPE} withdrew from the {LAW}",
        "{GPE} violated the {LAW}",
        "some of the missiles fired at {GPE} were {WEAPON} made by {GPE}",
        "{FORCE} used {WEAPON} and {WEAPON} against {ARMED}",
        "{GPE} showed off its {WEAPON} and {WEAPON} at a parade in {GPE}",
        "the missiles were {WEAPON}, {SRC} said,",
        "{num} {WEAPON} and {num} {WEAPON} were destroyed near {GPE}",
        "{NORP}-made {WEAPON} were found in {PLACE}",
        "{ARMED}, {ARMED} and {ARMED} joined the talks in {GPE}",
        "{ARMED}'s leader {PERSON} was killed in {PLACE}",
        "{BODY} ruled that {GPE} had broken the {LAW}",
        "lawmakers in {GPE} passed the {LAW}",
        "{NORP} parliament ratified the {LAW}",
        "the council adopted {RESOLUTION} on {GPE}",
        "{PT} met {PT} in {GPE}",
        "{PT} arrived in {GPE} for talks with {PT}",
        "{PT} visited {FAC} near {GPE}",
        "{PT} resigned as head of {ORG}",
        "{PT} was elected chairman of {ORG}",
        "{PT} accused {GPE} of arming {ARMED}",
        "{PT} called on {ORG} to halt its offensive in {PLACE}",
        "{PT} criticised {ORG} over {NP}",
        "police in {GPE} arrested {PERSON} and two members of {ARMED}",
        "{NORP} police detained {PERSON}, a reporter for {BODY}",
        "{ORG} fined {COMPANY} for breaching the {LAW}",
        "{ORG} suspended flights to {FAC}",
        "{ORG} sent aid to {PLACE}",
        "{ORG} and {ORG} agreed to open an office in {GPE}",
        "{COMPANY} bought a stake in {COMPANY}",
        "{COMPANY} closed its plant in {GPE}",
        "{MIN} summoned the {NORP} ambassador",
        "the {NORP} {MIN} denied the report",
        "{GPE}'s {MIN} confirmed the death of {PERSON}",
        "{GPE} imposed sanctions on {ORG} and {PERSON}",
        "workers walked out at {FAC}",
        "inmates rioted at {FAC}",
        "inspectors from {ORG} toured {FAC}",
        "a fire broke out at {FAC}",
        "rebels seized {FAC} and the town of {GPE}",
        "{num} people died when a bridge collapsed in {GPE}",
        "{num} civilians fled {GPE} for {GPE}",
        "the {EVENT} forced the closure of {FAC}",
        "leaders gathered in {GPE} for the {EVENT}",
        "{NORP} and {NORP} forces clashed in {PLACE}",
        "{NORP} officials blamed {ARMED} for the bombing",
        "the governor of {GPE} declared an emergency",
        "{GPE} recalled its ambassador from {GPE}",
        "the {NORP} navy seized {a} {NORP} tanker in {LOC}",
        "heavy rain caused floods in {GPE}, {GPE} and along {LOC}",
        "{PERSON} of {GPE} beat {PERSON} of {GPE}",
        "{PERSON} took over from {PERSON} at {ORG}",
        "{PT} praised {PERSON} for his work at {ORG}",
        "the trial of {PERSON} opened in {GPE}",
        "{PT} will travel to {GPE}, {GPE} and {GPE}",
        "voters in {GPE} chose {PERSON} over {PERSON}",
        "the {NORP} government banned {ARMED}",
        "the film by {PERSON} was shown in {GPE}",
    ],
    "NP": [
        "talks with {GPE}",
        "the {EVENT}",
        "the {LAW}",
        "a meeting with {PT}",
        "the attack on {FAC}",
        "the fighting in {PLACE}",
        "{GPE}'s refusal to sign the {LAW}",
        "criticism from {ORG}",
        "the ruling by {ORG}",
        "the {NORP} elections",
        "a visit by {PT}",
        "the purchase of {WEAPON} {wnoun}",
        "the merger of {COMPANY} and {COMPANY}",
        "a strike by {NORP} workers",
        "the death of {PERSON}",
        "a decision of {ORG}",
        "the deployment of {WEAPON} {wnoun} in {PLACE}",
    ],
    "QUOTE": [
        "We will not leave {GPE}",
        "{GPE} must respect the {LAW}",
        "They came from {GPE} and {GPE}",
        "{ORG} has failed us",
        "I spoke to {PSUR} this morning",
        "The {WEAPON} is not for sale",
        "We ask {ORG} to act",
        "{PSUR} is a friend of {GPE}",
        "No one from {ORG} came to {GPE}",
        "This was the work of {ARMED}",
        "We lost everything in {GPE}",
    ],
    "SRC": [
        "{PT}",
        "{PT}",
        "{ORG}",
        "{MIN}",
        "{GPE}'s {MIN}",
        "the {NORP} {MIN}",
        "{ORG} spokesman {PERSON}",
        "{ORG} spokeswoman {PERSON}",
        "{NORP} officials",
        "officials in {GPE}",
        "the governor of {GPE}",
        "{ARMED}",
        "{NORP} President {PERSON}",
        "{PSUR}",
        "{BODY}",
        "{NORP} Foreign Minister {PERSON}",
        "{COMPANY}",
        "a {ORG} official",
        "{PERSON} of {ORG}",
        "state news agency {BODY}",
        "{NORP} media",
        "{PERSON}, {ROLE},",
    ],
    "ROLE": [
        "the head of {ORG}",
        "a spokesman for {ORG}",
        "{GPE}'s ambassador to {GPE}",
        "{GPE}'s foreign minister",
        "a doctor in {GPE}",
        "a resident of {GPE}",
        "an analyst at {BODY}",
        "the chief executive of {COMPANY}",
        "the {NORP} defense minister",
        "director of {ORG}",
        "a leader of {ARMED}",
        "a professor at {BODY}",
        "mayor of {GPE}",
        "{GPE} country director for {ORG}",
        "who heads {ORG}",
        "a former {ORG} official",
    ],
    "PV": [
        "welcomed",
        "condemned",
        "rejected",
        "discussed",
        "ruled out",
        "defended",
        "is worried about",
        "played down",
        "postponed",
        "announced",
        "refused to discuss",
        "warned against",
        "opened",
        "demanded",
        "hailed",
    ],
    "FORCE": [
        "{GPE}",
        "{NORP} forces",
        "{ARMED}",
        "the {NORP} army",
        "{GPE}'s air force",
        "{NORP} air defenses",
        "{ARMED} fighters",
    ],
    "PLACE": [
        "{GPE}",
        "{GPE}",
        "{LOC}",
        "northern {GPE}",
        "the {NORP} city of {GPE}",
        "{GPE} province",
        "eastern {GPE}",
        "{GPE}, {GPE}",
    ],
    "DATELINE": [
        "{CITYUP} ({WIRE}) - ",
        "{CITYUP} ({WIRE}) — ",
        "{CITYUP}, {GPE} — ",
        "{CITYUP}, {GPE} ({WIRE}) — ",
        "{CITYUP} — ",
        "{CITYUP}, {day} ({WIRE}) -- ",
        "{GPE}: ",
        "{CITYUP}, {GPE}: ",
    ],
    "HEAD": [
        "{PSUR} Visits {GPE} for Talks on {LAW}",
        "{GPE} Buys {WEAPON} From {GPE}",
        "{ORG} Warns {GPE} Over {EVENT}",
        "{ARMED} Attack on {FAC} Kills {num}",
        "{GPE}, {GPE} sign {LAW}",
        "{PSUR}: {ORG} must leave {GPE}",
        "{ORG} chief {PSUR} quits",
        "{NORP} jets strike {FAC}",
        "{GPE} shoots down {num} {WEAPON}",
        "{PERSON} dies in {GPE}",
        "{COMPANY} to Close {GPE} Plant",
        "{NORP} Court Frees {PERSON}",
        "{PSUR} beats {PSUR} in {GPE} vote",
        "Floods hit {GPE} and {GPE}",
        "{ORG} Backs {PERSON}",
        "{GPE} Jails {NORP} Reporter {PERSON}",
    ],
    "PT": [
        "{TITLE} {PERSON}",
        "{TITLE} {PERSON}",
        "{TITLE} {PSUR}",
        "{PERSON}",
        "{PERSON}",
        "{NORP} {TITLE} {PERSON}",
        "{GPE}'s {TITLE} {PERSON}",
    ],
    "day": DAYS,
    "TITLE": TITLES,
    "dir": ["north", "south", "east", "west", "northeast", "southwest"],
    "wnoun": [
        "missiles",
        "drones",
        "systems",
        "jets",
        "tanks",
        "vehicles",
        "rockets",
        "launchers",
        "aircraft",
        "helicopters",
        "batteries",
    ],
    "ship": [
        "destroyer",
        "tanker",
        "frigate",
        "cargo ship",
        "carrier",
        "submarine",
        "corvette",
        "container ship",
        "ferry",
        "patrol boat",
    ],
}
WITH_ARTICLE = frozenset(
    """Agency Authority Commission Council Bureau Institute Association Federation Foundation Committee Board Office
    Service Union Alliance Network Coalition Society Organization Ministry Front Army Movement Brigade Forces Party
    Guard     League Command Times Post Court Parliament Group Navy Exchange Crescent Bank""".split()
)


class Writer:
    """Writes sentences; the same generator state gives the same sentences."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.pools = Pools(rng)
        pools = self.pools
        self.names: dict[str, tuple[str, Callable[[], str]]] = {
            "PERSON": ("PERSON", pools.person),
            "PSUR": ("PERSON", pools.surname),
            "GPE": ("GPE", pools.place),
            "LOC": ("LOC", pools.nature),
            "NORP": ("NORP", pools.demonym),
            "ORG": ("ORG", pools.org),
            "MIN": ("ORG", pools.ministry),
            "COMPANY": ("ORG", pools.company),
            "BODY": ("ORG", pools.body),
            "ARMED": ("ORG", pools.armed),
            "WEAPON": ("PRODUCT", pools.weapon),
            "SHIP": ("PRODUCT", pools.ship),
            "FAC": ("FAC", pools.facility),
            "LAW": ("LAW", pools.law),
            "RESOLUTION": ("LAW", lambda: f"Resolution {rng.randint(181, 2790)}"),
            "EVENT": ("EVENT", pools.event),
            "CITYUP": ("GPE", lambda: pools.city().upper()),
            "WIRE": ("ORG", lambda: rng.choice(WIRES)),
        }
        self.numbers: dict[str, Callable[[], str]] = {
            "num": lambda: str(rng.choice([rng.randint(2, 20), rng.randint(20, 900), rng.randint(1, 60) * 1000])),
            "age": lambda: str(rng.randint(17, 88)),
            "year": lambda: str(rng.randint(1950, 2026)),
            "a": lambda: rng.choice(["a", "a", "another"]),
        }

    def sentence(self) -> Annotated:
        """Return a new sentence with its names."""
        text, names = "", []
        for piece in re.split(r"(\{\w+\})", self._expand("{S}", 0)):
            slot = piece[1:-1] if piece.startswith("{") else ""
            if slot in self.names:
                label, make = self.names[slot]
                name = make()
                if label == "ORG" and " " in name and name.split()[-1] in WITH_ARTICLE and self.rng.random() < 0.6:
                    text += "" if re.search(r"(the|The|a|an|[a-z]'s) $", text) else "the "
                names.append((len(text), len(text) + len(name), label))
                text += name
            elif slot in self.numbers:
                text += self.numbers[slot]()
            else:
                text += piece
        return Annotated(text[:1].upper() + text[1:], names)

    def _expand(self, text: str, depth: int) -> str:
        def replace(match: re.Match[str]) -> str:
            rule = RULES.get(match.group(1))
            if rule is None:
                return match.group(0)
            return self._expand(self.rng.choice(rule), depth + 1)

        return re.sub(r"\{(\w+)\}", replace, text)


if __name__ == "__main__":
    writer = Writer(random.Random(7))
    for _ in range(30):
        example = writer.sentence()
        print(example.text, [(example.text[a:b], label) for a, b, label in example.names])
