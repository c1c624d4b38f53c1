"""What languages are called."""

import tomllib

import pytest

from reader.core.languages import UNKNOWN, language_name
from reader.core.resources import resource_path
from reader.nlp.languages import LANGUAGES

TABLE = tomllib.loads(resource_path("languages.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [("en", "English", "anglais"), ("fr", "French", "français"), ("zh", "Chinese", "chinois")],
)
def test_a_language_has_its_name_in_both(code: str, english: str, french: str) -> None:
    assert (language_name(code), language_name(code, "fr")) == (english, french)


def test_a_language_without_a_name_is_called_by_its_code() -> None:
    assert (language_name("xx"), language_name("xx", "fr")) == ("the language “xx”", "langue « xx »")


def test_every_row_is_in_both_languages_and_every_analysed_one_has_a_row() -> None:
    assert all(set(row) == {"en", "fr"} for row in TABLE.values())
    assert {*LANGUAGES, UNKNOWN} <= set(TABLE)
