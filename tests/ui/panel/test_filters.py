"""Filters of the side panel: they end with the article and by Escape, and an empty list says why it is empty."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.core.navigation import Choice
from reader.core.records import Annotations

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(params=["entities", "quotes"])
def page(request, shell):
    """The names or the quotations, in front."""
    panel = shell.window.parts.panel
    found = getattr(panel, request.param)
    panel.tabs.setCurrentWidget(found)
    return found


def type_filter(shell, page, words):
    QTest.keyClick(shell.window.parts.view, Qt.Key.Key_E, CONTROL)
    assert shell.window.focusWidget() is page.filter
    QTest.keyClicks(page.filter, words)


def test_a_filter_does_not_outlive_the_article(shell, page, make_article):
    """The next article's panel was empty without a word."""
    first = shell.session.article
    type_filter(shell, page, "Morel")
    shell.articles.add(make_article("Un autre."))
    assert page.filter.text() == ""
    shell.articles.show(first.id)
    assert page.filter.text() == ""


def test_more_that_is_found_leaves_the_filter_alone(shell, page, annotations):
    type_filter(shell, page, "Morel")
    shell.analysis.annotations_changed.emit(shell.session.article.id, replace(annotations, complete=False))
    assert page.filter.text() == "Morel"


def test_nothing_that_fits_is_said_and_a_button_shows_all(shell, page):
    type_filter(shell, page, "xyz")
    assert page.note.isVisible()
    assert page.note.words.text().endswith(" contains “xyz”")
    assert page.note.words.textFormat() == Qt.TextFormat.PlainText
    QTest.mouseClick(page.note.button, Qt.MouseButton.LeftButton)
    assert page.filter.text() == ""
    assert not page.note.isVisible()
    assert page.model.rowCount() > 0


def test_escape_clears_the_filter_then_gives_the_keys_back(shell, page):
    view = shell.window.parts.view
    shell.session.pick_mention("e1", 0)
    type_filter(shell, page, "xyz")
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    assert page.filter.text() == ""
    assert shell.window.focusWidget() is page.filter
    assert shell.session.choice == Choice("e1", 0), "one press, one step"
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    assert shell.window.focusWidget() is view
    assert shell.session.choice == Choice("e1", 0)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert shell.session.choice == Choice()


def test_escape_in_the_rows_goes_the_same_way(shell, page):
    page.filter.setText("morel")
    page.rows.setFocus()
    shell.session.choose_quote(0)
    QTest.keyClick(page.rows, Qt.Key.Key_Escape)
    assert (page.filter.text(), shell.session.choice) == ("", Choice(quote_index=0))
    QTest.keyClick(page.rows, Qt.Key.Key_Escape)
    assert shell.session.choice == Choice()
    assert shell.window.focusWidget() is page.rows
    QTest.keyClick(page.rows, Qt.Key.Key_Escape)
    assert shell.window.focusWidget() is shell.window.parts.view


def test_an_article_without_any_says_so(shell, page, article):
    shell.analysis.annotations_changed.emit(article.id, Annotations(article.id, "p", complete=False))
    assert not page.note.isVisible(), "still looking"
    shell.analysis.annotations_changed.emit(article.id, Annotations(article.id, "p"))
    assert page.note.words.text() in ("No names were found.", "No quotations were found.")
    assert page.note.button.isHidden()


def test_escape_empties_the_search_of_the_library_too(shell, qtbot):
    page = shell.window.parts.panel.library
    shell.actions["library"].trigger()
    for field in (page.filter, page.filters.entity):
        field.setFocus()
        QTest.keyClicks(field, "xyz")
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert field.text() == ""
        assert shell.window.focusWidget() is field
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert shell.window.focusWidget() is shell.window.parts.view


def test_a_name_that_nobody_in_the_library_has_is_said(shell):
    chooser = shell.window.parts.panel.library.filters.entity
    shell.actions["library"].trigger()
    chooser.setFocus()
    QTest.keyClicks(chooser, "xyz")
    chooser.offer(())
    assert chooser.model.index(0).data() == "No name contains “xyz”"
    assert not chooser.model.flags(chooser.model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    QTest.keyClick(chooser, Qt.Key.Key_Return)
    assert chooser.entity is None


def test_the_outline_has_no_filter_so_the_names_are_filtered(shell):
    panel = shell.window.parts.panel
    panel.tabs.setTabVisible(2, True)
    panel.tabs.setCurrentWidget(panel.outline)
    QTest.keyClick(shell.window.parts.view, Qt.Key.Key_E, CONTROL)
    assert shell.window.focusWidget() is panel.entities.filter
