"""What the window remembers without being asked: its place, recent files, where one stopped reading."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
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

    ``geometry`` and ``splitter`` are opaque to us, base64; ``places`` pairs an article id with a code point,
    and ``chapters`` a book's file with the chapter that was open, last used last. ``languages`` pairs an article
    id with the language that its reader said it is in; ``open_folder`` is where files were last chosen. Tabs are
    in ``tab_files``.
    """

    geometry: str = ""
    splitter: str = ""
    panel_visible: bool = True
    recent: tuple[str, ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    welcomed: bool = False
    chapters: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    open_folder: str = ""
    asked_about_telemetry: bool = False

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

    def without_reading(self) -> WindowState:
        """This state as it is kept where nothing of what is read is to be."""
        return replace(self, recent=(), places=(), chapters=(), languages=(), open_folder="")

    def with_chapter(self, file: str, number: int) -> WindowState:
        """This state with the chapter of a book that is open."""
        others = tuple(each for each in self.chapters if each[0] != file)
        return replace(self, chapters=(*others, (file, number))[-PLACES_LIMIT:])

    def chapter_of(self, file: str) -> int | None:
        """The chapter of a book that was open last; ``None`` where none was."""
        return dict(self.chapters).get(file)

    def with_language(self, article_id: str, code: str | None) -> WindowState:
        """This state with what the reader says an article's language is; ``None`` to leave it to its words."""
        others = tuple(each for each in self.languages if each[0] != article_id)
        chosen = () if code is None else ((article_id, code),)
        return replace(self, languages=(*others, *chosen)[-PLACES_LIMIT:])

    def language_of(self, article_id: str) -> str | None:
        """The language that the reader says an article is in; ``None`` where nothing was said."""
        return dict(self.languages).get(article_id)

    def place_of(self, article_id: str) -> int:
        """Where reading of an article stopped, as a code point; 0 where it is unknown."""
        return dict(self.places).get(article_id, 0)


def merged_state(ours: WindowState, before: WindowState, theirs: WindowState) -> WindowState:
    """Our state and what another window of the profile has written since ``before``, which both began with."""
    changed = {
        field.name: getattr(ours, field.name)
        for field in fields(WindowState)
        if getattr(ours, field.name) != getattr(before, field.name)
    }
    state = replace(theirs, **{name: value for name, value in changed.items() if name not in _BY_KEY})
    places_before = dict(before.places)
    for article_id, position in ours.places:
        if places_before.get(article_id) != position:
            state = state.with_place(article_id, position)
    for file, number in ours.chapters:
        if before.chapter_of(file) != number:
            state = state.with_chapter(file, number)
    for article_id in dict(before.languages) | dict(ours.languages):
        code = ours.language_of(article_id)  # none where the choice was taken back
        if before.language_of(article_id) != code:
            state = state.with_language(article_id, code)
    if "recent" in changed:
        new = tuple(each for each in theirs.recent if each not in before.recent and each not in ours.recent)
        state = replace(state, recent=(*ours.recent, *new)[:RECENT_LIMIT])
    return state


Readers = Mapping[str, Callable[[Any], tuple[Any, bool]]]
_BY_KEY = ("places", "chapters", "languages")


def _read(data: Mapping[str, Any], readers: Readers) -> tuple[dict[str, Any], list[str]]:
    """What is good in ``data``, and the names of what is impossible in it, wholly or in part."""
    good: dict[str, Any] = {}
    wrong: list[str] = []
    for name in data.keys() & readers.keys():
        try:
            good[name], whole = readers[name](data[name])
        except (ValueError, TypeError):
            whole = False
        if not whole:
            wrong.append(name)
    return good, wrong


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


def _one_text(value: object) -> tuple[str, bool]:
    return _text(value), True


def _texts(value: object) -> tuple[tuple[str, ...], bool]:
    return _each(value, _text)


def _pairs(value: object) -> tuple[tuple[tuple[str, int], ...], bool]:
    found, whole = _each(value, _pair)
    return found[-PLACES_LIMIT:], whole


def _pairs_of_texts(value: object) -> tuple[tuple[tuple[str, str], ...], bool]:
    found, whole = _each(value, _pair_of_texts)
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


def _pair_of_texts(value: Any) -> tuple[str, str]:
    key, other = value
    return _text(key), _text(other)


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


_READERS: Readers = {
    "geometry": _opaque,
    "splitter": _opaque,
    "panel_visible": _switch,
    "recent": _texts,
    "places": _pairs,
    "welcomed": _switch,
    "chapters": _pairs,
    "languages": _pairs_of_texts,
    "open_folder": _one_text,
    "asked_about_telemetry": _switch,
}
"""Each gives a field's value and whether it is all that was there. Raises ``ValueError`` or ``TypeError``."""


def _to_json(data: Mapping[str, Any]) -> str:
    """Names of files may hold halves of characters: they are written as escapes."""
    return json.dumps(data, indent=1) + "\n"


_OF_EARLIER_VERSIONS: Readers = {"open_files": _texts, "open_ids": _texts, "current": _whole_number}
"""Tabs stood here before they got files of their own: ``tab_files`` reads them, and they are not saved again."""

_FILE = PreferenceFile("state", json.loads, _to_json, frozenset((*_READERS, *_OF_EARLIER_VERSIONS)))


def load_state(path: Path, tell: Tell = tell_nobody) -> WindowState:
    """The state in the file ``path``; a fresh one for what is missing or impossible, which ``tell`` gets to know."""
    data = _FILE.load(path, tell)
    good, wrong = _read(data, _READERS)
    former_tabs, wrong_tabs = _read(data, _OF_EARLIER_VERSIONS)
    state = WindowState(**good)
    if wrong or wrong_tabs:
        _FILE.replace_damaged(path, {**asdict(state), **former_tabs}, [*wrong, *wrong_tabs], tell)
    return state


def save_state(path: Path, state: WindowState) -> None:
    """Write the state. Raises ``OSError`` where the disk does not let us."""
    _FILE.save(path, asdict(state))
