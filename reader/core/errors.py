"""The root of every error that the program expects and can explain."""

from __future__ import annotations

import errno
import tomllib
from functools import lru_cache
from pathlib import PurePath

from reader.core.printable import one_line, printable
from reader.core.resources import resource_path


class ReaderError(Exception):
    """An expected failure that can be told to the user in one sentence.

    ``key`` names a row of ``resources/messages.toml``; ``values`` fill its placeholders, an ``OSError`` with the
    system's reason in the language of the sentence.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def sentence(self, language: str = "en") -> str:
        """The sentence for the user in ``language`` (English where it is not translated)."""
        return message(self.key, language, **self.values)

    def __str__(self) -> str:
        return self.sentence()


class UnreadableInputError(ReaderError):
    """A file, page or clipboard that cannot be turned into an article."""


class AnalysisUnavailableError(ReaderError):
    """No analysis can be made: a model is missing or broken, or the worker has died."""


class LibraryError(ReaderError):
    """The library cannot be opened, read or written; nothing that was kept before is lost by it."""


class AnalysisCancelledError(ReaderError):
    """An analysis was stopped because nobody waits for it any more."""

    def __init__(self) -> None:
        super().__init__("analysis_cancelled")


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    with resource_path("messages.toml").open("rb") as file:
        return tomllib.load(file)


def message(key: str, language: str = "en", /, **values: object) -> str:
    """The sentence ``key`` of ``resources/messages.toml``. Raises ``KeyError`` for an unknown key."""
    shown = {name: _shown(value, language) for name, value in values.items()}
    return printable(_in(language, _table()[key]).format(**shown))


def system_reason(error: OSError, language: str = "en") -> str:
    """Why the system refused something, in ``language`` where it is a common reason."""
    row = _table().get(f"system_{errno.errorcode.get(error.errno or 0, '')}")
    return error.strerror or str(error) if row is None else _in(language, row)


def _shown(value: object, language: str) -> object:
    """A value as it stands in a sentence; a file's name cannot break the line or reach for the terminal."""
    shown = system_reason(value, language) if isinstance(value, OSError) else value
    return one_line(str(shown)) if isinstance(shown, str | PurePath) else shown


def _in(language: str, row: dict[str, str]) -> str:
    return row.get(language, row["en"])
