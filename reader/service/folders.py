"""The articles of a folder: all of them, and a word on what could not be looked into."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from reader.core.errors import UnreadableInputError
from reader.formats.registry import IMPORTERS


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files meant by a path, and why parts of a folder gave none."""

    files: tuple[str, ...]
    errors: tuple[UnreadableInputError, ...] = ()


def readable_suffixes() -> tuple[str, ...]:
    """The file name endings that an importer claims, for the open dialog."""
    return tuple(suffix for importer in IMPORTERS for suffix in importer.suffixes)


def find_files(path: str | Path) -> FoundFiles:
    """The path itself for a file; for a folder, all articles in it and below, by name.

    Hidden files and the folders beside saved pages are left out. A folder is entered once, by whichever links
    it is reached, so that links in a circle have an end. Raises ``UnreadableInputError`` for a folder that holds
    no article or may not be looked into.
    """
    if not os.path.isdir(path):
        return FoundFiles((str(path),))
    walk = _Walk()
    walk.enter(str(path))
    if walk.files or walk.errors[1:]:
        return FoundFiles(tuple(walk.files), tuple(walk.errors))
    name = Path(path).name or str(path)
    if not walk.errors:
        raise UnreadableInputError("folder_empty", name=name)
    told = walk.errors[0].values
    if told["folder"] == str(path):
        raise UnreadableInputError("file_unreadable", name=name, reason=told["reason"])
    raise walk.errors[0]


class _Walk:
    """Looks through a folder from the top, without recursion: folders may be nested without end."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.errors: list[UnreadableInputError] = []
        self._suffixes = readable_suffixes()
        self._seen: set[tuple[int, int]] = set()

    def enter(self, folder: str) -> None:
        waiting = [folder]
        while waiting:
            waiting += reversed(self._look_into(waiting.pop()))

    def _look_into(self, folder: str) -> list[str]:
        """Take the files of a folder; gives the folders in it."""
        try:
            status = os.stat(folder)
            if (status.st_dev, status.st_ino) in self._seen:
                return []
            self._seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                found = sorted((entry for entry in entries if entry.name[:1] != "."), key=lambda e: e.name)
        except OSError as error:
            self.errors.append(UnreadableInputError("folder_unreadable", folder=folder, reason=error))
            return []
        folders = [entry.path for entry in found if _is_folder(entry)]
        inside = set(folders)
        self.files += [
            entry.path
            for entry in found
            if entry.path not in inside and entry.name.lower().endswith(self._suffixes)
        ]
        return [path for path in folders if not path.endswith("_files")]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False
