"""One table of all that can be done in the window; menus, keys and the shortcut sheet follow from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

CONTEXT = "Actions"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One row: what it is called, where it stands and which keys trigger it.

    ``text`` is English, for translation in the context ``Actions``; ``menu`` is a path such as
    ``view/theme``; ``text_keys`` are single letters that work only while the text has the focus;
    actions of one ``group`` exclude each other; ``separator`` draws a line above it.
    """

    id: str
    text: str
    menu: str
    shortcuts: tuple[str, ...] = ()
    text_keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    group: str = ""
    separator: bool = False


def _row(
    action_id: str,
    text: object,
    menu: str,
    *shortcuts: str,
    keys: tuple[str, ...] = (),
    icon: str = "",
    checkable: bool = False,
    group: str = "",
    separator: bool = False,
) -> ActionSpec:
    checkable = checkable or bool(group)
    return ActionSpec(action_id, str(text), menu, shortcuts, keys, icon, checkable, group, separator)


_T = QT_TRANSLATE_NOOP

MENUS: tuple[tuple[str, str], ...] = (
    ("file", str(_T("Actions", "&File"))),
    ("file/recent", str(_T("Actions", "&Recent articles"))),
    ("edit", str(_T("Actions", "&Edit"))),
    ("view", str(_T("Actions", "&View"))),
    ("view/theme", str(_T("Actions", "&Theme"))),
    ("view/marks", str(_T("Actions", "&Marks in the text"))),
    ("view/types", str(_T("Actions", "&Kinds of names"))),
    ("view/language", str(_T("Actions", "&Language"))),
    ("go", str(_T("Actions", "&Go"))),
    ("help", str(_T("Actions", "&Help"))),
)
"""The menus and their submenus, in order: path and English title."""

ACTIONS: tuple[ActionSpec, ...] = (
    _row("open", _T("Actions", "&Open…"), "file", "Ctrl+O", icon="open"),
    _row("paste_article", _T("Actions", "&Paste as an article"), "file", "Ctrl+Shift+V", icon="paste"),
    _row("clear_recent", _T("Actions", "&Forget these"), "file/recent", separator=True),
    _row(
        "close_article", _T("Actions", "&Close the article"), "file", "Ctrl+W", icon="close", separator=True
    ),
    _row("quit", _T("Actions", "&Quit"), "file", "Ctrl+Q", separator=True),
    _row("copy", _T("Actions", "&Copy"), "edit"),
    _row("select_all", _T("Actions", "Select &all"), "edit"),
    _row("find", _T("Actions", "&Find in the article…"), "edit", "Ctrl+F", icon="find", separator=True),
    _row("find_next", _T("Actions", "Find &next"), "edit", "F3", "Ctrl+G"),
    _row("find_previous", _T("Actions", "Find &previous"), "edit", "Shift+F3", "Ctrl+Shift+G"),
    _row("filter", _T("Actions", "Filter the &names"), "edit", "Ctrl+E"),
    _row("settings", _T("Actions", "&Settings…"), "edit", "Ctrl+,", icon="settings", separator=True),
    _row("panel", _T("Actions", "Side &panel"), "view", "F9", icon="panel", checkable=True),
    _row("full_screen", _T("Actions", "&Full screen"), "view", "F11", checkable=True),
    _row("zoom_in", _T("Actions", "&Larger text"), "view", "Ctrl++", "Ctrl+=", separator=True),
    _row("zoom_out", _T("Actions", "&Smaller text"), "view", "Ctrl+-"),
    _row("zoom_reset", _T("Actions", "&Normal text size"), "view", "Ctrl+0"),
    _row("theme_system", _T("Actions", "As the &system"), "view/theme", group="theme"),
    _row("theme_light", _T("Actions", "&Light"), "view/theme", group="theme"),
    _row("theme_sepia", _T("Actions", "S&epia"), "view/theme", group="theme"),
    _row("theme_dark", _T("Actions", "&Dark"), "view/theme", group="theme"),
    _row("theme_next", _T("Actions", "&Next theme"), "view/theme", "Ctrl+Shift+T", separator=True),
    _row("marks_colour", _T("Actions", "&Colour"), "view/marks", group="marks"),
    _row("marks_quiet", _T("Actions", "&Quiet underline"), "view/marks", group="marks"),
    _row("marks_off", _T("Actions", "&Off"), "view/marks", group="marks"),
    _row("marks_next", _T("Actions", "&Next way of marking"), "view/marks", "Ctrl+M", separator=True),
    _row("language_system", _T("Actions", "As the &system"), "view/language", group="language"),
    _row("language_fr", "&Français", "view/language", group="language"),
    _row("language_en", "&English", "view/language", group="language"),
    _row("next_mention", _T("Actions", "&Next mention"), "go", "F4", keys=("N",), icon="next"),
    _row(
        "previous_mention", _T("Actions", "&Previous mention"), "go", "Shift+F4", keys=("P",), icon="previous"
    ),
    _row("clear_choice", _T("Actions", "Choose n&othing"), "go", "Esc"),
    _row("back", _T("Actions", "&Back"), "go", "Alt+Left", icon="back", separator=True),
    _row("forward", _T("Actions", "&Forward"), "go", "Alt+Right", icon="forward"),
    _row("focus_text", _T("Actions", "To the &text"), "go", "F6", separator=True),
    _row("next_article", _T("Actions", "Next &article"), "go", "Ctrl+PgDown", "Ctrl+Tab", separator=True),
    _row("previous_article", _T("Actions", "Previous a&rticle"), "go", "Ctrl+PgUp", "Ctrl+Shift+Tab"),
    _row("shortcuts", _T("Actions", "&Keyboard shortcuts"), "help", "F1"),
    _row("about", _T("Actions", "&About this reader"), "help", separator=True),
)


