"""Collect names by class from the public gazetteers."""

from __future__ import annotations

import csv
import functools
import gzip
import html
import json
import re
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

from sources import find_data, read_lines

TITLES = frozenset(
    """President Vice-President Vice Prime Minister Ministers Premier Chancellor Mr. Mrs. Ms. Mr Mrs Ms Dr. Dr Miss
    Senator Senators Sen. Rep. Congressman Congresswoman Governor Gov. Mayor King Queen Prince Princess Sheikh Sultan
    Emir Emperor Pope Cardinal Archbishop Bishop Reverend Rev. Father Imam Ayatollah Grand Rabbi General Gen. Colonel
    Col. Lieutenant Lt. Lt Gen Major Maj. Captain Capt. Admiral Adm. Brigadier Brig. Commander Cmdr. Sergeant Sgt.
    Corporal Private Marshal Field Judge Justice Chief Secretary Secretary-General Secretary-general Ambassador
    Envoy Foreign Defense Defence Interior Finance Justice Spokesman Spokeswoman Professor Prof. Sir Lord Lady Dame
    Baroness Chairman Chairwoman Director Deputy Former Acting Interim State Speaker Attorney Coach Crown First
    Leader Treasury Health Oil Energy Trade prime minister president former acting deputy vice foreign
    secretary-general secretary general chief leader spokesman spokeswoman mr. prophet Prophet Commissioner
    Representative Emperor Empress Protector Fellow Madam Duchess Tsar Czar Pharaoh Caliph
    Archduke Special National Security Adviser Advisor Army Navy Inspector Lieutenant-General Officer""".split()
)
PEOPLES = frozenset(
    """Sunni Sunnis Shia Shias Shi'ite Shi'ites Shiite Shiites Muslim Muslims Christian Christians Jewish Jew Jews
    Hindu Hindus Buddhist Buddhists Sikh Sikhs Catholic Catholics Protestant Protestants Orthodox Islamic Islamist
    Islamists Arab Arabs Kurdish Kurd Kurds Palestinian Palestinians Western Tutsi Tutsis Hutu Hutus Pashtun Pashtuns
    Tamil Tamils Chechen Chechens Uighur Uighurs Uyghur Uyghurs Tibetan Tibetans Rohingya Rohingyas Hazara Hazaras
    Tajik Tajiks Uzbek Uzbeks Turkmen Serb Serbs Serbian Croat Croats Bosniak Bosniaks Albanian Albanians Roma Yazidi
    Yazidis Druze Alawite Alawites Coptic Copt Copts Maronite African Africans Asian Asians European Europeans
    Latin-American Republican Republicans Democrat Democrats Democratic Communist Communists Maoist Maoists Kashmiri
    Kashmiris Darfuri Soviet Baluch Balochi Basque Basques Catalan Catalans Hispanic Latino Latinos Cossack Tatar
    Tatars Zulu Hausa Fulani Yoruba Igbo Oromo Tigrayan Tigrayans Amhara Mayan Kikuyu Luo Afrikaner Anglican
    Evangelical Methodist Baptist Mormon Mormons Conservative Conservatives Labour Liberal Scottish Welsh English
    Irish Dutch Hazaras Levantine Bedouin Berber Amazigh Tuareg Tuaregs Moro Abkhaz Ossetian Saudi Saudis Emirati
    Emiratis Bengali Punjabi Sindhi Flemish Walloon Siberian Cypriot Cypriots Yugoslav Bosnian Bosnians Somali
    Somalis Nordic Baltic Slavic Caribbean Zionist Wahhabi Salafi Salafist Baathist Ba'athist Latin
    Non-Aligned""".split()
)
PEOPLES_OF_WORDS = [
    f"{first} {second}"
    for first, seconds in {
        "North": ["Korean", "Koreans", "American", "African", "Vietnamese", "Caucasian"],
        "South": ["Korean", "Koreans", "African", "Africans", "American", "Americans", "Asian", "Sudanese", "Ossetian"],
        "East": ["Timorese", "African", "Asian", "German", "European"],
        "West": ["African", "German", "Indian", "Indies"],
        "Latin": ["American", "Americans"],
        "Sri": ["Lankan", "Lankans"],
        "Saudi": ["Arabian"],
        "Bosnian": ["Serb", "Serbs", "Croat", "Croats", "Muslim", "Muslims"],
        "Costa": ["Rican", "Ricans"],
        "Puerto": ["Rican", "Ricans"],
        "New": ["Zealander", "Zealanders", "Yorker", "Yorkers"],
        "Sierra": ["Leonean", "Leoneans"],
        "Burkina": ["Faso"],
        "Northern": ["Irish"],
        "Central": ["African", "American", "Asian"],
        "Southeast": ["Asian", "Asians"],
        "Middle": ["Eastern"],
        "Sunni": ["Muslim", "Muslims", "Arab", "Arabs"],
        "Shi'ite": ["Muslim", "Muslims"],
        "Shiite": ["Muslim", "Muslims"],
        "African": ["American", "Americans"],
        "Roman": ["Catholic", "Catholics"],
    }.items()
    for second in seconds
    if (first, second) not in {("West", "Indies"), ("Burkina", "Faso")}
]
NATURE = frozenset(
    """River Sea Mount Mountain Mountains Gulf Peninsula Strip Valley Ocean Lake Desert Bay Island Islands Isle Strait
    Straits Canal Basin Delta Coast Cape Channel Plateau Bank Heights Highlands Horn Hills Range Reef Archipelago
    Plain Plains Glacier Volcano Forest Rainforest Falls Waterfall Swamp Steppe Bight Sahara Caucasus Balkans Amazon
    Himalayas Alps Andes Pyrenees Pass Creek Fjord Shoal Sinai""".split()
)
REGIONS = frozenset(
    """Africa|Asia|Europe|Middle East|Latin America|South America|North America|Central America|Central Asia|South Asia
    |Southeast Asia|East Asia|Western Europe|Eastern Europe|Northern Europe|Central Europe|West Africa|East Africa
    |North Africa|Southern Africa|Central Africa|Sub-Saharan Africa|Horn of Africa|Gulf|Persian Gulf|Arabian Peninsula
    |Balkans|Caucasus|Caribbean|Scandinavia|Antarctica|Arctic|Siberia|West Bank|Gaza Strip|Golan Heights|Sinai|Sahel
    |Sahara|Pacific|Atlantic|Mediterranean|Indian Ocean|Kashmir|Darfur|Donbas|Donbass|Balochistan|Waziristan|Levant
    |North|South|East|West|Far East|Baltics|Maghreb|Oceania|Near East|Mars|Earth|Moon|Jupiter|Saturn|Venus
    |Hindu Kush|Himalayas|Andes|Alps|Amazon|Black Sea|Caspian Sea|Red Sea|South China Sea|East China Sea
    |Sea of Azov|Korean Peninsula|Crimean Peninsula|Western Sahara""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
EXTRA_STATES = """U.S.|US|U.S.A.|USA|United States|United States of America|America|UK|U.K.|United Kingdom|Britain
|Great Britain|England|Scotland|Wales|Northern Ireland|Russia|Soviet Union|USSR|Yugoslavia|Czechoslovakia|North Korea
|South Korea|Burma|Myanmar|Ivory Coast|Cote d'Ivoire|Congo|Democratic Republic of Congo|DRC|Czech Republic|Vatican
|Holland|Macedonia|North Macedonia|East Timor|Swaziland|Eswatini|Cape Verde|Gaza|Hong Kong|Taiwan|Kosovo
|Saudi Arabia|UAE|United Arab Emirates|Palestine|Somaliland|Puntland|Abkhazia|South Ossetia|Transnistria|Tibet
|Turkey|Türkiye|Chechnya|Dagestan|Kurdistan|Catalonia|Bosnia|Bosnia and Herzegovina|Herzegovina|Serbia|Montenegro
|Sri Lanka|South Africa|South Sudan|Sudan|East Germany|West Germany|Zaire|Persia|Iran|Macau|Crimea|Xinjiang
|Papua New Guinea|New Zealand|Puerto Rico|Guam|Guantanamo Bay|Ossetia|Nagorno-Karabakh|Washington|New York|London
|Paris|Moscow|Beijing|Tehran|Baghdad|Kabul|Islamabad|New Delhi|Jerusalem|Tel Aviv|Brussels|Geneva|Pyongyang|Seoul
|Tokyo|Kyiv|Kiev|Damascus|Beirut|Cairo|Mosul|Kirkuk|Basra|Kandahar|Helmand|Aleppo|Rafah|Kherson|Kharkiv|Odesa
|Mariupol|Los Angeles|Chicago|Houston|Boston|Texas|Florida|California|Louisiana|New Orleans|Istanbul|Karachi
|Lahore|Mumbai|Shanghai|Sydney|Toronto|Vienna|The Hague""".replace("\n", "").split("|")
ORGS = """United Nations|U.N.|UN|European Union|EU|E.U.|African Union|AU|NATO|Arab League|ASEAN|OPEC|World Bank|IMF|WTO
|International Monetary Fund|World Trade Organization|World Health Organization|WHO|Hamas|Fatah|Hezbollah|Taliban
|Taleban|al-Qaida|Al-Qaida|al-Qaeda|Al-Qaeda|al-Shabab|Boko Haram|Islamic State|ISIS|ISIL|Congress|Senate|White House
|Pentagon|Kremlin|Supreme Court|Parliament|CIA|FBI|NASA|IAEA|International Atomic Energy Agency|State Department
|U.S. State Department|U.N. Security Council|Security Council|United Nations Security Council|General Assembly
|European Parliament|European Commission|European Central Bank|Federal Reserve|Red Cross|Reuters|Associated Press
|Xinhua|AFP|BBC|CNN|VOA|Foreign Ministry|Defense Ministry|Interior Ministry|PKK|FARC|ETA|UNICEF|UNESCO|UNHCR|OSCE
|ECOWAS|Human Rights Watch|Amnesty International|House of Representatives|Bundestag|Knesset|Duma|Gazprom|Yukos|Boeing
|Airbus|Commonwealth|Mercosur|FIFA|PLO|Palestinian Authority|International Criminal Court|Justice Department
|Treasury Department|Defense Department|Department of Homeland Security|Homeland Security|Vatican Radio|Interpol
|Muslim Brotherhood|Islamic Jihad|Lashkar-e-Taiba|Abu Sayyaf|Tamil Tigers|Janjaweed|Mossad|Al-Jazeera|al-Jazeera
|Al Jazeera|Janata Dal|Likud|Kadima|Zanu-PF|Peshmerga""".replace("\n", "").split("|")

GROUP_CUE = re.compile(
    r"FRONT|ARMY|BRIGADE|MOVEMENT|PARTY|FORCE|COMMAND|GROUP|ORGANI[SZ]ATION|UNION|MILITIA|JAISH|JAYSH|LASHKAR|HARAKAT"
    r"|ANSAR|JIHAD|RESISTANCE|COUNCIL|GUARD|FIGHTERS|BATTALION|CARTEL|ALLIANCE|REBELS|HIZB|JAMAAT|SQUAD|CELLS?\b"
)

ROLE = re.compile(
    r"MINIST|PRESIDENT|GOVERN|KING_|QUEEN|PRINCE|GENERAL|ARMY|PARTY|FRONT|COUNCIL|REGIME|ADMINISTRATION|LEADER|_OF_|POPE"
    r"|SULTAN|EMIR|PREMIER|SENATOR|CONGRESS|FORCE|STATE|UNION|MOVEMENT|AUTHORITY|GROUP|OPPOSITION|REBEL|EX-|FORMER"
    r"|REPUBLIC|KINGDOM|EMPIRE|JUNTA|SECRETARY|CHANCELLOR|CHAIRMAN|DICTATOR|SHAH|AYATOLLAH|MR_|DR_|SIR_|LORD"
)


@dataclass
class Names:
    """Names by class; every list is sorted and free of doubles."""

    states: list[str] = field(default_factory=list)
    capitals: list[str] = field(default_factory=list)
    provinces: list[str] = field(default_factory=list)
    peoples: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    weapons: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    forces: list[str] = field(default_factory=list)
    legislatures: list[str] = field(default_factory=list)
    ports: list[str] = field(default_factory=list)
    facilities: list[str] = field(default_factory=list)


@functools.cache
def load_names(data: str | None = None) -> Names:
    """Read all gazetteers once."""
    folder = find_data(data)
    names = Names()
    _read_countries(folder / "gazetteers" / "countries.json.gz", names)
    _read_factbook(folder / "gazetteers" / "factbook.tar.gz", names)
    _read_leaders(folder / "gazetteers", names)
    _read_weapons(folder / "gazetteers", names)
    _read_groups(folder / "dictionaries" / "Phoenix.MilNonState.actors.txt.gz", names)
    _read_politicians(folder / "dictionaries" / "Phoenix.Countries.actors.txt.gz", names)
    names.states += EXTRA_STATES
    names.peoples += PEOPLES
    for key, values in vars(names).items():
        setattr(names, key, sorted({" ".join(value.split()) for value in values if value.strip()}))
    return names


def _read_politicians(path: Path, names: Names) -> None:
    """Take the entries whose role has dates: those are persons."""
    entry: list[str] = []
    for line in read_lines(path):
        match = re.match(r"^\+?([A-Z][A-Z'\-_ .]+?)_?\s*(\[.*|#.*|)$", line)
        if match:
            entry = [*entry, match.group(1)] if line.startswith("+") else [match.group(1)]
        if re.search(r"\[\w+ [>\d]", line):
            for name in entry:
                words = name.replace("_", " ").split()
                if 1 < len(words) < 5 and not ROLE.search(name) and "." not in name:
                    names.persons.append(" ".join(_title_case(word) for word in words))
            entry = []


def _title_case(word: str) -> str:
    if word.startswith("AL-"):
        return "al-" + word[3:].title()
    return word.lower() if word in {"BIN", "DE", "VAN", "VON", "DER", "DA", "DOS", "IBN"} else word.title()


def _load_json(path: Path) -> object:
    return json.loads(gzip.decompress(path.read_bytes()))


def _read_countries(path: Path, names: Names) -> None:
    for country in _load_json(path):
        names.states += [country["name"]["common"], country["name"]["official"]]
        names.capitals += country.get("capital") or []
        demonyms = (country.get("demonyms") or {}).get("eng") or {}
        for form in [country.get("demonym"), demonyms.get("m"), demonyms.get("f")]:
            for word in re.split(r"\s*(?:,|/| or )\s*", form or ""):
                names.peoples.append(word)
                if word.endswith(("n", "i")):
                    names.peoples.append(word + "s")


def _clean(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", ";", text))


def _split_names(text: str) -> list[str]:
    text = re.sub(r"\([^)]*\)|\[[^]]*\]", "", _clean(text))
    parts = [re.split(r" or ", part)[0].strip(" *.:") for part in re.split(r"[;,:]", text)]
    return [p for p in parts if 2 < len(p) < 50 and p[0].isupper() and not re.search(r"\d|note", p)]


def _read_factbook(path: Path, names: Names) -> None:
    def text(node: dict, *keys: str) -> str:
        for key in keys:
            node = node.get(key) or {}
        return node.get("text", "") if isinstance(node, dict) else ""

    with tarfile.open(path) as archive:
        for member in sorted(archive.getnames()):
            if not member.endswith(".json"):
                continue
            page = json.load(archive.extractfile(member))
            government = page.get("Government") or {}
            names.parties += _split_names(text(government, "Political parties"))
            names.provinces += _split_names(text(government, "Administrative divisions").partition(";")[2])
            names.legislatures += _split_names(text(government, "Legislative branch", "legislature name"))
            for house in ("lower", "upper"):
                branch = f"Legislative branch - {house} chamber"
                names.legislatures += _split_names(text(government, branch, "chamber name"))
            forces = text(page, "Military and Security", "Military and security forces")
            names.forces += [n for n in _split_names(forces) if re.search("Force|Army|Navy|Guard|Police|Corps", n)]
            names.ports += _split_names(text(page, "Transportation", "Ports", "key ports"))


def _read_leaders(folder: Path, names: Names) -> None:
    with gzip.open(folder / "leaders2021_wikidata.csv.gz", "rt", encoding="utf-8") as file:
        names.persons += [row["officeholderLabel"] for row in csv.DictReader(file)]
    with tarfile.open(folder / "leaders_current.tar.gz") as archive:
        for member in sorted(archive.getnames()):
            if member.endswith(".json"):
                for row in json.load(archive.extractfile(member)):
                    names.persons.append(str(row.get("name") or ""))


def _read_weapons(folder: Path, names: Names) -> None:
    for row in _load_json(folder / "russia_losses_equipment_oryx.json.gz"):
        model = re.sub(r"^\d+(\.\d+)?mm ", "", row["model"])
        model = re.sub(r"\([^)]*\)|\bObr\. ?\d+|'[^']*'", "", model).split(" with ")[0].split(" for ")[0]
        if not model.startswith("Unknown") and len(model) < 32 and re.search(r"[A-Z]", model):
            names.weapons.append(model)
    for row in _load_json(folder / "nk_missile.en.json.gz").values():
        if isinstance(row, dict) and row.get("name") and row["name"] != "Unknown":
            names.weapons += [part for part in re.split(r"[()]", row["name"]) if part.strip()]
    for row in _load_json(folder / "nk_facility.en.json.gz")["facilities"].values():
        if len(row["name"].split()) > 1:
            names.facilities.append(row["name"])


def _read_groups(path: Path, names: Names) -> None:
    for line in read_lines(path):
        match = re.match(r"^\+?([A-Z][A-Z'\-_ ]+)_?\s*(\[|$|#)", line)
        if match and match.group(1).strip("_ ").count("_") >= 1:
            words = match.group(1).strip("_ ").replace("_", " ").split()
            small = {"OF", "THE", "AND", "FOR", "IN", "AL", "DE", "LA", "EL"}
            if not GROUP_CUE.search(match.group(1)):
                continue
            names.groups.append(" ".join(w.lower() if w in small and i else w.title() for i, w in enumerate(words)))


if __name__ == "__main__":
    for name, values in vars(load_names()).items():
        print(name, len(values), values[:: max(1, len(values) // 12)])
