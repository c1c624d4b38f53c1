"""The keys that move the page: as in a web browser where no caret is shown, else as in a text editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from reader.ui.page.places import PagePlaces

Key = tuple[Qt.Key, Qt.KeyboardModifier]
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class PageKeys:
    """Turns pages and goes to both ends; ``length`` tells how many code points the article has."""

    def __init__(self, places: PagePlaces, length: Callable[[], int]) -> None:
        self._places = places
        self._length = length
        self._with_caret: Mapping[Key, Callable[[], None]] = {
            (Qt.Key.Key_Space, _NONE): lambda: places.turn_page(1),
            (Qt.Key.Key_Space, _SHIFT): lambda: places.turn_page(-1),
        }
        self._without_caret: Mapping[Key, Callable[[], None]] = {
            **self._with_caret,
            (Qt.Key.Key_PageDown, _NONE): lambda: places.turn_page(1),
            (Qt.Key.Key_PageUp, _NONE): lambda: places.turn_page(-1),
            (Qt.Key.Key_Home, _NONE): self.to_start,
            (Qt.Key.Key_End, _NONE): self.to_end,
        }

    def to_start(self) -> None:
        """Show the beginning of the article."""
        self._places.restore(0)

    def to_end(self) -> None:
        """Show the end of the article, once it is filled in."""
        self._places.restore(self._length())

    def press(self, event: QKeyEvent, caret: bool) -> bool:
        """Do what a key asks for; tells whether it asked for anything."""
        keys = self._with_caret if caret else self._without_caret
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        effect = keys.get((Qt.Key(event.key()), modifiers))
        if effect is not None:
            effect()
        return effect is not None
