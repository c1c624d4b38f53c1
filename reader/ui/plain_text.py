"""Texts of others are never markup: every label and tool tip shows plain text, whoever sets it."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QProxyStyle, QWidget

from reader.core.printable import middle_cut, one_line
from reader.ui.wrapping import wrapped

_TIP_CLASS = "QTipLabel"
"""Qt's own label for all tool tips, which has no public name."""
_TIP_LETTERS, _TIP_LINES, _TIP_LONGEST = 64, 12, 4_000
"""A tip is as wide as a line that reads well, no taller than a paragraph, and never shapes a whole article."""
_CAPTION = 72
_TAG = re.compile(r"[<&](?!\u2060)")


class PlainTextStyle(QProxyStyle):
    """Fusion, with every label in plain text.

    Qt polishes each widget through the application's style before it measures or shows it, be it ours, one of a
    message box or the label of a tool tip. Only a ``MarkupLabel`` keeps its markup.
    """

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, polished: Any) -> Any:
        """Take a widget over; Qt calls this for the palette and the application too."""
        result = super().polish(polished)
        if isinstance(polished, QLabel) and not isinstance(polished, MarkupLabel):
            _make_plain(polished)
        return result


class MarkupLabel(QLabel):
    """The only label with markup, which is our own; each of ``parts`` is shown as it is."""

    def __init__(self, markup: str, parent: QWidget | None = None, /, **parts: str) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(markup.format(**{name: escape(one_line(part)) for name, part in parts.items()}))


def use_plain_text(application: QApplication) -> None:
    """Give the application the style that knows no markup."""
    application.setStyle(PlainTextStyle())


def caption(text: str, limit: int = _CAPTION) -> str:
    """A text of others for a tab, a button or a row of a menu: one short line in which no letter becomes a key."""
    return middle_cut(one_line(text), limit).replace("&", "&&")


def window_caption(text: str) -> str:
    """A text of others for a title bar, where Qt takes ``[*]`` for the place of its sign for changes."""
    return one_line(text).replace("[*]", "[*][*]")


def tip_text(text: str, font: QFont) -> str:
    """What a tool tip shows of a text: a few lines, wrapped, also within words; what is shown already stays."""
    metrics = QFontMetricsF(font)
    width = metrics.averageCharWidth() * _TIP_LETTERS
    lines: list[str] = []
    for line in text[:_TIP_LONGEST].splitlines():
        lines.extend(wrapped(_no_tag(one_line(line)), font, width, _TIP_LINES + 1) or [""])
    if len(lines) > _TIP_LINES or len(text) > _TIP_LONGEST:
        del lines[_TIP_LINES:]
        lines[-1] = metrics.elidedText(f"{lines[-1]}…", Qt.TextElideMode.ElideRight, width)
    return "\n".join(lines)


def _no_tag(text: str) -> str:
    """What Qt takes for no tag: it breaks lines once more, and too early, where it believes to see one."""
    return _TAG.sub(lambda match: f"{match[0]}\u2060", text)


def _make_plain(label: QLabel) -> None:
    """Before the label has a text of its own, or before that was measured."""
    if label.textFormat() != Qt.TextFormat.PlainText:
        label.setTextFormat(Qt.TextFormat.PlainText)
    if label.metaObject().className() == _TIP_CLASS:
        shown = tip_text(label.text(), label.font())
        if shown != label.text():
            label.setText(shown)
