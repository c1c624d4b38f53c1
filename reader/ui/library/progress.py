"""How far the article in front is read: where one is, and whether the end was reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reader.core.kept import ReadState
from reader.core.records import Article
from reader.ui.library.desk import Desk, Work
from reader.ui.page import ArticleView
from reader.ui.reading_session import ReadingSession

if TYPE_CHECKING:
    from reader.library.store import Library

SETTLE_MS, END_MS = 800, 2_000
_WORDS_A_SECOND = 12
"""Faster than anybody reads: who has an article before him for less time has not read it."""

_NEAR_END = 8


class Progress(QObject):
    """Opening begins an article; at rest the place is noted; staying at the end makes it read."""

    def __init__(self, desk: Desk, session: ReadingSession, view: ArticleView, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = session
        self._view = view
        self._started = False
        self._wanted = True
        self._article: Article | None = None
        self._place: int | None = None
        self._noted: dict[str, int] = {}
        self._ended = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)
        self._end = QTimer(self, singleShot=True)
        self._end.timeout.connect(self._on_end)
        view.place_changed.connect(self._settle.start)
        session.article_changed.connect(self._on_article)

    def start(self) -> None:
        """Follow the article in front, and all that follow it; called after the first paint."""
        self._started = True
        self._on_article(self._session.article)

    def want(self, wanted: bool) -> None:
        """Whether anything of it is to be kept."""
        self._wanted = wanted

    def forget(self) -> None:
        """Everything was erased: no place is noted any more."""
        self._noted.clear()

    def close(self) -> None:
        """Note where reading stops."""
        if self._started and self._article is not None:
            self._place = self._view.reading_position()
            self._note()

    def _on_article(self, article: Article | None) -> None:
        if not self._started:
            return
        self._note()
        self._end.stop()
        self._article, self._place, self._ended = article, None, False
        if article is not None:
            article_id = article.id
            self._change(lambda library: _begin(library, article_id))
            self._settle.start()

    def _on_settled(self) -> None:
        if self._article is None or self._session.article is not self._article:
            return
        self._place = self._view.reading_position()
        self._note()
        if not self._at_end():
            self._end.stop()
        elif not self._ended and not self._end.isActive():
            self._end.start(self._patience())

    def _patience(self) -> int:
        """An article that is seen as a whole has its end in view from the first: it takes time to read it."""
        assert self._article is not None
        whole = self._view.verticalScrollBar().maximum() == 0
        seconds = len(self._article.text.split()) / _WORDS_A_SECOND if whole else 0
        return max(END_MS, round(seconds * 1000))

    def _at_end(self) -> bool:
        bar = self._view.verticalScrollBar()
        return self._view.isVisible() and bar.value() >= bar.maximum() - _NEAR_END

    def _on_end(self) -> None:
        """Nobody reads in a window that is not the active one."""
        if self._article is None or not self._at_end():
            return
        if self._view.isActiveWindow():
            self._ended = True
            article_id = self._article.id
            self._change(lambda library: library.finish(article_id))
        else:
            self._end.start(END_MS)

    def _note(self) -> None:
        """Write the place down where it is another one than before."""
        if self._article is None or self._place is None:
            return
        article_id, place = self._article.id, self._place
        if self._noted.get(article_id) != place:
            self._noted[article_id] = place
            self._change(lambda library: library.set_place(article_id, place), seen=False)

    def _change(self, work: Work, seen: bool = True) -> None:
        if self._wanted:
            self._desk.change(work, seen=seen)


def _begin(library: Library, article_id: str) -> None:
    """An article that is opened is being read; one that was read stays so."""
    kept = library.kept(article_id)
    if kept is not None and kept.state is ReadState.UNREAD:
        library.set_state((article_id,), ReadState.READING)
