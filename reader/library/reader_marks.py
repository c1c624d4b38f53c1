"""What the reader adds to kept articles: read or not, stars, tags, the reading place, notes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from reader.core.folding import fold
from reader.core.kept import ReadState
from reader.library.books import row_numbers
from reader.library.part import Part
from reader.library.records import storable
from reader.library.typed import natural, text


class ReaderMarks(Part):
    """Ids of articles that are not kept are passed over; that of a chapter stands for its book.

    All raise ``LibraryError``.
    """

    def set_state(self, ids: Iterable[str], state: ReadState) -> None:
        """Say how far articles have been read."""
        self._set("state", state.value, ids)

    def set_starred(self, ids: Iterable[str], starred: bool) -> None:
        """Give articles their star, or take it."""
        self._set("starred", int(starred), ids)

    def set_place(self, article_id: str, place: int) -> None:
        """Remember where reading stopped, as a code point of this very text: one that was replaced has no place."""
        with self._db.writing() as connection:
            connection.execute(
                "UPDATE article SET place = ? WHERE id = ? AND removed IS NULL", (place, article_id)
            )

    def finish(self, article_id: str) -> None:
        """Say that the end of a text was reached: then it is read, and a book with its last chapter."""
        with self._db.writing() as connection:
            last = connection.execute(
                "SELECT chapter IS NULL OR chapter >= chapters FROM article WHERE id = ?", (article_id,)
            ).fetchone()
            if last is not None and last[0]:
                self.set_state((article_id,), ReadState.READ)

    def set_notes(self, article_id: str, notes: str) -> None:
        """Keep what the reader writes about an article."""
        self._set("notes", storable(notes), (article_id,))

    def add_tag(self, ids: Iterable[str], tag: str) -> None:
        """Tag articles. Tags that differ only by case and accents are one, spelt as it was first."""
        name = " ".join(storable(tag).split())
        if not name:
            return
        with self._db.writing() as connection:
            connection.execute(
                "INSERT INTO tag (name, folded) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, fold(name))
            )
            number = _tag(connection, name)
            connection.executemany(
                "INSERT INTO article_tag VALUES (?, ?) ON CONFLICT DO NOTHING",
                [(article, number) for article in row_numbers(connection, ids)],
            )
            _forget_unused(connection)

    def remove_tag(self, ids: Iterable[str], tag: str) -> None:
        """Take a tag from articles; one that nothing has any more is forgotten."""
        with self._db.writing() as connection:
            number = _tag(connection, " ".join(storable(tag).split()))
            connection.executemany(
                "DELETE FROM article_tag WHERE article = ? AND tag = ?",
                [(article, number) for article in row_numbers(connection, ids)],
            )
            _forget_unused(connection)

    def tags(self) -> tuple[tuple[str, int], ...]:
        """All tags by alphabet, each with its number of articles."""
        with self._db.reading() as connection:
            rows = connection.execute(
                "SELECT name, count(DISTINCT coalesce(book, article.number)) FROM tag"
                " JOIN article_tag ON tag = tag.number"
                " JOIN article ON article.number = article AND removed IS NULL"
                " GROUP BY tag.number ORDER BY folded"
            )
            return tuple((text(name), natural(count)) for name, count in rows)

    def _set(self, column: str, value: str | int, ids: Iterable[str]) -> None:
        with self._db.writing() as connection:
            connection.executemany(
                f"UPDATE article SET {column} = ? WHERE number = ?",
                [(value, number) for number in row_numbers(connection, ids)],
            )


def _tag(connection: sqlite3.Connection, name: str) -> int | None:
    row = connection.execute("SELECT number FROM tag WHERE folded = ?", (fold(name),)).fetchone()
    return None if row is None else row[0]


def _forget_unused(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM tag WHERE number NOT IN (SELECT tag FROM article_tag)")
