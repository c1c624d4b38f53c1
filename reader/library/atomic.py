"""Files that are either wholly the old or wholly the new ones, whatever happens while writing."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from reader.library.private import private_folder


def write_atomically(path: Path, text: str) -> None:
    """Replace the file ``path`` with ``text`` (UTF-8), making its folder, both private. Raises ``OSError``."""
    private_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
