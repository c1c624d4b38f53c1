"""Which files and folders are this program's own. Only they are ever made private or erased.

``--profile DIR`` may be a folder with anything else in it, even one that has a ``data`` or a ``cache`` of its own:
what a folder holds is ours by its name, and a folder is ours if nothing else lies in it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from reader.library.paths import APP_NAME, Paths, find_paths
from reader.library.private import make_private


@dataclass(frozen=True, slots=True)
class OwnFolder:
    """A folder and the patterns of the files that are ours in it.

    An ``inner`` one lies in another of ours, which makes it; a link in its place leads to somebody else's.
    """

    folder: Path
    names: tuple[str, ...]
    inner: bool = False

    def files(self) -> tuple[Path, ...]:
        """Our files that are there."""
        return tuple(entry for entry in self._entries() if self._is_ours(entry))

    def is_closed(self) -> bool:
        """Whether the system does not let us see what is in it."""
        try:
            next(self.folder.iterdir(), None)
        except PermissionError:
            return True
        except OSError:
            pass
        return False

    def strange(self, known: frozenset[Path] = frozenset()) -> tuple[Path, ...]:
        """What else lies there, apart from the folders in ``known``."""
        return tuple(entry for entry in self._entries() if entry not in known and not self._is_ours(entry))

    def _entries(self) -> tuple[Path, ...]:
        if self.inner and os.path.islink(self.folder):
            return ()
        try:
            return tuple(sorted(self.folder.iterdir()))
        except OSError:
            return ()

    def _is_ours(self, entry: Path) -> bool:
        named = any(fnmatchcase(entry.name, pattern) for pattern in self.names)
        return named and (os.path.islink(entry) or not os.path.isdir(entry))


def open_profile(profile: Path | None = None) -> Paths:
    """The folders as ``find_paths`` has them. What an earlier version has kept there is private from now on."""
    paths = find_paths(profile)
    tighten(paths)
    return paths


def own_folders(paths: Paths) -> tuple[OwnFolder, ...]:
    """All that may be kept, the inner folders first."""
    inner = (
        OwnFolder(paths.annotation_cache, ("*.json.gz", "*.part"), inner=True),
        OwnFolder(paths.pasted, ("*.txt", ".*.txt.*"), inner=True),
        OwnFolder(paths.runtime, ("windows.lock", "window-*.lock", "window-*.sock"), inner=True),
    )
    names: dict[Path, tuple[str, ...]] = {}
    for folder, more in (
        (paths.config, ("settings.toml*", "settings.damaged-*.toml", ".settings.toml.*", "QtProject.conf*")),
        (paths.data, ("library.sqlite*", "library.*.sqlite*", ".lock")),
        (paths.cache, ()),
        (
            paths.state,
            (
                "state.json*",
                "state.damaged-*.json",
                ".state.json.*",
                "tabs-*.json*",
                "tabs-*.damaged-*.json",
                ".tabs-*.json.*",
                "reader.log*",
            ),
        ),
    ):
        names[folder] = (*names.get(folder, ()), *more)  # on some systems several are one
    return (*inner, *(OwnFolder(folder, patterns) for folder, patterns in names.items()))


def tighten(paths: Paths) -> None:
    """Make private what is ours, under whatever rights it was made."""
    folders = own_folders(paths)
    known = frozenset(each.folder for each in folders)
    for each in folders:
        for file in each.files():
            make_private(file)
        named_for_us = each.folder.name == APP_NAME
        if os.path.isdir(each.folder) and (named_for_us or not each.strange(known)):
            make_private(each.folder)
