"""The commands ``reader import`` and ``reader library``: the library without a window."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from reader.console import (
    complain,
    give,
    give_json,
    interface_language,
    output_file,
    show_progress,
    tell,
    tell_notice,
    use_utf8,
)
from reader.core.errors import ReaderError, message
from reader.core.printable import printable
from reader.usage import RawFormatter, text

if TYPE_CHECKING:
    from collections.abc import Generator

    from reader.core.kept import LibraryQuery
    from reader.library.store import Library
    from reader.service.shelf import Imported, Shelf

_OK, _SOME_FAILED = 0, 1
_LIST_LIMIT, _SEARCH_LIMIT = 1_000_000, 50
_KINDS = (("person", "PER"), ("place", "LOC"), ("organisation", "ORG"))
_NAME_LENGTH = 60
_RENEWAL_SECONDS = 2.0
"""What an import spends on the index of an older version: without a window nobody else does."""

_SEARCH_COMMAND = ("library", "search")
_HYPHENED = re.compile(r"-(?!h$)[^-]")
_WITH_VALUES = ("--state", "--sort", "--limit", "--format", "--profile")
"""Options whose values are no words."""


_ROWS = """
each row:
  id, source, language    as in the document of `reader analyze`
  metadata                title (else the first sentence), date, byline, publisher; null: unknown
  words, people           number of words; the most mentioned people, at most three
  book                    of a book, which is one row: chapter, chapters, chapter_title of the chapter opened last,
                          or found; all else is of that chapter, but for metadata.title and library
  library                 added, opened (ISO 8601, UTC; null: never), state, starred, place (code point),
                          tags, notes
  snippet, hits           `search` only: words round what was found, and start and end of each hit in them
  title_hits              `search` only: start and end of each hit in the title
"""

_DOCUMENTS = """
An ID may be shortened to its first letters. One article makes one JSON document; several go one document a line
into a FILE, or each into a file of its own in a DIR. Each is the document of `reader analyze` (schema 1:
source, language, pipeline, metadata, text, blocks, entities, quotes) with one more field, library: added, opened,
state, starred, place, tags, notes. An article that was never analysed has no entities and quotes and the notice
library_not_analysed.
"""


def add_commands(commands: Any) -> None:
    """Add both commands to the program's parser."""
    _add_import(commands.add_parser("import", help="keep articles in the library"))
    library = commands.add_parser("library", help="list, search or export kept articles")
    inner = library.add_subparsers(required=True, metavar="ACTION")
    _add_list(_with_rows(inner, "list", "print kept articles as JSON"))
    _add_search(_with_rows(inner, "search", "print kept articles that have the words, best first, as JSON"))
    _add_export(
        inner.add_parser(
            "export",
            help="write kept articles as the JSON documents of `reader analyze`",
            epilog=_DOCUMENTS,
            formatter_class=RawFormatter,
        )
    )


def with_words(arguments: Sequence[str]) -> list[str]:
    """The arguments, with words to search for that begin with a hyphen told from options by a blank before."""
    found = list(arguments)
    if tuple(found[:2]) != _SEARCH_COMMAND:
        return found
    for place in range(2, len(found)):
        if found[place] == "--":
            break
        if _HYPHENED.match(found[place]) and found[place - 1] not in _WITH_VALUES:
            found[place] = f" {found[place]}"
    return found


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Keeps and analyses articles. Prints a line for each once it is kept: its id, new or known, its file."
        " A file that cannot be read is told on standard error and does not stop the rest."
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="articles and folders of articles")
    parser.add_argument("--no-analysis", action="store_true", help="keep the texts, look for nothing in them")
    parser.add_argument("--originals", action="store_true", help="keep the files themselves too")
    _add_profile(parser)
    parser.set_defaults(handler=_import)


def _with_rows(inner: Any, name: str, about: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = inner.add_parser(
        name, help=about, epilog=_ROWS, formatter_class=RawFormatter
    )
    return parser


def _add_list(parser: argparse.ArgumentParser) -> None:
    _add_filters(parser, ("added", "opened", "date", "title"), _LIST_LIMIT)
    parser.set_defaults(text=None, handler=_list)


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "text",
        type=printable,
        metavar="TEXT",
        help="words, without regard to case, accents and typography, in singular and plural, the last by its"
        ' beginning; "in quotes" side by side and as they are; OR between two of which one is enough',
    )
    _add_filters(parser, ("relevance", "added", "opened", "date", "title"), _SEARCH_LIMIT)
    parser.set_defaults(handler=_list)


