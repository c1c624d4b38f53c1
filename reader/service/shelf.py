"""The library for the window and the command line: keep, look up, import, export.

On the reading path nothing here fails: where the library cannot be used, reading goes on without it and
``take_notice`` tells once why. The Library tab and the command line ask ``library`` itself and get its errors.
All of it belongs into jobs: opening and writing wait for the disk.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from reader.core.document import to_document
from reader.core.errors import LibraryError, ReaderError
from reader.core.kept import KeptArticle, LibraryEntity
from reader.core.records import Annotations, Article
from reader.service.folders import find_files
from reader.service.opening import open_path

if TYPE_CHECKING:
    from reader.library.store import Library

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")

_RETRY_SECONDS = 30.0
_NOT_WRITABLE = ("library_read_only", "library_full")
_LARGEST_ORIGINAL = 50_000_000


class Annotator(Protocol):
    """Who analyses what is imported."""

    def pipeline(self, language: str) -> str:
        """The name and version of the analysis of a language."""
        ...

    def annotate(self, article: Article) -> Annotations:
        """What is found in an article. Raises ``ReaderError``."""
        ...


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: an article (``new`` where it was not kept before), or an error in its place.

    ``analysis`` is why an article that was kept has no marks, where its analysis failed; ``notices`` are keys of
    sentences about an analysis by makeshift means, which is not kept.
    """

    path: str
    article: Article | None = None
    new: bool = False
    error: ReaderError | None = None
    analysis: ReaderError | None = None
    notices: tuple[str, ...] = ()


class Shelf:
    """One library, opened when it is first needed. Usable from any thread.

    ``to_read`` for one that is only asked: then a library that cannot be written serves too.
    """

    def __init__(self, file: Path, to_read: bool = False) -> None:
        self.file = file
        self._to_read = to_read
        self._lock = threading.Lock()
        self._library: Library | None = None
        self._closed = False
        self._failed: LibraryError | None = None
        self._retry_at = 0.0
        self._notices: list[LibraryError] = []
        self._told: set[str] = set()

    @property
    def is_open(self) -> bool:
        """Whether the library was needed before."""
        return self._library is not None

    def library(self) -> Library:
        """The open library. Raises ``LibraryError``; a failure is remembered for a while, not tried at every call."""
        with self._lock:
            if self._library is not None:
                return self._library
            if self._closed:
                raise LibraryError("library_failed", path=self.file, reason="closed")
            if self._failed is not None and time.monotonic() < self._retry_at:
                raise self._failed
            try:
                self._library = self._opened()
            except LibraryError as error:
                self._failed, self._retry_at = error, time.monotonic() + _RETRY_SECONDS
                raise
            self._failed = None
            return self._library

    def keep(self, article: Article, keep_original: bool = False, again: bool = True) -> bool:
        """Keep an article that was opened; tells whether it is new.

        What was removed comes back, unless ``again`` is false: nobody asked for it anew.
        """
        linked = _linked(article)
        original = _file_of(linked) if keep_original else None
        return bool(self._quietly(lambda library: library.keep(linked, original, again=again)))

    def keep_annotations(self, annotations: Annotations) -> None:
        """Keep a finished analysis, unless it was made by makeshift means."""
        if annotations.complete and not annotations.notices:
            self._quietly(lambda library: library.keep_annotations(annotations))

    def article(self, article_id: str) -> Article | None:
        """A kept article."""
        return self._quietly(lambda library: library.article(article_id))

    def annotations(self, article_id: str, pipeline: str) -> Annotations | None:
        """What ``pipeline`` found in a kept article."""
        return self._quietly(lambda library: library.annotations(article_id, pipeline))

    def kept(self, article_id: str) -> KeptArticle | None:
        """What the library tells of an article."""
        return self._quietly(lambda library: library.kept(article_id))

    def entity_of(self, article_id: str, entity_id: str) -> LibraryEntity | None:
        """What an entity of an article is over all kept ones."""
        return self._quietly(lambda library: library.entity_of(article_id, entity_id))

    def set_place(self, article_id: str, place: int) -> None:
        """Remember where reading stopped, as a code point of the text."""
        self._quietly(lambda library: library.set_place(article_id, place))

    def take_notice(self) -> LibraryError | None:
        """What the reader has to be told about the library, each thing once."""
        with self._lock:
            return self._notices.pop(0) if self._notices else None

    def tend(self) -> None:
        """Look the library through and drop what was removed a month ago: once after the start, in a job."""
        self._quietly(lambda library: library.check())
        self._quietly(lambda library: library.purge())

    def import_paths(
        self, paths: Iterable[str], annotator: Annotator | None = None, keep_originals: bool = False
    ) -> Iterator[Imported]:
        """Keep the articles of files and folders, one after the other; a file that fails does not stop the rest.

        ``annotator`` analyses what it has not analysed before. Raises ``LibraryError`` where the library takes
        nothing more.
        """
        library = self.library()
        for path in paths:
            try:
                found = find_files(path)
            except ReaderError as error:
                yield Imported(str(path), error=error)
                continue
            for file in found.files:
                yield _import(library, file, annotator, keep_originals)
            for problem in found.errors:
                yield Imported(str(path), error=problem)

    def documents(self, ids: Iterable[str]) -> Iterator[dict[str, Any]]:
        """Kept articles as the public JSON documents, with what the reader added. Raises ``LibraryError``."""
        library = self.library()
        for article_id in ids:
            article, kept = library.article(article_id), library.kept(article_id)
            if article is not None and kept is not None:
                yield document_of(article, library.annotations(article_id), kept)

    def close(self) -> None:
        """Close the library for good."""
        with self._lock:
            self._closed = True
            library, self._library = self._library, None
        if library is not None:
            library.close()

    def _opened(self) -> Library:
        from reader.library.store import open_library  # late: the window paints before it needs a database

        try:
            return open_library(self.file)
        except LibraryError as error:
            if error.key in _NOT_WRITABLE and self._to_read:
                return self._opened_to_read(error)
            if error.key != "library_damaged":
                raise
            self._notices.append(error)
            return open_library(self.file)

    def _opened_to_read(self, error: LibraryError) -> Library:
        from reader.library.store import open_to_read

        library = open_to_read(self.file)
        if library is None:
            raise error
        return library

    def _quietly(self, ask: Callable[[Library], _T]) -> _T | None:
        """The answer, or ``None`` where the library fails; the first failure of a kind becomes a notice."""
        try:
            return ask(self.library())
        except LibraryError as error:
            _LOG.info("library: %s", error)
            with self._lock:
                if not self._closed and error.key not in self._told:
                    self._told.add(error.key)
                    self._notices.append(error)
            return None


