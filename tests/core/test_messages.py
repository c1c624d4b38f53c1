import string
import tomllib

import pytest

from reader.core.errors import ReaderError, message
from reader.core.resources import resource_path

TABLE = tomllib.loads(resource_path("messages.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", TABLE)
def test_every_sentence_is_there_in_both_languages_with_the_same_blanks(key: str) -> None:
    def blanks(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    row = TABLE[key]
    assert set(row) == {"en", "fr"}
    assert blanks(row["en"]) == blanks(row["fr"])
    assert row["fr"] != row["en"]


def test_an_unknown_language_falls_back_to_english() -> None:
    assert message("file_empty", "de", name="a") == message("file_empty", "en", name="a")


def test_an_error_says_its_sentence() -> None:
    assert ReaderError("file_empty", name="a.txt").sentence("fr") == "a.txt est vide : il n’y a rien à lire."