def type_actions(types: Iterable[str]) -> tuple[ActionSpec, ...]:
    """Rows that switch each kind of mark on and off, with the keys 1, 2, 3 … while the text has the focus.

    Their texts are the kinds' own titles and are set by whoever knows them.
    """
    return tuple(
        _row(f"type_{key}", key, "view/types", keys=(str(number),) if number < 10 else (), checkable=True)
        for number, key in enumerate(types, 1)
    )


def translated(spec: ActionSpec) -> str:
    """The text of an action in the window's language."""
    return QCoreApplication.translate(CONTEXT, spec.text)


def native_key(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


class Actions(QObject):
    """The actions of one window, made from the table; nothing happens until somebody connects them."""

    def __init__(self, window: QWidget, specs: Iterable[ActionSpec]) -> None:
        super().__init__(window)
        self.specs = tuple(specs)
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for spec in self.specs:
            self._actions[spec.id] = self._make(spec, window)
        self.retranslate()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def retranslate(self, titles: Mapping[str, str] | None = None) -> None:
        """Give every action its text in the present language; ``titles`` wins over the table."""
        for spec in self.specs:
            text = (titles or {}).get(spec.id) or translated(spec)
            action = self._actions[spec.id]
            action.setText(text)
            shown = ", ".join(native_key(key) for key in (*spec.shortcuts, *spec.text_keys))
            plain = text.replace("&", "").rstrip("…")
            action.setToolTip(f"{plain} ({shown})" if shown else plain)

    def add_text_keys(self, text_view: QWidget) -> None:
        """Make the single letters work, but only while ``text_view`` has the focus."""
        for spec in self.specs:
            for key in spec.text_keys:
                shortcut = QShortcut(QKeySequence(key), text_view)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(self._actions[spec.id].trigger)

    def check(self, action_id: str, checked: bool = True) -> None:
        """Show a state that was set elsewhere; nobody is told."""
        action = self._actions[action_id]
        blocked = action.blockSignals(True)
        action.setChecked(checked)
        action.blockSignals(blocked)
        action.changed.emit()

    def _make(self, spec: ActionSpec, window: QWidget) -> QAction:
        action = QAction(window)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in spec.shortcuts])
        action.setCheckable(spec.checkable)
        if spec.group:
            if spec.group not in self._groups:
                self._groups[spec.group] = QActionGroup(self)
            self._groups[spec.group].addAction(action)
        window.addAction(action)
        return action
