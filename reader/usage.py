"""The command line's own words in both languages: help, usage and what is wrong with it, those of argparse too."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from reader.console import interface_language
from reader.core.resources import resource_path


def text(english: str) -> str:
    """A text of ``resources/command_line.toml`` in the language of the interface; English where it has no row."""
    return english if interface_language() == "en" else _french().get(_key(english), english)


def _number_text(one: str, several: str, number: int) -> str:
    return text(one if number == 1 else several)


def _key(english: str) -> str:
    return " ".join(english.split())


@lru_cache(maxsize=1)
def _french() -> dict[str, str]:
    with resource_path("command_line.toml").open("rb") as file:
        rows = tomllib.load(file)["text"]
    return {_key(row["en"]): row["fr"] for row in rows}


# argparse looks these two up in its module each time it says something; gettext's catalogues would need
# a locale that is installed, and French is the language where none is set.
for _name, _said in (("_", text), ("ngettext", _number_text)):
    setattr(argparse, _name, _said)


class Formatter(argparse.HelpFormatter):
    """Help in the language of the interface, its paragraphs filled anew."""

    def add_text(self, text: str | None) -> None:
        """Descriptions and what follows the help."""
        super().add_text(text if text is None or text is argparse.SUPPRESS else _translated(text))

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return action.help if action.help is None else text(action.help)


class RawFormatter(Formatter, argparse.RawDescriptionHelpFormatter):
    """The same, with line ends as they are written."""


def _translated(english: str) -> str:
    return text(english)


class Parser(argparse.ArgumentParser):
    """A parser whose options may stand among the files and whose words are in the language of the interface."""

    def __init__(self, *words: Any, **options: Any) -> None:
        options.setdefault("formatter_class", Formatter)
        super().__init__(*words, **options)
        self._branches = False
        self._mixing = False

    def add_argument(self, *words: Any, **options: Any) -> argparse.Action:  # type: ignore[override]
        """As argparse does; what stands for a value is translated."""
        if isinstance(options.get("metavar"), str):
            options["metavar"] = text(options["metavar"])
        return super().add_argument(*words, **options)

    def add_subparsers(self, **options: Any) -> Any:  # type: ignore[override]
        """As argparse does."""
        self._branches = True
        options["metavar"] = text(options["metavar"])
        return super().add_subparsers(**options)

    def parse_known_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override]
        """As argparse does, but ``a.txt --format jsonl b.txt`` names two files."""
        if self._branches or self._mixing or "--" in (args or ()):
            return super().parse_known_args(args, namespace)
        self._mixing = True
        given = self.usage
        # argparse would cut off the length of the English word
        self.usage = self.format_usage()[len(text("usage: ")) :] if given is None else given
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False
            self.usage = given
