"""E-books to one long article: the chapters in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from reader.core.errors import UnreadableInputError
from reader.core.records import Article
from reader.formats.article import Piece, from_pieces, titled
from reader.formats.html_page import decode_page, fragment_pieces
from reader.formats.office import dublin_core
from reader.formats.pictures import MAX_BYTES, PictureReference, PictureShelf
from reader.formats.xml_tree import Node, attr, elements, local_name, parse_xml
from reader.formats.zip_files import Archive, opened

_CONTAINER = "META-INF/container.xml"


def read(data: bytes, source: str) -> Article:
    """The book in an EPUB. Raises ``UnreadableInputError`` for a damaged, locked or empty one."""
    name = PurePath(source).name or source
    with opened(data, name) as archive:
        if "META-INF/encryption.xml" in archive.names and "META-INF/rights.xml" in archive.names:
            raise UnreadableInputError("file_locked", name=name)
        package = _package(archive, name)
        root = parse_xml(archive.read(package), name)
        metadata, language = dublin_core(_child(root, "metadata"))
        found = titled(_chapters(archive, _spine(root), package, name), metadata.title)
        shelf = PictureShelf(lambda part: archive.read_at_most(part, MAX_BYTES))
        return from_pieces(found, source, metadata, language, shelf)


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


def _chapters(archive: Archive, references: list[str], base: str, name: str) -> Iterator[Piece]:
    """The pieces of each chapter; one that is missing or damaged costs only itself."""
    for reference in references:
        part = archive.find(reference, base)
        if part is None or not part.lower().endswith((".xhtml", ".html", ".htm", ".xml")):
            continue
        try:
            for piece in fragment_pieces(decode_page(archive.read(part), name), name):
                yield replace(piece, picture=_located(piece.picture, archive, part))
        except UnreadableInputError as error:
            if error.key == "file_too_complex":
                raise


def _located(picture: PictureReference | None, archive: Archive, chapter: str) -> PictureReference | None:
    """The same picture by the names of parts; addresses that hold it themselves stay."""
    if picture is None:
        return None
    found = [each if each.startswith("data:") else archive.find(each, chapter) for each in picture.references]
    return replace(picture, references=tuple(each for each in found if each))


def _child(root: Node, tag: str) -> Node:
    """The first element of that name, else the root itself."""
    return next((node for node in elements(root) if local_name(node) == tag), root)
