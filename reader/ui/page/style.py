"""How the page is set: the reader's choices, and the measures that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QFontMetricsF

from reader.ui.fonts import reading_font

_SAMPLE = "Le dirigeant a félicité son homologue pour avoir mené les négociations "
GUTTER = 28.0
"""Room left and right of the column, in pixels, for the bars of quotations and rounded corners."""


class Density(StrEnum):
    """How much the marks are seen: not at all, as a quiet underline, or in colour."""

    OFF = "off"
    QUIET = "quiet"
    COLOUR = "colour"


@dataclass(frozen=True, slots=True)
class ReadingStyle:
    """``size`` in points, ``line_height`` as a multiple of the font's, ``measure`` in characters a line.

    ``pictures`` tells whether those of the article are shown.
    """

    family: str = "serif"
    size: float = 15.0
    line_height: float = 1.5
    measure: float = 68
    pictures: bool = True


def column_width(style: ReadingStyle) -> float:
    """The width of the text column in pixels."""
    metrics = QFontMetricsF(reading_font(style.size, style.family))
    return metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * style.measure
