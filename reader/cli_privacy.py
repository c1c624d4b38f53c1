"""The command ``reader erase``: all that is kept, after a question."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.console import complain, give, interface_language, tell, use_utf8
from reader.core.errors import ReaderError, message
from reader.usage import RawFormatter

if TYPE_CHECKING:
    from reader.library.paths import Paths

_OK, _SOME_FAILED = 0, 1
_YES = ("y", "yes", "o", "oui")

_DETAILS = """
Everything that the reader keeps goes: settings, window memory, reading places, open tabs, library, pasted texts,
finished analyses, log. Nothing else in these folders is touched, nor are your own files. Each path that was
removed is printed. Erased files are not overwritten: as after any removal, tools may bring parts of them back.
"""


def add_commands(commands: Any) -> None:
    """Add the command to the program's parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "erase",
        help="erase all that is kept: articles, settings, reading places, tabs, analyses, log",
        epilog=_DETAILS,
        formatter_class=RawFormatter,
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument(
        "--onnxruntime", action="store_true", help="also what ONNX Runtime's telemetry has left in your cache"
    )
    parser.add_argument("--profile", type=Path, metavar="DIR", help="what is kept in DIR")
    parser.set_defaults(handler=_erase)


def _erase(options: argparse.Namespace) -> int:
    from reader.library.erasing import kept_files, running_windows
    from reader.library.paths import find_paths
    from reader.library.telemetry_files import telemetry_files

    paths = find_paths(options.profile)
    if running_windows(paths):
        raise ReaderError("erase_window_open")
    left = telemetry_files()
    files = (*kept_files(paths), *(left if options.onnxruntime else ()))
    use_utf8()
    if left and not options.onnxruntime:
        tell(message("erase_telemetry", interface_language(), folder=left[0].parent))
    if not files:
        tell(message("erase_nothing", interface_language()))
        return _OK
    if not options.yes and not _confirmed(files):
        return _SOME_FAILED
    return max(_erase_kept(paths), _erase_telemetry() if options.onnxruntime else _OK)


def _confirmed(files: Sequence[Path]) -> bool:
    """Ask on the terminal, with the folders and how many files go in each. Raises ``ReaderError`` without one."""
    if not sys.stdin.isatty():
        raise ReaderError("erase_unconfirmed")
    language = interface_language()
    for folder, count in Counter(file.parent for file in files).items():
        tell(message("erase_folder", language, folder=folder, count=count))
    print(message("erase_question", language), end=" ", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() in _YES:
        return True
    tell(message("erase_declined", language))
    return False


def _erase_kept(paths: Paths) -> int:
    from reader.library.erasing import erase

    erased = erase(paths)
    _print(erased.removed)
    for path in erased.emptied:
        tell(message("erase_emptied", interface_language(), path=path))
    for path in erased.strange:
        tell(message("erase_strange", interface_language(), path=path))
    for path in erased.refused:
        complain(ReaderError("erase_refused", path=path))
    return _SOME_FAILED if erased.refused else _OK


def _erase_telemetry() -> int:
    from reader.library.telemetry_files import remove_telemetry_files, telemetry_files

    before = telemetry_files()
    try:
        remove_telemetry_files()
    except OSError as error:
        raise ReaderError("telemetry_refused", reason=error) from error
    _print(before)
    return _OK


def _print(paths: Iterable[Path]) -> None:
    for path in paths:
        give(str(path), sys.stdout)
