from __future__ import annotations

import copy
import csv
import datetime
import io
import json
import pickle
import xml.etree.ElementTree as ET

import pytest

from graphkit.errors import QueryError
from graphkit.graph import Store

QUERY = """SELECT ?what ?n ?missing WHERE {
    ?x gk:launched ?g . ?g rdfs:label ?what ; gk:quantity ?n
    OPTIONAL { ?g gk:subsetOf ?missing }
}"""


def test_rows_give_python_values_by_name_and_place(store: Store) -> None:
    [row] = store.query(QUERY).rows
    assert (row.what, row["what"], row[0]) == ("35 rockets",) * 3
    assert row.n == 35
    assert row.missing is None
    assert list(row) == ["35 rockets", 35, None]
    assert row._asdict() == {"what": "35 rockets", "n": 35, "missing": None}
    with pytest.raises(AttributeError, match=r"no variable \?who; it has \?what"):
        _ = row.who
    with pytest.raises(KeyError):
        _ = row["who"]


def test_rows_can_be_copied_sent_to_other_processes_and_put_into_sets(store: Store) -> None:
    [row] = store.query(QUERY).rows
    assert copy.copy(row) == pickle.loads(pickle.dumps(row)) == row
    assert {row, copy.copy(row)} == {row}


def test_variables_may_have_any_name(store: Store) -> None:
    [row] = store.query("SELECT ?count ?index ?keys WHERE { VALUES (?count ?index ?keys) { (1 2.5 true) } }").rows
    assert (row.count, row.index, row.keys) == (1, 2.5, True)


def test_dates_are_dates(store: Store) -> None:
    [row] = store.query("SELECT ?d WHERE { ?x a schema:NewsArticle ; dcterms:date ?d }").rows
    assert row.d == datetime.date(2024, 8, 27)


def test_results_can_be_walked_through_again(store: Store) -> None:
    results = store.query(QUERY)
    assert list(results) == list(results)
    assert len(results) == 1
    assert results


def test_a_table_is_aligned_and_short(store: Store) -> None:
    assert store.query("SELECT ?x ?y WHERE { ?x gk:metWith ?y }").to_text() == (
        "x                y\n---------------  -------------\nstate:northland  state:eastria\n"
    )


def test_a_table_fits_its_width_and_keeps_columns_with_wide_letters(store: Store) -> None:
    results = store.query("SELECT ?a ?b WHERE { VALUES (?a ?b) { ('東京東京東京東京東京' 'x') ('abc\\nd' 'y') } }")
    lines = results.to_text(width=16).splitlines()
    assert lines[2].startswith("東京東京東京…")
    assert lines[3] == "abc d          y"


def test_rows_in_the_formats_of_the_standards(store: Store) -> None:
    results = store.query(QUERY)
    assert json.loads(results.to_text("json"))["results"]["bindings"][0]["n"]["value"] == "35"
    assert list(csv.reader(io.StringIO(results.to_text("csv"))))[1] == ["35 rockets", "35", ""]
    assert results.to_text("tsv").splitlines()[1] == '"35 rockets"\t35\t'
    assert ET.fromstring(results.to_text("xml")).tag.endswith("sparql")


def test_truth_values_in_all_formats(store: Store) -> None:
    results = store.query("ASK { ?x gk:launched ?y }")
    assert json.loads(results.to_text("json"))["boolean"] is True
    assert "true" in results.to_text("xml")
    assert results.to_text("table") == results.to_text("csv") == "true\n"


def test_triples_as_turtle_with_the_prefixes_that_it_uses(store: Store) -> None:
    results = store.query("CONSTRUCT { ?x gk:metWith ?y } WHERE { ?x gk:metWith ?y }")
    assert results.to_text("turtle") == (
        "@prefix gk: <https://w3id.org/graphkit/ontology#> .\n"
        "@prefix state: <https://w3id.org/graphkit/resource/state/> .\n\n"
        "state:northland gk:metWith state:eastria .\n"
    )


def test_formats_that_do_not_fit_are_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="Turtle holds triples only"):
        store.query(QUERY).to_text("turtle")
    with pytest.raises(QueryError, match="cannot be written as csv"):
        store.query("DESCRIBE state:northland").to_text("csv")
    with pytest.raises(QueryError, match="'word' is unknown"):
        store.query(QUERY).to_text("word")


def test_a_notebook_shows_a_table_in_which_nothing_runs(store: Store) -> None:
    shown = store.query("SELECT ?x WHERE { VALUES ?x { '<script>alert(1)</script>' } }")._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
