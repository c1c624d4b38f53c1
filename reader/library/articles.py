"""Keeping articles and what was found in them; taking them away and back."""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import astuple
from pathlib import PurePath
from typing import TypeVar

from reader.core.errors import LibraryError
from reader.core.folding import fold
from reader.core.records import Annotations, Article
from reader.core.titles import article_title
from reader.library.appearances import add_appearances, forget_appearances
from reader.library.part import Part, numbers_of
from reader.library.records import (
    pack_annotations,
    pack_article,
    storable,
    unpack_annotations,
    unpack_article,
)
from reader.library.typed import DamagedRowError

_DAY = 86_400
_PEOPLE = 3
_T = TypeVar("_T")


class ArticleStore(Part):
    """Articles by their ids. What is told to be kept is on the disk when the call returns."""

    def keep(
        self, article: Article, original: bytes | None = None, opened: bool = True, again: bool = True
    ) -> bool:
        """Keep an article; tells whether it is new. What was removed comes back, unless ``again`` is false.

        ``original`` is the file as it came; ``opened`` tells reading from mere importing. An article that is
        kept already takes over what a later import knows, never less than before.
        """
        with self._db.writing() as connection:
            row = connection.execute(
                "SELECT number, removed FROM article WHERE id = ?", (article.id,)
            ).fetchone()
            if row is not None and row[1] is not None and not again:
                return False
            number = _insert(connection, article) if row is None else row[0]
            if row is not None and row[1] is not None:
                self._bring_back(connection, number)
            if row is not None:
                self._renew(connection, number, article)
            if opened:
                connection.execute("UPDATE article SET opened = ? WHERE number = ?", (time.time(), number))
            if original is not None:
                connection.execute(
                    "INSERT OR REPLACE INTO original VALUES (?, ?)", (number, zlib.compress(original))
                )
        return row is None

    def article(self, article_id: str) -> Article | None:
        """A kept article. Raises ``LibraryError``."""
        with self._db.reading() as connection:
            return _article(connection, article_id)

    def original(self, article_id: str) -> bytes | None:
        """The file that an article came in, where it was kept."""
        with self._db.reading() as connection:
            row = connection.execute(
                "SELECT file FROM original JOIN article ON number = article WHERE id = ? AND removed IS NULL",
                (article_id,),
            ).fetchone()
            try:
                return None if row is None else zlib.decompress(row[0])
            except (zlib.error, TypeError) as error:
                raise DamagedRowError("original") from error

    def keep_annotations(self, annotations: Annotations) -> bool:
        """Keep a complete analysis in place of any older one; tells whether its article is kept."""
        record = pack_annotations(annotations)
        with self._db.writing() as connection:
            article = _article(connection, annotations.article_id)
            if article is None or not annotations.complete:
                return False
            (number,) = numbers_of(connection, [article.id])
            if _analysis(connection, number) == (annotations.pipeline, record):
                return True
            forget_appearances(connection, number)
            add_appearances(connection, number, article, annotations, self._names_of(article.language))
            connection.execute(
                "INSERT OR REPLACE INTO analysis VALUES (?, ?, ?)", (number, annotations.pipeline, record)
            )
            people = json.dumps(_most_mentioned(annotations))
            connection.execute("UPDATE article SET people = ? WHERE number = ?", (people, number))
        return True

    def annotations(self, article_id: str, pipeline: str | None = None) -> Annotations | None:
        """What was found in a kept article by ``pipeline``, or by whichever analysed it last."""
        with self._db.reading() as connection:
            row = connection.execute(
                "SELECT record FROM analysis JOIN article ON number = article"
                " WHERE id = ?1 AND removed IS NULL AND pipeline = coalesce(?2, pipeline)",
                (article_id, pipeline),
            ).fetchone()
            return None if row is None else unpack_annotations(row[0], article_id)

    def remove(self, ids: Iterable[str]) -> None:
        """Hide articles from everything; until ``purge`` they can be brought back."""
        with self._db.writing() as connection:
            for number in numbers_of(connection, ids):
                forget_appearances(connection, number)
                _unindex(connection, number)
                connection.execute("UPDATE article SET removed = ? WHERE number = ?", (time.time(), number))

    def restore(self, ids: Iterable[str]) -> None:
        """Bring removed articles back with all that belongs to them."""
        with self._db.writing() as connection:
            for number in numbers_of(connection, ids, removed=True):
                self._bring_back(connection, number)

    def purge(self, days: float = 30) -> int:
        """Delete for good what was removed more than ``days`` days ago; tells how many articles."""
        with self._db.writing() as connection:
            deleted = connection.execute(
                "DELETE FROM article WHERE removed < ?", (time.time() - days * _DAY,)
            ).rowcount
            connection.execute(
                "DELETE FROM entity WHERE NOT EXISTS"
                " (SELECT 1 FROM profile WHERE profile.entity = entity.number)"
            )
        return deleted

    def _bring_back(self, connection: sqlite3.Connection, number: int) -> None:
        connection.execute("UPDATE article SET removed = NULL WHERE number = ?", (number,))
        _index(connection, number)
        article_id, record = connection.execute(
            "SELECT id, record FROM article LEFT JOIN analysis ON article = number WHERE number = ?",
            (number,),
        ).fetchone()
        article = _readable(lambda: _article(connection, article_id))
        found = None if record is None else _readable(lambda: unpack_annotations(record, article_id))
        if article is not None and found is not None:
            add_appearances(connection, number, article, found, self._names_of(article.language))

    def _renew(self, connection: sqlite3.Connection, number: int, article: Article) -> None:
        """Take over what a later import of the same text knows."""
        known = _readable(lambda: _article(connection, article.id))
        intact = known is not None and known.text == article.text
        if known == article or (known is not None and intact and _known(known) > _known(article)):
            return
        _unindex(connection, number)
        columns = _columns(article)
        pairs = ", ".join(f"{name} = ?" for name in columns)
        connection.execute(f"UPDATE article SET {pairs} WHERE number = ?", (*columns.values(), number))
        connection.execute("UPDATE content SET record = ? WHERE article = ?", (pack_article(article), number))
        connection.execute(
            "UPDATE article_text SET title = ?, about = ?, body = ? WHERE article = ?",
            (*_headings(article), storable(article.text), number),
        )
        _index(connection, number)


