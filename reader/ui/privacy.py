"""The window's side of what is kept: erasing all of it, and the offer to remove what telemetry has left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.core.errors import ReaderError, message
from reader.library.telemetry_files import remove_telemetry_files, telemetry_files, telemetry_folder
from reader.ui.jobs import JobRunner
from reader.ui.language import Language
from reader.ui.library.librarian import Librarian
from reader.ui.message_bar import Message, MessageBar
from reader.ui.open_articles import OpenArticles
from reader.ui.preferences import Preferences
from reader.ui.reading_session import ReadingSession

if TYPE_CHECKING:
    from reader.library.erasing import Erased

_TELEMETRY, _REMOVE, _KEEP = "telemetry", "remove_telemetry", "keep_telemetry"
_ERASED = "erased"


class Privacy(QObject):
    """``erased`` is told once nothing is kept any more: whoever remembers something of this run forgets it."""

    erased = Signal()

    def __init__(
        self,
        messages: MessageBar,
        articles: OpenArticles,
        session: ReadingSession,
        preferences: Preferences,
        language: Language,
        jobs: JobRunner,
        librarian: Librarian,
        end_analysis: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        self._articles = articles
        self._session = session
        self._preferences = preferences
        self._language = language
        self._jobs = jobs
        self._librarian = librarian
        self._end_analysis = end_analysis
        messages.action_requested.connect(self._on_action)

    def start(self) -> None:
        """Offer once to remove what ONNX Runtime's telemetry has left; called once the window is painted."""
        if not self._preferences.state.asked_about_telemetry:
            self._jobs.submit(lambda _: telemetry_files(), self._offer, lambda _: None)

    def ask_to_erase(self, parent: QWidget) -> None:
        """Ask, and erase all that is kept where the answer is yes."""
        from reader.ui.dialogs.erase import EraseDialog

        question = EraseDialog(parent)
        question.accepted.connect(self.erase)
        question.open()

    def erase(self) -> None:
        """Close all articles and erase all that is kept; reading can go on as at a first start."""
        from reader.library.erasing import (
            running_windows,  # late: the window paints before it needs a database
        )

        if running_windows(self._preferences.paths) > 1:
            self._tell(self.tr("Another window is open and would write again what it shows: close it first."))
            return
        unread = [tab.key for tab in self._articles.tabs if tab.article is None]
        for key in reversed(unread):  # so that none is read as the neighbour of one that was closed
            self._articles.close(key)
        for article in self._articles.articles:
            self._session.close_article(article.id, forget_place=True)
        self._end_analysis()
        self._librarian.erase(self._preferences.paths, self._on_erased, self._on_failed)

    def _on_erased(self, result: Erased) -> None:
        self._preferences.forget_all()
        self.erased.emit()
        code = self._language.code
        lines = [message("erase_emptied", code, path=path) for path in result.emptied]
        lines += [message("erase_refused", code, path=path) for path in result.refused]
        if lines:
            self._tell("\n".join(lines))
        else:
            self._messages.tell(Message(_ERASED, self.tr("Everything that was kept is erased.")))

    def _on_failed(self, error: ReaderError) -> None:
        self._tell(error.sentence(self._language.code))

    def _tell(self, sentence: str) -> None:
        self._messages.tell(Message(_ERASED, sentence, "warning"))

    # -- telemetry -----------------------------------------------------------------------------------

    def _offer(self, files: tuple[object, ...]) -> None:
        if not files:
            return
        self._preferences.remember(replace(self._preferences.state, asked_about_telemetry=True))
        sentence = self.tr(
            "Before, a part of this program (ONNX Runtime) left a device number and measurements in {folder}. "
            "It is kept from doing so now. Remove these files? No program needs them."
        ).format(folder=telemetry_folder())
        self._messages.tell(
            Message(_TELEMETRY, sentence, "info", _REMOVE, self.tr("Remove"), _KEEP, self.tr("Keep"))
        )

    def _on_action(self, topic: str, action_id: str) -> None:
        if (topic, action_id) == (_TELEMETRY, _REMOVE):
            self._jobs.submit(lambda _: remove_telemetry_files(), lambda _: None, self._on_not_removed)

    def _on_not_removed(self, error: Exception) -> None:
        sentence = message("telemetry_refused", self._language.code, reason=error)
        self._messages.tell(Message(_TELEMETRY, sentence, "warning"))
