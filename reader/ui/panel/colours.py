"""The colours and fonts that the side panel draws with, taken from the theme in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont

from reader.ui.fonts import reading_font
from reader.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class TypeColours:
    """One entity type, or what a search has found: ``ink`` for letters and signs, ``tint`` behind them."""

    ink: QColor
    tint: QColor


@dataclass(frozen=True, slots=True)
class PanelStyle:
    """Everything a delegate needs to draw; the fonts are the reading and the interface font."""

    text: QColor
    muted: QColor
    rule: QColor
    ground: QColor
    hover: QColor
    chosen: QColor
    accent: QColor
    search: TypeColours
    types: Mapping[str, TypeColours]
    interface: QFont
    reading: QFont

    def of_type(self, entity_type: str) -> TypeColours:
        """The colours of a type; the accent's where a type has none."""
        return self.types.get(entity_type, TypeColours(self.accent, self.chosen))


def style_from(theme: Theme, interface: QFont) -> PanelStyle:
    """The panel's style in a theme, with the interface font that is in use."""
    return PanelStyle(
        text=theme.ink,
        muted=theme.muted,
        rule=theme.rule,
        ground=theme.chrome,
        hover=theme.hover,
        chosen=theme.chosen,
        accent=theme.accent,
        search=TypeColours(theme.search.ink, theme.search.tint),
        types={kind: TypeColours(row.ink, row.tint) for kind, row in theme.marks.items()},
        interface=interface,
        reading=reading_font(interface.pointSizeF()),
    )
