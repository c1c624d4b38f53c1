"""What is told while a file is read for long: its name, and a way to give it up; and what a folder left out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTimer

from reader.ui.message_bar import Message, MessageBar
from reader.ui.open_articles import OpenArticles

_READING, _CANCEL, _FOLDER = "reading", "cancel_reading", "folder"
SOON_MS = 600
"""What is read sooner is not worth a word."""


class ReadingProgress(QObject):
    """Watches what is opened, and tells of it in the message bar."""

    def __init__(self, articles: OpenArticles, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._articles = articles
        self._bar = bar
        self._name = ""
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._tell)
        articles.reading_started.connect(self._on_started)
        articles.opening_changed.connect(self._on_opening)
        articles.folder_opened.connect(self._on_folder)
        bar.action_requested.connect(self._on_action)

    def _on_started(self, name: str) -> None:
        self._bar.withdraw(_READING)
        self._name = name
        self._soon.start()

    def _on_opening(self, opening: bool) -> None:
        if not opening:
            self._soon.stop()
            self._bar.withdraw(_READING)

    def _tell(self) -> None:
        text = self.tr("Reading {name}…").format(name=self._name or self.tr("the pasted text"))
        self._bar.tell(Message(_READING, text, "info", _CANCEL, self.tr("Cancel")))

    def _on_folder(self, folder: str, opened: int, found: int) -> None:
        """Each open article has a tab: a large folder is for the library."""
        text = self.tr("{folder} holds {found} articles: the first {opened} are opened.").format(
            folder=Path(folder).name or folder, found=QLocale().toString(found), opened=opened
        )
        hint = self.tr("To keep all of them in the library: reader import {folder}").format(folder=folder)
        self._bar.tell(Message(_FOLDER, f"{text}\n{hint}"))

    def _on_action(self, topic: str, action_id: str) -> None:
        if (topic, action_id) == (_READING, _CANCEL):
            self._articles.queue.cancel()
