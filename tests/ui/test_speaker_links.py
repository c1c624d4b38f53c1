"""From a quotation to its speaker and back, and on through all that somebody says."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from reader.core.navigation import Choice


def press(shell, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(shell.window.parts.view, key, modifier)


def test_from_a_quotation_to_who_says_it_and_back(shell):
    shell.session.choose_quote(0)
    press(shell, Qt.Key.Key_S)
    assert shell.session.choice.entity_id == "e1"
    assert shell.session.entity.mentions[shell.session.choice.mention_index].span.start > 100
    press(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.session.choice == Choice(quote_index=0)


def test_from_somebody_through_all_their_words_and_round(shell):
    shell.session.choose_entity("e1")
    shell.session.choose_mention("e1", 3)  # after all that is said
    seen = []
    for _ in range(3):
        press(shell, Qt.Key.Key_W)
        seen.append(shell.session.choice.quote_index)
    assert seen == [0, 1, 0]


def test_a_mention_that_names_a_speaker_leads_to_what_is_said_there(shell):
    """It used to lead to the next one, or round to the first, for the words stand before the name."""
    shell.session.choose_mention("e1", 2)
    press(shell, Qt.Key.Key_W)
    assert shell.session.choice == Choice(quote_index=0)


def test_all_quotations_are_stepped_through_with_the_keys_of_mentions(shell):
    shell.session.choose_quote(2)
    press(shell, Qt.Key.Key_N)
    press(shell, Qt.Key.Key_N)
    assert shell.session.choice == Choice(quote_index=0)
    assert shell.window.parts.status._name.text() == "Anne Morel"
    assert shell.window.parts.status._position.accessibleName() == "Anne Morel, quotation 1 of 4"


def test_where_nobody_speaks_the_line_below_says_so(shell):
    shell.session.choose_quote(3)
    press(shell, Qt.Key.Key_S)
    assert shell.session.choice == Choice(quote_index=3)
    assert shell.window.parts.status._note.text() == "not attributed"
    shell.session.choose_entity("e6")
    press(shell, Qt.Key.Key_W)
    assert shell.window.parts.status._note.text() == "no quotation"


def test_a_click_on_the_name_above_a_quotation_goes_to_the_speaker(shell):
    panel = shell.window.parts.panel
    panel.tabs.setCurrentIndex(1)
    rows = panel.quotes.list
    box = rows.visualRect(panel.quotes.model.index(0))
    where = box.topLeft()
    where.setX(where.x() + 30)
    where.setY(where.y() + 12)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert shell.session.choice.entity_id == "e1"
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where.x(), box.bottom() - 12))
    assert shell.session.choice == Choice(quote_index=0)


def test_all_that_somebody_says_is_listed_alone(shell):
    shell.window.parts.card.words_requested.emit("e1")
    quotes = shell.window.parts.panel.quotes
    assert quotes.isVisible()
    assert [quotes.model.index(row).data() for row in range(quotes.model.rowCount())] == [
        "« Rien n’est joué »",
        "« Nous verrons »",
    ]
