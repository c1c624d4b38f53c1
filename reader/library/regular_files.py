"""Reading files of our own that anybody may have changed: never a pipe, a folder or a device, never without end."""

from __future__ import annotations

import errno
import itertools
import os
import stat
import time
from pathlib import Path

LARGEST_BYTES = 16_000_000
"""Of a file that is read at once; what we write stays far below."""


class NotRegularError(OSError):
    """A folder, a pipe or a device stands where a file of ours should, or one that is far too large."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "not an ordinary file", str(path))


def read_regular(path: Path, largest: int = LARGEST_BYTES) -> bytes:
    """The content of the file ``path``. Raises ``NotRegularError``, else ``OSError``; never waits for a pipe."""
    refuse_special(path)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise NotRegularError(path)
        content = file.read(largest + 1)
    if len(content) > largest:
        raise NotRegularError(path)
    return content


def refuse_special(path: Path) -> None:
    """Raise ``NotRegularError`` where something else than a file stands there; nothing at all is no error."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return
    if not stat.S_ISREG(mode):
        raise NotRegularError(path)


def free_damaged_name(path: Path, beside: tuple[str, ...] = ("",)) -> Path:
    """A name of today for a damaged file: with each ending of ``beside`` it is still free."""
    stamp = time.strftime("%Y-%m-%d")
    names = (
        path.with_name(f"{path.stem}.damaged-{stamp}-{number}{path.suffix}") for number in itertools.count(1)
    )
    return next(place for place in names if not any(os.path.lexists(f"{place}{ending}") for ending in beside))


def set_aside(path: Path) -> Path:
    """Keep what could not be understood under another name; returns it. Raises ``OSError``."""
    place = free_damaged_name(path)
    path.rename(place)
    return place
