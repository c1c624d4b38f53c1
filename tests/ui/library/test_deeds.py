"""What is done with kept articles, by keys, mouse and menu: star, read, tags, remove and bring back, open."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from reader.core.kept import ReadState

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def kept(filled):
    """What the library has of one article."""
    return lambda number: filled.shelf.library().kept(f"kept{number}")


def click(page, row, keys=Qt.KeyboardModifier.NoModifier):
    box = page.list.visualRect(page.model.index(row))
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, keys, box.center())


def dialog(filled, qtbot):
    qtbot.waitUntil(lambda: filled.window.findChild(object, "tagsDialog") is not None)
    return filled.window.findChild(object, "tagsDialog")


def test_a_click_selects_and_a_double_click_opens(filled, qtbot, page, select):
    select(1)
    assert filled.session.article is None
    box = page.list.visualRect(page.model.index(1))
    QTest.mouseDClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    qtbot.waitUntil(lambda: filled.session.article is not None)
    assert filled.session.article.id == "kept1"
    assert filled.window.focusWidget() is filled.window.parts.view


def test_enter_opens_with_text_and_marks_though_the_file_is_gone(filled, qtbot, page, select, sample):
    select(2)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: filled.session.article is not None)
    assert filled.session.article == sample(0)
    assert [entity.name for entity in filled.session.annotations.entities] == ["Anne Morel", "Brest"]
    assert not filled.worker.busy


def test_several_rows_open_together_and_the_first_is_in_front(filled, qtbot, page, select):
    select(0)
    click(page, 2, SHIFT)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(filled.articles.articles) == 3)
    qtbot.waitUntil(lambda: filled.session.article.id == "kept2")


def test_an_article_that_was_removed_meanwhile_is_a_sentence(filled, qtbot, page, select):
    select(0)
    filled.shelf.library().remove(["kept2"])
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    messages = filled.window.parts.messages
    qtbot.waitUntil(lambda: messages.message is not None)
    assert messages.message.text == "This article is no longer in the library."


def test_s_gives_a_star_to_all_that_are_selected_and_takes_it(filled, qtbot, page, select, kept):
    filled.shelf.library().set_starred(["kept1"], True)
    filled.librarian.catalogue.look()
    qtbot.waitUntil(lambda: page.model.rows[1].article.starred)
    select(0)
    click(page, 1, CTRL)
    QTest.keyClick(page.list, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: kept(1).starred and kept(2).starred)
    qtbot.waitUntil(lambda: all(article.starred for article in page.chosen))
    QTest.keyClick(page.list, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: not kept(1).starred and not kept(2).starred)


def test_r_marks_read_and_unread(filled, qtbot, page, select, kept):
    select(0)
    QTest.keyClick(page.list, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: page.model.rows[0].article.state is ReadState.READ)
    QTest.keyClick(page.list, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: kept(2).state is ReadState.UNREAD)


def test_tags_are_added_and_removed_in_a_dialog(filled, qtbot, page, select, kept):
    filled.shelf.library().add_tag(["kept2"], "mer")
    filled.librarian.catalogue.look()
    qtbot.waitUntil(lambda: page.model.rows[0].article.tags == ("mer",))
    select(0)
    click(page, 1, CTRL)
    QTest.keyClick(page.list, Qt.Key.Key_T)
    tags = dialog(filled, qtbot)
    assert tags.model.index(0).data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.PartiallyChecked
    QTest.keyClicks(tags.field, "Ports")
    QTest.keyClick(tags.field, Qt.Key.Key_Return)
    assert tags.isVisible()
    box = tags.rows.visualRect(tags.model.index(1))
    for _ in range(2):
        QTest.mouseClick(tags.rows.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(10, 10))
    QTest.keyClick(tags.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept(1).tags == ("Ports",) and kept(2).tags == ("Ports",))
    qtbot.waitUntil(lambda: filled.window.findChild(object, "tagsDialog") is None)


def test_a_tag_that_differs_by_its_case_is_the_known_one(filled, qtbot, page, select, kept):
    filled.shelf.library().add_tag(["kept0"], "Économie")
    select(0)
    QTest.keyClick(page.list, Qt.Key.Key_T)
    tags = dialog(filled, qtbot)
    QTest.keyClicks(tags.field, "economie")
    ok = next(button for button in tags.findChildren(QPushButton) if button.text() == "OK")
    QTest.mouseClick(ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: kept(2).tags == ("Économie",))


def test_delete_removes_and_the_keys_go_on_with_the_next_row(filled, qtbot, page, select, titles):
    select(0)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(titles()) == 2)
    assert page.list.currentIndex().row() == 0
    assert [article.id for article in page.chosen] == ["kept1"]
    message = filled.window.parts.messages.message
    assert (message.text, message.action_text) == ("Removed from the library: La grève s’étend", "Undo")


def test_a_removal_is_undone_by_key_and_by_the_button(filled, qtbot, page, select, titles):
    for bring_back in (
        lambda: QTest.keyClick(page.list, Qt.Key.Key_Z, CTRL),
        lambda: QTest.mouseClick(
            filled.window.parts.messages.findChild(QPushButton, "messageAction"), Qt.MouseButton.LeftButton
        ),
    ):
        select(0)
        click(page, 1, SHIFT)
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: len(titles()) == 1)
        assert filled.window.parts.messages.message.text == "2 articles removed from the library."
        bring_back()
        qtbot.waitUntil(lambda: len(titles()) == 3)
        assert filled.window.parts.messages.message is None
    assert not filled.actions["library_undo"].isEnabled()


def test_undo_by_its_key_after_everything_was_removed(filled, qtbot, page, select, titles):
    select(0)
    QTest.keyClick(page.list, Qt.Key.Key_A, CTRL)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.nothing.isVisible())
    assert page.isAncestorOf(filled.window.focusWidget())
    assert page.nothing.text().startswith("The library is empty. Undo brings back")
    QTest.keyClick(filled.window.focusWidget(), Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(titles()) == 3)
    assert page.list.height() > 100
    assert not page.nothing.isVisible()


def test_what_comes_back_is_selected(filled, qtbot, page, select, titles):
    select(1)
    click(page, 2, SHIFT)
    before = {article.id for article in page.chosen}
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(titles()) == 1)
    QTest.keyClick(page.list, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(titles()) == 3)
    assert {article.id for article in page.chosen} == before
    assert page.list.currentIndex().row() == 1


def test_commas_and_semicolons_stand_between_tags(filled, qtbot, page, select, kept):
    select(0)
    QTest.keyClick(page.list, Qt.Key.Key_T)
    tags = dialog(filled, qtbot)
    QTest.keyClicks(tags.field, "mer, ports; ")
    QTest.keyClick(tags.field, Qt.Key.Key_Return)
    QTest.keyClick(tags.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept(2).tags == ("mer", "ports"))


def test_the_menu_of_a_row_is_about_that_row(filled, qtbot, page, kept):
    box = page.list.visualRect(page.model.index(1))
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.RightButton, pos=box.center())
    page.list.customContextMenuRequested.emit(box.center())
    menu = next(each for each in page.list.viewport().findChildren(QMenu) if each.isVisible())
    star = next(action for action in menu.actions() if action.text() == "&Star")
    star.trigger()
    qtbot.waitUntil(lambda: kept(1).starred)
    menu.close()


def test_where_it_comes_from_is_copied_and_shown(filled, page, select, monkeypatch):
    select(0)
    QTest.keyClick(page.list, Qt.Key.Key_C, CTRL | SHIFT)
    assert QGuiApplication.clipboard().text() == "/nowhere/article2.txt"
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    QTest.keyClick(page.list, Qt.Key.Key_O, CTRL | SHIFT)
    assert opened == []
    assert filled.window.parts.status._note.text() == "the file is gone"


def test_the_folder_of_a_file_is_shown_by_the_system(
    filled, qtbot, page, tmp_path, make_article, monkeypatch
):
    path = tmp_path / "a.txt"
    path.write_text("Il pleut.", encoding="utf-8")
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    filled.librarian.start()
    filled.articles.open_files([str(path)])
    qtbot.waitUntil(lambda: filled.librarian.keeping.front is not None)
    filled.window.parts.view.setFocus()
    QTest.keyClick(filled.window, Qt.Key.Key_O, CTRL | SHIFT)
    assert opened == [str(tmp_path)]


def test_while_the_text_has_the_keys_the_article_in_front_is_meant(filled, qtbot, page, select, kept):
    filled.librarian.start()
    select(0)
    filled.librarian.open_kept("kept0")
    qtbot.waitUntil(lambda: filled.librarian.keeping.front is not None)
    filled.window.parts.view.setFocus()
    QTest.keyClick(filled.window, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: kept(0).starred)
    assert not kept(2).starred


def test_letters_in_the_search_are_letters(filled, page, kept):
    QTest.keyClicks(page.filter, "srt")
    assert page.filter.text() == "srt"
    assert not any(kept(number).starred for number in range(3))


def test_a_deed_that_fails_says_why_each_time(filled, qtbot, page, select):
    select(0)
    filled.shelf.close()
    messages = filled.window.parts.messages
    for _ in range(2):
        QTest.keyClick(page.list, Qt.Key.Key_S)
        qtbot.waitUntil(lambda: messages.message is not None)
        assert messages.message.text.startswith("The library cannot be used")
        messages.withdraw("library")
