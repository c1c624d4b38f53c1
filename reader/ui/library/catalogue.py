"""Answers the Library tab: what its query finds, in portions, and the names and tags for its filters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.core.errors import ReaderError
from reader.core.kept import LibraryEntity, LibraryQuery
from reader.core.kept_rows import KeptRow, kept_rows
from reader.ui.jobs import Job
from reader.ui.language import Language
from reader.ui.library.desk import Desk
from reader.ui.library.page import LibraryPage

if TYPE_CHECKING:
    from reader.library.store import Library

PORTION = 100
_MOST_OFFERED, _MOST_SENTENCES = 12, 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: the first rows, how many there are in all, and the tags of the library."""

    rows: tuple[KeptRow, ...]
    total: int
    tags: tuple[tuple[str, int], ...]


class Catalogue(QObject):
    """Nothing is asked before the tab is first seen; an answer that came too late is dropped."""

    def __init__(self, page: LibraryPage, desk: Desk, language: Language) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._language = language
        self._looking: Job | None = None
        self._more: Job | None = None
        self._offering: Job | None = None
        self._asked = False
        self._trouble: ReaderError | None = None
        page.shown.connect(self.renew)
        page.query_changed.connect(self.look)
        page.model.more_wanted.connect(self._look_further)
        page.filters.entity.wanted.connect(self._offer)
        page.language_changed.connect(self._say_trouble)
        desk.changed.connect(self.renew)

    def look(self) -> None:
        """Show what the query finds, from the top."""
        self._look(PORTION, again=False)

    def renew(self) -> None:
        """This window or another may have changed the library: ask the same again, and stay at the same place."""
        if self._page.isVisible():
            self._look(max(PORTION, self._page.model.rowCount()), again=self._asked)

    def _look(self, limit: int, again: bool) -> None:
        for job in (self._looking, self._more):
            if job is not None:
                job.cancel()
        query = replace(self._page.query, limit=limit)
        entity = self._page.filters.entity.entity
        self._looking = self._desk.ask(
            _search(query, entity), lambda found: self._on_found(found, again), self._on_failed
        )

    def _on_found(self, found: Found, again: bool) -> None:
        self._trouble, self._asked = None, True
        self._page.filters.set_tags(found.tags)
        self._page.show_rows(found.rows, found.total, again)

    def _on_failed(self, error: ReaderError) -> None:
        self._trouble = error
        self._say_trouble()

    def _say_trouble(self) -> None:
        if self._trouble is not None:
            self._page.show_trouble(self._trouble.sentence(self._language.code))

    def _look_further(self, offset: int) -> None:
        query = replace(self._page.query, offset=offset, limit=PORTION)
        entity = self._page.filters.entity.entity
        self._more = self._desk.ask(
            _search(query, entity), lambda found: self._page.model.append(found.rows), self._on_failed
        )

    def _offer(self, wanted: str) -> None:
        if self._offering is not None:
            self._offering.cancel()
        self._offering = self._desk.ask(
            lambda library: library.entities(wanted, limit=_MOST_OFFERED),
            self._page.filters.entity.offer,
            self._on_failed,
        )


def _search(query: LibraryQuery, entity: LibraryEntity | None) -> Callable[[Library], Found]:
    """What a job asks of the library; an entity's articles come with the words of its first mention."""

    def work(library: Library) -> Found:
        articles = library.articles(query)
        where = {}
        if entity is not None:
            most = min(max(entity.articles, PORTION), _MOST_SENTENCES)
            where = {each.article.id: each for each in library.appearances(entity.id, limit=most)}
        rows = kept_rows(articles, query.text, where, entity)
        return Found(rows, library.count(query), library.tags())

    return work
