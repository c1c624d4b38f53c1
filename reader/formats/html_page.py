"""A saved web page, or HTML from the clipboard, to an article."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from reader.core.records import Article, Metadata
from reader.formats.article import UNKNOWN, Piece, from_pieces
from reader.formats.decoding import decode
from reader.formats.html_blocks import pieces
from reader.formats.html_main import main_pieces, strip_furniture, strip_silent
from reader.formats.html_metadata import base_address, page_language, page_metadata
from reader.formats.links import web_address
from reader.formats.metadata import merged
from reader.formats.pictures import PictureShelf
from reader.formats.xml_tree import Node, attr, elements, parse_html, text_of

_CHARSET = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=\s*["']?|<\?xml[^>]{0,100}?encoding\s*=\s*["'])([\w.:-]+)""", re.I
)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
"""Where a browser has found the page that it saved."""
_LATIN = {"iso-8859-1", "latin-1", "ascii", "us-ascii", "iso8859-1"}
_HEAD = 4_096


def read(data: bytes, source: str) -> Article:
    """The article of a saved page. Raises ``UnreadableInputError`` for bytes without readable text."""
    return from_page(decode_page(data, PurePath(source).name or source), source)


def from_page(
    text: str, source: str, known: Metadata = UNKNOWN, shelf: PictureShelf | None = None
) -> Article:
    """The article of a whole page, without its furniture; ``shelf`` knows its pictures."""
    root = parse_html(text, PurePath(source).name or source)
    saved_from = _SAVED_FROM.search(text[:_HEAD])
    saved = Metadata(url=web_address(saved_from[1]) or None) if saved_from else UNKNOWN
    metadata = merged(merged(known, page_metadata(root)), saved)
    base = base_address(root, known.url or saved.url or metadata.url or "")
    language = page_language(root)
    strip_silent(root)
    strip_furniture(root)
    shelf = shelf or PictureShelf(beside=True)
    return from_pieces(main_pieces(root, metadata.title, base), source, metadata, language, shelf)


def from_fragment(text: str, source: str = "") -> Article:
    """An article from a copied part of a page: the reader has chosen it, so all of it is kept."""
    root = parse_html(text, source)
    strip_silent(root)
    return from_pieces(pieces(root, base_address(root)), source, UNKNOWN, page_language(root))


def fragment_pieces(text: str, name: str, base: str = "") -> list[Piece]:
    """The pieces of HTML whose every word counts; ``base`` is what its relative addresses count from."""
    root = parse_html(text, name)
    _unwrap_pictures(root)
    strip_silent(root)
    return list(pieces(root, base))


def _unwrap_pictures(root: Node) -> None:
    """E-books put the picture of their cover into a drawing, so that it fills the page."""
    for drawing in list(elements(root, "svg")):
        inside = list(elements(drawing))
        if any(node.tag not in ("svg", "g", "image") for node in inside) or text_of(drawing).strip():
            continue
        for node in inside:
            node.attrib["src"] = attr(node, "xlink:href") or attr(node, "href")
            node.tag = "img" if node.tag == "image" else "picture"


def decode_page(data: bytes, name: str, charset: str = "") -> str:
    """A page's text: UTF-8 where it is that, whatever the page says; else as declared; else guessed."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:_HEAD])
    for label in (charset, declared[1].decode("ascii") if declared else ""):
        encoding = _known(label)
        if encoding and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode(encoding, errors="replace")
    return decode(data, name)


def _known(label: str) -> str | None:
    """The codec of a declared encoding: only ones of text, and Windows-1252 for Latin-1 as browsers do."""
    name = label.strip().lower()
    if name in _LATIN:
        return "cp1252"
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return (
        info.name if getattr(info, "_is_text_encoding", False) and not info.name.startswith("utf") else None
    )
