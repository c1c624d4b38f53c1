"""Themes: the colours of the page, of every kind of mark and of the chrome, from ``resources/themes``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QColor, QPalette

from reader.core.resources import resource_path


@dataclass(frozen=True, slots=True)
class MarkColours:
    """One kind of mark: its letters, its ground, and its ground when it is chosen."""

    ink: QColor
    tint: QColor
    strong: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme. ``marks`` has a row for each kind; ``search`` is unlike all of them."""

    name: str
    dark: bool
    page: QColor
    ink: QColor
    muted: QColor
    rule: QColor
    chrome: QColor
    field: QColor
    hover: QColor
    chosen: QColor
    accent: QColor
    selection: QColor
    error: QColor
    error_ground: QColor
    warning: QColor
    warning_ground: QColor
    marks: Mapping[str, MarkColours]
    search: MarkColours
    quote_bar: QColor

    def mark(self, kind: str) -> MarkColours:
        """The colours of a kind of mark; the accent's for a kind without a row."""
        return self.marks.get(kind, MarkColours(self.accent, self.chosen, self.chosen))


_PLAIN = (
    "page", "ink", "muted", "rule", "chrome", "field", "hover", "chosen", "accent", "selection",
    "error", "error_ground", "warning", "warning_ground",
)  # fmt: skip
_NORMAL_POINTS = 10.0


def load_themes() -> dict[str, Theme]:
    """All themes by name."""
    tables = (
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(resource_path("themes").glob("*.toml"))
    )
    return {str(table["name"]): _theme(table) for table in tables}


def _theme(table: Mapping[str, Any]) -> Theme:
    rows = {key: row for key, row in table.items() if isinstance(row, dict)}
    marks = {
        key: MarkColours(QColor(row["ink"]), QColor(row["tint"]), QColor(row["strong"]))
        for key, row in rows.items()
    }
    search = marks.pop("SEARCH")
    return Theme(
        name=str(table["name"]),
        dark=bool(table["dark"]),
        **{name: QColor(table[name]) for name in _PLAIN},
        marks=marks,
        search=search,
        quote_bar=QColor(rows["QUOTE"]["bar"]),
    )


def qpalette(theme: Theme) -> QPalette:
    """The theme as Qt's palette, for every widget that draws itself."""
    palette = QPalette()
    role = QPalette.ColorRole
    for wanted, colour in (
        (role.Window, theme.chrome),
        (role.WindowText, theme.ink),
        (role.Base, theme.page),
        (role.AlternateBase, theme.hover),
        (role.Text, theme.ink),
        (role.Button, theme.field),
        (role.ButtonText, theme.ink),
        (role.BrightText, theme.ink),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.ink),
        (role.ToolTipBase, theme.field),
        (role.ToolTipText, theme.ink),
        (role.PlaceholderText, theme.muted),
        (role.Link, theme.accent),
        (role.Mid, theme.rule),
        (role.Light, theme.field),
        (role.Dark, theme.rule),
        (role.Midlight, theme.hover),
    ):
        palette.setColor(wanted, colour)
    for wanted in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, wanted, theme.muted)
    return palette


def style_sheet(theme: Theme, points: float = _NORMAL_POINTS) -> str:
    """The style of the window's chrome: fields, tabs, lists, menus, scroll bars.

    Arrows and boxes grow with the size of the interface, which is ``points``.
    """
    colours = {name: getattr(theme, name).name() for name in _PLAIN}
    scale = max(1.0, points / _NORMAL_POINTS)
    colours |= {f"px{side}": f"{round(side * scale)}px" for side in (10, 12, 14, 22, 48)}
    colours["chevron_up"] = resource_path("icons", "chevron-up.svg").as_posix()
    colours["tick"] = resource_path("icons", "tick.svg").as_posix()
    colours["chevron_left"] = resource_path("icons", "chevron-left.svg").as_posix()
    colours["chevron_right"] = resource_path("icons", "chevron-right.svg").as_posix()
    colours["chevron"] = resource_path("icons", "chevron.svg").as_posix()
    return _SHEET % colours


