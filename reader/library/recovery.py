"""Replacing a damaged library by a new one with all that can still be read of it.

Everything here runs under the lock of the library's folder (``folder_lock``), with other processes kept from
writing to the damaged file. The steps, each of which may be the last one before a kill:

1. what can be read is written to ``….recovering``: until it is complete the damaged file stays as it is;
2. it is flushed and named ``….damaged-DATE-N.sqlite.recovered-RESCUED-LOST``;
3. the damaged file gets the name ``….damaged-DATE-N.sqlite``: from here on the next start finishes the job;
4. so do its WAL and its other side files; a marker ``….untold-RESCUED-LOST`` stays until the reader is told;
5. the new file gets the library's name.

A start that finds a complete new file goes on behind step 3 if the library's own name is free; any other remains of
a killed recovery are deleted, and it begins again.
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from reader.core.errors import LibraryError
from reader.library.carry_over import CarryOver
from reader.library.damaged import DamagedLibrary
from reader.library.database import Database, connect, explained
from reader.library.migrations import bring_up_to_date
from reader.library.regular_files import free_damaged_name

_SIDE_FILES = ("-wal", "-shm", "-journal")
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of a damaged library: where it lies now, how many articles were saved from it and how many not."""

    place: Path
    rescued: int
    lost: int


def finish_recovery(file: Path) -> None:
    """Finish what a killed process began, or clear it away. Raises ``OSError``."""
    for path, recovered in _marked(file, "recovered"):
        if file.exists():
            path.unlink()
        else:
            _put_in_place(file, path, recovered)
    _remove_unfinished(file)


def recover_library(file: Path) -> None:
    """Put a new library with all that can be read in the place of a damaged one, which is kept beside it.

    Raises ``LibraryError`` where that cannot be done; then nothing has changed.
    """
    unfinished = _unfinished(file)
    try:
        _remove_unfinished(file)
        with closing(DamagedLibrary(file, unfinished.with_name(f"{unfinished.name}-copy"))) as damaged:
            rescued, lost = recover_into(unfinished, damaged)
            _flush(unfinished)
            recovered = Recovered(free_damaged_name(file, ("", *_SIDE_FILES)), rescued, lost)
            complete = _mark(recovered, "recovered")
            unfinished.rename(complete)
            _flush(file.parent)
            if sys.platform == "win32":
                damaged.close()  # what is open cannot be renamed there
            _begin_swap(file, complete, recovered)
    except OSError as error:
        raise _refusal(error, file) from error
    finally:
        with suppress(OSError):
            _remove_unfinished(file)


def recover_into(target: Path, damaged: DamagedLibrary) -> tuple[int, int]:
    """Write all that can be read into a new library; returns how many articles were saved and how many lost.

    Raises ``LibraryError``.
    """
    with explained(target):
        bring_up_to_date(target)
        with closing(Database(target, _connect_unsafely)) as database:
            carry_over = CarryOver(damaged, database)
            numbers = damaged.numbers()
            done: list[bool | None] = []
            for start in range(0, len(numbers), _AT_ONCE):
                with database.writing():
                    done += map(carry_over.article, numbers[start : start + _AT_ONCE])
    return done.count(True), done.count(False)


def take_untold(file: Path) -> Recovered | None:
    """A recovery that nobody was told about, once. Raises ``OSError``."""
    for path, recovered in _marked(file, "untold"):
        path.unlink(missing_ok=True)
        return recovered
    return None


def _begin_swap(file: Path, complete: Path, recovered: Recovered) -> None:
    try:
        file.rename(recovered.place)
    except OSError:
        complete.unlink()
        raise
    _put_in_place(file, complete, recovered)


def _put_in_place(file: Path, complete: Path, recovered: Recovered) -> None:
    for ending in _SIDE_FILES:
        beside = Path(f"{file}{ending}")
        if os.path.lexists(beside):
            beside.rename(f"{recovered.place}{ending}")
    _mark(recovered, "untold").touch()
    _flush(file.parent)
    complete.rename(file)
    _flush(file.parent)


def _connect_unsafely(file: Path) -> sqlite3.Connection:
    """A connection for a file that is flushed as a whole once it is complete, and has nothing beside it."""
    connection = connect(file)
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _mark(recovered: Recovered, what: str) -> Path:
    name = f"{recovered.place.name}.{what}-{recovered.rescued}-{recovered.lost}"
    return recovered.place.with_name(name)


def _marked(file: Path, what: str) -> Iterator[tuple[Path, Recovered]]:
    """The files that ``_mark`` names."""
    pattern = re.compile(
        rf"({re.escape(file.stem)}\.damaged-[0-9-]+{re.escape(file.suffix)})\.{what}-([0-9]+)-([0-9]+)"
    )
    for path in sorted(file.parent.iterdir()):
        match = pattern.fullmatch(path.name)
        if match:
            yield path, Recovered(path.with_name(match[1]), int(match[2]), int(match[3]))


def _unfinished(file: Path) -> Path:
    return file.with_name(f"{file.name}.recovering")


def _remove_unfinished(file: Path) -> None:
    unfinished = _unfinished(file)
    for copy in ("", "-copy", "-copy.empty"):
        for ending in ("", *_SIDE_FILES):
            Path(f"{unfinished}{copy}{ending}").unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """What was written of a file, or the names in a folder, is on the disk when this returns."""
    if path.is_dir() and sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refusal(error: OSError, file: Path) -> LibraryError:
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return LibraryError("library_read_only", path=file)
    if error.errno == errno.ENOSPC:
        return LibraryError("library_full", path=file)
    return LibraryError("library_failed", path=file, reason=error)
