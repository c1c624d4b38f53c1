"""The underline of each kind of mark, from the one table of types."""

from __future__ import annotations

import tomllib

from reader.core.resources import resource_path


def type_lines() -> dict[str, str]:
    """``solid``, ``dotted`` or ``dashed`` for every kind."""
    table = tomllib.loads(resource_path("entity_types.toml").read_text(encoding="utf-8"))
    return {kind: str(row.get("line", "solid")) for kind, row in table.items()}
