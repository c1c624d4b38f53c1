"""What the telemetry of ONNX Runtime has left behind: removed only when somebody asks for it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_BELOW = ("Microsoft", "DeveloperTools", ".onnxruntime")
_NAMES = (
    "deviceid",
    "deviceid.lock",
    "onnxruntime.db",
    "onnxruntime.db-wal",
    "onnxruntime.db-shm",
    "onnxruntime.db-journal",
    "onnxruntime.db.ses",
)


def telemetry_folder() -> Path:
    """Where the uploader keeps its device id and what it has not sent yet, as its builds name the place."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
        return Path(base or Path.home() / "AppData" / "Local").joinpath(*_BELOW)
    if sys.platform == "darwin":
        return Path.home().joinpath("Library", "Application Support", *_BELOW)
    base = os.environ.get("XDG_CACHE_HOME", "")
    return Path(base or Path.home() / ".cache").joinpath(*_BELOW)


def telemetry_files() -> tuple[Path, ...]:
    """The files that are there."""
    folder = telemetry_folder()
    with suppress(OSError):
        return tuple(path for path in map(folder.joinpath, _NAMES) if os.path.lexists(path))
    return ()


def remove_telemetry_files() -> None:
    """Remove them and the folders that are empty then. Raises ``OSError`` where that is not allowed."""
    for path in telemetry_files():
        path.unlink(missing_ok=True)
    folder = telemetry_folder()
    for empty in (folder, *folder.parents[: len(_BELOW) - 1]):
        with suppress(OSError):  # other things lie in it
            empty.rmdir()
