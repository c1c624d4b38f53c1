"""Keeping articles and what was found in them; taking them away and back."""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import astuple
from pathlib import PurePath
from typing import Any, TypeVar

from reader.core.books import chapter_of
from reader.core.errors import LibraryError
from reader.core.folding import fold
from reader.core.records import Annotations, Article
from reader.core.titles import article_title
from reader.library.appearances import add_appearances, forget_appearances
from reader.library.books import book_columns, removed_chapters, row_numbers, share_marks
from reader.library.origins import address_of, origin_of
from reader.library.part import Part, numbers_of
from reader.library.records import (
    pack_annotations,
    pack_article,
    storable,
    unpack_annotations,
    unpack_article,
)
from reader.library.typed import DamagedRowError
from reader.library.versions import OlderVersion, is_former, note_change, older_version, present_id

_DAY = 86_400
_PEOPLE = 3
_INDEXED = "indexed_words(title), indexed_words(about), indexed_words(body)"
_RENEWED, _RENEWED_CHARACTERS = 20, 200_000
"""Articles, and characters of them, that are entered anew at once: what others wait for is short."""

_T = TypeVar("_T")


class ArticleStore(Part):
    """Articles by their ids. What is told to be kept is on the disk when the call returns."""

    def keep(
        self,
        article: Article,
        original: bytes | None = None,
        opened: bool = True,
        again: bool = True,
        newer: bool = False,
    ) -> bool:
        """Keep an article; tells whether it is new. What was removed comes back, unless ``again`` is false.

        ``original`` is the file as it came; ``opened`` tells reading from mere importing. An article that is
        kept already takes over what a later import knows, never less than before. ``newer`` lets the text replace
        an older one from the same file or address: the row stays, with all that its reader added.
        """
        with self._db.writing() as connection:
            row: tuple[int] | None = connection.execute(
                "SELECT number FROM article WHERE id = ?", (article.id,)
            ).fetchone()
            older = older_version(connection, article) if newer and row is None else None
            if not again and self._is_put_away(connection, article, older):
                return False
            if older is not None:
                number = older.number
                self._replace(connection, article, older)
            elif row is not None:
                number = int(row[0])
                self._bring_row_back(connection, article.id)
                self._renew(connection, number, article)
            else:
                number = self._insert(connection, article, newer)
            if opened:
                connection.execute("UPDATE article SET opened = ? WHERE number = ?", (time.time(), number))
            if original is not None:
                connection.execute(
                    "INSERT OR REPLACE INTO original VALUES (?, ?)", (number, zlib.compress(original))
                )
        return row is None and older is None

    def place_in(self, article: Article) -> int | None:
        """Where reading goes on in an article that is opened: its own place, or that of its older text.

        ``None`` where it was never kept. Raises ``LibraryError``.
        """
        with self._db.reading() as connection:
            row = connection.execute(
                "SELECT place FROM article WHERE id = ? AND removed IS NULL", (article.id,)
            ).fetchone()
            if row is not None:
                return int(row[0])
            older = older_version(connection, article)
            return None if older is None else older.place

    def id_from(self, source: str) -> str | None:
        """The id of the article that was kept from a file, of a book from that chapter or the last one opened."""
        with self._db.reading() as connection:
            row = connection.execute(
                "SELECT id FROM article WHERE origin = ?1 AND removed IS NULL AND (?2 IS NULL OR chapter = ?2)"
                " ORDER BY opened DESC, number DESC LIMIT 1",
                (origin_of(source), chapter_of(source)),
            ).fetchone()
        return None if row is None else str(row[0])

    def article(self, article_id: str) -> Article | None:
        """A kept article; of one that was replaced its newer version. Raises ``LibraryError``."""
        with self._db.reading() as connection:
            return _article(connection, present_id(connection, article_id))

    def original(self, article_id: str) -> bytes | None:
        """The file that an article came in, where it was kept."""
        with self._db.reading() as connection:
            row = connection.execute(
                "SELECT file FROM original JOIN article ON number = article WHERE id = ? AND removed IS NULL",
                (present_id(connection, article_id),),
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
        """Hide articles, and whole books, from everything; until ``purge`` they can be brought back."""
        now = time.time()
        with self._db.writing() as connection:
            for number in row_numbers(connection, ids):
                forget_appearances(connection, number)
                _unindex(connection, number)
                connection.execute("UPDATE article SET removed = ? WHERE number = ?", (now, number))

    def restore(self, ids: Iterable[str]) -> None:
        """Bring removed articles back with all that belongs to them."""
        with self._db.writing() as connection:
            for number in row_numbers(connection, ids, removed=True):
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

    def renew_words(self) -> int:
        """Enter words of some articles anew that an older version entered; tells how many articles are left.

        The newest come first. All of it is done or nothing, and going on later is the same as never stopping.
        """
        with self._db.writing() as connection:
            rows = connection.execute(
                "SELECT stale_words.article, length(body) FROM stale_words LEFT JOIN article_text USING (article)"
                " ORDER BY stale_words.article DESC LIMIT ?",
                (_RENEWED,),
            ).fetchall()
            characters = 0
            for number, length in rows:
                characters += length or 0
                if characters > _RENEWED_CHARACTERS and number != rows[0][0]:
                    break
                _unindex(connection, number)
                _index(connection, number)
            return int(connection.execute("SELECT count(*) FROM stale_words").fetchone()[0])

    def _is_put_away(
        self, connection: sqlite3.Connection, article: Article, older: OlderVersion | None
    ) -> bool:
        """Whether nobody wants a text that the program opens by itself: it was removed, or replaced since."""
        if older is not None:
            return older.removed or is_former(connection, article.id)
        removed = connection.execute(
            "SELECT 1 FROM article WHERE id = ? AND removed IS NOT NULL", (article.id,)
        ).fetchone()
        return removed is not None or bool(removed_chapters(connection, article))

    def _bring_row_back(self, connection: sqlite3.Connection, article_id: str) -> None:
        for number in row_numbers(connection, [article_id], removed=True):
            self._bring_back(connection, number)

    def _insert(self, connection: sqlite3.Connection, article: Article, opened_anew: bool) -> int:
        """A new row; a new chapter has the marks of its book, which it brings back where it was removed."""
        for number in removed_chapters(connection, article) if opened_anew else ():
            self._bring_back(connection, number)
        number = _insert(connection, article)
        share_marks(connection, number)
        return number

    def _replace(self, connection: sqlite3.Connection, article: Article, older: OlderVersion) -> None:
        """Put a newer text in the place of an older one; what was found in that is dropped."""
        number = older.number
        note_change(connection, number, article.id)
        (former,) = connection.execute("SELECT id FROM article WHERE number = ?", (number,)).fetchone()
        if older.removed:
            self._bring_row_back(connection, former)
        forget_appearances(connection, number)
        _unindex(connection, number)
        connection.execute("DELETE FROM analysis WHERE article = ?", (number,))
        connection.execute("DELETE FROM original WHERE article = ?", (number,))
        connection.execute(
            "UPDATE article SET id = ?, place = ?, people = '[]' WHERE number = ?",
            (article.id, older.place, number),
        )
        connection.execute(
            "UPDATE article_text SET body = ? WHERE article = ?", (storable(article.text), number)
        )
        _write(connection, number, article)
        _index(connection, number)

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
        _write(connection, number, article)
        connection.execute(
            "UPDATE article_text SET body = ? WHERE article = ?", (storable(article.text), number)
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


def _write(connection: sqlite3.Connection, number: int, article: Article) -> None:
    """Write an article over what its row has, but for its id and text; a chapter stays with its book."""
    columns = _columns(article)
    book = columns.pop("book")
    pairs = ", ".join(f"{name} = ?" for name in columns)
    connection.execute(
        f"UPDATE article SET {pairs}, book = coalesce(book, ?) WHERE number = ?",
        (*columns.values(), book, number),
    )
    connection.execute("UPDATE content SET record = ? WHERE article = ?", (pack_article(article), number))
    connection.execute(
        "UPDATE article_text SET title = ?, about = ? WHERE article = ?", (*_headings(article), number)
    )


def _columns(article: Article) -> dict[str, Any]:
    """What lists show of an article, by column."""
    meta, book = article.metadata, article.book
    title = (book.title if book is not None else "") or article_title(article)
    title = title or PurePath(article.source).name
    return {
        "title": storable(title),
        "title_key": storable(fold(title)),
        "publisher": _text(meta.publisher),
        "date": _text(meta.date),
        "byline": _text(meta.byline),
        "source": storable(article.source),
        "language": article.language,
        "words": len(article.text.split()),
        "origin": origin_of(article.source),
        "address": address_of(article),
        **book_columns(article),
    }


def _headings(article: Article) -> tuple[str, str]:
    """What is searched besides the text: the title, who wrote and published it, and the book that it is in."""
    meta = article.metadata
    book = None if article.book is None else article.book.title
    about = " · ".join(part for part in (meta.byline, meta.publisher, book) if part)
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
        f" SELECT article, {_INDEXED} FROM article_text WHERE article = ?",
        (number,),
    )


def _unindex(connection: sqlite3.Connection, number: int) -> None:
    """Take an article's words out as they were entered: by this version, or by one that entered them as written."""
    stale = connection.execute("DELETE FROM stale_words WHERE article = ?", (number,)).rowcount
    words = "title, about, body" if stale else _INDEXED
    connection.execute(
        "INSERT INTO article_search (article_search, rowid, title, about, body)"
        f" SELECT 'delete', article, {words} FROM article_text WHERE article = ?",
        (number,),
    )


def _most_mentioned(annotations: Annotations) -> list[str]:
    people = [entity for entity in annotations.entities if entity.entity_type == "PER"]
    people.sort(key=lambda entity: -len(entity.mentions))
    return [entity.name for entity in people[:_PEOPLE]]


def written_columns(article: Article) -> frozenset[str]:
    """The columns of ``article`` that follow from an article itself."""
    return frozenset(_columns(article))
