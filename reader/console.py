"""What the commands tell a person: on standard error, in one of two languages, never on standard output."""

from __future__ import annotations

import locale
import os
import sys

from reader.core.errors import ReaderError


def complain(error: ReaderError) -> None:
    """Tell a failure in one line."""
    tell(error.sentence(interface_language()))


def tell(sentence: str) -> None:
    """Tell something in one line."""
    print(f"reader: {sentence}", file=sys.stderr)


def show_progress(number: int, total: int, name: str) -> None:
    """Which of several inputs is read, where somebody looks on."""
    if total > 1 and sys.stderr.isatty():
        print(f"\r\x1b[K{number}/{total} {name}", end="\n" if number == total else "", file=sys.stderr)


def interface_language() -> str:
    """``en`` where the user's locale is English, else ``fr``: French comes first."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "en" if value.lower().startswith("en") else "fr"
    return "en" if (locale.getlocale()[0] or "").lower().startswith("en") else "fr"
