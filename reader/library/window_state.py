"""What the window remembers without being asked: its place, recent files, where one stopped reading."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from reader.library.atomic import set_aside, write_atomically

RECENT_LIMIT = 12
PLACES_LIMIT = 500


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
    for article_id, position in ours.places:
        if before.place_of(article_id) != position:
            state = state.with_place(article_id, position)
    for file, number in ours.chapters:
        if before.chapter_of(file) != number:
            state = state.with_chapter(file, number)
    for article_id, code in ours.languages:
        if before.language_of(article_id) != code:
            state = state.with_language(article_id, code)
    if "recent" in changed:
        new = tuple(each for each in theirs.recent if each not in before.recent and each not in ours.recent)
        state = replace(state, recent=(*ours.recent, *new)[:RECENT_LIMIT])
    return state


_BY_KEY = ("places", "chapters", "languages")


def state_from_mapping(data: Mapping[str, Any]) -> WindowState:
    """The state in ``data``. Raises ``ValueError``, ``TypeError`` or ``KeyError`` for other data."""
    default = WindowState()
    return WindowState(
        geometry=str(data.get("geometry", "")),
        splitter=str(data.get("splitter", "")),
        panel_visible=bool(data.get("panel_visible", default.panel_visible)),
        recent=_texts(data.get("recent", ())),
        places=tuple((str(key), int(place)) for key, place in data.get("places", ())),
        welcomed=bool(data.get("welcomed", False)),
        chapters=tuple((str(key), int(number)) for key, number in data.get("chapters", ())),
        languages=tuple((str(key), str(code)) for key, code in data.get("languages", ())),
        open_folder=str(data.get("open_folder", "")),
        asked_about_telemetry=bool(data.get("asked_about_telemetry", False)),
    )


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        raise ValueError("a list was expected")
    return tuple(str(each) for each in value)


def load_state(path: Path) -> WindowState:
    """The state in the file ``path``; a fresh one where it is missing or broken (then it is set aside)."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return state_from_mapping(data)
    except OSError:
        pass
    except (ValueError, TypeError, KeyError, AttributeError):
        set_aside(path)
    return WindowState()


def save_state(path: Path, state: WindowState) -> None:
    """Write the state. Raises ``OSError`` where the disk does not let us."""
    write_atomically(path, json.dumps(asdict(state), ensure_ascii=False, indent=1) + "\n")
