"""The Outline tab: the headings of a long text; there only where a text has some."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from reader.core.outline import Heading, heading_at, outline
from reader.core.records import Article
from reader.ui.panel.colours import PanelStyle
from reader.ui.panel.rows import chooses, copies, set_up_rows

Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractListModel):
    """Read-only: title and headings in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings: tuple[Heading, ...] = ()

    def set_article(self, article: Article) -> None:
        """Show the headings of an article."""
        self.beginResetModel()
        self.headings = outline(article)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        heading = self.headings[index.row()]
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(heading.title)
            return font
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return heading.text
        return None


class OutlineList(QListView):
    """A click or Enter on a heading is a wish to go there."""

    row_chosen = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outlineRows")
        self.setWordWrap(True)
        set_up_rows(self)
        self.clicked.connect(self.row_chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if chooses(event, index):
            self.row_chosen.emit(index)
        elif not copies(event, index):
            super().keyPressEvent(event)


class OutlinePage(QWidget):
    """Follows the reading place and emits the wish to go to a heading."""

    heading_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = OutlineList()
        self.model = OutlineModel(self)
        self.rows.setModel(self.model)
        self.rows.row_chosen.connect(self._on_row_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.rows)
        self.retranslate()

    @property
    def empty(self) -> bool:
        """Whether the text has no headings."""
        return not self.model.headings

    def set_article(self, article: Article) -> None:
        """Show the headings of an article."""
        self.model.set_article(article)

    def set_place(self, position: int) -> None:
        """Mark the heading that a code point stands under; nobody is told."""
        row = heading_at(self.model.headings, position)
        index = QModelIndex() if row is None else self.model.index(row)
        if index != self.rows.currentIndex():
            self.rows.setCurrentIndex(index)
            self._follow()

    def set_style(self, style: PanelStyle) -> None:
        """Take over another text size."""
        self.rows.setFont(style.interface)

    def retranslate(self) -> None:
        """Set all words in the present language."""
        self.rows.setAccessibleName(self.tr("Outline"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def _follow(self) -> None:
        """Bring the marked heading into view; a hidden list of thousands is not laid out for that."""
        if self.isVisible():
            self.rows.scrollTo(self.rows.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_row_chosen(self, index: QModelIndex) -> None:
        self.heading_chosen.emit(self.model.headings[index.row()].span)
