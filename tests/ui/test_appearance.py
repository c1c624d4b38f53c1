"""Themes, live: the system's is followed, and followed again when it changes while the window is open."""

import sys

from PySide6.QtCore import Qt

from reader.library.paths import find_paths
from reader.ui.fonts import interface_font
from reader.ui.shell import build_shell
from reader.ui.theme import load_themes

THEMES = load_themes()


FAKE_WORKER = (sys.executable, "-c", "")


def page_colour(shell):
    image = shell.window.parts.view.viewport().grab().toImage()
    return image.pixelColor(2, 2)


class Hints:
    """The system's wish, which an off-screen Qt does not have."""

    def __init__(self, scheme):
        self.scheme = scheme

    def colorScheme(self):
        return self.scheme


def test_the_systems_theme_is_followed_while_the_window_is_open(shell, qapp, monkeypatch):
    shell.preferences.change(theme="system")
    changed = qapp.styleHints().colorSchemeChanged
    for scheme, name in ((Qt.ColorScheme.Dark, "dark"), (Qt.ColorScheme.Light, "light")):
        monkeypatch.setattr(shell.appearance, "_hints", Hints(scheme))
        changed.emit(scheme)
        assert page_colour(shell) == THEMES[name].page


def test_a_chosen_theme_stays_whatever_the_system_says(shell, qapp, monkeypatch):
    shell.preferences.change(theme="sepia")
    monkeypatch.setattr(shell.appearance, "_hints", Hints(Qt.ColorScheme.Dark))
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert page_colour(shell) == THEMES["sepia"].page


def test_icons_grow_with_the_interface(shell):
    button = shell.window.parts.toolbar._panel
    shell.preferences.change(interface_size=20.0)
    side = button.iconSize().width()
    assert side >= button.fontMetrics().height()
    drawn = button.icon().pixmap(side, side).toImage()
    inked = [
        x for x in range(drawn.width()) if any(drawn.pixelColor(x, y).alpha() for y in range(drawn.height()))
    ]
    assert inked[-1] - inked[0] > 0.7 * side


def test_a_large_interface_is_large_from_the_start(bare_shell, qapp, tmp_path):
    bare_shell.preferences.change(interface_size=20.0)
    bare_shell.preferences.save()
    qapp.setStyleSheet("")
    qapp.setFont(interface_font(10))
    again = build_shell(qapp, find_paths(tmp_path / "profile"), FAKE_WORKER)
    try:
        again.window.show()
        parts = again.window.parts
        sizes = {
            widget.font().pointSizeF()
            for widget in (
                parts.toolbar._panel,
                parts.toolbar._pills["PER"],
                parts.panel.tabs,
                parts.find_bar.field,
            )
        }
        assert sizes == {20.0}
    finally:
        again.window.close()
        again.close()
        again.window.deleteLater()
