"""Reading a book chapter by chapter: in one tab, from the contents list, by key, or at the end of the text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from reader.core.books import chapter_source, file_of, place_of
from reader.core.records import Article, Book
from reader.ui.actions import Actions
from reader.ui.main_window import MainWindow
from reader.ui.open_articles import OpenArticles
from reader.ui.page.chapter_foot import ChapterFoot
from reader.ui.preferences import Preferences
from reader.ui.reading_session import ReadingSession


class BookReader(QObject):
    """Opens another chapter in place of the one in front, and remembers the last one of each book."""

    def __init__(
        self,
        window: MainWindow,
        actions: Actions,
        articles: OpenArticles,
        session: ReadingSession,
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._articles = articles
        self._session = session
        self._preferences = preferences
        self._heading = ""
        self.foot = ChapterFoot(window.parts.view)
        self.foot.chapter_wanted.connect(self.open)
        window.parts.view.filled.connect(self.foot.place)
        window.parts.panel.chapter_chosen.connect(self.open)
        actions["next_chapter"].triggered.connect(lambda _=False: self._step(1))
        actions["previous_chapter"].triggered.connect(lambda _=False: self._step(-1))
        session.article_changed.connect(self._on_article)
        self._on_article(session.article)

    @property
    def book(self) -> Book | None:
        """The book whose chapter is in front."""
        return None if self._session.article is None else self._session.article.book

    def open(self, number: int, heading: str = "") -> None:
        """Open a chapter in the same tab, at the place where it was left, or at a heading of it."""
        article = self._session.article
        if article is None or article.book is None:
            return
        if number == article.book.chapter:
            self._go_to(article, heading)
            return
        self._heading = heading
        source = chapter_source(file_of(article.source), number)
        self._articles.open_instead(source, article.id)

    def _step(self, step: int) -> None:
        book = self.book
        if book is not None and 1 <= book.chapter + step <= book.chapters:
            self.open(book.chapter + step)

    def _on_article(self, article: Article | None) -> None:
        book = None if article is None else article.book
        self.foot.set_book(book)
        self._actions["previous_chapter"].setEnabled(book is not None and book.chapter > 1)
        self._actions["next_chapter"].setEnabled(book is not None and book.chapter < book.chapters)
        if article is None or book is None:
            return
        file = str(Path(file_of(article.source)).absolute())
        self._preferences.remember(self._preferences.state.with_chapter(file, book.chapter))
        heading, self._heading = self._heading, ""
        if heading:
            QTimer.singleShot(0, self, lambda: self._go_to(article, heading))

    def _go_to(self, article: Article, heading: str) -> None:
        span = place_of(article, heading) if heading else None
        if span is not None and self._session.article is article:
            self._session.go_to(span)
