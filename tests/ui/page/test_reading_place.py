"""Getting about the page by key, and a reading place that stays whatever happens to the width."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.core.records import Article, Block, BlockKind, Span

WORDS = "Le maire a reçu mardi les pêcheurs de la côte, qui demandent depuis des mois une digue plus haute. "


@pytest.fixture
def long_shell(shell, qtbot):
    """The window with a long article of paragraphs of several lines."""
    lines = [f"Paragraphe {number}. {WORDS * (2 + number % 5)}" for number in range(120)]
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(line))))
        at += len(line) + 1
    view = shell.window.parts.view
    with qtbot.waitSignal(view.filled, timeout=10_000):
        shell.articles.add(Article("long", "\n".join(lines), tuple(blocks)))
    view.setFocus()
    return shell


def first_line(view):
    """The code point that begins the first line that is seen."""
    return view.filler.geometry.top_offset(view.verticalScrollBar().value() + 8)


def in_the_middle(shell):
    """Somewhere inside a line of a paragraph, as the wheel leaves it."""
    view = shell.window.parts.view
    view.verticalScrollBar().setValue(3_337)
    return view


def test_the_place_does_not_drift_over_twenty_widths(long_shell):
    """Each new width moved the place to the start of a line, up to a paragraph in all."""
    shell, view = long_shell, in_the_middle(long_shell)
    value, place = view.verticalScrollBar().value(), view.reading_position()
    for number in range(20):
        shell.window.resize(640 + 37 * (number * 7 % 20), 800 - 9 * number)
        shown = view.filler.geometry.line_box(place).top() - view.verticalScrollBar().value()
        assert -40 < shown < 60
        assert view.reading_position() == place
    shell.window.resize(1200, 800)
    assert (first_line(view), view.verticalScrollBar().value()) == (place, value)


@pytest.mark.parametrize(
    ("key", "back", "modifiers"),
    [
        (Qt.Key.Key_F9, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F11, Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier),
    ],
    ids=["panel", "full screen", "zoom"],
)
def test_the_place_does_not_drift_when_the_page_is_set_anew(long_shell, qtbot, key, back, modifiers):
    view = in_the_middle(long_shell)
    place = view.reading_position()
    for _ in range(6):
        for each in (key, back):
            QTest.keyClick(view, each, modifiers)
            qtbot.waitUntil(lambda: view.filler.done)
    qtbot.waitUntil(lambda: first_line(view) == place)
    assert view.reading_position() == place


def test_who_scrolls_on_reads_elsewhere(long_shell):
    view = in_the_middle(long_shell)
    long_shell.window.resize(900, 700)
    place = view.reading_position()
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 900)
    assert view.reading_position() > place


@pytest.mark.parametrize("caret", [False, True], ids=["page", "caret"])
def test_both_ends_are_a_key_away(long_shell, caret):
    """Ctrl+Home and Ctrl+End did nothing."""
    view, control = long_shell.window.parts.view, Qt.KeyboardModifier.ControlModifier
    bar = view.verticalScrollBar()
    if caret:
        QTest.keyClick(view, Qt.Key.Key_F7)
    QTest.keyClick(view, Qt.Key.Key_End, control)
    assert bar.value() == bar.maximum()
    assert not caret or view.textCursor().atEnd()
    QTest.keyClick(view, Qt.Key.Key_Home, control)
    assert bar.value() == 0
    assert not caret or view.textCursor().atStart()
    QTest.keyClick(view, Qt.Key.Key_End, control)
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert bar.value() == 0


def test_the_end_of_a_long_text_is_gone_to_once_it_is_there(shell, qtbot):
    text = WORDS * 9_000
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, Span(at, min(len(text), at + 5 * len(WORDS)) - 1))
        for at in range(0, len(text), 5 * len(WORDS))
    )
    view = shell.window.parts.view
    shell.articles.add(Article("longer", text, blocks))
    view.setFocus()
    assert not view.filler.done
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.filler.done, timeout=20_000)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_home_and_end_without_a_caret_are_the_ends_of_the_article(long_shell):
    view = long_shell.window.parts.view
    bar = view.verticalScrollBar()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_home_and_end_with_a_caret_are_the_ends_of_the_line(long_shell):
    view = long_shell.window.parts.view
    QTest.keyClick(view, Qt.Key.Key_F7)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert 0 < view.textCursor().positionInBlock() < len(WORDS)
    assert view.verticalScrollBar().value() == 0
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.textCursor().positionInBlock() == 0


@pytest.mark.parametrize("caret", [False, True], ids=["page", "caret"])
@pytest.mark.parametrize(
    ("on", "back", "shift"),
    [
        (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, False),
        (Qt.Key.Key_Space, Qt.Key.Key_Space, True),
    ],
    ids=["page keys", "space"],
)
def test_a_turned_page_keeps_what_was_read_last_in_view(long_shell, qtbot, caret, on, back, shift):
    view = long_shell.window.parts.view
    if caret:
        QTest.keyClick(view, Qt.Key.Key_F7)
    height, bar = view.viewport().height(), view.verticalScrollBar()
    QTest.keyClick(view, on)
    assert height // 2 <= bar.value() < height + caret
    QTest.keyClick(view, back, Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier)
    assert bar.value() < 60
