"""How records lie in the library: as compressed JSON, so that new fields of a record need no migration."""

from __future__ import annotations

import json
import sqlite3
import zlib
from typing import Any, cast

from reader.core.document import (
    annotations_from_json,
    annotations_to_json,
    article_from_json,
    article_to_json,
)
from reader.core.errors import LibraryError
from reader.core.kept import KeptArticle, KeptBook, ReadState
from reader.core.printable import printable
from reader.core.records import Annotations, Article
from reader.library.typed import (
    DamagedRowError,
    check_record,
    moment,
    natural,
    optional_moment,
    optional_text,
    text,
    texts,
)

Json = dict[str, Any]
_OTHER_DATA = (zlib.error, LookupError, TypeError, ValueError, AttributeError, RecursionError)
"""What reading raises where something else was kept than a record."""

COLUMNS = (
    "a.id, a.title, a.publisher, a.date, a.byline, a.source, a.language, a.words, a.added, a.opened,"
    " a.state, a.starred, a.place, a.people, a.notes, a.chapter, a.chapters, a.chapter_title, a.number"
)
"""What ``kept_article`` reads, with ``article`` called ``a``."""


def pack(data: Json) -> bytes:
    """JSON, compressed; odd characters of file names and texts come back as they were."""
    return zlib.compress(json.dumps(data).encode("ascii"))


def unpack(record: bytes) -> Json:
    """The JSON that was packed. Raises ``LibraryError`` for what was not."""
    try:
        return cast(Json, json.loads(zlib.decompress(record)))
    except _OTHER_DATA as error:
        raise _unreadable(error) from error


def pack_article(article: Article) -> bytes:
    """An article without its text, which lies beside it for the search; with it where that would not be the same."""
    data = {
        **article_to_json(article, pictures=True),
        "language": article.language,
        "source": article.source,
    }
    if storable(article.text) == article.text:
        del data["text"]
    return pack(data)


def unpack_article(record: bytes, body: str) -> Article:
    """The article. Raises ``LibraryError`` for other data."""
    try:
        article = article_from_json({"text": body, **unpack(record)})
        check_record(article)
        ends = (each.span.end for each in (*article.blocks, *article.links))
        if max(ends, default=0) > len(article.text):
            raise DamagedRowError("a range beyond the text")
    except _OTHER_DATA as error:
        raise _unreadable(error) from error
    return article


def pack_annotations(annotations: Annotations) -> bytes:
    """A complete analysis."""
    return pack({"pipeline": annotations.pipeline, **annotations_to_json(annotations)})


def unpack_annotations(record: bytes, article_id: str) -> Annotations:
    """The analysis. Raises ``LibraryError`` for other data."""
    try:
        annotations = annotations_from_json(unpack(record), article_id)
        check_record(annotations)
    except _OTHER_DATA as error:
        raise _unreadable(error) from error
    return annotations


def storable(words: str) -> str:
    """A text as SQLite can keep it: halves of surrogate pairs, as in odd file names, become a sign each."""
    return printable(words)


def kept_article(row: sqlite3.Row | tuple[Any, ...], tags: tuple[str, ...]) -> KeptArticle:
    """A row of ``COLUMNS`` as a record. Raises ``LibraryError`` where a value is impossible."""
    try:
        return KeptArticle(
            id=text(row[0]),
            title=text(row[1]),
            publisher=optional_text(row[2]),
            date=optional_text(row[3]),
            byline=optional_text(row[4]),
            source=text(row[5]),
            language=text(row[6]),
            words=natural(row[7]),
            added=moment(row[8]),
            opened=optional_moment(row[9]),
            state=ReadState(row[10]),
            starred=bool(natural(row[11])),
            place=natural(row[12]),
            tags=tuple(text(tag) for tag in tags),
            people=texts(json.loads(row[13])),
            notes=text(row[14]),
            book=_book(*row[15:18]),
        )
    except _OTHER_DATA as error:
        raise _unreadable(error) from error


def _book(chapter: object, chapters: object, title: object) -> KeptBook | None:
    """The chapter that a row is; ``None`` for what is no book. Raises ``DamagedRowError``."""
    if chapter is None or chapters is None:
        return None
    number = natural(chapter)
    return KeptBook(number, max(number, natural(chapters)), optional_text(title) or "")


def _unreadable(error: Exception) -> LibraryError:
    return LibraryError("library_record", reason=str(error))
