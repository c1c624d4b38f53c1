"""What is kept is for its reader alone: folders 0700, files 0600, whatever the umask. Windows has its own rights."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

FOLDER, FILE = 0o700, 0o600


def private_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing; one that is there is left as it is. Raises ``OSError``."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        with suppress(FileExistsError):  # made by another process in this moment
            each.mkdir(FOLDER)
            each.chmod(FOLDER)
    folder.mkdir(exist_ok=True)  # raises where a file has its name


def private_file(file: Path) -> None:
    """Make an empty file where there is none, else take it from others. A disk that refuses is told by who writes."""
    with suppress(OSError):
        try:
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE))
        except FileExistsError:
            make_private(file)


def private_opener(name: str, flags: int) -> int:
    """For ``open``: a file that is made belongs to its reader alone."""
    return os.open(name, flags, FILE)


def make_private(path: Path) -> None:
    """Take what others may do with a file, folder or socket from them. Links are left alone."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # somebody else's, or a disk without rights
        mode = path.lstat().st_mode
        if not stat.S_ISLNK(mode) and mode & 0o077:
            path.chmod(stat.S_IMODE(mode) & ~0o077)
