"""The tabs of each window between runs: one small file for each, so that no window overwrites another's."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, cast

from reader.library.atomic import write_atomically
from reader.library.preference_files import Tell, set_aside_and_tell, tell_nobody
from reader.library.regular_files import NotRegularError, read_regular

CLOSED_LIMIT = 30
_OTHER_DATA = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
"""What reading raises where something else stands there than tabs."""

_NAME = re.compile(r"tabs-(\d{1,3})\.json")
"""Such as ``tabs-1.json``: the first window's."""


@dataclass(frozen=True, slots=True)
class SavedTab:
    """A tab by where its article comes from: a file's absolute path, with ``#3`` for the chapter of a book.

    ``article_id`` is empty unless the library keeps the article.
    """

    source: str
    title: str = ""
    article_id: str = ""


@dataclass(frozen=True, slots=True)
class ClosedTab:
    """A tab that was closed, and where it stood in the row."""

    tab: SavedTab
    index: int = 0


@dataclass(frozen=True, slots=True)
class SavedTabs:
    """The tabs of one window in their order, the number of the one in front, and the closed ones, latest last."""

    tabs: tuple[SavedTab, ...] = ()
    front: int = 0
    closed: tuple[ClosedTab, ...] = ()

    def with_closed(self, tab: SavedTab, index: int) -> SavedTabs:
        """These tabs with one more to reopen; of each source only the latest is remembered."""
        others = tuple(each for each in self.closed if each.tab.source != tab.source)
        return replace(self, closed=(*others, ClosedTab(tab, index))[-CLOSED_LIMIT:])

    def all_closed(self) -> SavedTabs:
        """What remains of a window that was closed while another stays: all of it can be reopened."""
        closed = SavedTabs(closed=self.closed)
        for index, tab in enumerate(self.tabs):
            closed = closed.with_closed(tab, index)
        return closed


def merged(windows: Iterable[SavedTabs]) -> SavedTabs:
    """The tabs of several windows in one row, each source once; the first window's front stays in front."""
    tabs: dict[str, SavedTab] = {}
    closed = SavedTabs()
    front = ""
    for window in windows:
        if window.tabs and not front:
            front = window.tabs[min(max(window.front, 0), len(window.tabs) - 1)].source
        for tab in window.tabs:
            tabs.setdefault(tab.source, tab)
        for each in window.closed:
            closed = closed.with_closed(each.tab, each.index)
    order = list(tabs)
    left = tuple(each for each in closed.closed if each.tab.source not in tabs)
    return SavedTabs(tuple(tabs.values()), order.index(front) if front else 0, left)


class TabFiles:
    """Loads and saves the tabs of window ``number``; ``alone`` where no other window of the profile runs."""

    def __init__(self, folder: Path, number: int = 1, alone: bool = True) -> None:
        self._folder = folder
        self._number = number
        self._alone = alone
        self._turn = threading.Lock()
        self._order = 0

    def load(self, tell: Tell = tell_nobody) -> SavedTabs:
        """The window's own tabs; alone, with those that other windows left when they were not closed properly.

        ``tell`` gets to know of damaged files.
        """
        own = self._path(self._number)
        others = self._others() if self._alone else []
        if not own.exists() and not others:
            return _before_tab_files(self._folder / "state.json")
        return merged(_load(path, tell) for path in (own, *others))

    def save(self, saved: SavedTabs, order: int) -> None:
        """Write them, from any thread, unless a later ``order`` was written; raises ``OSError``.

        What other windows left is part of them now and goes.
        """
        with self._turn:
            if order >= self._order:
                self._order = order
                self._save(saved)

    def _save(self, saved: SavedTabs) -> None:
        text = json.dumps(asdict(saved), ensure_ascii=True, indent=1) + "\n"  # file names may be no text
        write_atomically(self._path(self._number), text)
        if self._alone:
            self._alone = False
            for path in self._others():
                path.unlink(missing_ok=True)

    def _path(self, number: int) -> Path:
        return self._folder / f"tabs-{number}.json"

    def _others(self) -> list[Path]:
        found: dict[int, Path] = {}
        with suppress(OSError):
            for path in self._folder.iterdir():
                name = _NAME.fullmatch(path.name)
                if name is not None and int(name[1]) != self._number:
                    found[int(name[1])] = path
        return [found[number] for number in sorted(found)]


def _load(path: Path, tell: Tell) -> SavedTabs:
    """The tabs in a file; none where it is missing or damaged (then it is set aside and told)."""
    try:
        return _from_mapping(json.loads(read_regular(path)))
    except NotRegularError:
        set_aside_and_tell(path, tell, "tabs_damaged")
    except OSError:
        pass
    except _OTHER_DATA:
        set_aside_and_tell(path, tell, "tabs_damaged")
    return SavedTabs()


def _from_mapping(data: Mapping[str, Any]) -> SavedTabs:
    return SavedTabs(
        tuple(_tab(each) for each in data.get("tabs", ())),
        int(data.get("front", 0)),
        tuple(ClosedTab(_tab(each["tab"]), int(each["index"])) for each in data.get("closed", ())),
    )


def _tab(data: Mapping[str, Any]) -> SavedTab:
    return SavedTab(str(data["source"]), str(data.get("title", "")), str(data.get("article_id", "")))


def _before_tab_files(state_file: Path) -> SavedTabs:
    """What an earlier version of the program kept in its state file."""
    try:
        data = cast(dict[str, Any], json.loads(read_regular(state_file)))
        files, ids = list(data.get("open_files", ())), list(data.get("open_ids", ()))
        ids += [""] * (len(files) - len(ids))
        tabs = tuple(SavedTab(str(file), "", str(key)) for file, key in zip(files, ids, strict=False))
        front = data.get("current", 0)
        return SavedTabs(tabs, front if isinstance(front, int) else 0)
    except (OSError, *_OTHER_DATA):
        return SavedTabs()
