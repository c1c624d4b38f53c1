"""Getting about the page: what is at its top, what comes into view, what is waited for."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTextBrowser

from reader.core.records import Span
from reader.ui.page.filler import FIRST_CHARS, PageFiller


class PagePlaces(QObject):
    """Scrolls a view by code points. A place that is not filled in yet is gone to as soon as it is.

    ``covered`` says over how many pixels at the top of the page something else lies.
    """

    def __init__(self, view: QTextBrowser, filler: PageFiller) -> None:
        super().__init__(view)
        self._view = view
        self._filler = filler
        self._bar = view.verticalScrollBar()
        self._wanted: tuple[int, bool] | None = None
        self.covered = 0
        self._bar.actionTriggered.connect(lambda _: self.stay())
        filler.advanced.connect(self._on_advanced)

    @property
    def position(self) -> int:
        """The code point at the top of the page."""
        if self._wanted is not None:
            return self._wanted[0]
        if not self._bar.value():
            return 0
        return self._filler.geometry.top_offset(self._bar.value() + 8)

    def reveal(self, span: Span) -> None:
        """Bring a range into view, to about a third of the height; nothing moves where it is seen already."""
        if self._is_pending(span.start, centred=True):
            return
        box = self._filler.geometry.line_box(span.start)
        top, height = self._bar.value(), self._view.viewport().height()
        margin = height * 0.08
        if box.top() < top + max(margin, self.covered) or box.bottom() > top + height - margin:
            self._scroll_to(span.start, centred=True)

    def restore(self, code_point: int) -> None:
        """Scroll so that a code point stands at the top."""
        if not self._is_pending(code_point, centred=False):
            self._scroll_to(code_point, centred=False)

    def stay(self) -> None:
        """Somebody scrolls: nobody waits for another place any more."""
        self._wanted = None

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
        above = self._view.viewport().height() / 3 if centred else 4
        self._bar.setValue(max(0, round(top - above)))
