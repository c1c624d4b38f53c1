"""N, P and W where nothing is chosen, and keys that can do nothing: all of them say what they did, or why not."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from reader.core.navigation import Choice
from reader.core.records import Annotations, Span
from reader.ui.action_table import ACTIONS
from reader.ui.refusals import REASONS

NONE = Qt.KeyboardModifier.NoModifier


def note(shell):
    return shell.window.parts.status._note.text()


def press(shell, key, modifiers=NONE):
    QTest.keyClick(shell.window.parts.view, key, modifiers)


def test_n_takes_the_next_name_of_any_kind(shell):
    """N was silent with nothing chosen."""
    press(shell, Qt.Key.Key_N)
    assert shell.session.choice == Choice("e1", 0)
    assert note(shell) == "nothing was chosen: to the next name"
    press(shell, Qt.Key.Key_N)
    assert shell.session.choice == Choice("e1", 1), "from then on it steps among the mentions of that name"


def test_p_takes_the_name_before_and_says_that_it_went_round(shell):
    press(shell, Qt.Key.Key_P)
    assert shell.session.entity.name == "Bob Durand"
    assert shell.session.choice.mention_index == 2
    assert note(shell) == "nothing was chosen: to the name before ↺"


def test_from_the_caret_on(shell, article):
    view = shell.window.parts.view
    press(shell, Qt.Key.Key_F7)
    place = article.text.index("devant la")
    view.caret.select(Span(place, place))
    press(shell, Qt.Key.Key_N)
    assert shell.session.entity.name == "Croix-Rouge"
    shell.session.clear_choice()
    press(shell, Qt.Key.Key_P)
    assert shell.session.entity.name == "Anne Morel"


def test_kinds_that_are_switched_off_are_passed_over(shell):
    press(shell, Qt.Key.Key_1)
    press(shell, Qt.Key.Key_N)
    assert shell.session.entity.name == "Lyon"
    shell.session.clear_choice()
    press(shell, Qt.Key.Key_2)
    press(shell, Qt.Key.Key_3)
    press(shell, Qt.Key.Key_N)
    assert note(shell) == "no name of a kind that is shown"


def test_w_goes_through_all_quotations_where_nobody_is_chosen(shell, article, annotations):
    press(shell, Qt.Key.Key_W)
    assert shell.session.choice.quote_index == 0
    assert note(shell) == "nothing was chosen: to the next quotation"
    shell.session.pick_quote(3)
    press(shell, Qt.Key.Key_W)
    assert shell.session.choice.quote_index == 0
    assert note(shell) == "not attributed: to the next quotation"


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_W])
def test_there_is_nothing_to_go_to(shell, article, key):
    shell.analysis.annotations_changed.emit(article.id, Annotations(article.id, "p"))
    press(shell, key)
    assert note(shell) in ("no names", "no quotation")
    partial = replace(Annotations(article.id, "p"), complete=False)
    shell.analysis.annotations_changed.emit(article.id, partial)
    press(shell, key)
    assert note(shell) == "still looking for names and quotations"


def keys_of(specs):
    return [(spec.id, key) for spec in specs for key in (*spec.shortcuts, *spec.text_keys)]


@pytest.mark.parametrize(("action_id", "key"), keys_of(ACTIONS))
def test_the_key_of_a_disabled_action_says_why(shell, action_id, key):
    """Qt stays silent."""
    shell.actions[action_id].setEnabled(False)
    stroke = QKeySequence(key)[0]
    before = note(shell)
    QTest.keyClick(shell.window.parts.view, stroke.key(), stroke.keyboardModifiers())
    assert before == ""
    assert note(shell) != ""


def test_each_reason_is_of_an_action():
    assert set(REASONS) <= {spec.id for spec in ACTIONS}


def test_reasons_fit_what_there_is(shell):
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    for key, modifiers, reason in (
        (Qt.Key.Key_Left, alt, "nothing to go back to"),
        (Qt.Key.Key_Tab, control, "no other article is open"),
        (Qt.Key.Key_S, NONE, "choose a quotation first"),
        (Qt.Key.Key_L, NONE, "choose a name first"),
        (Qt.Key.Key_BracketRight, NONE, "no chapter after this one"),
    ):
        press(shell, key, modifiers)
        assert note(shell) == reason
    press(shell, Qt.Key.Key_W, control)
    press(shell, Qt.Key.Key_N)
    assert note(shell) == "no article is open"


def test_the_keys_of_the_librarys_list_say_why(shell):
    rows = shell.window.parts.panel.library.list
    shell.actions["library"].trigger()
    rows.show()
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert note(shell) == "choose an article of the library first"


def test_the_end_of_the_text_sizes_is_said(shell):
    shell.preferences.change(font_size=40.0)
    press(shell, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert note(shell) == "the largest text"
