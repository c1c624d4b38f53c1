"""What this program is, and the licences of all it is made of."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

import reader
from reader.core.resources import resource_path
from reader.ui.plain_text import MarkupLabel


class AboutDialog(QDialog):
    """Two sentences and two licence texts; links are shown but open nothing, for the reader is offline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("About this reader"))
        self.resize(680, 520)
        text = MarkupLabel(
            self.tr(
                "<p><b>Reader {version}</b></p><p>Shows who and what a news article is about, and who said "
                "what. Everything happens on this computer: the network is never used.</p><p>Names and "
                "quotations are found automatically and may be wrong.</p>"
            ),
            version=reader.__version__,
        )
        text.setWordWrap(True)
        tabs = QTabWidget()
        tabs.addTab(_page("THIRD_PARTY.md"), self.tr("Made with"))
        tabs.addTab(_page("LICENSE"), self.tr("Licence"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (text, tabs, buttons):
            layout.addWidget(widget)


def _page(name: str) -> QTextBrowser:
    page = QTextBrowser()
    page.setOpenLinks(False)
    text = _text(name)
    if name.endswith(".md"):
        page.setMarkdown(text)
    else:
        page.setPlainText(text)
    return page


def _text(name: str) -> str:
    """A text that lies beside the resources once installed, and above them in a checkout."""
    for path in (resource_path(name), Path(reader.__file__).parent.parent / name):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return ""
