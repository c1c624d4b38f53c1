"""Opening an article from the library: its text, what was found in it and where reading stopped, at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reader.core.errors import LibraryError, UnreadableInputError
from reader.core.records import Article
from reader.service.known import KnownAnalyses
from reader.service.opening import open_path
from reader.service.reading import Cancelled, never
from reader.service.shelf import Shelf


class KeptArticles:
    """``open`` and ``open_file`` run in jobs; ``place_of`` tells afterwards, on the window's thread, what was read.

    ``files`` are the ids of kept articles by the files they came from.
    """

    def __init__(self, shelf: Shelf, known: KnownAnalyses, files: Mapping[str, str]) -> None:
        self._shelf = shelf
        self._known = known
        self._files = files
        self._places: dict[str, int] = {}

    def open(self, article_id: str, _cancelled: Cancelled = never) -> Article:
        """A kept article, whether or not its file is still there; the library answers too soon to be cancelled.

        Raises ``LibraryError`` where it is kept no more, or the library cannot be read.
        """
        library = self._shelf.library()
        article, kept = library.article(article_id), library.kept(article_id)
        if article is None or kept is None:
            raise LibraryError("library_gone")
        self._places[article_id] = kept.place
        return self._known.look_up(article)

    def open_file(self, path: str, cancelled: Cancelled = never) -> Article:
        """The article in a file, of a book one chapter; where the file is gone, the one that was kept from it.

        Raises ``UnreadableInputError``, as ``open_path`` does.
        """
        try:
            return self._known.look_up(open_path(path, by_chapter=True, cancelled=cancelled))
        except UnreadableInputError as error:
            article_id = self._files.get(str(Path(path).absolute()))
            if error.key != "file_missing" or article_id is None:
                raise
            try:
                return self.open(article_id)
            except LibraryError:
                raise error from None

    def place_of(self, article_id: str) -> int | None:
        """Where reading of an article stopped that was opened from the library, once."""
        return self._places.pop(article_id, None)
