"""Where the program's data lies: ``resources/`` in a checkout, ``reader/_data/`` once installed."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def _root() -> Path:
    """The folder that holds the data files, wherever the program was put."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "reader" / "_data"
    installed = _PACKAGE / "_data"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def resource_path(*parts: str) -> Path:
    """The path of a data file or folder; it need not exist."""
    return _root().joinpath(*parts)


def seeds_path() -> Path:
    """The folder with the founding article and further sample articles."""
    packed = _root() / "seeds"
    return packed if packed.is_dir() else _PACKAGE.parent / "seeds"
