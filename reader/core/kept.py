"""What the library tells of kept articles, and of who and what is named in several of them.

Times are Unix seconds (UTC), places are code points into the article's text. Nothing here knows how it is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.core.records import Span


class ReadState(StrEnum):
    """How far a kept article has been read."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"


class LibrarySort(StrEnum):
    """The order of a list of kept articles: newest first, but titles by alphabet.

    ``RELEVANCE`` needs a text to search for; without one it is ``ADDED``.
    """

    ADDED = "added"
    OPENED = "opened"
    DATE = "date"
    TITLE = "title"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class KeptBook:
    """How far a book is: chapter ``chapter`` of ``chapters``, counted from 1, and its title."""

    chapter: int
    chapters: int
    chapter_title: str


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """A row of the library.

    ``opened`` is ``None`` for what was imported and never read; ``people`` names the most mentioned, at most
    three; ``snippet`` and ``hits`` (ranges of the snippet) are filled by a search for words only. A ``book`` is one
    row: ``title`` is its title, all else tells of the chapter that was opened last, or that was found.
    """

    id: str
    title: str
    publisher: str | None
    date: str | None
    byline: str | None
    source: str
    language: str
    words: int
    added: float
    opened: float | None
    state: ReadState
    starred: bool
    place: int
    tags: tuple[str, ...]
    people: tuple[str, ...]
    notes: str = ""
    snippet: str = ""
    hits: tuple[Span, ...] = ()
    book: KeptBook | None = None


@dataclass(frozen=True, slots=True)
class LibraryQuery:
    """Which kept articles, in which order. Empty fields do not restrict.

    ``entity`` is the number of a ``LibraryEntity``; ``entity_type`` asks for articles that name anything of it;
    ``naming`` for those that name at least one of each group of entities.
    """

    text: str = ""
    entity: int | None = None
    entity_type: str | None = None
    tag: str | None = None
    state: ReadState | None = None
    starred: bool = False
    sort: LibrarySort = LibrarySort.ADDED
    limit: int = 200
    offset: int = 0
    naming: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class LibraryEntity:
    """One person, place or organisation over all kept articles, and in how many of them it is named."""

    id: int
    entity_type: str
    name: str
    aliases: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where an entity is named in one article.

    ``entity_id`` is its id in that article's annotations, ``first`` its first mention there, ``sentence``
    the words round it and ``mention`` where it stands in them.
    """

    article: KeptArticle
    entity_id: str
    mentions: int
    first: Span
    sentence: str
    mention: Span | None = None
