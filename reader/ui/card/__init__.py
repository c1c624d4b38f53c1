"""The card of an entity: who is this, as the article itself tells it."""

from reader.ui.card.entity_card import EntityCard
from reader.ui.card.keeper import CardKeeper

__all__ = ["CardKeeper", "EntityCard"]
