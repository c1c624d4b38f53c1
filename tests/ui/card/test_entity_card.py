"""The card: it comes when the pointer rests or a key asks, and each of its lines leads to the text."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from reader.core.marks import QUOTE_TYPE, marks_of
from reader.core.navigation import Choice
from reader.ui.card.keeper import LEAVE_MS, REST_MS
from reader.ui.card.line import CardLine


def texts(shell):
    card = shell.window.parts.card
    return [w.text() for kind in (QLabel, CardLine) for w in card.findChildren(kind)]


def line(shell, start):
    return next(w for w in shell.window.parts.card.findChildren(CardLine) if w.text().startswith(start))


def rest_on(shell, mark):
    view = shell.window.parts.view
    box = view.mark_box(mark.span)
    QTest.mouseMove(view.viewport(), QPoint(5, 5))
    QTest.mouseMove(view.viewport(), QPoint(int(box.left()) + 4, int(box.center().y())))


def away(shell):
    page = shell.window.parts.view.viewport()
    QTest.mouseMove(page, QPoint(page.width() - 3, page.height() - 3))


def mark_of(annotations, entity_id, number=0):
    return next(m for m in marks_of(annotations) if m.entity_id == entity_id and m.index == number)


def by_key(shell, entity_id="e1", number=0):
    shell.session.pick_mention(entity_id, number)
    shell.window.parts.view.setFocus()
    QTest.keyClick(shell.window.parts.view, Qt.Key.Key_I)


def test_resting_on_a_name_brings_its_card_and_leaving_takes_it_away(shell, qtbot, annotations):
    card = shell.window.parts.card
    rest_on(shell, mark_of(annotations, "e1", 1))
    qtbot.waitUntil(card.isVisible, timeout=REST_MS + 2_000)
    assert {"Anne Morel", "la maire de Lyon", "« Rien n’est joué »", "Lyon", "2 / 4"} <= set(texts(shell))
    assert not card.isAncestorOf(shell.window.focusWidget())
    away(shell)
    qtbot.waitUntil(lambda: not card.isVisible(), timeout=LEAVE_MS + 2_000)


def test_passing_over_a_name_brings_nothing(shell, qtbot, annotations):
    rest_on(shell, mark_of(annotations, "e1", 1))
    away(shell)
    qtbot.wait(REST_MS + 100)
    assert not shell.window.parts.card.isVisible()


def test_a_click_shows_the_text_and_no_card(shell, qtbot, annotations):
    view, mark = shell.window.parts.view, mark_of(annotations, "e2", 1)
    rest_on(shell, mark)
    box = view.mark_box(mark.span)
    where = QPoint(int(box.left()) + 4, int(box.center().y()))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert shell.session.choice == Choice("e2", 1)
    qtbot.wait(REST_MS + 100)
    assert not shell.window.parts.card.isVisible()


def test_a_key_opens_the_card_of_the_chosen_name_and_escape_gives_the_text_the_keys_back(shell):
    card, view = shell.window.parts.card, shell.window.parts.view
    by_key(shell)
    assert card.isVisible()
    assert card.accessibleName() == "Person, Anne Morel"
    focus = shell.window.focusWidget()
    assert isinstance(focus, CardLine)
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert shell.window.focusWidget() is view
    assert shell.session.choice == Choice("e1", 0)  # the first press only puts the card away


def test_with_nothing_chosen_the_key_says_what_to_do(shell):
    QTest.keyClick(shell.window.parts.view, Qt.Key.Key_I)
    assert not shell.window.parts.card.isVisible()
    assert shell.window.parts.status._note.text() == "choose a name first"


def test_the_card_of_the_name_under_the_caret(shell, annotations):
    view = shell.window.parts.view
    shell.actions["caret"].trigger()
    cursor = view.textCursor()
    cursor.setPosition(view.filler.text_map.to_position(mark_of(annotations, "e6").span.start + 2))
    view.setTextCursor(cursor)
    QTest.keyClick(view, Qt.Key.Key_I)
    assert "Croix-Rouge" in texts(shell)
    QTest.keyClick(shell.window.focusWidget(), Qt.Key.Key_Escape)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert shell.session.choice == Choice("e6", 0)


@pytest.mark.parametrize(
    ("start", "choice"),
    [
        ("« Rien", Choice(quote_index=0)),
        ("Lyon", Choice("e5", 0)),
        ("Bob Durand", Choice("e2", 0)),
    ],
)
def test_every_line_leads_to_the_text(shell, start, choice):
    by_key(shell)
    QTest.mouseClick(line(shell, start), Qt.MouseButton.LeftButton)
    assert shell.session.choice == choice
    assert not shell.window.parts.card.isVisible()


def test_a_role_that_is_no_mention_is_shown_as_a_selection(shell):
    by_key(shell)
    QTest.mouseClick(line(shell, "la maire de Lyon"), Qt.MouseButton.LeftButton)
    assert shell.window.parts.view.textCursor().selectedText() == "la maire de Lyon"
    assert shell.session.choice == Choice("e1", 0)


def test_stepping_takes_the_card_along(shell):
    by_key(shell, "e1", 1)
    for key, place in ((Qt.Key.Key_Right, "3 / 4"), (Qt.Key.Key_Left, "2 / 4")):
        name = "›" if key == Qt.Key.Key_Right else "‹"
        button = next(
            b for b in shell.window.parts.card.findChildren(object) if getattr(b, "text", str)() == name
        )
        button.click()
        assert place in texts(shell)


def test_an_ambiguous_name_has_a_sign_in_the_text_the_panel_and_the_card(shell, annotations):
    mark = mark_of(annotations, "e4")
    assert mark.doubtful
    assert "may be Bob Durand or Paul Durand" in shell.window.parts.view.layer.describe(mark)
    model = shell.window.parts.panel.entities.model
    spoken = model.entity_index("e4").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("may be Bob Durand or Paul Durand")
    by_key(shell, "e4")
    assert "Ambiguous: may be Bob Durand or Paul Durand" in texts(shell)
    QTest.mouseClick(line(shell, "Paul Durand"), Qt.MouseButton.LeftButton)
    assert shell.session.choice == Choice("e3", 0)


def test_the_sign_of_doubt_is_painted(shell, annotations):
    view, mark = shell.window.parts.view, mark_of(annotations, "e4")
    box = view.mark_box(mark.span).toAlignedRect()
    around = box.adjusted(box.width() - 6, -14, 14, -box.height() // 2)
    before = view.viewport().grab(around).toImage()
    shell.preferences.change(hidden_types=("PER",))
    assert view.viewport().grab(around).toImage() != before


def test_the_card_of_a_row_opens_by_key(shell):
    page = shell.window.parts.panel.entities
    page.tree.setFocus()
    page.tree.setCurrentIndex(page.model.entity_index("e2"))
    QTest.keyClick(page.tree, Qt.Key.Key_I)
    assert "Bob Durand" in texts(shell)


def test_a_larger_font_makes_a_larger_card_and_it_stays_inside_the_window(shell, qapp):
    by_key(shell)
    card, small = shell.window.parts.card, shell.window.parts.card.height()
    font = qapp.font()
    font.setPointSizeF(20)
    shell.window.setFont(font)
    card.setFont(font)
    card.set_theme(shell.window.parts.view._theme)
    by_key(shell)
    assert card.height() > small
    assert shell.window.rect().adjusted(-14, -14, 14, 14).contains(card.geometry())


def test_quotations_say_who_speaks_and_by_which_words(shell, annotations):
    quotes = [m for m in marks_of(annotations) if m.kind == QUOTE_TYPE]
    said = [shell.window.parts.view.layer.describe(mark) for mark in quotes]
    assert said[0] == "Said by Anne Morel\nknown from “a déclaré Mme Morel”"
    assert said[1].startswith("Said by Anne Morel")
    assert said[2] == "Said by Durand\nknown from “Selon Durand”"
    assert said[3] == "Title, term or irony"
