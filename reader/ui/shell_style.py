"""The look of the window's own parts that the theme's style sheet does not cover."""

from __future__ import annotations

from collections.abc import Iterable

from reader.ui.theme import Theme
from reader.ui.type_pill import PillColours


def pill_colours(theme: Theme, kinds: Iterable[str]) -> dict[str, PillColours]:
    """How the pill of each kind is drawn."""
    return {
        kind: PillColours(
            text=theme.mark(kind).ink,
            ground=theme.mark(kind).tint,
            rim=theme.rule,
            faded=theme.muted,
            ring=theme.accent,
        )
        for kind in kinds
    }


def shell_sheet(theme: Theme) -> str:
    """Toolbar, tab bar, status line and message bar."""
    return f"""
#toolbar {{ background: {theme.chrome.name()}; border-bottom: 1px solid {theme.rule.name()}; }}
#statusLine {{ background: {theme.chrome.name()}; border-top: 1px solid {theme.rule.name()}; }}
#messageBar {{ background: {theme.chosen.name()}; border: 1px solid {theme.muted.name()}; border-radius: 8px; }}
#messageBar[kind="warning"] {{ background: {theme.warning_ground.name()}; }}
#messageBar[kind="error"] {{ background: {theme.error_ground.name()}; }}
#entityCard, #entityCard QScrollArea, #entityCard QScrollArea > QWidget > QWidget {{ background: transparent; }}
#outlineRows::item {{ padding: 7px 12px; margin: 1px 6px; border-radius: 6px; color: {theme.ink.name()}; }}
#outlineRows::item:hover {{ background: {theme.hover.name()}; }}
#outlineRows::item:selected {{ background: {theme.chosen.name()}; border-left: 3px solid {theme.accent.name()}; }}
#libraryFilter {{
    background: {theme.field.name()}; border: 1px solid {theme.rule.name()}; border-radius: 6px; padding: 4px 10px;
}}
#libraryFilter:hover {{ border: 1px solid {theme.muted.name()}; }}
#libraryFilter:focus {{ border: 1px solid {theme.accent.name()}; }}
#libraryChoices {{ background: {theme.field.name()}; border: 1px solid {theme.rule.name()}; padding: 3px; }}
#libraryChoices::item {{ padding: 5px 8px; border-radius: 4px; color: {theme.ink.name()}; }}
#libraryChoices::item:selected {{ background: {theme.chosen.name()}; }}
#libraryCount, #libraryNothing, #emptyWords {{ color: {theme.muted.name()}; }}
#quickSwitch QListView {{ background: transparent; }}
#quickSwitch QLabel {{ color: {theme.muted.name()}; padding: 8px; }}
#switchField {{ font-size: 12pt; padding: 8px 10px; border-radius: 7px; }}
#wordmark {{ padding: 0 6px 1px 2px; }}
#openButton {{ background: {theme.field.name()}; border: 1px solid {theme.rule.name()}; padding: 4px 9px; }}
#openButton:hover {{ background: {theme.hover.name()}; border: 1px solid {theme.muted.name()}; }}
#openButton:focus {{ border: 1px solid {theme.accent.name()}; }}
#findButton {{ text-align: left; color: {theme.muted.name()}; border-radius: 7px; padding: 5px 9px; }}
#statusLine QLabel {{ color: {theme.muted.name()}; }}
#statusLine #chosenName {{ color: {theme.ink.name()}; font-weight: 600; }}
#statusLine #note {{ color: {theme.accent.name()}; }}
#sheetHeading {{ font-weight: 600; color: {theme.muted.name()}; }}
#keyCap {{
    background: {theme.field.name()}; border: 1px solid {theme.rule.name()}; border-bottom-width: 2px;
    border-radius: 5px; padding: 1px 7px;
}}
#findBar QLabel {{ color: {theme.muted.name()}; padding: 0 4px; }}
QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 4px; color: {theme.ink.name()}; }}
QToolButton:hover {{ background: {theme.hover.name()}; }}
QToolButton:focus {{ border: 1px solid {theme.accent.name()}; }}
QToolButton:disabled {{ color: {theme.muted.name()}; }}
QToolButton::menu-indicator {{ image: none; }}
"""
