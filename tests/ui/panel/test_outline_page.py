"""The Outline tab: there for texts with headings, following the place, leading to each heading."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.core.records import Article, Block, BlockKind, Span


@pytest.fixture
def long_article():
    blocks, text = [], ""
    for number in range(6):
        for kind, words in (
            (BlockKind.HEADING, f"Partie {number}"),
            (BlockKind.PARAGRAPH, "Il pleut. " * 150),
        ):
            blocks.append(Block(kind, Span(len(text), len(text) + len(words))))
            text += words + "\n"
    return Article("long", text, tuple(blocks))


def test_a_text_without_headings_has_no_outline_tab(shell):
    assert not shell.window.parts.panel.tabs.isTabVisible(2)


def test_the_outline_leads_to_headings_and_follows_the_place(shell, qtbot, long_article):
    panel, view = shell.window.parts.panel, shell.window.parts.view
    with qtbot.waitSignal(view.filled):
        shell.articles.add(long_article)
    assert panel.tabs.isTabVisible(2)
    panel.tabs.setCurrentIndex(2)
    rows = panel.outline.rows
    box = rows.visualRect(panel.outline.model.index(4))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert abs(view.reading_position() - long_article.blocks[8].span.start) < 2_000
    view.verticalScrollBar().setValue(0)
    assert rows.currentIndex().row() == 0
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert rows.currentIndex().row() == 5
    rows.setFocus()
    rows.setCurrentIndex(panel.outline.model.index(1))
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert view.reading_position() < long_article.blocks[3].span.end


def test_the_outline_is_at_the_present_heading_when_it_is_turned_to(shell, qtbot, long_article):
    panel, view = shell.window.parts.panel, shell.window.parts.view
    text, blocks = long_article.text * 8, []
    for turn in range(96):
        start = turn * len(text) // 96
        blocks.append(Block(BlockKind.HEADING, Span(start, start + 12)))
    shell.window.resize(900, 420)
    with qtbot.waitSignal(view.filled):
        shell.articles.add(Article("headings", text, tuple(blocks)))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    rows = panel.outline.rows
    assert rows.currentIndex().row() > 80
    panel.tabs.setCurrentWidget(panel.outline)
    qtbot.waitUntil(lambda: rows.viewport().rect().contains(rows.visualRect(rows.currentIndex())))
