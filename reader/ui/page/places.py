"""Getting about the page: what is at its top, what comes into view, what is waited for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTextBrowser

from reader.core.records import Span
from reader.ui.page.filler import FIRST_CHARS, PageFiller

_TOP = 4
_LINES_KEPT = 2
"""So many lines of a page are still seen on the next one, so that the eye finds its place."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The line of a code point stands ``y`` pixels below the top of the page."""

    offset: int
    y: float


class PagePlaces(QObject):
    """Scrolls a view by code points. A place that is not filled in yet is gone to as soon as it is.

    ``covered`` and ``covered_foot`` say over how many pixels at the top and at the foot of the page something
    else lies. The anchor is the
    reading place for as long as nobody scrolls: else each new width would move it to the start of a line.
    """

    def __init__(self, view: QTextBrowser, filler: PageFiller) -> None:
        super().__init__(view)
        self._view = view
        self._filler = filler
        self._bar = view.verticalScrollBar()
        self._wanted: tuple[int, bool] | None = None
        self._anchor: Anchor | None = None
        self._held = 0
        self.covered = 0
        self.covered_foot = 0
        self._bar.actionTriggered.connect(lambda _: self.stay())
        self._bar.valueChanged.connect(lambda _: self._on_scrolled())
        filler.advanced.connect(self._on_advanced)

    @property
    def position(self) -> int:
        """The code point at the top of the page."""
        if self._wanted is not None:
            return self._wanted[0]
        return self._present().offset

    def reveal(self, span: Span) -> None:
        """Bring a range into view, to about a third of the height; nothing moves where it is seen already."""
        if self._is_pending(span.start, centred=True):
            return
        box = self._filler.geometry.line_box(span.start)
        top, height = self._bar.value(), self._view.viewport().height()
        margin = height * 0.08
        above, below = max(margin, self.covered), max(margin, self.covered_foot)
        if box.top() < top + above or box.bottom() > top + height - below:
            self._scroll_to(span.start, centred=True)

    def restore(self, code_point: int) -> None:
        """Scroll so that a code point stands at the top."""
        if not self._is_pending(code_point, centred=False):
            self._scroll_to(code_point, centred=False)

    def turn_page(self, step: int) -> None:
        """Go one screen on (1) or back (-1)."""
        self.stay()
        line = self._filler.geometry.line_box(self.position).height()
        height = self._view.viewport().height()
        seen = height - self.covered_foot
        self._bar.setValue(self._bar.value() + step * max(height // 2, round(seen - _LINES_KEPT * line)))

    def stay(self) -> None:
        """Somebody scrolls: nobody waits for another place any more."""
        self._wanted = None

    def forget(self) -> None:
        """Another text is filled in: no place in the old one counts any more."""
        self._wanted = self._anchor = None

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Let the first visible line stand where it stands, whatever happens to the width meanwhile."""
        if self._wanted is None:
            self._anchor = self._present()
        self._held += 1
        try:
            yield
            if self._wanted is None and self._anchor is not None:
                self._return_to(self._anchor)
        finally:
            self._held -= 1

    def _present(self) -> Anchor:
        if self._anchor is not None:
            return self._anchor
        value = self._bar.value()
        if not value:
            return Anchor(0, 0)
        offset = self._filler.geometry.top_offset(value + 2 * _TOP)
        return Anchor(offset, self._filler.geometry.line_box(offset).top() - value)

    def _return_to(self, anchor: Anchor) -> None:
        top = self._filler.geometry.line_box(anchor.offset).top() if anchor.offset else anchor.y
        self._bar.setValue(max(0, round(top - anchor.y)))

    def _on_scrolled(self) -> None:
        if not self._held:
            self._anchor = None

    def _is_pending(self, place: int, centred: bool) -> bool:
        """Whether a place is not in the document yet; then it is remembered."""
        pending = not self._filler.done and place > 0 and not self._reached(place)
        self._wanted = (place, centred) if pending else None
        return pending

    def _reached(self, place: int) -> bool:
        """Whether the document holds a place and a screen more."""
        return self._filler.text_map.end >= place + FIRST_CHARS

    def _on_advanced(self) -> None:
        if self._wanted is not None and (self._filler.done or self._reached(self._wanted[0])):
            (place, centred), self._wanted = self._wanted, None
            self._scroll_to(place, centred)

    def _scroll_to(self, place: int, centred: bool) -> None:
        top = self._filler.geometry.line_box(place).top() if place > 0 else 0
        above = self._view.viewport().height() / 3 if centred else _TOP
        value = max(0, round(top - above))
        self._bar.setValue(value)
        reached = not centred and self._bar.value() == value
        self._anchor = Anchor(place, _TOP if place else 0) if reached else None
