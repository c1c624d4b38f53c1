"""Opening an article from its file or the library: its text, what was found in it and where reading stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from reader.core.errors import LibraryError, UnreadableInputError
from reader.core.records import Article
from reader.core.versions import carried_place
from reader.service.article_language import in_language
from reader.service.file_changes import FileStamp, file_stamp
from reader.service.known import KnownAnalyses
from reader.service.opening import open_path
from reader.service.reading import Cancelled, never
from reader.service.shelf import Shelf

_OUT_OF_REACH = ("file_missing", "file_unreadable")


class KeptArticles:
    """``open`` and all that open run in jobs; ``place_of`` and ``stamp_of`` tell afterwards what they saw.

    ``files`` are the ids of kept articles by the files they came from. ``may_be_newer`` tells of a file's path and
    the id of its text whether an older text of it may be kept; then the library is asked even where that means
    opening it before the first article is shown.
    """

    def __init__(
        self,
        shelf: Shelf,
        known: KnownAnalyses,
        files: Mapping[str, str],
        may_be_newer: Callable[[str, str], bool] = lambda _path, _id: False,
    ) -> None:
        self._shelf = shelf
        self._known = known
        self._files = files
        self._may_be_newer = may_be_newer
        self._places: dict[str, int] = {}
        self._stamps: dict[str, FileStamp | None] = {}

    def open(self, article_id: str, _cancelled: Cancelled = never) -> Article:
        """A kept article, whether or not its file is still there; of one that was replaced its newer version.

        Its language is told anew, as an older version may have mistaken it. The library answers too soon to be
        cancelled.

        Raises ``LibraryError`` where it is kept no more, or the library cannot be read.
        """
        article, kept = self._shelf.use(
            lambda library: (library.article(article_id), library.kept(article_id))
        )
        if article is None or kept is None:
            raise LibraryError("library_gone")
        self._places[article.id] = kept.place
        return self._known.look_up(in_language(article, None))

    def open_file(self, path: str, cancelled: Cancelled = never) -> Article:
        """The article in a file, of a book one chapter; where the file is gone, the one that was kept from it.

        Raises ``UnreadableInputError``, as ``open_path`` does.
        """
        whole = str(Path(path).absolute())
        try:
            article = self._read(path, by_chapter=True, cancelled=cancelled)
        except UnreadableInputError as error:
            if error.key not in _OUT_OF_REACH:
                raise
            article_id = self._files.get(whole) or self._shelf.id_from(whole)
            try:
                return self.open(article_id or "")
            except LibraryError:
                raise error from None
        if self._shelf.is_open or self._may_be_newer(whole, article.id):
            place = self._shelf.place_in(article)
            if place:
                self._places[article.id] = place
        return article

    def open_version(self, path: str, older: Article, place: int, cancelled: Cancelled = never) -> Article:
        """The newer text of an article that is open, and reads on at ``place``. Raises ``UnreadableInputError``."""
        article = self._read(path, cancelled=cancelled)
        self._places[article.id] = carried_place(older, article, place)
        return article

    def place_of(self, article_id: str) -> int | None:
        """Where reading goes on in an article that was opened, once."""
        return self._places.pop(article_id, None)

    def stamp_of(self, article_id: str) -> FileStamp | None:
        """The stamp that an article's file had before it was read; ``None`` where it was not read."""
        return self._stamps.get(article_id)

    def _read(self, path: str, by_chapter: bool = False, cancelled: Cancelled = never) -> Article:
        stamp = file_stamp(path)
        article = self._known.look_up(open_path(path, by_chapter=by_chapter, cancelled=cancelled))
        self._stamps[article.id] = stamp
        return article
