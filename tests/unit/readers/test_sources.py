from __future__ import annotations

import datetime
import io
import json
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.model import Article
from graphkit.readers import Skip, read, read_all

BODY = "The rebels fired six rockets at the port on Monday, the army said."


def articles(*items: Article | Skip) -> list[Article]:
    return [item for item in items if isinstance(item, Article)]


def skips(*items: Article | Skip) -> list[Skip]:
    return [item for item in items if isinstance(item, Skip)]


def test_a_file_becomes_an_article_named_after_it(tmp_path: Path) -> None:
    (tmp_path / "mokha.txt").write_text(BODY)
    (article,) = articles(*read(tmp_path / "mokha.txt", date="2024-08-26"))
    assert article == Article("mokha.txt", BODY, date=datetime.date(2024, 8, 26))


def test_ids_do_not_depend_on_where_the_folder_lies(tmp_path: Path) -> None:
    for folder in ("here", "there/deep"):
        (tmp_path / folder / "2024").mkdir(parents=True)
        (tmp_path / folder / "2024" / "a.txt").write_text(BODY)
        (tmp_path / folder / "b.txt").write_text(BODY)
    found = [[a.id for a in articles(*read(tmp_path / folder))] for folder in ("here", "there/deep")]
    assert found == [["2024/a.txt", "b.txt"]] * 2


def test_a_pattern_reads_what_it_matches_and_names_it_from_its_fixed_part(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    for name in ("x/a.txt", "x/b.md", "c.txt"):
        (tmp_path / name).write_text(BODY)
    assert [a.id for a in articles(*read(str(tmp_path / "**" / "*.txt")))] == ["c.txt", "x/a.txt"]


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2024-08-26-odesa.txt", datetime.date(2024, 8, 26)),
        ("odesa-2024-08-26.txt", datetime.date(2024, 8, 26)),
        ("2024-13-45-odesa.txt", None),
        ("12024-08-261.txt", None),
    ],
)
def test_the_file_name_may_give_the_date(tmp_path: Path, name: str, date: datetime.date | None) -> None:
    (tmp_path / name).write_text(BODY)
    assert articles(*read(tmp_path / name))[0].date == date
    assert articles(*read(tmp_path / name, date="2020-01-01"))[0].date == datetime.date(2020, 1, 1)


def test_markdown_gives_its_words_and_front_matter(tmp_path: Path) -> None:
    text = f"---\ntitle: Port hit\ndate: 2024-08-26\n---\n# Port hit\n\nThe **rebels** [fired](http://x.org)\n{BODY}\n"
    (tmp_path / "a.md").write_text(text)
    (article,) = articles(*read(tmp_path / "a.md"))
    assert article.title == "Port hit"
    assert article.date == datetime.date(2024, 8, 26)
    assert article.text == f"Port hit\n\nThe rebels fired {BODY}\n"


def test_html_gives_the_article_without_the_menu(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{BODY} This is paragraph number {n}, and it goes on for a while.</p>" for n in range(6))
    (tmp_path / "a.html").write_text(
        "<!DOCTYPE html><html lang='en'><head><title>Port hit</title></head><body><nav><a href='/'>Home</a> "
        f"<a href='/s'>Sport</a></nav><article><h1>Port hit</h1>{paragraphs}</article></body></html>"
    )
    (article,) = articles(*read(tmp_path / "a.html"))
    assert article.title == "Port hit"
    assert BODY in article.text
    assert "Sport" not in article.text


def test_json_lines_give_metadata_and_report_bad_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"id": "a", "body": BODY, "date": "2024-08-26T07:00:00Z", "publisher": "Wire", "url": "https://x.org"}
        ),
        "{broken",
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "body": BODY, "date": "yesterday"}),
        json.dumps({"id": "d", "body": ""}),
        "[1]",
        json.dumps({"body": BODY}),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    items = list(read(tmp_path / "a.jsonl", fields={"text": "body"}))
    first, last = articles(*items)
    assert first == Article("a", BODY, date=datetime.date(2024, 8, 26), publisher="Wire", url="https://x.org")
    assert last.id.startswith("a.jsonl/")
    assert [skip.source.rpartition(", line ")[2] for skip in skips(*items)] == ["2", "3", "4", "5", "6"]
    assert all(skip.reason.endswith(".") for skip in skips(*items))


def test_csv_is_read_with_any_of_its_delimiters(tmp_path: Path) -> None:
    for delimiter in ",;\t":
        (tmp_path / "a.csv").write_text(f'id{delimiter}text\na{delimiter}"{BODY}\n{BODY}"\n')
        (article,) = articles(*read(tmp_path / "a.csv"))
        assert article.text == f"{BODY}\n{BODY}"


def test_a_csv_without_the_column_says_which_there_are(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,body\na,b\n")
    with pytest.raises(InputError, match=r"no column 'text' \(columns: id, body\).*--field text=COLUMN"):
        list(read(tmp_path / "a.csv"))


def test_parquet_is_read(tmp_path: Path) -> None:
    import pyarrow as arrow
    from pyarrow import parquet

    table = arrow.table(
        {"id": ["a", "b"], "text": [BODY, None], "views": [1, 2], "date": [datetime.date(2024, 8, 26)] * 2}
    )
    parquet.write_table(table, tmp_path / "a.parquet")
    items = list(read(tmp_path / "a.parquet"))
    assert articles(*items) == [Article("a", BODY, date=datetime.date(2024, 8, 26))]
    assert len(skips(*items)) == 1
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(InputError, match="not a legal Parquet table"):
        list(read(tmp_path / "bad.parquet"))


def test_standard_input_is_named_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = set()
    for text in (BODY, BODY, BODY + " They left."):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        ids.update(article.id for article in articles(*read("-")))
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("nowhere.txt", "no such file"),
        ("no*where.txt", "matches no file"),
        ("nonsense://example.org/a", "no kind of address"),
        ("empty", "no file to read"),
        ("table.xls", "'.xls' are not read"),
    ],
)
def test_what_cannot_be_found_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("table.xls").write_text("x")
    with pytest.raises(InputError, match=words) as caught:
        list(read(source))
    assert caught.value.source == source


def test_unknown_formats_and_fields_are_errors(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    with pytest.raises(InputError, match=r"no format 'doc'\. Known: csv"):
        list(read(tmp_path / "a.txt", format="doc"))
    with pytest.raises(InputError, match="no field 'body'"):
        list(read(tmp_path / "a.txt", fields={"body": "text"}))


def test_a_bad_file_alone_is_an_error_and_among_others_a_skip(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "good.txt").write_text(BODY)
    (tmp_path / "README.md").write_text("# What lies here\n\nThese are articles that we have read.")
    with pytest.raises(InputError):
        list(read(tmp_path / "empty.txt"))
    items = list(read(tmp_path))
    assert [a.id for a in articles(*items)] == ["good.txt"]
    assert [Path(skip.source).name for skip in skips(*items)] == ["bad.txt", "empty.txt"]
    items = list(read_all([tmp_path / "empty.txt", tmp_path / "good.txt"]))
    assert [type(item) for item in items] == [Skip, Article]


def test_two_texts_of_one_id_are_told(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(BODY + folder)
    items = list(read_all([tmp_path / "x", tmp_path / "y"]))
    assert [type(item) for item in items] == [Article, Skip]
    assert "'a.txt'" in skips(*items)[0].reason
