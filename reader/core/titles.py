"""What an article is called in a title bar, a tab or a list."""

from __future__ import annotations

import re

from reader.core.printable import one_line
from reader.core.records import Article, BlockKind
from reader.core.visible import visible_name

_SENTENCE_END = re.compile(r"(?<=[.!?…])[»”\"\s]*\s+(?=[«“\"A-ZÀ-ÖØ-Þ0-9])")
_BETWEEN, _LEAST = " – ", 8
_PLACE = re.compile(r"[A-ZÀ-Þ][^\d:]*,\s|[A-ZÀ-Þ]{3}")
_FURNITURE = (BlockKind.NOISE, BlockKind.DATE, BlockKind.CREDIT)


def article_title(article: Article, limit: int = 100) -> str:
    """The article's title, else its first sentence; at most ``limit`` characters, cut at a word.

    A chapter is followed by its book, where there is room. Empty where the article has no words.
    """
    title = shortened(article.metadata.title or _first_sentence(article), limit)
    book = article.book.title if article.book is not None else ""
    room = limit - len(title) - len(_BETWEEN)
    return f"{title}{_BETWEEN}{shortened(book, room)}" if book and book != title and room >= _LEAST else title


def _first_sentence(article: Article) -> str:
    for block in article.blocks:
        text = visible_name(article.text[block.span.start : block.span.end])
        if block.kind == BlockKind.TITLE and text:
            return text
        if block.kind not in _FURNITURE and text:
            return _SENTENCE_END.split(text, maxsplit=1)[0]
    return ""


def names_place(dateline: str) -> bool:
    """Whether a line with a date also says where: “Lyon, le 3 octobre 2023”, “PARIS 3 oct. 2023 (AFP)”."""
    return _PLACE.match(dateline) is not None


def shortened(text: str, limit: int) -> str:
    """``text`` on one line, cut at a word with an ellipsis where it is longer than ``limit`` characters.

    No opened quotation mark and no dangling punctuation stays before the cut.
    """
    line = one_line(" ".join(text.split()))
    if len(line) <= limit:
        return line.rstrip(".") if not line.endswith("..") else line
    cut = line[: limit - 1]
    space = cut.rfind(" ")
    cut = cut[:space] if space > limit // 2 else cut
    return cut.rstrip(" ,;:–—-«“(’'") + "…"
