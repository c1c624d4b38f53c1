"""Help and wrong usage in both languages; what is a command and what a file."""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import cli, cli_window
from reader.core.resources import resource_path
from reader.library.windows import OpenRequest

ROWS = tomllib.loads(resource_path("command_line.toml").read_text(encoding="utf-8"))["text"]
COMMANDS = [
    [],
    ["window"],
    ["analyze"],
    ["screenshot"],
    ["import"],
    ["library"],
    ["library", "list"],
    ["library", "search"],
    ["library", "export"],
]


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as stopped:
        cli.run(words)
    out, err = capsys.readouterr()
    return stopped.value.code, out, err


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from parsers(inner)


def test_every_text_of_every_command_is_there_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    known = {" ".join(row["en"].split()) for row in ROWS}
    missing = set()
    for parser in parsers(cli._parser()):
        texts = [parser.description, parser.epilog]
        for action in parser._actions:
            texts += [action.help, action.metavar if isinstance(action.metavar, str) else None]
            if isinstance(action, argparse._SubParsersAction):
                texts += [each.help for each in action._choices_actions]
        missing |= {text for text in texts if text and text != argparse.SUPPRESS}
    assert {text for text in missing if " ".join(text.split()) not in known} == set()


def test_every_option_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = [
        (parser.prog, action.dest)
        for parser in parsers(cli._parser())
        for action in parser._actions
        if not action.help and not isinstance(action, argparse._SubParsersAction)
    ]
    assert silent == []


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_is_in_the_language_of_the_interface(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    code, french, _ = said([*words, "--help"], capsys)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    _, english, _ = said([*words, "--help"], capsys)
    assert code == 0
    assert french.startswith(f"emploi\u00a0: reader{''.join(f' {word}' for word in words)} ")
    assert english.startswith(f"usage: reader{''.join(f' {word}' for word in words)} ")
    for word in ("usage", "show this", "positional", "articles by", "keep "):
        assert word not in french


@pytest.mark.parametrize(
    ("words", "french", "english"),
    [
        (["analyze"], "il manque ces arguments\u00a0: FICHIER", "the following arguments are required: FILE"),
        (
            ["library"],
            "il manque ces arguments\u00a0: ACTION",
            "the following arguments are required: ACTION",
        ),
        (["analyze", "a", "--format", "xml"], "choix impossible", "invalid choice"),
        (["analyze", "a", "--format"], "une valeur est attendue", "expected one argument"),
        (["--bogus"], "arguments inconnus\u00a0: --bogus", "unrecognized arguments: --bogus"),
        (["analyze", "a", "b"], "ne prend qu’un FICHIER", "takes one FILE"),
        (["library", "export"], "donnez un ID", "give one ID"),
        (["window", "--new-window=3"], "ne prend pas de valeur", "ignored explicit argument"),
    ],
)
def test_wrong_usage_is_told_in_both_languages(
    words: list[str],
    french: str,
    english: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for language, sentence in (("fr_FR.UTF-8", french), ("en_GB.UTF-8", english)):
        monkeypatch.setenv("LC_ALL", language)
        code, out, err = said(words, capsys)
        assert (code, out) == (2, "")
        assert sentence in err
        assert "\u00a0: : " not in err


def test_french_typography() -> None:
    wrong = [row["fr"] for row in ROWS for sign in (" ;", " :", " !", " ?", "'s ") if sign in row["fr"]]
    assert wrong == []


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[list[str], object]]:
    """What windows were opened with."""
    calls: list[tuple[list[str], object]] = []

    class Window:
        @staticmethod
        def run_window(files: list[str], profile: object, _slot: object) -> int:
            calls.append((files, profile))
            return 0

    monkeypatch.setattr(cli_window, "_qt", lambda: Window)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return calls


@pytest.mark.parametrize(
    ("words", "files", "profile"),
    [
        ([], [], None),
        (["window"], [], None),
        (["w.txt"], ["w.txt"], None),
        (["window", "w.txt", "--profile", "px"], ["w.txt"], "px"),
        (["window", "--profile", "px", "w.txt"], ["w.txt"], "px"),
        (["--profile", "px", "window", "w.txt"], ["w.txt"], "px"),
        (["--profile=px", "w.txt"], ["w.txt"], "px"),
        (["a.txt", "--profile", "px", "b.txt"], ["a.txt", "b.txt"], "px"),
        (["--new-window", "w.txt"], ["w.txt"], None),
        (["./window"], ["window"], None),
        (["--", "analyze"], ["analyze"], None),
        (["--", "--odd.txt"], ["--odd.txt"], None),
        (["a.txt", "analyze"], ["a.txt", "analyze"], None),
        (["livre.epub#3"], ["livre.epub#3"], None),
    ],
)
def test_what_is_a_command_and_what_is_a_file(
    words: list[str], files: list[str], profile: str | None, opened: list[tuple[list[str], object]]
) -> None:
    """`reader window` opened a file called “window”, and options between files were wrong usage."""
    assert cli.run(words) == 0
    assert opened == [([os.path.abspath(file) for file in files], profile and Path(profile))]


def test_the_window_gives_its_place_free(opened: list[tuple[list[str], object]], tmp_path: Path) -> None:
    for _ in range(2):
        cli.run(["--profile", str(tmp_path / "p")])
    assert len(opened) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
def test_without_a_folder_for_locks_the_window_opens_all_the_same(
    opened: list[tuple[list[str], object]], tmp_path: Path
) -> None:
    (tmp_path / "p").write_text("a file")
    assert cli.run(["--profile", str(tmp_path / "p")]) == 0
    assert len(opened) == 1


def test_what_another_window_takes_needs_neither_qt_nor_a_display(
    monkeypatch: pytest.MonkeyPatch, opened: list[tuple[list[str], object]], tmp_path: Path
) -> None:
    asked: list[OpenRequest] = []

    def taken(_folder: Path, request: OpenRequest, _new: bool) -> None:
        asked.append(request)

    monkeypatch.setattr("reader.library.windows.find_window", taken)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert cli.run(["a.txt"]) == 0
    assert opened == []
    assert asked[0].files == (str(tmp_path / "a.txt"),)
