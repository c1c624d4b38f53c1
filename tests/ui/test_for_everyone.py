"""Screen readers, keyboards, large text, other languages: nothing is cut, nothing is without a name."""

import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollBar, QTabBar, QToolButton, QWidget

from reader.core.resources import resource_path
from reader.ui.status_line import ElidedLabel
from reader.ui.type_pill import TypePill

PARTS = ("toolbar", "messages", "view", "find_bar", "panel", "status", "card", "switch")


@pytest.fixture
def accessible():
    QAccessible.setActive(True)
    return QAccessible.queryAccessibleInterface


def shown(shell, kind=QWidget):
    return [w for w in shell.window.findChildren(kind) if w.isVisible()]


def show_everything(shell):
    """The states that hold the most words."""
    shell.actions["find"].trigger()
    shell.window.parts.find_bar.field.setText("Durand")
    shell.session.pick_mention("e4", 0)
    shell.actions["card"].trigger()


def name(interface):
    return interface.text(QAccessible.Text.Name)


def test_everything_that_takes_the_keys_has_a_name(shell, accessible):
    show_everything(shell)
    nameless = [
        (type(w).__name__, w.objectName())
        for w in shown(shell)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(w, QScrollBar)
        and not w.focusProxy()
        and not name(accessible(w))
    ]
    assert nameless == []


def test_every_button_with_a_picture_only_says_what_it_does(shell, accessible):
    mute = [w for w in shown(shell, QAbstractButton) if not w.text() and not name(accessible(w))]
    assert [
        w for w in mute if not isinstance(w.parent(), QWidget) or w.focusPolicy() != Qt.FocusPolicy.NoFocus
    ] == []


def test_the_text_is_a_text_to_a_screen_reader(shell, accessible):
    page = accessible(shell.window.parts.view)
    assert page.role() == QAccessible.Role.StaticText
    assert page.textInterface().characterCount() == len(shell.window.parts.view.toPlainText())
    assert name(page) == "Anne Morel reçoit Bob Durand à Lyon"
    shell.session.choose_mention("e1", 2)
    assert page.text(QAccessible.Text.Description) == "Person, Anne Morel – mention 3 of 4"


def test_the_panel_is_a_tree_whose_rows_speak(shell, accessible):
    tree = accessible(shell.window.parts.panel.entities.tree)
    assert tree.role() == QAccessible.Role.Tree
    said = [name(tree.child(number)) for number in range(tree.childCount())]
    assert said[:4] == [
        "Names",
        "People, 4",
        "Person, Anne Morel · Morel, 4 mentions",
        "Person, Bob Durand, 3 mentions",
    ]
    assert "Person, Durand, 1 mention, may be Bob Durand or Paul Durand" in said


def test_quotations_speak_with_their_speaker(shell, accessible):
    shell.window.parts.panel.tabs.setCurrentIndex(1)
    rows = accessible(shell.window.parts.panel.quotes.list)
    assert name(rows.child(0)) == "Anne Morel : « Rien n’est joué »"
    assert name(rows.child(3)).startswith("title, term or irony")


def test_the_rows_of_a_card_are_buttons(shell, accessible):
    show_everything(shell)
    line = accessible(shell.window.focusWidget())
    assert line.role() == QAccessible.Role.Button
    assert name(line) == "Bob Durand"


def test_tab_goes_round_the_whole_window_and_every_stop_is_seen(shell):
    seen, first = [], shell.window.focusWidget()
    for _ in range(60):
        QTest.keyClick(shell.window.focusWidget(), Qt.Key.Key_Tab)
        if shell.window.focusWidget() is first:
            break
        seen.append(shell.window.focusWidget())
    parts = shell.window.parts
    for part in (parts.toolbar, parts.panel):
        assert any(part.isAncestorOf(widget) for widget in seen)
    assert all(widget.isVisible() for widget in seen)
    assert {TypePill, QToolButton} <= {type(widget) for widget in seen}


def test_every_kind_has_a_sign_and_a_line_beside_its_colour(shell):
    from reader.ui.entity_types import load_entity_types

    types = load_entity_types()
    assert len({types.sign(key) for key in types.keys}) == len(types.keys)
    assert len({types.line(key) for key in types.keys}) == len(types.keys)


