"""E-books in the library: the kept chapters of one book are one row, whose marks all of them share.

Chapters of one book have the same ``article.book``, made of the book's file and title. In lists the chapter that was
opened last stands for the book. Only the reading place is each chapter's own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from reader.core.books import file_of
from reader.core.folding import fold
from reader.core.records import Article
from reader.library.origins import origin_of
from reader.library.part import numbers_of
from reader.library.records import storable

_BOOK_FILE = ".epub"
_SHARED = "state, starred, notes, added"
"""What a new chapter takes over from the chapters of its book that are kept."""


def book_columns(article: Article) -> dict[str, Any]:
    """The columns that say which chapter of which book an article is; all are ``None`` for any other article."""
    book = article.book
    return {
        "book": book_key(article),
        "chapter": None if book is None else book.chapter,
        "chapters": None if book is None else book.chapters,
        "chapter_title": None if book is None else storable(article.metadata.title or ""),
    }


def book_key(article: Article) -> str | None:
    """What the chapters of one book share: its file and its title. The whole text of a book has it too."""
    file = origin_of(article.source) or file_of(article.source)
    if article.book is None and not file.lower().endswith(_BOOK_FILE):
        return None
    title = article.metadata.title if article.book is None else article.book.title
    return storable(f"{file}\n{fold(title or '')}")


def row_numbers(connection: sqlite3.Connection, ids: Iterable[str], removed: bool = False) -> list[int]:
    """The numbers of all articles of the rows to which ``ids`` belong: of a book every kept chapter."""
    marks = ",".join(map(str, numbers_of(connection, ids, removed)))
    state = "IS NOT NULL" if removed else "IS NULL"
    rows = connection.execute(
        f"SELECT number FROM article WHERE number IN ({marks}) UNION SELECT other.number FROM article AS mine"
        f" JOIN article AS other ON other.book = mine.book WHERE mine.number IN ({marks}) AND other.removed {state}"
        " ORDER BY 1"
    )
    return [row[0] for row in rows]


def share_marks(connection: sqlite3.Connection, number: int) -> None:
    """Give a new chapter the star, tags, state and notes of its book."""
    row = connection.execute(
        "SELECT other.number FROM article AS mine JOIN article AS other ON other.book = mine.book"
        " WHERE mine.number = ?1 AND other.number <> ?1 AND other.removed IS NULL ORDER BY other.number LIMIT 1",
        (number,),
    ).fetchone()
    if row is None:
        return
    connection.execute(
        f"UPDATE article SET ({_SHARED}) = (SELECT {_SHARED} FROM article WHERE number = ?) WHERE number = ?",
        (row[0], number),
    )
    connection.execute(
        "INSERT OR IGNORE INTO article_tag SELECT ?, tag FROM article_tag WHERE article = ?", (number, row[0])
    )


def removed_chapters(connection: sqlite3.Connection, article: Article) -> list[int]:
    """The removed chapters of the book that a new chapter belongs to, where none of it is kept."""
    key = book_key(article)
    rows = connection.execute("SELECT number, removed FROM article WHERE book = ?", (key,)).fetchall()
    return [] if any(removed is None for _, removed in rows) else [number for number, _ in rows]
