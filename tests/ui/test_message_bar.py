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


def words_at(shell, block):
    """Where a block of the text stands on the screen."""
    view = shell.window.parts.view
    box = view.mark_box(view.article.blocks[block].span).toRect()
    return view.viewport().mapToGlobal(box.topLeft())


def row_at(shell):
    page = shell.window.parts.panel.entities
    return page.tree.viewport().mapToGlobal(page.tree.visualRect(page.model.entity_index("e2")).topLeft())


LONG = "\n".join(
    f"The file number {n} could not be opened because it is of no kind that can be read." for n in range(5)
)


@pytest.mark.parametrize("text", ["Words.", LONG], ids=["short", "long"])
@pytest.mark.parametrize("scrolled", [False, True], ids=["top", "scrolled"])
def test_nothing_moves_under_the_pointer(shell, qtbot, make_article, text, scrolled):
    """A message pushed the page and the panel down, and a click went elsewhere."""
    bar, view = shell.window.parts.messages, shell.window.parts.view
    shell.window.resize(900, 420)
    if scrolled:
        view.verticalScrollBar().setValue(60)
    QTest.qWait(1)
    before = [words_at(shell, number) for number in range(4)], row_at(shell)
    bar.tell(Message("x", text, action_id="nothing", action_text="Do it"))
    QTest.qWait(1)
    assert ([words_at(shell, number) for number in range(4)], row_at(shell)) == before
    assert bar.isVisible()
    page = view.rect().translated(view.mapTo(shell.window, view.rect().topLeft()))
    assert page.contains(bar.geometry())
    QTest.mouseClick(bar.findChild(QToolButton, "messageClose"), Qt.MouseButton.LeftButton)
    QTest.qWait(1)
    assert ([words_at(shell, number) for number in range(4)], row_at(shell)) == before


def test_a_message_keeps_to_the_foot_of_the_page(shell):
    bar, view = shell.window.parts.messages, shell.window.parts.view
    bar.tell(Message("x", LONG))
    for width, height in ((640, 480), (1300, 820)):
        shell.window.resize(width, height)
        QTest.qWait(1)
        foot = view.mapTo(shell.window, view.rect().bottomLeft()).y()
        assert 0 < foot - bar.geometry().bottom() < 20
        assert bar.height() <= view.height() // 2
        assert bar.findChild(QLabel, "messageText").height() >= min(
            bar.findChild(QLabel, "messageText").sizeHint().height(), bar.height() - 30
        )


def test_tab_leads_from_the_text_to_the_message(shell):
    bar, view = shell.window.parts.messages, shell.window.parts.view
    bar.tell(Message("x", "Words.", action_id="nothing", action_text="Do it"))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert bar.isAncestorOf(shell.window.focusWidget())


def test_tab_reaches_every_button_of_a_message(shell):
    """The second button came after the whole panel."""
    bar, view = shell.window.parts.messages, shell.window.parts.view
    bar.tell(Message("x", "Words.", "info", "yes", "Remove", "no", "Keep"))
    view.setFocus()
    reached = []
    for _ in range(3):
        QTest.keyClick(shell.window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(shell.window.focusWidget().objectName())
    assert reached == ["messageAction", "messageOther", "messageClose"]
