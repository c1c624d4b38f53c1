"""Copying: what is selected, else the quotation or the name that is chosen, with where it comes from."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView

from reader.core.citation import citation_of, citation_text, plain_line
from reader.core.records import Annotations, Article
from reader.ui.actions import Actions
from reader.ui.dates import shown_date
from reader.ui.language import present_language
from reader.ui.main_window import MainWindow
from reader.ui.panel.quote_page import QuoteList
from reader.ui.panel.rows import COPY_ROLE
from reader.ui.reading_session import ReadingSession


class CopyController(QObject):
    """Does the actions of selecting and copying of one window and says in the status line what was copied."""

    def __init__(self, window: MainWindow, actions: Actions, session: ReadingSession) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        actions["copy"].triggered.connect(lambda _=False: self.copy())
        actions["select_all"].triggered.connect(lambda _=False: self.select_all())
        actions["copy_quote"].triggered.connect(lambda _=False: self.copy_quotations())

    def select_all(self) -> None:
        """All rows of the list that has the keys, else all of the text."""
        focus = self._window.focusWidget()
        (focus if isinstance(focus, QAbstractItemView) else self._window.parts.view).selectAll()

    def copy(self) -> None:
        """What is selected in the text, or the rows of the list that has the keys."""
        focus = self._window.focusWidget()
        if isinstance(focus, QuoteList) and focus.to_copy:
            self._put_quotations(focus.to_copy)
        elif isinstance(focus, QAbstractItemView) and focus.currentIndex().isValid():
            self._put_rows(focus)
        elif self._window.parts.view.textCursor().hasSelection():
            self._window.parts.view.copy()
        else:
            self._copy_chosen()

    def copy_quotations(self) -> None:
        """The selected rows of the Quotations tab if it has the keys, else the chosen quotation."""
        focus, chosen = self._window.focusWidget(), self._session.choice.quote_index
        if isinstance(focus, QuoteList) and focus.to_copy:
            self._put_quotations(focus.to_copy)
        elif chosen is not None:
            self._put_quotations((chosen,))
        else:
            self._say(self.tr("choose a quotation first"))

    def _copy_chosen(self) -> None:
        entity = self._session.entity
        if self._session.choice.quote_index is not None:
            self.copy_quotations()
        elif entity is not None:
            self._put(plain_line(entity.name))
            self._say(self.tr("name copied"))
        else:
            self._say(self.tr("nothing is selected"))

    def _put_rows(self, view: QAbstractItemView) -> None:
        """The rows of a list that are selected, one a line, else the one that the keys are at."""
        chosen = sorted(view.selectedIndexes(), key=lambda index: view.visualRect(index).top())
        rows = chosen if view.currentIndex() in chosen else [view.currentIndex()]
        self._put("\n".join(_words(index) for index in rows))

    def _put_quotations(self, numbers: Iterable[int]) -> None:
        article, found = self._session.article, self._session.annotations
        if article is None or found is None:
            return
        lines = [citation_line(article, found, number) for number in numbers]
        self._put("\n".join(lines))
        self._say(self.tr("%n quotation(s) copied", "", len(lines)))

    def _put(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _say(self, text: str) -> None:
        self._window.parts.status.show_note(text)


def _words(index: QModelIndex) -> str:
    return plain_line(str(index.data(COPY_ROLE) or index.data()))


def citation_line(article: Article, found: Annotations, number: int) -> str:
    """A quotation with speaker, title, source and date, in the typography of the window's language."""
    citation = citation_of(article, found, number)
    date = shown_date(article.metadata.date, inside=True) or ""
    return citation_text(citation, present_language(), plain_line(date))
