"""A lock on a folder between processes: it ends with its process, so that none is ever left over.

On Unix the folder itself is locked and no file is needed for it; Windows locks a byte of a file in it.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

WAIT_SECONDS = 60.0
_PAUSE = 0.02
_TAKEN = (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
_LOCK_FILE = ".lock"


@contextmanager
def folder_lock(
    folder: Path, shared: bool = False, seconds: float | None = None
) -> Generator[None, None, None]:
    """Hold the lock of ``folder``, alone unless ``shared``. Raises ``TimeoutError`` after ``seconds``.

    Folders that cannot be locked, as on some network drives or read-only disks, are used without.
    """
    handle = _open(folder)
    if handle is None:
        yield
        return
    try:
        _wait(handle, shared, WAIT_SECONDS if seconds is None else seconds)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, shared: bool, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not _taken(handle, shared):
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _open(folder: Path) -> int | None:
        try:
            return os.open(folder / _LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return None

    def _taken(handle: int, shared: bool) -> bool:
        """There are no shared locks of this kind: all are held alone, and none for long."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return error.errno not in _TAKEN
        return True

else:
    import fcntl

    def _open(folder: Path) -> int | None:
        try:
            return os.open(folder, os.O_RDONLY)
        except OSError:
            return None

    def _taken(handle: int, shared: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _TAKEN
        return True
