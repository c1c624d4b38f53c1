"""What the window remembers without being asked: its place, recent files, where one stopped reading."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from reader.library.preference_files import PreferenceFile, Tell, tell_nobody

RECENT_LIMIT = 12
PLACES_LIMIT = 500
_LARGEST_NUMBER = 2**31 - 1
"""What Qt counts to."""
_LONGEST_TEXT = 32_768
_MOST_ITEMS = 5_000
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class WindowState:
    """The window's memory.

    ``geometry`` and ``splitter`` are opaque to us, base64; ``open_files`` are the articles of the last
    run, ``open_ids`` beside them the ids of those that the library keeps (empty for others), ``current`` the
    index of the one in front; ``places`` pairs an article id with a code point, and ``chapters`` a book's
    file with the chapter that was open, last used last.
    """

    geometry: str = ""
    splitter: str = ""
    panel_visible: bool = True
    recent: tuple[str, ...] = ()
    open_files: tuple[str, ...] = ()
    open_ids: tuple[str, ...] = ()
    current: int = 0
    places: tuple[tuple[str, int], ...] = ()
    welcomed: bool = False
    chapters: tuple[tuple[str, int], ...] = ()

    def with_recent(self, path: str) -> WindowState:
        """This state with ``path`` as the most recent file."""
        others = tuple(each for each in self.recent if each != path)
        return replace(self, recent=(path, *others)[:RECENT_LIMIT])

    def without_recent(self, path: str) -> WindowState:
        """This state with ``path`` forgotten, as when the file is gone."""
        return replace(self, recent=tuple(each for each in self.recent if each != path))

    def with_place(self, article_id: str, position: int) -> WindowState:
        """This state with the reading place of an article."""
        others = tuple(each for each in self.places if each[0] != article_id)
        return replace(self, places=(*others, (article_id, position))[-PLACES_LIMIT:])

    def kept_files(self) -> dict[str, str]:
        """Which articles of the last run the library keeps: their ids by their files."""
        return {path: key for path, key in zip(self.open_files, self.open_ids, strict=False) if key}

    def with_chapter(self, file: str, number: int) -> WindowState:
        """This state with the chapter of a book that is open."""
        others = tuple(each for each in self.chapters if each[0] != file)
        return replace(self, chapters=(*others, (file, number))[-PLACES_LIMIT:])

    def chapter_of(self, file: str) -> int | None:
        """The chapter of a book that was open last; ``None`` where none was."""
        return dict(self.chapters).get(file)

    def place_of(self, article_id: str) -> int:
        """Where reading of an article stopped, as a code point; 0 where it is unknown."""
        return dict(self.places).get(article_id, 0)


def state_from_mapping(data: Mapping[str, Any]) -> WindowState:
    """The state in ``data``; what is missing or impossible gives way to the default."""
    return _read(data)[0]


def _read(data: Mapping[str, Any]) -> tuple[WindowState, list[str]]:
    """The state in ``data``, and the names of what is impossible in it, wholly or in part."""
    good: dict[str, Any] = {}
    wrong: list[str] = []
    for name in data.keys() & _READERS.keys():
        try:
            good[name], whole = _READERS[name](data[name])
        except (ValueError, TypeError):
            whole = False
        if not whole:
            wrong.append(name)
    return WindowState(**good), wrong


def _opaque(value: object) -> tuple[str, bool]:
    """Base64, which Qt checks for itself."""
    found = _text(value)
    found.encode("ascii")
    return found, True


def _switch(value: object) -> tuple[bool, bool]:
    if not isinstance(value, bool):
        raise TypeError
    return value, True


def _whole_number(value: object) -> tuple[int, bool]:
    return _number(value), True


def _texts(value: object) -> tuple[tuple[str, ...], bool]:
    return _each(value, _text)


def _pairs(value: object) -> tuple[tuple[tuple[str, int], ...], bool]:
    found, whole = _each(value, _pair)
    return found[-PLACES_LIMIT:], whole


def _each(value: object, read: Callable[[Any], _T]) -> tuple[tuple[_T, ...], bool]:
    """The good ones of a list, and whether that is all of them."""
    if not isinstance(value, list | tuple):
        raise TypeError
    items: list[object] = list(value)  # pyright: ignore[reportUnknownArgumentType]
    found: list[_T] = []
    for item in items[:_MOST_ITEMS]:
        try:
            found.append(read(item))
        except (ValueError, TypeError):
            continue
    return tuple(found), len(found) == len(items)


def _pair(value: Any) -> tuple[str, int]:
    key, number = value
    return _text(key), _number(number)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    if len(value) > _LONGEST_TEXT or "\0" in value:
        raise ValueError
    return value


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    if not 0 <= value <= _LARGEST_NUMBER:
        raise ValueError
    return value


_READERS: Mapping[str, Callable[[Any], tuple[Any, bool]]] = {
    "geometry": _opaque,
    "splitter": _opaque,
    "panel_visible": _switch,
    "recent": _texts,
    "open_files": _texts,
    "open_ids": _texts,
    "current": _whole_number,
    "places": _pairs,
    "welcomed": _switch,
    "chapters": _pairs,
}
"""Each gives a field's value and whether it is all that was there. Raises ``ValueError`` or ``TypeError``."""


def _to_json(data: Mapping[str, Any]) -> str:
    """Names of files may hold halves of characters: they are written as escapes."""
    return json.dumps(data, indent=1) + "\n"


_FILE = PreferenceFile("state", json.loads, _to_json, frozenset(_READERS))


def load_state(path: Path, tell: Tell = tell_nobody) -> WindowState:
    """The state in the file ``path``; a fresh one for what is missing or impossible, which ``tell`` gets to know."""
    state, wrong = _read(_FILE.load(path, tell))
    if wrong:
        _FILE.replace_damaged(path, asdict(state), wrong, tell)
    return state


def save_state(path: Path, state: WindowState) -> None:
    """Write the state. Raises ``OSError`` where the disk does not let us."""
    _FILE.save(path, asdict(state))
