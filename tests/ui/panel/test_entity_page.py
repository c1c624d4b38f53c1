"""The Entities tab: sections, order, filter, mentions in context, portions of a book's hero."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest

from reader.core.listing import EntityOrder
from reader.core.navigation import Choice
from reader.core.records import Annotations, Entity, Mention, Span
from reader.ui.entity_types import load_entity_types
from reader.ui.panel.entity_model import EntityModel, Kind, Role


@pytest.fixture
def page(shell):
    return shell.window.parts.panel.entities


@pytest.fixture
def book(qapp, make_article):
    """A model with an entity of 450 mentions, checked by Qt's own tester at each step."""
    article = make_article("Anne. " * 450)
    anne = Entity("e1", "PER", "Anne", tuple(Mention(Span(6 * n, 6 * n + 4)) for n in range(450)))
    model = EntityModel(load_entity_types())
    model.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_content(article, Annotations(article.id, "p", (anne,)))
    return model


def names(page):
    model = page.model
    return [
        model.index(row, 0, section).data()
        for section in (model.index(n, 0) for n in range(model.rowCount()))
        for row in range(model.rowCount(section))
    ]


def test_sections_come_with_their_counts(page):
    heads = [page.model.index(n, 0) for n in range(page.model.rowCount())]
    assert [(h.data(), h.data(Role.COUNT)) for h in heads] == [
        ("People", 4),
        ("Places", 1),
        ("Organisations", 1),
    ]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (EntityOrder.MENTIONS, ["Anne Morel", "Bob Durand", "Durand", "Paul Durand"]),
        (EntityOrder.APPEARANCE, ["Anne Morel", "Bob Durand", "Durand", "Paul Durand"]),
        (EntityOrder.ALPHABET, ["Anne Morel", "Bob Durand", "Durand", "Paul Durand"]),
    ],
)
def test_orders(page, order, expected):
    page.order.setCurrentIndex(page.order.findData(order))
    assert names(page)[:4] == expected


def test_a_click_moves_the_text_and_a_click_on_the_chevron_only_folds(shell, page):
    index = page.model.entity_index("e2")
    box = page.tree.visualRect(index)
    left = box.topLeft()
    left.setX(left.x() + 14)
    left.setY(box.center().y())
    QTest.mouseClick(page.tree.viewport(), Qt.MouseButton.LeftButton, pos=left)
    assert page.tree.isExpanded(index)
    assert shell.session.choice == Choice()
    line = page.tree.visualRect(page.model.mention_index("e2", 2))
    QTest.mouseClick(page.tree.viewport(), Qt.MouseButton.LeftButton, pos=line.center())
    assert shell.session.choice == Choice("e2", 2)


def test_the_panel_is_worked_by_keys_alone(shell, page):
    page.tree.setFocus()
    page.tree.setCurrentIndex(page.model.entity_index("e1"))
    QTest.keyClick(page.tree, Qt.Key.Key_Right)
    QTest.keyClick(page.tree, Qt.Key.Key_Down)
    QTest.keyClick(page.tree, Qt.Key.Key_Down)
    QTest.keyClick(page.tree, Qt.Key.Key_Return)
    assert shell.session.choice == Choice("e1", 1)
    QTest.keyClick(page.tree, Qt.Key.Key_Left)
    QTest.keyClick(page.tree, Qt.Key.Key_Left)
    assert not page.tree.isExpanded(page.model.entity_index("e1"))


def test_what_was_open_stays_open_when_better_marks_come(shell, page, article, annotations):
    page.tree.expand(page.model.entity_index("e2"))
    shell.analysis.annotations_changed.emit(article.id, annotations)
    assert page.tree.isExpanded(page.model.entity_index("e2"))


def test_hidden_kinds_are_paler(shell, page):
    before = page.tree.viewport().grab().toImage()
    shell.preferences.change(hidden_types=("PER",))
    assert page.tree.viewport().grab().toImage() != before


def test_many_mentions_are_listed_in_portions(book):
    anne = book.entity_index("e1")
    assert book.rowCount(anne) == 101
    more = book.index(100, 0, anne)
    assert more.data(Role.KIND) == Kind.MORE
    assert more.data().startswith("350 more")
    book.show_more("e1")
    assert book.rowCount(anne) == 201
    for _ in range(3):
        book.show_more("e1")
    assert book.rowCount(anne) == 450
    book.show_more("e1")
    assert book.rowCount(anne) == 450
    assert book.index(449, 0, anne).data(Role.MENTION_INDEX) == 449


def test_the_list_grows_along_with_the_steps_and_not_for_a_far_jump(book):
    anne = book.entity_index("e1")
    book.set_current("e1", 100)
    assert book.mention_index("e1", 100).data(Role.CURRENT)
    assert book.rowCount(anne) == 201
    book.set_order(EntityOrder.ALPHABET)  # the rows are made anew
    book.set_current("e1", 449)
    assert book.rowCount(book.entity_index("e1")) == 101
    assert book.mention_index("e1", 449) == QModelIndex()


def test_totals_stand_in_the_titles_of_the_tabs_in_both_languages(shell, qtbot, article):
    tabs = shell.window.parts.panel.tabs
    QAccessible.setActive(True)
    assert [tabs.tabText(n) for n in range(2)] == ["Entities\u20026", "Quotations\u20024"]
    bar = QAccessible.queryAccessibleInterface(tabs.tabBar())
    said = [bar.child(n).text(QAccessible.Text.Name) for n in range(2)]
    assert said == ["6 entities", "4 quotations"]
    shell.preferences.change(language="fr")
    qtbot.waitUntil(lambda: tabs.tabText(0) == "Entités\u20026")
    assert tabs.tabText(1) == "Citations\u20024"
    assert tabs.tabBar().accessibleTabName(1) == "4 citations"
    shell.session.close_article(article.id)
    assert tabs.tabText(0) == "Entités"


def test_orders_are_read_whole_in_every_language(shell, qtbot):
    orders = [shell.window.parts.panel.entities.order, shell.window.parts.panel.quotes.order]
    for code, wanted in (("fr", "Dans l’ordre"), ("en", "In order")):
        shell.preferences.change(language=code)
        qtbot.waitUntil(lambda text=wanted: orders[1].itemText(0) == text)
        for order in orders:
            longest = max(
                order.fontMetrics().horizontalAdvance(order.itemText(n)) for n in range(order.count())
            )
            assert order.sizeHint().width() >= longest + 8 + 22  # its padding and its arrow
    shell.window.resize(1400, 900)
    for order in orders:
        shell.window.parts.panel.tabs.setCurrentWidget(order.parentWidget())
        for number in range(order.count()):
            order.setCurrentIndex(number)
            assert order.words == order.itemText(number)


def test_titles_come_before_totals_where_there_is_little_room(shell, qtbot):
    panel = shell.window.parts.panel
    panel.resize(230, 600)
    assert [panel.tabs.tabText(n) for n in range(2)] == ["Entities", "Quotations"]
    assert panel.tabs.tabToolTip(0) == "6 entities"
    panel.resize(420, 600)
    assert [panel.tabs.tabText(n) for n in range(2)] == ["Entities\u20026", "Quotations\u20024"]
