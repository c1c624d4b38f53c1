"""The names of the entity types in the interface's language, from the one table of types."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from reader.core.resources import resource_path

_QUOTE = "QUOTE"


@dataclass(frozen=True, slots=True)
class TypeTitles:
    """Codes in their order, and their titles; ``language`` tells the present language's code."""

    rows: Mapping[str, Mapping[str, Any]]
    language: Callable[[], str]

    @property
    def codes(self) -> tuple[str, ...]:
        """The shown entity types, in the order of the sections."""
        return tuple(code for code in self.rows if code != _QUOTE)

    @property
    def signs(self) -> dict[str, str]:
        """The sign that stands for each type beside its colour."""
        return {code: str(row.get("sign", "●")) for code, row in self.rows.items()}

    def singular(self, code: str) -> str:
        """``Personne`` for ``PER``."""
        return self._title(code, "singular")

    def plural(self, code: str) -> str:
        """``Personnes`` for ``PER``."""
        return self._title(code, "plural")

    def _title(self, code: str, number: str) -> str:
        row = self.rows.get(code, {})
        titles = row.get(self.language(), row.get("en", {}))
        return str(titles.get(number, code))


def load_titles(language: Callable[[], str]) -> TypeTitles:
    """The titles of ``resources/entity_types.toml``; hidden types are left out."""
    with resource_path("entity_types.toml").open("rb") as file:
        table = tomllib.load(file)
    return TypeTitles({code: row for code, row in table.items() if not row.get("hidden")}, language)
