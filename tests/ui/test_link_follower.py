"""Links on the page: quiet, told, copied, and opened outside only where somebody asks for it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QGuiApplication, QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolTip

from reader.core.records import Link
from tests.ui.conftest import spans_of

CITY = "https://example.org/hotel-de-ville?a=b"
PERSON = "https://example.org/bob"


class Browser(QObject):
    """Stands for the system's browser."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def take(self, url):
        self.opened.append(url.toString())


@pytest.fixture
def browser():
    browser = Browser()
    for scheme in ("http", "https", "mailto"):
        QDesktopServices.setUrlHandler(scheme, browser, "take")
    yield browser
    for scheme in ("http", "https", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def linked(shell, article, annotations, browser):
    """The window with the sample article, in which a building and a person are links."""
    links = (Link(spans_of("Bob Durand")[1], PERSON), Link(spans_of("Hôtel de ville")[0], CITY))
    linked = replace(article, id="linked", links=links)
    shell.articles.add(linked)
    shell.analysis.annotations_changed.emit("linked", replace(annotations, article_id="linked"))
    return shell


def place(shell, words, number=0):
    span = spans_of(words)[number]
    return shell.window.parts.view.mark_box(span).center().toPoint() + QPoint(0, 0)


def click(shell, point, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.mouseClick(shell.window.parts.view.viewport(), Qt.MouseButton.LeftButton, modifier, point, delay=-1)


def note(shell):
    return shell.window.findChild(QLabel, "note").text()


def to_caret(shell, words, number=0):
    view = shell.window.parts.view
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.filler.text_map.to_position(spans_of(words)[number].start + 2))
    shell.actions["caret"].setChecked(True)
    view.setTextCursor(cursor)


def test_a_plain_click_follows_no_link_and_chooses_a_name(linked, browser):
    click(linked, place(linked, "Hôtel de ville"))
    click(linked, place(linked, "Bob Durand", 1))

    assert browser.opened == []
    assert linked.session.choice.entity_id == "e2"


@pytest.mark.parametrize(
    ("words", "number", "address"), [("Hôtel de ville", 0, CITY), ("Bob Durand", 1, PERSON)]
)
def test_ctrl_and_click_opens_a_link_outside_and_says_so(linked, browser, words, number, address):
    click(linked, place(linked, words, number), Qt.KeyboardModifier.ControlModifier)

    assert browser.opened == [address]
    assert note(linked) == "opened outside the reader: example.org"
    assert linked.session.choice.entity_id is None


def test_ctrl_and_click_beside_a_link_is_a_click(linked, browser):
    click(linked, place(linked, "Bob Durand", 0), Qt.KeyboardModifier.ControlModifier)

    assert browser.opened == []
    assert linked.session.choice.entity_id == "e2"


def test_the_tool_tip_says_where_a_link_leads(linked):
    view = linked.window.parts.view
    point = place(linked, "Hôtel de ville")
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, view.mapToGlobal(point)))
    assert QToolTip.text().splitlines()[0] == CITY
    point = place(linked, "Bob Durand", 1)
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, view.mapToGlobal(point)))
    assert PERSON not in QToolTip.text()
    QToolTip.hideText()


def open_menu(shell, point, reason=QContextMenuEvent.Reason.Mouse):
    view = shell.window.parts.view
    owner = view.viewport() if reason is QContextMenuEvent.Reason.Mouse else view
    QApplication.sendEvent(owner, QContextMenuEvent(reason, point, owner.mapToGlobal(point)))
    return [menu for menu in view.viewport().findChildren(QMenu) if menu.isVisible()][-1]


def ids(menu):
    return [action.objectName() for action in menu.actions() if not action.isSeparator()]


def test_the_menu_over_a_link_copies_and_opens_it(linked, browser):
    menu = open_menu(linked, place(linked, "Hôtel de ville"))
    assert ids(menu)[:2] == ["open_link", "copy_link"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == CITY
    assert note(linked) == "link address copied"

    menu = open_menu(linked, place(linked, "Bob Durand", 1))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert browser.opened == [PERSON]


def test_the_menu_beside_a_link_has_nothing_about_links(linked):
    menu = open_menu(linked, place(linked, "a reçu"))

    assert "open_link" not in ids(menu)
    menu.close()


def test_the_menu_key_at_the_caret_is_about_the_link_there(linked):
    to_caret(linked, "Hôtel de ville")
    view = linked.window.parts.view
    point = view.cursorRect().center()
    menu = open_menu(linked, point, QContextMenuEvent.Reason.Keyboard)

    assert ids(menu)[:2] == ["open_link", "copy_link"]
    menu.close()


def test_keys_at_the_caret(linked, browser):
    to_caret(linked, "Hôtel de ville")
    QTest.keyClick(linked.window.parts.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert browser.opened == [CITY]
    linked.actions["copy_link"].trigger()
    assert QGuiApplication.clipboard().text() == CITY

    to_caret(linked, "a reçu")
    linked.actions["open_link"].trigger()
    assert browser.opened == [CITY]
    assert note(linked) == "no link at the caret"


def test_a_screen_reader_hears_where_the_link_at_the_caret_leads(linked):
    view = linked.window.parts.view
    to_caret(linked, "Hôtel de ville")
    assert view.accessibleDescription() == f"Link: {CITY}"
    to_caret(linked, "a reçu")
    assert view.accessibleDescription() == ""


def test_what_an_address_may_not_be_is_not_opened(linked, browser, article):
    bad = Link(spans_of("Lyon")[0], "file:///etc/passwd")
    linked.articles.add(replace(article, id="bad", links=(bad,)))
    linked.window.parts.view.link_requested.emit(bad)

    assert browser.opened == []
    assert note(linked) == "the system opens no such addresses"


def test_an_article_without_links_has_no_actions_for_them(shell):
    assert not shell.actions["open_link"].isEnabled()
    assert not shell.actions["copy_link"].isEnabled()


def test_a_link_is_a_thin_line_in_the_texts_own_colour(linked, article):
    view = linked.window.parts.view
    box = view.mark_box(spans_of("Hôtel de ville")[0]).toAlignedRect()
    with_link = view.viewport().grab(box).toImage()
    linked.articles.add(replace(article, id="bare"))
    bare = view.viewport().grab(box).toImage()
    rows = {
        y
        for y in range(bare.height())
        for x in range(bare.width())
        if bare.pixel(x, y) != with_link.pixel(x, y)
    }
    assert 1 <= len(rows) <= 3
    assert min(rows) > bare.height() / 2
