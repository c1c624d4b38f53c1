"""Draws the rows of the Entities tab: section heads, entities with their strip, mentions in context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.core.listing import Context, last_words_that_fit
from reader.ui.doubt import paint_doubt
from reader.ui.panel.colours import PanelStyle
from reader.ui.panel.entity_model import Kind, Role

Index = QModelIndex | QPersistentModelIndex
_MARGIN, _CHEVRON, _INDENT = 8.0, 14.0, 38.0
_STRIP_HEIGHT = 12.0
_PALE, _KEPT = 0.55, 1_000


class EntityDelegate(QStyledItemDelegate):
    """Rows grow with the fonts, so a larger text cuts nothing."""

    def __init__(self, style: PanelStyle, signs: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._signs = signs
        self._sizes = self._row_sizes()
        self._lines: dict[tuple[Context, float], tuple[tuple[float, str, QFont], ...]] = {}
        self._hidden: frozenset[str] = frozenset()

    def set_style(self, style: PanelStyle) -> None:
        """Take over a theme or another text size."""
        self._style = style
        self._sizes = self._row_sizes()
        self._lines.clear()

    def set_hidden_types(self, types: frozenset[str]) -> None:
        """Draw the rows of these types paler: their marks are switched off in the text."""
        self._hidden = types

    def chevron_right(self) -> float:
        """A click left of this x coordinate opens or closes a row instead of choosing it."""
        return _MARGIN + _CHEVRON + 6

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._sizes[index.data(Role.KIND)]

    def _row_sizes(self) -> dict[int, QSize]:
        """A tree asks for thousands of rows: measured once for each kind."""
        line = QFontMetricsF(self._style.interface).height()
        heights = {
            Kind.SECTION: line + 20,
            Kind.ENTITY: line + _STRIP_HEIGHT + 16,
            Kind.MENTION: QFontMetricsF(self._context_font()).height() + 10,
            Kind.MORE: line + 10,
        }
        return {int(kind): QSize(120, round(height)) for kind, height in heights.items()}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        if index.data(Role.ENTITY_TYPE) in self._hidden:
            painter.setOpacity(_PALE)
        match Kind(index.data(Role.KIND)):
            case Kind.SECTION:
                self._paint_section(painter, rect, index)
            case Kind.ENTITY:
                self._paint_ground(painter, rect, option, bool(index.data(Role.CURRENT)))
                self._paint_entity(painter, rect, option, index)
            case Kind.MENTION:
                self._paint_ground(painter, rect, option, chosen=False)
                self._paint_mention(painter, rect, index)
            case Kind.MORE:
                self._paint_ground(painter, rect, option, chosen=False)
                painter.setFont(self._style.interface)
                painter.setPen(self._style.accent)
                room = rect.adjusted(_INDENT + 4, 0, -12, 0)
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        self._paint_focus(painter, rect, option)
        painter.restore()

    # -- parts -----------------------------------------------------------------------------------

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, chosen: bool
    ) -> None:
        state = option.state  # type: ignore[attr-defined]
        box = rect.adjusted(4, 1, -4, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._style.chosen if chosen else self._style.hover)
            painter.drawRoundedRect(box, 6, 6)

    def _paint_focus(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        """The ring of the keyboard's focus, over everything else in the row."""
        if option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]
            painter.setOpacity(1.0)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._style.accent, 1.6))
            painter.drawRoundedRect(rect.adjusted(5, 2, -5, -2), 6, 6)

    def _paint_section(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        entity_type = str(index.data(Role.ENTITY_TYPE))
        font = QFont(self._style.interface)
        font.setPointSizeF(font.pointSizeF() * 0.86)
        font.setWeight(QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.0)
        painter.setFont(font)
        painter.setPen(self._style.of_type(entity_type).ink)
        middle = Qt.AlignmentFlag.AlignVCenter
        sign = self._signs.get(entity_type, "●")
        painter.drawText(rect.adjusted(_MARGIN + 4, 4, 0, 0), middle, sign)
        left = max(_MARGIN + 24, _MARGIN + 12 + QFontMetricsF(font).horizontalAdvance(sign))
        painter.setPen(self._style.muted)
        title = str(index.data(Qt.ItemDataRole.DisplayRole)).upper()
        painter.drawText(rect.adjusted(left, 4, -60, 0), middle, title)
        count = str(index.data(Role.COUNT_WORDS))
        painter.drawText(rect.adjusted(0, 4, -18, 0), middle | Qt.AlignmentFlag.AlignRight, count)

    def _paint_entity(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        line = QFontMetricsF(self._style.interface).height()
        top = QRectF(rect.left(), rect.top() + 5, rect.width(), line + 4)
        opened = bool(option.state & QStyle.StateFlag.State_Open)  # type: ignore[attr-defined]
        self._paint_chevron(painter, QPointF(rect.left() + _MARGIN + 8, top.center().y()), opened)
        colours = self._style.of_type(str(index.data(Role.ENTITY_TYPE)))
        badge = self._paint_badge(painter, top, str(index.data(Role.COUNT_WORDS)), colours.ink, colours.tint)
        font = QFont(self._style.interface)
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(self._style.text)
        room = QRectF(
            rect.left() + _INDENT, top.top(), badge.left() - rect.left() - _INDENT - 8, top.height()
        )
        doubt = line if index.data(Role.AMBIGUOUS) else 0.0
        metrics = QFontMetricsF(font)
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width() - doubt)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        if doubt:
            left = room.left() + metrics.horizontalAdvance(shown) + 5
            paint_doubt(painter, QPointF(left + line * 0.38, room.center().y()), line * 0.76, colours.ink)
        strip = QRectF(room.left(), top.bottom(), badge.right() - room.left(), _STRIP_HEIGHT)
        self._paint_strip(painter, strip, index.data(Role.POSITIONS), colours.ink)

    def _paint_chevron(self, painter: QPainter, centre: QPointF, opened: bool) -> None:
        path = QPainterPath()
        size = max(3.6, QFontMetricsF(self._style.interface).height() * 0.21)
        if opened:
            path.moveTo(centre + QPointF(-size, -size / 2))
            path.lineTo(centre + QPointF(0, size / 2))
            path.lineTo(centre + QPointF(size, -size / 2))
        else:
            path.moveTo(centre + QPointF(-size / 2, -size))
            path.lineTo(centre + QPointF(size / 2, 0))
            path.lineTo(centre + QPointF(-size / 2, size))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._style.muted, max(1.5, size * 0.4)))
        painter.drawPath(path)

    def _paint_badge(self, painter: QPainter, row: QRectF, text: str, ink: QColor, tint: QColor) -> QRectF:
        font = QFont(self._style.interface)
        font.setPointSizeF(font.pointSizeF() * 0.9)
        metrics = QFontMetricsF(font)
        width = max(metrics.horizontalAdvance(text) + 16, 26.0)
        height = metrics.height() + 2
        box = QRectF(row.right() - width - 16, row.center().y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return box

    def _paint_strip(self, painter: QPainter, box: QRectF, places: tuple[float, ...], ink: QColor) -> None:
        """Where in the article the entity is mentioned: ticks on a line."""
        middle = box.center().y()
        painter.setPen(QPen(self._style.rule, 1.4))
        painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        left, scale = box.left(), box.width() - 2
        apart = 4 if len(places) * 6 > scale else 1
        columns = {round(place * scale / apart) * apart for place in places}
        painter.drawRects([QRectF(round(left) + x, middle - 3.5, 2.2, 7) for x in sorted(columns)])

    def _context_font(self) -> QFont:
        font = QFont(self._style.reading)
        font.setPointSizeF(self._style.interface.pointSizeF() * 1.0)
        return font

    def _paint_mention(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        """One line around the name, which is always whole: what comes before it gives way first.

        The sign of doubt stands before a description that only probably means the entity.
        """
        found: Context | None = index.data(Role.CONTEXT)
        if found is None:
            return
        ink = self._style.of_type(str(index.data(Role.ENTITY_TYPE))).ink
        if index.data(Role.CURRENT):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._style.hover)
            painter.drawRoundedRect(rect.adjusted(_INDENT - 8, 1, -6, -1), 4, 4)
            painter.setBrush(ink)
            painter.drawRoundedRect(
                QRectF(rect.left() + _INDENT - 8, rect.top() + 4, 3, rect.height() - 8), 1.5, 1.5
            )
        if index.data(Role.DOUBTFUL):
            size = min(rect.height() * 0.6, _CHEVRON)
            paint_doubt(
                painter, QPointF(rect.left() + _INDENT - 18, rect.center().y()), size, self._style.muted
            )
        self._paint_context(painter, rect.adjusted(_INDENT + 4, 0, -12, 0), found, ink)

    def _paint_context(self, painter: QPainter, room: QRectF, found: Context, ink: QColor) -> None:
        colours = (self._style.muted, ink, self._style.muted)
        for (x, text, font), colour in zip(self._laid_out(found, room.width()), colours, strict=True):
            painter.setFont(font)
            painter.setPen(colour)
            box = QRectF(room.left() + x, room.top(), room.width() - x, room.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _laid_out(self, found: Context, room: float) -> tuple[tuple[float, str, QFont], ...]:
        """Where each part of a line begins, and what of it there is room for; kept, as rows are drawn often."""
        key = (found, room)
        if key not in self._lines:
            if len(self._lines) > _KEPT:
                self._lines.clear()
            self._lines[key] = tuple(self._lay_out(found, room))
        return self._lines[key]

    def _lay_out(self, found: Context, room: float) -> Iterator[tuple[float, str, QFont]]:
        plain = self._context_font()
        bold = QFont(plain)
        bold.setWeight(QFont.Weight.Bold)
        narrow, wide = QFontMetricsF(plain), QFontMetricsF(bold)
        name = wide.elidedText(found.name, Qt.TextElideMode.ElideRight, room)
        before = found.before
        limit = max(room * 0.45, room - wide.horizontalAdvance(name) - 60)
        if narrow.horizontalAdvance(before) > min(limit, room - wide.horizontalAdvance(name)):
            least = min(room * 0.4, room - wide.horizontalAdvance(name))
            before = last_words_that_fit(before, lambda words: narrow.horizontalAdvance(words) <= least)
        x = 0.0
        for text, font, metrics in (
            (before, plain, narrow),
            (name, bold, wide),
            (found.after, plain, narrow),
        ):
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room - x))
            yield x, shown, font
            x += metrics.horizontalAdvance(shown)
