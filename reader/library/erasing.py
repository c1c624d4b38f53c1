"""Erasing all that is kept: our own files and no other, in order, while the library may be in use elsewhere."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from reader.library.database import BUSY_SECONDS
from reader.library.log import release_logs
from reader.library.paths import Paths
from reader.library.profile import OwnFolder, own_folders
from reader.library.schema import MIGRATIONS
from reader.library.sql_functions import add_functions

_BESIDE = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Erased:
    """What was removed; what is only emptied, because another process has it open; what is not ours and stays;
    what the system did not let us remove.
    """

    removed: tuple[Path, ...] = ()
    emptied: tuple[Path, ...] = ()
    strange: tuple[Path, ...] = ()
    refused: tuple[Path, ...] = ()


def kept_files(paths: Paths) -> tuple[Path, ...]:
    """Every file that would be erased; of a folder that we may not look into the folder."""
    folders = own_folders(paths)
    closed = (each.folder for each in folders if each.is_closed())
    return (*(file for each in folders for file in each.files()), *closed)


def erase(paths: Paths, spare_running: bool = False) -> Erased:
    """Erase all that is kept. ``spare_running`` leaves locks and sockets of running windows alone.

    The library is emptied first, so that whoever has it open sees an empty one; its file goes unless it is in use.
    """
    release_logs()
    library = _emptied(paths.library_file)
    spared = () if library is _Library.FREE else _beside(paths.library_file)
    removed: list[Path] = []
    refused = [each.folder for each in own_folders(paths) if each.is_closed()]
    refused += spared[:1] if library is _Library.LOCKED else ()
    folders = [each for each in own_folders(paths) if not (spare_running and each.folder == paths.runtime)]
    for each in folders:
        for file in each.files():
            if file not in spared:
                (removed if _unlinked(file) else refused).append(file)
    removed.extend(_remove_empty(folders, paths.root))
    known = frozenset(each.folder for each in own_folders(paths))
    strange = tuple(path for each in folders for path in each.strange(known))
    emptied = spared[:1] if library is _Library.IN_USE else ()
    return Erased(tuple(removed), emptied, strange, tuple(refused))


def running_windows(paths: Paths) -> int:
    """How many windows of this profile hold the lock of their number."""
    try:
        return sum(_is_locked(path) for path in sorted(paths.runtime.glob("window-*.lock")))
    except OSError:
        return 0


def _beside(library: Path) -> tuple[Path, ...]:
    return tuple(library.with_name(library.name + ending) for ending in _BESIDE)


class _Library(Enum):
    """What becomes of the library's file: it can go, it is emptied but open elsewhere, or nobody may touch it now."""

    FREE = 1
    IN_USE = 2
    LOCKED = 3


def _emptied(library: Path) -> _Library:
    """Empty the library by its own means. One that is damaged, or no library, is nobody's and can go."""
    if not os.path.isfile(library):
        return _Library.FREE
    address = f"{library.absolute().as_uri()}?mode=rw"
    done = False
    try:
        with closing(
            sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        ) as connection:
            _make_anew(connection)
            done = True
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA busy_timeout = 0")
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()  # only who is alone may
            return _Library.FREE if mode == "delete" else _Library.IN_USE
    except sqlite3.Error as error:
        busy = getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if not busy:
            return _Library.FREE
        return _Library.IN_USE if done else _Library.LOCKED


def _make_anew(connection: sqlite3.Connection) -> None:
    """Drop all tables and make those of the same version, in one transaction. Raises ``sqlite3.Error``."""
    add_functions(connection)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    virtual = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%'"
    plain = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    for select in (virtual, plain):  # the tables behind a search index go with it
        for (name,) in connection.execute(select).fetchall():
            connection.execute(f'DROP TABLE "{name}"')
    for step in MIGRATIONS[:version]:
        for statement in step:
            connection.execute(statement)
    connection.execute("COMMIT")


def _unlinked(file: Path) -> bool:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _remove_empty(folders: list[OwnFolder], root: Path | None) -> list[Path]:
    """Remove our folders that are empty now, and that of ``--profile`` where nothing else lies in it."""
    gone: list[Path] = []
    for folder in (*(each.folder for each in folders), *((root,) if root is not None else ())):
        try:
            folder.unlink() if os.path.islink(folder) and folder != root else folder.rmdir()
        except OSError:
            continue
        gone.append(folder)
    return gone


if sys.platform == "win32":

    def _is_locked(path: Path) -> bool:
        """Windows refuses to rename what is open."""
        try:
            path.rename(path)
        except OSError:
            return os.path.exists(path)
        return False

else:
    import fcntl

    def _is_locked(path: Path) -> bool:
        try:
            with path.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False
