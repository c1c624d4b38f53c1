"""Why a key can do nothing now, in a few words for the status line."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject

from reader.ui.actions import Actions
from reader.ui.reading_session import ReadingSession
from reader.ui.status_line import StatusLine

CONTEXT = "Refusals"
_NO_ARTICLE = str(QT_TRANSLATE_NOOP("Refusals", "no article is open"))
_NO_ROW = str(QT_TRANSLATE_NOOP("Refusals", "choose an article of the library first"))
_ELSE = str(QT_TRANSLATE_NOOP("Refusals", "not possible now"))
_OTHER_ARTICLE = str(QT_TRANSLATE_NOOP("Refusals", "no other article is open"))
_NO_LINK = str(QT_TRANSLATE_NOOP("Refusals", "no links in this article"))

REASONS: dict[str, str] = {
    "back": str(QT_TRANSLATE_NOOP("Refusals", "nothing to go back to")),
    "forward": str(QT_TRANSLATE_NOOP("Refusals", "nothing to go forward to")),
    "next_article": _OTHER_ARTICLE,
    "previous_article": _OTHER_ARTICLE,
    "next_chapter": str(QT_TRANSLATE_NOOP("Refusals", "no chapter after this one")),
    "previous_chapter": str(QT_TRANSLATE_NOOP("Refusals", "no chapter before this one")),
    "speaker": str(QT_TRANSLATE_NOOP("Refusals", "choose a quotation first")),
    "library_about": str(QT_TRANSLATE_NOOP("Refusals", "choose a name first")),
    "open_link": _NO_LINK,
    "copy_link": _NO_LINK,
    "library_keep": str(QT_TRANSLATE_NOOP("Refusals", "this article is kept already")),
    "library_undo": str(QT_TRANSLATE_NOOP("Refusals", "nothing to bring back")),
    "library_open": _NO_ROW,
    "library_star": _NO_ROW,
    "library_read": _NO_ROW,
    "library_tags": _NO_ROW,
    "library_copy_source": _NO_ROW,
    "library_reveal": _NO_ROW,
    "library_remove": _NO_ROW,
}
"""A reason for each action that can be disabled while an article is open; others have a general one."""

_LIBRARY = frozenset(action_id for action_id, reason in REASONS.items() if reason == _NO_ROW)
_WITHOUT_ARTICLE = _LIBRARY | {"library_undo", "next_article", "previous_article"}


class Refusals(QObject):
    """Tells the reason whenever the key of a disabled action is pressed."""

    def __init__(self, actions: Actions, session: ReadingSession, status: StatusLine) -> None:
        super().__init__(status)
        self._session = session
        self._status = status
        actions.refused.connect(self._say)

    def _say(self, action_id: str) -> None:
        reason = REASONS.get(action_id, _ELSE)
        if self._session.article is None and action_id not in _WITHOUT_ARTICLE:
            reason = _NO_ARTICLE
        self._status.show_note(QCoreApplication.translate(CONTEXT, reason))
