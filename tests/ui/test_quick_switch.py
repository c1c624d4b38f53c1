"""Ctrl+K: a few letters lead to an entity, a quotation, a heading, an article or a command."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.core.navigation import Choice
from reader.core.records import Article, Block, BlockKind, Span


def open_with(shell, text):
    QTest.keyClick(shell.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = shell.window.parts.switch.field
    assert shell.window.focusWidget() is field
    QTest.keyClicks(field, text)
    return field


@pytest.mark.parametrize(
    ("letters", "choice"),
    [
        ("croix", Choice("e6", 0)),
        ("bd", Choice("e2", 0)),
        ("verrons", Choice(quote_index=1)),
    ],
)
def test_letters_and_enter_choose_it_in_the_text(shell, letters, choice):
    field = open_with(shell, letters)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shell.session.choice == choice
    assert not shell.window.parts.switch.isVisible()
    assert shell.window.focusWidget() is shell.window.parts.view


def test_a_command_is_found_with_its_key_and_done(shell):
    field = open_with(shell, "next theme")
    switch = shell.window.parts.switch
    assert (
        switch.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Command, Next theme, Ctrl+Shift+D"
    )
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shell.preferences.settings.theme == "sepia"


def test_arrows_move_round_and_escape_leaves_everything_as_it_was(shell):
    field = open_with(shell, "durand")
    switch = shell.window.parts.switch
    count = switch.model.rowCount()
    assert count > 2
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert switch.rows.currentIndex().row() == count - 1
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert switch.rows.currentIndex().row() == 1
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not switch.isVisible()
    assert shell.session.choice == Choice()


def test_a_click_goes_there_too(shell):
    open_with(shell, "lyon")
    rows = shell.window.parts.switch.rows
    box = rows.visualRect(rows.model().index(0))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert shell.session.choice == Choice("e5", 0)


def test_another_article_and_a_heading_of_it(shell, make_article, qtbot):
    text = "Le port\nUn.\nLa digue\nDeux."
    kinds = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH)
    spans = (Span(0, 7), Span(8, 11), Span(12, 20), Span(21, 26))
    shell.articles.add(Article("port", text, tuple(map(Block, kinds, spans))), front=False)
    QTest.keyClick(open_with(shell, "le port"), Qt.Key.Key_Return)
    assert shell.session.article.id == "port"
    revealed = []
    shell.session.reveal_requested.connect(revealed.append)
    QTest.keyClick(open_with(shell, "digue"), Qt.Key.Key_Return)
    assert revealed == [Span(12, 20)]


def test_what_is_not_there_is_said(shell):
    open_with(shell, "zzzz")
    assert shell.window.parts.switch.nothing.isVisible()
    assert not shell.window.parts.switch.rows.isVisible()


def test_a_click_elsewhere_puts_it_away(shell):
    open_with(shell, "a")
    shell.window.parts.panel.entities.filter.setFocus()
    assert not shell.window.parts.switch.isVisible()


def test_marks_that_come_while_one_types_are_found(shell, article, annotations):
    """The letters used to be looked for only in what was there when the switch opened."""
    shell.articles.close(article.id)
    shell.articles.add(article)
    open_with(shell, "croix")
    assert shell.window.parts.switch.model.rowCount() == 0
    shell.analysis.annotations_changed.emit(article.id, annotations)
    QTest.keyClick(shell.window.parts.switch.field, Qt.Key.Key_Return)
    assert shell.session.choice == Choice("e6", 0)
