"""What to do about a damaged library: keep the file, and carry what can still be read over into a new one."""

from __future__ import annotations

import itertools
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from reader.core.errors import LibraryError
from reader.library.articles import ArticleStore
from reader.library.database import Database
from reader.library.reader_marks import ReaderMarks
from reader.library.records import unpack_annotations, unpack_article

_BESIDE = ("", "-wal", "-shm")
_MOST_MISSING = 1_000
_AT_ONCE = 100
_MARKS = "added, opened, state, starred, place, notes"


def set_aside(file: Path) -> Path:
    """Rename a damaged library; returns where it lies now. Raises ``LibraryError`` where that is not allowed."""
    place = _free_name(file)
    try:
        for suffix in _BESIDE:
            beside = Path(f"{file}{suffix}")
            if beside.exists():
                beside.rename(f"{place}{suffix}")
    except OSError as error:
        raise LibraryError("library_read_only", path=file) from error
    return place


def rescue(damaged: Path, database: Database) -> int:
    """Keep every article of a damaged library that can be read in a new one; returns how many.

    Each is looked up by itself, so that a damaged page costs no more than what lies on it.
    """
    articles, marks = ArticleStore(database), ReaderMarks(database)
    count = 0
    with closing(sqlite3.connect(damaged, isolation_level=None)) as source:
        numbers = _numbers(source)
        while some := list(itertools.islice(numbers, _AT_ONCE)):
            with database.writing():
                for number in some:
                    count += _carry_over(source, number, database, articles, marks)
    return count


def _free_name(file: Path) -> Path:
    stamp = time.strftime("%Y-%m-%d")
    names = (f"{file.stem}.damaged-{stamp}-{number}{file.suffix}" for number in itertools.count(1))
    return next(place for place in map(file.with_name, names) if not place.exists())


def _numbers(source: sqlite3.Connection) -> Iterator[int]:
    """The numbers of the articles that are there, past gaps that cannot be read."""
    number, missing = 0, 0
    while missing < _MOST_MISSING:
        try:
            row = source.execute(
                "SELECT article FROM content WHERE article > ? ORDER BY article LIMIT 1", (number,)
            ).fetchone()
        except sqlite3.Error:
            number, missing = number + 1, missing + 1
            continue
        if row is None:
            return
        number, missing = row[0], 0
        yield number


def _carry_over(
    source: sqlite3.Connection,
    number: int,
    database: Database,
    articles: ArticleStore,
    marks: ReaderMarks,
) -> bool:
    row = _row(
        source,
        "SELECT record, body FROM content JOIN article_text USING (article) WHERE article = ?",
        number,
    )
    try:
        article = None if row is None else unpack_article(*row)
    except LibraryError:
        return False
    mine = _row(source, f"SELECT {_MARKS}, removed FROM article WHERE number = ?", number)
    if article is None or (mine is not None and mine[-1] is not None):
        return False
    original = _row(source, "SELECT file FROM original WHERE article = ?", number)
    articles.keep(article, None if original is None else zlib.decompress(original[0]), opened=False)
    _carry_analysis(source, number, article.id, articles)
    if mine is not None:
        with database.writing() as connection:
            connection.execute(
                f"UPDATE article SET ({_MARKS}) = (?, ?, ?, ?, ?, ?) WHERE id = ?", (*mine[:-1], article.id)
            )
    tags = "SELECT name FROM article_tag JOIN tag ON tag.number = tag WHERE article = ?"
    for (name,) in _rows(source, tags, number):
        marks.add_tag((article.id,), name)
    return True


def _carry_analysis(source: sqlite3.Connection, number: int, article_id: str, articles: ArticleStore) -> None:
    row = _row(source, "SELECT record FROM analysis WHERE article = ?", number)
    try:
        if row is not None:
            articles.keep_annotations(unpack_annotations(row[0], article_id))
    except LibraryError:
        return


def _row(source: sqlite3.Connection, sql: str, number: int) -> tuple[Any, ...] | None:
    return next(iter(_rows(source, sql, number)), None)


def _rows(source: sqlite3.Connection, sql: str, number: int) -> list[tuple[Any, ...]]:
    try:
        return source.execute(sql, (number,)).fetchall()
    except sqlite3.Error:
        return []
