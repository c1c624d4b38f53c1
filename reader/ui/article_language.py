"""The language of the article in front: told by its words, or by its reader where they tell it wrong."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject

from reader.core.languages import UNKNOWN
from reader.core.records import Article
from reader.service import analysed_languages, in_language
from reader.ui.actions import Actions
from reader.ui.jobs import JobRunner
from reader.ui.main_window import MainWindow
from reader.ui.open_articles import OpenArticles
from reader.ui.preferences import Preferences
from reader.ui.reading_session import ReadingSession

_LOG = logging.getLogger(__name__)

_BY_WORDS = "article_language_words"
_OTHER = "article_language_other"


class ArticleLanguage(QObject):
    """The choice is remembered for the article, however it is opened again."""

    def __init__(
        self,
        window: MainWindow,
        actions: Actions,
        articles: OpenArticles,
        session: ReadingSession,
        preferences: Preferences,
        jobs: JobRunner,
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._articles = articles
        self._session = session
        self._preferences = preferences
        self._jobs = jobs
        self._choices: dict[str, str | None] = {_BY_WORDS: None, _OTHER: UNKNOWN}
        self._choices |= {f"article_language_{code}": code for code in analysed_languages()}
        for action_id, code in self._choices.items():
            actions[action_id].triggered.connect(lambda _=False, code=code: self.choose(code))
        session.article_changed.connect(self._show)
        window.parts.messages.action_requested.connect(self._on_message_action)
        self._show(session.article)

    def choose(self, code: str | None) -> None:
        """Take the article in front as written in a language; ``None`` for the one that its words tell."""
        article = self._session.article
        if article is None:
            return
        self._preferences.remember(self._preferences.state.with_language(article.id, code))
        self._show(article)
        self._jobs.submit(
            lambda _: in_language(article, code),
            self._articles.revise,
            lambda error: _LOG.warning("the language could not be told: %s", error),
        )

    def _on_message_action(self, topic: str, action_id: str) -> None:
        if action_id in self._choices:
            self._actions[action_id].trigger()

    def _show(self, article: Article | None) -> None:
        """Which choice holds for the article in front."""
        chosen = None if article is None else self._preferences.state.language_of(article.id)
        for action_id, code in self._choices.items():
            self._actions[action_id].setEnabled(article is not None)
            if code == chosen:
                self._actions.check(action_id)
