"""A tree of HTML to pieces of text: blocks, list items, captions, with the kinds that its marks tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.core.records import BlockKind, Span
from reader.formats.article import BULLET, Piece, titled
from reader.formats.cleaning import clean
from reader.formats.links import address, cleaned_links, merged_runs, moved
from reader.formats.news_page import ends_in_credit
from reader.formats.pictures import MIN_SIDE, PictureReference
from reader.formats.words import words
from reader.formats.xml_tree import Node, attr, elements, steps, text_of

INLINE = words("inline")
_DECORATION = words("decoration")
_SPANS = frozenset({"span", "small", "time"})
_TAG_KINDS = {
    "h1": BlockKind.TITLE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "li": BlockKind.LIST_ITEM,
}
_WORD_KINDS = {
    **dict.fromkeys(("byline", "author", "authors", "auteur", "auteurs", "signature"), BlockKind.BYLINE),
    **dict.fromkeys(("date", "published", "pubdate", "datetime", "publish", "timestamp"), BlockKind.DATE),
    **dict.fromkeys(("caption", "legend", "legende", "légende"), BlockKind.CAPTION),
    **dict.fromkeys(("credit", "credits", "copyright"), BlockKind.CREDIT),
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-zÀ-ÿ]+")
_MAX_MARKED = 150
_MAX_REFERENCES = 12
_MAX_CAPTION = 600
_MAX_CELL = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a page, how many of its characters are links, and the element it began in."""

    piece: Piece
    linked: int
    node: Node

    @property
    def is_link(self) -> bool:
        """Whether it is hardly more than a link."""
        return self.linked * 10 >= 8 * len(self.piece.text)


def marks(node: Node) -> set[str]:
    """The words of an element's class, id and roles, in lower case."""
    text = " ".join(attr(node, key) for key in ("class", "id", "itemprop", "rel", "role", "data-testid"))
    return {word.lower() for word in _CAMEL.split(text) if word}


def picture_reference(node: Node) -> PictureReference | None:
    """What an ``img`` shows: any of the addresses that pages give it; ``None`` for what only decorates."""
    small = any(
        value.isdecimal() and int(value) < MIN_SIDE for value in (attr(node, "width"), attr(node, "height"))
    )
    if small or not _DECORATION.isdisjoint(marks(node)):
        return None
    picture = next(node.iterancestors("picture"), None)
    sources = elements(picture, "source") if picture is not None else ()
    found = [attr(node, key) for key in ("src", "data-src", "data-original", "data-lazy-src")]
    for each in (node, *sources):
        found += [choice.split()[0] for choice in attr(each, "srcset").split(", ") if choice.strip()]
    kept = tuple(dict.fromkeys(reference for reference in found if reference))[:_MAX_REFERENCES]
    return PictureReference(kept, clean(attr(node, "alt") or attr(node, "title"))) if kept else None


def parts(root: Node, base: str = "") -> list[Part]:
    """The pieces of a tree in order, blanks tidied, none of them empty; ``base`` is the page's address."""
    walk = _Walk(base)
    for starting, node in steps(root):
        if starting:
            walk.enter(node)
        else:
            walk.leave(node, tail=node is not root)
    return walk.parts


def pieces(root: Node, base: str = "") -> Iterator[Piece]:
    """The pieces of a tree whose every word counts: a chapter, a letter, a document."""
    return titled((part.piece for part in parts(root, base)), None)


