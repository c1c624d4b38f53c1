"""Filling in what older versions did not write down: origins, addresses, and which chapters are one book."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from reader.core.errors import LibraryError
from reader.core.folding import fold
from reader.core.kept import ReadState
from reader.core.records import Article
from reader.library.appearances import recount
from reader.library.books import book_columns
from reader.library.origins import address_of, origin_of
from reader.library.records import storable, unpack_article


def fill_rows(connection: sqlite3.Connection) -> None:
    """Fill in the columns of every article from its record, and make the chapters of each book one row.

    Records that cannot be read are left as they are: opening the article again renews them.
    """
    for number, article in _articles(connection):
        columns = {
            "origin": origin_of(article.source),
            "address": address_of(article),
            **book_columns(article),
        }
        if article.book is not None and article.book.title:
            columns |= {
                "title": storable(article.book.title),
                "title_key": storable(fold(article.book.title)),
            }
        pairs = ", ".join(f"{name} = ?" for name in columns)
        connection.execute(f"UPDATE article SET {pairs} WHERE number = ?", (*columns.values(), number))
    books = connection.execute("SELECT DISTINCT book FROM article WHERE book IS NOT NULL").fetchall()
    for (book,) in books:
        _merge_marks(connection, book)
    recount(connection)


def _articles(connection: sqlite3.Connection) -> Iterator[tuple[int, Article]]:
    """The numbers and articles, one record in memory at a time."""
    numbers = [row[0] for row in connection.execute("SELECT article FROM content ORDER BY article")]
    for number in numbers:
        row = connection.execute(
            "SELECT record, body FROM content JOIN article_text USING (article) WHERE article = ?", (number,)
        ).fetchone()
        try:
            if row is not None:
                yield number, unpack_article(*row)
        except LibraryError:
            continue


def _merge_marks(connection: sqlite3.Connection, book: str) -> None:
    """What was said of one chapter is said of the book; each keeps its reading place."""
    rows = connection.execute(
        "SELECT number, state, starred, notes, added, chapter >= chapters FROM article"
        " WHERE book = ? AND removed IS NULL ORDER BY number",
        (book,),
    ).fetchall()
    if len(rows) < 2:
        return
    state = _merged_state([(row[1], bool(row[5])) for row in rows])
    notes = "\n\n".join(dict.fromkeys(row[3] for row in rows if row[3]))
    numbers = [row[0] for row in rows]
    marks = ",".join(map(str, numbers))
    connection.execute(
        f"UPDATE article SET state = ?, starred = ?, notes = ?, added = ? WHERE number IN ({marks})",
        (state, max(row[2] for row in rows), notes, min(row[4] for row in rows)),
    )
    _share_tags(connection, numbers)


def _share_tags(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    marks = ",".join(map(str, numbers))
    connection.execute(
        "INSERT OR IGNORE INTO article_tag SELECT number, tag FROM article CROSS JOIN"
        f" (SELECT DISTINCT tag FROM article_tag WHERE article IN ({marks})) WHERE number IN ({marks})"
    )


def _merged_state(chapters: Iterable[tuple[str, bool]]) -> str:
    """A book is read once its last chapter is, unread as long as all chapters are."""
    known = list(chapters)
    if any(last and state == ReadState.READ for state, last in known):
        return ReadState.READ.value
    unread = all(state == ReadState.UNREAD for state, _ in known)
    return ReadState.UNREAD.value if unread else ReadState.READING.value
