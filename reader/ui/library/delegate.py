"""Draws a kept article: how far it is read, title, source and date, whom it is about, tags, words that were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.core.kept import KeptArticle, ReadState
from reader.core.kept_rows import KeptRow
from reader.core.printable import one_line
from reader.core.records import Span
from reader.ui.dates import shown_date
from reader.ui.library.captions import origin_caption
from reader.ui.library.lines import line_spans, paint_line, whole_names
from reader.ui.library.model import LibraryRole
from reader.ui.panel.colours import PanelStyle

Index = QModelIndex | QPersistentModelIndex
_RIGHT, _ABOVE, _GAP = 16.0, 9.0, 3.0
_TITLE_LINES, _WORD_LINES = 2, 3
_STAR, _MORE = "★", "…"
_TAG_PAD, _TAG_GAP, _NAMES_GAP = 14, 5, 10
_TAG_SHARE = 0.5
_KNOWN = 2_000


@dataclass(frozen=True, slots=True)
class _Lines:
    """How a row is broken into lines at one width."""

    title: tuple[Span, ...]
    words: tuple[Span, ...]
    height: int


class LibraryDelegate(QStyledItemDelegate):
    """Rows grow with the fonts and with what there is to say."""

    def __init__(self, style: PanelStyle, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._sign = sign
        self._known: dict[tuple[KeptRow, int], _Lines] = {}

    def set_style(self, style: PanelStyle) -> None:
        """Take over a theme or another text size."""
        self._style = style
        self._known.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 320
        return QSize(120, self._lines(index.data(LibraryRole.ROW), width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: KeptRow = index.data(LibraryRole.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        self._paint_ground(painter, rect, option, bool(index.data(LibraryRole.IN_FRONT)))
        lines = self._lines(row, round(rect.width()))
        room = rect.adjusted(self._left(), _ABOVE, -_RIGHT, 0)
        self._paint_state(painter, rect, row.article.state)
        y = self._paint_title(painter, room, row, lines)
        y = self._paint_meta(painter, QRectF(room.left(), y, room.width(), 0), row.article)
        if row.article.people or row.article.tags:
            y = self._paint_people(painter, QRectF(room.left(), y, room.width(), 0), row.article)
        self._paint_words(painter, QPointF(room.left(), y), row, lines)
        painter.restore()

    # -- measures ----------------------------------------------------------------------------------

    def _lines(self, row: KeptRow, width: int) -> _Lines:
        """A list asks for the heights of hundreds of rows again and again: each is broken once."""
        key = (row, width)
        if key not in self._known:
            if len(self._known) > _KNOWN:
                self._known.clear()
            self._known[key] = self._broken(row, width - self._left() - _RIGHT)
        return self._known[key]

    def _broken(self, row: KeptRow, width: float) -> _Lines:
        bold = self._title_font(row.article)
        star = self._star_width() if row.article.starred else 0.0
        title = line_spans(row.article.title, bold, max(60.0, width - star), _TITLE_LINES)
        words = line_spans(row.words, self._word_font(), max(60.0, width), _WORD_LINES) if row.words else ()
        height = len(title) * self._height(bold) + _GAP + self._height(self._small_font())
        if row.article.people or row.article.tags:
            height += _GAP + self._height(self._small_font())
        if words:
            height += 2 * _GAP + len(words) * self._height(self._word_font())
        return _Lines(title, words, round(height + 2 * _ABOVE))

    def _title_font(self, article: KeptArticle) -> QFont:
        font = QFont(self._style.interface)
        read = article.state is ReadState.READ
        font.setWeight(QFont.Weight.Normal if read else QFont.Weight.DemiBold)
        return font

    def _small_font(self) -> QFont:
        font = QFont(self._style.interface)
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    def _word_font(self) -> QFont:
        font = QFont(self._style.reading)
        font.setPointSizeF(self._style.interface.pointSizeF() * 1.0)
        return font

    def _star_width(self) -> float:
        return QFontMetricsF(self._style.interface).horizontalAdvance(_STAR) + 8

    def _left(self) -> float:
        """Where the words begin: the sign of the state stands before them."""
        return 16 + QFontMetricsF(self._style.interface).height() * 1.1

    @staticmethod
    def _height(font: QFont) -> float:
        return QFontMetricsF(font).height() + 1

    # -- parts -------------------------------------------------------------------------------------

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, in_front: bool
    ) -> None:
        """Selected, under the pointer, with the focus; a bar at the left for the article that is being read."""
        state = option.state  # type: ignore[attr-defined]
        box = rect.adjusted(4, 1, -4, -1)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._style.chosen if selected else self._style.hover)
            painter.drawRoundedRect(box, 6, 6)
        if in_front:
            painter.setBrush(self._style.accent)
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 7, 3, box.height() - 14), 1.5, 1.5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._style.accent, 1.6))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_state(self, painter: QPainter, rect: QRectF, state: ReadState) -> None:
        """A full dot for unread, a half one for being read, a tick for read: told apart without colour."""
        line = QFontMetricsF(self._style.interface).height()
        size = line * 0.44
        centre = QPointF(rect.left() + self._left() / 2 + 3, rect.top() + _ABOVE + line / 2)
        box = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
        ink = self._style.muted if state is ReadState.READ else self._style.accent
        painter.setPen(QPen(ink, max(1.3, size * 0.14)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state is ReadState.READ:
            path = QPainterPath(box.topLeft() + QPointF(size * 0.05, size * 0.55))
            path.lineTo(box.left() + size * 0.38, box.bottom() - size * 0.1)
            path.lineTo(box.right(), box.top() + size * 0.1)
            painter.drawPath(path)
            return
        painter.drawEllipse(box)
        painter.setBrush(ink)
        if state is ReadState.UNREAD:
            painter.drawEllipse(box)
        else:
            painter.drawChord(box, 90 * 16, 180 * 16)

    def _paint_title(self, painter: QPainter, room: QRectF, row: KeptRow, lines: _Lines) -> float:
        font = self._title_font(row.article)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        for number, line in enumerate(lines.title):
            place = QPointF(room.left(), room.top() + number * self._height(font) + metrics.ascent())
            last = number == len(lines.title) - 1
            ink, found = self._style.text, self._style.search
            paint_line(painter, place, row.article.title, line, last, row.title_hits, ink, found)
        if row.article.starred:
            painter.setPen(self._style.accent)
            painter.setFont(self._style.interface)
            star = QPointF(room.right() - self._star_width() + 8, room.top() + metrics.ascent())
            painter.drawText(star, _STAR)
        return room.top() + len(lines.title) * self._height(font) + _GAP

    def _paint_meta(self, painter: QPainter, room: QRectF, article: KeptArticle) -> float:
        """Source and date; the date stays whole."""
        font = self._small_font()
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._style.muted)
        date = shown_date(article.date, short=True) or ""
        behind = f"  ·  {date}" if date else ""
        left = room.width() - metrics.horizontalAdvance(behind)
        source = metrics.elidedText(origin_caption(article), Qt.TextElideMode.ElideMiddle, left)
        painter.drawText(QPointF(room.left(), room.top() + metrics.ascent()), source + behind)
        return room.top() + self._height(font) + _GAP

    def _paint_people(self, painter: QPainter, room: QRectF, article: KeptArticle) -> float:
        """Whom it is about, then the tags as far as there is room; the first tag has its room first."""
        font = self._small_font()
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        base = room.top() + metrics.ascent()
        x = room.left()
        if article.people:
            most = room.width() - names_give_way(article.tags, metrics, room.width())
            x = self._paint_names(painter, QPointF(x, base), article.people, most)
        more = metrics.horizontalAdvance(_MORE)
        for number, tag in enumerate(map(one_line, article.tags)):
            width = metrics.horizontalAdvance(tag) + _TAG_PAD
            left = room.right() - x - (more if number < len(article.tags) - 1 else 0)
            if width > left and number:
                painter.setPen(self._style.muted)
                painter.drawText(QPointF(x, base), _MORE)
                break
            shown = metrics.elidedText(tag, Qt.TextElideMode.ElideRight, left - _TAG_PAD)
            width = metrics.horizontalAdvance(shown) + _TAG_PAD
            self._paint_tag(painter, QRectF(x, room.top() - 0.5, width, metrics.height() + 1), shown)
            x += width + _TAG_GAP
        return room.top() + self._height(font) + _GAP

    def _paint_names(self, painter: QPainter, place: QPointF, people: tuple[str, ...], most: float) -> float:
        """The sign of people and the names; returns where the next thing may stand."""
        metrics = QFontMetricsF(painter.font())
        painter.setPen(self._style.of_type("PER").ink)
        painter.drawText(place, self._sign)
        indent = metrics.horizontalAdvance(self._sign) + 5
        names = whole_names(people, metrics, most - indent)
        painter.setPen(self._style.muted)
        painter.drawText(place + QPointF(indent, 0), names)
        return place.x() + indent + metrics.horizontalAdvance(names) + _NAMES_GAP

    def _paint_tag(self, painter: QPainter, box: QRectF, tag: str) -> None:
        ground = QColor(self._style.rule)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(self._style.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag)

    def _paint_words(self, painter: QPainter, place: QPointF, row: KeptRow, lines: _Lines) -> None:
        """The words of the article for which it is listed."""
        font = self._word_font()
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        for number, line in enumerate(lines.words):
            base = place.y() + _GAP + number * self._height(font) + metrics.ascent()
            last = number == len(lines.words) - 1
            ink, found = self._style.muted, self._style.search
            paint_line(painter, QPointF(place.x(), base), row.words, line, last, row.hits, ink, found)


def names_give_way(tags: Sequence[str], metrics: QFontMetricsF, width: float) -> float:
    """How much of a line the names leave to the first tag, and to the sign that there are more."""
    if not tags:
        return 0.0
    more = metrics.horizontalAdvance(_MORE) + _TAG_GAP if len(tags) > 1 else 0.0
    tag = metrics.horizontalAdvance(tags[0]) + _TAG_PAD
    return min(tag + more, width * _TAG_SHARE) + _NAMES_GAP
