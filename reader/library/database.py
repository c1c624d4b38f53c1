"""Connections to the library's file, for any number of threads and processes.

The file is in WAL mode: reading never waits for writing. ``synchronous`` is FULL, so that what was committed
survives the loss of power as well as a killed process; a commit then costs one flush, which is little beside
reading or analysing an article and what a star or a tag is worth. Writers wait for each other: in this process at
a lock, for other processes ``BUSY_SECONDS`` at most. One connection serves one thread at a time.

A damaged library is replaced by a new file (``recovery``). Each transaction therefore begins with a look whether
its connection still leads to the file that has the library's name.
"""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from reader.core.errors import LibraryError
from reader.library.folder_lock import folder_lock
from reader.library.integrity import is_damaged
from reader.library.private import private_file
from reader.library.sql_functions import add_functions
from reader.library.typed import DamagedRowError

BUSY_SECONDS = 10.0
_CACHE_KIB = 16_000

_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC)
_READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_DOUBTFUL = (
    sqlite3.DatabaseError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What may come of a damaged row as well as of a mistake of ours: the library is looked through to tell which."""

Identity = tuple[int, int]
"""Which file it is, whatever its name: its device and number there."""


def library_error(error: sqlite3.Error, file: Path) -> LibraryError:
    """The sentence for a failure of the database."""
    if type(error) is sqlite3.OperationalError and not hasattr(error, "sqlite_errorcode"):
        return LibraryError("library_broken", path=file)  # a text that is not UTF-8
    code: int = getattr(error, "sqlite_errorcode", 0)
    for key, codes in (
        ("library_full", _FULL),
        ("library_read_only", _READ_ONLY),
        ("library_busy", _BUSY),
        ("library_broken", _DAMAGED),
    ):
        if code in codes or code & 0xFF in codes:
            return LibraryError(key, path=file)
    return LibraryError("library_failed", path=file, reason=str(error))


@contextmanager
def explained(file: Path) -> Generator[None, None, None]:
    """Turn failures of the database inside into ``LibraryError``; mistakes of ours stay what they are.

    Whatever goes wrong with a row that was read is ``library_broken`` if the library is damaged.
    """
    try:
        yield
    except LibraryError as error:
        if error.key != "library_record":
            raise
        raise LibraryError("library_broken", path=file) from error
    except (UnicodeDecodeError, DamagedRowError) as error:
        raise LibraryError("library_broken", path=file) from error
    except _DOUBTFUL as error:
        failure = _explanation(error, file)
        if failure is None:
            raise
        raise failure from error


def _explanation(error: Exception, file: Path) -> LibraryError | None:
    """The sentence for a failure; ``None`` for a mistake of ours."""
    known = type(error) in (sqlite3.OperationalError, sqlite3.DatabaseError)
    failure = library_error(error, file) if known and isinstance(error, sqlite3.Error) else None
    if failure is not None and failure.key != "library_failed":
        return failure
    try:
        with closing(connect_to_read(file)) as connection:
            damaged = is_damaged(connection)
    except sqlite3.Error:
        damaged = False
    return LibraryError("library_broken", path=file) if damaged else failure


def identity_of(file: Path) -> Identity | None:
    """Which file has this name now; ``None`` where there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def connect(file: Path) -> sqlite3.Connection:
    """A connection with our settings; the file is made where it is missing. Raises ``sqlite3.Error``."""
    private_file(file)  # SQLite gives the files beside it the same rights
    connection = sqlite3.connect(
        file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        add_functions(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def connect_existing(file: Path) -> sqlite3.Connection:
    """A connection to a library that is there, not while it is replaced. Raises ``sqlite3.Error``, ``LibraryError``."""
    try:
        with folder_lock(file.parent, shared=True):
            if not file.exists():
                raise LibraryError("library_moved", path=file)
            return connect(file)
    except TimeoutError as error:
        raise LibraryError("library_recovering", path=file) from error


def connect_to_read(file: Path) -> sqlite3.Connection:
    """A connection that writes nothing, not even beside the file. Raises ``sqlite3.Error``.

    Where another program's journal cannot be followed, as in a read-only folder, the file is read without it.
    """
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        connection = sqlite3.connect(
            f"{file.absolute().as_uri()}?{mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            connection.execute("PRAGMA schema_version")
            return connection
        except sqlite3.Error as error:
            connection.close()
            failure = error
    raise failure


class Database:
    """Lends connections, made by ``connector``.

    Inside ``writing`` the same thread reads through the same transaction.
    """

    def __init__(
        self, file: Path, connector: Callable[[Path], sqlite3.Connection] = connect_existing
    ) -> None:
        self.file = file
        self.identity = identity_of(file)
        self._connector = connector
        self._idle: list[sqlite3.Connection] = []
        self._pool = threading.Lock()
        self._writer = threading.RLock()
        self._mine = threading.local()
        self._closed = False

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection, None, None]:
        """A connection that sees one state of the library throughout. Raises ``LibraryError``."""
        mine: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if mine is not None:
            yield mine
            return
        with explained(self.file), self._lent() as connection:
            connection.execute("BEGIN")
            try:
                self._refuse_moved()
                yield connection
            finally:
                if connection.in_transaction:  # a failing disk ends a transaction by itself
                    connection.execute("COMMIT")

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection, None, None]:
        """A transaction: all that is written inside is kept together or not at all. Raises ``LibraryError``.

        Inside another one of the same thread it is part of that one.
        """
        if getattr(self._mine, "connection", None) is not None:
            yield self._mine.connection
            return
        with self._writer, explained(self.file), self._lent() as connection:
            connection.execute("BEGIN IMMEDIATE")
            self._mine.connection = connection
            try:
                self._refuse_moved()
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._mine.connection = None

    def close(self) -> None:
        """Close all connections; those in use when they come back."""
        with self._pool:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _refuse_moved(self) -> None:
        """Another process may have repaired the library: what is written to its former file would be lost."""
        if identity_of(self.file) != self.identity:
            raise LibraryError("library_moved", path=self.file)

    @contextmanager
    def _lent(self) -> Generator[sqlite3.Connection, None, None]:
        with self._pool:
            if self._closed:
                raise LibraryError("library_closed", path=self.file)
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = self._connector(self.file)
        try:
            yield connection
        finally:
            with self._pool:
                keep = not self._closed and not connection.in_transaction
                if keep:
                    self._idle.append(connection)
            if not keep:
                connection.close()


def backup(file: Path, target: Path) -> None:
    """Copy a library that may be in use. Raises ``sqlite3.Error``."""
    private_file(target)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
