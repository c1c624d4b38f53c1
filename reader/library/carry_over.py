"""Carrying an article of a damaged library over into a new one, with all that its reader added."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from reader.core.errors import LibraryError
from reader.core.kept import ReadState
from reader.core.records import Annotations, Article, Block, BlockKind, Metadata, Span
from reader.library.articles import ArticleStore, written_columns
from reader.library.damaged import DamagedLibrary, Fields
from reader.library.database import Database
from reader.library.integrity import columns_of
from reader.library.reader_marks import ReaderMarks
from reader.library.records import storable, unpack_annotations, unpack_article
from reader.library.sqlite_pages import Value
from reader.library.typed import DamagedRowError, moment, natural

_T = TypeVar("_T")

_DEALT_WITH = frozenset(("number", "id", "people", "removed"))
"""Columns that follow from the analysis, or are dealt with by themselves."""


class CarryOver:
    """Takes articles from ``damaged`` to ``database``, inside a transaction of the caller."""

    def __init__(self, damaged: DamagedLibrary, database: Database) -> None:
        self._damaged = damaged
        self._database = database
        self._articles = ArticleStore(database)
        self._marks = ReaderMarks(database)
        self._ids: set[str] = set()

    def article(self, number: int) -> bool | None:
        """Carry an article over by its number; tells whether its text could be read, ``None`` of a removed one.

        Raises ``LibraryError``.
        """
        row = self._damaged.row("article", number) or {}
        removed = _good(moment, row.get("removed"))
        article, whole = self._readable_article(number, row)
        if article is None:
            return None if removed is not None else False
        self._ids.add(article.id)
        self._articles.keep(article, self._original(number), opened=False)
        if whole:
            self._carry_analysis(number, article)
        with self._database.writing() as connection:
            _carry_columns(connection, row, article)
        for name in self._damaged.tags(number):
            self._marks.add_tag((article.id,), _text(name) or "")
        self._carry_former_ids(number, article)
        if removed is None:
            return True
        self._articles.remove((article.id,))
        with self._database.writing() as connection:
            connection.execute("UPDATE article SET removed = ? WHERE id = ?", (removed, article.id))
        return None

    def _readable_article(self, number: int, row: Fields) -> tuple[Article | None, bool]:
        """An article, and whether it is as it was: of one whose record is lost the text is kept, line by line."""
        words = self._damaged.row("article_text", number) or {}
        body, record = words.get("body"), (self._damaged.row("content", number) or {}).get("record")
        try:
            assert isinstance(record, bytes)
            article = unpack_article(record, "" if body is None else _strict(body))
            if (article.text or body is not None) and article.id not in self._ids:
                return article, True
        except (LibraryError, DamagedRowError, AssertionError):
            pass
        text = _text(body)
        if not text:
            return None, False
        return self._plain_article(text, row, _text(words.get("title"))), False

    def _plain_article(self, text: str, row: Fields, title: str | None) -> Article:
        article_id = _text(row.get("id"))
        if not article_id or article_id in self._ids:
            article_id = hashlib.sha256(text.encode()).hexdigest()[:32]
        known = {name: _text(row.get(name)) for name in ("date", "byline", "publisher")}
        return Article(
            article_id,
            text,
            tuple(_paragraphs(text)),
            _text(row.get("language")) or "fr",
            Metadata(title=_text(row.get("title")) or title, **known),
            _text(row.get("source")) or "",
        )

    def _original(self, number: int) -> bytes | None:
        packed = (self._damaged.row("original", number) or {}).get("file")
        try:
            return zlib.decompress(packed) if isinstance(packed, bytes) else None
        except zlib.error:
            return None

    def _carry_analysis(self, number: int, article: Article) -> None:
        record = (self._damaged.row("analysis", number) or {}).get("record")
        if not isinstance(record, bytes):
            return
        try:
            found = unpack_annotations(record, article.id)
        except LibraryError:
            return
        if max((span.end for span in _spans(found)), default=0) <= len(article.text):
            self._articles.keep_annotations(found)

    def _carry_former_ids(self, number: int, article: Article) -> None:
        """Ids of older texts still lead to the newer one; one that is an article's own now leads to that."""
        former = [key for key in map(_text, self._damaged.former_ids(number)) if key]
        with self._database.writing() as connection:
            for key in former:
                connection.execute(
                    "INSERT OR IGNORE INTO former_id SELECT ?, number FROM article WHERE id = ?",
                    (key, article.id),
                )


def _carry_columns(connection: sqlite3.Connection, row: Fields, article: Article) -> None:
    """What the reader added, value by value; what is impossible stays as in a new library."""
    made_anew = _DEALT_WITH | written_columns(article)
    for name in columns_of("article"):
        if name in made_anew or name not in row:
            continue
        value = _column(name, row[name], article)
        if value is not None:
            connection.execute(f"UPDATE article SET {name} = ? WHERE id = ?", (value, article.id))


def _column(name: str, value: Value, article: Article) -> Any:
    """A value that a column of ``article`` can have, else ``None``."""
    match name:
        case "added" | "opened":
            return _good(moment, value)
        case "starred":
            return min(_good(natural, value) or 0, 1)
        case "place":
            return min(_good(natural, value) or 0, len(article.text))
        case "state":
            return _good(lambda each: ReadState(each).value, _text(value))
        case _:
            return storable(_text(value) or "") if isinstance(value, bytes) else value


def _good(check: Callable[[Any], _T], value: object) -> _T | None:
    try:
        return check(value)
    except ValueError:
        return None


def _strict(value: Value) -> str:
    if not isinstance(value, bytes):
        raise DamagedRowError("a text was expected")
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        raise DamagedRowError("not UTF-8") from error


def _text(value: Value) -> str | None:
    """A text, with a sign for whatever is no character."""
    return value.decode(errors="replace") if isinstance(value, bytes) else None


def _paragraphs(text: str) -> Iterator[Block]:
    """Each line of a text as a paragraph."""
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        if end > start:
            yield Block(BlockKind.PARAGRAPH, Span(start, end))
        start += len(line)


def _spans(found: Annotations) -> Iterator[Span]:
    for entity in found.entities:
        yield from (mention.span for mention in entity.mentions)
        yield from (description.span for description in entity.descriptions)
    for quote in (*found.quotes, *found.indirect):
        yield quote.span
        yield from (part.span for part in (quote.cue, quote.speaker) if part is not None)
