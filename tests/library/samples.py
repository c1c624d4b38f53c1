"""Made-up articles and analyses for the tests of the library."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.core.records import (
    Annotations,
    Article,
    Entity,
    KnowledgeBaseEntry,
    Mention,
    Metadata,
    Span,
)
from reader.formats import plain_text
from reader.library import schema


def article(text: str, source: str = "", **metadata: str) -> Article:
    made = plain_text.from_text(text, source)
    return Article(made.id, made.text, made.blocks, made.language, Metadata(**metadata), source)


def entity(where: Article, number: int, entity_type: str, *forms: str, kb: Sequence[str] = ()) -> Entity:
    """An entity with a mention wherever one of its forms stands; at the start of the text where none does."""
    places = [(where.text.find(form), form) for form in forms]
    spans = sorted({Span(start, start + len(form)) for start, form in places if start >= 0}) or [Span(0, 1)]
    return Entity(
        f"e{number}",
        entity_type,
        forms[0],
        tuple(Mention(span) for span in spans),
        tuple(forms[1:]),
        kb=tuple(KnowledgeBaseEntry(each, each) for each in kb),
    )


def found_in(where: Article, *entities: tuple[str, ...], pipeline: str = "p1") -> Annotations:
    """An analysis that found entities, each given as its type and its forms."""
    return Annotations(
        where.id,
        pipeline,
        tuple(entity(where, number, kind, *forms) for number, (kind, *forms) in enumerate(entities, 1)),
    )


def make_older(connection: sqlite3.Connection, version: int) -> None:
    """Turn a library of this version into one of an older ``version``, words and names entered as it did."""
    books = schema.MIGRATIONS.index(schema.BOOKS_AND_VERSIONS)
    if version <= books:
        for name in ("former_id_article", "article_origin", "article_address", "article_book"):
            connection.execute(f"DROP INDEX {name}")
        connection.execute("DROP TABLE former_id")
        for name in ("origin", "address", "book", "chapter", "chapters", "chapter_title"):
            connection.execute(f"ALTER TABLE article DROP COLUMN {name}")
    if version == 1:
        connection.execute("DROP TABLE stale_words")
        for statement in schema.MIGRATIONS[0]:
            if statement.startswith("CREATE TRIGGER form_"):
                connection.execute(f"DROP TRIGGER {statement.split()[2]}")
                connection.execute(statement)
        for index in ("article_search", "form_search"):
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    connection.execute(f"PRAGMA user_version = {version}")
