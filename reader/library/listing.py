"""Lists of kept articles: filtered, searched, in an order, a page at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from reader.core.errors import LibraryError
from reader.core.kept import KeptArticle, LibraryQuery, LibrarySort
from reader.core.records import Span
from reader.library.part import Part
from reader.library.records import COLUMNS, kept_article, unpack_article
from reader.library.search import HIT_END, HIT_START, match_expression, snippet_of
from reader.library.snippets import read_snippet
from reader.library.typed import text

_RANKED = 3_000
"""So many of the newest articles that have the words are ranked: beyond it, ranking is slow and tells little."""
_SNIPPET_TOKENS = 28
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
                rows = _rows(connection, where, values, query)
                return _with_tags(connection, rows)
            return _found(connection, words, where, values, query)

    def count(self, query: LibraryQuery = LibraryQuery()) -> int:  # noqa: B008
        """How many kept articles match, on all pages."""
        words = match_expression(query.text)
        if _asks_for_no_word(query.text, words):
            return 0
        where, values = _conditions(query)
        source = "article AS a"
        if words:
            source = "article_search AS s CROSS JOIN article AS a ON a.number = s.rowid"
            where, values = f"{where} AND article_search MATCH ?", [*values, words]
        with self._db.reading() as connection:
            return int(
                connection.execute(f"SELECT count(*) FROM {source} WHERE {where}", values).fetchone()[0]
            )

    def ids(self, beginning: str = "") -> tuple[str, ...]:
        """The ids of all kept articles that begin so, in the order in which they came."""
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM article WHERE removed IS NULL AND substr(id, 1, ?) = ? ORDER BY number",
                (len(beginning), beginning),
            )
            return tuple(text(row[0]) for row in rows)

    def kept(self, article_id: str) -> KeptArticle | None:
        """One kept article, or ``None``."""
        with self._db.reading() as connection:
            row = connection.execute(
                f"SELECT {COLUMNS} FROM article AS a WHERE a.id = ? AND a.removed IS NULL", (article_id,)
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


def _conditions(query: LibraryQuery) -> tuple[str, list[Any]]:
    """What every article of the answer fulfils, but for the words, as SQL."""
    where, values = ["a.removed IS NULL"], list[Any]()
    groups = (*query.naming, *(() if query.entity is None else ((query.entity,),)))
    for group in groups:
        where.append(
            "a.number IN (SELECT article FROM profile CROSS JOIN appearance ON profile = profile.number"
            f" WHERE entity IN ({','.join('?' * len(group))}))"
        )
        values.extend(group)
    if query.entity_type is not None:
        where.append(
            "EXISTS (SELECT 1 FROM appearance JOIN profile ON profile.number = profile"
            " JOIN entity ON entity.number = entity WHERE appearance.article = a.number AND entity_type = ?)"
        )
        values.append(query.entity_type)
    if query.tag is not None:
        where.append(
            "a.number IN (SELECT article FROM article_tag JOIN tag ON tag.number = tag WHERE tag.name = ?)"
        )
        values.append(query.tag)
    if query.state is not None:
        where.append("a.state = ?")
        values.append(query.state.value)
    if query.starred:
        where.append("a.starred")
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
) -> tuple[KeptArticle, ...]:
    """The page of those that have the words: first which, then their snippets alone."""
    source = "article_search AS s CROSS JOIN article AS a ON a.number = s.rowid"
    page = (*values, words, query.limit, query.offset)
    if query.sort is LibrarySort.RELEVANCE:
        sql = (
            f"SELECT number FROM (SELECT a.number, s.rank AS score FROM {source}"
            f" WHERE {where} AND article_search MATCH ? ORDER BY s.rowid DESC LIMIT {_RANKED})"
            " ORDER BY score, number DESC LIMIT ? OFFSET ?"
        )
    else:
        order = _ORDERS[query.sort].replace("a.number", "s.rowid")
        sql = (
            f"SELECT a.number FROM {source} WHERE {where} AND article_search MATCH ?"
            f" ORDER BY {order} LIMIT ? OFFSET ?"
        )
    numbers = [row[0] for row in connection.execute(sql, page)]
    return _shown(connection, words, numbers)


def _shown(connection: sqlite3.Connection, words: str, numbers: Sequence[int]) -> tuple[KeptArticle, ...]:
    """Articles in the order of their numbers, with snippets."""
    if not numbers:
        return ()
    articles = kept_by_number(connection, numbers)
    marks = ",".join(map(str, numbers))
    rows = connection.execute(
        f"SELECT s.rowid, snippet(article_search, 2, ?1, ?2, '…', {_SNIPPET_TOKENS}),"
        f" iif(small, highlight(article_search, 2, ?1, ?2), ''), t.body, iif(small, record, NULL)"
        " FROM article_search AS s CROSS JOIN article_text AS t ON t.article = s.rowid"
        f" CROSS JOIN (SELECT article, record, length(record) < {_LARGE} AS small FROM content) AS c"
        " ON c.article = s.rowid"
        f" WHERE article_search MATCH ?3 AND s.rowid BETWEEN ?4 AND ?5 AND +s.rowid IN ({marks})",
        (HIT_START, HIT_END, words, min(numbers), max(numbers)),
    )
    snippets = {number: _snippet(*row) for number, *row in rows}
    found: list[KeptArticle] = []
    for number in numbers:
        snippet, hits = snippets.get(number, ("", ()))
        found.append(replace(articles[number], snippet=snippet, hits=hits))
    return tuple(found)


def _snippet(near: str, whole: str, body: str, record: bytes | None) -> tuple[str, tuple[Span, ...]]:
    """The words of what is read; of a very large or unreadable record the index's own cut-out."""
    found = None
    if record is not None:
        try:
            found = read_snippet(whole, body, unpack_article(record, body).blocks)
        except LibraryError:
            found = None  # such a record is renewed when the article is opened again
    return snippet_of(near) if found is None else found


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
