"""Getting about an article: the next mention of somebody, and the way back after a jump."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.core.records import Span

HISTORY_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Step:
    """Where a step among mentions leads; ``wrapped`` tells that it went round the end."""

    index: int
    wrapped: bool = False


def step_mention(count: int, current: int | None, step: int) -> Step | None:
    """The mention ``step`` after ``current`` of ``count``, round the end; ``None`` where there is none."""
    if count <= 0:
        return None
    if current is None:
        return Step(0 if step >= 0 else count - 1)
    target = current + step
    return Step(target % count, wrapped=not 0 <= target < count)


def step_from_position(spans: Sequence[Span], position: int, step: int) -> Step | None:
    """The first mention at or after a text ``position`` (``step`` > 0), or the last one before it.

    ``spans`` come in text order, ``position`` is a code point.
    """
    if not spans:
        return None
    following = bisect_left([span.start for span in spans], position)
    target = following if step > 0 else following - 1
    return Step(target % len(spans), wrapped=not 0 <= target < len(spans))


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was reading: a code point at the top of the page, and what was chosen there."""

    article_id: str
    position: int
    entity_id: str | None = None
    mention_index: int | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The places before and after the present one, oldest first, as a web browser keeps them."""

    past: tuple[Place, ...] = ()
    future: tuple[Place, ...] = ()

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return bool(self.past)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place to go forward to."""
        return bool(self.future)

    def leave(self, here: Place) -> History:
        """The history after a jump away from ``here``; what lay ahead is forgotten."""
        if self.past and self.past[-1] == here:
            return replace(self, future=())
        return History((*self.past, here)[-HISTORY_LIMIT:])

    def back(self, here: Place) -> tuple[History, Place | None]:
        """One place back from ``here``, and the history seen from there."""
        if not self.past:
            return self, None
        return History(self.past[:-1], (here, *self.future)), self.past[-1]

    def forward(self, here: Place) -> tuple[History, Place | None]:
        """One place forward from ``here``, and the history seen from there."""
        if not self.future:
            return self, None
        return History((*self.past, here), self.future[1:]), self.future[0]

    def without(self, article_id: str) -> History:
        """The history after an article was closed."""
        return History(
            tuple(place for place in self.past if place.article_id != article_id),
            tuple(place for place in self.future if place.article_id != article_id),
        )
