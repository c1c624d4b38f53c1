"""What the commands tell a person, on standard error in one of two languages, and how they give out results."""

from __future__ import annotations

import errno
import json
import locale
import os
import shutil
import stat
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from reader.core.errors import ReaderError, message
from reader.core.languages import language_name
from reader.core.printable import one_line, printable


def complain(error: ReaderError, given: str | None = None) -> None:
    """Tell a failure in one line; that of a file by the path that was ``given``, which tells folders apart."""
    values = error.values if given is None or "name" not in error.values else {**error.values, "name": given}
    tell(message(error.key, interface_language(), **values))


def tell(sentence: str) -> None:
    """Tell something in one line."""
    with suppress(OSError):
        print(f"reader: {one_line(sentence)}", file=sys.stderr)


def use_utf8() -> None:
    """Standard output is UTF-8 with plain line ends, whatever the system's habit."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]


def give_json(record: object, sink: TextIO, indent: int | None = None) -> None:
    """Write a record as JSON, on one line unless indented; always valid UTF-8. Raises as ``give`` does."""
    give(json.dumps(record, ensure_ascii=False, indent=indent), sink)


def give(text: str, sink: TextIO) -> None:
    """Write a line of the result at once. Raises ``ReaderError`` for standard output, else ``OSError``."""
    try:
        sink.write(printable(text) + "\n")
        sink.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if sink is not sys.stdout:
            raise
        drop_output()
        raise ReaderError("stdout_failed", reason=error) from error


def drop_output() -> None:
    """Send what standard output still holds nowhere: flushing it at the end would fail again."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def output_file(path: Path, keep_empty: bool = False) -> Generator[TextIO, None, None]:
    """A file beside ``path`` that takes its place at the end, unless nothing was written or something failed.

    Pipes and devices are written as they are. Raises ``ReaderError`` where it cannot be written.
    """
    beside: Path | None = None
    try:
        if _is_plain(path):
            beside = Path(os.path.realpath(path)).with_name(f".reader-{os.getpid()}.part")
        with (beside or path).open("w", encoding="utf-8", newline="\n") as sink:
            yield sink
            written = sink.tell() > 0 if beside else True
        if beside is not None and (written or keep_empty):
            _replace(Path(os.path.realpath(path)), beside)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ReaderError("output_failed", name=path, reason=error) from error
    finally:
        if beside is not None:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _is_plain(path: Path) -> bool:
    """Whether a file may be put in the place of ``path``. Raises ``OSError`` for a folder."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return True
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return stat.S_ISREG(mode)


def _replace(path: Path, beside: Path) -> None:
    with suppress(OSError):
        shutil.copymode(path, beside)
    beside.replace(path)


def show_progress(number: int, total: int, name: str) -> None:
    """Which of several inputs is read, where somebody looks on."""
    if total > 1 and sys.stderr.isatty():
        end = "\n" if number == total else ""
        print(f"\r\x1b[K{number}/{total} {one_line(name)}", end=end, file=sys.stderr)


def tell_notice(notice: str, language: str) -> None:
    """Tell what an analysis lacks, of an article in ``language``."""
    spoken = interface_language()
    tell(message(notice, spoken, language=language_name(language, spoken)))


def interface_language() -> str:
    """``en`` where the user's locale is English, else ``fr``: French comes first."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "en" if value.lower().startswith("en") else "fr"
    return "en" if (locale.getlocale()[0] or "").lower().startswith("en") else "fr"
