"""The command line: ``reader [FILE …]``, ``analyze``, ``screenshot``; ``import`` and ``library`` in ``cli_library``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import reader
from reader import cli_library
from reader.console import (
    complain,
    drop_output,
    give_json,
    interface_language,
    output_file,
    show_progress,
    tell,
    use_utf8,
)
from reader.core.errors import ReaderError, message

if TYPE_CHECKING:
    from reader.core.records import Annotations, Article
    from reader.service.analysis import AnalysisService

Input = tuple[str, ReaderError | None]
"""A file as it was named, or why what was named is none."""

_OK, _SOME_FAILED, _USAGE = 0, 1, 2
_COMMANDS = ("analyze", "screenshot", "import", "library")


def run(arguments: Sequence[str]) -> int:
    """Run the program with ``arguments``; returns its exit code."""
    options = _parser().parse_args(_with_command(arguments))
    try:
        return int(options.handler(options))
    except ReaderError as error:
        complain(error)
        return _SOME_FAILED
    except BrokenPipeError:
        drop_output()
        return _SOME_FAILED
    except KeyboardInterrupt:
        return 130


def _with_command(arguments: Sequence[str]) -> list[str]:
    """``reader FILE`` is short for the window; options of the window may come before a file."""
    arguments = _profile_last(arguments)
    first = next((word for word in arguments if not word.startswith("-")), None)
    if first in _COMMANDS and arguments[0] == first:
        return list(arguments)
    if any(word in ("-h", "--help", "--version") for word in arguments):
        return list(arguments)
    return ["window", *arguments]


def _profile_last(arguments: Sequence[str]) -> Sequence[str]:
    """``--profile DIR`` before a command is meant as behind it."""
    count = next((n for n, start in ((2, "--profile"), (1, "--profile=")) if _begins(arguments, start)), 0)
    rest = arguments[count:]
    if count == 0 or not rest or rest[0] not in _COMMANDS:
        return arguments
    words = 2 if rest[0] == "library" else 1
    return [*rest[:words], *arguments[:count], *rest[words:]]


def _begins(arguments: Sequence[str], start: str) -> bool:
    first = arguments[0] if arguments else ""
    return first == start or (start.endswith("=") and first.startswith(start))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reader",
        description="Reads news offline and shows who and what an article is about, and who said what.",
        epilog="reader [FILE ...] opens the window with these articles.",
    )
    parser.add_argument("--version", action="version", version=f"reader {reader.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_window(commands.add_parser("window", help="open the window (the default)"))
    _add_analyze(commands.add_parser("analyze", help="print what is found in articles, as JSON"))
    _add_screenshot(commands.add_parser("screenshot", help="draw the window with an article to a PNG"))
    cli_library.add_commands(commands)
    return parser


def _add_window(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", metavar="FILE")
    _add_profile(parser)
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--cache", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--read-as", help=argparse.SUPPRESS)
    parser.add_argument("--form", default="file", help=argparse.SUPPRESS)
    parser.add_argument("--chapter", type=int, help=argparse.SUPPRESS)
    parser.set_defaults(handler=_window)


def _add_analyze(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="articles or folders; book.epub#3 is a chapter, - standard input",
    )
    parser.add_argument("--format", choices=("json", "jsonl"), default="json")
    parser.add_argument("-o", "--output", type=Path, help="write here instead of standard output")
    parser.add_argument("--language", help="language of the articles (default: as each declares, else fr)")
    parser.set_defaults(handler=_analyze, usage_error=parser.error)


def _add_screenshot(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.png")
    parser.add_argument("--size", type=_size, default="1400x900", metavar="WIDTHxHEIGHT")
    parser.add_argument("--theme", choices=("light", "sepia", "dark"), default="light")
    parser.add_argument("--select", metavar="NAME", help="choose the entity of this name")
    _add_profile(parser)
    parser.set_defaults(handler=_screenshot)


def _add_profile(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--profile", type=Path, metavar="DIR", help="keep settings and caches in DIR")


def _window(options: argparse.Namespace) -> int:
    if options.worker:
        from reader.service.worker import run_worker

        return run_worker(options.cache)
    if options.read_as is not None:
        from reader.service.reading import serve_one

        words = (options.read_as, options.form, options.chapter)
        return serve_one(*words, sys.stdin.buffer, sys.stdout)
    if not _has_display():
        raise ReaderError("no_display")
    run_window = _qt().run_window
    return int(run_window(options.files, options.profile))


def _screenshot(options: argparse.Namespace) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    run_screenshot = _qt().run_screenshot
    return int(
        run_screenshot(
            options.file, options.output, options.size, options.theme, options.select, options.profile
        )
    )


def _qt():  # noqa: ANN202
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


def _analyze(options: argparse.Namespace) -> int:
    inputs = list(_inputs(options.files))
    files = sum(error is None for _, error in inputs)
    if options.format == "json" and max(files, len(options.files)) > 1:
        options.usage_error("--format json takes one FILE; use --format jsonl for several")
    if options.output is None:
        use_utf8()
        return _print_all(options, inputs, sys.stdout)
    with output_file(options.output) as sink:
        return _print_all(options, inputs, sink)


def _print_all(options: argparse.Namespace, inputs: Sequence[Input], sink: TextIO) -> int:
    """One document after the other; a file that fails is told and skipped."""
    from reader.core.document import to_document
    from reader.service.analysis import AnalysisService

    service = AnalysisService()
    code = _OK
    indent = 1 if options.format == "json" else None
    for name, article in _articles(inputs, options.language):
        if isinstance(article, ReaderError):
            complain(article, name)
            code = _SOME_FAILED
            continue
        annotations, failed = _annotations(service, article)
        code = _SOME_FAILED if failed else code
        give_json(to_document(article, annotations), sink, indent)
    return code


def _annotations(service: AnalysisService, article: Article) -> tuple[Annotations, bool]:
    """What is found, and whether the analysis failed: then the text is still printed, without marks."""
    from reader.core.errors import AnalysisUnavailableError
    from reader.core.records import Annotations

    try:
        found = service.annotate(article)
    except AnalysisUnavailableError as error:
        complain(error)
        return Annotations(article.id, service.pipeline(article.language), notices=(error.key,)), True
    for notice in found.notices:
        tell(message(notice, interface_language(), language=article.language))
    return found, False


def _inputs(names: Sequence[str]) -> Iterator[Input]:
    """The files meant: folders give the articles in them, and an error for each part that gives none."""
    from reader.service.folders import find_files

    for name in names:
        try:
            found = find_files(name)
        except ReaderError as error:
            yield name, error
            continue
        yield from ((file, None) for file in found.files)
        yield from ((name, error) for error in found.errors)


def _articles(inputs: Sequence[Input], language: str | None) -> Iterator[tuple[str, Article | ReaderError]]:
    from dataclasses import replace

    from reader.service.opening import open_path, open_stream

    for number, (name, error) in enumerate(inputs, 1):
        if error is not None:
            yield name, error
            continue
        show_progress(number, len(inputs), name)
        try:
            article = open_stream(sys.stdin.buffer, "-") if name == "-" else open_path(name)
            yield name, replace(article, source=name, language=language or article.language)
        except ReaderError as failure:
            yield name, failure
