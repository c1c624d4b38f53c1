"""Lines to one paragraph: words that a line's end broke are mended, hyphens of their own stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.formats.words import words

_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"([^\W_]+(?:-[^\W_]+)*)-$")
_FIRST = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BEFORE = words("hyphen_before")
_AFTER = words("hyphen_after")


class Joiner:
    """Joins lines, judging a broken word by how the rest of the document writes it."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._known = {word.lower() for line in lines for word in _WORDS.findall(line)}

    def __call__(self, lines: Iterable[str]) -> str:
        """One paragraph of ``lines``."""
        text = ""
        for line in lines:
            text = self._appended(text, line.strip()) if text else line.strip()
        return text

    def _appended(self, text: str, line: str) -> str:
        broken, after = _LAST.search(text), _FIRST.match(line)
        if broken is None or after is None:
            return f"{text} {line}"
        if self._keeps(broken[1].lower(), after[0]):
            return text + line
        return text[:-1] + line

    def _keeps(self, before: str, after: str) -> bool:
        if not after[0].islower():
            return True
        whole, parted = before + after, f"{before}-{after}"
        if (whole in self._known) != (parted in self._known):
            return parted in self._known
        head = before.rpartition("-")[2]
        return after.partition("-")[0] in _BEFORE or head in _AFTER or "-" in after
