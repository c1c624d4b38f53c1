"""Chapters of books: how one is named, and what of a book's contents lies in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.core.outline import Heading, outline
from reader.core.records import Article, ContentsEntry, Span

_CHAPTER = re.compile(r"(?P<file>.+\.epub)#(?P<number>[0-9]{1,5})", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A row of the outline: a place in this text, or else another chapter of the book.

    ``level`` counts from 0; ``strong`` rows stand out: the title, or the chapter that is open.
    """

    text: str
    level: int = 0
    strong: bool = False
    span: Span | None = None
    chapter: int | None = None


def file_of(source: str) -> str:
    """The file that a source names: ``book.epub`` for ``book.epub#3``."""
    match = _CHAPTER.fullmatch(source)
    return source if match is None else match["file"]


def chapter_of(source: str) -> int | None:
    """The chapter that a source names, counted from 1; ``None`` for a whole file."""
    match = _CHAPTER.fullmatch(source)
    return None if match is None else int(match["number"])


def chapter_source(file: str, number: int) -> str:
    """How chapter ``number`` of a book is named."""
    return f"{file}#{number}"


def outline_rows(article: Article) -> tuple[OutlineRow, ...]:
    """The contents of the book that an article is a chapter of, else its own title and headings."""
    headings = outline(article)
    book = article.book
    if book is None or len(book.contents) < 2:
        return tuple(OutlineRow(h.text, 0, h.title, h.span) for h in headings)
    rows: list[OutlineRow] = []
    begun = False
    for entry in book.contents:
        here = entry.chapter == book.chapter
        span = _place(entry, headings, begun) if here else None
        rows.append(OutlineRow(entry.title, entry.level, here, span, entry.chapter))
        begun = begun or here
    return tuple(rows)


def place_of(article: Article, title: str) -> Span | None:
    """Where the heading of that name stands in a chapter; ``None`` where there is none."""
    wanted = _letters(title)
    return next((h.span for h in outline(article) if wanted and _letters(h.text) == wanted), None)


def _place(entry: ContentsEntry, headings: tuple[Heading, ...], begun: bool) -> Span | None:
    """The first entry of a chapter is its beginning; the others are its headings of the same words."""
    if not begun:
        return Span(0, 0)
    wanted = _letters(entry.title)
    return next((h.span for h in headings if _letters(h.text) == wanted), None)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
