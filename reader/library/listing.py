"""Lists of kept articles: filtered, searched, in an order, a page at a time."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from reader.core.errors import LibraryError
from reader.core.kept import KeptArticle, LibraryQuery, LibrarySort
from reader.core.records import Block, BlockKind, Span
from reader.core.word_query import WordQuery, word_query
from reader.library.books import row_numbers
from reader.library.part import Part
from reader.library.records import COLUMNS, kept_article, unpack_article
from reader.library.search import match_expression
from reader.library.snippets import read_snippet
from reader.library.typed import text
from reader.library.versions import present_id

_RANKED = 3_000
"""So many of the newest articles that have the words are ranked: beyond it, ranking is slow and tells little."""
_LINE = re.compile(r"[^\n]+")
_LARGE = 300_000
"""Bytes of a record, with pictures in it, that is not unpacked for a line of a list."""

_ORDERS = {
    LibrarySort.ADDED: "a.number DESC",
    LibrarySort.OPENED: "a.opened DESC, a.number DESC",
    LibrarySort.DATE: "a.date DESC, a.number DESC",
    LibrarySort.TITLE: "a.title_key, a.number",
    LibrarySort.RELEVANCE: "a.number DESC",
}


class Listing(Part):
    """Questions about which articles there are. All raise ``LibraryError``."""

    def articles(self, query: LibraryQuery = LibraryQuery()) -> tuple[KeptArticle, ...]:  # noqa: B008
        """A page of the kept articles that match; with a text to search for, each with a snippet and hits."""
        words = match_expression(query.text)
        if _asks_for_no_word(query.text, words):
            return ()
        where, values = _conditions(query)
        with self._db.reading() as connection:
            if not words:
                where, values = _one_of_each_book(query)
                rows = _rows(connection, where, values, query)
                return _with_tags(connection, rows)
            numbers = _found(connection, words, where, values, query)
            return _shown(connection, word_query(query.text), numbers)

    def count(self, query: LibraryQuery = LibraryQuery()) -> int:  # noqa: B008
        """How many kept articles match, on all pages."""
        words = match_expression(query.text)
        if _asks_for_no_word(query.text, words):
            return 0
        where, values = _one_of_each_book(query)
        counted, source = "count(*)", "article AS a"
        if words:
            where, values = _conditions(query)
            counted = "count(DISTINCT coalesce(a.book, a.number))"
            source = "article_search AS s CROSS JOIN article AS a ON a.number = s.rowid"
            where, values = f"{where} AND article_search MATCH ?", [*values, words]
        with self._db.reading() as connection:
            return int(
                connection.execute(f"SELECT {counted} FROM {source} WHERE {where}", values).fetchone()[0]
            )

    def ids(self, beginning: str = "") -> tuple[str, ...]:
        """The ids of all kept articles that begin so, now or before a newer text, in the order in which they came."""
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM article WHERE removed IS NULL AND (substr(id, 1, ?1) = ?2 OR number IN"
                " (SELECT article FROM former_id WHERE substr(former_id.id, 1, ?1) = ?2)) ORDER BY number",
                (len(beginning), beginning),
            )
            return tuple(text(row[0]) for row in rows)

    def chapters(self, article_id: str) -> tuple[str, ...]:
        """The ids of all kept chapters of an article's book, in their order; of no book the article alone."""
        with self._db.reading() as connection:
            marks = ",".join(map(str, row_numbers(connection, [article_id])))
            rows = connection.execute(
                f"SELECT id FROM article WHERE number IN ({marks}) ORDER BY chapter, number"
            )
            return tuple(text(row[0]) for row in rows)

    def kept(self, article_id: str) -> KeptArticle | None:
        """One kept article, or ``None``; of one that was replaced its newer version."""
        with self._db.reading() as connection:
            row = connection.execute(
                f"SELECT {COLUMNS} FROM article AS a WHERE a.id = ? AND a.removed IS NULL",
                (present_id(connection, article_id),),
            ).fetchone()
            return None if row is None else _with_tags(connection, (row,))[0]


def kept_by_number(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, KeptArticle]:
    """The articles of these numbers."""
    marks = ",".join(map(str, set(numbers)))
    rows = connection.execute(f"SELECT {COLUMNS} FROM article AS a WHERE a.number IN ({marks})").fetchall()
    return dict(zip((row[-1] for row in rows), _with_tags(connection, rows), strict=True))


def _asks_for_no_word(typed: str, words: str) -> bool:
    """Whether something is searched for that no text can have, as a lone sign; blanks search for nothing."""
    return bool(typed.strip()) and not words


def _one_of_each_book(query: LibraryQuery) -> tuple[str, list[Any]]:
    """``_conditions``, and that of each book only the chapter is listed that was opened last among those that match."""
    where, values = _conditions(query)
    others, again = _conditions(query, "b")
    return (
        f"{where} AND (a.book IS NULL OR NOT EXISTS (SELECT 1 FROM article AS b WHERE b.book = a.book AND {others}"
        " AND (coalesce(b.opened, 0), b.number) > (coalesce(a.opened, 0), a.number)))",
        [*values, *again],
    )