def _add_filters(parser: argparse.ArgumentParser, orders: Sequence[str], limit: int) -> None:
    for name, _ in _KINDS:
        parser.add_argument(
            f"--{name}", action="append", type=printable, metavar="NAME", help=f"only what names this {name}"
        )
    parser.add_argument("--tag", type=printable, metavar="TAG", help="only what has this tag")
    parser.add_argument("--state", choices=("unread", "reading", "read"), help="only what was read so far")
    parser.add_argument("--starred", action="store_true", help="only what has a star")
    parser.add_argument("--sort", choices=orders, default=orders[0], help="what comes first")
    parser.add_argument("--limit", type=_limit, default=limit, metavar="N", help="at most N articles")
    parser.add_argument(
        "--format", choices=("json", "jsonl"), default="json", help="one list, or one row a line"
    )
    _add_profile(parser)


def _limit(number: str) -> int:
    """A number of articles that SQLite can count to."""
    if not number.isdecimal():
        raise argparse.ArgumentTypeError(message("number_wrong", interface_language(), number=number))
    return min(int(number), _LIST_LIMIT)


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", type=printable, metavar="ID", help="articles by their ids")
    parser.add_argument("--all", action="store_true", help="every kept article, of books every kept chapter")
    parser.add_argument("--chapters", action="store_true", help="of a book all kept chapters, not one alone")
    parser.add_argument("-o", "--output", metavar="DIR|FILE", help="write here instead of standard output")
    _add_profile(parser)
    parser.set_defaults(handler=_export, usage_error=parser.error)


