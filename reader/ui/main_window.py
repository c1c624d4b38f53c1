"""The window: lays out its parts, takes drops, tells when it is painted and when it closes."""

from __future__ import annotations

import os
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QStyle, QVBoxLayout, QWidget

from reader.ui.card import EntityCard
from reader.ui.message_bar import MessageBar
from reader.ui.page import ArticleMap, ArticleView, FindBar
from reader.ui.panel import SidePanel
from reader.ui.status_line import StatusLine
from reader.ui.switch.quick_switch import QuickSwitch
from reader.ui.tabs import ArticleTabs, TabRow
from reader.ui.toolbar import Toolbar

_SIZE = (1400, 900)
_RIM, _TITLE_LEAST = 4, 32
"""Pixels of a window's frame: the desktop tells them only once it is shown."""
_PANEL_WIDTH, _PANEL_LEAST, _PANEL_SHARE = 376, 280, 0.34


@dataclass(frozen=True, slots=True)
class Parts:
    """The widgets of the window; who builds the window wires them."""

    toolbar: Toolbar
    tabs: ArticleTabs
    tab_row: TabRow
    messages: MessageBar
    view: ArticleView
    map: ArticleMap
    find_bar: FindBar
    panel: SidePanel
    status: StatusLine
    card: EntityCard
    switch: QuickSwitch


class MainWindow(QMainWindow):
    """Lays out only; facts and wishes go through the presenter and the commands."""

    painted = Signal()
    closing = Signal()
    activated = Signal()
    files_dropped = Signal(list)
    words_dropped = Signal(QMimeData)
    language_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("readerWindow")
        self.setAcceptDrops(True)
        self.resize(*_SIZE)
        self._painted = False
        self._has_text = False
        self._placed = False
        self._parts: Parts | None = None
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName("splitter")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)

    @property
    def parts(self) -> Parts:
        """The widgets of the window."""
        assert self._parts is not None, "lay_out comes first"
        return self._parts

    def lay_out(self, parts: Parts) -> None:
        """Put the parts in their places."""
        self._parts = parts
        parts.tabs.setDocumentMode(True)
        parts.tabs.setMovable(True)
        parts.tabs.setExpanding(False)
        parts.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        parts.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._splitter.addWidget(self._reading_area(parts))
        self._splitter.addWidget(parts.panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        central = QWidget()
        column = _column(central)
        for widget in (parts.toolbar, parts.tab_row):
            column.addWidget(widget)
        column.addWidget(self._splitter, 1)
        column.addWidget(parts.status)
        self.setCentralWidget(central)
        parts.messages.lie_over(parts.view)
        parts.messages.foot_covered.connect(parts.find_bar.set_foot_covered)
        self._set_tab_order(parts)
        parts.view.viewport().installEventFilter(self)
        parts.view.viewport().setAcceptDrops(False)

    def splitter_state(self) -> str:
        """Where the splitter stands, for the next run."""
        return _to_text(self._splitter.saveState())

    def geometry_state(self) -> str:
        """Where the window stands, for the next run."""
        return _to_text(self.saveGeometry())

    def restore(self, geometry: str, splitter: str) -> None:
        """Take the place of the last run; anything odd in it leaves the default. All of it is on the screen."""
        if geometry:
            self.restoreGeometry(_from_text(geometry))
        if not self.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
            title = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
            self.setGeometry(
                fitted(self.geometry(), self.screen().availableGeometry(), title, bool(geometry))
            )
        if splitter:
            self._placed = self._splitter.restoreState(_from_text(splitter))

    def come_to_front(self, activation: str = "") -> None:
        """Show the window to who has just asked for it; ``activation`` is a desktop's leave to do so."""
        if activation:
            os.environ["XDG_ACTIVATION_TOKEN"] = activation  # where Qt looks for it under Wayland
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def expect_text(self) -> None:
        """There is an article now: the next painting of the page is the first one of a text."""
        self._has_text = True
        self.parts.view.viewport().update()

    def set_furniture_visible(self, visible: bool) -> None:
        """Show all, or nothing but the article and its map."""
        parts = self.parts
        for widget in (parts.toolbar, parts.tab_row, parts.status):
            widget.setVisible(visible)
        parts.tabs.setVisible(visible and parts.tabs.count() > 1)
        parts.messages.set_quiet(not visible)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._has_text and not self._painted and event.type() == QEvent.Type.Paint:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """At the first show of a new window the panel takes its share of it."""
        super().showEvent(event)
        if not self._placed:
            self._placed = True
            wanted = _PANEL_WIDTH * max(1.0, self.font().pointSizeF() / 10)
            panel = round(max(_PANEL_LEAST, min(wanted, self.width() * _PANEL_SHARE)))
            self._splitter.setSizes([self.width() - panel, panel])

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.language_changed.emit()
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt asks this too when what has the keys is hidden or disabled: then they go back to the text.

        The next in the order of Tab would else take letters that were never meant for it.
        """
        focus = self.focusWidget()
        if focus is None or (focus.isVisibleTo(self) and focus.isEnabled()):
            return super().focusNextPrevChild(forward)
        self.parts.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText() or event.mimeData().hasHtml():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)
        elif data.hasText() or data.hasHtml():
            event.acceptProposedAction()
            self.words_dropped.emit(data)

    def _reading_area(self, parts: Parts) -> QWidget:
        area = QWidget()
        column = _column(area)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(parts.view, 1)
        row.addWidget(parts.map)
        column.addLayout(row, 1)
        return area

    def _set_tab_order(self, parts: Parts) -> None:
        """From the text over what lies on it to the panel, then round by the strip above."""
        last: QWidget = parts.view
        for button in parts.messages.stops:
            self.setTabOrder(last, button)
            last = button
        self.setTabOrder(last, parts.find_bar)
        self.setTabOrder(parts.find_bar, parts.panel)
        self.setTabOrder(parts.panel, parts.toolbar)


def fitted(window: QRect, screen: QRect, title: int, placed: bool = True) -> QRect:
    """``window`` inside the free part of the screen with its frame: ``title`` high above, a rim round the rest.

    A window that was never ``placed`` stands in the middle.
    """
    room = screen.adjusted(_RIM, max(title, _TITLE_LEAST) + _RIM, -_RIM, -_RIM)
    size = window.size().boundedTo(room.size())
    if not placed:
        window = QRect(room.center() - QRect(QPoint(), size).center(), size)
    left = max(room.left(), min(window.left(), room.right() + 1 - size.width()))
    top = max(room.top(), min(window.top(), room.bottom() + 1 - size.height()))
    return QRect(QPoint(left, top), size)


def _column(owner: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _to_text(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode("ascii")


def _from_text(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode("ascii", "ignore"))
