from __future__ import annotations

import pytest

from graphkit.errors import InputError
from graphkit.readers.text import check, decode, has_sentence, normalise

ENGLISH = (
    "The foreign ministers of both countries met in Geneva on Tuesday. They said that the talks would go on until the "
    "end of the week, and that their governments had agreed to exchange prisoners."
)
OTHERS = {
    "German": "Die Außenminister beider Länder trafen sich am Dienstag in Genf. Sie sagten, dass die Gespräche bis zum "
    "Ende der Woche weitergehen würden und dass ihre Regierungen den Austausch von Gefangenen vereinbart hätten.",
    "Dutch": "De ministers van Buitenlandse Zaken van beide landen hebben elkaar dinsdag in Genève ontmoet. Zij zeiden "
    "dat de gesprekken tot het einde van de week zouden duren en dat hun regeringen gevangenen zouden ruilen.",
    "French": "Les ministres des Affaires étrangères des deux pays se sont rencontrés mardi à Genève. Ils ont déclaré "
    "que les pourparlers se poursuivraient jusqu'à la fin de la semaine et que les prisonniers seraient échangés.",
    "Portuguese": "Os ministros dos Negócios Estrangeiros dos dois países encontraram-se na terça-feira em Genebra. "
    "Disseram que as conversações continuariam até ao fim da semana e que os governos trocariam prisioneiros.",
    "Ukrainian": "Міністри закордонних справ обох країн зустрілися у вівторок у Женеві та домовилися про обмін.",
    "Chinese": "两国外长星期二在日内瓦举行会谈。他们说会谈将持续到本周末,两国政府已同意交换战俘。",
}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Größe\r\nzwei\rdrei".encode(), "Größe\nzwei\ndrei"),
        ("\ufeffKyiv".encode(), "Kyiv"),
        ("Kyiv".encode("utf-16"), "Kyiv"),
        ("Cafe\u0301".encode(), "Café"),
    ],
)
def test_text_is_decoded_and_normalised(data: bytes, text: str) -> None:
    assert normalise(decode(data, source="a.txt")) == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"plain\x00text", "binary"),
        ("Übergröße".encode("latin-1"), "UTF-8"),
    ],
)
def test_other_files_are_refused_with_a_remedy(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        decode(data, source="a.txt")
    assert str(caught.value).startswith("a.txt")
    assert "Save" in str(caught.value)


def test_a_wrong_byte_is_named_with_its_line() -> None:
    with pytest.raises(InputError, match="0xE9") as caught:
        decode(b"one\ntwo \xe9t\xe9\n", source="a.txt")
    assert caught.value.line == 2


def test_english_passes() -> None:
    check(ENGLISH, source="a.txt")


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_refused(language: str) -> None:
    with pytest.raises(InputError, match="not look like English"):
        check(OTHERS[language], source="a.txt")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no text"),
        (" \n\t\n", "no text"),
        ("Home\nAbout Us\n12:45", "no sentence"),
        ("17 23 42", "no sentence"),
        ("He said that\x07 they left.", "control characters"),
        (f"{ENGLISH} \ud800", "broken Unicode"),
    ],
)
def test_texts_that_are_no_articles_are_refused(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        check(text, source="a.txt", line=3)


def test_a_declared_language_is_heeded() -> None:
    check(ENGLISH, source="a.txt", language="en-GB")
    with pytest.raises(InputError, match="'fr'"):
        check(ENGLISH, source="a.txt", language="fr")


def test_a_long_text_is_refused_with_both_numbers() -> None:
    with pytest.raises(InputError, match=r"5,000,000 characters, more than the limit of 1,000,000"):
        check("x" * 5_000_000, source="a.txt")


def test_headlines_in_capitals_are_sentences() -> None:
    assert has_sentence("POLICE ARREST THREE SUSPECTS")
