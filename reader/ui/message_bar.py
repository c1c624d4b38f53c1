"""Messages inside the window instead of pop-ups: a sentence, perhaps something to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from reader.core.printable import narrow
from reader.ui.icons import icon_side, tinted_icon
from reader.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Message:
    """What is told. ``topic`` says what it is about: a newer message on the same topic replaces it.

    ``kind`` is ``info``, ``warning`` or ``error``; ``action_id`` and ``action_text`` offer something to do,
    ``other_id`` and ``other_text`` something else.
    """

    topic: str
    text: str
    kind: str = "info"
    action_id: str = ""
    action_text: str = ""
    other_id: str = ""
    other_text: str = ""


_EDGE, _SCROLL_BAR = 10, 14
_SIGNS = {"info": "info", "warning": "warning", "error": "alert"}
"""The icon of each kind."""


class MessageBar(QFrame):
    """Shows the latest message that was not yet dismissed; the earlier ones wait behind it.

    It lies over the foot of the page, so that nothing moves under the pointer when it comes and goes;
    ``foot_covered`` tells over how many pixels.
    """

    action_requested = Signal(str, str)
    dismissed = Signal(str)
    foot_covered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._ground: QWidget | None = None
        self._messages: list[Message] = []
        self._quiet = False
        self._theme: Theme | None = None
        self._sign = QLabel(self)
        self._sign.setObjectName("messageSign")
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = QLabel(self)
        self._text.setObjectName("messageText")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._button = QPushButton(self)
        self._button.setObjectName("messageAction")
        self._other = QPushButton(self)
        self._other.setObjectName("messageOther")
        self._close = QToolButton(self)
        self._close.setObjectName("messageClose")
        self._close.setAutoRaise(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 10, 8)
        layout.setSpacing(12)
        for widget in (self._sign, self._text, self._button, self._other, self._close):
            layout.addWidget(
                widget, 0, Qt.AlignmentFlag.AlignTop if widget is self._sign else Qt.AlignmentFlag(0)
            )
        self._button.clicked.connect(self._on_action)
        self._other.clicked.connect(self._on_other)
        self._close.clicked.connect(self._on_close)
        self._retranslate()
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What takes the keys, in the order of Tab."""
        return self._button, self._other, self._close

    @property
    def message(self) -> Message | None:
        """The message that is shown."""
        return self._messages[-1] if self._messages else None

    def lie_over(self, ground: QWidget) -> None:
        """Stand at the foot of another part of the window from now on."""
        self._ground = ground
        ground.installEventFilter(self)
        self.setParent(ground.window())
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show) and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.foot_covered.emit(0)

    def _place(self) -> None:
        """As wide as the page; as tall as the words need, but never over more than half of it."""
        ground = self._ground
        if ground is None:
            return
        width = ground.width() - 2 * _EDGE - _SCROLL_BAR
        layout = self.layout()
        wanted = layout.heightForWidth(width) if layout is not None else self.sizeHint().height()
        height = min(wanted, ground.height() // 2)
        corner = ground.mapTo(self.window(), QPoint(_EDGE, ground.height() - height - _EDGE))
        self.setGeometry(corner.x(), corner.y(), width, height)
        self.raise_()
        self.foot_covered.emit(height + _EDGE)

    def set_theme(self, theme: Theme) -> None:
        """Draw signs and close button anew, in the theme's colours and as large as the letters."""
        self._theme = theme
        side = icon_side(self)
        self._close.setIcon(tinted_icon("close", theme.ink, size=side))
        self._close.setIconSize(QSize(side, side))
        self._show_latest()

    def tell(self, message: Message) -> None:
        """Show a message; one on the same topic goes."""
        self._messages = [each for each in self._messages if each.topic != message.topic]
        self._messages.append(message)
        self._show_latest()

    def set_quiet(self, quiet: bool) -> None:
        """Keep all but errors back, as long as somebody wants to see nothing but the article."""
        self._quiet = quiet
        self._show_latest()

    def has(self, topic: str) -> bool:
        """Whether something on that topic is told and was not dismissed."""
        return any(message.topic == topic for message in self._messages)

    def withdraw(self, topic: str) -> None:
        """Take back what was told about a topic."""
        self._messages = [each for each in self._messages if each.topic != topic]
        self._show_latest()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setAccessibleName(self.tr("Dismiss the message"))

    def _show_latest(self) -> None:
        message = self.message
        if message is None or (self._quiet and message.kind != "error"):
            self.hide()
            return
        title = self._title(message.kind)
        self._show_sign(message.kind)
        self._sign.setAccessibleName(title)
        self._sign.setToolTip(title)
        self._text.setText(narrow(message.text))
        self._text.setAccessibleName(f"{title}. {message.text}" if title else message.text)
        self._button.setText(message.action_text)
        self._button.setVisible(bool(message.action_text))
        self._other.setText(message.other_text)
        self._other.setVisible(bool(message.other_text))
        self.setProperty("kind", message.kind)
        for widget in (self, self._sign):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.show()
        self._place()

    def _show_sign(self, kind: str) -> None:
        if self._theme is not None:
            colours = {"error": self._theme.error, "warning": self._theme.warning}
            side = icon_side(self)
            icon = tinted_icon(_SIGNS[kind], colours.get(kind, self._theme.accent), size=side)
            self._sign.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))

    def _title(self, kind: str) -> str:
        """What the sign says, for those who do not see it; nothing for what is only told."""
        return {"error": self.tr("Error"), "warning": self.tr("Warning")}.get(kind, "")

    def _on_action(self) -> None:
        message = self.message
        if message is not None:
            self.withdraw(message.topic)
            self.action_requested.emit(message.topic, message.action_id)

    def _on_other(self) -> None:
        message = self.message
        if message is not None:
            self.withdraw(message.topic)
            self.action_requested.emit(message.topic, message.other_id)

    def _on_close(self) -> None:
        message = self.message
        if message is not None:
            self.withdraw(message.topic)
            self.dismissed.emit(message.topic)
