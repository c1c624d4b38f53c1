"""Bringing a library to this program's version, one numbered step after the other, with a copy made before.

The version is SQLite's ``user_version``. A library of a newer version is recognised from its first bytes, before
anything is opened, so that it is never touched.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from reader.core.errors import LibraryError
from reader.library import schema
from reader.library.backfill import fill_rows
from reader.library.database import BUSY_SECONDS, backup, connect

_VERSION_AT = slice(60, 64)
_BUSY_PAUSE = 0.02


def bring_up_to_date(file: Path) -> None:
    """Make the tables or alter them. Raises ``LibraryError`` for a newer library and ``sqlite3.Error``."""
    _refuse_newer(file, _version_in_header(file))
    with closing(_connect_patiently(file)) as connection:
        version = _version(connection)
        _refuse_newer(file, version)
        if 0 < version < len(schema.MIGRATIONS):
            backup(file, backup_path(file, version))
        while _version(connection) < len(schema.MIGRATIONS):
            _step(connection)


def is_up_to_date(connection: sqlite3.Connection) -> bool:
    """Whether the tables are those of this program."""
    return _version(connection) == len(schema.MIGRATIONS)


def backup_path(file: Path, version: int) -> Path:
    """Where the copy of a library of that version is kept while a newer one is in use."""
    return file.with_name(f"{file.stem}.version-{version}{file.suffix}")


def _step(connection: sqlite3.Connection) -> None:
    """Do the next step, unless another process has done it meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)
        step = schema.MIGRATIONS[version] if version < len(schema.MIGRATIONS) else ()
        for statement in step:
            connection.execute(statement)
        if step is schema.BOOKS_AND_VERSIONS:
            fill_rows(connection)
        connection.execute(f"PRAGMA user_version = {min(version + 1, len(schema.MIGRATIONS))}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _connect_patiently(file: Path) -> sqlite3.Connection:
    """Turning a new file into WAL mode does not wait for another process that does the same: try again."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return connect(file)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_BUSY_PAUSE)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _version_in_header(file: Path) -> int:
    try:
        with file.open("rb") as stream:
            head = stream.read(_VERSION_AT.stop)
    except OSError:
        return 0
    return int.from_bytes(head[_VERSION_AT], "big") if head.startswith(b"SQLite format 3\0") else 0


def _refuse_newer(file: Path, version: int) -> None:
    if version > len(schema.MIGRATIONS):
        raise LibraryError("library_newer", path=file)
