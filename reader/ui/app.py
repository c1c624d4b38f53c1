"""The application: opens the window on articles and runs it until it is closed."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from reader.core.errors import ReaderError
from reader.core.resources import resource_path, seeds_path
from reader.library.log import PrivateLog
from reader.library.paths import Paths
from reader.library.profile import open_profile
from reader.library.settings import Settings, load_settings
from reader.library.windows import WindowSlot
from reader.ui.end_signals import end_on_signals
from reader.ui.error_hook import ErrorHook
from reader.ui.fonts import interface_font, load_fonts
from reader.ui.language import Language
from reader.ui.message_bar import Message, MessageBar
from reader.ui.plain_text import use_plain_text
from reader.ui.preferences import Preferences
from reader.ui.sentences import welcome_message
from reader.ui.shell import Shell, build_shell, worker_command
from reader.ui.window_server import hear_other_starts

FOUNDING_ARTICLE = "kim-poutine.txt"
_INTERFACE_POINTS = 10.0


def make_application(arguments: Sequence[str]) -> QApplication:
    """The one application object, looking the same on every system."""
    application = QApplication(list(arguments))
    application.setApplicationName("entity-reader")
    application.setDesktopFileName("entity-reader")
    application.setWindowIcon(QIcon(str(resource_path("icons", "reader.svg"))))
    use_plain_text(application)
    load_fonts()
    application.setFont(interface_font(_INTERFACE_POINTS))
    return application


def _tell_of_preferences(preferences: Preferences, messages: MessageBar, language: Language) -> None:
    """What was damaged when they were loaded, and when they cannot be saved."""

    def tell(error: ReaderError) -> None:
        messages.tell(Message(error.key, error.sentence(language.code), "warning"))

    for notice in preferences.notices:
        tell(notice)
    preferences.failed.connect(tell)


def restore_window(shell: Shell) -> None:
    """Give the window its former place, and remember the next one when it closes."""
    state = shell.preferences.state
    _tell_of_preferences(shell.preferences, shell.window.parts.messages, shell.language)
    shell.window.restore(state.geometry, state.splitter)
    shell.actions["panel"].setChecked(state.panel_visible)
    shell.window.parts.panel.setVisible(state.panel_visible)
    shell.window.closing.connect(lambda: _remember(shell))


def _remember(shell: Shell) -> None:
    preferences, window = shell.preferences, shell.window
    shell.tabs.close()
    preferences.remember_places(shell.session.places())
    preferences.remember(
        replace(
            preferences.state,
            geometry=window.geometry_state(),
            splitter=window.splitter_state(),
            panel_visible=shell.actions["panel"].isChecked(),
        )
    )


def open_first(shell: Shell, paths: Sequence[str]) -> None:
    """Open the articles of the last run and what was asked for; without any, the founding article.

    The very first window welcomes, and has done so once it was seen.
    """
    founding = str(seeds_path() / FOUNDING_ARTICLE)
    if not shell.tabs.restore(paths):
        shell.articles.open_files([founding], resumed=True)
    if shell.preferences.state.welcomed or shell.preferences.notices:
        return
    own = bool(paths) and [os.path.realpath(path) for path in paths] != [os.path.realpath(founding)]
    shell.window.parts.messages.tell(welcome_message(own))
    shell.window.painted.connect(lambda: _welcomed(shell.preferences))


def _welcomed(preferences: Preferences) -> None:
    preferences.remember(replace(preferences.state, welcomed=True))


def run_window(paths: Sequence[str], profile: Path | None, slot: WindowSlot | None = None) -> int:
    """Open the window on these articles and run until it is closed; returns the exit code."""
    folders = open_profile(profile)
    os.umask(0o077)  # what Qt writes by itself is private, too
    application = make_application(["entity-reader"])
    log = _log_to(folders)
    hook = ErrorHook(application)
    hook.install()
    shell = build_shell(application, folders, worker_command(folders), slot)
    _follow_keeping(shell.preferences, log)
    restore_window(shell)
    _trace(shell)
    shell.window.painted.connect(shell.analysis.start)
    shell.window.painted.connect(shell.librarian.start)
    shell.window.painted.connect(shell.privacy.start)
    shell.window.painted.connect(shell.file_watch.start)
    open_first(shell, paths)
    shell.window.show()
    shell.window.parts.view.setFocus(Qt.FocusReason.OtherFocusReason)
    if slot is not None:
        hear_other_starts(slot, shell.window, shell.articles)
    signals = end_on_signals(application, shell.window, shell.tabs)
    try:
        return application.exec()
    finally:
        shell.close()
        signals.remove()
        hook.remove()
        _say_unsaved(shell)


def _say_unsaved(shell: Shell) -> None:
    """Once the window is closed there is only the terminal to tell it."""
    unsaved = shell.preferences.unsaved
    if unsaved is not None and sys.stderr is not None:
        print(f"reader: {unsaved.sentence(shell.language.code)}", file=sys.stderr)


def _follow_keeping(preferences: Preferences, log: PrivateLog) -> None:
    """The log, and what Qt's Open dialog notes of visited folders: with our own files, not beside them, or nowhere."""

    def follow(settings: Settings) -> None:
        folder = os.devnull if settings.keep_nothing else str(preferences.paths.config)
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, folder)
        log.want(not settings.keep_nothing)

    follow(preferences.settings)
    preferences.settings_changed.connect(follow)


def _log_to(paths: Paths) -> PrivateLog:
    """Warnings and errors go to a small file, unless nothing is to be kept."""
    log = PrivateLog(paths.log_file, wanted=not load_settings(paths.settings_file).keep_nothing)
    logging.getLogger("reader").addHandler(log)
    return log


def _trace(shell: Shell) -> None:
    """With READER_TRACE=1: when the window was first painted with text, and when all marks were there."""
    if os.environ.get("READER_TRACE") != "1":
        return

    def say(what: str) -> None:
        print(f"{what} {_since_start_ms():.0f}", file=sys.stderr, flush=True)

    shell.window.painted.connect(lambda: say("first-paint"))
    shell.session.annotations_changed.connect(
        lambda found: say("marks-complete") if found is not None and found.complete else None
    )


def _since_start_ms() -> float:
    """Milliseconds since this process began, by the system's own record where there is one."""
    try:
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        uptime = float(Path("/proc/uptime").read_text().split()[0])
        return (uptime - int(fields[19]) / os.sysconf("SC_CLK_TCK")) * 1000
    except (OSError, ValueError, IndexError):
        return time.process_time() * 1000


def run_screenshot(
    path: str,
    out: Path,
    size: tuple[int, int],
    theme: str,
    select: str | None,
    profile: Path | None,
) -> int:
    """Draw the real window with one article to a PNG; raises ``ReaderError`` for bad input."""
    from reader.ui.screenshot import say_without_hints, take_screenshot

    before = qInstallMessageHandler(say_without_hints)
    try:
        application = make_application(["entity-reader"])
        return take_screenshot(application, path, Path(out), size, theme, select, profile)
    finally:
        qInstallMessageHandler(before)
