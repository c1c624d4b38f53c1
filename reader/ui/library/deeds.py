"""What can be done with kept articles: star, mark as read, tag, remove and bring back, show where they come from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from reader.core.books import file_of
from reader.core.errors import ReaderError
from reader.core.kept import KeptArticle, ReadState
from reader.core.sources import is_pasted
from reader.core.titles import shortened
from reader.ui.actions import Actions
from reader.ui.library.captions import shown_source
from reader.ui.library.desk import Answer, Desk, Work
from reader.ui.library.page import LibraryPage
from reader.ui.main_window import MainWindow
from reader.ui.message_bar import Message

_MENU = (
    "library_open",
    "",
    "library_star",
    "library_read",
    "library_tags",
    "",
    "library_copy_source",
    "library_reveal",
    "",
    "library_remove",
)
_TOPIC = "library_removed"
_TITLE = 60


class Deeds(QObject):
    """They are done to the selected rows; while the text has the focus, to the article in front."""

    def __init__(
        self,
        window: MainWindow,
        actions: Actions,
        page: LibraryPage,
        desk: Desk,
        front: Callable[[], KeptArticle | None],
        tell: Callable[[ReaderError], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._page = page
        self._desk = desk
        self._front = front
        self._tell = tell
        self._removed: list[tuple[str, ...]] = []
        for action_id, effect in (
            ("library_open", self._open),
            ("library_star", self._star),
            ("library_read", self._mark_read),
            ("library_tags", self._tag),
            ("library_copy_source", self._copy_source),
            ("library_reveal", self._reveal),
            ("library_remove", self._remove),
            ("library_undo", self._undo),
        ):
            actions[action_id].triggered.connect(lambda _=False, run=effect: run())
        page.menu_requested.connect(self._show_menu)
        page.selection_changed.connect(self.enable)
        window.parts.messages.action_requested.connect(self._on_message)
        self.enable()

    def enable(self) -> None:
        """Show which of them have an effect now."""
        some = bool(self._page.chosen) or self._front() is not None
        for action_id in (each for each in _MENU if each and each != "library_open"):
            self._actions[action_id].setEnabled(some)
        self._actions["library_open"].setEnabled(bool(self._page.chosen))
        self._actions["library_undo"].setEnabled(bool(self._removed))
        self._page.set_removed(bool(self._removed))

    def targets(self) -> tuple[KeptArticle, ...]:
        """What a deed is done to."""
        focus = self._window.focusWidget()
        front = self._front()
        in_list = self._page.isVisible() and focus is not None and self._page.isAncestorOf(focus)
        if in_list or front is None:
            return self._page.chosen
        return (front,)

    def _open(self) -> None:
        for index in sorted(self._page.list.selectionModel().selectedIndexes(), key=lambda each: -each.row()):
            self._page.choose_row(index)

    def _star(self) -> None:
        articles = self.targets()
        starred = not all(article.starred for article in articles)
        ids = _ids(articles)
        self._change(lambda library: library.set_starred(ids, starred))

    def _mark_read(self) -> None:
        articles = self.targets()
        read = all(article.state is ReadState.READ for article in articles)
        state, ids = ReadState.UNREAD if read else ReadState.READ, _ids(articles)
        self._change(lambda library: library.set_state(ids, state))

    def _tag(self) -> None:
        """The dialog needs to know the tags of the library first."""
        articles = self.targets()
        if articles:
            self._desk.ask(
                lambda library: library.tags(), lambda tags: self._show_tags(articles, tags), self._tell
            )

    def _show_tags(self, articles: tuple[KeptArticle, ...], known: tuple[tuple[str, int], ...]) -> None:
        from reader.ui.dialogs.tags import TagsDialog

        dialog = TagsDialog([article.tags for article in articles], [tag for tag, _ in known], self._window)
        dialog.accepted.connect(lambda: self._set_tags(_ids(articles), dialog.added, dialog.removed))
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.open()

    def _set_tags(self, ids: tuple[str, ...], added: tuple[str, ...], removed: tuple[str, ...]) -> None:
        for tag in added:
            self._change(lambda library, each=tag: library.add_tag(ids, each))
        for tag in removed:
            self._change(lambda library, each=tag: library.remove_tag(ids, each))

    def _change(self, work: Work, on_done: Answer | None = None) -> None:
        """What somebody asked for and did not get is said each time."""
        self._desk.change(work, on_done, self._tell)

    def _copy_source(self) -> None:
        sources = [shown_source(article) for article in self.targets() if article.source]
        if sources:
            QGuiApplication.clipboard().setText("\n".join(sources))
            self._window.parts.status.show_note(self.tr("copied"))

    def _reveal(self) -> None:
        """Show the folder of the file; the system's file manager opens it."""
        folders = [
            Path(file_of(article.source)).parent
            for article in self.targets()
            if not is_pasted(article.source) and Path(file_of(article.source)).is_file()
        ]
        if not folders:
            pasted = any(is_pasted(article.source) for article in self.targets())
            note = self.tr("a pasted text has no file") if pasted else self.tr("the file is gone")
            self._window.parts.status.show_note(note)
        for folder in dict.fromkeys(folders):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _remove(self) -> None:
        articles = self.targets()
        ids = _ids(articles)
        if ids:
            self._change(lambda library: library.remove(ids), lambda _: self._on_removed(articles))

    def _on_removed(self, articles: tuple[KeptArticle, ...]) -> None:
        self._removed.append(_ids(articles))
        title = shortened(articles[0].title, _TITLE)
        text = (
            self.tr("Removed from the library: {title}").format(title=title)
            if len(articles) == 1
            else self.tr("%n article(s) removed from the library.", "", len(articles))
        )
        self._window.parts.messages.tell(Message(_TOPIC, text, "info", "undo", self.tr("Undo")))
        self.enable()

    def _undo(self) -> None:
        if self._removed:
            ids = self._removed.pop()
            self._change(lambda library: library.restore(ids), lambda _: self._page.await_rows(ids))
            self._window.parts.messages.withdraw(_TOPIC)
            self.enable()

    def _on_message(self, topic: str, action_id: str) -> None:
        if topic == _TOPIC and action_id == "undo":
            self._undo()

    def _show_menu(self, owner: QWidget, point: QPoint) -> None:
        menu = QMenu(owner)
        for action_id in _MENU:
            if action_id:
                menu.addAction(self._actions[action_id])
            else:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(owner.mapToGlobal(point))


def _ids(articles: tuple[KeptArticle, ...]) -> tuple[str, ...]:
    return tuple(article.id for article in articles)
