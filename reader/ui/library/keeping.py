"""Keeps what is opened and what is found in it, and tells what is known of the article in front."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.core.kept import KeptArticle
from reader.core.records import Annotations, Article
from reader.ui.analysis import Analysis
from reader.ui.jobs import Job
from reader.ui.library.desk import Desk
from reader.ui.open_articles import OpenArticles
from reader.ui.preferences import Preferences
from reader.ui.reading_session import ReadingSession

if TYPE_CHECKING:
    from reader.library.store import Library


class Keeping(QObject):
    """It begins with ``start``, after the first paint; until then what was opened waits."""

    front_changed = Signal()

    def __init__(
        self,
        desk: Desk,
        articles: OpenArticles,
        analysis: Analysis,
        session: ReadingSession,
        preferences: Preferences,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._articles = articles
        self._session = session
        self._preferences = preferences
        self._started = False
        self._kept: set[str] = set()
        self._found: set[tuple[str, str]] = set()
        self._asking: Job | None = None
        self._front: KeptArticle | None = None
        self._seen: Mapping[str, int] = {}
        articles.list_changed.connect(self._keep_all)
        articles.asked_again.connect(self._keep_again)
        articles.revised.connect(self._on_revised)
        analysis.annotations_changed.connect(lambda _, found: self.keep_found(found))
        session.annotations_changed.connect(self.keep_found)
        session.article_changed.connect(self._on_article)
        desk.changed.connect(self._ask_front)

    @property
    def front(self) -> KeptArticle | None:
        """The article in front as the library has it; ``None`` where it is not kept."""
        return self._front

    @property
    def kept(self) -> frozenset[str]:
        """The ids of the open articles that were kept."""
        return frozenset(self._kept)

    @property
    def seen(self) -> Mapping[str, int]:
        """In how many kept articles each entity of the article in front is named, by its id there."""
        return self._seen

    def start(self) -> None:
        """Keep what is open so far, and all that follows."""
        self._started = True
        self._keep_all()
        self.keep_found(self._session.annotations)
        self._ask_front()

    def forget(self) -> None:
        """Everything was erased: what is opened again is kept again."""
        self._kept.clear()
        self._found.clear()

    def keep_front(self) -> None:
        """Keep the article in front, whatever the settings say of all others."""
        article = self._session.article
        if article is not None:
            self._kept.add(article.id)
            self._keep(article)
            self.keep_found(self._session.annotations)

    def _keep_all(self) -> None:
        opened = {article.id for article in self._articles.articles}
        self._kept &= opened
        if self._started and self._preferences.settings.keeps_articles:
            for article in self._articles.articles:
                if article.id not in self._kept:
                    self._kept.add(article.id)
                    self._keep(article, again=article.id not in self._articles.resumed)

    def _keep_again(self, article: Article) -> None:
        """Who opens an open article anew wants it back that was removed."""
        if self._started and self._preferences.settings.keeps_articles:
            self._kept.add(article.id)
            self._keep(article)

    def _on_revised(self, article: Article) -> None:
        """Its row follows; what is found in it now stands in place of all that was found before."""
        self._found = {each for each in self._found if each[0] != article.id}
        if article.id in self._kept:
            self._keep(article)

    def _keep(self, article: Article, again: bool = True) -> None:
        originals = self._preferences.settings.keep_originals
        self._desk.change(lambda _: self._desk.shelf.keep(article, originals, again))

    def keep_found(self, found: Annotations | None) -> None:
        """Complete analyses of kept articles, each once."""
        if found is None or not found.complete or found.article_id not in self._kept:
            return
        if (found.article_id, found.pipeline) not in self._found:
            self._found.add((found.article_id, found.pipeline))
            self._desk.change(lambda _: self._desk.shelf.keep_annotations(found))

    def _on_article(self, article: Article | None) -> None:
        self._front, self._seen = None, {}
        self.front_changed.emit()
        self._ask_front()

    def _ask_front(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
        article = self._session.article
        if not self._started or article is None:
            return
        article_id = article.id

        def work(library: Library) -> tuple[KeptArticle | None, Mapping[str, int]]:
            return library.kept(article_id), library.counts_of(article_id)

        self._asking = self._desk.ask(work, self._on_front)

    def _on_front(self, known: tuple[KeptArticle | None, Mapping[str, int]]) -> None:
        self._front, self._seen = known
        self.front_changed.emit()
