"""The bundled fonts: one for reading, one for the interface; the same pixels on every machine."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from reader.core.resources import resource_path

READING_FAMILY = "Reader Serif"
INTERFACE_FAMILY = "Reader Sans"


def load_fonts() -> None:
    """Make the bundled families known to Qt. Without the files the system's fonts serve."""
    for path in sorted(resource_path("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def reading_font(points: float, family: str = "serif") -> QFont:
    """The font of the article's text; ``family`` is ``serif`` or ``sans``, as the reader chooses."""
    if family == "sans":
        return interface_font(points)
    return _font(READING_FAMILY, points, QFont.StyleHint.Serif)


def interface_font(points: float) -> QFont:
    """The font of everything around the article, captions included."""
    return _font(INTERFACE_FAMILY, points, QFont.StyleHint.SansSerif)


def _font(family: str, points: float, hint: QFont.StyleHint) -> QFont:
    font = QFont(family)
    font.setPointSizeF(points)
    font.setStyleHint(hint)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
