"""The articles that are open, and the one in front."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader.core.books import file_of
from reader.core.errors import ReaderError, UnreadableInputError
from reader.core.records import Article
from reader.service import FoundFiles
from reader.ui.jobs import JobRunner
from reader.ui.opening_queue import FileImporter, Importer, OpeningQueue, Wish
from reader.ui.tab_records import Tab, index_of, unread_twin

_MOST = 20
"""So many articles of a folder are opened: each has a tab."""


class OpenArticles(QObject):
    """Opens files and pasted text in the background, one after the other, and keeps their order."""

    list_changed = Signal()
    order_changed = Signal()
    current_changed = Signal(object)
    tab_chosen = Signal(str)
    tab_closed = Signal(object, int)
    file_opened = Signal(str)
    open_failed = Signal(str, object)
    opening_changed = Signal(bool)
    replaced = Signal(str)
    revised = Signal(object)
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
        self._open_path = open_path
        self._from_text = from_text
        self._from_html = from_html or from_text
        self._tabs: list[Tab] = []
        self._current: str | None = None
        self._wanted: str | None = None
        self._resumed: set[str] = set()
        self.queue = OpeningQueue(jobs, self._on_opened, self._on_failed, self._on_cancelled, self)
        self.queue.busy_changed.connect(self.opening_changed)
        self.queue.started.connect(
            lambda wish: self.reading_started.emit(Path(_path(wish, self._open_path)).name)
        )

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """All tabs in their order, those too whose article is not read yet."""
        return tuple(self._tabs)

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that are read, in the order of their tabs."""
        return tuple(tab.article for tab in self._tabs if tab.article is not None)

    @property
    def current(self) -> Article | None:
        """The article in front."""
        return self.find(self._current)

    @property
    def chosen(self) -> str | None:
        """The key of the tab in front, or of the one that comes there once it is read."""
        return self._wanted or self._current

    @property
    def resumed(self) -> frozenset[str]:
        """The ids of the open articles that nobody has asked for in this run."""
        return frozenset(self._resumed)

    def find(self, article_id: str | None) -> Article | None:
        """The open article of that id, or ``None``."""
        return next((each for each in self.articles if each.id == article_id), None)

    def restore(self, tabs: Sequence[Tab], front: int | None = None) -> None:
        """Add tabs that are read once they are chosen; number ``front`` of them is chosen now."""
        self._tabs.extend(tabs)
        self.list_changed.emit()
        if front is not None and 0 <= front < len(tabs):
            self.show(tabs[front].key)

    def reopen(self, tab: Tab, index: int) -> None:
        """Bring back a tab that was closed, to its place in the row."""
        there = next((each.key for each in self._tabs if each.source == tab.source), None)
        if there is None:
            self._tabs.insert(min(index, len(self._tabs)), tab)
            self.list_changed.emit()
        self.show(there or tab.key, resumed=False)

    def open_files(self, paths: Iterable[str], front: int = 0, resumed: bool = False) -> None:
        """Open files; number ``front`` of them comes to the front. ``resumed``: nobody asked for them."""
        self.queue.add(
            [
                Wish(str(path), self._open_path, number == front, resumed=resumed)
                for number, path in enumerate(paths)
            ]
        )

    def open_text(self, text: str, html: bool = False) -> None:
        """Open pasted or dropped text as an article."""
        self.queue.add([Wish(text, self._from_html if html else self._from_text)])

    def open_from(self, key: str, importer: Importer) -> None:
        """Open what ``importer`` gives for something that is no file, such as an article of the library."""
        self.queue.add([Wish(key, importer)])

    def open_instead(self, path: str, article_id: str, importer: Importer | None = None) -> None:
        """Open a file, or a chapter, in the tab of an open article; ``importer`` where it is read in another way."""
        self.queue.add([Wish(path, importer or self._open_path, instead=article_id)])

    def add(self, article: Article, front: bool = True, resumed: bool = False) -> None:
        """Take in an article that was read; the same text is never open twice, but ``asked_again`` tells of it."""
        known = self.find(article.id) is not None
        if not resumed:
            self._resumed.discard(article.id)
        elif not known:
            self._resumed.add(article.id)
        if not known:
            self._put(unread_twin(self._tabs, article.source, article.id), article)
        elif not resumed:
            self.asked_again.emit(article)
        if front or self.chosen is None:
            self.show(article.id)

    def replace(self, key: str, article: Article) -> None:
        """Put an article in the place of an open one, which is closed; of the same text only one stays open."""
        at = index_of(self._tabs, key)
        if at is None or self.find(article.id) is not None:
            self.add(article)
            return
        self._put(at, article)
        if self._current == key:
            self._current = article.id
            self.current_changed.emit(article)
        self.replaced.emit(key)

    def revise(self, article: Article) -> None:
        """Take what is newly known of an open article, such as its language, in place of its record."""
        known = self.find(article.id)
        if known is None or known == article:
            return
        at = index_of(self._tabs, article.id)
        if at is not None:
            self._tabs[at] = Tab.of(article)
        self.revised.emit(article)
        if article.id == self._current:
            self.current_changed.emit(article)

    def show(self, key: str, resumed: bool = True) -> None:
        """Bring a tab to the front; one whose article is not read yet once that is done."""
        at = index_of(self._tabs, key)
        if at is None or key == self.chosen:
            return
        if self._tabs[at].article is None:
            self._wanted = key
            self.tab_chosen.emit(key)
            source = self._tabs[at].source
            self.queue.read_tab(Wish(source, self._open_path, instead=key, resumed=resumed, unread=True))
            return
        self._wanted = None
        if key != self._current:
            self._current = key
            self.current_changed.emit(self.current)
        else:
            self.tab_chosen.emit(key)

    def show_next(self, step: int) -> None:
        """Bring the tab ``step`` places further to the front, round the end."""
        at = index_of(self._tabs, self.chosen)
        if at is not None:
            self.show(self._tabs[(at + step) % len(self._tabs)].key)

    def close(self, key: str) -> None:
        """Close a tab; its right neighbour, else its left one, comes to the front."""
        at = index_of(self._tabs, key)
        if at is None:
            return
        in_front = key == self.chosen
        tab = self._tabs.pop(at)
        self._resumed.discard(key)
        self._wanted = None if key == self._wanted else self._wanted
        self.queue.give_up(key)
        was_current = key == self._current
        self._current = None if was_current else self._current
        self.tab_closed.emit(tab, at)
        self.list_changed.emit()
        if in_front and self._tabs:
            self.show(self._tabs[min(at, len(self._tabs) - 1)].key)
        if was_current and self._current is None:
            self.current_changed.emit(None)

    def move(self, start: int, end: int) -> None:
        """Follow a tab that was dragged."""
        self._tabs.insert(end, self._tabs.pop(start))
        self.order_changed.emit()

    def _put(self, at: int | None, article: Article) -> None:
        """In place of a tab, or in a new one at the end."""
        if at is None:
            self._tabs.append(Tab.of(article))
        else:
            self._tabs[at] = Tab.of(article)
        self.list_changed.emit()

    def _on_opened(self, wish: Wish, article: Article | FoundFiles) -> None:
        if isinstance(article, FoundFiles):
            for error in article.errors:
                self.open_failed.emit(wish.source, error)
            wishes = _first_of_folder(article, wish)
            if len(wishes) < len(article.files):
                self.folder_opened.emit(wish.source, len(wishes), len(article.files))
            self.queue.add(wishes, first=True)
            return
        path = _path(wish, self._open_path)
        if path:
            self.file_opened.emit(str(Path(path).absolute()))
        if wish.unread:
            self._on_read(wish, article)
        elif wish.instead:
            self.replace(wish.instead, article)
        else:
            self.add(article, wish.front, wish.resumed)

    def _on_read(self, wish: Wish, article: Article) -> None:
        """A tab that was chosen has its article; it stays behind where another was chosen meanwhile."""
        at, chosen = index_of(self._tabs, wish.instead), self._wanted == wish.instead
        if at is None:
            return
        self._wanted = None if chosen else self._wanted
        if self.find(article.id) is not None:
            del self._tabs[at]
            self.list_changed.emit()
        else:
            self._resumed |= {article.id} if wish.resumed else set()
            self._put(at, article)
        if chosen:
            self.show(article.id)

    def _on_cancelled(self, wish: Wish) -> None:
        """A tab that waits to be read goes on waiting."""
        if wish.unread and self._wanted == wish.instead:
            self._wanted = None
            self.tab_chosen.emit(self._current or "")

    def _on_failed(self, wish: Wish, error: Exception) -> None:
        """A tab that cannot be read is closed."""
        path = _path(wish, self._open_path)
        if not isinstance(error, ReaderError):
            name = Path(path).name if path else "…"
            error = UnreadableInputError("file_unreadable", name=name, reason=str(error))
        self.open_failed.emit(path, error)
        if wish.unread:
            self.close(wish.instead)


def _path(wish: Wish, open_path: FileImporter) -> str:
    """The file of a wish; empty where it is for none."""
    return file_of(wish.source) if wish.importer is open_path else ""


def _first_of_folder(found: FoundFiles, wish: Wish) -> list[Wish]:
    """The first files of a folder, each to be opened as the folder was; the first of them comes to the front."""
    return [
        Wish(each, wish.importer, wish.front and not number, resumed=wish.resumed)
        for number, each in enumerate(found.files[:_MOST])
    ]