def _add_profile(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--profile", type=Path, metavar="DIR", help="the library is the one in DIR")


@contextmanager
def _shelf(options: argparse.Namespace, to_read: bool = True) -> Generator[tuple[Shelf, int], None, None]:
    """The library, and the exit code so far: that it was damaged is told and is a failure."""
    from reader.library.profile import open_profile
    from reader.service.shelf import Shelf

    with closing(Shelf(open_profile(options.profile).library_file, to_read)) as shelf:
        shelf.library()
        yield shelf, _tell_notices(shelf)


def _tell_notices(shelf: Shelf) -> int:
    """What there is to tell of the library, as that it was repaired; its part of the exit code."""
    code = _OK
    while (notice := shelf.take_notice()) is not None:
        complain(notice)
        code = _SOME_FAILED
    return code


def _import(options: argparse.Namespace) -> int:
    from reader.library.annotation_cache import AnnotationCache
    from reader.library.profile import open_profile
    from reader.library.settings import load_settings
    from reader.service.analysis import AnalysisService

    paths = open_profile(options.profile)
    service = None if options.no_analysis else AnalysisService(AnnotationCache(paths.annotation_cache))
    originals = options.originals or load_settings(paths.settings_file, complain).keep_originals
    files, code = _files(options.paths)
    use_utf8()
    with _shelf(options, to_read=False) as (shelf, opened):
        code = max(code, opened)
        for number, name in enumerate(files, 1):
            show_progress(number, len(files), name)
            for done in shelf.import_paths((name,), service, originals):
                code = max(code, _told(done), _tell_notices(shelf))
        shelf.renew_words(_RENEWAL_SECONDS)
    return code


def _files(paths: Sequence[str]) -> tuple[list[str], int]:
    """The files meant; a folder without any is told, and each part of one that may not be looked into."""
    from reader.service.folders import find_files

    found: list[str] = []
    code = _OK
    for path in paths:
        try:
            meant = find_files(path)
        except ReaderError as error:
            complain(error, path)
            code = _SOME_FAILED
            continue
        found.extend(meant.files)
        for problem in meant.errors:
            complain(problem, path)
            code = _SOME_FAILED
    return found, code


def _told(done: Imported) -> int:
    """Print what became of a file; its part of the exit code."""
    failure = done.error or done.analysis
    if done.article is not None:
        give("\t".join((done.article.id, "new" if done.new else "known", done.path)), sys.stdout)
        for notice in done.notices:
            tell_notice(notice, done.article.language)
    if failure is not None:
        complain(failure, done.path)
    return _OK if failure is None else _SOME_FAILED


def _list(options: argparse.Namespace) -> int:
    from reader.service.shelf import row_of

    with _shelf(options) as (shelf, code):
        query = _query(options, shelf)
        found = () if query is None else shelf.use(lambda library: library.articles(query))
        code = max(code, _tell_notices(shelf))
        rows = [row_of(kept, options.text, interface_language()) for kept in found]
    use_utf8()
    if options.format == "json":
        give_json(rows, sys.stdout, indent=1)
    for row in rows if options.format == "jsonl" else ():
        give_json(row, sys.stdout)
    return code


def _query(options: argparse.Namespace, shelf: Shelf) -> LibraryQuery | None:
    """What is asked for; ``None`` where no word is, or somebody whom nothing names."""
    from reader.core.kept import LibraryQuery, LibrarySort, ReadState
    from reader.core.word_query import word_query

    if options.text is not None and not word_query(options.text).terms:
        if options.text.strip():
            tell(message("library_no_word", interface_language(), words=options.text.strip()))
        return None
    naming: list[tuple[int, ...]] = []
    for option, entity_type in _KINDS:
        for name in getattr(options, option) or ():
            group = _called(shelf, name, entity_type)
            if not group:
                tell(message("library_nobody", interface_language(), name=name))
                return None
            naming.append(group)
    return LibraryQuery(
        text=options.text or "",
        tag=options.tag,
        state=None if options.state is None else ReadState(options.state),
        starred=options.starred,
        sort=LibrarySort(options.sort),
        limit=options.limit,
        naming=tuple(naming),
    )


def _called(shelf: Shelf, name: str, entity_type: str) -> tuple[int, ...]:
    """The entities of exactly that name; where there are none, those that have its words in theirs."""
    from reader.core.folding import fold

    found = shelf.use(lambda library: library.entities(name, entity_type))
    exact = [each for each in found if fold(name) in {fold(form) for form in (each.name, *each.aliases)}]
    return tuple(each.id for each in exact or found)


def _export(options: argparse.Namespace) -> int:
    if bool(options.ids) == options.all:
        options.usage_error(text("give one ID or more, or --all"))
    with _shelf(options) as (shelf, opened):
        ids, code = (shelf.use(_all_ids), _OK) if options.all else _chosen(shelf, options.ids)
        if options.chapters:
            ids = shelf.use(lambda library: [each for row in ids for each in library.chapters(row)])
        documents = shelf.documents(dict.fromkeys(ids), interface_language())
        if options.output is None:
            use_utf8()
            _write(documents, sys.stdout, lines=options.all or len(ids) > 1)
        else:
            _write_to(options.output, documents, len(ids), keep_empty=options.all)
        return max(code, opened, _tell_notices(shelf))


def _all_ids(library: Library) -> Sequence[str]:
    return library.ids()


def _chosen(shelf: Shelf, beginnings: Sequence[str]) -> tuple[list[str], int]:
    """The ids meant; one that is unknown or means several is told."""
    found: list[str] = []
    for beginning in beginnings:
        ids = shelf.use(lambda library, start=beginning: library.ids(start)) if beginning else ()
        if len(ids) == 1:
            found.append(ids[0])
        else:
            complain(
                ReaderError("library_article_several" if ids else "library_article_unknown", name=beginning)
            )
    return found, _OK if len(found) == len(beginnings) else _SOME_FAILED


def _write_to(output: str, documents: Iterable[dict[str, Any]], count: int, keep_empty: bool) -> None:
    """Into a file for each in a folder, or all into one file."""
    target = Path(output)
    if not output.endswith(("/", "\\")) and not os.path.isdir(target):
        with output_file(target, keep_empty) as sink:
            _write(documents, sink, lines=count > 1)
        return
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReaderError("output_failed", name=output, reason=error) from error
    for document in documents:
        with output_file(target / _file_name(document)) as sink:
            _write((document,), sink, lines=False)


def _write(documents: Iterable[dict[str, Any]], sink: TextIO, lines: bool) -> None:
    for document in documents:
        give_json(document, sink, None if lines else 1)


def _file_name(document: dict[str, Any]) -> str:
    """The title in plain letters and the beginning of the id: one name for one article."""
    from reader.core.folding import fold

    title = document["metadata"]["title"] or Path(document["source"]).stem
    words = re.sub(r"[^a-z0-9]+", "-", fold(title))[:_NAME_LENGTH].strip("-")
    return f"{words or 'article'}-{document['id'][:8]}.json"
