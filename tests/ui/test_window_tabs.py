"""Tabs beyond the life of a window: merged at the start, read when chosen, reopened when closed; the row itself."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar

from reader.library.paths import find_paths
from reader.library.tab_files import TabFiles
from reader.ui.main_window import fitted
from reader.ui.tab_records import Tab

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def files(tmp_path):
    made = []
    for name in "abcd":
        path = tmp_path / f"{name}.txt"
        path.write_text(f"Titre {name}\n\n" + "Il pleut beaucoup sur la ville. " * 400, encoding="utf-8")
        made.append(path)
    return made


def close(shell):
    shell.window.close()
    shell.close()


def front(shell, qtbot, name):
    qtbot.waitUntil(
        lambda: shell.session.article is not None and shell.session.article.source.endswith(f"{name}.txt")
    )


def names(shell):
    return "".join(tab.source[-5] for tab in shell.articles.tabs)


def test_a_file_is_opened_in_front_of_the_former_tabs(start, qtbot, files):
    """They were lost: only the file was there, and at the next start too."""
    first = start(*files[:2])
    qtbot.waitUntil(lambda: names(first) == "ab")
    close(first)
    second = start(files[2])
    front(second, qtbot, "c")
    assert names(second) == "abc"
    close(second)
    third = start()
    front(third, qtbot, "c")
    assert names(third) == "abc"


def test_a_file_that_is_a_former_tab_is_opened_in_it(start, qtbot, files):
    first = start(*files[:3])
    qtbot.waitUntil(lambda: names(first) == "abc")
    close(first)
    again = start(files[1])
    front(again, qtbot, "b")
    assert names(again) == "abc"


def test_former_tabs_are_read_when_they_are_chosen(start, qtbot, files):
    first = start(*files[:3])
    qtbot.waitUntil(lambda: names(first) == "abc")
    close(first)
    again = start()
    front(again, qtbot, "a")
    assert len(again.articles.articles) == 1
    tabs = again.window.parts.tabs
    assert [tabs.tabText(index) for index in range(3)] == ["Titre a", "Titre b", "Titre c"]
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(2).center())
    front(again, qtbot, "c")
    assert [article.source[-5] for article in again.articles.articles] == ["a", "c"]
    QTest.keyClick(again.window, Qt.Key.Key_PageUp, CTRL)
    front(again, qtbot, "b")
    QTest.keyClick(again.window, Qt.Key.Key_Tab, CTRL)
    front(again, qtbot, "c")


def test_tabs_are_written_while_the_window_runs(start, qtbot, files, tmp_path):
    """A crash or a kill loses none."""
    shell = start(*files[:2])
    saved = TabFiles(find_paths(tmp_path / "profile").state)
    qtbot.waitUntil(lambda: [tab.title for tab in saved.load().tabs] == ["Titre a", "Titre b"])
    shell.session.close_article(shell.articles.articles[0].id)
    qtbot.waitUntil(lambda: [tab.title for tab in saved.load().tabs] == ["Titre b"])


def test_a_tab_whose_file_has_gone_is_closed_and_told(start, qtbot, files):
    first = start(*files[:2])
    qtbot.waitUntil(lambda: names(first) == "ab")
    close(first)
    again = start()
    front(again, qtbot, "a")
    files[1].unlink()
    again.articles.show_next(1)
    qtbot.waitUntil(lambda: names(again) == "a")
    assert "no such file" in again.window.parts.messages.message.text
    assert again.window.parts.tabs.currentIndex() == 0


def test_closed_tabs_come_back_to_their_place_and_their_line(start, qtbot, files):
    shell = start(*files[:3])
    qtbot.waitUntil(lambda: names(shell) == "abc")
    view = shell.window.parts.view
    front(shell, qtbot, "a")
    shell.articles.show_next(1)
    front(shell, qtbot, "b")
    qtbot.waitUntil(lambda: view.filler.done)
    view.restore_position(3_000)
    place = view.reading_position()
    QTest.keyClick(shell.window, Qt.Key.Key_W, CTRL)
    front(shell, qtbot, "c")
    QTest.keyClick(shell.window, Qt.Key.Key_W, CTRL)
    front(shell, qtbot, "a")
    QTest.keyClick(shell.window, Qt.Key.Key_T, CTRL | SHIFT)
    front(shell, qtbot, "c")
    QTest.keyClick(shell.window, Qt.Key.Key_T, CTRL | SHIFT)
    front(shell, qtbot, "b")
    assert names(shell) == "abc"
    qtbot.waitUntil(lambda: abs(view.reading_position() - place) < 100)
    assert not shell.actions["reopen_article"].isEnabled()


def test_what_was_closed_can_be_reopened_after_a_restart(start, qtbot, files):
    first = start(*files[:2])
    qtbot.waitUntil(lambda: names(first) == "ab")
    QTest.keyClick(first.window, Qt.Key.Key_W, CTRL)
    close(first)
    again = start()
    front(again, qtbot, "b")
    again.actions["reopen_article"].trigger()
    front(again, qtbot, "a")
    assert names(again) == "ab"


def test_a_window_closed_beside_another_leaves_its_tabs_to_be_reopened(
    start, qtbot, files, tmp_path, monkeypatch
):
    shell = start(files[0])
    front(shell, qtbot, "a")
    monkeypatch.setattr(shell.tabs, "_others_run", lambda: True)
    close(shell)
    saved = TabFiles(find_paths(tmp_path / "profile").state).load()
    assert (saved.tabs, [each.tab.title for each in saved.closed]) == ((), ["Titre a"])


def test_tabs_stay_where_the_session_ends_beside_another_window(start, qtbot, files, tmp_path, monkeypatch):
    shell = start(files[0])
    front(shell, qtbot, "a")
    monkeypatch.setattr(shell.tabs, "_others_run", lambda: True)
    shell.tabs.end_session()
    close(shell)
    assert len(TabFiles(find_paths(tmp_path / "profile").state).load().tabs) == 1


def test_what_another_window_has_written_stays(start, qtbot, files, tmp_path):
    """The last window to be closed overwrote the recent files, places and settings of the others."""
    first, second = start(files[0]), start(files[1])
    front(first, qtbot, "a")
    front(second, qtbot, "b")
    first.preferences.remember_places({"one": 500})
    second.preferences.remember_places({"two": 600})
    first.preferences.change(font_size=20.0)
    close(first)
    second.preferences.change(density="quiet")
    close(second)
    third = start()
    assert {path[-5] for path in third.preferences.state.recent} == {"a", "b"}
    assert (third.preferences.settings.font_size, third.preferences.settings.density) == (20.0, "quiet")
    assert [third.preferences.state.place_of(key) for key in ("one", "two")] == [500, 600]


# -- the row ---------------------------------------------------------------------------------------


def fill(shell, count):
    shell.articles.restore(
        [Tab(f"/nowhere/{n}.txt", f"<b>Un titre assez long</b> & le reste, {n}") for n in range(count)]
    )


def test_the_middle_button_closes_a_tab(shell):
    fill(shell, 3)
    tabs = shell.window.parts.tabs
    QTest.mouseClick(tabs, Qt.MouseButton.MiddleButton, pos=tabs.tabRect(1).center())
    assert [tab.title[-1] for tab in shell.articles.tabs[1:]] == ["1", "2"]
    QTest.mouseClick(tabs, Qt.MouseButton.MiddleButton, pos=QPoint(tabs.width() - 2, 2))
    assert len(shell.articles.tabs) == 3


@pytest.mark.parametrize("size", [10.0, 16.0])
def test_titles_can_be_read_however_many_tabs_there_are(shell, size):
    shell.preferences.change(interface_size=size)
    shell.window.resize(900, 640)
    tabs, button = shell.window.parts.tabs, shell.window.parts.tab_row.button
    fill(shell, 1)
    assert not button.isVisible()
    fill(shell, 39)
    QTest.qWait(0)
    letters = tabs.fontMetrics().averageCharWidth() * 12
    close_button = tabs.tabButton(0, QTabBar.ButtonPosition.RightSide).width()
    assert min(tabs.tabRect(index).width() for index in range(tabs.count())) > letters + close_button
    assert button.isVisible()
    assert button.text() == "41"
    assert shell.window.width() == 900


def test_the_list_of_all_tabs_finds_one_by_a_few_letters(shell, qtbot):
    fill(shell, 30)
    switch = shell.window.parts.switch
    QTest.keyClick(shell.window, Qt.Key.Key_E, CTRL | SHIFT)
    assert switch.isVisible()
    assert switch.model.rowCount() == 31
    assert switch.rows.currentIndex().data() == shell.session.article.metadata.title  # ticked and at hand
    assert "front" in switch.rows.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    QTest.keyClicks(switch.field, "reste 17")
    assert [switch.model.index(row).data()[-2:] for row in range(switch.model.rowCount())] == ["17"]
    QTest.keyClick(switch.field, Qt.Key.Key_Return)
    assert shell.articles.chosen == "unread:/nowhere/17.txt"
    qtbot.waitUntil(lambda: not shell.articles.queue.busy)


def test_the_button_at_the_end_opens_the_list(shell):
    shell.window.resize(900, 640)
    fill(shell, 30)
    QTest.mouseClick(shell.window.parts.tab_row.button, Qt.MouseButton.LeftButton)
    switch = shell.window.parts.switch
    assert switch.isVisible()
    row = shell.window.parts.tab_row
    assert switch.y() + 14 >= row.mapTo(shell.window, row.rect().bottomLeft()).y()


def test_a_dragged_tab_stays_where_it_was_put(start, qtbot, files):
    first = start(*files[:3])
    qtbot.waitUntil(lambda: names(first) == "abc")
    first.window.parts.tabs.moveTab(0, 2)
    close(first)
    again = start()
    assert names(again) == "bca"


def test_keys_of_the_tabs(shell):
    def keys(action):
        return [
            key.toString(QKeySequence.SequenceFormat.PortableText)
            for key in shell.actions[action].shortcuts()
        ]

    assert keys("reopen_article") == ["Ctrl+Shift+T"]
    assert keys("close_article") == ["Ctrl+W"]
    assert keys("theme_next") == ["Ctrl+Shift+D"]


# -- the window's place ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "screen",
    [QRect(0, 0, 1440, 900), QRect(0, 27, 1366, 741), QRect(64, 0, 1216, 680), QRect(1920, 0, 1280, 720)],
)
@pytest.mark.parametrize("placed", [True, False])
def test_a_window_is_on_the_screen_with_its_frame(screen, placed):
    """On a screen of 1440 by 900 the status line of the first window was below its edge."""
    inside = fitted(QRect(300, 200, 2500, 1600), screen, 24, placed)
    framed = inside.adjusted(-1, -30, 1, 1)
    assert screen.contains(framed)


def test_a_window_that_fits_stays_where_it_is():
    window = QRect(100, 100, 800, 600)
    assert fitted(window, QRect(0, 0, 1920, 1080), 24) == window


def test_a_first_window_is_on_its_screen(start, qtbot, founding_article):
    shell = start(founding_article)
    assert shell.window.screen().availableGeometry().contains(shell.window.frameGeometry())
