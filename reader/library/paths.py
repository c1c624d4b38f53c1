"""Where the reader's own files lie: settings, state, cache and log."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP_NAME = "entity-reader"
_MOST_SOCKET_FOLDER = 80
"""Bytes: a socket's whole path may have 103 on macOS, 107 on Linux."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one reader. They are made when something is first written, not before."""

    config: Path
    data: Path
    cache: Path
    state: Path
    root: Path | None = None
    """The folder of ``--profile``, above the others."""

    @property
    def settings_file(self) -> Path:
        """The settings, a TOML file that may be edited by hand."""
        return self.config / "settings.toml"

    @property
    def state_file(self) -> Path:
        """What the window remembers by itself: its place, recent files, reading places."""
        return self.state / "state.json"

    @property
    def annotation_cache(self) -> Path:
        """Finished analyses."""
        return self.cache / "annotations"

    @property
    def pasted(self) -> Path:
        """Texts that were pasted or dropped."""
        return self.data / "pasted"

    @property
    def library_file(self) -> Path:
        """The library: kept articles and all that belongs to them."""
        return self.data / "library.sqlite"

    @property
    def runtime(self) -> Path:
        """Locks and sockets of the running windows; elsewhere where a socket's path would be too long here."""
        beside = self.state / "run"
        if len(os.fsencode(beside)) <= _MOST_SOCKET_FOLDER:
            return beside
        key = hashlib.sha256(os.fsencode(self.state)).hexdigest()[:16]
        base = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
        return Path(base) / f"{APP_NAME}-{key}"

    @property
    def log_file(self) -> Path:
        """Unexpected errors, for a report."""
        return self.state / "reader.log"


def find_paths(profile: Path | None = None) -> Paths:
    """The folders that this system foresees, or everything below ``profile`` where one is given."""
    if profile is not None:
        root = profile.expanduser().absolute()
        return Paths(root / "config", root / "data", root / "cache", root / "state", root)
    dirs = platformdirs.PlatformDirs(APP_NAME, appauthor=False)
    return Paths(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, dirs.user_state_path)
