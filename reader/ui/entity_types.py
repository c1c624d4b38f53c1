"""The kinds of marks the window shows, from the one table of types, in its order."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reader.core.marks import QUOTE_TYPE
from reader.core.resources import resource_path


@dataclass(frozen=True, slots=True)
class EntityTypes:
    """Keys, signs and titles of the shown kinds; quotations are one of them."""

    rows: Mapping[str, Mapping[str, Any]]

    @property
    def keys(self) -> tuple[str, ...]:
        """The kinds in the order of the table."""
        return tuple(self.rows)

    @property
    def entity_keys(self) -> tuple[str, ...]:
        """The kinds that are entities: all but quotations."""
        return tuple(key for key in self.rows if key != QUOTE_TYPE)

    def line(self, key: str) -> str:
        """The underline that tells the kind in the text: ``solid``, ``dotted`` or ``dashed``."""
        return str(self.rows.get(key, {}).get("line", "solid"))

    def sign(self, key: str) -> str:
        """The sign that tells the kind without colour."""
        return str(self.rows[key].get("sign", ""))

    def title(self, key: str, language: str) -> str:
        """The name of the kind, in the plural: ``Personnes``."""
        return self._title(key, language, "plural")

    def singular(self, key: str, language: str) -> str:
        """The name of one of the kind: ``Personne``."""
        return self._title(key, language, "singular")

    def _title(self, key: str, language: str, number: str) -> str:
        row = self.rows[key]
        titles: Mapping[str, Any] = row.get(language) or row.get("en") or {}
        return str(titles.get(number, key))


def load_entity_types() -> EntityTypes:
    """The shown rows of ``resources/entity_types.toml``."""
    with resource_path("entity_types.toml").open("rb") as file:
        table = tomllib.load(file)
    return EntityTypes({key: row for key, row in table.items() if not row.get("hidden")})
