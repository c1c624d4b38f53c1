"""Values read from the library: each is what it should be, or a ``DamagedRowError``."""

from __future__ import annotations

import math
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from reader.core.records import Span

_LARGEST_NUMBER = 2**53
_LATEST = 253_402_300_799.0
"""The last second of the year 9999: what calendars can show."""


class DamagedRowError(ValueError):
    """A value of the library that cannot be what it should."""


def text(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise DamagedRowError(f"a text was expected, not {type(value).__name__}")
    return value


def optional_text(value: object) -> str | None:
    """A text or nothing."""
    return None if value is None else text(value)


def natural(value: object) -> int:
    """A number from 0."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST_NUMBER:
        raise DamagedRowError("a number was expected")
    return value


def moment(value: object) -> float:
    """A time, in Unix seconds."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LATEST:
        raise DamagedRowError("a time was expected")
    return float(value)


def optional_moment(value: object) -> float | None:
    """A time or nothing."""
    return None if value is None else moment(value)


def texts(value: object) -> tuple[str, ...]:
    """Texts in a list."""
    if not isinstance(value, list | tuple):
        raise DamagedRowError("texts were expected")
    items: list[object] = list(value)  # pyright: ignore[reportUnknownArgumentType]
    return tuple(text(item) for item in items)


def check_record(record: object) -> None:
    """See that all fields of a record, however deep, have their types, and that ranges are ranges."""
    if not _conforms(record, type(record)):
        raise DamagedRowError(f"a field of {type(record).__name__} is impossible")


def _conforms(value: Any, hint: Any) -> bool:
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and all(_conforms(each, get_args(hint)[0]) for each in value)  # pyright: ignore[reportUnknownVariableType]
    if isinstance(hint, UnionType):
        return any(_conforms(value, each) for each in get_args(hint))
    if hint is float:
        return type(value) in (int, float) and math.isfinite(value)
    if not isinstance(hint, type):
        return False
    if is_dataclass(hint):
        return isinstance(value, hint) and _fields_conform(value, hint)
    return isinstance(value, hint) if issubclass(hint, Enum) else type(value) is hint


def _fields_conform(value: Any, kind: type) -> bool:
    if kind is Span:
        return type(value.start) is int and type(value.end) is int and 0 <= value.start <= value.end
    return all(_conforms(getattr(value, name), hint) for name, hint in _hints(kind))


@lru_cache(maxsize=64)
def _hints(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((each.name, hints[each.name]) for each in fields(kind))
