"""What the parts of the library share."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator

from reader.core.identity.language import LanguageData, load_name_tables
from reader.library.database import Database

_MOST_VALUES = 500


class Part:
    """One side of the library, over its database."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._tables: dict[str, LanguageData] = {}
        self._tables_lock = threading.Lock()

    def _names_of(self, language: str) -> LanguageData:
        """The tables that tell names of a language apart, read once."""
        with self._tables_lock:
            if language not in self._tables:
                self._tables[language] = load_name_tables(language)
            return self._tables[language]


def numbers_of(connection: sqlite3.Connection, ids: Iterable[str], removed: bool = False) -> list[int]:
    """The numbers of the kept articles (or of the removed ones) among ``ids``, in order; others are passed over.

    The id of a text that was replaced by a newer one stands for the same article.
    """
    state = "IS NOT NULL" if removed else "IS NULL"
    found: set[int] = set()
    for some in _some(list(ids)):
        marks = ",".join("?" * len(some))
        rows = connection.execute(
            f"SELECT number FROM article WHERE removed {state} AND (id IN ({marks})"
            f" OR number IN (SELECT article FROM former_id WHERE former_id.id IN ({marks})))",
            (*some, *some),
        )
        found.update(row[0] for row in rows)
    return sorted(found)


def _some(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _MOST_VALUES):
        yield ids[start : start + _MOST_VALUES]
