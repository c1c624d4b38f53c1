"""Texts that may hold halves of characters, as names of files do that are not in the system's encoding."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with a replacement character for each lone surrogate: as long as before, and valid UTF-8."""
    return _SURROGATE.sub("\ufffd", text)
