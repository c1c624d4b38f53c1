"""The strip above the article: pills by kind, counts, narrow windows, the menu."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from reader.ui.type_pill import TypePill


def pills(shell):
    return {pill.key: pill for pill in shell.window.parts.toolbar.findChildren(TypePill)}


def test_each_kind_has_a_pill_with_its_count_and_a_spoken_state(shell):
    assert {key: pill.accessibleName() for key, pill in pills(shell).items()} == {
        "PER": "People, 9, shown",
        "LOC": "Places, 1, shown",
        "ORG": "Organisations, 1, shown",
        "QUOTE": "Quotations, 4, shown",
    }


def test_a_click_on_a_pill_hides_its_marks_and_says_so(shell):
    pill = pills(shell)["PER"]
    QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert shell.preferences.settings.hidden_types == ("PER",)
    assert pill.accessibleName() == "People, 9, hidden"
    assert not shell.actions["type_PER"].isChecked()
    QTest.keyClick(shell.window.parts.view, Qt.Key.Key_1)
    assert shell.preferences.settings.hidden_types == ()
    assert pill.isChecked()


def test_pills_work_by_keyboard(shell):
    pill = pills(shell)["LOC"]
    pill.setFocus()
    QTest.keyClick(pill, Qt.Key.Key_Space)
    assert shell.preferences.settings.hidden_types == ("LOC",)


def test_a_narrow_window_gives_up_words_and_keeps_every_button(shell, qtbot):
    toolbar = shell.window.parts.toolbar
    shell.window.resize(640, 600)
    assert not toolbar.findChild(QLabel, "wordmark").isVisible()
    for pill in pills(shell).values():
        assert pill.width() < pill.full_width()
    right = [w for w in toolbar.children() if hasattr(w, "isVisible") and w.isVisible()]
    assert all(w.geometry().right() <= toolbar.width() for w in right)
    shell.window.resize(1400, 700)
    assert toolbar.findChild(QLabel, "wordmark").isVisible()
    qtbot.waitUntil(lambda: all(pill.width() == pill.full_width() for pill in pills(shell).values()))


def test_buttons_follow_their_actions(shell):
    back = shell.window.parts.toolbar._back
    assert not back.isEnabled()
    shell.session.choose_entity("e2")
    assert back.isEnabled()
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert shell.session.choice.entity_id is None
    assert back.accessibleName() == "Back (Alt+Left)"


def test_f10_opens_the_menu_and_escape_closes_it(shell, qtbot):
    QTest.keyClick(shell.window, Qt.Key.Key_F10)
    assert shell.menus.main.isVisible()
    QTest.keyClick(shell.menus.main, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shell.menus.main.isVisible())
    assert "F10" in shell.window.parts.toolbar._menu.toolTip()
