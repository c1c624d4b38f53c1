"""What vanishes while it has the keys hands them to where they do no harm: never to a field that takes letters."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from reader.core.records import Article, Block, BlockKind, Book, ContentsEntry, Span
from reader.ui.message_bar import Message


@pytest.fixture
def outlined():
    """An article with headings."""
    text = "\n".join(f"Partie {n}\n{'Il pleut. ' * 9}" for n in range(4))
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = BlockKind.PARAGRAPH if number % 2 else BlockKind.HEADING
        blocks.append(Block(kind, Span(at, at + len(line))))
        at += len(line) + 1
    return Article("outlined", text, tuple(blocks))


@pytest.mark.parametrize("focused", [True, False], ids=["in the outline", "in the text"])
def test_an_outline_that_goes_away_leaves_the_names(shell, outlined, focused):
    """It threw the reader into the library's search field."""
    panel, view, first = shell.window.parts.panel, shell.window.parts.view, shell.session.article
    shell.articles.add(outlined)
    panel.tabs.setCurrentWidget(panel.outline)
    (panel.outline.rows if focused else view).setFocus()
    QTest.keyClick(shell.window.focusWidget(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert shell.session.article is first
    assert not panel.tabs.isTabVisible(2)
    assert panel.tabs.currentWidget() is panel.entities
    assert shell.window.focusWidget() is (panel.entities.tree if focused else view)
    assert panel.library.filter.text() == ""


def test_the_tab_bar_keeps_the_keys(shell, outlined):
    panel, first = shell.window.parts.panel, shell.session.article
    shell.articles.add(outlined)
    panel.tabs.setCurrentWidget(panel.outline)
    panel.tabs.tabBar().setFocus()
    shell.articles.show(first.id)
    assert panel.tabs.currentWidget() is panel.entities
    assert shell.window.focusWidget() is panel.tabs.tabBar()


@pytest.mark.parametrize(("kind", "name"), [(QPushButton, "messageAction"), (QToolButton, "messageClose")])
def test_a_message_that_goes_away(shell, kind, name):
    bar = shell.window.parts.messages
    bar.tell(Message("x", "Words.", action_id="nothing", action_text="Do it"))
    button = bar.findChild(kind, name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert not bar.isVisible()
    assert shell.window.focusWidget() is shell.window.parts.view


def test_a_button_of_a_message_that_another_one_replaces(shell):
    bar = shell.window.parts.messages
    bar.tell(Message("x", "Words.", action_id="nothing", action_text="Do it"))
    bar.findChild(QPushButton, "messageAction").setFocus()
    bar.tell(Message("y", "Other words."))
    assert shell.window.focusWidget() is shell.window.parts.view


def test_the_foot_of_a_chapter(shell, article, qtbot):
    contents = tuple(ContentsEntry(f"Chapitre {n}", n) for n in (1, 2))
    shell.articles.add(replace(article, id="chapter", book=Book("Livre", 1, 2, contents)))
    button = shell.window.findChild(QPushButton, "chapterAfter")
    qtbot.waitUntil(button.isVisible)
    button.setFocus()
    shell.articles.show(article.id)
    assert shell.window.focusWidget() is shell.window.parts.view


def test_the_panel_and_the_find_bar(shell):
    parts = shell.window.parts
    parts.panel.entities.filter.setFocus()
    QTest.keyClick(parts.panel.entities.filter, Qt.Key.Key_F9)
    assert shell.window.focusWidget() is parts.view
    QTest.keyClick(parts.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(parts.find_bar.field, Qt.Key.Key_Escape)
    assert shell.window.focusWidget() is parts.view


def test_a_button_that_is_disabled_under_the_finger(shell):
    """The way back has ended: Space and Return must not do what the next button does."""
    shell.session.choose_entity("e1")
    back = shell.window.parts.toolbar._back
    back.setFocus()
    QTest.keyClick(back, Qt.Key.Key_Space)
    assert not back.isEnabled()
    assert shell.window.focusWidget() is shell.window.parts.view


def test_a_card_that_goes_away(shell):
    shell.session.pick_mention("e1", 0)
    shell.actions["card"].trigger()
    assert shell.window.parts.card.isAncestorOf(shell.window.focusWidget())
    shell.window.parts.card.hide()
    assert shell.window.focusWidget() is shell.window.parts.view
