"""The library: every kept article, what was found in it and what its reader added, in one SQLite file.

Who writes: the window's process (in jobs) and the command line, several at once if need be; the analysis worker
never does, its results are kept by the process that asked for them. All methods may be called from any thread.
What a call was to keep is on the disk when it returns.

The library stands beside the cache of analyses, which also serves articles that are not kept.

When it is checked: a library of up to ``SMALL_BYTES`` at each opening, a larger one by ``check``, which the
service runs in a job once the window stands; damage that is met in use is told as ``library_broken``. A damaged
file is set aside, never deleted; what can still be read of it is carried over into a new one (``recovery``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from reader.core.errors import LibraryError
from reader.library.articles import ArticleStore
from reader.library.damaged import DamagedLibrary
from reader.library.database import Database, Identity, connect, connect_to_read, explained, identity_of
from reader.library.entities import EntityIndex
from reader.library.folder_lock import folder_lock
from reader.library.integrity import check_soundness
from reader.library.listing import Listing
from reader.library.migrations import bring_up_to_date, is_up_to_date
from reader.library.private import private_folder
from reader.library.reader_marks import ReaderMarks
from reader.library.recovery import finish_recovery, recover_into, recover_library, take_untold
from reader.library.regular_files import NotRegularError, refuse_special

SMALL_BYTES = 16_000_000
SMALLEST_BYTES = 512
"""Of a page. SQLite takes a smaller file for an empty one and would write over it."""


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

    @property
    def identity(self) -> Identity | None:
        """Which file it is, whatever has its name now."""
        return self._db.identity

    def check(self) -> None:
        """Look at every page and row. Raises ``LibraryError`` (``library_broken``) where one is damaged."""
        with self._db.reading() as connection:
            check_soundness(connection)

    def close(self) -> None:
        """Give the file free."""
        self._db.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class TemporaryLibrary(Library):
    """A copy of what can be read of a damaged library that cannot be repaired where it lies."""

    def __init__(self, database: Database, folder: TemporaryDirectory[str]) -> None:
        super().__init__(database)
        self._folder = folder

    def close(self) -> None:
        """Delete the copy."""
        super().close()
        self._folder.cleanup()


def open_library(file: Path, damaged: Identity | None = None) -> Library:
    """Open the library in ``file``, made where it is missing.

    ``damaged`` is the identity of a library in which damage was found that a look at opening may not see.
    Raises ``LibraryError``: ``library_newer`` (then it is not touched), ``library_no_folder``, ``library_read_only``,
    ``library_full``, ``library_busy``, ``library_special`` where no file stands there, or ``library_damaged`` once
    a damaged file was replaced by a new one: the next call then opens that.
    """
    file = Path(os.path.realpath(file))
    try:
        private_folder(file.parent)
    except OSError as error:
        raise LibraryError("library_no_folder", path=file.parent, reason=error) from error
    with _alone(file):
        finish_recovery(file)
        known_damaged = damaged is not None and identity_of(file) == damaged
        if known_damaged or not _brought_up(file):
            recover_library(file)
        recovered = take_untold(file)
        if recovered is not None:
            raise LibraryError(
                "library_damaged", place=recovered.place, rescued=recovered.rescued, lost=recovered.lost
            )
        return Library(Database(file))


def open_to_read(
    file: Path, tell: Callable[[LibraryError], None] | None = None, damaged: bool = False
) -> Library | None:
    """The library in ``file`` for questions alone; ``None`` where there is none of this version.

    Of a damaged one a copy of what can be read is made for as long as it is asked, and ``tell`` is called.
    Raises ``LibraryError`` where it cannot be read.
    """
    try:
        _refuse_special(file)
        with file.open("rb"):
            pass
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LibraryError("library_failed", path=file, reason=error) from error
    try:
        with explained(file), closing(connect_to_read(file)) as connection:
            if not is_up_to_date(connection):
                return None
            if file.stat().st_size <= SMALL_BYTES:
                check_soundness(connection)
    except LibraryError as error:
        if error.key != "library_broken":
            raise
        damaged = True
    return _copy_to_read(file, tell) if damaged else Library(Database(file, connect_to_read))


@contextmanager
def _alone(file: Path) -> Generator[None, None, None]:
    """No other process opens or repairs the library meanwhile."""
    try:
        _refuse_special(file)
        with folder_lock(file.parent):
            yield
    except TimeoutError as error:
        raise LibraryError("library_recovering", path=file) from error
    except PermissionError as error:
        raise LibraryError("library_read_only", path=file) from error
    except OSError as error:
        raise LibraryError("library_failed", path=file, reason=error) from error


def _refuse_special(file: Path) -> None:
    """SQLite would wait for a pipe without end."""
    for ending in ("", "-wal", "-shm", "-journal"):
        beside = Path(f"{file}{ending}")
        try:
            refuse_special(beside)
        except NotRegularError as error:
            raise LibraryError("library_special", path=beside) from error


def _brought_up(file: Path) -> bool:
    """Bring the tables up to date; false where the library is damaged. A large one is not looked through here."""
    if file.exists() and 0 < file.stat().st_size < SMALLEST_BYTES:
        return False
    try:
        with explained(file):
            bring_up_to_date(file)
            if file.stat().st_size <= SMALL_BYTES:
                with closing(connect(file)) as connection:
                    check_soundness(connection)
    except LibraryError as error:
        if error.key != "library_broken":
            raise
        return False
    return True


def _copy_to_read(file: Path, tell: Callable[[LibraryError], None] | None) -> Library:
    folder = TemporaryDirectory(prefix="reader-", ignore_cleanup_errors=True)
    copy = Path(folder.name) / file.name
    with closing(DamagedLibrary(file, copy.with_suffix(".scratch"))) as source:
        rescued, lost = recover_into(copy, source)
    if tell is not None:
        tell(LibraryError("library_damaged_read_only", path=file, rescued=rescued, lost=lost))
    return TemporaryLibrary(Database(copy, connect_to_read), folder)
