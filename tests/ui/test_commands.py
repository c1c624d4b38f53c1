"""What the actions do to the whole window."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from reader.core.errors import UnreadableInputError
from reader.core.records import BlockKind
from reader.ui.message_bar import Message


def drop(window, data):
    """What the window system would send; tells whether the window took it."""
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), action, data, button, none)
    window.dragEnterEvent(enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(300, 300), action, data, button, none)
    window.dropEvent(event)
    return event.isAccepted()


def wait_for(qtbot, shell, words):
    qtbot.waitUntil(lambda: shell.session.article is not None and words in shell.session.article.text)


def test_a_dropped_file_is_opened(shell, qtbot, tmp_path):
    path = tmp_path / "déposé.txt"
    path.write_text("Un texte déposé.", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert drop(shell.window, data)
    wait_for(qtbot, shell, "Un texte déposé")
    assert shell.preferences.state.recent == (str(path),)


def test_dropped_words_are_an_article(shell, qtbot):
    data = QMimeData()
    data.setText("Des mots déposés.")
    assert drop(shell.window, data)
    wait_for(qtbot, shell, "Des mots déposés")


def test_a_dropped_folder_opens_its_articles(shell, qtbot, tmp_path):
    for name in "ba":
        (tmp_path / f"{name}.txt").write_text(f"Texte {name}.", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    assert drop(shell.window, data)
    qtbot.waitUntil(lambda: len(shell.articles.articles) == 3)
    assert shell.session.article.text == "Texte a."


def test_headings_of_what_was_copied_in_a_browser_are_kept(shell, qtbot):
    data = QMimeData()
    data.setHtml("<h2>La digue</h2><p>Le port a rouvert mardi matin, après les travaux de la digue.</p>")
    data.setText("sans structure")
    assert drop(shell.window, data)
    wait_for(qtbot, shell, "Le port a rouvert")
    kinds = {block.kind for block in shell.session.article.blocks}
    assert kinds & {BlockKind.TITLE, BlockKind.HEADING}


def test_a_picture_cannot_be_dropped(shell):
    data = QMimeData()
    data.setData("image/png", b"x")
    assert not drop(shell.window, data)


def test_the_page_lets_drops_through_to_the_window(shell):
    assert shell.window.acceptDrops()
    assert not shell.window.parts.view.viewport().acceptDrops()


def test_pasting_opens_what_the_clipboard_holds(shell, qtbot):
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QGuiApplication.clipboard().setText("Un article collé.")
    QTest.keyClick(shell.window, Qt.Key.Key_V, modifiers)
    wait_for(qtbot, shell, "Un article collé")
    assert shell.window.parts.tabs.isVisible()
    QGuiApplication.clipboard().setText(" ")
    QTest.keyClick(shell.window, Qt.Key.Key_V, modifiers)
    assert shell.window.parts.messages.message.text == "There is no text to paste."


def test_a_file_that_cannot_be_read_is_told_and_forgotten(shell, qtbot, tmp_path):
    gone = str(tmp_path / "gone.txt")
    shell.preferences.remember(shell.preferences.state.with_recent(gone))
    with qtbot.waitSignal(shell.articles.open_failed):
        shell.articles.open_files([gone])
    assert "gone.txt" in shell.window.parts.messages.message.text
    assert shell.preferences.state.recent == ()


def test_all_files_that_cannot_be_read_are_told_together(shell, qtbot, tmp_path):
    """Only the last of several bad files was told."""
    good = tmp_path / "good.txt"
    good.write_text("Un bon article.", encoding="utf-8")
    bad = [str(tmp_path / f"gone{n}.txt") for n in range(5)]
    bar = shell.window.parts.messages
    shell.articles.open_files([*bad, str(good)])
    wait_for(qtbot, shell, "Un bon article")
    qtbot.waitUntil(lambda: not shell.articles.queue.busy)
    lines = bar.message.text.split("\n")
    assert bar.message.kind == "error"
    assert [f"gone{n}.txt" in line for n, line in enumerate(lines[:3])] == [True] * 3
    assert lines[3] == "2 more files could not be opened."
    QTest.mouseClick(bar.findChild(QPushButton, "messageAction"), Qt.MouseButton.LeftButton)
    assert all(f"gone{n}.txt" in bar.message.text for n in range(5))
    shell.articles.open_files(bad[:1])
    qtbot.waitUntil(lambda: "\n" not in bar.message.text if bar.message else False)
    shell.articles.open_files([str(good)])
    qtbot.waitUntil(lambda: bar.message is None)


def test_an_error_is_told_in_the_windows_language(shell):
    shell.preferences.change(language="fr")
    shell.articles.open_failed.emit("", UnreadableInputError("file_is_folder", name="ici"))
    assert "dossier" in shell.window.parts.messages.message.text


def test_recent_articles_are_listed_opened_and_forgotten(shell, qtbot, tmp_path):
    path = tmp_path / "a&b.txt"
    path.write_text("Récent.", encoding="utf-8")
    shell.preferences.remember(shell.preferences.state.with_recent(str(path)))
    menu: QMenu = shell.menus["file/recent"]
    assert menu.actions()[0].text() == "&1  a&&b.txt"
    menu.actions()[0].trigger()
    wait_for(qtbot, shell, "Récent")
    shell.actions["clear_recent"].trigger()
    assert not menu.isEnabled()


def test_copying_follows_the_focus(shell):
    view, tree = shell.window.parts.view, shell.window.parts.panel.entities.tree
    view.selectAll()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Anne Morel reçoit Bob Durand à Lyon\nAnne")
    tree.setFocus()
    tree.setCurrentIndex(shell.window.parts.panel.entities.model.entity_index("e3"))
    QTest.keyClick(tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Paul Durand"


def test_text_size_goes_up_down_and_back(shell):
    normal = shell.preferences.settings.font_size
    for key, expected in ((Qt.Key.Key_Plus, 16.0), (Qt.Key.Key_Minus, normal), (Qt.Key.Key_Minus, 14.0)):
        QTest.keyClick(shell.window, key, Qt.KeyboardModifier.ControlModifier)
        assert shell.preferences.settings.font_size == expected
    QTest.keyClick(shell.window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert shell.preferences.settings.font_size == normal


@pytest.mark.parametrize(
    ("key", "modifiers", "setting", "value"),
    [
        (Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier, "density", "quiet"),
        (Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier, "density", "off"),
        (Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier, "density", "quiet"),
        (
            Qt.Key.Key_4,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
            "theme",
            "dark",
        ),
        (
            Qt.Key.Key_D,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            "theme",
            "sepia",
        ),
    ],
)
def test_keys_change_settings(shell, key, modifiers, setting, value):
    QTest.keyClick(shell.window, key, modifiers)
    assert getattr(shell.preferences.settings, setting) == value


def test_full_screen_leaves_nothing_but_the_article(shell):
    parts = shell.window.parts
    QTest.keyClick(shell.window, Qt.Key.Key_F11)
    assert shell.window.isFullScreen()
    furniture = (parts.toolbar, parts.status, parts.panel, parts.tabs, parts.messages)
    assert not any(widget.isVisible() for widget in furniture)
    QTest.keyClick(parts.view, Qt.Key.Key_N)  # reading goes on
    QTest.keyClick(shell.window, Qt.Key.Key_Escape)
    assert not shell.window.isFullScreen()
    assert parts.toolbar.isVisible()
    assert parts.status.isVisible()
    assert parts.panel.isVisible()


def test_in_full_screen_only_errors_are_told(shell, make_article):
    messages = shell.window.parts.messages
    messages.tell(Message("welcome", "Welcome.", "info"))
    assert messages.isVisible()
    QTest.keyClick(shell.window, Qt.Key.Key_F11)
    shell.articles.add(make_article("Un autre."))  # which takes back what was told about the last one
    assert not messages.isVisible()
    messages.tell(Message("open", "That file cannot be read.", "error"))
    assert messages.isVisible()
    messages.withdraw("open")
    assert not messages.isVisible()
    QTest.keyClick(shell.window, Qt.Key.Key_Escape)
    assert messages.message.topic == "welcome"
    assert messages.isVisible()


def test_the_panel_comes_and_goes_and_the_text_stays(shell):
    view = shell.window.parts.view
    place = view.reading_position()
    QTest.keyClick(shell.window, Qt.Key.Key_F9)
    assert not shell.window.parts.panel.isVisible()
    assert view.reading_position() == place
    QTest.keyClick(shell.window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert shell.window.focusWidget() is shell.window.parts.panel.entities.tree
    QTest.keyClick(shell.window, Qt.Key.Key_F6)
    assert shell.window.focusWidget() is view


def test_ctrl_e_filters_the_names_blind_to_accents(shell):
    QTest.keyClick(shell.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    field = shell.window.focusWidget()
    QTest.keyClicks(field, "MORÉL")
    model = shell.window.parts.panel.entities.model
    assert model.entity_index("e1").isValid()
    assert not model.entity_index("e2").isValid()


def test_escape_takes_one_step_at_a_time(shell):
    view = shell.window.parts.view
    shell.session.choose_entity("e1")
    QTest.keyClick(shell.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shell.window.parts.find_bar.isVisible()
    QTest.keyClick(shell.window, Qt.Key.Key_Escape)
    assert not shell.window.parts.find_bar.isVisible()
    assert shell.session.choice.entity_id == "e1"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert shell.session.choice.entity_id is None


def test_closing_the_last_article_leaves_an_empty_window(shell):
    QTest.keyClick(shell.window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert shell.session.article is None
    assert shell.window.windowTitle() == "Reader"
    assert shell.window.parts.status.summary() == ""
    for action_id in ("find", "close_article", "next_mention", "card", "words"):
        assert not shell.actions[action_id].isEnabled()


def test_articles_are_gone_through_by_key(shell, make_article):
    first = shell.session.article
    shell.articles.add(make_article("Un autre article."))
    QTest.keyClick(shell.window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert shell.session.article is first
    assert shell.window.parts.tabs.currentIndex() == 0
