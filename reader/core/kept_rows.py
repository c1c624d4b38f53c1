"""The rows of the library's list: each kept article with the words for which it is listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from reader.core.kept import Appearance, KeptArticle, LibraryEntity
from reader.core.printable import one_line
from reader.core.records import Span
from reader.core.search import find_all, searchable
from reader.core.word_query import word_places, word_query

_ADDRESS = re.compile(r"^https?://(?:www\.)?([^/:]+)")


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One row. ``words`` is a line of the article's text, ``hits`` what stands out in it.

    With ``appearance`` the row is there for an entity, and leads to its first mention.
    """

    article: KeptArticle
    title_hits: tuple[Span, ...] = ()
    words: str = ""
    hits: tuple[Span, ...] = ()
    appearance: Appearance | None = None


def kept_rows(
    articles: Iterable[KeptArticle],
    wanted: str = "",
    appearances: Mapping[str, Appearance] | None = None,
    entity: LibraryEntity | None = None,
) -> tuple[KeptRow, ...]:
    """The rows of ``articles``; ``wanted`` is what was searched.

    ``appearances``, by article id, are those of ``entity``, for which the articles are listed.
    """
    names = () if entity is None else (entity.name, *entity.aliases)
    return tuple(_row(article, wanted, (appearances or {}).get(article.id), names) for article in articles)


def _row(article: KeptArticle, wanted: str, there: Appearance | None, names: Sequence[str]) -> KeptRow:
    hits = word_hits(article.title, wanted)
    if there is not None and not article.snippet:
        return KeptRow(article, hits, there.sentence, _named(there, names), there)
    return KeptRow(article, hits, article.snippet, article.hits, there)


def _named(there: Appearance, names: Sequence[str]) -> tuple[Span, ...]:
    """The mention for which a sentence is shown, be it a description, and whatever names are there besides."""
    others = name_hits(there.sentence, names)
    if there.mention is None:
        return others
    mention = there.mention
    return tuple(sorted([mention, *(span for span in others if not span.overlaps(mention))]))


def name_hits(text: str, names: Iterable[str]) -> tuple[Span, ...]:
    """Where ``text`` names somebody, by any of ``names``; the longest wins."""
    where = searchable(text)
    found: list[Span] = []
    for name in sorted(names, key=len, reverse=True):
        for span in find_all(where, name):
            inside_word = (
                text[span.start - 1 : span.start].isalnum() or text[span.end : span.end + 1].isalnum()
            )
            if not inside_word and not any(span.overlaps(other) for other in found):
                found.append(span)
    return tuple(sorted(found))


def word_hits(text: str, wanted: str) -> tuple[Span, ...]:
    """Where ``text`` holds the words of ``wanted``, as the search finds them.

    Of a word that is still being typed, its beginning.
    """
    return word_places(searchable(text), word_query(wanted), whole=False)


def source_name(article: KeptArticle) -> str:
    """Where an article comes from, in a word: its publisher, else the site, else the file's name."""
    if article.publisher:
        return one_line(article.publisher)
    site = _ADDRESS.match(article.source)
    return one_line(site.group(1) if site else PurePath(article.source).name)
