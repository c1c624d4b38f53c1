"""The command line: what is meant, and ``analyze``; others in ``cli_window``, ``cli_library``, ``cli_privacy``."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import reader
from reader import cli_library, cli_privacy, cli_window
from reader.console import (
    complain,
    drop_output,
    give_json,
    interface_language,
    output_file,
    show_progress,
    tell_notice,
    use_utf8,
)
from reader.core.errors import ReaderError, message
from reader.usage import Parser, text

if TYPE_CHECKING:
    from reader.core.records import Annotations, Article
    from reader.service.analysis import AnalysisService

Input = tuple[str, ReaderError | None]
"""A file as it was named, or why what was named is none."""

_OK, _SOME_FAILED, _USAGE = 0, 1, 2
_COMMANDS = ("window", "analyze", "screenshot", "import", "library", "erase")
"""A file of such a name is opened as ``./window`` or behind ``--``."""


def run(arguments: Sequence[str]) -> int:
    """Run the program with ``arguments``; returns its exit code."""
    if cli_window.is_internal(arguments):
        return cli_window.run_internal(arguments)
    options = _parser().parse_args(cli_library.with_words(_with_command(arguments)))
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
    parser = Parser(
        prog="reader",
        description="Reads news offline and shows who and what an article is about, and who said what.",
        epilog="reader [FILE ...] opens the window with these articles.",
    )
    parser.add_argument("--version", action=_Version, help="show the program's version and exit")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    cli_window.add_window(commands.add_parser("window", help="open the window (the default)"))
    _add_analyze(commands.add_parser("analyze", help="print what is found in articles, as JSON"))
    cli_window.add_screenshot(
        commands.add_parser("screenshot", help="draw the window with an article to a PNG")
    )
    cli_library.add_commands(commands)
    cli_privacy.add_commands(commands)
    return parser


class _Version(argparse.Action):
    """The version is looked up only where it is asked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, nargs=0)

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        print(f"reader {reader.__version__}")
        parser.exit()


def _add_analyze(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="articles or folders; book.epub#3 is a chapter, - standard input",
    )
    parser.add_argument(
        "--format", choices=("json", "jsonl"), default="json", help="one document, or one a line"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write here instead of standard output"
    )
    parser.add_argument(
        "--language",
        type=_language,
        metavar="CODE",
        help="language of the articles (default: told from the words of each)",
    )
    parser.set_defaults(handler=_analyze, usage_error=parser.error)


def _language(code: str) -> str:
    """The code of a language. Raises ``ArgumentTypeError`` for other words."""
    if not re.fullmatch(r"[a-z]{2,3}", code.lower()):
        raise argparse.ArgumentTypeError(message("language_wrong", interface_language(), language=code))
    return code.lower()


def _analyze(options: argparse.Namespace) -> int:
    inputs = list(_inputs(options.files))
    files = sum(error is None for _, error in inputs)
    if options.format == "json" and max(files, len(options.files)) > 1:
        options.usage_error(text("--format json takes one FILE; use --format jsonl for several"))
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
        tell_notice(notice, article.language)
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