def _conditions(query: LibraryQuery, row: str = "a") -> tuple[str, list[Any]]:
    """What every article of the answer fulfils, but for the words, as SQL about the table ``row``."""
    where, values = [f"{row}.removed IS NULL"], list[Any]()
    groups = (*query.naming, *(() if query.entity is None else ((query.entity,),)))
    for group in groups:
        where.append(
            f"{row}.number IN (SELECT article FROM profile CROSS JOIN appearance ON profile = profile.number"
            f" WHERE entity IN ({','.join('?' * len(group))}))"
        )
        values.extend(group)
    if query.entity_type is not None:
        where.append(
            "EXISTS (SELECT 1 FROM appearance JOIN profile ON profile.number = profile"
            f" JOIN entity ON entity.number = entity WHERE appearance.article = {row}.number AND entity_type = ?)"
        )
        values.append(query.entity_type)
    if query.tag is not None:
        where.append(
            f"{row}.number IN (SELECT article FROM article_tag JOIN tag ON tag.number = tag WHERE tag.name = ?)"
        )
        values.append(query.tag)
    if query.state is not None:
        where.append(f"{row}.state = ?")
        values.append(query.state.value)
    if query.starred:
        where.append(f"{row}.starred")
    return " AND ".join(where), values


def _rows(
    connection: sqlite3.Connection, where: str, values: Sequence[Any], query: LibraryQuery
) -> list[tuple[Any, ...]]:
    return connection.execute(
        f"SELECT {COLUMNS} FROM article AS a WHERE {where} ORDER BY {_ORDERS[query.sort]} LIMIT ? OFFSET ?",
        (*values, query.limit, query.offset),
    ).fetchall()


def _found(
    connection: sqlite3.Connection, words: str, where: str, values: Sequence[Any], query: LibraryQuery
) -> list[int]:
    """The numbers of the page of those that have the words."""
    source = "article_search AS s CROSS JOIN article AS a ON a.number = s.rowid"
    page = (*values, words, query.limit, query.offset)
    if query.sort is LibrarySort.RELEVANCE:
        sql = (
            "SELECT number, min(score) AS best FROM (SELECT a.number, a.book, s.rank AS score"
            f" FROM {source} WHERE {where} AND article_search MATCH ? ORDER BY s.rowid DESC LIMIT {_RANKED})"
            " GROUP BY coalesce(book, number) ORDER BY best, number DESC LIMIT ? OFFSET ?"
        )
    elif _has_books(connection):
        sql = (
            "SELECT a.number FROM (SELECT a.*, row_number() OVER (PARTITION BY coalesce(a.book, a.number)"
            f" ORDER BY coalesce(a.opened, 0) DESC, a.number DESC) AS nth FROM {source}"
            f" WHERE {where} AND article_search MATCH ?) AS a WHERE nth = 1"
            f" ORDER BY {_ORDERS[query.sort]} LIMIT ? OFFSET ?"
        )
    else:
        order = _ORDERS[query.sort].replace("a.number", "s.rowid")
        sql = (
            f"SELECT a.number FROM {source} WHERE {where} AND article_search MATCH ?"
            f" ORDER BY {order} LIMIT ? OFFSET ?"
        )
    return [row[0] for row in connection.execute(sql, page)]


def _has_books(connection: sqlite3.Connection) -> bool:
    """Without books, lists in another order than the best match stop at the end of their page."""
    return connection.execute("SELECT 1 FROM article WHERE book IS NOT NULL LIMIT 1").fetchone() is not None


def _shown(
    connection: sqlite3.Connection, query: WordQuery, numbers: Sequence[int]
) -> tuple[KeptArticle, ...]:
    """Articles in the order of their numbers, with snippets."""
    if not numbers:
        return ()
    articles = kept_by_number(connection, numbers)
    marks = ",".join(map(str, numbers))
    rows = connection.execute(
        f"SELECT t.article, t.body, iif(length(record) < {_LARGE}, record, NULL)"
        f" FROM article_text AS t LEFT JOIN content AS c ON c.article = t.article WHERE t.article IN ({marks})"
    )
    snippets = {number: read_snippet(text, _blocks(text, record), query) for number, text, record in rows}
    found: list[KeptArticle] = []
    for number in numbers:
        snippet, hits = snippets.get(number, ("", ()))
        found.append(replace(articles[number], snippet=snippet, hits=hits))
    return tuple(found)


def _blocks(text: str, record: bytes | None) -> Iterable[Block]:
    """The blocks of an article; of a very large or unreadable record its lines."""
    if record is not None:
        try:
            return unpack_article(record, text).blocks
        except LibraryError:
            pass  # such a record is renewed when the article is opened again
    return (Block(BlockKind.PARAGRAPH, Span(*line.span())) for line in _LINE.finditer(text))


def _with_tags(connection: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> tuple[KeptArticle, ...]:
    tags: dict[int, list[str]] = {}
    if rows:
        marks = ",".join(str(row[-1]) for row in rows)
        for number, name in connection.execute(
            "SELECT article, name FROM article_tag JOIN tag ON tag.number = tag"
            f" WHERE article IN ({marks}) ORDER BY folded"
        ):
            tags.setdefault(number, []).append(name)
    return tuple(kept_article(row, tuple(tags.get(row[-1], ()))) for row in rows)
