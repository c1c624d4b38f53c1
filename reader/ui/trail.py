"""The way back: the places left by jumps, through all articles, and those one came back from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from reader.core.navigation import Choice, History, Place


class Trail(QObject):
    """``here`` tells the present place; ``returned`` carries the place to go to, ``changed`` follows any move."""

    changed = Signal()
    returned = Signal(object)

    def __init__(self, here: Callable[[], Place | None], parent: QObject) -> None:
        super().__init__(parent)
        self._here = here
        self._history = History()
        self._run: str | None = None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return self._history.can_go_back

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place to go forward to."""
        return self._history.can_go_forward

    def leave(self, run: str | None = None) -> None:
        """Remember the present place before a jump; jumps of one ``run`` are left for as a whole."""
        here = self._here()
        if here is not None and (run is None or run != self._run):
            self._history = self._history.leave(here)
            self.changed.emit()
        self._run = run

    def end_run(self) -> None:
        """The next jump is a new one."""
        self._run = None

    def back(self) -> None:
        """Return to the place before the last jump."""
        self._travel(History.back)

    def forward(self) -> None:
        """Undo the last return."""
        self._travel(History.forward)

    def forget(self, article_id: str) -> None:
        """An article is closed: no way leads there any more."""
        self._history = self._history.without(article_id)
        self.changed.emit()

    def renumber(self, article_id: str, carry: Callable[[Sequence[Choice]], Sequence[Choice]]) -> None:
        """What was found in an article has been numbered anew: the way back leads to the same names."""
        self._history = self._history.renumbered(article_id, carry)

    def _travel(self, way: Callable[[History, Place], tuple[History, Place | None]]) -> None:
        here = self._here()
        if here is None:
            return
        self._history, there = way(self._history, here)
        self._run = None
        if there is not None:
            self.returned.emit(there)
        self.changed.emit()
