"""Settings derived from their table, the shortcut sheet, the about box, the dialog of an unexpected error."""

import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from reader.library.settings import Settings, setting_rows
from reader.ui.error_hook import ErrorHook


@pytest.fixture
def dialog(shell, qtbot):
    """Opens a dialog by its action and waits until it has the keys."""

    def opened(action_id):
        shell.actions[action_id].trigger()
        shown = [w for w in shell.application.topLevelWidgets() if w.objectName() == f"{action_id}Dialog"]
        found = next(w for w in shown if w.isVisible())
        found.activateWindow()
        qtbot.waitUntil(found.isActiveWindow)
        return found

    return opened


def test_every_visible_setting_has_a_control_with_a_name(shell, dialog):
    shown = dialog("settings")
    for row in setting_rows():
        control = shown.findChild(QWidget, row.name)
        assert (control is not None) == (row.kind != "hidden")
    buddies = [label.buddy() for label in shown.findChildren(QLabel)]
    labels = {buddy.objectName() for buddy in buddies if buddy is not None}
    assert labels == {row.name for row in setting_rows() if row.kind != "hidden"}


def test_a_change_shows_at_once_in_the_window_and_in_the_dialog(shell, dialog):
    shown = dialog("settings")
    box = shown.findChild(QComboBox, "theme")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    assert box.currentData() == "dark"
    assert shell.window.parts.view._theme.dark
    shell.actions["zoom_in"].trigger()
    assert shown.findChild(QDoubleSpinBox, "font_size").value() == shell.preferences.settings.font_size == 16


def test_enter_closes_and_restores_nothing(shell, dialog, qtbot):
    """Enter used to press “Restore Defaults”, the first button."""
    shell.preferences.change(font_size=22.0)
    shown = dialog("settings")
    with qtbot.waitSignal(shown.finished):
        QTest.keyClick(shown.findChild(QComboBox, "theme"), Qt.Key.Key_Return)
    assert shell.preferences.settings.font_size == 22


def test_defaults_come_back(shell, dialog):
    shell.preferences.change(font_size=30.0, density="off")
    shown = dialog("settings")
    buttons = {button.text().replace("&", ""): button for button in shown.findChildren(QPushButton)}
    QTest.mouseClick(buttons["Restore Defaults"], Qt.MouseButton.LeftButton)
    assert shell.preferences.settings.font_size == Settings().font_size
    assert shell.preferences.settings.density == Settings().density


@pytest.mark.parametrize("action_id", ["settings", "shortcuts", "about"])
def test_a_dialog_is_open_once_and_escape_closes_it(dialog, qtbot, action_id):
    shown = dialog(action_id)
    assert shown.windowTitle()
    assert dialog(action_id) is shown
    with qtbot.waitSignal(shown.finished):
        QTest.keyClick(shown, Qt.Key.Key_Escape)


def test_the_about_box_carries_all_licences_and_opens_no_link(dialog):
    pages = dialog("about").findChildren(QTextBrowser)
    texts = [page.toPlainText() for page in pages]
    assert any("Qt for Python" in text for text in texts)
    assert any("MIT License" in text or "Permission is hereby granted" in text for text in texts)
    assert not any(page.openLinks() for page in pages)


@pytest.fixture
def hook(qapp):
    hook = ErrorHook(qapp)
    hook.install()
    yield hook
    hook.remove()
    for widget in qapp.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.close()
            widget.deleteLater()


def details(qapp):
    return [
        w.findChild(QPlainTextEdit)
        for w in qapp.topLevelWidgets()
        if isinstance(w, QDialog) and w.isVisible() and w.findChild(QPlainTextEdit)
    ]


def raise_in(hook, where):
    def fail():
        try:
            raise ValueError("boom")
        except ValueError:
            if threading.current_thread() is threading.main_thread():
                sys.excepthook(*sys.exc_info())
            else:
                raise

    if where == "window":
        fail()
    else:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()


@pytest.mark.parametrize("where", ["window", "thread"])
def test_an_unexpected_error_is_told_once_with_details_to_copy(qapp, qtbot, hook, caplog, where):
    raise_in(hook, where)
    raise_in(hook, where)
    qtbot.waitUntil(lambda: len(details(qapp)) == 1)
    assert "ValueError: boom" in details(qapp)[0].toPlainText()
    copy = next(b for b in details(qapp)[0].window().findChildren(QPushButton) if "opy" in b.text())
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "ValueError: boom" in QGuiApplication.clipboard().text()


def test_the_hooks_are_put_back(qapp):
    before = sys.excepthook, threading.excepthook
    hook = ErrorHook(qapp)
    hook.install()
    hook.remove()
    assert (sys.excepthook, threading.excepthook) == before


def test_the_open_dialog_is_wholly_in_french(shell, qtbot):
    """Two labels were English: Qt's own French lacks them."""
    shell.preferences.change(language="fr")
    dialog = QFileDialog(shell.window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    labels = {name: dialog.findChild(QLabel, name).text() for name in ("lookInLabel", "fileTypeLabel")}
    assert labels == {"lookInLabel": "&Dans\u00a0:", "fileTypeLabel": "&Types\u00a0:"}
