"""Text in a few lines with words that stand out, for rows that draw themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from reader.core.records import Span
from reader.ui.panel.colours import TypeColours

_WORD = re.compile(r"\S+(?:\s[?!:;»]+)*\s*")
"""A word with the signs that French writes after a blank: no line begins with one of those."""
_ELLIPSIS = "…"


def line_spans(text: str, font: QFont, width: float, most: int) -> tuple[Span, ...]:
    """The code points of each line, at most ``most`` of them; the last one may end before the text does."""
    metrics = QFontMetricsF(font)
    lines: list[Span] = []
    start, used = 0, 0.0
    for word in _words(text, metrics, width):
        room = metrics.horizontalAdvance(text[word.start : word.end].rstrip())
        if word.start > start and used + room > width:
            lines.append(Span(start, word.start))
            start, used = word.start, 0.0
            if len(lines) == most:
                return (*lines[:-1], _cut(text, lines[-1], metrics, width))
        used += metrics.horizontalAdvance(text[word.start : word.end])
    return (*lines, Span(start, len(text))) if text[start:].strip() else tuple(lines)


def _words(text: str, metrics: QFontMetricsF, width: float) -> Iterator[Span]:
    """The words with the blanks after them; one that is wider than a line comes in parts."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        while end - start > 1 and metrics.horizontalAdvance(text[start:end].rstrip()) > width:
            share = width / metrics.horizontalAdvance(text[start:end])
            part = start + max(1, int((end - start) * share * 0.9))
            yield Span(start, part)
            start = part
        yield Span(start, end)


def _cut(text: str, line: Span, metrics: QFontMetricsF, width: float) -> Span:
    """So much of a line as leaves room for an ellipsis: whole words, if they fill the better half of it."""
    end = line.end
    room = width - metrics.horizontalAdvance(_ELLIPSIS)
    while end > line.start and metrics.horizontalAdvance(text[line.start : end].rstrip()) > room:
        end -= 1
    blank = text.rfind(" ", line.start, end)
    if text[end : end + 1].isalnum() and blank > (line.start + end) // 2:
        end = blank
    return Span(line.start, line.start + len(text[line.start : end].rstrip(" ,;:")))


def whole_names(names: Sequence[str], metrics: QFontMetricsF, width: float) -> str:
    """So many of the names as there is room for, each as a whole, and an ellipsis for the others."""
    for most in range(len(names), 0, -1):
        shown = " · ".join((*names[:most], *([_ELLIPSIS] if most < len(names) else [])))
        if metrics.horizontalAdvance(shown) <= width:
            return shown
    return metrics.elidedText(names[0], Qt.TextElideMode.ElideRight, width) if names else ""


def paint_line(
    painter: QPainter,
    place: QPointF,
    text: str,
    line: Span,
    last: bool,
    hits: Sequence[Span],
    ink: QColor,
    found: TypeColours,
) -> None:
    """One line at its baseline's left end; ``hits`` have a ground and a rule below, not a colour alone."""
    metrics = QFontMetricsF(painter.font())
    x = place.x()
    for piece, hit in _pieces(line, hits):
        words = text[piece.start : piece.end]
        room = metrics.horizontalAdvance(words)
        if hit:
            box = QRectF(x - 1, place.y() - metrics.ascent(), room + 2, metrics.height())
            painter.fillRect(box, found.tint)
            painter.setPen(QPen(found.ink, 1.2))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(found.ink if hit else ink)
        painter.drawText(QPointF(x, place.y()), words)
        x += room
    if last and line.end < len(text.rstrip()):
        painter.setPen(ink)
        painter.drawText(QPointF(x, place.y()), _ELLIPSIS)


def _pieces(line: Span, hits: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """A line cut where hits begin and end."""
    at = line.start
    for hit in hits:
        start, end = max(hit.start, at), min(hit.end, line.end)
        if start >= end:
            continue
        if start > at:
            yield Span(at, start), False
        yield Span(start, end), True
        at = end
    if at < line.end:
        yield Span(at, line.end), False
