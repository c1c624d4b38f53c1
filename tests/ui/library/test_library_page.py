"""The Library tab: its list, search, filters, order, portions, and why there is nothing."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from reader.core.kept import KeptArticle, LibrarySort, ReadState
from reader.core.kept_rows import KeptRow
from reader.library.database import connect
from reader.ui.library.catalogue import PORTION
from reader.ui.library.model import LibraryModel, LibraryRole

PORT, DYKE, STRIKE = "Le port de Brest ferme", "Une digue à l’étude", "La grève s’étend"


def row(number, title="Titre", **values):
    plain = {"publisher": None, "date": None, "byline": None, "source": "a.txt", "language": "fr", "words": 9}
    plain |= {"added": 0.0, "opened": None, "state": ReadState.UNREAD, "starred": False, "place": 0}
    plain |= {"tags": (), "people": ()}
    return KeptRow(KeptArticle(id=f"a{number}", title=title, **plain | values))


def test_a_key_shows_what_is_kept_the_newest_first(filled, page, titles):
    assert titles() == [STRIKE, DYKE, PORT]
    assert page.count.text() == "3 articles"
    assert filled.window.focusWidget() is page.filter


def test_words_are_searched_as_they_are_typed_and_stand_out(qtbot, page, titles):
    QTest.keyClicks(page.filter, "PORT")
    qtbot.waitUntil(lambda: titles() == [PORT, STRIKE])
    assert page.order.currentData() == LibrarySort.RELEVANCE
    first = page.model.index(0).data(LibraryRole.ROW)
    assert [first.article.title[hit.start : hit.end] for hit in first.title_hits] == ["port"]
    second = page.model.index(1).data(LibraryRole.ROW)
    assert [second.words[hit.start : hit.end] for hit in second.hits] == ["port"]
    assert page.count.text() == "2 articles"


def test_clearing_the_words_shows_all_in_the_order_of_before(qtbot, page, titles):
    page.order.setCurrentIndex(page.order.findData(LibrarySort.TITLE))
    page.order.activated.emit(page.order.currentIndex())
    qtbot.waitUntil(lambda: titles() == [STRIKE, PORT, DYKE])
    QTest.keyClicks(page.filter, "digue")
    qtbot.waitUntil(lambda: titles() == [DYKE])
    QTest.mouseClick(page.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles() == [STRIKE, PORT, DYKE])
    assert page.order.currentData() == LibrarySort.TITLE
    assert not page.clear.isVisible()


def test_an_answer_that_comes_too_late_is_dropped(filled, qtbot, page, titles):
    page.filter.setText("digue")
    filled.librarian.catalogue.look()
    page.filter.setText("port")
    filled.librarian.catalogue.look()
    shown = []
    page.model.modelReset.connect(lambda: shown.append(titles()))
    qtbot.waitUntil(lambda: titles() == [PORT, STRIKE])
    qtbot.wait(300)
    assert [DYKE] not in shown


def test_enter_leads_from_the_search_to_the_rows(filled, page):
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    assert filled.window.focusWidget() is page.list
    assert page.list.currentIndex().row() == 0


def test_the_arrow_leads_from_the_search_to_the_rows(filled, page):
    QTest.keyClick(page.filter, Qt.Key.Key_Down)
    assert filled.window.focusWidget() is page.list
    assert [article.title for article in page.chosen] == [STRIKE]


def test_who_comes_to_the_rows_by_tab_can_open_at_once(filled, qtbot, page):
    page.filters.button.setFocus()
    QTest.keyClick(page.filters.button, Qt.Key.Key_Tab)
    assert filled.window.focusWidget() is page.list
    assert [article.title for article in page.chosen] == [STRIKE]
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: filled.session.article is not None)


def test_the_names_that_are_offered_stand_whole(filled, qtbot, page):
    chooser = page.filters.entity
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    popup = chooser._popup
    qtbot.waitUntil(lambda: popup.isVisible() and chooser.model.rowCount() == 3)
    qtbot.waitUntil(lambda: popup.visualRect(chooser.model.index(2)).bottom() < popup.viewport().height())
    assert popup.verticalScrollBar().maximum() == 0
    assert not popup.horizontalScrollBar().isVisible()
    popup.hide()


def test_tab_goes_down_the_page(filled, qtbot, page):
    QTest.keyClicks(page.filter, "port")
    qtbot.waitUntil(lambda: page.clear.isVisible() and page.model.rowCount() == 2)
    stops = []
    for _ in range(5):
        QTest.keyClick(filled.window.focusWidget(), Qt.Key.Key_Tab)
        stops.append(filled.window.focusWidget())
    assert stops == [page.order, page.filters.entity, page.filters.button, page.clear, page.list]


def test_a_name_is_completed_and_filters(filled, qtbot, page, titles):
    chooser = page.filters.entity
    chooser.setFocus()
    QTest.keyClicks(chooser, "dur")
    qtbot.waitUntil(lambda: chooser.model.rowCount() == 1)
    assert chooser.model.index(0).data() == "●  Bob Durand  (2)"
    QTest.keyClick(chooser, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles() == [STRIKE, DYKE])
    assert chooser.text() == "Bob Durand"
    found = page.model.index(1).data(LibraryRole.ROW)
    assert "Bob Durand non" in found.words
    assert [found.words[hit.start : hit.end] for hit in found.hits] == ["Bob Durand"]
    QTest.keyClick(chooser, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(chooser, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(titles()) == 3)


def test_the_arrow_offers_the_names_that_most_articles_have(qtbot, page):
    chooser = page.filters.entity
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: chooser.model.rowCount() == 3)
    assert {chooser.model.index(n).data(Qt.ItemDataRole.EditRole) for n in (0, 1)} == {
        "Anne Morel",
        "Bob Durand",
    }


def test_letters_that_lead_to_nobody_do_not_stay(filled, page):
    chooser = page.filters.entity
    chooser.setFocus()
    QTest.keyClicks(chooser, "xyz")
    page.list.setFocus()
    assert chooser.text() == ""


def choose(page, text):
    page.filters.menu.aboutToShow.emit()
    next(action for action in page.filters.menu.actions() if action.text().startswith(text)).trigger()


@pytest.mark.parametrize(
    ("entry", "left"), [("Unread", [STRIKE, PORT]), ("Read", [DYKE]), ("Starred", [PORT]), ("mer", [STRIKE])]
)
def test_state_star_and_tag_filter(filled, qtbot, page, titles, entry, left):
    library = filled.shelf.library()
    library.set_state(["kept1"], ReadState.READ)
    library.set_starred(["kept0"], True)
    library.add_tag(["kept2"], "mer")
    filled.librarian.catalogue.look()
    qtbot.waitUntil(lambda: page.model.index(0).data(LibraryRole.ROW).article.tags == ("mer",))
    choose(page, entry)
    qtbot.waitUntil(lambda: titles() == left)
    assert page.filters.button.text() == "Filter (1)"
    QTest.mouseClick(page.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(titles()) == 3)
    assert page.filters.button.text() == "Filter"


def test_what_does_not_fit_is_said(qtbot, page):
    QTest.keyClicks(page.filter, "zebre")
    qtbot.waitUntil(lambda: page.nothing.isVisible())
    assert page.nothing.text() == "Nothing in the library fits."
    assert not page.list.isVisible()


def test_an_empty_library_says_how_it_is_filled(bare_shell, qtbot):
    page = bare_shell.window.parts.panel.library
    bare_shell.window.show()
    bare_shell.actions["library"].trigger()
    qtbot.waitUntil(lambda: page.nothing.text().startswith("Nothing is kept. An article that you open"))
    bare_shell.preferences.change(keep_articles=False)
    assert page.nothing.text().startswith("Nothing is kept. The settings")


def test_a_library_of_a_newer_version_is_said_in_the_windows_language(bare_shell, qtbot):
    bare_shell.shelf.library()
    with connect(bare_shell.shelf.file) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    bare_shell.shelf.close()
    shelf = type(bare_shell.shelf)(bare_shell.shelf.file)
    bare_shell.librarian.desk.shelf = shelf
    page = bare_shell.window.parts.panel.library
    bare_shell.window.show()
    bare_shell.actions["library"].trigger()
    qtbot.waitUntil(lambda: "newer version" in page.nothing.text())
    bare_shell.preferences.change(language="fr")
    qtbot.waitUntil(lambda: "version plus récente" in page.nothing.text())


def test_more_rows_come_as_one_scrolls(bare_shell, qtbot, make_article):
    library = bare_shell.shelf.library()
    with library.together():
        for number in range(2 * PORTION + 30):
            library.keep(make_article(f"Texte {number}.", f"Titre {number}", f"id{number}"))
    page = bare_shell.window.parts.panel.library
    bare_shell.window.show()
    bare_shell.actions["library"].trigger()
    qtbot.waitUntil(lambda: page.model.rowCount() == PORTION)
    assert page.count.text() == "230 articles"
    bar = page.list.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.setValue(bar.maximum()) is None and page.model.rowCount() >= 2 * PORTION)
    qtbot.waitUntil(lambda: bar.setValue(bar.maximum()) is None and page.model.rowCount() == 230)
    assert len({index.article.id for index in page.model.rows}) == 230
    assert not page.model.canFetchMore(page.list.rootIndex())


def test_a_long_list_that_is_renewed_stays_where_it_was(bare_shell, qtbot, make_article):
    library = bare_shell.shelf.library()
    with library.together():
        for number in range(3 * PORTION):
            library.keep(make_article(f"Texte {number}.", f"Titre {number}", f"id{number}"))
    page = bare_shell.window.parts.panel.library
    bare_shell.window.show()
    bare_shell.actions["library"].trigger()
    bar = page.list.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.setValue(bar.maximum()) is None and page.model.rowCount() == 3 * PORTION)
    qtbot.waitUntil(
        lambda: bar.setValue(bar.maximum()) is None and page.list.indexAt(QPoint(50, 5)).row() > 250
    )
    before = page.list.indexAt(QPoint(50, 5)).data()
    bare_shell.librarian.desk.change(lambda kept: kept.set_starred(["id1"], True))
    qtbot.waitUntil(lambda: page.model.rows[-2].article.starred)
    assert page.list.indexAt(QPoint(50, 5)).data() == before


def test_the_model_keeps_qts_rules(qapp):
    model = LibraryModel()
    model.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    asked = []
    model.more_wanted.connect(asked.append)
    model.set_rows([row(0), row(1)], 4)
    model.fetchMore(model.index(-1))
    model.fetchMore(model.index(-1))
    assert asked == [2]
    model.append([row(1), row(2)])
    assert [each.article.id for each in model.rows] == ["a0", "a1", "a2"]
    model.set_front("a2")
    assert model.index(2).data(LibraryRole.IN_FRONT)
    model.append([])
    assert not model.canFetchMore(model.index(-1))


def test_a_renewed_list_keeps_its_selection_and_place(filled, qtbot, page, select, titles):
    select(1)
    filled.librarian.desk.change(lambda library: library.set_starred(["kept2"], True))
    qtbot.waitUntil(lambda: page.model.index(0).data(LibraryRole.ROW).article.starred)
    assert [article.title for article in page.chosen] == [DYKE]
    assert page.list.currentIndex().row() == 1


def test_the_same_answer_leaves_the_list_alone(filled, qtbot, page):
    resets = []
    page.model.modelReset.connect(lambda: resets.append(1))
    filled.librarian.catalogue.renew()
    qtbot.waitUntil(lambda: not filled.jobs.busy)
    qtbot.wait(50)
    assert resets == []


def test_rows_that_were_on_their_way_when_the_list_was_renewed_are_asked_for_again(filled, qtbot, page):
    rows = page.model.rows
    page.show_rows(rows, 9, again=False)
    asked = []
    page.model.more_wanted.connect(asked.append)
    page.model.fetchMore(page.list.rootIndex())
    page.model.fetchMore(page.list.rootIndex())
    assert asked == [3]
    page.show_rows(rows, 9, again=True)
    assert asked == [3, 3]


def test_another_window_on_the_same_library_is_followed(filled, qtbot, page, titles, make_article):
    other = type(filled.shelf)(filled.shelf.file)
    other.keep(make_article("Neuf.", "Un autre", "other"))
    other.close()
    filled.window.parts.panel.tabs.setCurrentIndex(0)
    filled.window.parts.panel.tabs.setCurrentWidget(page)
    qtbot.waitUntil(lambda: titles()[0] == "Un autre")


def test_coming_back_to_the_window_renews_the_list(filled, qtbot, titles):
    filled.shelf.library().remove(["kept1"])
    QApplication.sendEvent(filled.window, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: titles() == [STRIKE, PORT])


def test_rows_say_everything_to_a_screen_reader(filled, qtbot, page):
    filled.shelf.library().set_starred(["kept1"], True)
    filled.shelf.library().add_tag(["kept1"], "mer")
    filled.librarian.catalogue.look()
    qtbot.waitUntil(lambda: page.model.index(1).data(LibraryRole.ROW).article.starred)
    QAccessible.setActive(True)
    rows = QAccessible.queryAccessibleInterface(page.list)
    assert rows.role() == QAccessible.Role.List
    assert rows.text(QAccessible.Text.Name) == "Kept articles"
    said = rows.child(1).text(QAccessible.Text.Name)
    assert said == (
        "Une digue à l’étude, Est, 9 March 2023, unread, starred, about Anne Morel, Bob Durand, tags: mer"
    )
    assert rows.child(0).text(QAccessible.Text.Name).startswith("La grève s’étend, article2.txt, 30 November")


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_states_look_different_without_colour(filled, qtbot, page, theme):
    filled.preferences.change(theme=theme)
    library = filled.shelf.library()
    library.set_state(["kept0"], ReadState.READ)
    library.set_state(["kept1"], ReadState.READING)
    filled.librarian.catalogue.look()
    qtbot.waitUntil(lambda: page.model.index(2).data(LibraryRole.ROW).article.state is ReadState.READ)
    signs = []
    for number in range(3):
        box = page.list.visualRect(page.model.index(number))
        shown = page.list.viewport().grab(box).toImage().copy(0, 4, 30, 26)
        ground = shown.pixelColor(0, 0)
        signs.append([shown.pixelColor(x, y) == ground for x in range(30) for y in range(26)])
    assert signs[0] != signs[1] != signs[2] != signs[0]


def test_names_leave_room_for_the_first_tag(page):
    people = ("Vladimir Vladimirovitch Poutine", "Xi Jinping", "Kim Jong Un")

    def shown(*tags):
        one = row(0, people=people, tags=tags)
        page.show_rows([one], 1, again=False)
        return page.list.viewport().grab(page.list.visualRect(page.model.index(0))).toImage()

    assert shown("a very long tag of many words") != shown("Ports and a long tag of many words")
    assert shown("mer", "ports") != shown("fer", "ports")


def test_a_row_under_the_pointer_lights_up(filled, page):
    box = page.list.visualRect(page.model.index(1))
    before = page.list.viewport().grab(box).toImage()
    QTest.mouseMove(page.list.viewport(), box.center())
    QTest.mouseMove(page.list.viewport(), box.center() + QPoint(2, 1))
    assert page.list.viewport().grab(box).toImage() != before


def test_a_library_that_is_slow_to_answer_says_so(bare_shell, qtbot):
    """The tab stayed blank for seconds after the start."""
    blank = bare_shell.window.parts.panel.library
    blank.shown.disconnect()
    with qtbot.waitExposed(bare_shell.window):
        bare_shell.window.show()
    bare_shell.actions["library"].trigger()
    assert blank.nothing.text() == ""
    qtbot.waitUntil(lambda: blank.nothing.text() == "Loading…", timeout=2_000)
    assert blank.nothing.isVisible()
    blank.show_rows((), 0, again=False)
    assert blank.nothing.text().startswith("Nothing is kept")


def test_an_order_that_does_not_fit_ends_in_dots(page):
    """“Derniers gardés” was cut inside a word."""
    assert page.order.shown_words(1_000) == page.order.currentText()
    assert page.order.shown_words(70).endswith("…")


@pytest.mark.parametrize(
    ("typed", "hits"), [("ports ", ["port", "port"]), ("-digue", ["digue"]), ('"ports"', [])]
)
def test_a_plural_finds_the_singular_and_a_hyphen_is_no_operator(qtbot, page, typed, hits):
    QTest.keyClicks(page.filter, typed)
    rows = len(hits)
    qtbot.waitUntil(lambda: page.model.rowCount() == rows)
    found = [page.model.index(number).data(LibraryRole.ROW) for number in range(rows)]
    assert [row.words[row.hits[0].start : row.hits[0].end] for row in found] == hits


def test_a_window_brings_the_words_of_an_older_library_up_to_date(filled, qtbot, monkeypatch):
    library = filled.shelf.library()
    with library._db.writing() as connection:
        connection.execute("INSERT INTO article_search (article_search) VALUES ('rebuild')")
        connection.execute("INSERT INTO stale_words SELECT number FROM article")
    monkeypatch.setattr("reader.ui.library.librarian._TEND_MS", 0)
    filled.librarian.start()

    def left():
        with library._db.reading() as connection:
            return connection.execute("SELECT count(*) FROM stale_words").fetchone()[0]

    qtbot.waitUntil(lambda: left() == 0)
