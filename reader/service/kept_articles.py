"""Opening an article from the library: its text, what was found in it and where reading stopped, at once."""

from __future__ import annotations

from reader.core.errors import LibraryError
from reader.core.records import Article
from reader.service.known import KnownAnalyses
from reader.service.shelf import Shelf


class KeptArticles:
    """``open`` runs in a job; ``place_of`` tells afterwards, on the window's thread, what it has read."""

    def __init__(self, shelf: Shelf, known: KnownAnalyses) -> None:
        self._shelf = shelf
        self._known = known
        self._places: dict[str, int] = {}

    def open(self, article_id: str) -> Article:
        """A kept article, whether or not its file is still there.

        Raises ``LibraryError`` where it is kept no more, or the library cannot be read.
        """
        library = self._shelf.library()
        article, kept = library.article(article_id), library.kept(article_id)
        if article is None or kept is None:
            raise LibraryError("library_gone")
        self._places[article_id] = kept.place
        return self._known.look_up(article)

    def place_of(self, article_id: str) -> int | None:
        """Where reading of an article stopped that was opened from the library, once."""
        return self._places.pop(article_id, None)
