from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.graph.journal import NAME, Journal
from graphkit.iri import document_iri

A, B = document_iri("a"), document_iri("b")


def interrupted(folder: Path, build: str = "build") -> None:
    with pytest.raises(KeyboardInterrupt), Journal(folder, build) as journal:
        journal.note(A, "text of a")
        raise KeyboardInterrupt


def test_an_interrupted_build_knows_what_it_has_done(tmp_path: Path) -> None:
    interrupted(tmp_path)
    with Journal(tmp_path, "build") as journal:
        assert journal.has(A, "text of a")
        assert not journal.has(A, "other text of a")
        assert not journal.has(B, "text of b")
    assert not (tmp_path / NAME).exists()


def test_a_build_with_other_settings_begins_anew(tmp_path: Path) -> None:
    interrupted(tmp_path)
    with Journal(tmp_path, "another build") as journal:
        assert not journal.has(A, "text of a")


def test_a_line_that_was_cut_off_is_a_document_not_done(tmp_path: Path) -> None:
    interrupted(tmp_path)
    path = tmp_path / NAME
    path.write_text(path.read_text() + f'["{B}", "12')
    with Journal(tmp_path, "build") as journal:
        assert journal.has(A, "text of a")
        journal.note(B, "text of b")
        assert journal.has(B, "text of b")


def test_a_build_into_memory_notes_nothing() -> None:
    with Journal(None, "build") as journal:
        journal.note(A, "text of a")
        assert not journal.has(A, "text of a")
