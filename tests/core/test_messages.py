import errno
import os
import string
import tomllib

import pytest

from reader.core.errors import ReaderError, message, system_reason
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


@pytest.mark.parametrize(
    "code",
    [
        errno.ENOENT,
        errno.EACCES,
        errno.ENOSPC,
        errno.EROFS,
        errno.EISDIR,
        errno.ENOTDIR,
        errno.ENAMETOOLONG,
        errno.ELOOP,
        errno.EMFILE,
    ],
)
def test_common_reasons_of_the_system_are_told_in_the_language_of_the_sentence(code):
    error = OSError(code, os.strerror(code))

    assert system_reason(error, "fr") != system_reason(error, "en")
    assert (
        ReaderError("stdout_failed", reason=error).sentence("fr").endswith(f"{system_reason(error, 'fr')}.")
    )


def test_other_reasons_are_told_as_the_system_tells_them():
    assert system_reason(OSError(errno.ECHILD, "No child processes"), "fr") == "No child processes"
    assert system_reason(OSError("odd"), "fr") == "odd"


def test_a_sentence_is_valid_utf8():
    error = ReaderError("file_missing", name="mal\udcff.txt")

    assert str(error).encode() == "mal\ufffd.txt: there is no such file.".encode()
