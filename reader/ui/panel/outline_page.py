"""The Outline tab: the headings of a long text, or the contents of a book; there only where there are some."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from reader.core.books import OutlineRow, outline_rows
from reader.core.printable import one_line
from reader.core.records import Article
from reader.ui.panel.colours import PanelStyle
from reader.ui.panel.rows import chooses, set_up_rows

_STEP = "\u2003"
Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractListModel):
    """Read-only: title and headings in order, or the chapters of a book."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[OutlineRow, ...] = ()

    def set_article(self, article: Article) -> None:
        """Show the outline of an article."""
        self.beginResetModel()
        self.rows = outline_rows(article)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(row.strong)
            return font
        if role == Qt.ItemDataRole.DisplayRole:
            return _STEP * row.level + one_line(row.text)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text
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
        else:
            super().keyPressEvent(event)


class OutlinePage(QWidget):
    """Follows the reading place and emits the wish to go to a heading, or to another chapter by its name."""

    heading_chosen = Signal(object)
    chapter_chosen = Signal(int, str)

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
        return not self.model.rows

    def set_article(self, article: Article) -> None:
        """Show the outline of an article, from its beginning."""
        self.model.set_article(article)
        self.set_place(0)

    def set_place(self, position: int) -> None:
        """Mark the heading that a code point stands under; nobody is told."""
        passed = [
            (each.span.start, number)
            for number, each in enumerate(self.model.rows)
            if each.span is not None and each.span.start <= position
        ]
        row = max(passed)[1] if passed else None
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
        row = self.model.rows[index.row()]
        if row.span is None and row.chapter is not None:
            self.chapter_chosen.emit(row.chapter, row.text)
        else:
            self.heading_chosen.emit(row.span)
