"""Pasting: text or HTML from the clipboard or a drop to an article that the next start finds again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader.core.records import Article
from reader.library.pasted import keep_text
from reader.service.opening import article_from_html, article_from_text
from reader.service.reading import Cancelled, never


def keep_pasted(text: str, folder: Path | None, html: bool = False, cancelled: Cancelled = never) -> Article:
    """The article in pasted text, kept in ``folder`` if one is given.

    Raises ``UnreadableInputError`` where there is none.
    """
    read = article_from_html if html else article_from_text
    article = read(text, cancelled=cancelled)
    path = None if folder is None else keep_text(folder, article.id, article.text)
    return article if path is None else replace(article, source=str(path))
