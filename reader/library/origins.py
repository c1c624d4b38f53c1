"""Where an article comes from, as the library compares it: the file it was read from, and its web address."""

from __future__ import annotations

import os

from reader.core.addresses import page_address
from reader.core.books import file_of
from reader.core.records import Article
from reader.core.sources import is_pasted
from reader.library.records import storable


def origin_of(source: str) -> str | None:
    """The whole path of the file that a source names; ``None`` where it names none, as for pasted texts."""
    file = file_of(source)
    if is_pasted(source) or not os.path.isabs(file):
        return None
    return storable(os.path.normpath(file))


def address_of(article: Article) -> str | None:
    """The web address of an article; the chapters of a book have none, as they would all have that of the book."""
    address = None if article.book is not None else page_address(article.metadata.url)
    return None if address is None else storable(address)
