"""Copying: a quotation with its speaker and origin, a name, a selection, from the page and from the panel."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

CONTROL = Qt.KeyboardModifier.ControlModifier
FIRST = "“Rien n’est joué” — Anne Morel, Le port, La Gazette, 3 October 2023"
THIRD = "“tout est prêt” — Durand, Le port, La Gazette, 3 October 2023"


@pytest.fixture
def cited(bare_shell, qtbot, article, annotations):
    """The window with an article of which all is known, and an empty clipboard."""
    about = replace(article.metadata, title="Le port", publisher="La Gazette", date="2023-10-03")
    bare_shell.articles.add(replace(article, metadata=about))
    with qtbot.waitExposed(bare_shell.window):
        bare_shell.window.show()
    bare_shell.analysis.annotations_changed.emit(article.id, annotations)
    bare_shell.window.parts.view.setFocus()
    QGuiApplication.clipboard().clear()
    return bare_shell


def copied():
    return QGuiApplication.clipboard().text()


def note(shell):
    return shell.window.parts.status._note.text()


def press(widget, index, modifiers=Qt.KeyboardModifier.NoModifier):
    point = widget.visualRect(index).bottomLeft() + QPoint(60, -12)
    QTest.mouseClick(widget.viewport(), Qt.MouseButton.LeftButton, modifiers, point)


def test_a_chosen_quotation_is_copied_from_the_page(cited, annotations):
    """Nothing was copied."""
    view = cited.window.parts.view
    box = view.mark_box(annotations.quotes[0].span)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert cited.session.choice.quote_index == 0
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert copied() == FIRST
    assert note(cited) == "1 quotation copied"


def test_quotations_are_copied_from_the_panel_with_their_speakers(cited):
    """The speaker was lost."""
    panel = cited.window.parts.panel
    panel.tabs.setCurrentWidget(panel.quotes)
    rows, model = panel.quotes.list, panel.quotes.model
    press(rows, model.index(0))
    assert cited.session.choice.quote_index == 0
    QTest.keyClick(rows, Qt.Key.Key_C, CONTROL)
    assert copied() == FIRST
    press(rows, model.index(2), CONTROL)
    assert cited.session.choice.quote_index == 0, "to select one more is no wish to go there"
    QTest.keyClick(rows, Qt.Key.Key_C, CONTROL)
    assert copied() == f"{FIRST}\n{THIRD}"
    assert note(cited) == "2 quotations copied"


def test_a_quotation_keeps_its_speaker_after_a_click_on_the_speaker(cited):
    """The click leaves no row selected, and the bare words of the row that the keys are at were copied."""
    panel = cited.window.parts.panel
    panel.tabs.setCurrentWidget(panel.quotes)
    rows = panel.quotes.list
    press(rows, panel.quotes.model.index(2))
    box = rows.visualRect(panel.quotes.model.index(0))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(30, 14))
    assert cited.session.choice.entity_id is not None
    assert rows.chosen == ()
    QTest.keyClick(rows, Qt.Key.Key_C, CONTROL)
    assert copied() == FIRST


def test_all_quotations_are_selected_and_copied_by_key(cited):
    """Ctrl+A selected the text of the page."""
    panel = cited.window.parts.panel
    panel.tabs.setCurrentWidget(panel.quotes)
    panel.quotes.list.setFocus()
    QTest.keyClick(panel.quotes.list, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(panel.quotes.list, Qt.Key.Key_C, CONTROL)
    assert copied().split("\n")[::2] == [FIRST, THIRD]
    assert len(copied().split("\n")) == 4


def test_the_menu_copies_all_selected_quotations(cited, qtbot):
    panel = cited.window.parts.panel
    panel.tabs.setCurrentWidget(panel.quotes)
    rows, model = panel.quotes.list, panel.quotes.model
    rows.setFocus()
    press(rows, model.index(0))
    press(rows, model.index(2), CONTROL)
    rows.customContextMenuRequested.emit(rows.visualRect(model.index(2)).center())
    menu = next(each for each in rows.viewport().findChildren(QMenu) if each.isVisible())
    next(each for each in menu.actions() if each.objectName() == "copy_quote").trigger()
    menu.close()
    assert copied() == f"{FIRST}\n{THIRD}"


def test_in_french_it_is_french_typography(cited):
    cited.preferences.change(language="fr")
    cited.session.choose_quote(0)
    QTest.keyClick(cited.window.parts.view, Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.AltModifier)
    assert copied() == "«\u00a0Rien n’est joué\u00a0» — Anne Morel, Le port, La Gazette, 3 octobre 2023"


def test_a_name_is_copied_from_its_row_and_from_the_page(cited):
    page, view = cited.window.parts.panel.entities, cited.window.parts.view
    press(page.tree, page.model.entity_index("e2"))
    QTest.keyClick(page.tree, Qt.Key.Key_C, CONTROL)
    assert copied() == "Bob Durand"
    cited.session.choose_entity("e5")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert copied() == "Lyon"


def test_a_selection_is_copied_as_it_stands(cited):
    view = cited.window.parts.view
    cited.session.choose_quote(0)
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert copied().startswith("Anne Morel reçoit Bob Durand à Lyon\nAnne")


def test_nothing_to_copy_is_said(cited):
    view = cited.window.parts.view
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert note(cited) == "nothing is selected"
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.AltModifier)
    assert note(cited) == "choose a quotation first"
