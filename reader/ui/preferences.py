"""The reader's settings and the window's memory: loaded once, told when they change, saved in one place."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from reader.core.errors import ReaderError
from reader.library.paths import Paths
from reader.library.settings import Settings, load_settings, save_settings, setting_rows
from reader.library.window_state import WindowState, load_state, merged_state, save_state

_LOG = logging.getLogger(__name__)
_SAVE_AFTER_MS = 2_000


class Preferences(QObject):
    """Holds the present settings and state. The one writer of both files; the newest wins.

    ``notices`` are what there was to tell of damaged files when they were loaded.
    """

    settings_changed = Signal(object)
    recent_changed = Signal()
    failed = Signal(object)
    """Saving fails; told once until it succeeds again."""

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths = paths
        self.notices: list[ReaderError] = []
        self.unsaved: ReaderError | None = None
        self._settings = load_settings(paths.settings_file, self.notices.append)
        self._state = load_state(paths.state_file, self.notices.append)
        self._saved: tuple[Settings, WindowState] = (self._settings, self._state)
        self._timer = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    @property
    def settings(self) -> Settings:
        """What the reader has chosen."""
        return self._settings

    @property
    def state(self) -> WindowState:
        """What the window remembers."""
        return self._state

    def change(self, **values: Any) -> None:
        """Set some settings, tell everybody and save soon."""
        changed = replace(self._settings, **values)
        if changed != self._settings:
            self._settings = changed
            self._timer.start()
            self.settings_changed.emit(changed)

    def remember(self, state: WindowState) -> None:
        """Replace the window's memory and save soon."""
        recent_before = self._state.recent
        self._state = state
        self._timer.start()
        if state.recent != recent_before:
            self.recent_changed.emit()

    def forget_recent(self) -> None:
        """Forget the recent files."""
        self.remember(replace(self._state, recent=()))

    def remember_places(self, places: Mapping[str, int]) -> None:
        """Keep where reading stopped in some articles."""
        state = self._state
        for article_id, position in places.items():
            state = state.with_place(article_id, position)
        self.remember(state)

    def save(self) -> None:
        """Write what has changed now; a full or read-only disk is told, not fatal, and tried again next time.

        What another window has written meanwhile stays.
        """
        self._timer.stop()
        settings, state = self._saved
        kept = self._state.without_reading() if self._settings.keep_nothing else self._state
        failures: list[ReaderError] = []
        if settings != self._settings:
            failures += self._save(self.paths.settings_file, save_settings, self._merged_settings(settings))
        if state != kept:
            kept = merged_state(kept, state, load_state(self.paths.state_file))
            if self._settings.keep_nothing:
                kept = kept.without_reading()
            else:
                self._state = kept
            failures += self._save(self.paths.state_file, save_state, kept)
        if failures:
            self._fail(failures[0])
            return
        self.unsaved = None
        self._saved = (self._settings, kept)

    def report_damage(self, error: ReaderError) -> None:
        """Tell of a damaged file that somebody else has loaded."""
        self.notices.append(error)
        self.failed.emit(error)

    def forget_all(self) -> None:
        """Begin as at a first start, once the files are erased; who keeps nothing goes on keeping nothing."""
        self._timer.stop()
        self._saved = (Settings(), WindowState())
        self.change(**asdict(Settings(keep_nothing=self._settings.keep_nothing)))
        self.remember(WindowState(welcomed=True))

    def _merged_settings(self, before: Settings) -> Settings:
        """The settings in the file with what was changed here."""
        changed = {
            row.name: getattr(self._settings, row.name)
            for row in setting_rows()
            if getattr(self._settings, row.name) != getattr(before, row.name)
        }
        return replace(load_settings(self.paths.settings_file), **changed)

    def _save(self, path: Path, write: Callable[[Path, Any], None], value: Any) -> list[ReaderError]:
        try:
            write(path, value)
        except OSError as error:
            return [ReaderError("preferences_unsaved", path=path, reason=error)]
        return []

    def _fail(self, error: ReaderError) -> None:
        told, self.unsaved = self.unsaved, error
        if told is None:
            _LOG.warning("settings could not be saved: %s", error)
            self.failed.emit(error)
