"""Where a row of the library comes from, in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from reader.core.books import file_of
from reader.core.kept import KeptArticle, KeptBook
from reader.core.kept_rows import source_name
from reader.core.printable import one_line
from reader.core.sources import is_pasted, source_label
from reader.ui.language import present_language


def origin_caption(article: KeptArticle) -> str:
    """In a word: publisher, site or file; of a book its author and how far it is; when a text was pasted."""
    if article.book is not None:
        parts = (article.byline, _progress(article.book))
        return one_line(" · ".join(part for part in parts if part))
    return shown_source(article) if is_pasted(article.source) else source_name(article)


def chapter_caption(article: KeptArticle) -> str:
    """How far a book is, with the chapter's title; empty for any other article."""
    book = article.book
    if book is None:
        return ""
    if not book.chapter_title:
        return _progress(book)
    text = QCoreApplication.translate("Library", "chapter {number} of {count}: {title}")
    return text.format(number=book.chapter, count=book.chapters, title=book.chapter_title)


def _progress(book: KeptBook) -> str:
    text = QCoreApplication.translate("Library", "chapter {number} of {count}")
    return text.format(number=book.chapter, count=book.chapters)


def shown_source(article: KeptArticle) -> str:
    """The source whole: a path or an address, the file of a book, or when a text was pasted."""
    return source_label(file_of(article.source), article.added, present_language())
