"""Indirect speech comes and goes by a key, as marks and rows of its own; at first it is not shown."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.core.navigation import Choice
from reader.core.records import INDIRECT, Quote, Span, Speaker
from reader.ui.analysis import AnalysisState
from reader.ui.panel.quote_model import QuoteRole

CLAUSE = "La maire de Lyon est repartie"


@pytest.fixture
def reported(shell, article, annotations):
    """The window, with one reported clause among what was found."""
    start = article.text.index(CLAUSE)
    morel = annotations.quotes[0].speaker
    clause = Quote(
        Span(start, start + len(CLAUSE)), speaker=Speaker("e1", morel.span, morel.text), kind=INDIRECT
    )
    found = replace(annotations, indirect=(clause,))
    shell.analysis._states[article.id] = AnalysisState(found)
    shell.analysis.annotations_changed.emit(article.id, found)
    return shell


def toggle(shell):
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(shell.window.parts.view, Qt.Key.Key_I, keys)


def rows(shell):
    model = shell.window.parts.panel.quotes.model
    return [model.index(row) for row in range(model.rowCount())]


def test_a_key_shows_it_and_hides_it_again(reported, qtbot):
    assert len(rows(reported)) == 4
    toggle(reported)
    assert [index.data(QuoteRole.INDIRECT) for index in rows(reported)] == [False] * 4 + [True]
    last = rows(reported)[-1]
    assert last.data() == CLAUSE
    assert last.data(Qt.ItemDataRole.AccessibleTextRole) == f"Anne Morel (indirect speech) : {CLAUSE}"
    assert reported.preferences.settings.indirect_speech
    assert reported.actions["indirect_speech"].isChecked()
    toggle(reported)
    assert len(rows(reported)) == 4


def test_a_chosen_quotation_stays_chosen(reported):
    reported.session.choose_quote(2)
    toggle(reported)
    assert reported.session.choice == Choice(quote_index=2)


def test_the_tool_tip_says_that_it_is_no_quotation(reported):
    toggle(reported)
    reported.session.choose_quote(4)
    words = reported.window.parts.view.layer.describe_choice(reported.session.choice)
    assert words.startswith("Indirect speech of Anne Morel")


def test_the_setting_holds_for_what_is_found_later(reported, article, annotations):
    toggle(reported)
    assert len(reported.analysis.recall(article.id).annotations.quotes) == 5
    toggle(reported)
    assert len(reported.analysis.recall(article.id).annotations.quotes) == 4
