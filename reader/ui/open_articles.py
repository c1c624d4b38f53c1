"""The articles that are open, and the one in front."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader.core.books import file_of
from reader.core.errors import ReaderError, UnreadableInputError
from reader.core.records import Article
from reader.service import FoundFiles
from reader.service.reading import Cancelled
from reader.ui.jobs import Job, JobRunner

Importer = Callable[[str, Cancelled], Article]
"""Gives the article that something names; stops soon after nobody waits for it any more."""
FileImporter = Callable[[str, Cancelled], Article | FoundFiles]
"""Gives the article in a file, or the files of a folder."""

_MOST = 20
"""So many articles of a folder are opened: each has a tab."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """Something to open: at the front or behind it, in a tab of its own or ``instead`` of an open article.

    It is ``resumed`` where the program opens it by itself, to go on where the last run ended.
    """

    source: str
    importer: FileImporter
    front: bool = True
    instead: str = ""
    resumed: bool = False


class OpenArticles(QObject):
    """Opens files and pasted text in the background, one after the other, and keeps their order."""

    list_changed = Signal()
    current_changed = Signal(object)
    file_opened = Signal(str)
    open_failed = Signal(str, object)
    opening_changed = Signal(bool)
    replaced = Signal(str)
    asked_again = Signal(object)
    reading_started = Signal(str)
    """The name of the file that is read now, empty where what is read has none."""
    folder_opened = Signal(str, int, int)
    """A folder, how many of its articles are opened, and how many it holds."""

    def __init__(
        self,
        jobs: JobRunner,
        open_path: FileImporter,
        from_text: Importer,
        from_html: Importer | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._open_path = open_path
        self._from_text = from_text
        self._from_html = from_html or from_text
        self._articles: list[Article] = []
        self._current: str | None = None
        self._resumed: set[str] = set()
        self._pending: deque[_Wish] = deque()
        self._running: Job | None = None
        self._read_now: _Wish | None = None

    @property
    def articles(self) -> tuple[Article, ...]:
        """The open articles, in the order of their tabs."""
        return tuple(self._articles)

    @property
    def current(self) -> Article | None:
        """The article in front."""
        return self.find(self._current)

    @property
    def resumed(self) -> frozenset[str]:
        """The ids of the open articles that nobody has asked for in this run."""
        return frozenset(self._resumed)

    @property
    def opening(self) -> bool:
        """Whether a file is still being read."""
        return self._running is not None

    def find(self, article_id: str | None) -> Article | None:
        """The open article of that id, or ``None``."""
        return next((each for each in self._articles if each.id == article_id), None)

    def open_files(self, paths: Iterable[str], front: int = 0, resumed: bool = False) -> None:
        """Open files; number ``front`` of them comes to the front. ``resumed``: nobody asked for them."""
        for number, path in enumerate(paths):
            self._pending.append(_Wish(str(path), self._open_path, number == front, resumed=resumed))
        self._next()

    def open_text(self, text: str, html: bool = False) -> None:
        """Open pasted or dropped text as an article."""
        self._pending.append(_Wish(text, self._from_html if html else self._from_text))
        self._next()

    def open_from(self, key: str, importer: Importer) -> None:
        """Open what ``importer`` gives for something that is no file, such as an article of the library."""
        self._pending.append(_Wish(key, importer))
        self._next()

    def open_instead(self, path: str, article_id: str) -> None:
        """Open a file, or a chapter, in the tab of an open article."""
        self._pending.append(_Wish(path, self._open_path, instead=article_id))
        self._next()

    def cancel_reading(self) -> None:
        """Give up what is read now; what waits behind it is opened."""
        if self._running is None or self._read_now is None:
            return
        self._running.cancel()
        self._pass_on(self._read_now)
        self._finish()

    def add(self, article: Article, front: bool = True, resumed: bool = False) -> None:
        """Take in an article that was read; the same text is never open twice, but ``asked_again`` tells of it."""
        known = self.find(article.id) is not None
        if not resumed:
            self._resumed.discard(article.id)
        elif not known:
            self._resumed.add(article.id)
        if not known:
            self._articles.append(article)
            self.list_changed.emit()
        elif not resumed:
            self.asked_again.emit(article)
        if front or self._current is None:
            self.show(article.id)

    def replace(self, article_id: str, article: Article) -> None:
        """Put an article in the place of an open one, which is closed; of the same text only one stays open."""
        at = next((n for n, each in enumerate(self._articles) if each.id == article_id), None)
        if at is None or self.find(article.id) is not None:
            self.add(article)
            return
        self._articles[at] = article
        self.list_changed.emit()
        if self._current == article_id:
            self._current = article.id
            self.current_changed.emit(article)
        self.replaced.emit(article_id)

    def show(self, article_id: str) -> None:
        """Bring an open article to the front."""
        if article_id != self._current and self.find(article_id) is not None:
            self._current = article_id
            self.current_changed.emit(self.current)

    def show_next(self, step: int) -> None:
        """Bring the article ``step`` tabs further to the front, round the end."""
        ids = [article.id for article in self._articles]
        if self._current in ids:
            self.show(ids[(ids.index(self._current) + step) % len(ids)])

    def close(self, article_id: str) -> None:
        """Close an article; its right neighbour, else its left one, comes to the front."""
        ids = [article.id for article in self._articles]
        if article_id not in ids:
            return
        at = ids.index(article_id)
        del self._articles[at]
        self._resumed.discard(article_id)
        if article_id == self._current:
            rest = self._articles[at : at + 1] or self._articles[at - 1 : at]
            self._current = rest[0].id if rest else None
            self.list_changed.emit()
            self.current_changed.emit(self.current)
        else:
            self.list_changed.emit()

    def move(self, start: int, end: int) -> None:
        """Follow a tab that was dragged."""
        self._articles.insert(end, self._articles.pop(start))

    def _next(self) -> None:
        if self._running is not None or not self._pending:
            return
        wish = self._pending.popleft()
        self.opening_changed.emit(True)
        path = file_of(wish.source) if wish.importer is self._open_path else ""
        self._read_now = wish
        self.reading_started.emit(Path(path).name)
        self._running = self._jobs.submit(
            lambda job: wish.importer(wish.source, lambda: job.cancelled),
            lambda article: self._on_opened(article, path, wish),
            lambda error: self._on_failed(error, path, wish),
        )

    def _on_opened(self, article: Article | FoundFiles, path: str, wish: _Wish) -> None:
        if isinstance(article, FoundFiles):
            self._open_folder(article, path, wish)
            self._finish()
            return
        if path:
            self.file_opened.emit(str(Path(path).absolute()))
        if wish.instead:
            self.replace(wish.instead, article)
        else:
            self.add(article, wish.front, wish.resumed)
        self._finish()

    def _open_folder(self, found: FoundFiles, path: str, wish: _Wish) -> None:
        """Open the first files of a folder; how many are left out is told, and what could not be looked into."""
        for error in found.errors:
            self.open_failed.emit(path, error)
        shown = found.files[:_MOST]
        if len(shown) < len(found.files):
            self.folder_opened.emit(path, len(shown), len(found.files))
        wishes = [
            _Wish(each, self._open_path, wish.front and not number, resumed=wish.resumed)
            for number, each in enumerate(shown)
        ]
        self._pending.extendleft(reversed(wishes))

    def _pass_on(self, wish: _Wish) -> None:
        """The next one comes to the front where one that is not opened was to."""
        if wish.front and self._pending:
            self._pending[0] = replace(self._pending[0], front=True)

    def _on_failed(self, error: Exception, path: str, wish: _Wish) -> None:
        self._pass_on(wish)
        if not isinstance(error, ReaderError):
            name = Path(path).name if path else "…"
            error = UnreadableInputError("file_unreadable", name=name, reason=str(error))
        self.open_failed.emit(path, error)
        self._finish()

    def _finish(self) -> None:
        self._running = self._read_now = None
        self._next()
        if self._running is None:
            self.opening_changed.emit(False)
