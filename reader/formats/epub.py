"""E-books: the whole book as one long article, or one chapter of it."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath

from reader.core.books import chapter_source
from reader.core.errors import UnreadableInputError
from reader.core.records import Article, BlockKind, Book, ContentsEntry, Metadata
from reader.formats.article import Piece, from_pieces, titled
from reader.formats.epub_contents import Contents, grouped, read_contents
from reader.formats.html_page import decode_page, fragment_pieces
from reader.formats.office import dublin_core
from reader.formats.pictures import MAX_BYTES, PictureReference, PictureShelf
from reader.formats.xml_tree import Node, attr, elements, local_name, parse_xml
from reader.formats.zip_files import Archive, opened

_CONTAINER = "META-INF/container.xml"
_REAL_CHAPTER = 1_000
"""Characters: what comes before the first chapter that is so long is its cover, its imprint, a motto."""
_MOST_LOOKED_AT = 15
_TITLE_AMONG = 4
_HEADS = (BlockKind.TITLE, BlockKind.HEADING)


def read(data: bytes, source: str) -> Article:
    """The whole book in an EPUB. Raises ``UnreadableInputError`` for a damaged, locked or empty one."""
    with _book(data, PurePath(source).name or source) as book:
        found = titled(book.pieces(book.parts), book.metadata.title)
        return from_pieces(found, source, book.metadata, book.language, book.shelf)


def read_chapter(data: bytes, source: str, number: int) -> Article:
    """Chapter ``number`` of a book, counted from 1; for 0 the one that a reader would begin with.

    Raises ``UnreadableInputError`` for a book that cannot be read, or has no such chapter.
    """
    name = PurePath(source).name or source
    with _book(data, name) as book:
        if not book.chapters:
            raise UnreadableInputError("file_no_text", name=name)
        number = number or book.first_real()
        if number > len(book.chapters):
            raise UnreadableInputError("chapter_missing", name=name, number=number, count=len(book.chapters))
        title = book.title_of(number)
        found = _under_title(list(book.pieces(book.chapters[number - 1])), title)
        known = replace(book.metadata, title=title)
        chapter = from_pieces(found, chapter_source(source, number), known, book.language, book.shelf)
    return replace(
        chapter,
        metadata=replace(chapter.metadata, title=title),
        book=Book(book.metadata.title or "", number, len(book.chapters), book.contents),
    )


@dataclass(frozen=True)
class _Book:
    """An open book: ``parts`` are its files in the order of reading."""

    archive: Archive
    name: str
    metadata: Metadata
    language: str | None
    parts: tuple[str, ...]
    told: Contents
    _sketches: dict[str, tuple[int, str]] = field(default_factory=dict[str, tuple[int, str]])

    @cached_property
    def shelf(self) -> PictureShelf:
        """Its pictures."""
        return PictureShelf(lambda part: self.archive.read_at_most(part, MAX_BYTES))

    @cached_property
    def chapters(self) -> list[tuple[str, ...]]:
        """The files of each chapter; those that no entry names and that hold no words are none."""
        named = {entry.part for entry in self.told.entries}
        return [
            group
            for group in grouped(self.parts, self.told.entries)
            if not named.isdisjoint(group) or any(self._sketch(part)[0] for part in group)
        ]

    @cached_property
    def contents(self) -> tuple[ContentsEntry, ...]:
        """The contents list; chapters that it leaves out are called as they begin."""
        numbers = {part: number for number, group in enumerate(self.chapters, 1) for part in group}
        entries = [
            ContentsEntry(entry.title, numbers[entry.part], entry.level)
            for entry in self.told.entries
            if entry.part in numbers
        ]
        listed = {entry.chapter for entry in entries}
        missing = [n for n in range(1, len(self.chapters) + 1) if n not in listed]
        entries += [ContentsEntry(self._beginning(number), number) for number in missing]
        return tuple(sorted(entries, key=lambda entry: entry.chapter))

    def title_of(self, number: int) -> str:
        """What the contents list calls a chapter."""
        return next(entry.title for entry in self.contents if entry.chapter == number)

    def first_real(self) -> int:
        """Where the book says that its text begins, else the first chapter of some length."""
        for number, group in enumerate(self.chapters, 1):
            if self.told.start in group:
                return number
        for number, group in enumerate(self.chapters[:_MOST_LOOKED_AT], 1):
            if sum(self._sketch(part)[0] for part in group) >= _REAL_CHAPTER:
                return number
        return 1

    def _sketch(self, part: str) -> tuple[int, str]:
        """How many characters a file has, and its first heading; each is read once for that."""
        if part not in self._sketches:
            found = list(self.pieces([part]))
            heads = (piece.text for piece in found if piece.kind in _HEADS)
            self._sketches[part] = (sum(len(piece.text) for piece in found), next(heads, ""))
        return self._sketches[part]

    def pieces(self, parts: Sequence[str]) -> Iterator[Piece]:
        """The pieces of some files; one that is missing or damaged costs only itself."""
        for part in parts:
            try:
                for piece in fragment_pieces(decode_page(self.archive.read(part), self.name), self.name):
                    yield replace(piece, picture=_located(piece.picture, self.archive, part))
            except UnreadableInputError as error:
                if error.key == "file_too_complex":
                    raise

    def _beginning(self, number: int) -> str:
        """A chapter's first heading, else the book's title for what comes first, else its number."""
        found = [self._sketch(part)[1] for part in self.chapters[number - 1]]
        if any(found):
            return next(heading for heading in found if heading)
        title = self.metadata.title
        return title if number == 1 and title else str(number)


@contextmanager
def _book(data: bytes, name: str) -> Generator[_Book]:
    with opened(data, name) as archive:
        if "META-INF/encryption.xml" in archive.names and "META-INF/rights.xml" in archive.names:
            raise UnreadableInputError("file_locked", name=name)
        package = _package(archive, name)
        root = parse_xml(archive.read(package), name)
        metadata, language = dublin_core(_child(root, "metadata"))
        parts = tuple(_parts(archive, _spine(root), package))
        yield _Book(archive, name, metadata, language, parts, read_contents(archive, package, root, name))


def _under_title(pieces: list[Piece], title: str) -> Iterator[Piece]:
    """A chapter under the heading that it begins with, else under its name in the contents list."""
    words = [index for index, piece in enumerate(pieces) if piece.text][:_TITLE_AMONG]
    top = next((index for index in words if pieces[index].kind in _HEADS), None)
    if top is None:
        yield Piece(title, BlockKind.TITLE)
    for index, piece in enumerate(pieces):
        if index == top:
            yield replace(piece, kind=BlockKind.TITLE)
        else:
            yield replace(piece, kind=BlockKind.HEADING if piece.kind in _HEADS else piece.kind)


def _package(archive: Archive, name: str) -> str:
    """The part that lists the book's contents."""
    if _CONTAINER in archive.names:
        root = parse_xml(archive.read(_CONTAINER), name)
        for node in elements(root):
            found = archive.find(attr(node, "full-path")) if local_name(node) == "rootfile" else None
            if found is not None:
                return found
    packages = sorted(part for part in archive.names if part.endswith(".opf"))
    if not packages:
        raise UnreadableInputError("file_no_document", name=name)
    return packages[0]


def _spine(root: Node) -> list[str]:
    """References to the chapters in the order of reading; the contents list is none."""
    items = {attr(node, "id"): node for node in elements(root) if local_name(node) == "item"}
    order = [items.get(attr(node, "idref")) for node in elements(root) if local_name(node) == "itemref"]
    return [
        attr(node, "href")
        for node in order
        if node is not None and "nav" not in attr(node, "properties").split()
    ]


def _parts(archive: Archive, references: list[str], base: str) -> Iterator[str]:
    """The pages of the book that are there."""
    for reference in references:
        part = archive.find(reference, base)
        if part is not None and part.lower().endswith((".xhtml", ".html", ".htm", ".xml")):
            yield part


def _located(picture: PictureReference | None, archive: Archive, chapter: str) -> PictureReference | None:
    """The same picture by the names of parts; addresses that hold it themselves stay."""
    if picture is None:
        return None
    found = [each if each.startswith("data:") else archive.find(each, chapter) for each in picture.references]
    return replace(picture, references=tuple(each for each in found if each))


def _child(root: Node, tag: str) -> Node:
    """The first element of that name, else the root itself."""
    return next((node for node in elements(root) if local_name(node) == tag), root)
