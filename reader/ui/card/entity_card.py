"""A card over the page: name, forms, roles, words and company of an entity; every line leads to the text."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from reader.core.card import Card
from reader.core.records import Annotations, Article
from reader.ui.card.body import CardBody
from reader.ui.card.line import CardLine
from reader.ui.entity_types import EntityTypes
from reader.ui.overlay import SHADOW, Overlay
from reader.ui.panel.colours import PanelStyle, style_from
from reader.ui.theme import Theme

_WIDTH, _LEAST, _GAP, _EDGE = 348, 240, 4, 8
_ENOUGH = 300
"""So many pixels show who it is and what is said first; the rest can be scrolled."""


class EntityCard(Overlay):
    """Shows a record and emits wishes. It lies inside the window, above everything else."""

    mention_requested = Signal(str, int)
    span_requested = Signal(str, object)
    entity_requested = Signal(str)
    quote_requested = Signal(int)
    words_requested = Signal(str)
    step_requested = Signal(int)
    library_requested = Signal(str)
    pointer_left = Signal()
    pointer_entered = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme, types: EntityTypes, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("entityCard")
        self._types = types
        self._seen: Mapping[str, int] = {}
        self._counts_doubtful = False
        self._style: PanelStyle = style_from(theme, self.font())
        self._area = QScrollArea(self, widgetResizable=True)
        self._body = CardBody(self._style, types, "")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[SHADOW + 6] * 4)
        layout.addWidget(self._area)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._style = style_from(theme, self.font())
        self.hide()

    def set_seen(self, seen: Mapping[str, int]) -> None:
        """In how many kept articles each entity of the present one is named, by its id."""
        self._seen = seen

    def set_counts_doubtful(self, counts: bool) -> None:
        """Whether doubtful mentions and quotations are counted as the others, from the next card on."""
        self._counts_doubtful = counts

    def show_card(
        self, card: Card, index: int | None, article: Article, annotations: Annotations, language: str
    ) -> None:
        """Fill the card; ``index`` is the mention that it was asked for."""
        body = self._body = CardBody(self._style, self._types, language, self._counts_doubtful)
        body.fill(card, index, article, annotations, self._seen.get(card.entity.id, 0))
        body.mention_requested.connect(self.mention_requested)
        body.span_requested.connect(self.span_requested)
        body.entity_requested.connect(self.entity_requested)
        body.quote_requested.connect(self.quote_requested)
        body.words_requested.connect(self.words_requested)
        body.step_requested.connect(self.step_requested)
        body.library_requested.connect(self._on_library)
        self._area.setWidget(body)
        name = f"{self._types.singular(card.entity.entity_type, language)}, {card.entity.name}"
        self.setAccessibleName(name)

    def place_at(self, anchor: QRect) -> None:
        """Stand below a place of the parent, or above it where there is hardly room below: what comes before is
        what one has just read."""
        parent = self.window().rect()
        width = min(_WIDTH + self._growth(), parent.width() - 2 * _EDGE)
        wanted = self._body.height_for(width - 12)
        below = parent.bottom() - anchor.bottom() - _GAP - _EDGE
        above = anchor.top() - _GAP - _EDGE
        wanted += 12
        under = below >= min(wanted, _ENOUGH) or below >= above
        height = min(wanted, max(_LEAST, below if under else above), parent.height() - 2 * _EDGE)
        top = anchor.bottom() + _GAP if under else anchor.top() - _GAP - height
        top = max(_EDGE, min(top, parent.height() - height - _EDGE))
        left = max(_EDGE, min(anchor.left() - 12, parent.width() - width - _EDGE))
        box = QRect(left, top, width, height).adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW)
        self.setGeometry(box)
        self.show()
        self.raise_()

    def focus_first(self) -> None:
        """Give the keyboard to the first line."""
        lines = self._body.findChildren(CardLine)
        target = lines[0] if lines else self.findChild(QToolButton)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_library(self, entity_id: str) -> None:
        self.dismissed.emit()
        self.library_requested.emit(entity_id)

    def _growth(self) -> int:
        """A larger interface font needs a wider card."""
        return max(0, round((self._style.interface.pointSizeF() - 10) * 16))

    # -- events ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Enter:
            self.pointer_entered.emit()
        elif event.type() == QEvent.Type.Leave:
            self.pointer_left.emit()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)
