from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QStyle,
    QStyleOptionButton,
    QStyleOptionTab,
    QTabBar,
    QToolButton,
)

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


def test_the_bold_title_in_front_is_not_cut_at_its_beginning(shell, make_article, qtbot):
    """It was shortened by the width of thin letters and cut on both sides."""
    for number in range(6):
        shell.articles.add(make_article(f"Une mairie examine le nouveau pont numéro {number}"))
    shell.window.resize(1000, 700)
    qtbot.wait(1)
    tabs = shell.window.parts.tabs
    option = QStyleOptionTab()
    tabs.initStyleOption(option, tabs.currentIndex())
    bold = QFont(tabs.font())
    bold.setWeight(QFont.Weight.DemiBold)
    room = tabs.style().subElementRect(QStyle.SubElement.SE_TabBarTabText, option, tabs).width()
    assert option.text.endswith("…")
    assert QFontMetrics(bold).horizontalAdvance(option.text) <= room


def test_no_tab_shines_through_the_arrows(shell, make_article, qtbot):
    """The cross of a tab that is half in view was drawn through the arrow."""
    for number in range(20):
        shell.articles.add(make_article(f"Une mairie examine le nouveau pont numéro {number}"))
    shell.articles.show(shell.articles.articles[3].id)
    tabs = shell.window.parts.tabs
    arrow = next(each for each in tabs.findChildren(QToolButton, "ScrollLeftButton") if each.isVisible())
    for width in range(700, 900, 9):
        shell.window.resize(width, 700)
        qtbot.wait(1)
        image = tabs.grab().toImage()
        edge, middle = arrow.x() + 2, arrow.height() // 2
        seen = {image.pixelColor(edge, y).name() for y in range(middle - 12, middle + 12)}
        assert len(seen) == 1, width
