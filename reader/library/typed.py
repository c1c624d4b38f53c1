"""Values read from the library: each is what it should be, or a ``DamagedRowError``."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from types import UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from reader.core.records import Span

Check = Callable[[Any], bool]

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
    if not _checker(type(record))(record):
        raise DamagedRowError(f"a field of {type(record).__name__} is impossible")


@lru_cache(maxsize=256)
def _checker(hint: Any) -> Check:
    """What tells whether a value has a type, made once for each."""
    if get_origin(hint) is tuple:
        each = _checker(get_args(hint)[0])
        return lambda value: type(value) is tuple and all(map(each, cast(tuple[Any, ...], value)))
    if isinstance(hint, UnionType):
        kinds = [_checker(kind) for kind in get_args(hint)]
        return lambda value: any(kind(value) for kind in kinds)
    if hint is Span:
        return _is_span
    if hint is float:
        return lambda value: type(value) in (int, float) and math.isfinite(value)
    if is_dataclass(hint):
        return _record_checker(hint)
    if issubclass(hint, Enum):
        return lambda value: isinstance(value, hint)
    return lambda value: type(value) is hint


def _record_checker(kind: Any) -> Check:
    hints = get_type_hints(kind)
    checks = [(attrgetter(each.name), _checker(hints[each.name])) for each in fields(kind)]
    return lambda value: type(value) is kind and all(check(get(value)) for get, check in checks)


def _is_span(value: Any) -> bool:
    if type(value) is not Span:
        return False
    return type(value.start) is int and type(value.end) is int and 0 <= value.start <= value.end
