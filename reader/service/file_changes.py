"""Whether the file of an open article still holds the text that is shown."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum

from reader.core.books import file_of
from reader.core.errors import UnreadableInputError
from reader.service.opening import open_path


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What the system tells of a file without reading it; another one may mean another text."""

    modified: int
    size: int
    inode: int


class FileState(Enum):
    """What became of a file since its text was read."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What a look at a file has shown, and the stamp that it has now."""

    state: FileState
    stamp: FileStamp | None = None


def file_stamp(source: str) -> FileStamp | None:
    """The stamp of the file that a source names; ``None`` where it cannot be seen."""
    try:
        found = os.stat(file_of(source))
    except (OSError, ValueError):
        return None
    return FileStamp(found.st_mtime_ns, found.st_size, found.st_ino)


def check_file(source: str, article_id: str, known: FileStamp | None) -> FileCheck:
    """Look whether a file has another text than the article; it is read only where its stamp is not ``known``.

    A file that cannot be read now, as one that is being written, is ``UNKNOWN``: its next stamp will tell.
    """
    stamp = file_stamp(source)
    if stamp is None:
        return FileCheck(FileState.GONE)
    if stamp == known:
        return FileCheck(FileState.SAME, stamp)
    try:
        changed = open_path(source).id != article_id
    except UnreadableInputError:
        return FileCheck(FileState.UNKNOWN, stamp)
    return FileCheck(FileState.CHANGED if changed else FileState.SAME, stamp)