def cut(shell):
    """The words that do not fit where they stand, and the widgets that stick out of their parents."""
    found = []
    for label in shown(shell, QLabel):
        if isinstance(label, ElidedLabel) or label.wordWrap() or not label.text():
            continue
        if QFontMetrics(label.font()).horizontalAdvance(label.text()) > label.width() + 1:
            found.append(label.text())
    for button in shown(shell, QAbstractButton):
        if button.text() and not isinstance(button.parent(), QTabBar):
            wanted = button.minimumSizeHint()
            if button.width() < wanted.width() or button.height() < QFontMetrics(button.font()).height():
                found.append(button.text())
    for part in PARTS:
        widget = getattr(shell.window.parts, part)
        if widget.isVisible() and not shell.window.rect().adjusted(-14, -14, 14, 14).contains(
            widget.rect().translated(widget.mapTo(shell.window, widget.rect().topLeft()))
        ):
            found.append(part)
    return found


def none_is_cut(shell, qtbot):
    """Layouts come to rest a moment after a change."""

    def seen():
        assert cut(shell) == []

    qtbot.wait(120)
    qtbot.waitUntil(seen)


OURS = {
    context.findtext("name")
    for context in ET.parse(resource_path("translations", "reader_fr.ts")).iter("context")
}


class Pseudo(QTranslator):
    """Every text longer by half and in brackets, as the longest languages have it."""

    def translate(self, context, source, disambiguation=None, n=-1):
        known = context in OURS
        return f"[{source}{'ÿ' * (len(source) // 2)}]" if known else None

    def isEmpty(self):
        return False


@pytest.mark.parametrize("size", [(900, 640), (1400, 900)])
def test_longer_words_are_not_cut_and_none_is_left_untranslated(shell, qapp, qtbot, size):
    pseudo = Pseudo()
    qapp.installTranslator(pseudo)
    try:
        shell.actions.retranslate()
        shell.window.resize(*size)
        qtbot.waitUntil(lambda: shell.window.parts.panel.tabs.tabText(0).startswith("["))
        show_everything(shell)
        none_is_cut(shell, qtbot)
        plain = [w.accessibleName() for w in shown(shell, QAbstractButton) if w.accessibleName()]
        assert [
            text for text in plain if "[" not in text and text not in shell.window.parts.view.toPlainText()
        ] == []
    finally:
        qapp.removeTranslator(pseudo)


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize(("size", "points"), [((900, 640), 10), ((1400, 900), 20), ((1280, 800), 15)])
def test_nothing_is_cut_at_any_size_up_to_double(
    bare_shell, qapp, qtbot, article, annotations, code, size, points
):
    shell = bare_shell
    shell.preferences.change(
        language=code, font_size=15.0 * points / 10, interface_size=float(points), theme="sepia"
    )
    shell.articles.add(article)
    shell.window.resize(*size)
    shell.window.show()
    shell.analysis.annotations_changed.emit(article.id, annotations)
    show_everything(shell)
    none_is_cut(shell, qtbot)
    assert qapp.font().pointSizeF() == points
    assert shell.window.size().toTuple() == size


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize(("size", "points"), [((900, 640), 10), ((1400, 900), 20)])
def test_the_library_is_not_cut(bare_shell, qtbot, article, annotations, code, size, points):
    shell = bare_shell
    shell.preferences.change(language=code, interface_size=float(points))
    shell.shelf.library().keep(article)
    shell.window.resize(*size)
    shell.window.show()
    shell.actions["library"].trigger()
    page = shell.window.parts.panel.library
    page.filter.setText("durand")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1 and page.clear.isVisible())
    qtbot.wait(50)
    assert cut(shell) == []
    for widget in (page.order, page.filters.entity, page.filters.button, page.count, page.list):
        assert page.rect().contains(widget.rect().translated(widget.mapTo(page, widget.rect().topLeft())))
    tabs = shell.window.parts.panel.tabs.tabBar()
    assert tabs.tabRect(3).right() <= tabs.width()


def test_a_larger_interface_is_seen_at_once_and_small_again(shell):
    pill = shell.window.parts.toolbar.findChild(TypePill)
    tree, model = shell.window.parts.panel.entities.tree, shell.window.parts.panel.entities.model
    before = pill.sizeHint().height(), tree.visualRect(model.entity_index("e2")).height()
    shell.preferences.change(interface_size=20.0)
    tree.doItemsLayout()
    assert pill.sizeHint().height() > 1.4 * before[0]
    assert tree.visualRect(model.entity_index("e2")).height() > 1.3 * before[1]
    shell.preferences.change(interface_size=10.0)
    tree.doItemsLayout()
    assert (pill.sizeHint().height(), tree.visualRect(model.entity_index("e2")).height()) == before
