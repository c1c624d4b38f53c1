"""What languages are called, in the languages of the interface."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from reader.core.resources import resource_path

UNKNOWN = "und"
"""The code (ISO 639) of a language that nobody names."""

_UNNAMED = {"en": "the language “{code}”", "fr": "langue « {code} »"}


def language_name(code: str, interface: str = "en") -> str:
    """The name of a language, as it stands behind "in" and « en »; one without a name is called by its code."""
    row = _table().get(code)
    if row is None:
        return _UNNAMED.get(interface, _UNNAMED["en"]).format(code=code)
    return row.get(interface, row["en"])


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    with resource_path("languages.toml").open("rb") as file:
        return tomllib.load(file)
