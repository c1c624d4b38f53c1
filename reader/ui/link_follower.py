"""Links: told, copied, and opened by the system's browser only where somebody asks for it by mouse or key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from reader.core.records import Article, Link
from reader.ui.actions import Actions
from reader.ui.page import ArticleView
from reader.ui.reading_session import ReadingSession
from reader.ui.status_line import StatusLine

_SCHEMES = ("http", "https", "mailto")


class LinkFollower(QObject):
    """Acts on the link under the context menu, else on the one at the caret. The reader itself fetches nothing."""

    def __init__(
        self,
        view: ArticleView,
        status: StatusLine,
        actions: Actions,
        session: ReadingSession,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._status = status
        self._actions = actions
        self._session = session
        self._open_url = open_url
        self._pointed: Link | None = None
        self._said: Link | None = None
        actions["open_link"].triggered.connect(lambda _=False: self._with_link(self.open))
        actions["copy_link"].triggered.connect(lambda _=False: self._with_link(self.copy))
        view.link_requested.connect(self.open)
        view.cursorPositionChanged.connect(self._say)
        session.article_changed.connect(self._enable)
        self._enable(session.article)

    def point_at(self, link: Link | None) -> None:
        """The context menu opens over a link, or over none."""
        self._pointed = link

    def forget(self) -> None:
        """The menu is gone, once its action has had its turn."""
        QTimer.singleShot(0, self, lambda: self.point_at(None))

    def open(self, link: Link) -> None:
        """Hand an address to the system's browser or mail program."""
        url = QUrl(link.url, QUrl.ParsingMode.StrictMode)
        if url.scheme() in _SCHEMES and self._open_url(url):
            where = url.host() or url.path()
            self._status.show_note(self.tr("opened outside the reader: {where}").format(where=where))
        else:
            self._status.show_note(self.tr("the system opens no such addresses"))

    def copy(self, link: Link) -> None:
        """Put an address on the clipboard."""
        QGuiApplication.clipboard().setText(link.url)
        self._status.show_note(self.tr("link address copied"))

    def _with_link(self, effect: Callable[[Link], None]) -> None:
        link = self._pointed or self._view.links.at_caret()
        if link is None:
            self._status.show_note(self.tr("no link at the caret"))
        else:
            effect(link)

    def _enable(self, article: Article | None) -> None:
        for action_id in ("open_link", "copy_link"):
            self._actions[action_id].setEnabled(article is not None and bool(article.links))

    def _say(self) -> None:
        """A screen reader hears where the link under the caret leads."""
        link = self._view.links.at_caret() if self._view.caret.shown else None
        if link == self._said:
            return
        self._said = link
        told = self.tr("Link: {address}").format(address=link.url) if link is not None else ""
        self._view.setAccessibleDescription(told or self._view.layer.describe_choice(self._session.choice))