_SHEET = """
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMainWindow, QDialog { background: %(chrome)s; }
QToolTip { background: %(field)s; color: %(ink)s; border: 1px solid %(rule)s; padding: 4px 6px; }
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox {
    background: %(field)s; color: %(ink)s; border: 1px solid %(rule)s; border-radius: 6px; padding: 4px 8px;
    selection-background-color: %(selection)s; selection-color: %(ink)s;
}
QLineEdit:focus, QComboBox:focus,
QSpinBox:focus, QDoubleSpinBox:focus { border: 1px solid %(accent)s; }
QComboBox { padding-right: 22px; }
QComboBox::drop-down { border: none; width: %(px22)s; }
QComboBox::down-arrow { image: url(%(chevron)s); width: %(px12)s; height: %(px12)s; }
QSpinBox, QDoubleSpinBox { padding-right: %(px22)s; }
QSpinBox::up-button, QDoubleSpinBox::up-button {
    border: none; background: transparent; width: %(px22)s; subcontrol-position: top right;
}
QSpinBox::down-button, QDoubleSpinBox::down-button {
    border: none; background: transparent; width: %(px22)s; subcontrol-position: bottom right;
}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(%(chevron_up)s); width: %(px10)s; height: %(px10)s; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(%(chevron)s); width: %(px10)s; height: %(px10)s; }
QLineEdit:hover, QComboBox:hover, QSpinBox:hover, QDoubleSpinBox:hover { border: 1px solid %(muted)s; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator {
    width: %(px14)s; height: %(px14)s; background: %(field)s; border: 1px solid %(muted)s; border-radius: 4px;
}
QCheckBox::indicator:focus { border: 2px solid %(accent)s; }
QCheckBox::indicator:checked { image: url(%(tick)s); border-color: %(accent)s; }
QPushButton {
    background: %(field)s; color: %(ink)s; border: 1px solid %(rule)s; border-radius: 6px; padding: 5px 14px;
}
QPushButton:hover { background: %(hover)s; border-color: %(muted)s; }
QPushButton:pressed { background: %(chosen)s; }
QPushButton:focus { border: 1px solid %(accent)s; }
QPushButton:disabled { color: %(muted)s; }
QComboBox QAbstractItemView {
    background: %(field)s; border: 1px solid %(rule)s; selection-background-color: %(hover)s;
}
QTabWidget::pane { border: none; border-top: 1px solid %(rule)s; }
QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: %(muted)s; padding: 8px 11px; border: none; border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { font-weight: 600; color: %(ink)s; border-bottom: 2px solid %(accent)s; }
QTabBar::tab:hover { color: %(ink)s; }
QTabBar::scroller { width: %(px48)s; }
QTabBar #ScrollLeftButton, QTabBar #ScrollRightButton { background: %(chrome)s; border: none; border-radius: 0; }
QTabBar::tear { width: 0; border: none; }
QTabBar QToolButton::left-arrow { image: url(%(chevron_left)s); width: %(px12)s; height: %(px12)s; }
QTabBar QToolButton::right-arrow { image: url(%(chevron_right)s); width: %(px12)s; height: %(px12)s; }
QTabBar:focus { outline: none; }
QTabBar::tab:focus { background: %(hover)s; }
QTreeView, QListView { background: %(chrome)s; border: none; outline: none; }
QSplitter::handle { background: %(rule)s; }
QMenuBar { background: %(chrome)s; }
QMenu { background: %(field)s; color: %(ink)s; border: 1px solid %(rule)s; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: %(hover)s; }
QMenu::item:disabled { color: %(muted)s; }
QMenu::separator { height: 1px; background: %(rule)s; margin: 4px 8px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: %(rule)s; border-radius: 4px; min-height: 36px; margin: 2px; }
QScrollBar::handle:vertical:hover { background: %(muted)s; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollBar:horizontal { background: transparent; height: 12px; }
QScrollBar::handle:horizontal { background: %(rule)s; border-radius: 4px; min-width: 36px; margin: 2px; }
"""
