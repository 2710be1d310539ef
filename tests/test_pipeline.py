"""The whole way with the shipped language pipeline: text in, a graph with evidence out."""

from __future__ import annotations

import datetime as dt
import importlib
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit.readers import Skip
from graphkit.settings import Settings, model_path

pytestmark = pytest.mark.model

STRIKE = """\
Russia launched 35 missiles and 23 drones at Ukraine early on Monday, Ukrainian Foreign Minister Dmytro Kuleba said.

Some of the missiles were KN-23s, which are made by North Korea, he told reporters in Lviv.

Kuleba urged Asian partners to send more air defence systems to Ukraine. He accused Moscow of breaking the UN Charter.

"Russia violates international law when it hides its bombers behind the border," the minister said.

Russia and North Korea cooperate closely, Kuleba added. He said that allies should let Kyiv strike airfields on Russian territory.

Share this article
Facebook Twitter LinkedIn WhatsApp
Read also: Ten questions about Belarus
"""
ODD = (
    "\ufeffTürkiye’s “silent” drone 🚁 crossed the border, officials said.\r\n"
    "\tThe army\tof Chad\tshelled 3\u202fvillages near Abéché\u0301 🤷🏽\u200d♀️, killing\u00a0two nurses.\r\n"
    "\r\n"
    "Cafe\u0301 owners in São Tomé — “we saw it all” — met Minister Zo\u00eb Ngué\u0302ma on Monday.\r"
    "The rebel leader (\u200fمحمد رضا\u200e) fired two rockets at the port of Aden.\n"
    "日本 and Kenya signed a treaty 𝔦𝔫 Nairobi.\u2028Peru accused Chile of bombing the bridge.\n"
)
LONG_LINE = "The rebels fired six rockets at Aden. " * 400 + "\n"
OTHERS = {
    "a-mali.txt": "Malian troops killed nine civilians in Mopti on Friday, the United Nations said. Mali denied it.\n",
    "b-kenya.txt": "Kenya and Uganda signed a border treaty in Nairobi. Kenyan President William Ruto visited Kampala in May.\n",
    "c-strike.txt": STRIKE,
    "d-peru.txt": "Police in Peru arrested 12 miners. Chile condemned the arrests and urged Lima to free the miners.\n",
}

UKRAINE = "<https://w3id.org/graphkit/resource/state/ukraine>"
Row = tuple[str, ...]


def rows(graph: graphkit.Graph, sparql: str) -> set[Row]:
    """The answer as words: the last part of an IRI, the text of a literal."""
    return {tuple(str(v).rsplit("/", 1)[-1].rsplit("#", 1)[-1] for v in row) for row in graph.query(sparql)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in OTHERS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def strike() -> graphkit.Graph:
    return graphkit.build([graphkit.Article("strike", STRIKE, date=dt.date(2024, 8, 26))])


# -- what is stated --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (
            "?s gk:launched ?g . ?g gk:quantity ?n ; gk:memberType ?t BIND('' AS ?o)",
            {("russia", "35", "missile"), ("russia", "23", "drone")},
        ),
        ("?s gk:manufacturedBy ?n . ?s a gk:WeaponSystem BIND('' AS ?t)", {("kn-23", "north-korea", "")}),
        (
            "?s gk:holdsPosition ?p . ?p rdfs:label ?n ; gk:positionIn ?t . ?s a gk:Official",
            {("dmytro-kuleba", "Foreign Minister", "ukraine")},
        ),
        ("?s gk:urged ?g . ?g rdfs:label ?n BIND('' AS ?t)", {("dmytro-kuleba", "Asian partners", "")}),
        ("?s gk:violated ?g . ?g rdfs:label ?n BIND('' AS ?t)", {("russia", "international law", "")}),
        ("?s gk:attacked ?n BIND('' AS ?t)", {("russia", "ukraine", "")}),
    ],
)
def test_what_an_article_on_a_strike_states(strike: graphkit.Graph, pattern: str, expected: set[Row]) -> None:
    assert rows(strike, f"SELECT ?s ?n ?t WHERE {{ {pattern} }}") == expected


def test_two_states_that_cooperate(strike: graphkit.Graph) -> None:
    found = rows(strike, "SELECT ?a ?b WHERE { ?a gk:cooperatedWith ?b }")
    assert ("russia", "north-korea") in found or ("north-korea", "russia") in found


def test_the_launch_has_target_time_and_speaker(strike: graphkit.Graph) -> None:
    found = rows(
        strike,
        "SELECT DISTINCT ?target ?who WHERE { ?e a gk:Launch ; gk:target ?target ; gk:attributedTo ?who }",
    )
    assert found == {("ukraine", "dmytro-kuleba")}
    times = rows(
        strike,
        "SELECT ?day ?words WHERE { ?e a gk:Launch ; gk:time ?t . ?t time:inXSDDate ?day ; gk:expression ?words }",
    )
    assert {(day, "Monday" in words) for day, words in times} == {("2024-08-26", True)}


