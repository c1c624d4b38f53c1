"""What could not be opened, told in one message for all files that were opened together."""

from __future__ import annotations

from PySide6.QtCore import QObject

from reader.core.errors import ReaderError
from reader.ui.language import Language
from reader.ui.message_bar import Message, MessageBar
from reader.ui.open_articles import OpenArticles

_TOPIC, _SHOW_ALL = "open", "all_troubles"
_FEW, _MANY = 3, 12


class OpenTroubles(QObject):
    """Gathers the errors from the first file to the last; the next opening begins anew.

    Three sentences are shown at once and the others when asked for, so the article keeps its room.
    """

    def __init__(self, articles: OpenArticles, bar: MessageBar, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._language = language
        self._errors: list[ReaderError] = []
        self._over = True
        articles.opening_changed.connect(self._on_opening)
        articles.open_failed.connect(self._on_failed)
        bar.action_requested.connect(self._on_action)

    def _on_opening(self, opening: bool) -> None:
        if opening and self._over:
            self._errors.clear()
            self._bar.withdraw(_TOPIC)
        self._over = not opening

    def _on_failed(self, _path: str, error: ReaderError) -> None:
        self._errors.append(error)
        self._tell(_FEW)

    def _on_action(self, topic: str, action_id: str) -> None:
        if (topic, action_id) == (_TOPIC, _SHOW_ALL):
            self._tell(_MANY)

    def _tell(self, most: int) -> None:
        left = len(self._errors) - most
        lines = [error.sentence(self._language.code) for error in self._errors[:most]]
        if left > 0:
            lines.append(self.tr("%n more file(s) could not be opened.", "", left))
        more = left > 0 and most == _FEW
        action = (_SHOW_ALL, self.tr("Show all")) if more else ("", "")
        self._bar.tell(Message(_TOPIC, "\n".join(lines), "error", *action))
