from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QStyle, QStyleOptionButton, QTabBar

RIGHT = QTabBar.ButtonPosition.RightSide


def test_tabs_close_by_our_own_icon_that_grows_with_the_letters(shell, make_article):
    """The tabs showed the style's red box, which stayed as small in large letters."""
    first = shell.session.article
    shell.articles.add(make_article("Un autre article."))
    tabs = shell.window.parts.tabs
    button = tabs.tabButton(1, RIGHT)
    assert button.accessibleName() == "Close the article"
    size = button.iconSize()
    shell.preferences.change(interface_size=20.0)
    assert button.iconSize().width() > size.width() * 1.6
    assert not button.icon().isNull()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shell.articles.articles == (first,)


def test_buttons_of_dialogs_have_no_stock_icons(shell):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Close)
    box.setParent(shell.window)
    box.ensurePolished()
    assert all(button.icon().isNull() for button in box.buttons())


def test_boxes_grow_with_the_letters(shell):
    """Check boxes and arrows stayed tiny beside large letters."""
    box = QCheckBox("Match accents", shell.window)

    def side():
        option = QStyleOptionButton()
        box.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        return box.style().subElementRect(part, option, box).width()

    box.ensurePolished()
    small = side()
    shell.preferences.change(interface_size=20.0)
    box.ensurePolished()
    assert side() > small * 1.7
