"""Newer texts of kept articles: the same file or address, another text, the same row.

An article's id is a hash of its text, so that a newer text brings another id. ``article.number`` is the row; ids of
former texts stay in ``former_id`` and lead to it, for other windows and for what was written down before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from reader.core.errors import LibraryError
from reader.core.records import Article
from reader.core.versions import carried_place, is_newer_version
from reader.library.origins import address_of, origin_of
from reader.library.records import unpack_article

_MOST_COMPARED = 20
"""Rows of one file or address: normally there is one, but an address may be that of a whole site."""


@dataclass(frozen=True, slots=True)
class OlderVersion:
    """A row whose text is an older version; its reading place is carried over to the newer text."""

    number: int
    removed: bool
    place: int


def present_id(connection: sqlite3.Connection, article_id: str) -> str:
    """The id under which an article is kept now: the same, or that of the newer text of its row."""
    row = connection.execute(
        "SELECT article.id FROM former_id JOIN article ON article.number = former_id.article"
        " WHERE former_id.id = ?1 AND NOT EXISTS (SELECT 1 FROM article WHERE id = ?1)",
        (article_id,),
    ).fetchone()
    return article_id if row is None else str(row[0])


def older_version(connection: sqlite3.Connection, article: Article) -> OlderVersion | None:
    """The row of which an article that is not kept is a newer text, or one that it had before."""
    for number, removed, place, older in _candidates(connection, article):
        if _was_text_of(connection, number, article.id) or is_newer_version(older, article):
            return OlderVersion(number, removed is not None, carried_place(older, article, place))
    return None


def is_former(connection: sqlite3.Connection, article_id: str) -> bool:
    """Whether a text was replaced by another one."""
    return present_id(connection, article_id) != article_id


def note_change(connection: sqlite3.Connection, number: int, article_id: str) -> None:
    """Write down that a row is about to have another id."""
    connection.execute("DELETE FROM former_id WHERE id = ?", (article_id,))
    connection.execute(
        "INSERT OR REPLACE INTO former_id SELECT id, number FROM article WHERE number = ?", (number,)
    )


def _was_text_of(connection: sqlite3.Connection, number: int, article_id: str) -> bool:
    """Whether a row had this text before."""
    row = connection.execute(
        "SELECT 1 FROM former_id WHERE id = ? AND article = ?", (article_id, number)
    ).fetchone()
    return row is not None


def _candidates(
    connection: sqlite3.Connection, article: Article
) -> Iterator[tuple[int, float | None, int, Article]]:
    """Number, time of removal, place and text of rows from the same file or address, kept ones and new ones first."""
    chapter = None if article.book is None else article.book.chapter
    rows = connection.execute(
        "SELECT number, removed, place, record, body FROM article JOIN content ON content.article = number"
        " JOIN article_text ON article_text.article = number"
        " WHERE (origin = ?1 AND chapter IS ?2) OR address = ?3 OR number IN"
        " (SELECT article FROM former_id WHERE former_id.id = ?4)"
        " ORDER BY removed IS NOT NULL, origin IS NOT ?1, number DESC LIMIT ?5",
        (origin_of(article.source), chapter, address_of(article), article.id, _MOST_COMPARED),
    ).fetchall()
    for number, removed, place, record, body in rows:
        try:
            yield number, removed, place, unpack_article(record, body)
        except LibraryError:
            continue