def row_of(kept: KeptArticle, searched: bool = False) -> dict[str, Any]:
    """A row of the library as JSON, with the document's own names; ``searched`` adds the snippet and its hits."""
    row: dict[str, Any] = {
        "id": kept.id,
        "source": kept.source,
        "language": kept.language,
        "metadata": {
            "title": kept.title,
            "date": kept.date,
            "byline": kept.byline,
            "publisher": kept.publisher,
        },
        "words": kept.words,
        "people": list(kept.people),
        "library": reader_marks(kept),
    }
    if searched:
        row["snippet"] = kept.snippet
        row["hits"] = [{"start": hit.start, "end": hit.end} for hit in kept.hits]
    return row


def document_of(article: Article, annotations: Annotations | None, kept: KeptArticle) -> dict[str, Any]:
    """The public document of a kept article; ``library`` holds what the reader added, times in ISO 8601, UTC."""
    found = annotations or Annotations(article.id, "", notices=("library_not_analysed",))
    return {**to_document(article, found), "library": reader_marks(kept)}


def reader_marks(kept: KeptArticle) -> dict[str, Any]:
    """What the reader added to an article, as JSON."""
    return {
        "added": iso_time(kept.added),
        "opened": iso_time(kept.opened),
        "state": kept.state.value,
        "starred": kept.starred,
        "place": kept.place,
        "tags": list(kept.tags),
        "notes": kept.notes,
    }


def iso_time(seconds: float | None) -> str | None:
    """A time as ISO 8601 in UTC, to the second."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _import(library: Library, file: str, annotator: Annotator | None, keep_originals: bool) -> Imported:
    try:
        article = _linked(open_path(file))
    except ReaderError as error:
        return Imported(file, error=error)
    new = library.keep(article, _file_of(article) if keep_originals else None, opened=False)
    if annotator is None or library.annotations(article.id, annotator.pipeline(article.language)):
        return Imported(file, article, new)
    try:
        found = annotator.annotate(article)
    except ReaderError as error:
        return Imported(file, article, new, analysis=error)
    if not found.notices:
        library.keep_annotations(found)
    return Imported(file, article, new, notices=found.notices)


def _linked(article: Article) -> Article:
    """The article with the whole path of its file: the library is asked from anywhere."""
    path = Path(article.source)
    try:
        known = path.is_absolute() or not path.is_file()
    except (OSError, ValueError):
        return article
    return article if known else replace(article, source=str(path.absolute()))


def _file_of(article: Article) -> bytes | None:
    """The file that an article came from, where it is still there and no larger than what is worth keeping."""
    path = Path(article.source)
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST_ORIGINAL:
            return None
        return path.read_bytes()
    except (OSError, ValueError):
        return None
