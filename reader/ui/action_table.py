"""One table of all that can be done in the window; menus, keys and the shortcut sheet follow from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

CONTEXT = "Actions"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One row: what it is called, where it stands and which keys trigger it.

    ``text`` is English, for translation in the context ``Actions``; ``menu`` is a path such as
    ``view/theme``; ``text_keys`` work only while the text has the focus;
    ``row_keys`` work only while the list of the library has it; actions of one ``group`` exclude each other;
    ``separator`` draws a line above it.
    """

    id: str
    text: str
    menu: str
    shortcuts: tuple[str, ...] = ()
    text_keys: tuple[str, ...] = ()
    row_keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    group: str = ""
    separator: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys that trigger it somewhere."""
        return (*self.shortcuts, *self.text_keys, *self.row_keys)


def _row(
    action_id: str,
    text: object,
    menu: str,
    *shortcuts: str,
    keys: tuple[str, ...] = (),
    row_keys: tuple[str, ...] = (),
    icon: str = "",
    checkable: bool = False,
    group: str = "",
    separator: bool = False,
) -> ActionSpec:
    checkable = checkable or bool(group)
    return ActionSpec(
        action_id, str(text), menu, shortcuts, keys, row_keys, icon, checkable, group, separator
    )


MENUS: tuple[tuple[str, str], ...] = (
    ("file", str(QT_TRANSLATE_NOOP("Actions", "&File"))),
    ("file/recent", str(QT_TRANSLATE_NOOP("Actions", "&Recent articles"))),
    ("edit", str(QT_TRANSLATE_NOOP("Actions", "&Edit"))),
    ("view", str(QT_TRANSLATE_NOOP("Actions", "&View"))),
    ("view/theme", str(QT_TRANSLATE_NOOP("Actions", "&Theme"))),
    ("view/marks", str(QT_TRANSLATE_NOOP("Actions", "&Marks in the text"))),
    ("view/types", str(QT_TRANSLATE_NOOP("Actions", "&Kinds of names"))),
    ("view/language", str(QT_TRANSLATE_NOOP("Actions", "Lan&guage"))),
    ("view/article_language", str(QT_TRANSLATE_NOOP("Actions", "Language of the &article"))),
    ("go", str(QT_TRANSLATE_NOOP("Actions", "&Go"))),
    ("library", str(QT_TRANSLATE_NOOP("Actions", "&Library"))),
    ("help", str(QT_TRANSLATE_NOOP("Actions", "&Help"))),
)
"""The menus and their submenus, in order: path and English title."""

ACTIONS: tuple[ActionSpec, ...] = (
    _row("open", QT_TRANSLATE_NOOP("Actions", "&Open…"), "file", "Ctrl+O", icon="open"),
    _row(
        "paste_article",
        QT_TRANSLATE_NOOP("Actions", "&Paste as an article"),
        "file",
        "Ctrl+Shift+V",
        icon="paste",
    ),
    _row(
        "clear_recent",
        QT_TRANSLATE_NOOP("Actions", "&Forget these"),
        "file/recent",
        "Ctrl+Shift+Del",
        separator=True,
    ),
    _row(
        "close_article",
        QT_TRANSLATE_NOOP("Actions", "&Close the article"),
        "file",
        "Ctrl+W",
        icon="close",
        separator=True,
    ),
    _row("reopen_article", QT_TRANSLATE_NOOP("Actions", "Reopen a closed ar&ticle"), "file", "Ctrl+Shift+T"),
    _row("quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), "file", "Ctrl+Q", separator=True),
    _row("copy", QT_TRANSLATE_NOOP("Actions", "&Copy"), "edit", "Ctrl+C"),
    _row("copy_quote", QT_TRANSLATE_NOOP("Actions", "Copy the &quotation"), "edit", "Ctrl+Alt+C"),
    _row("copy_link", QT_TRANSLATE_NOOP("Actions", "Copy &link address"), "edit", "Ctrl+Shift+A"),
    _row("select_all", QT_TRANSLATE_NOOP("Actions", "Select &all"), "edit", "Ctrl+A"),
    _row(
        "find",
        QT_TRANSLATE_NOOP("Actions", "&Find in the article…"),
        "edit",
        "Ctrl+F",
        icon="find",
        separator=True,
    ),
    _row("find_next", QT_TRANSLATE_NOOP("Actions", "Find &next"), "edit", "F3", "Ctrl+G"),
    _row("find_previous", QT_TRANSLATE_NOOP("Actions", "Find &previous"), "edit", "Shift+F3", "Ctrl+Shift+G"),
    _row("filter", QT_TRANSLATE_NOOP("Actions", "Fil&ter the names"), "edit", "Ctrl+E"),
    _row(
        "settings",
        QT_TRANSLATE_NOOP("Actions", "&Settings…"),
        "edit",
        "Ctrl+,",
        icon="settings",
        separator=True,
    ),
    _row("panel", QT_TRANSLATE_NOOP("Actions", "Side &panel"), "view", "F9", icon="panel", checkable=True),
    _row("full_screen", QT_TRANSLATE_NOOP("Actions", "&Full screen"), "view", "F11", checkable=True),
    _row("caret", QT_TRANSLATE_NOOP("Actions", "&Caret in the text"), "view", "F7", checkable=True),
    _row(
        "pictures",
        QT_TRANSLATE_NOOP("Actions", "Show p&ictures"),
        "view",
        "Ctrl+Shift+P",
        checkable=True,
    ),
    _row("zoom_in", QT_TRANSLATE_NOOP("Actions", "&Larger text"), "view", "Ctrl++", "Ctrl+=", separator=True),
    _row("zoom_out", QT_TRANSLATE_NOOP("Actions", "&Smaller text"), "view", "Ctrl+-"),
    _row("zoom_reset", QT_TRANSLATE_NOOP("Actions", "&Normal text size"), "view", "Ctrl+0"),
    _row(
        "theme_system",
        QT_TRANSLATE_NOOP("Actions", "As the &system"),
        "view/theme",
        "Ctrl+Alt+1",
        group="theme",
    ),
    _row("theme_light", QT_TRANSLATE_NOOP("Actions", "&Light"), "view/theme", "Ctrl+Alt+2", group="theme"),
    _row("theme_sepia", QT_TRANSLATE_NOOP("Actions", "S&epia"), "view/theme", "Ctrl+Alt+3", group="theme"),
    _row("theme_dark", QT_TRANSLATE_NOOP("Actions", "&Dark"), "view/theme", "Ctrl+Alt+4", group="theme"),
    _row(
        "theme_next",
        QT_TRANSLATE_NOOP("Actions", "&Next theme"),
        "view/theme",
        "Ctrl+Shift+D",
        separator=True,
    ),
    _row("marks_colour", QT_TRANSLATE_NOOP("Actions", "&Colour"), "view/marks", "Ctrl+1", group="marks"),
    _row(
        "marks_quiet", QT_TRANSLATE_NOOP("Actions", "&Quiet underline"), "view/marks", "Ctrl+2", group="marks"
    ),
    _row("marks_off", QT_TRANSLATE_NOOP("Actions", "&Off"), "view/marks", "Ctrl+3", group="marks"),
    _row(
        "marks_next",
        QT_TRANSLATE_NOOP("Actions", "&Next way of marking"),
        "view/marks",
        "Ctrl+M",
        separator=True,
    ),
    _row(
        "indirect_speech",
        QT_TRANSLATE_NOOP("Actions", "In&direct speech"),
        "view",
        "Ctrl+Shift+I",
        checkable=True,
        separator=True,
    ),
    _row(
        "language_system",
        QT_TRANSLATE_NOOP("Actions", "As the &system"),
        "view/language",
        "Ctrl+Alt+7",
        group="language",
    ),
    _row("language_fr", "&Français", "view/language", "Ctrl+Alt+8", group="language"),
    _row("language_en", "&English", "view/language", "Ctrl+Alt+9", group="language"),
    _row(
        "article_language_words",
        QT_TRANSLATE_NOOP("Actions", "As its &words tell"),
        "view/article_language",
        "Ctrl+Alt+5",
        group="article_language",
    ),
    _row(
        "article_language_fr",
        QT_TRANSLATE_NOOP("Actions", "&French"),
        "view/article_language",
        "Ctrl+Alt+6",
        group="article_language",
    ),
    _row(
        "article_language_en",
        QT_TRANSLATE_NOOP("Actions", "&English"),
        "view/article_language",
        "Ctrl+Alt+L",
        group="article_language",
    ),
    _row(
        "article_language_other",
        QT_TRANSLATE_NOOP("Actions", "&Another, without names"),
        "view/article_language",
        "Ctrl+Alt+0",
        group="article_language",
    ),
    _row("quick_switch", QT_TRANSLATE_NOOP("Actions", "&Quick switch…"), "go", "Ctrl+K"),
    _row(
        "next_mention",
        QT_TRANSLATE_NOOP("Actions", "&Next mention"),
        "go",
        "F4",
        keys=("N",),
        icon="next",
        separator=True,
    ),
    _row(
        "previous_mention",
        QT_TRANSLATE_NOOP("Actions", "&Previous mention"),
        "go",
        "Shift+F4",
        keys=("P",),
        icon="previous",
    ),
    _row(
        "card",
        QT_TRANSLATE_NOOP("Actions", "&Who is this?"),
        "go",
        "Ctrl+I",
        keys=("I",),
        separator=True,
    ),
    _row("words", QT_TRANSLATE_NOOP("Actions", "Their next wor&ds"), "go", "F8", keys=("W",)),
    _row("speaker", QT_TRANSLATE_NOOP("Actions", "To the &speaker"), "go", "Shift+F8", keys=("S",)),
    _row("open_link", QT_TRANSLATE_NOOP("Actions", "Open the lin&k in the browser"), "go", "Ctrl+Return"),
    _row("clear_choice", QT_TRANSLATE_NOOP("Actions", "Choose n&othing"), "go", "Esc"),
    _row(
        "to_start",
        QT_TRANSLATE_NOOP("Actions", "To the be&ginning"),
        "go",
        keys=("Ctrl+Home",),
        separator=True,
    ),
    _row("to_end", QT_TRANSLATE_NOOP("Actions", "To the &end"), "go", keys=("Ctrl+End",)),
    _row("back", QT_TRANSLATE_NOOP("Actions", "&Back"), "go", "Alt+Left", icon="back", separator=True),
    _row("forward", QT_TRANSLATE_NOOP("Actions", "&Forward"), "go", "Alt+Right", icon="forward"),
    _row(
        "next_chapter",
        QT_TRANSLATE_NOOP("Actions", "Next c&hapter"),
        "go",
        "Alt+PgDown",
        keys=("]",),
        separator=True,
    ),
    _row(
        "previous_chapter", QT_TRANSLATE_NOOP("Actions", "Pre&vious chapter"), "go", "Alt+PgUp", keys=("[",)
    ),
    _row("focus_text", QT_TRANSLATE_NOOP("Actions", "To the &text"), "go", "F6", separator=True),
    _row("focus_panel", QT_TRANSLATE_NOOP("Actions", "To the side pane&l"), "go", "Shift+F6"),
    _row(
        "next_article",
        QT_TRANSLATE_NOOP("Actions", "Next &article"),
        "go",
        "Ctrl+PgDown",
        "Ctrl+Tab",
        separator=True,
    ),
    _row(
        "previous_article",
        QT_TRANSLATE_NOOP("Actions", "Previous a&rticle"),
        "go",
        "Ctrl+PgUp",
        "Ctrl+Shift+Tab",
    ),
    _row("all_tabs", QT_TRANSLATE_NOOP("Actions", "All open art&icles…"), "go", "Ctrl+Shift+E"),
    _row("library", QT_TRANSLATE_NOOP("Actions", "Search the &library"), "library", "Ctrl+L"),
    _row(
        "library_about",
        QT_TRANSLATE_NOOP("Actions", "&Where else is this name?"),
        "library",
        "Ctrl+Shift+L",
        keys=("L",),
    ),
    _row(
        "library_open",
        QT_TRANSLATE_NOOP("Actions", "&Open"),
        "library",
        row_keys=("Return", "Enter"),
        separator=True,
    ),
    _row("library_keep", QT_TRANSLATE_NOOP("Actions", "&Keep this article"), "library", "Ctrl+Shift+K"),
    _row("library_star", QT_TRANSLATE_NOOP("Actions", "&Star"), "library", "Ctrl+D", row_keys=("S",)),
    _row(
        "library_read", QT_TRANSLATE_NOOP("Actions", "&Read or unread"), "library", "Ctrl+R", row_keys=("R",)
    ),
    _row("library_tags", QT_TRANSLATE_NOOP("Actions", "&Tags…"), "library", "Ctrl+T", row_keys=("T",)),
    _row(
        "library_copy_source",
        QT_TRANSLATE_NOOP("Actions", "&Copy where it comes from"),
        "library",
        "Ctrl+Shift+C",
        separator=True,
    ),
    _row(
        "library_reveal",
        QT_TRANSLATE_NOOP("Actions", "Show the &file in its folder"),
        "library",
        "Ctrl+Shift+O",
    ),
    _row(
        "library_remove",
        QT_TRANSLATE_NOOP("Actions", "Re&move from the library"),
        "library",
        row_keys=("Del",),
        separator=True,
    ),
    _row(
        "library_undo",
        QT_TRANSLATE_NOOP("Actions", "&Bring back what was removed"),
        "library",
        row_keys=("Ctrl+Z",),
    ),
    _row("menu", QT_TRANSLATE_NOOP("Actions", "Open the &menu"), "help", "F10"),
    _row("shortcuts", QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), "help", "F1"),
    _row("privacy", QT_TRANSLATE_NOOP("Actions", "&What is kept…"), "help", "Ctrl+F1"),
    _row("about", QT_TRANSLATE_NOOP("Actions", "&About this reader"), "help", "Shift+F1", separator=True),
)


def type_actions(types: Iterable[str]) -> tuple[ActionSpec, ...]:
    """Rows that switch each kind of mark on and off, with the keys 1, 2, 3 … while the text has the focus.

    Their texts are the kinds' own titles and are set by whoever knows them.
    """
    return tuple(
        _row(f"type_{key}", key, "view/types", keys=(str(number),) if number < 10 else (), checkable=True)
        for number, key in enumerate(types, 1)
    )
