"""The shortcut sheet is read from top to bottom, at every size."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from reader.ui.dialogs.shortcuts import ShortcutsDialog


def sheet_of(shell):
    QTest.keyClick(shell.window, Qt.Key.Key_F1)
    return next(each for each in shell.application.topLevelWidgets() if isinstance(each, ShortcutsDialog))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("points", [8.0, 10.0, 14.0, 20.0])
@pytest.mark.parametrize("size", [None, (900, 640), (640, 480), (420, 400), (1900, 1000)])
def test_no_column_is_wider_than_the_sheet(shell, qtbot, language, points, size):
    """There was a horizontal scroll bar."""
    shell.preferences.change(language=language, interface_size=points)
    shell.window.resize(900, 640)
    dialog = sheet_of(shell)
    if size is not None:
        dialog.resize(*size)
    QTest.qWait(20)
    sheet = dialog.sheet
    assert not sheet.horizontalScrollBar().isVisible()
    assert sheet.horizontalScrollBar().maximum() == 0
    page = sheet.widget()
    assert page.width() <= sheet.viewport().width()
    for label in page.findChildren(QLabel):
        left = label.mapTo(page, QPoint(0, 0)).x()
        assert left >= 0
        assert left + label.width() <= page.width()
        assert label.height() >= label.heightForWidth(label.width()) or not label.hasHeightForWidth()
        if label.objectName() == "keyCap":
            assert label.width() >= label.sizeHint().width()
        else:
            assert label.width() >= min(60, label.sizeHint().width())
    dialog.close()