def test_the_date_holds_for_articles_that_carry_none() -> None:
    article = graphkit.Article("monday", "Chad fired 35 missiles at Sudan on Monday.")
    dated = graphkit.build([article], date="2024-05-15")
    assert ("2024-05-13",) in rows(dated, "SELECT ?day WHERE { ?e gk:time ?t . ?t time:inXSDDate ?day }")


def test_a_date_in_the_settings_holds_for_articles_that_carry_none() -> None:
    article = graphkit.Article("monday", "Chad fired 35 missiles at Sudan on Monday.")
    dated = graphkit.build([article], settings=Settings(date=dt.date(2024, 5, 15)))
    assert ("2024-05-13",) in rows(dated, "SELECT ?day WHERE { ?e gk:time ?t . ?t time:inXSDDate ?day }")


def test_what_is_asked_for_allowed_or_alleged_is_no_fact(strike: graphkit.Graph) -> None:
    assert rows(strike, f"SELECT ?p WHERE {{ {UKRAINE} gk:attacked ?p }}") == set()
    for name in ("aided", "supplied"):
        assert rows(strike, f"SELECT ?s ?o WHERE {{ ?s gk:{name} ?o }}") == set()
    broken = rows(strike, "SELECT ?l WHERE { ?s gk:violated ?o . ?o rdfs:label ?l }")
    assert not any("Charter" in label for (label,) in broken)
    stated = rows(strike, "SELECT ?m WHERE { ?e a gk:Supply ; gk:modality ?m }")
    assert stated <= {("Requested",)}


def test_lines_of_the_page_name_nobody(strike: graphkit.Graph) -> None:
    labels = {
        label.lower()
        for (label,) in rows(strike, "SELECT ?l WHERE { ?e rdfs:label|skos:altLabel ?l ; gaf:denotedBy ?m }")
    }
    assert "russia" in labels
    assert not [
        x for x in labels if any(w in x for w in ("facebook", "twitter", "linkedin", "whatsapp", "belarus", "share"))
    ]


# -- evidence --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [ODD, LONG_LINE, ODD + LONG_LINE + ODD], ids=["odd", "long", "both"])
def test_evidence_is_the_slice_of_the_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.txt").write_bytes(text.encode())
    graph = graphkit.build(tmp_path / "odd.txt", date="2024-08-26")
    (row,) = graph.query("SELECT ?text WHERE { ?c a nif:Context ; nif:isString ?text }")
    read = str(row.text)
    assert "\r" not in read
    assert read == unicodedata.normalize("NFC", read)
    found = list(
        graph.query("SELECT ?m ?b ?e ?words WHERE { ?m nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?words }")
    )
    assert len(found) >= 8
    for mention in found:
        begin, end = int(str(mention.b)), int(str(mention.e))
        assert read[begin:end] == str(mention.words)
        assert str(mention.m).endswith(f"#char={begin},{end}")
    assert {"Chad", "Aden"} & {str(m.words) for m in found}


def test_everything_has_evidence(strike: graphkit.Graph) -> None:
    bare = rows(strike, "SELECT ?e WHERE { ?e gk:trigger ?t FILTER NOT EXISTS { ?e gaf:denotedBy ?m } }")
    assert bare == set()
    assert rows(strike, "SELECT ?s WHERE { ?s gk:quantity ?n FILTER NOT EXISTS { ?s gaf:denotedBy ?m } }") == set()


def test_names_in_other_scripts_lose_nothing(tmp_path: Path) -> None:
    graph = graphkit.build(
        [graphkit.Article("odd", unicodedata.normalize("NFC", ODD.replace("\r\n", "\n").replace("\r", "\n")))]
    )
    assert rows(graph, "SELECT ?s ?o WHERE { ?s gk:killed ?o }")


# -- the same bytes --------------------------------------------------------------------------------------------------

BUILD = """
import sys, graphkit
target, *sources = sys.argv[1:]
graphkit.build(sources, to=target, date="2024-08-26")
"""


