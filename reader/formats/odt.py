"""OpenDocument texts to an article. (The one library that reads them well is far larger than this file.)"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from reader.core.errors import UnreadableInputError
from reader.core.records import Article, BlockKind, Metadata, Span
from reader.formats.article import BULLET, Piece, from_pieces
from reader.formats.cleaning import clean
from reader.formats.links import address, merged_runs, moved
from reader.formats.office import core_metadata, style_language
from reader.formats.pictures import MAX_BYTES, PictureReference, PictureShelf
from reader.formats.words import words
from reader.formats.xml_tree import Node, elements, local_name, parse_xml, steps, text_of
from reader.formats.zip_files import Archive, opened

_SILENT = words("silent_odf")
_STYLE_KINDS = {
    "title": BlockKind.TITLE,
    "titre": BlockKind.TITLE,
    "caption": BlockKind.CAPTION,
    "illustration": BlockKind.CAPTION,
    "figure": BlockKind.CAPTION,
    "légende": BlockKind.CAPTION,
    "author": BlockKind.BYLINE,
    "byline": BlockKind.BYLINE,
    "date": BlockKind.DATE,
}
_BLANKS = {"s": " ", "tab": " ", "line-break": " "}


def read(data: bytes, source: str) -> Article:
    """The article in an OpenDocument text. Raises ``UnreadableInputError`` for a damaged or empty one."""
    name = PurePath(source).name or source
    with opened(data, name) as archive:
        if "content.xml" not in archive.names:
            raise UnreadableInputError("file_no_document", name=name)
        root = parse_xml(archive.read("content.xml"), name)
        metadata, language = _metadata(archive, name)
        shelf = PictureShelf(lambda part: archive.read_at_most(part, MAX_BYTES))
        return from_pieces(_pieces(root), source, metadata, language, shelf)


def _metadata(archive: Archive, name: str) -> tuple[Metadata, str | None]:
    data = archive.read("meta.xml") if "meta.xml" in archive.names else b""
    styles = archive.read("styles.xml") if "styles.xml" in archive.names else b""
    metadata, language = core_metadata(data, name)
    return metadata, language or style_language(styles, name)


def _pieces(root: Node) -> Iterator[Piece]:
    styles = _parent_styles(root)
    reading = _Reading()
    for starting, node in steps(root):
        tag = local_name(node)
        if starting:
            reading.enter(tag, node)
            picture = _picture(node) if tag == "image" and not reading.silent else None
            if picture is not None:
                yield Piece("", picture=picture)
        else:
            piece = reading.leave(tag, node, styles)
            if piece is not None:
                yield piece


class _Paragraph:
    """Text that grows, and which of its runs are links."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.runs: list[tuple[Span, str, int]] = []
        self._length = 0

    def add(self, text: str, url: str | None, number: int) -> None:
        start, self._length = self._length, self._length + len(text)
        self.texts.append(text)
        if url is not None:
            self.runs.append((Span(start, self._length), url, number))


class _Reading:
    """The paragraph that is being read; texts in frames inside it come before it."""

    def __init__(self) -> None:
        self._open: list[_Paragraph] = []
        self._anchors: list[tuple[str | None, int]] = []
        self._anchor_count = 0
        self._silent = 0
        self._lists: list[int] = []
        self._bullet = ""

    def enter(self, tag: str, node: Node) -> None:
        self._silent += tag in _SILENT
        if tag in ("p", "h"):
            self._open.append(_Paragraph())
        elif tag == "a":
            self._anchor_count += 1
            self._anchors.append((address(_attribute(node, "href")), self._anchor_count))
        elif tag == "list":
            self._lists.append(0)
        elif tag == "list-item":
            self._bullet = BULLET
        self._add(_BLANKS.get(tag, ""))
        self._add(node.text)

    def leave(self, tag: str, node: Node, styles: dict[str, str]) -> Piece | None:
        piece = None
        if tag in ("p", "h"):
            paragraph = self._open.pop()
            piece = self._piece(tag, paragraph, node, styles) if not self._silent else None
        elif tag == "a":
            self._anchors.pop()
        elif tag == "list":
            self._lists.pop()
        self._silent -= tag in _SILENT
        self._add(node.tail)
        return piece

    @property
    def silent(self) -> bool:
        """Whether it is inside what is no part of the running text."""
        return self._silent > 0

    def _add(self, text: str | None) -> None:
        if text and self._open and not self._silent:
            self._open[-1].add(text, *(self._anchors[-1] if self._anchors else (None, 0)))

    def _piece(self, tag: str, paragraph: _Paragraph, node: Node, styles: dict[str, str]) -> Piece:
        text, links = "".join(paragraph.texts), tuple(merged_runs(paragraph.runs))
        kind = _kind(tag, _attribute(node, "style-name"), styles)
        if kind is None and self._lists:
            bullet, self._bullet = self._bullet, ""
            return Piece(bullet + text, BlockKind.LIST_ITEM, moved(links, len(bullet)))
        return Piece(text, kind, links)


def _picture(node: Node) -> PictureReference | None:
    """A picture of the archive and the words that its frame has for it."""
    frame = node.getparent()
    told = {local_name(each): text_of(each) for each in elements(frame)} if frame is not None else {}
    reference = _attribute(node, "href").removeprefix("./")
    return (
        PictureReference((reference,), clean(told.get("desc") or told.get("title") or ""))
        if reference
        else None
    )


def _kind(tag: str, style: str, styles: dict[str, str]) -> BlockKind | None:
    """What the style of a paragraph, or the style that it was made from, says."""
    for name in (style, styles.get(style, "")):
        kind = _STYLE_KINDS.get(name.lower())
        if kind is not None:
            return kind
    return BlockKind.HEADING if tag == "h" else None


def _parent_styles(root: Node) -> dict[str, str]:
    """Automatic styles (``P1``) and the named ones that they stand for."""
    return {
        _attribute(node, "name"): _attribute(node, "parent-style-name")
        for node in elements(root)
        if local_name(node) == "style"
    }


def _attribute(node: Node, key: str) -> str:
    return next((value for name, value in node.attrib.items() if name.rpartition("}")[2] == key), "")
