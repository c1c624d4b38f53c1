"""What a row of the Entities tab says, to the eye and to a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from reader.core.listing import Context, context, positions
from reader.core.printable import one_line
from reader.core.records import Annotations, Article, Entity
from reader.core.tally import tally_mentions
from reader.ui.counts import CountWords
from reader.ui.entity_types import EntityTypes
from reader.ui.language import present_language
from reader.ui.page.words import may_be, probable
from reader.ui.panel.entity_rows import Kind, Row


class EntityWords(QObject):
    """Words and places of the rows of one article's entities."""

    def __init__(
        self,
        types: EntityTypes,
        article: Article | None = None,
        annotations: Annotations | None = None,
        counts: CountWords | None = None,
    ) -> None:
        super().__init__()
        self._types = types
        self._article = article
        self._entities = annotations.entities if annotations else ()
        self._places: dict[str, tuple[float, ...]] = {}
        self._counts = counts or CountWords()

    def positions(self, row: Row) -> tuple[float, ...]:
        """Where in the article an entity is mentioned, from 0 to 1."""
        if row.entity is None or self._article is None:
            return ()
        if row.entity.id not in self._places:
            self._places[row.entity.id] = positions(row.entity, len(self._article.text))
        return self._places[row.entity.id]

    def context(self, row: Row) -> Context | None:
        """A mention and the words around it."""
        if row.entity is None or self._article is None or row.kind is not Kind.MENTION:
            return None
        return context(self._article, row.entity.mentions[row.place].span)

    def count(self, row: Row) -> str:
        """How many mentions an entity has, or a section entities."""
        if row.entity is None:
            return QLocale().toString(len(row.section.entities))
        return self._counts.short(tally_mentions(row.entity))

    def doubtful(self, row: Row) -> bool:
        """Whether a row is a mention that only probably means its entity."""
        return row.kind is Kind.MENTION and row.entity is not None and row.entity.mentions[row.place].doubtful

    def shown(self, row: Row) -> str:
        """What a row shows."""
        if row.kind is Kind.SECTION:
            return self._types.title(row.section.entity_type, present_language())
        if row.kind is Kind.ENTITY:
            return one_line(row.entity.name) if row.entity else ""
        if row.kind is Kind.MORE:
            left = len(row.entity.mentions) - row.place if row.entity else 0
            return self.tr("%n more mention(s)…", "", left)
        found = self.context(row)
        return f"{found.before}{found.name}{found.after}" if found else ""

    def spoken(self, row: Row) -> str:
        """What a screen reader says of a row; the tooltip says it too."""
        if row.kind is Kind.ENTITY and row.entity is not None:
            return self._spoken_entity(row.entity)
        if row.kind is Kind.SECTION:
            return f"{self.shown(row)}, {len(row.section.entities)}"
        if self.doubtful(row) and row.entity is not None:
            return f"{probable(row.entity.name)} : {self.shown(row)}"
        return self.shown(row)

    def _spoken_entity(self, entity: Entity) -> str:
        count = self._counts.mentions(tally_mentions(entity))
        forms = " · ".join((entity.name, *entity.aliases))
        words = f"{self._types.singular(entity.entity_type, present_language())}, {forms}, {count}"
        candidates = [each.name for each in self._entities if each.id in entity.candidates]
        return f"{words}, {may_be(candidates)}" if candidates else words
