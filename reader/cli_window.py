"""The commands that need Qt: the window, which is the default, and its picture; the window's own child processes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.console import interface_language
from reader.core.errors import ReaderError, message
from reader.usage import Parser

if TYPE_CHECKING:
    from reader.library.windows import WindowSlot

_INTERNAL = ("--worker", "--read-as=")


def add_window(parser: argparse.ArgumentParser) -> None:
    """``reader [FILE …]``."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="articles or folders; book.epub#3 is a chapter"
    )
    parser.add_argument(
        "--new-window", action="store_true", help="open another window even where one is open already"
    )
    add_profile(parser)
    parser.set_defaults(handler=_window)


def add_screenshot(parser: argparse.ArgumentParser) -> None:
    """``reader screenshot FILE -o OUT.png``."""
    parser.add_argument("file", metavar="FILE", help="the article")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT.png", help="the picture to write"
    )
    parser.add_argument(
        "--size", type=_size, default="1400x900", metavar="WIDTHxHEIGHT", help="size of the window in pixels"
    )
    parser.add_argument(
        "--theme", choices=("light", "sepia", "dark"), default="light", help="colours of the window"
    )
    parser.add_argument("--select", metavar="NAME", help="choose the entity of this name")
    add_profile(parser)
    parser.set_defaults(handler=_screenshot)


def add_profile(parser: argparse.ArgumentParser) -> None:
    """``--profile DIR``, which moves everything that is kept."""
    parser.add_argument(
        "--profile",
        type=Path,
        metavar="DIR",
        help="keep everything in DIR: settings, library, tabs, analyses",
    )


def is_internal(arguments: Sequence[str]) -> bool:
    """Whether the window has started this process for itself: no file and no command is meant."""
    return bool(arguments) and arguments[0].startswith(_INTERNAL)


def run_internal(arguments: Sequence[str]) -> int:
    """The analysis process, or the one that reads a single file."""
    parser = Parser(prog="reader")
    parser.add_argument("--worker", action="store_true")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--read-as")
    parser.add_argument("--form", default="file")
    parser.add_argument("--chapter", type=int)
    options = parser.parse_args(arguments)
    if options.worker:
        from reader.service.worker import run_worker

        return run_worker(options.cache)
    from reader.service.reading import serve_one

    words = (options.read_as, options.form, options.chapter)
    return serve_one(*words, sys.stdin.buffer, sys.stdout)


def _window(options: argparse.Namespace) -> int:
    """Where a window of the profile runs, it takes the files and this process ends at once, without Qt."""
    from reader.library.windows import absolute

    files = [absolute(name) for name in options.files]
    slot, taken = _find_window(files, options)
    if taken:
        return 0
    try:
        if not _has_display():
            raise ReaderError("no_display")
        return int(_qt().run_window(files, options.profile, slot))
    finally:
        if slot is not None:
            slot.release()


def _find_window(files: list[str], options: argparse.Namespace) -> tuple[WindowSlot | None, bool]:
    """The place of a new window (none where no lock can be had), and whether another window took the files."""
    from reader.library.paths import find_paths
    from reader.library.windows import OpenRequest, find_window

    request = OpenRequest(tuple(files), os.environ.get("XDG_ACTIVATION_TOKEN", ""))
    with suppress(OSError):
        slot = find_window(find_paths(options.profile).runtime, request, options.new_window)
        return slot, slot is None
    return None, False


def _screenshot(options: argparse.Namespace) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    run_screenshot = _qt().run_screenshot
    return int(
        run_screenshot(
            options.file, options.output, options.size, options.theme, options.select, options.profile
        )
    )


def _qt() -> Any:
    """The window's module. Raises ``ReaderError`` where Qt's system libraries are missing."""
    try:
        from reader.ui import app
    except ImportError as error:
        raise ReaderError("qt_missing", reason=str(error)) from error
    return app


def _has_display() -> bool:
    """Whether a window can open: always but on Unix without X11, Wayland or a chosen Qt platform."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (
        width.isdecimal() and height.isdecimal() and 200 <= int(width) <= 8000 and 200 <= int(height) <= 8000
    ):
        raise argparse.ArgumentTypeError(message("size_wrong", interface_language(), size=text))
    return int(width), int(height)
