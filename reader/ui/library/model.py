"""The rows of the Library tab, which come in portions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reader.core.kept import KeptArticle, ReadState
from reader.core.kept_rows import KeptRow
from reader.core.printable import one_line
from reader.ui.dates import shown_date
from reader.ui.library.captions import chapter_caption, origin_caption, shown_source

Index = QModelIndex | QPersistentModelIndex


class LibraryRole(IntEnum):
    """What a delegate may ask an index for."""

    ROW = Qt.ItemDataRole.UserRole + 1
    IN_FRONT = Qt.ItemDataRole.UserRole + 2


class LibraryModel(QAbstractListModel):
    """Read-only. It holds what was fetched so far; ``more_wanted`` asks for what comes after it."""

    more_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[KeptRow] = []
        self._total = 0
        self._awaited = False
        self._front: str | None = None

    @property
    def rows(self) -> tuple[KeptRow, ...]:
        """What was fetched so far."""
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[KeptRow], total: int) -> None:
        """Show these, the first of ``total``."""
        self.beginResetModel()
        self._rows = [_plain(row) for row in rows]
        self._total, self._awaited = total, False
        self.endResetModel()

    def expect_nothing(self) -> None:
        """Whoever was asked for more rows will not bring them: ask again when they are wanted."""
        self._awaited = False

    def append(self, rows: Sequence[KeptRow]) -> None:
        """Show these after the others; none means that there are no more after all."""
        self.expect_nothing()
        known = {row.article.id for row in self._rows}
        fresh = [_plain(row) for row in rows if row.article.id not in known]
        if not fresh:
            self._total = len(self._rows)
            return
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(fresh) - 1)
        self._rows.extend(fresh)
        self.endInsertRows()

    def set_front(self, article_id: str | None) -> None:
        """Mark the article that is being read."""
        before, self._front = self._front, article_id
        for each in {before, article_id} - {None}:
            index = self.index_of(str(each))
            if index.isValid():
                self.dataChanged.emit(index, index, [int(LibraryRole.IN_FRONT)])

    def index_of(self, article_id: str) -> QModelIndex:
        """The row of an article; invalid where it is not among those fetched."""
        number = next((n for n, row in enumerate(self._rows) if row.article.id == article_id), None)
        return QModelIndex() if number is None else self.index(number)

    # -- Qt's questions ------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._awaited and len(self._rows) < self._total

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._awaited = True
            self.more_wanted.emit(len(self._rows))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.article.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row.article)
            case LibraryRole.ROW:
                return row
            case LibraryRole.IN_FRONT:
                return row.article.id == self._front
            case _:
                return None

    def _tip(self, article: KeptArticle) -> str:
        lines = (article.title, chapter_caption(article), shown_source(article), self._standing(article))
        return "\n".join(line for line in lines if line)

    def _spoken(self, row: KeptRow) -> str:
        """A row as a screen reader says it: nothing of it is told by a sign or a colour alone."""
        article = row.article
        people = self.tr("about {names}").format(names=", ".join(article.people)) if article.people else ""
        tags = self.tr("tags: {tags}").format(tags=", ".join(article.tags)) if article.tags else ""
        parts = (
            article.title,
            origin_caption(article),
            shown_date(article.date),
            self._standing(article),
            people,
            tags,
            row.words,
        )
        return ", ".join(part for part in parts if part)

    def _standing(self, article: KeptArticle) -> str:
        """How far it is read, and whether it has a star."""
        states = {
            ReadState.UNREAD: self.tr("unread"),
            ReadState.READING: self.tr("being read"),
            ReadState.READ: self.tr("read"),
        }
        starred = [self.tr("starred")] if article.starred else []
        return ", ".join([states[article.state], *starred])


def _plain(row: KeptRow) -> KeptRow:
    """What is shown of a row, without controls; what leads to the article and its tags stays as it is."""
    article = row.article
    shown = replace(
        article, title=one_line(article.title), people=tuple(one_line(name) for name in article.people)
    )
    return replace(row, article=shown, words=one_line(row.words))
