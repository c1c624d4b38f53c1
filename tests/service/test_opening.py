import io
from pathlib import Path

import pytest

from reader.core.errors import UnreadableInputError
from reader.service import article_from_text, open_path, open_stream


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"nulle-part\.txt: there is no such file"):
        open_path(tmp_path / "nulle-part.txt")


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="is a folder"):
        open_path(tmp_path)


def test_a_path_with_a_zero_byte_is_a_sentence_not_a_crash() -> None:
    with pytest.raises(UnreadableInputError):
        open_path("a\x00b.txt")


def test_too_large_a_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
        file.write(b"x" * 100)

    with pytest.raises(UnreadableInputError, match=r"long\.txt is too large \(50 MB\)"):
        open_path(path)


def test_standard_input_is_an_article() -> None:
    article = open_stream(io.BytesIO(b"Le pont ferme."), "-")

    assert article.text == "Le pont ferme."


def test_pasted_text_gets_plain_line_ends() -> None:
    assert article_from_text("un\r\ndeux").text == "un\ndeux"


def test_same_text_same_id_whatever_its_source(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Le pont ferme.", encoding="utf-8")

    assert open_path(tmp_path / "a.txt").id == article_from_text("Le pont ferme.", "b").id
