"""Open is a button; its dialog begins in the person's documents and is in their language."""

import pytest
from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QToolButton


@pytest.fixture
def documents(tmp_path, monkeypatch):
    """A documents folder of one's own, and Qt's dialog instead of the system's."""
    folder = tmp_path / "Mes documents"
    folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(folder))
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    yield folder
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, False)


def in_dialog(look):
    """Do something in the dialog as soon as it is there."""
    seen = []

    def when_there():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(20, when_there)
            return
        try:
            seen.append(look(dialog))
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, when_there)
    return seen


def asked_folder(shell, qtbot):
    """Where the dialog begins that Ctrl+O opens."""
    shell.window.activateWindow()
    qtbot.waitUntil(shell.window.isActiveWindow)
    seen = in_dialog(lambda dialog: dialog.directory().absolutePath())
    QTest.keyClick(shell.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    return seen[0]


def test_open_is_a_button_with_words(shell, documents):
    button = shell.window.findChild(QToolButton, "openButton")
    assert button.isVisible()
    assert button.text().strip() == "Open"
    assert not button.icon().isNull()
    assert "Ctrl+O" in button.toolTip()
    seen = in_dialog(lambda dialog: dialog.directory().absolutePath())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert seen == [str(documents)]


def test_the_key_opens_the_last_folder_from_then_on(shell, qtbot, documents, tmp_path):
    """The first dialog began in the folder of the program's own article."""
    shell.preferences.remember(shell.preferences.state.with_recent(str(tmp_path / "seeds" / "a.txt")))
    other = tmp_path / "presse"
    other.mkdir()
    (other / "a.txt").write_text("Un article.", encoding="utf-8")

    def choose(dialog):
        dialog.setDirectory(str(other))
        dialog.findChild(QLineEdit, "fileNameEdit").setText("a.txt")
        QTest.keyClick(dialog.findChild(QLineEdit, "fileNameEdit"), Qt.Key.Key_Return)

    in_dialog(choose)
    QTest.keyClick(shell.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shell.session.article.text == "Un article.")
    assert asked_folder(shell, qtbot) == str(other)
    (other / "a.txt").unlink()
    other.rmdir()
    assert asked_folder(shell, qtbot) == str(documents), "a folder that is gone is none to begin in"


def test_the_dialog_is_in_french(shell, documents):
    shell.preferences.change(language="fr")

    def words(dialog):
        buttons = [each.text().replace("&", "") for each in dialog.findChild(QDialogButtonBox).buttons()]
        labels = [each.text().replace("&", "") for each in dialog.findChildren(QLabel) if each.text()]
        return dialog.windowTitle(), dialog.nameFilters(), buttons, labels

    seen = in_dialog(words)
    QTest.keyClick(shell.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    title, filters, buttons, labels = seen[0]
    assert title == "Ouvrir des articles"
    assert [each.partition(" (")[0] for each in filters] == ["Articles", "Tous les fichiers"]
    assert sorted(buttons) == ["Annuler", "Ouvrir"]
    assert any("fichier" in label for label in labels), labels


def test_the_menu_of_a_field_is_in_french(shell):
    shell.preferences.change(language="fr")
    field = shell.window.parts.panel.entities.filter
    menu = field.createStandardContextMenu()
    texts = {action.text().partition("\t")[0].replace("&", "") for action in menu.actions()}
    menu.deleteLater()
    assert {"Annuler", "Copier", "Coller", "Tout sélectionner"} <= texts
