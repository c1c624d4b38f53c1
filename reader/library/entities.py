"""People, places and organisations over all kept articles."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from reader.core.folding import fold
from reader.core.kept import Appearance, KeptArticle, LibraryEntity
from reader.core.records import Span
from reader.library.listing import kept_by_number
from reader.library.part import Part
from reader.library.search import HIT_END, HIT_START, match_expression, snippet_of
from reader.library.typed import natural, text

_ALIASES = 8
_BEFORE, _AFTER = 90, 180
_SENTENCE_START = re.compile(r"[.!?…][»”]?\s+|\n\s*")
_SENTENCE_END = re.compile(r"[.!?…»”]*[.!?…][»”]?(?=\s)|\n")


class EntityIndex(Part):
    """Questions about who is named where. All raise ``LibraryError``."""

    def entities(
        self, text: str = "", entity_type: str | None = None, limit: int = 50
    ) -> tuple[LibraryEntity, ...]:
        """Those with a name that has the words of ``text``, named in most articles first.

        Persons of whom no article gives more than a surname are left out: nobody knows who they are.
        """
        words = match_expression(text, forms=False)
        where, values = ["listed", "articles > 0"], list[Any]()
        if words:
            where.append(
                "number IN (SELECT profile.entity FROM form_search JOIN form ON form.number = form_search.rowid"
                " JOIN profile ON profile.number = form.profile WHERE form_search MATCH ?)"
            )
            values.append(words)
        if entity_type is not None:
            where.append("entity_type = ?")
            values.append(entity_type)
        with self._db.reading() as connection:
            rows = connection.execute(
                f"SELECT number, entity_type, articles FROM entity WHERE {' AND '.join(where)}"
                " ORDER BY articles DESC, number LIMIT ?",
                (*values, limit),
            ).fetchall()
            return tuple(_named(connection, *row) for row in rows)

    def entity_of(self, article_id: str, entity_id: str) -> LibraryEntity | None:
        """What an entity of one article is over all of them; ``None`` where the article is not kept."""
        with self._db.reading() as connection:
            row = connection.execute(
                "SELECT entity.number, entity_type, articles FROM article"
                " JOIN appearance ON appearance.article = article.number AND entity_id = ?"
                " JOIN profile ON profile.number = profile JOIN entity ON entity.number = entity"
                " WHERE article.id = ? AND removed IS NULL",
                (entity_id, article_id),
            ).fetchone()
            return None if row is None else _named(connection, *row)

    def counts_of(self, article_id: str) -> dict[str, int]:
        """In how many kept articles each entity of one article is named, by its id there."""
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT entity_id, articles FROM article"
                " JOIN appearance ON appearance.article = article.number"
                " JOIN profile ON profile.number = profile JOIN entity ON entity.number = entity"
                " WHERE article.id = ? AND removed IS NULL",
                (article_id,),
            )
            return {text(entity_id): natural(articles) for entity_id, articles in rows}

    def appearances(self, entity: int, limit: int = 200) -> tuple[Appearance, ...]:
        """Where an entity is named, article by article, the newest first."""
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT seen.article, entity_id, mentions, first_start, first_end,"
                f" substr(body, max(1, first_start + 1 - {_BEFORE}), first_end - first_start + {_BEFORE + _AFTER})"
                " FROM (SELECT appearance.article, entity_id, mentions, first_start, first_end"
                " FROM profile CROSS JOIN appearance ON profile = profile.number WHERE entity = ?"
                " ORDER BY appearance.article DESC, first_start LIMIT ?) AS seen"
                " CROSS JOIN article_text ON article_text.article = seen.article"
                " ORDER BY seen.article DESC, first_start",
                (entity, limit),
            ).fetchall()
            articles = kept_by_number(connection, (row[0] for row in rows))
            return tuple(_appearance(articles[row[0]], *row[1:]) for row in rows)


def _named(connection: sqlite3.Connection, number: int, entity_type: str, articles: int) -> LibraryEntity:
    """An entity under the name that most articles give it, its other names after it by use."""
    rows = connection.execute(
        "SELECT text, sum(leading), sum(uses) FROM profile JOIN form ON form.profile = profile.number"
        " WHERE entity = ? GROUP BY text",
        (number,),
    ).fetchall()
    rows.sort(key=lambda row: (row[1], row[2], not row[0].isupper(), len(row[0]), row[0]), reverse=True)
    name, *others = (text(row[0]) for row in rows)
    rows.sort(key=lambda row: (-row[2], row[0]))
    known = {fold(name)}
    aliases: list[str] = []
    for alias, _, _ in rows:
        if alias in others and fold(alias) not in known:
            known.add(fold(alias))
            aliases.append(alias)
    return LibraryEntity(
        natural(number), text(entity_type), name, tuple(aliases[:_ALIASES]), natural(articles)
    )


def _appearance(
    article: KeptArticle, entity_id: str, mentions: int, start: int, end: int, window: str
) -> Appearance:
    start, end = natural(start), natural(end)
    before = min(start, _BEFORE)
    sentence, marks = sentence_in(window, before, before + end - start)
    first = Span(start, end)
    return Appearance(
        article, text(entity_id), natural(mentions), first, sentence, marks[0] if marks else None
    )


def sentence_in(window: str, start: int, end: int) -> tuple[str, tuple[Span, ...]]:
    """The sentence round a mention in a cut-out of a text, on one line, and where the mention is in it.

    ``…`` stands where the cut-out breaks it off.
    """
    starts = [match.end() for match in _SENTENCE_START.finditer(window, 0, start)]
    first = starts[-1] if starts else 0
    broken = not starts and start >= _BEFORE
    match = _SENTENCE_END.search(window, end)
    head = window[first:start]
    tail = window[end : match.end()] if match else window[end:]
    if broken:
        head = "…" + head.partition(" ")[2]
    if match is None and len(window) - end >= _AFTER:
        tail = tail.rpartition(" ")[0] + "…"
    return snippet_of(f"{head}{HIT_START}{window[start:end]}{HIT_END}{tail}")
