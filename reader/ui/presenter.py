"""Facts of the session to all views, wishes of the views to the session. No view knows another."""

from __future__ import annotations

from PySide6.QtCore import QObject

from reader.core.marks import MarkIndex
from reader.core.navigation import Choice, mention_counts
from reader.core.records import LANGUAGE_NOTICES, Annotations, Article, Span
from reader.core.titles import article_title
from reader.ui.analysis import Analysis, AnalysisState
from reader.ui.language import Language
from reader.ui.main_window import MainWindow
from reader.ui.mark_indexer import MarkIndexer
from reader.ui.message_bar import Message
from reader.ui.open_articles import OpenArticles
from reader.ui.page import QUOTE_TYPE
from reader.ui.plain_text import window_caption
from reader.ui.reading_session import ReadingSession
from reader.ui.sentences import LANGUAGE_TOPIC, failure_message, known_sentence, language_message
from reader.ui.worker_client import WorkerFailure


class Presenter(QObject):
    """Connects one session with one window."""

    def __init__(
        self,
        window: MainWindow,
        articles: OpenArticles,
        analysis: Analysis,
        session: ReadingSession,
        language: Language,
        indexer: MarkIndexer,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._parts = window.parts
        self._articles = articles
        self._analysis = analysis
        self._session = session
        self._language = language
        self._indexer = indexer
        self._awaited: Annotations | None = None
        self._read: set[str] = set()
        self._connect_facts()
        self._connect_wishes()
        window.language_changed.connect(self._on_language)

    def _connect_facts(self) -> None:
        session, parts = self._session, self._parts
        session.article_changed.connect(self._on_article)
        session.annotations_changed.connect(self._on_annotations)
        session.choice_changed.connect(self._on_choice)
        session.reveal_requested.connect(parts.view.places.reveal)
        session.place_requested.connect(parts.view.restore_position)
        session.wrapped.connect(parts.status.show_wrap)
        self._articles.list_changed.connect(self._show_tabs)
        self._articles.tab_chosen.connect(lambda _: self._show_tabs())
        self._analysis.changed.connect(self._on_analysis)
        self._analysis.failed.connect(self._on_failed)
        parts.messages.dismissed.connect(self._on_dismissed)
        self._indexer.failed.connect(self._on_failed)

    def _connect_wishes(self) -> None:
        session, parts = self._session, self._parts
        parts.view.mention_clicked.connect(session.pick_mention)
        parts.view.quote_clicked.connect(session.pick_quote)
        parts.map.span_chosen.connect(lambda start, end: session.go_to(Span(start, end)))
        parts.panel.entity_chosen.connect(session.choose_entity)
        parts.panel.mention_chosen.connect(session.choose_mention)
        parts.panel.quote_chosen.connect(session.choose_quote)
        parts.panel.heading_chosen.connect(session.go_to)
        parts.view.place_changed.connect(self._on_place)
        parts.tabs.article_chosen.connect(self._articles.show)
        parts.tabs.close_requested.connect(session.close_article)
        parts.tabs.tabMoved.connect(self._articles.move)

    def _on_place(self) -> None:
        if not self._parts.panel.outline.empty:
            self._parts.panel.set_place(self._parts.view.reading_position())

    def _on_article(self, article: Article | None) -> None:
        parts = self._parts
        shown = article or Article("", "", ())
        for view in (parts.view, parts.map, parts.panel):
            view.set_article(shown)
        parts.status.set_article_shown(article is not None)
        for topic in ("analysis", "notices", LANGUAGE_TOPIC):
            parts.messages.withdraw(topic)
        self._show_title()
        self._show_tabs()
        if article is not None:
            self._window.expect_text()
            state = self._analysis.state(article.id)
            self._on_analysis(article.id, state)
            if state.failure is not None:
                self._on_failed(article.id, state.failure)

    def _on_annotations(self, annotations: Annotations | None) -> None:
        """The index of many marks is made in the background; until then the old ones stay."""
        self._awaited = annotations
        if annotations is None:
            self._show_annotations(None, MarkIndex())
        else:
            self._indexer.prepare(annotations, lambda marks: self._show_annotations(annotations, marks))

    def _show_annotations(self, annotations: Annotations | None, marks: MarkIndex) -> None:
        if annotations is not self._awaited:
            return
        parts = self._parts
        parts.view.set_annotations(annotations, marks)
        parts.map.set_annotations(marks)
        for view in (parts.panel, parts.status):
            view.set_annotations(annotations)
        for view in (parts.view, parts.map, parts.panel, parts.status):
            view.set_choice(self._session.choice)
        if annotations is None:
            parts.toolbar.set_counts(None)
            return
        parts.toolbar.set_counts({**mention_counts(annotations), QUOTE_TYPE: len(annotations.quotes)})
        self._show_notices(annotations)

    def _on_choice(self, choice: Choice) -> None:
        parts = self._parts
        for view in (parts.view, parts.map, parts.panel, parts.status):
            view.set_choice(choice)

    def _on_analysis(self, article_id: str, state: AnalysisState) -> None:
        if self._is_shown(article_id):
            self._parts.status.set_state(state)
            if state.running:
                self._parts.messages.withdraw("analysis")

    def _on_failed(self, article_id: str, failure: WorkerFailure) -> None:
        if self._is_shown(article_id):
            self._parts.messages.tell(failure_message(failure, self._language.code))

    def _show_notices(self, annotations: Annotations) -> None:
        messages, article = self._parts.messages, self._session.article
        lacking = [key for key in annotations.notices if key not in LANGUAGE_NOTICES]
        text = "\n".join(filter(None, (known_sentence(key, self._language.code) for key in lacking)))
        if text:
            messages.tell(Message("notices", text, "warning"))
        limits = [key for key in annotations.notices if key in LANGUAGE_NOTICES]
        if limits and article is not None and article.id not in self._read:
            messages.tell(language_message(limits[0], article.language, self._language.code))

    def _on_dismissed(self, topic: str) -> None:
        """That an article is in another language is told until it was read once."""
        if topic == LANGUAGE_TOPIC and self._session.article is not None:
            self._read.add(self._session.article.id)

    def _is_shown(self, article_id: str) -> bool:
        return self._session.article is not None and self._session.article.id == article_id

    def _show_title(self) -> None:
        name = self.tr("Reader")
        article = self._session.article
        title = "" if article is None else article_title(article)
        self._window.setWindowTitle(f"{window_caption(title)} – {name}" if title else name)

    def _show_tabs(self) -> None:
        self._parts.tabs.show_tabs(self._articles.tabs, self._articles.chosen)

    def _on_language(self) -> None:
        self._show_title()
        self._show_tabs()
        told = [topic for topic in ("notices", LANGUAGE_TOPIC) if self._parts.messages.has(topic)]
        for topic in told:
            self._parts.messages.withdraw(topic)
        if told and self._session.annotations is not None:
            self._show_notices(self._session.annotations)
        if self._session.article is not None:
            failure = self._analysis.state(self._session.article.id).failure
            if failure is not None and self._parts.messages.has("analysis"):
                self._on_failed(self._session.article.id, failure)
