"""The quick switch: a field over the page and what its letters find."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from reader.core.quick import LIMIT, Candidate, Goal, rank
from reader.ui.entity_types import EntityTypes
from reader.ui.overlay import SHADOW, Overlay
from reader.ui.panel.colours import style_from
from reader.ui.switch.result_list import ResultDelegate, ResultModel, SwitchRole
from reader.ui.theme import Theme

_WIDTH, _TOP, _ROWS, _SIDE = 620, 64, 11, 12


class QuickSwitch(Overlay):
    """The field keeps the keys: arrows move among the rows, Enter goes there, Escape goes away."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, types: EntityTypes, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("quickSwitch")
        self._candidates: Sequence[Candidate] = ()
        self._of_tabs, self._top = False, _TOP
        self.field = QLineEdit()
        self.field.setObjectName("switchField")
        self.rows = QListView()
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setMouseTracking(True)
        self.rows.setFrameShape(QListView.Shape.NoFrame)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setUniformItemSizes(True)
        self.model = ResultModel(self._spoken, self)
        signs = {key: types.sign(key) for key in types.keys}
        self._delegate = ResultDelegate(style_from(theme, self.font()), signs, self.rows)
        self.rows.setItemDelegate(self._delegate)
        self.rows.setModel(self.model)
        self.nothing = QLabel()
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[SHADOW + 8] * 4)
        layout.setSpacing(6)
        for widget in (self.field, self.rows, self.nothing):
            layout.addWidget(widget)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(lambda _: self._search())
        self.rows.clicked.connect(self._choose)
        self.retranslate()

    def open_with(
        self, candidates: Sequence[Candidate], of_tabs: bool = False, row: int = 0, top: int = _TOP
    ) -> None:
        """Show the field over the page, ``top`` pixels down; nothing is typed yet.

        A list ``of_tabs`` hangs from the end of their row.
        """
        self._candidates = candidates
        self._of_tabs, self._top = of_tabs, top
        self.field.setPlaceholderText(self._placeholder())
        self.field.clear()
        self._search()
        self.rows.setCurrentIndex(self.model.index(row))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def renew(self, candidates: Sequence[Candidate]) -> None:
        """More has been found while somebody types: look again for the same letters."""
        self._candidates = candidates
        self._search()

    def close_switch(self) -> None:
        """Put it away."""
        if self.isVisible():
            self.hide()
            self._candidates = ()
            self.closed.emit()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._delegate.set_style(style_from(theme, self.font()))

    def retranslate(self) -> None:
        """Set all words in the present language."""
        self.field.setPlaceholderText(self._placeholder())
        self.field.setAccessibleName(self.tr("Quick switch"))
        self.rows.setAccessibleName(self.tr("Found"))
        self.nothing.setText(self.tr("nothing found"))

    def _placeholder(self) -> str:
        if self._of_tabs:
            return self.tr("Open article…")
        return self.tr("Name, quotation, heading, article or command…")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._on_key(event):
            return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and not self.rows.underMouse():
            self.close_switch()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_switch()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.rows.currentIndex())
        elif key in steps:
            self._move(steps[key])
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        count = self.model.rowCount()
        if count:
            row = self.rows.currentIndex().row() + step
            row = row % count if abs(step) == 1 else min(max(row, 0), count - 1)
            self.rows.setCurrentIndex(self.model.index(row))

    def _search(self) -> None:
        limit = len(self._candidates) if self._of_tabs else LIMIT
        found = rank(self._candidates, self.field.text(), limit)
        self.model.set_found(found)
        self.rows.setVisible(bool(found))
        self.nothing.setVisible(not found)
        if found:
            self.rows.setCurrentIndex(self.model.index(0))
        self._place()

    def _place(self) -> None:
        """At the top of the window, as tall as what was found."""
        room = self.window().rect()
        width = min(_WIDTH + max(0, round((self.font().pointSizeF() - 10) * 24)), room.width() - 32)
        line = max(self.rows.sizeHintForRow(0), 28)
        rows = min(self.model.rowCount(), _ROWS)
        body = rows * line + 4 if rows else self.nothing.sizeHint().height() + 12
        height = min(self.field.sizeHint().height() + body + 22, room.height() - self._top - 24)
        left = room.width() - width - _SIDE if self._of_tabs else (room.width() - width) // 2
        self.setGeometry(QRect(left, self._top, width, height).adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))

    def _choose(self, index: QModelIndex) -> None:
        candidate = index.data(SwitchRole.CANDIDATE) if index.isValid() else None
        if candidate is not None:
            self.close_switch()
            self.chosen.emit(candidate)

    def _spoken(self, candidate: Candidate) -> str:
        kinds = {
            Goal.ENTITY: self.tr("Name"),
            Goal.HEADING: self.tr("Heading"),
            Goal.QUOTE: self.tr("Quotation"),
            Goal.ARTICLE: self.tr("Article"),
            Goal.FRONT: self.tr("Article in front"),
            Goal.KEPT: self.tr("Kept article"),
            Goal.RECENT: self.tr("Recent article"),
            Goal.COMMAND: self.tr("Command"),
        }
        return ", ".join(part for part in (kinds[candidate.goal], candidate.title, candidate.detail) if part)
