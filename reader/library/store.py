"""The library: every kept article, what was found in it and what its reader added, in one SQLite file.

Who writes: the window's process (in jobs) and the command line, several at once if need be; the analysis worker
never does, its results are kept by the process that asked for them. All methods may be called from any thread.
What a call was to keep is on the disk when it returns.

The library stands beside the cache of analyses, which also serves articles that are not kept.

When it is checked: a library of up to ``SMALL_BYTES`` at each opening, a larger one by ``check``, which the
service runs in a job once the window stands. A damaged file is set aside, never deleted; what can still be read
of it is carried over into a new one (``rescue``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType

from reader.core.errors import LibraryError
from reader.library.articles import ArticleStore
from reader.library.database import Database, connect, connect_to_read, explained
from reader.library.entities import EntityIndex
from reader.library.listing import Listing
from reader.library.migrations import bring_up_to_date, is_up_to_date
from reader.library.private import private_folder
from reader.library.reader_marks import ReaderMarks
from reader.library.rescue import rescue, set_aside

SMALL_BYTES = 16_000_000


class Library(ArticleStore, ReaderMarks, Listing, EntityIndex):
    """An open library. Every failure is a ``LibraryError`` with its sentence."""

    @property
    def file(self) -> Path:
        """Where it lies."""
        return self._db.file

    @contextmanager
    def together(self) -> Generator[None, None, None]:
        """Keep all that is written inside by this thread as one, or nothing of it."""
        with self._db.writing():
            yield

    def check(self) -> None:
        """Look at every page. Raises ``LibraryError`` (``library_broken``) where one is damaged."""
        with self._db.reading() as connection:
            _check(connection, self.file)

    def close(self) -> None:
        """Give the file free."""
        self._db.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_library(file: Path) -> Library:
    """Open the library in ``file``, made where it is missing.

    Raises ``LibraryError``: ``library_newer`` (then it is not touched), ``library_no_folder``, ``library_read_only``,
    ``library_full``, ``library_busy``, or ``library_damaged`` once a damaged file was set aside: the next call
    then opens the new library.
    """
    try:
        private_folder(file.parent)
    except OSError as error:
        raise LibraryError("library_no_folder", path=file.parent, reason=error) from error
    try:
        with explained(file):
            bring_up_to_date(file)
            if file.stat().st_size <= SMALL_BYTES:
                with closing(connect(file)) as connection:
                    _check(connection, file)
    except LibraryError as error:
        if error.key != "library_broken":
            raise
        raise _begin_anew(file) from error
    return Library(Database(file))


def open_to_read(file: Path) -> Library | None:
    """The library in ``file`` for questions alone; ``None`` where there is none of this version.

    Raises ``LibraryError`` where it cannot be read.
    """
    try:
        with file.open("rb"):
            pass
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LibraryError("library_failed", path=file, reason=error) from error
    with explained(file), closing(connect_to_read(file)) as connection:
        if not is_up_to_date(connection):
            return None
    return Library(Database(file, connect_to_read))


def _begin_anew(file: Path) -> LibraryError:
    """Set a damaged library aside, carry over what can be read, and say so."""
    place = set_aside(file)
    with explained(file):
        bring_up_to_date(file)
        database = Database(file)
        try:
            rescued = rescue(place, database)
        finally:
            database.close()
    return LibraryError("library_damaged", place=place, rescued=rescued)


def _check(connection: sqlite3.Connection, file: Path) -> None:
    (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise LibraryError("library_broken", path=file)
