"""The marks over the page: which there are, how they are shown, what is chosen, what they say in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from reader.core.marks import Mark, MarkIndex
from reader.core.navigation import Choice, chosen_entity
from reader.core.records import Annotations, Article, Link, Span
from reader.ui.entity_types import EntityTypes
from reader.ui.language import present_language
from reader.ui.page.mark_painter import MarkState
from reader.ui.page.style import Density
from reader.ui.page.words import describe


class MarkLayer(QObject):
    """Says ``changed`` whenever the page is to be painted anew; knows nothing of where letters stand."""

    changed = Signal()
    hits_changed = Signal(object)

    def __init__(self, types: EntityTypes, parent: QObject) -> None:
        super().__init__(parent)
        self._types = types
        self._article: Article | None = None
        self._annotations: Annotations | None = None
        self.index = MarkIndex()
        self.state = MarkState(lines={kind: types.line(kind) for kind in types.keys})

    def set_article(self, article: Article) -> None:
        """Turn to an article without marks yet."""
        self._article = article
        self._annotations = None
        self.index = MarkIndex()
        self._change(entity_id=None, mention_index=None, quote_index=None, hits=(), hit=None)

    def set_annotations(self, annotations: Annotations | None, marks: MarkIndex) -> None:
        """Show these marks."""
        self._annotations = annotations
        self.index = marks
        self.changed.emit()

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the article."""
        return () if self._article is None else self._article.links

    def set_hidden_types(self, types: frozenset[str]) -> None:
        """Leave out the marks of these kinds."""
        self._change(hidden=types)

    def set_density(self, density: Density) -> None:
        """Show marks in colour, quietly, or not at all."""
        self._change(density=density)

    def set_choice(self, choice: Choice) -> None:
        """Let all mentions of an entity stand out, the current one most; or one quotation."""
        self._change(
            entity_id=choice.entity_id, mention_index=choice.mention_index, quote_index=choice.quote_index
        )

    def set_search_hits(self, spans: Sequence[Span], current: int | None) -> None:
        """Show what a search has found."""
        self._change(hits=tuple(spans), hit=current)
        self.hits_changed.emit(self.state.hits)

    def at(self, offset: int) -> Mark | None:
        """The mark to act on at a code point, if it is drawn."""
        mark = self.index.at(offset, self.state.hidden)
        return mark if mark is None or self.state.drawn(mark) else None

    def describe(self, mark: Mark) -> str:
        """A mark in words."""
        if self._article is None or self._annotations is None:
            return ""
        return describe(mark, self._article, self._annotations)

    def describe_choice(self, choice: Choice) -> str:
        """What is chosen, in words: of a mention its kind, its name and which one it is."""
        if choice.quote_index is not None:
            return self.describe(Mark(Span(0, 0), "", choice.quote_index))
        entity = chosen_entity(self._annotations, choice.entity_id)
        if entity is None or choice.mention_index is None:
            return ""
        words = self.describe(Mark(Span(0, 0), "", choice.mention_index, choice.entity_id))
        if entity.entity_type not in self._types.keys:
            return words
        return f"{self._types.singular(entity.entity_type, present_language())}, {words}"

    def _change(self, **values: object) -> None:
        state = replace(self.state, **values)  # type: ignore[arg-type]
        if state != self.state:
            self.state = state
            self.changed.emit()
