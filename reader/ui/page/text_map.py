"""Between an article's code points and the UTF-16 positions of the document that shows it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from reader.core.records import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article that stands in the document: its span, and where it begins there (UTF-16)."""

    span: Span
    position: int
    length: int


class TextMap:
    """Converts both ways in O(log n). Characters beyond the basic plane take two UTF-16 units.

    It grows with the document: pieces come in the order of the text.
    """

    def __init__(self, text: str, pieces: Iterable[Piece] = ()) -> None:
        self._text = text
        self._pieces: list[Piece] = []
        self._starts: list[int] = []
        self._positions: list[int] = []
        self._wide: list[int] = []
        for piece in pieces:
            self.add(piece)

    @property
    def end(self) -> int:
        """The code point after the last one that stands in the document."""
        return self._pieces[-1].span.end if self._pieces else 0

    def add(self, piece: Piece) -> None:
        """Take in the next piece."""
        self._pieces.append(piece)
        self._starts.append(piece.span.start)
        self._positions.append(piece.position)
        start, end = piece.span.start, piece.span.end
        if piece.length > end - start:
            self._wide += [place for place in range(start, end) if self._text[place] > "\uffff"]

    def to_position(self, offset: int) -> int:
        """The document position of a code point; of one that is not shown, the nearest that is."""
        if not self._pieces:
            return 0
        number = max(0, bisect_right(self._starts, offset) - 1)
        piece = self._pieces[number]
        inside = min(max(offset, piece.span.start), piece.span.end)
        return piece.position + inside - piece.span.start + self._wide_between(piece.span.start, inside)

    def to_offset(self, position: int) -> int:
        """The code point at a document position; between two pieces, the end of the first."""
        if not self._pieces:
            return 0
        number = max(0, bisect_right(self._positions, position) - 1)
        piece = self._pieces[number]
        target = min(max(0, position - piece.position), piece.length)
        low, high = piece.span.start, piece.span.end
        while low < high:
            middle = (low + high) // 2
            if middle - piece.span.start + self._wide_between(piece.span.start, middle + 1) < target:
                low = middle + 1
            else:
                high = middle
        units = low - piece.span.start + self._wide_between(piece.span.start, low)
        return low if units <= target else low - 1

    def _wide_between(self, start: int, end: int) -> int:
        if not self._wide:
            return 0
        return bisect_left(self._wide, end) - bisect_left(self._wide, start)


def utf16_length(text: str) -> int:
    """How many UTF-16 units a text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
