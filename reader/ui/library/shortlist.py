"""Kept articles in the quick switch, by their titles."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from reader.core.kept import KeptArticle, LibraryQuery, LibrarySort
from reader.core.quick import Candidate, Goal
from reader.ui.jobs import Job
from reader.ui.library.captions import origin_caption
from reader.ui.library.desk import Desk
from reader.ui.open_articles import OpenArticles
from reader.ui.switch.switcher import Switcher

_TYPING_MS, _MOST, _LEAST_LETTERS = 100, 40, 2


class Shortlist(QObject):
    """Asks the library for what is typed there and adds the titles that fit; open articles are there already."""

    def __init__(
        self, switcher: Switcher, desk: Desk, articles: OpenArticles, open_kept: Callable[[str], None]
    ) -> None:
        super().__init__(switcher)
        self._switcher = switcher
        self._desk = desk
        self._articles = articles
        self._asking: Job | None = None
        self._wanted = ""
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._ask)
        switcher.typed.connect(self._on_typed)
        switcher.kept_chosen.connect(open_kept)

    def _on_typed(self, text: str) -> None:
        self._wanted = text.strip()
        if self._asking is not None:
            self._asking.cancel()
        if len(self._wanted) >= _LEAST_LETTERS:
            self._typing.start()
        else:
            self._typing.stop()

    def _ask(self) -> None:
        query = LibraryQuery(text=self._wanted, sort=LibrarySort.RELEVANCE, limit=_MOST)
        self._asking = self._desk.ask(lambda library: library.articles(query), self._offer, lambda _: None)

    def _offer(self, articles: tuple[KeptArticle, ...]) -> None:
        self._switcher.offer_kept(
            tuple(
                Candidate(Goal.KEPT, each.id, each.title, origin_caption(each))
                for each in articles
                if self._articles.find(each.id) is None
            )
        )
