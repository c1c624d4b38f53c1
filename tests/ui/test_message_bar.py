import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from reader.ui.message_bar import Message, MessageBar
from reader.ui.theme import load_themes

THEMES = load_themes()


def drawn_in(label, colour):
    """Whether the strongest pixel of a sign has that colour, up to the rounding of its transparency."""
    image = label.pixmap().toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    strongest = max(pixels, key=lambda pixel: pixel.alpha())
    parts = zip(strongest.getRgb()[:3], colour.getRgb()[:3], strict=True)
    return strongest.alpha() > 150 and all(abs(one - other) < 4 for one, other in parts)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_an_error_has_its_own_sign_and_colour(qtbot, theme):
    """Errors looked like information, and their sign like the button that closes."""
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.set_theme(theme)
    bar.resize(600, 60)
    sign = bar.findChild(QLabel, "messageSign")
    seen = {}
    for kind, colour in (("info", theme.accent), ("warning", theme.warning), ("error", theme.error)):
        bar.tell(Message("topic", "Words.", kind))
        seen[kind] = sign.pixmap().toImage()
        assert drawn_in(sign, colour)
        assert bar.property("kind") == kind
    assert seen["error"] != seen["warning"]
    assert sign.accessibleName() == "Error"
    assert bar.findChild(QLabel, "messageText").accessibleName() == "Error. Words."
    close = bar.findChild(QToolButton, "messageClose")
    assert not close.text()
    assert not close.icon().isNull()
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert bar.message is None
