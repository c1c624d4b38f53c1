"""The real window, drawn off-screen to a picture once the analysis is complete."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QBuffer, QMessageLogContext, QTimer, QtMsgType
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from reader.core.errors import ReaderError
from reader.core.navigation import find_entity
from reader.core.records import Annotations
from reader.library.profile import open_profile
from reader.service import open_path
from reader.ui.sentences import failure_sentence
from reader.ui.shell import Shell, build_shell, worker_command
from reader.ui.worker_client import WorkerFailure

_NO_HINTS = "This plugin does not support propagateSizeHints()"
_SETTLE_MS = 350
"""Time for scrolling to come to rest after something was chosen."""


def take_screenshot(
    application: QApplication,
    path: str,
    out: Path,
    size: tuple[int, int],
    theme: str,
    select: str | None,
    profile: Path | None,
) -> int:
    """Draw the window and save it; returns the exit code.

    Without a profile the picture depends on nothing that was set before. Raises ``ReaderError`` for an
    article that cannot be read, an entity that is not there and a file that cannot be written.
    """
    article = open_path(path, by_chapter=True)
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        paths = open_profile(profile or Path(folder))
        shell = build_shell(application, paths, worker_command(paths))
        for notice in shell.preferences.notices:
            print(f"reader: {notice.sentence(shell.language.code)}", file=sys.stderr)
        try:
            shell.preferences.change(theme=theme)
            shell.window.resize(*size)
            shell.window.painted.connect(shell.analysis.start)
            shell.articles.add(article)
            shell.window.show()
            failure = _wait(shell)
            if failure is None and select is not None:
                _select(shell, select)
            _save(shell, out)
        finally:
            shell.close()
    if failure is None:
        return 0
    print(f"reader: {failure_sentence(failure, shell.language.code)}", file=sys.stderr)
    return 1


def say_without_hints(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Qt's messages to standard error, but the one that its off-screen platform has for every window."""
    if text != _NO_HINTS:
        print(text, file=sys.stderr)


def _wait(shell: Shell) -> WorkerFailure | None:
    """Run until all marks are there or cannot be had."""
    failures: list[WorkerFailure] = []

    def on_annotations(_: str, found: Annotations) -> None:
        if found.complete:
            shell.application.quit()

    def on_failed(_: str, failure: WorkerFailure) -> None:
        failures.append(failure)
        shell.application.quit()

    shell.analysis.annotations_changed.connect(on_annotations)
    shell.analysis.failed.connect(on_failed)
    shell.application.exec()
    return failures[0] if failures else None


def _select(shell: Shell, name: str) -> None:
    annotations = shell.session.annotations
    entity = None if annotations is None else find_entity(annotations, name)
    if entity is None:
        raise ReaderError("entity_not_found", name=name)
    shell.session.choose_entity(entity.id)


def _save(shell: Shell, out: Path) -> None:
    QTimer.singleShot(_SETTLE_MS, shell.application.quit)
    shell.application.exec()
    if shell.jobs.busy:  # pictures
        shell.jobs.idle.connect(shell.application.quit)
        shell.application.exec()
    save_picture(shell.window.grab(), out)


def save_picture(picture: QPixmap, out: Path) -> None:
    """Write a picture as a PNG file. Raises ``ReaderError`` with the system's reason."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    try:
        out.write_bytes(buffer.data().data())
    except OSError as error:
        raise ReaderError("output_failed", name=out, reason=error) from error