def built_elsewhere(target: Path, sources: list[Path], seed: str) -> list[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-c", BUILD, str(target), *map(str, sources)], check=True, env=environment)
    return sorted(target.read_text("utf-8").splitlines())


def test_two_processes_and_another_order_give_the_same_quads(folder: Path, tmp_path: Path) -> None:
    sources = sorted(folder.iterdir())
    first = built_elsewhere(tmp_path / "first.nq", sources, "1")
    second = built_elsewhere(tmp_path / "second.nq", sources[::-1], "4242")
    assert len(first) > 500
    assert first == second


def test_a_store_built_twice_is_unchanged(folder: Path, tmp_path: Path) -> None:
    exports = []
    for name in ("once.nq", "twice.nq"):
        with graphkit.build(folder, to=tmp_path / "store", date="2024-08-26") as graph:
            graph.export(tmp_path / name)
        exports.append(sorted((tmp_path / name).read_text("utf-8").splitlines()))
    assert exports[0] == exports[1]
    assert len(exports[0]) > 500


def test_documents_one_by_one_or_together_are_the_same(folder: Path, tmp_path: Path) -> None:
    for source in sorted(folder.iterdir(), reverse=True):
        graphkit.build(source, to=tmp_path / "store", date="2024-08-26").close()
    with graphkit.open(tmp_path / "store") as graph:
        graph.export(tmp_path / "apart.nq")
    graphkit.build(folder, to=tmp_path / "together.nq", date="2024-08-26")
    apart, together = (sorted((tmp_path / n).read_text("utf-8").splitlines()) for n in ("apart.nq", "together.nq"))
    assert apart == together


# -- what cannot be read ---------------------------------------------------------------------------------------------


def test_a_bad_document_among_good_ones_is_a_reported_skip(tmp_path: Path) -> None:
    for name, data in {
        "a.txt": OTHERS["a-mali.txt"].encode(),
        "b.txt": b"\x00\x01",
        "c.txt": OTHERS["d-peru.txt"].encode(),
    }.items():
        (tmp_path / name).write_bytes(data)
    skips: list[Skip] = []
    graph = graphkit.build(tmp_path, on_skip=skips.append)
    assert len(graph.documents()) == 2
    assert [Path(s.source).name for s in skips] == ["b.txt"]
    assert "binary" in skips[0].reason


def test_an_article_without_a_sentence_is_a_reported_skip() -> None:
    skips: list[Skip] = []
    articles = [graphkit.Article("dots", "… 17 …"), graphkit.Article("peru", OTHERS["d-peru.txt"])]
    graph = graphkit.build(articles, on_skip=skips.append)
    assert len(graph.documents()) == 1
    assert [(s.source, "no sentence" in s.reason) for s in skips] == [("dots", True)]


def test_without_a_listener_the_first_bad_document_is_an_error() -> None:
    with pytest.raises(graphkit.InputError, match="dots: the text has no sentence"):
        graphkit.build([graphkit.Article("dots", "… 17 …")])


def test_a_text_that_is_too_long_is_refused_with_the_limit() -> None:
    settings = Settings(max_characters=60)
    with pytest.raises(graphkit.InputError, match="more than the limit of 60"):
        graphkit.build([graphkit.Article("long", STRIKE)], settings=settings)


def test_a_pipeline_that_is_not_installed_is_named_with_its_command() -> None:
    name = "en_core_web_imaginary"
    with pytest.raises(graphkit.SettingsError, match=f"python -m spacy download {name}") as raised:
        graphkit.build([graphkit.Article("a", STRIKE)], settings=Settings(model=name))
    assert name in str(raised.value)


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(graphkit.SettingsError, match="has no parser"):
        graphkit.build([graphkit.Article("a", STRIKE)], settings=Settings(model=str(tmp_path / "blank")))


# -- in anybody's pipeline -------------------------------------------------------------------------------------------


def own_pipeline(imports: str) -> str:
    code = (
        f"import spacy{imports}\n"
        "nlp = spacy.load(__import__('sys').argv[1])\n"
        "nlp.add_pipe('graphkit')\n"
        "doc = nlp('Chad fired 35 missiles at Sudan.')\n"
        "print([(e.kind, e.trigger.text) for e in doc._.graphkit.events])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, model_path(None)], capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def test_the_component_works_in_a_pipeline_of_one_s_own() -> None:
    assert "('Launch', 'fired')" in own_pipeline(", graphkit.nlp.components")


def test_the_component_is_found_by_its_name() -> None:
    assert "('Launch', 'fired')" in own_pipeline(", graphkit")


def test_the_component_reads_dates_against_the_document_s() -> None:
    import spacy

    importlib.import_module("graphkit.nlp.components")  # registers the factory
    nlp: Any = spacy.load(model_path(None))
    nlp.add_pipe("graphkit")
    doc = nlp.make_doc("Chad fired 35 missiles at Sudan on Monday.")
    doc.user_data |= {"date": dt.date(2024, 5, 15), "id": "chad-1"}
    for _, step in nlp.pipeline:
        doc = step(doc)
    assert doc._.graphkit.article.id == "chad-1"
    assert [t.begin for t in doc._.graphkit.times] == ["2024-05-13"]
