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

Json = dict[str, Any]

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
    except (zlib.error, ValueError) as error:
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


def unpack_article(record: bytes, text: str) -> Article:
    """The article. Raises ``LibraryError`` for other data."""
    try:
        return article_from_json({"text": text, **unpack(record)})
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(error) from error


def pack_annotations(annotations: Annotations) -> bytes:
    """A complete analysis."""
    return pack({"pipeline": annotations.pipeline, **annotations_to_json(annotations)})


def unpack_annotations(record: bytes, article_id: str) -> Annotations:
    """The analysis. Raises ``LibraryError`` for other data."""
    try:
        return annotations_from_json(unpack(record), article_id)
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(error) from error


def storable(text: str) -> str:
    """``text`` as SQLite can keep it: halves of surrogate pairs, as in odd file names, become a sign each."""
    return printable(text)


def kept_article(row: sqlite3.Row | tuple[Any, ...], tags: tuple[str, ...]) -> KeptArticle:
    """A row of ``COLUMNS`` as a record."""
    return KeptArticle(
        *row[:10],
        state=ReadState(row[10]),
        starred=bool(row[11]),
        place=row[12],
        tags=tags,
        people=tuple(json.loads(row[13])),
        notes=row[14],
        book=_book(*row[15:18]),
    )


def _book(chapter: int | None, chapters: int | None, title: str | None) -> KeptBook | None:
    if chapter is None or chapters is None:
        return None
    return KeptBook(chapter, max(chapter, chapters), title or "")


def _unreadable(error: Exception) -> LibraryError:
    return LibraryError("library_record", reason=str(error))
