"""The library for the window and the command line: keep, look up, import, export.

On the reading path nothing here fails: where the library cannot be used, reading goes on without it and
``take_notice`` tells once why. The Library tab and the command line ask through ``use`` and get its errors.
All of it belongs into jobs: opening and writing wait for the disk.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from reader.core.document import to_document
from reader.core.errors import LibraryError, ReaderError
from reader.core.kept import KeptArticle, LibraryEntity
from reader.core.kept_rows import word_hits
from reader.core.records import Annotations, Article, Span
from reader.core.sources import source_label
from reader.service.folders import find_files
from reader.service.opening import open_path

if TYPE_CHECKING:
    from reader.library.database import Identity
    from reader.library.erasing import Erased
    from reader.library.paths import Paths
    from reader.library.store import Library

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")

_RETRY_SECONDS = 30.0
_NOT_WRITABLE = ("library_read_only", "library_full")
_TO_REOPEN = ("library_broken", "library_moved", "library_closed")
_MOST_REPAIRS = 3
"""Of one library in one run: what breaks again at once is no matter of the file."""
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
        self._repairs = 0

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

    def use(self, ask: Callable[[Library], _T]) -> _T:
        """The library's answer. Raises ``LibraryError``.

        Where damage is found on the way, the library is repaired (``take_notice`` tells) and asked again.
        """
        library = self.library()
        try:
            return ask(library)
        except LibraryError as error:
            if error.key not in _TO_REOPEN:
                raise
            self._reopen(library, error)
        return ask(self.library())

    def keep(self, article: Article, keep_original: bool = False, again: bool = True) -> bool:
        """Keep an article that was opened; tells whether it is new.

        What was removed comes back, unless ``again`` is false: nobody asked for it anew. A newer text of a file
        or address that is kept takes the place of the older one.
        """
        linked = _linked(article)
        original = _file_of(linked) if keep_original else None
        return bool(self._quietly(lambda library: library.keep(linked, original, again=again, newer=True)))

    def place_in(self, article: Article) -> int | None:
        """Where reading goes on in an article, or in the newer text of one that is kept."""
        linked = _linked(article)
        return self._quietly(lambda library: library.place_in(linked))

    def id_from(self, source: str) -> str | None:
        """The id of the article that was kept from a file."""
        return self._quietly(lambda library: library.id_from(source))

    def keep_annotations(self, annotations: Annotations) -> None:
        """Keep a finished analysis, unless it was made by makeshift means."""
        if annotations.complete and not annotations.makeshift:
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

    def renew_words(self, seconds: float) -> None:
        """Enter words anew that an older version entered, for a while; the rest waits for the next time."""
        until = time.monotonic() + seconds
        while self._quietly(lambda library: library.renew_words()) and time.monotonic() < until:
            pass

    def import_paths(
        self, paths: Iterable[str], annotator: Annotator | None = None, keep_originals: bool = False
    ) -> Iterator[Imported]:
        """Keep the articles of files and folders, one after the other; a file that fails does not stop the rest.

        ``annotator`` analyses what it has not analysed before. Raises ``LibraryError`` where the library takes
        nothing more.
        """
        self.library()
        for path in paths:
            try:
                found = find_files(path)
            except ReaderError as error:
                yield Imported(str(path), error=error)
                continue
            for file in found.files:
                yield self._import(file, annotator, keep_originals)
            for problem in found.errors:
                yield Imported(str(path), error=problem)

    def documents(self, ids: Iterable[str], language: str = "en") -> Iterator[dict[str, Any]]:
        """Kept articles as the public JSON documents, with what the reader added. Raises ``LibraryError``.

        ``language`` is that of the words for where a pasted text comes from.
        """
        for article_id in ids:
            article, kept, found = self.use(lambda library, key=article_id: _everything(library, key))
            if article is not None and kept is not None:
                yield document_of(article, found, kept, language)

    def erase(self, paths: Paths) -> Erased:
        """Erase all that is kept in a profile; the library is closed for it and opens anew when it is needed."""
        from reader.library.erasing import erase

        with self._lock:
            library, self._library = self._library, None
            if library is not None:
                library.close()
            self._failed = None
            self._notices.clear()
            return erase(paths, spare_running=True)

    def close(self) -> None:
        """Close the library for good."""
        with self._lock:
            self._closed = True
            library, self._library = self._library, None
        if library is not None:
            library.close()

    def _opened(self, damaged: Identity | None = None) -> Library:
        from reader.library.store import open_library  # late: the window paints before it needs a database

        try:
            return open_library(self.file, damaged)
        except LibraryError as error:
            if error.key in _NOT_WRITABLE and self._to_read:
                return self._opened_to_read(error, damaged is not None)
            if error.key != "library_damaged":
                raise
            self._notices.append(error)
            return open_library(self.file)

    def _opened_to_read(self, error: LibraryError, damaged: bool) -> Library:
        from reader.library.store import open_to_read

        library = open_to_read(self.file, self._notices.append, damaged)
        if library is None:
            raise error
        return library

    def _reopen(self, library: Library, error: LibraryError) -> None:
        """Open the library anew, repaired where it is damaged; nothing if another thread has done it meanwhile."""
        with self._lock:
            if self._closed or self._library is not library:
                return
            if error.key == "library_broken":
                self._repairs += 1
                if self._repairs > _MOST_REPAIRS:
                    raise error
            self._library = None
            library.close()
            self._library = self._opened(library.identity if error.key == "library_broken" else None)

    def _import(self, file: str, annotator: Annotator | None, keep_originals: bool) -> Imported:
        try:
            article = _linked(open_path(file))
        except ReaderError as error:
            return Imported(file, error=error)
        original = _file_of(article) if keep_originals else None
        new = self.use(lambda library: library.keep(article, original, opened=False, newer=True))
        if annotator is None:
            return Imported(file, article, new)
        pipeline = annotator.pipeline(article.language)
        if self.use(lambda library: library.annotations(article.id, pipeline)):
            return Imported(file, article, new)
        try:
            found = annotator.annotate(article)
        except ReaderError as error:
            return Imported(file, article, new, analysis=error)
        if not found.makeshift:
            self.use(lambda library: library.keep_annotations(found))
        return Imported(file, article, new, notices=found.notices)

    def _quietly(self, ask: Callable[[Library], _T]) -> _T | None:
        """The answer, or ``None`` where the library fails; the first failure of a kind becomes a notice."""
        try:
            return self.use(ask)
        except LibraryError as error:
            _LOG.info("library: %s", error)
            with self._lock:
                if not self._closed and error.key not in self._told:
                    self._told.add(error.key)
                    self._notices.append(error)
            return None


def row_of(kept: KeptArticle, searched: str | None = None, language: str = "en") -> dict[str, Any]:
    """A row of the library as JSON, with the document's own names; with ``searched`` words also what is found."""
    row: dict[str, Any] = {
        "id": kept.id,
        "source": source_label(kept.source, kept.added, language),
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
    if kept.book is not None:
        row["book"] = asdict(kept.book)
    if searched is not None:
        row["snippet"] = kept.snippet
        row["hits"] = _ranges(kept.hits)
        row["title_hits"] = _ranges(word_hits(kept.title, searched))
    return row


def _ranges(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]


def document_of(
    article: Article, annotations: Annotations | None, kept: KeptArticle, language: str = "en"
) -> dict[str, Any]:
    """The public document of a kept article; ``library`` holds what the reader added, times in ISO 8601, UTC."""
    found = annotations or Annotations(article.id, "", notices=("library_not_analysed",))
    source = source_label(article.source, kept.added, language)
    return {**to_document(replace(article, source=source), found), "library": reader_marks(kept)}


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


def _everything(
    library: Library, article_id: str
) -> tuple[Article | None, KeptArticle | None, Annotations | None]:
    return library.article(article_id), library.kept(article_id), library.annotations(article_id)


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
