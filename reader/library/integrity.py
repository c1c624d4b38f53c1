"""What is wrong with a library: in its pages, its tables, its rows and between them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import lru_cache

from reader.core.errors import LibraryError
from reader.library import schema
from reader.library.records import COLUMNS, kept_article, unpack_annotations, unpack_article
from reader.library.sql_functions import add_functions
from reader.library.typed import DamagedRowError, natural, optional_moment, optional_text, text, texts

Steps = tuple[tuple[str, ...], ...]

_INDEX_TABLES = ("article_search_", "form_search_")
"""The full-text index makes tables of its own; their statements depend on SQLite's version."""

_INCOMPLETE = (
    "SELECT 1 FROM article LEFT JOIN content ON content.article = number WHERE content.article IS NULL LIMIT 1",
    "SELECT 1 FROM article LEFT JOIN article_text AS t ON t.article = number WHERE t.article IS NULL LIMIT 1",
    "SELECT 1 FROM content LEFT JOIN article ON number = content.article WHERE number IS NULL LIMIT 1",
    "SELECT 1 FROM (SELECT count(*) AS indexed FROM article_search_docsize)"
    " JOIN (SELECT count(*) AS listed FROM article WHERE removed IS NULL) ON indexed <> listed",
)
"""Each finds something only where rows that belong together are not all there."""


def check_soundness(connection: sqlite3.Connection, thorough: bool = False) -> None:
    """Look at the pages, the tables and what lists show; if ``thorough``, at every record as well.

    Of an older version only pages and tables are looked at, before it is brought up to date.
    Raises ``DamagedRowError`` or ``LibraryError`` where something is wrong, and whatever SQLite raises.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    _check_pages(connection)
    _check_tables(connection, schema.MIGRATIONS[:version])
    if version < len(schema.MIGRATIONS):
        return
    _check_rows(connection)
    _check_completeness(connection)
    if thorough:
        _check_records(connection)
        _check_names(connection)
        _check_references(connection)


def is_damaged(connection: sqlite3.Connection) -> bool:
    """Whether a thorough look finds anything wrong; what only fails for a while, as a full disk, is not damage."""
    try:
        check_soundness(connection, thorough=True)
    except sqlite3.OperationalError as error:
        return not hasattr(error, "sqlite_errorcode") or error.sqlite_errorcode == sqlite3.SQLITE_ERROR
    except (sqlite3.DatabaseError, LibraryError, ValueError, MemoryError):
        return True
    return False


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table of this program's version, in order."""
    return tuple(row[0] for row in _tables(schema.MIGRATIONS)[table])


def _check_pages(connection: sqlite3.Connection) -> None:
    (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise DamagedRowError("pages")


def _check_tables(connection: sqlite3.Connection, steps: Steps) -> None:
    if not _objects(steps) <= set(_object_rows(connection)):
        raise DamagedRowError("tables")
    for table, columns in _tables(steps).items():
        if not set(columns) <= set(_column_rows(connection, table)):
            raise DamagedRowError("columns")


def _check_rows(connection: sqlite3.Connection) -> None:
    for row in connection.execute(f"SELECT {COLUMNS}, a.removed, a.title_key FROM article AS a"):
        kept_article(row, ())
        optional_moment(row[-2])
        text(row[-1])
    for row in connection.execute("SELECT origin, address, book FROM article"):
        for value in row:
            optional_text(value)
    for name, folded in connection.execute("SELECT name, folded FROM tag"):
        text(name)
        text(folded)
    for (former,) in connection.execute("SELECT id FROM former_id"):
        text(former)


def _check_completeness(connection: sqlite3.Connection) -> None:
    for question in _INCOMPLETE:
        if connection.execute(question).fetchone() is not None:
            raise DamagedRowError("rows are missing")


def _check_records(connection: sqlite3.Connection) -> None:
    readers: Iterable[tuple[str, Callable[..., object]]] = (
        ("SELECT record, body FROM content JOIN article_text USING (article)", unpack_article),
        ("SELECT record, id FROM analysis JOIN article ON number = article", unpack_annotations),
    )
    for question, read in readers:
        for row in connection.execute(question):
            read(*row)


def _check_names(connection: sqlite3.Connection) -> None:
    for mentions, start, end, forms in connection.execute(
        "SELECT mentions, first_start, first_end, forms FROM appearance"
    ):
        natural(mentions)
        if natural(start) > natural(end) or not texts(json.loads(forms)):
            raise DamagedRowError("appearance")
    for (signature,) in connection.execute("SELECT signature FROM profile"):
        json.loads(text(signature))
    nameless = (
        "SELECT 1 FROM entity WHERE articles > 0 AND NOT EXISTS (SELECT 1 FROM profile"
        " JOIN form ON form.profile = profile.number WHERE profile.entity = entity.number) LIMIT 1"
    )
    if connection.execute(nameless).fetchone() is not None:
        raise DamagedRowError("names")


def _check_references(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise DamagedRowError("references")


@lru_cache(maxsize=8)
def _objects(steps: Steps) -> frozenset[tuple[str, ...]]:
    with closing(_empty_library(steps)) as connection:
        return frozenset(_object_rows(connection))


@lru_cache(maxsize=8)
def _tables(steps: Steps) -> dict[str, tuple[tuple[str, ...], ...]]:
    with closing(_empty_library(steps)) as connection:
        names = [row[1] for row in _object_rows(connection) if row[0] == "table"]
        return {name: tuple(_column_rows(connection, name)) for name in names}


def _empty_library(steps: Steps) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    add_functions(connection)
    for step in steps:
        for statement in step:
            connection.execute(statement)
    return connection


def _object_rows(connection: sqlite3.Connection) -> Iterator[tuple[str, ...]]:
    """Kind and name of each table, index and trigger, with the statements of those that are never altered."""
    for kind, name, statement in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        ours = kind in ("index", "trigger") and not name.startswith(_INDEX_TABLES)
        yield (kind, name, " ".join(statement.split())) if ours and statement else (kind, name)


def _column_rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, ...]]:
    """Name and type of each column."""
    return iter(connection.execute("SELECT name, type FROM pragma_table_info (?)", (table,)).fetchall())
