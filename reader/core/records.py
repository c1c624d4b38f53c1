"""The records: an article, what is found in it, and who said what.

All offsets are half-open ranges of Unicode code points into ``Article.text``.
Records are frozen; collections are tuples. Nothing here knows spaCy, Qt or files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of the article is on the page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    CREDIT = "credit"
    DATE = "date"
    BYLINE = "byline"
    RELATED = "related"
    LIST_ITEM = "list_item"
    NOISE = "noise"


UNREAD_KINDS = frozenset({BlockKind.NOISE, BlockKind.DATE})
"""Blocks in which no names are looked for."""


class MentionKind(StrEnum):
    """How a mention refers: by name, by a description, or by a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this range."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text of one kind. Blocks of an article never overlap and come in order."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: an ``http``, ``https`` or ``mailto`` address. Nothing is ever fetched from it.

    Links of an article never overlap and come in order.
    """

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an article: it stands before the block that begins at ``offset``, else behind the last one.

    ``width`` and ``height`` are pixels as it is to be seen. ``data`` is its file, whole, of type
    ``media_type``; it is empty where only the text counts, and while the file beside the page that
    ``file`` names is still to be read.
    """

    offset: int
    media_type: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0
    data: bytes = field(default=b"", repr=False)
    file: str = ""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of a book's contents: the chapter that it leads to, counted from 1, and its level from 0."""

    title: str
    chapter: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """The book that an article is one chapter of: number ``chapter`` of ``chapters``, counted from 1."""

    title: str
    chapter: int
    chapters: int
    contents: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article besides its text; ``None`` where unknown."""

    title: str | None = None
    date: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An imported article. ``id`` is a hash of ``text``, which never changes once imported."""

    id: str
    text: str
    blocks: tuple[Block, ...]
    language: str = "fr"
    metadata: Metadata = Metadata()
    source: str = ""
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    book: Book | None = None


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name found in the text, before identities are known.

    ``entity_type`` is ours (``PER``, ``LOC``, ``ORG`` …), ``label`` the model's raw tag,
    ``score`` the model's confidence, 0 to 1. ``types`` holds the probability of each type, where the
    model gives them; what is missing from 1 is the probability that it is no name.
    """

    span: Span
    entity_type: str
    label: str = ""
    score: float = 1.0
    types: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is referred to; ``doubtful`` where the reader should check that it is this one."""

    span: Span
    kind: MentionKind = MentionKind.NAME
    score: float = 1.0
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Description:
    """A role that the article itself gives to an entity, in its own words."""

    span: Span
    text: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class KnowledgeBaseEntry:
    """A real-world place that an entity may be.

    ``id`` is ``iso:FR`` for a country or ``geonames:2988507``; degrees are WGS 84.
    """

    id: str
    name: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, place or organisation of the article and all its mentions, in text order.

    ``candidates`` are ids of other entities that an ambiguous name may stand for;
    ``kb`` holds one entry for a place known without doubt and several where it could be any of them.
    """

    id: str
    entity_type: str
    name: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    descriptions: tuple[Description, ...] = ()
    candidates: tuple[str, ...] = ()
    kb: tuple[KnowledgeBaseEntry, ...] = ()


INDIRECT = "indirect"
"""The kind of a quotation that is none by its marks: a reported clause."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words by which we know that somebody speaks: ``a déclaré``, ``selon`` …"""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a quotation.

    ``entity`` is ``None`` where the source is no entity (``les experts``); ``span`` and ``text``
    still say which words name it. ``organization`` is the body behind a spokesman. ``doubtful`` is a
    speaker that the reader should check.
    """

    entity: str | None
    span: Span
    text: str
    score: float = 1.0
    organization: str | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, its marks included; for the ``kind`` ``indirect`` a reported clause.

    ``speech`` is false for titles, terms and irony. Its speaker is sure, doubtful or, where there is none, not given.
    """

    span: Span
    speech: bool = True
    speaker: Speaker | None = None
    cue: Cue | None = None
    score: float = 1.0
    kind: str = "direct"

    @property
    def doubtful(self) -> bool:
        """Whether a speaker is given whom the reader should check."""
        return self.speaker is not None and self.speaker.doubtful


LANGUAGE_UNSUPPORTED = "language_unsupported"
"""The notice of an article in whose language only quotations can be found, by their marks."""

LANGUAGE_NAMES_ONLY = "language_names_only"
"""The notice of an article in whose language names and quotations are found, and no speakers."""

LANGUAGE_NOTICES = frozenset({LANGUAGE_UNSUPPORTED, LANGUAGE_NAMES_ONLY})
"""What no other run can add, as the language is what it is."""


@dataclass(frozen=True, slots=True)
class Annotations:
    """Everything found in one article by one pipeline.

    ``indirect`` holds what is reported without quotation marks, a layer of its own.
    ``complete`` is false for a partial result that is handed over while the analysis goes on.
    """

    article_id: str
    pipeline: str
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    indirect: tuple[Quote, ...] = ()
    notices: tuple[str, ...] = ()
    complete: bool = True

    @property
    def makeshift(self) -> bool:
        """Whether something was missing that another run may have: then it is analysed anew, not kept."""
        return not LANGUAGE_NOTICES.issuperset(self.notices)