def _insert(connection: sqlite3.Connection, article: Article) -> int:
    columns = {"id": article.id, "added": time.time(), **_columns(article)}
    marks = ", ".join("?" * len(columns))
    number = connection.execute(
        f"INSERT INTO article ({', '.join(columns)}) VALUES ({marks})", tuple(columns.values())
    ).lastrowid
    assert number is not None
    connection.execute("INSERT INTO content VALUES (?, ?)", (number, pack_article(article)))
    connection.execute(
        "INSERT INTO article_text VALUES (?, ?, ?, ?)",
        (number, *_headings(article), storable(article.text)),
    )
    _index(connection, number)
    return number


def _columns(article: Article) -> dict[str, str | int | None]:
    """What lists show of an article, by column."""
    meta = article.metadata
    title = article_title(article) or PurePath(article.source).name
    return {
        "title": storable(title),
        "title_key": storable(fold(title)),
        "publisher": _text(meta.publisher),
        "date": _text(meta.date),
        "byline": _text(meta.byline),
        "source": storable(article.source),
        "language": article.language,
        "words": len(article.text.split()),
    }


def _headings(article: Article) -> tuple[str, str]:
    """What is searched besides the text: the title, and who wrote and published it."""
    meta = article.metadata
    about = " · ".join(part for part in (meta.byline, meta.publisher) if part)
    return storable(meta.title or article_title(article)), storable(about)


def _text(value: str | None) -> str | None:
    return None if value is None else storable(value)


def _known(article: Article) -> int:
    """How much an import knows of an article besides its text."""
    return sum(value is not None for value in astuple(article.metadata))


def _article(connection: sqlite3.Connection, article_id: str) -> Article | None:
    row = connection.execute(
        "SELECT record, body FROM article JOIN content ON content.article = number"
        " JOIN article_text ON article_text.article = number WHERE id = ? AND removed IS NULL",
        (article_id,),
    ).fetchone()
    return None if row is None else unpack_article(*row)


def _analysis(connection: sqlite3.Connection, number: int) -> tuple[str, bytes] | None:
    """The pipeline and the record of an article's analysis."""
    return connection.execute("SELECT pipeline, record FROM analysis WHERE article = ?", (number,)).fetchone()


def _readable(read: Callable[[], _T]) -> _T | None:
    """What is read, or ``None`` for a record that cannot be: it will be renewed."""
    try:
        return read()
    except LibraryError:
        return None


def _index(connection: sqlite3.Connection, number: int) -> None:
    connection.execute(
        "INSERT INTO article_search (rowid, title, about, body)"
        " SELECT article, title, about, body FROM article_text WHERE article = ?",
        (number,),
    )


def _unindex(connection: sqlite3.Connection, number: int) -> None:
    connection.execute(
        "INSERT INTO article_search (article_search, rowid, title, about, body)"
        " SELECT 'delete', article, title, about, body FROM article_text WHERE article = ?",
        (number,),
    )


def _most_mentioned(annotations: Annotations) -> list[str]:
    people = [entity for entity in annotations.entities if entity.entity_type == "PER"]
    people.sort(key=lambda entity: -len(entity.mentions))
    return [entity.name for entity in people[:_PEOPLE]]


def written_columns(article: Article) -> frozenset[str]:
    """The columns of ``article`` that follow from an article itself."""
    return frozenset(_columns(article))
