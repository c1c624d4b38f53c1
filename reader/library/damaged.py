"""Reading a damaged library: by SQL what SQLite still reads, the rest page by page."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from reader.core.errors import LibraryError
from reader.library.database import BUSY_SECONDS, library_error
from reader.library.integrity import columns_of
from reader.library.migrations import bring_up_to_date
from reader.library.records import unpack
from reader.library.sqlite_pages import Row, SqlitePages, Value
from reader.library.typed import DamagedRowError

Fields = dict[str, Value]
"""A row by its columns; texts are bytes."""

_FAILURES = (sqlite3.Error, UnicodeDecodeError, MemoryError)
_KEYS = {"article": "number", "content": "article", "article_text": "article", "analysis": "article"}
_SHAPED = ("article", "article_text", "analysis")
"""Tables whose rows look like no others."""
_NUMBERS = (
    "SELECT number FROM article",
    *(f"SELECT article FROM {table}" for table in ("article_text", "content", "analysis", "original")),
    "SELECT id FROM article_search_docsize",
)
_TAGS = (
    "SELECT name FROM article_tag JOIN tag ON tag.number = tag WHERE article = ?",
    "SELECT name FROM article_tag INDEXED BY article_tag_tag CROSS JOIN tag ON tag.number = tag WHERE article = ?",
)
"""What one of two indexes does not tell, the other may."""


class DamagedLibrary:
    """The rows of a damaged library, as far as they can be read. Other processes cannot write to it meanwhile.

    Raises ``LibraryError`` where another process does not let go of it, or the disk cannot be read.
    """

    def __init__(self, file: Path, scratch: Path) -> None:
        """``scratch`` is a free name for a copy that is made where the file's first page is lost."""
        self._scratch = scratch
        self._held = (
            _connect(file, "rw", hold=True) or _connect(file, "ro") or _connect(file, "ro&immutable=1")
        )
        self._connection: sqlite3.Connection | None = self._held
        self._pages = SqlitePages(file)
        self._rows = self._scan()
        if not self._is_queried():
            self._connection = self._mended()

    def close(self) -> None:
        """Let other processes write again."""
        for connection in {self._held, self._connection} - {None}:
            assert connection is not None
            with suppress(*_FAILURES):
                connection.close()
        self._pages.close()
        for ending in ("", "-wal", "-shm", ".empty"):
            Path(f"{self._scratch}{ending}").unlink(missing_ok=True)

    def numbers(self) -> list[int]:
        """The numbers of all articles of which anything is left."""
        found = {number for table in _SHAPED for number in self._rows[table]}
        for question in _NUMBERS:
            for order in ("ASC", "DESC"):
                found.update(self._column(f"{question} ORDER BY 1 {order}"))
        return sorted(number for number in found if number > 0)

    def row(self, table: str, number: int) -> Fields | None:
        """A row by its article's number; ``None`` where it is not there or cannot be read."""
        key = _KEYS.get(table, "article")
        return self._queried(f"SELECT * FROM {table} WHERE {key} = ?", number) or self._scanned(table, number)

    def tags(self, number: int) -> list[Value]:
        """The names of an article's tags."""
        for question in _TAGS:
            names = [fields["name"] for fields in self._all(question, number)]
            if names:
                return names
        return []

    def former_ids(self, number: int) -> list[Value]:
        """The ids of the texts that an article's row had before."""
        return [fields["id"] for fields in self._all("SELECT id FROM former_id WHERE article = ?", number)]

    def _column(self, question: str) -> Iterator[int]:
        """Whole numbers, up to where reading fails."""
        if self._connection is None:
            return
        with suppress(*_FAILURES):
            for row in self._connection.execute(question):
                if isinstance(row[0], int):
                    yield row[0]

    def _queried(self, question: str, number: int) -> Fields | None:
        return next(iter(self._all(question, number)), None)

    def _all(self, question: str, number: int) -> list[Fields]:
        if self._connection is None:
            return []
        try:
            cursor = self._connection.execute(question, (number,))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]
        except _FAILURES:
            return []

    def _scanned(self, table: str, number: int) -> Fields | None:
        for row in self._rows.get(table, {}).get(number, ()):
            try:
                values = self._pages.values(row)
            except DamagedRowError:
                continue
            if table != "content" or _is_record(values[1]):
                return {**dict(zip(columns_of(table), values, strict=False)), _KEYS[table]: number}
        return None

    def _scan(self) -> dict[str, dict[int, list[Row]]]:
        """Where the rows of each table lie, told by what their columns hold."""
        found: dict[str, dict[int, list[Row]]] = {table: {} for table in _KEYS}
        for row in self._pages.rows():
            table = _table_of(row.kinds)
            if table:
                found[table].setdefault(row.number, []).append(row)
        return found

    def _is_queried(self) -> bool:
        """Whether SQLite knows any of the tables."""
        return any(
            True
            for table in ("article", "content", "article_text", "tag")
            for _ in self._column(f"SELECT 1 FROM {table} LIMIT 1")
        )

    def _mended(self) -> sqlite3.Connection | None:
        """A copy with the first page of a new library, which tells where the tables begin: mostly at the same pages."""
        empty = Path(f"{self._scratch}.empty")
        try:
            bring_up_to_date(empty)
            first = empty.read_bytes()[: self._pages.page_size]
            with os.fdopen(os.open(self._scratch, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as copy:
                copy.write(_first_page(first, self._pages.count))
                for number in range(2, self._pages.count + 1):
                    copy.write(self._pages.page(number).ljust(self._pages.page_size, b"\0"))
        except (OSError, sqlite3.Error):
            return None
        return _connect(self._scratch, "rw")


def _first_page(page: bytes, count: int) -> bytes:
    """The first page of a file of ``count`` pages without free ones."""
    return page[:28] + count.to_bytes(4, "big") + bytes(8) + page[40:]


def _is_record(value: Value) -> bool:
    """Other tables have rows of the same shape as ``content``; only records of articles name blocks."""
    try:
        return isinstance(value, bytes) and "blocks" in unpack(value)
    except (LibraryError, TypeError):
        return False


def _table_of(kinds: tuple[str, ...]) -> str:
    """The table whose rows look so; empty where none does."""
    if kinds[:4] == ("null", "text", "text", "text"):
        return "article_text" if len(kinds) < 10 else "article"
    if kinds == ("null", "blob"):
        return "content"
    return "analysis" if kinds == ("null", "text", "blob") else ""


def _connect(file: Path, mode: str, hold: bool = False) -> sqlite3.Connection | None:
    """A connection that reads texts as bytes; ``hold`` keeps others from writing, where SQLite can do that."""
    connection = sqlite3.connect(
        f"{Path(os.path.abspath(file)).as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.text_factory = bytes
    try:
        connection.execute("PRAGMA schema_version")
        connection.execute("BEGIN IMMEDIATE" if hold else "BEGIN")
        return connection
    except _FAILURES as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError):
            failure = library_error(error, file)
            if failure.key == "library_busy":
                raise failure from error
        return None