class _Walk:
    """Collects text between the edges of blocks."""

    def __init__(self, base: str) -> None:
        self.parts: list[Part] = []
        self._base = base
        self._waiting: list[Part] = []
        self._text: list[str] = []
        self._length = 0
        self._anchors: list[tuple[str | None, int]] = []
        self._anchor_count = 0
        self._runs: list[tuple[Span, str, int]] = []
        self._linked = 0
        self._kinds: list[BlockKind | None] = [None]
        self._nodes: list[Node] = []
        self._links = 0
        self._rows = 0
        self._bullet = ""
        self._counters: list[int | None] = []

    def enter(self, node: Node) -> None:
        """An element begins."""
        if self._is_block(node):
            self._flush()
            self._nodes.append(node)
            self._kinds.append(_kind(node) or self._kinds[-1])
            self._open(node)
        elif node.tag == "br":
            self._break()
        elif node.tag == "img":
            self._show(node)
        self._links += _leads_away(node)
        if node.tag == "a":
            self._anchor_count += 1
            self._anchors.append((address(attr(node, "href"), self._base), self._anchor_count))
        self._add("« " if node.tag == "q" else "")
        self._add(node.text)

    def leave(self, node: Node, tail: bool) -> None:
        """An element ends; what follows it belongs to its parent."""
        self._add(" »" if node.tag == "q" else "")
        self._links -= _leads_away(node)
        if node.tag == "a":
            self._anchors.pop()
        if self._nodes and self._nodes[-1] is node:
            self._close(node)
        elif node.tag in ("td", "th"):
            self._text.append(" | ")
            self._length += 3
        if tail:
            self._add(node.tail)

    def _is_block(self, node: Node) -> bool:
        if node.tag in ("td", "th"):
            return not self._rows
        if node.tag in _SPANS:
            return self._stands_alone(node)
        return node.tag not in INLINE

    def _stands_alone(self, node: Node) -> bool:
        """A byline, date or credit in a ``span``: at the start of a short line or at the end of a caption."""
        kind = _kind(node)
        if kind is BlockKind.CREDIT and self._kinds[-1] is BlockKind.CAPTION:
            return not ends_in_credit("".join(self._text) + text_of(node))
        if kind is None or any(map(str.isalnum, "".join(self._text))):
            return False
        line = node.getparent()
        return line is None or len(text_of(line)) <= 2 * _MAX_MARKED

    def _close(self, node: Node) -> None:
        self._flush()
        self._nodes.pop()
        self._kinds.pop()
        if node.tag in ("ol", "ul"):
            self._counters.pop()
        elif node.tag == "tr" and self._rows:
            self._rows -= 1

    def _open(self, node: Node) -> None:
        if node.tag in ("ol", "ul"):
            self._counters.append(0 if node.tag == "ol" else None)
        elif node.tag == "li":
            self._bullet = self._next_bullet()
        elif node.tag == "tr" and (self._rows or _is_data_row(node)):
            self._rows += 1
            self._kinds[-1] = BlockKind.PARAGRAPH

    def _next_bullet(self) -> str:
        count = self._counters[-1] if self._counters else None
        if count is None:
            return BULLET
        self._counters[-1] = count + 1
        return f"{count + 1}. "

    def _break(self) -> None:
        if self._kinds[-1] in (None, BlockKind.PARAGRAPH):
            self._flush()
        else:
            self._add(" ")

    def _add(self, text: str | None) -> None:
        if text:
            start, self._length = self._length, self._length + len(text)
            self._text.append(text)
            self._linked += len(text) if self._links else 0
            url, number = self._anchors[-1] if self._anchors else (None, 0)
            if url is not None:
                self._runs.append((Span(start, self._length), url, number))

    def _show(self, node: Node) -> None:
        """A picture goes before the text that it begins, else behind the text that it stands in."""
        reference = picture_reference(node)
        if reference is None or self._kinds[-1] is BlockKind.BYLINE:
            return
        part = Part(Piece("", picture=reference), 0, node)
        begun = any(map(str.isalnum, "".join(self._text)))
        (self._waiting if begun else self.parts).append(part)

    def _flush(self) -> None:
        raw = "".join(self._text)
        text = clean(raw).removesuffix(" |").strip()
        if self._nodes and any(map(str.isalnum, text)):
            kind = self._kinds[-1]
            links = cleaned_links(raw, tuple(merged_runs(self._runs)), text)
            if kind is BlockKind.LIST_ITEM:
                links = moved(links, len(self._bullet))
                text, self._bullet = self._bullet + text, ""
            self.parts.append(Part(Piece(text, kind, links), min(self._linked, len(text)), self._nodes[-1]))
        self.parts += self._waiting
        self._waiting.clear()
        self._text.clear()
        self._runs.clear()
        self._linked = self._length = 0


def _leads_away(node: Node) -> bool:
    """Whether it is a link to another page, not to a place in this one."""
    return node.tag == "a" and not attr(node, "href").startswith("#")


def _kind(node: Node) -> BlockKind | None:
    """What an element's tag says its text is, else the words of its class where the text is short."""
    told = _TAG_KINDS.get(node.tag)
    if told is not None:
        return told
    kinds = [_WORD_KINDS[word] for word in marks(node) if word in _WORD_KINDS]
    if not kinds or len(clean(text_of(node))) > (_MAX_CAPTION if BlockKind.CAPTION in kinds else _MAX_MARKED):
        return None
    return min(kinds, key=list(BlockKind).index)


def _is_data_row(row: Node) -> bool:
    """Several short cells without blocks of their own: a table of figures, not a page's layout."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return len(cells) > 1 and all(
        len(clean(text_of(cell))) <= _MAX_CELL
        and all(below.tag in INLINE for below in list(elements(cell))[1:])
        for cell in cells
    )
