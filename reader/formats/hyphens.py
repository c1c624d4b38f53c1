"""Lines to one paragraph: words that a line's end broke are mended, hyphens of their own stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.formats.words import words

_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"([^\W_]+(?:-[^\W_]+)*)-$")
_LONGEST = 100
"""Letters of the longest word that is joined."""
_FIRST = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BEFORE = words("hyphen_before")
_AFTER = words("hyphen_after")


class Joiner:
    """Joins lines, judging a broken word by how the rest of the document writes it."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._known = {word.lower() for line in lines for word in _WORDS.findall(line)}

    def __call__(self, lines: Iterable[str]) -> str:
        """One paragraph of ``lines``."""
        pieces: list[str] = []
        for line in map(str.strip, lines):
            if pieces and pieces[-1]:
                pieces[-1], glue = self._end_of(pieces[-1], line)
                pieces.append(glue)
            pieces.append(line)
        return "".join(pieces)

    def _end_of(self, above: str, line: str) -> tuple[str, str]:
        """How a line ends, and what stands between it and the next."""
        broken, after = _LAST.search(above[-_LONGEST:]), _FIRST.match(line)
        if broken is None or after is None:
            return above, " "
        if self._keeps(broken[1].lower(), after[0]):
            return above, ""
        return above[:-1], ""

    def _keeps(self, before: str, after: str) -> bool:
        if not after[0].islower():
            return True
        whole, parted = before + after, f"{before}-{after}"
        if (whole in self._known) != (parted in self._known):
            return parted in self._known
        head = before.rpartition("-")[2]
        return after.partition("-")[0] in _BEFORE or head in _AFTER or "-" in after
