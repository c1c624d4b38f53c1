"""Gathers what the quick switch offers and goes where it leads."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reader.core.outline import outline
from reader.core.quick import Candidate, Goal
from reader.core.records import Span
from reader.ui.actions import Actions
from reader.ui.entity_types import EntityTypes
from reader.ui.main_window import MainWindow
from reader.ui.open_articles import OpenArticles
from reader.ui.preferences import Preferences
from reader.ui.reading_session import ReadingSession
from reader.ui.switch.candidates import of_actions, of_annotations, of_article, of_articles, of_tabs


class Switcher(QObject):
    """One quick switch of one window; ``typed`` asks for kept articles, which come by ``offer_kept``."""

    typed = Signal(str)
    kept_chosen = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        actions: Actions,
        articles: OpenArticles,
        session: ReadingSession,
        preferences: Preferences,
        types: EntityTypes,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._articles = articles
        self._session = session
        self._preferences = preferences
        self._types = types
        self._switch = window.parts.switch
        self._kept: tuple[Candidate, ...] = ()
        self._of_tabs = False
        self._switch.field.textChanged.connect(self._on_text)
        actions["quick_switch"].triggered.connect(lambda _=False: self._open(of_tabs=False))
        actions["all_tabs"].triggered.connect(lambda _=False: self._open(of_tabs=True))
        articles.list_changed.connect(self._renew)
        self._switch.chosen.connect(self._go)
        session.annotations_changed.connect(lambda _: self._renew())
        self._switch.closed.connect(window.parts.view.setFocus)

    def offer_kept(self, kept: tuple[Candidate, ...]) -> None:
        """These articles of the library fit what is typed now."""
        self._kept = kept
        self._renew()

    def _on_text(self, text: str) -> None:
        self._kept = ()
        if self._switch.isVisible() and not self._of_tabs:
            self.typed.emit(text)

    def _open(self, of_tabs: bool) -> None:
        """Its own key puts it away; the other one changes what is offered."""
        if self._switch.isVisible() and of_tabs == self._of_tabs:
            self._switch.close_switch()
            return
        self._of_tabs = of_tabs
        offered = self._candidates()
        front = [number for number, each in enumerate(offered) if each.goal is Goal.FRONT]
        if not of_tabs:
            self._switch.open_with(offered)
            return
        row = self._window.parts.tab_row
        below = row.mapTo(self._window, row.rect().bottomLeft()).y() + 6
        self._switch.open_with(offered, of_tabs, front[0] if front else 0, below)

    def _renew(self) -> None:
        if self._switch.isVisible():
            self._switch.renew(self._candidates())

    def _candidates(self) -> list[Candidate]:
        if self._of_tabs:
            return list(of_tabs(self._articles.tabs, self._articles.chosen))
        article, found = self._session.article, self._session.annotations
        offered: list[Candidate] = []
        if article is not None:
            if found is not None:
                offered += of_annotations(article, found, self._types.entity_keys)
            offered += of_article(article)
        offered += of_articles(self._articles.tabs, article, self._preferences.state.recent)
        offered += self._kept
        offered += of_actions(self._actions)
        return sorted(offered, key=lambda each: each.goal is Goal.QUOTE)

    def _go(self, candidate: Candidate) -> None:
        match candidate.goal:
            case Goal.ENTITY:
                self._session.choose_entity(candidate.key)
            case Goal.QUOTE:
                self._session.choose_quote(int(candidate.key))
            case Goal.HEADING:
                self._go_to_heading(int(candidate.key))
            case Goal.ARTICLE | Goal.FRONT:
                self._articles.show(candidate.key)
            case Goal.KEPT:
                self.kept_chosen.emit(candidate.key)
            case Goal.RECENT:
                self._articles.open_files([candidate.key])
            case Goal.COMMAND:
                self._actions[candidate.key].trigger()

    def _go_to_heading(self, start: int) -> None:
        headings = outline(self._session.article) if self._session.article is not None else ()
        span = next((each.span for each in headings if each.span.start == start), Span(start, start))
        self._session.go_to(span)
