"""The article in a page: its furniture taken away, the element that holds its text found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from reader.core.records import BlockKind
from reader.formats.article import Piece, same_words
from reader.formats.html_blocks import Part, marks, parts
from reader.formats.words import words
from reader.formats.xml_tree import Node, attr, detach, elements, text_of

_SILENT = words("silent")
_FURNITURE = words("furniture")
_BOXES = words("boxes")
_TEXT_WORDS = words("text")
_SIGNED = frozenset({"date", "published", "author", "auteur", "byline"})
_IMAGES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp")
_HOLDERS = frozenset({"article", "main", "body", "html"})
_UNSEEN = re.compile(r"\b(?:sr-only|visually-?hidden|screen-reader-text)\b")
_MIN_TEXT = 25
_MIN_LEAD = 60
_MOST = 0.4
_NEARLY_ALL = 0.95
"""Shares of a page's text: what holds more is the article, whatever its class says."""
_MAX_BOX = 1_500
_MAX_LOGO = 150
"""Characters in a box of the second list, and in a site's header with a title of its own."""


def strip_silent(root: Node) -> None:
    """Take out what is never text: scripts, styles, controls, navigation, hidden elements, note marks."""
    for node in [each for each in elements(root) if _is_silent(each)]:
        if node is not root:
            detach(node)


def strip_furniture(root: Node) -> None:
    """Take out what surrounds an article: site headers, boxes, comments, unless they hold the article itself."""
    total = len(text_of(root))
    for node in [each for each in elements(root) if _is_furniture(each)]:
        if node is not root and len(text_of(node)) <= _most(node, total):
            detach(node)


def _most(node: Node, total: int) -> float:
    """How many characters an element may hold and still be furniture."""
    if next(elements(node, "h1", "article"), None) is not None:
        return _MAX_LOGO
    if node.tag in ("aside", "footer") or _names(node, _FURNITURE):
        return _NEARLY_ALL * total
    return min(_MAX_BOX, _MOST * total)


def main_pieces(root: Node, title: str | None, base: str = "") -> list[Piece]:
    """The pieces of a page's article: from its title to the end of the element that holds its paragraphs."""
    found = parts(root, base)
    holder = _holder(found)
    inside = [holder is None or _is_inside(part.node, holder) for part in found]
    first = inside.index(True) if True in inside else 0
    last = len(inside) - inside[::-1].index(True) if True in inside else 0
    if last < len(found) and found[last].piece.kind is BlockKind.BYLINE:
        inside[last], last = True, last + 1
    top = _title_index(found[:last], first, title)
    kept: list[Piece] = []
    for index, part in enumerate(found[:last]):
        if index == top:
            kept.append(replace(part.piece, kind=BlockKind.TITLE))
        elif part.piece.picture is not None:
            if (inside[index] or (top is not None and top < index < first)) and not _is_teaser(part.node):
                kept.append(part.piece)
        elif inside[index] or (top is not None and top < index < first and _belongs(part)):
            kept.append(_without_title(part))
    return kept if top is not None or not title else [Piece(title, BlockKind.TITLE), *kept]


def _is_teaser(node: Node) -> bool:
    """A picture that leads to another page; one that has a caption, or leads to its large self, is not."""
    link = next(node.iterancestors("a"), None)
    if link is None or next(elements(link, "figcaption"), None) is not None:
        return False
    figure = next(node.iterancestors("figure"), None)
    if figure is not None and next(elements(figure, "figcaption"), None) is not None:
        return False
    href = attr(link, "href").partition("?")[0].lower()
    return bool(href) and not href.startswith("#") and not href.endswith(_IMAGES)


def _is_silent(node: Node) -> bool:
    if node.tag in _SILENT:
        return True
    if _is_hidden(node):
        return node.tag not in _HOLDERS
    return node.tag == "sup" and any(attr(link, "href").startswith("#") for link in elements(node, "a"))


def _is_hidden(node: Node) -> bool:
    """Not shown on the screen. (``aria-hidden`` is: papers set it on captions.)"""
    style = attr(node, "style").replace(" ", "").lower()
    return (
        "display:none" in style or "hidden" in node.attrib or _UNSEEN.search(attr(node, "class")) is not None
    )


def _is_furniture(node: Node) -> bool:
    if node.tag in _HOLDERS:
        return False
    if node.tag in ("aside", "footer"):
        return True
    if node.tag in ("p", "a", "em", "strong", "h1") or _is_signed(node):
        return False
    return _names(node, _FURNITURE | _BOXES)


def _is_signed(node: Node) -> bool:
    """Whether it holds the date or the author: some papers put the word for advertising beside them."""
    return not _SIGNED.isdisjoint(marks(node))


def _names(node: Node, kinds: frozenset[str]) -> bool:
    return not kinds.isdisjoint(marks(node))


def _holder(found: list[Part]) -> Node | None:
    """The element whose paragraphs weigh most; a paragraph counts for its parent and half for the next."""
    scores: defaultdict[Node, float] = defaultdict(float)
    for part in found:
        length = len(part.piece.text)
        if length < _MIN_TEXT or part.piece.kind in (BlockKind.CAPTION, BlockKind.CREDIT):
            continue
        weight = (1 + part.piece.text.count(",") + min(length / 100, 3)) * (1 - part.linked / length)
        share = 1.0
        for above in _levels(part.node):
            scores[above] += weight * share
            share /= 2
    if not scores:
        return None
    best = max(scores, key=lambda node: scores[node] * (1.25 if _reads_like_text(node) else 1))
    return _whole(best, scores)


def _whole(best: Node, scores: defaultdict[Node, float]) -> Node:
    """The article around a part of it: an ``article`` element, or the parent of several parts alike."""
    around = next(iter(best.iterancestors("article")), None)
    if around is not None:
        return around
    parent = best.getparent()
    if parent is None or not best.get("class"):
        return best
    alike = [node for node in parent if node.tag == best.tag and node.get("class") == best.get("class")]
    return parent if sum(scores[node] > 0 for node in alike) > 1 else best


def _levels(node: Node) -> Iterable[Node]:
    """The element itself where it is no paragraph, then three above it."""
    chain = [node] if node.tag not in ("p", "li", "blockquote", "h2", "h3") else []
    return [*chain, *node.iterancestors()][:4]


def _reads_like_text(node: Node) -> bool:
    return node.tag in ("article", "main") or not _TEXT_WORDS.isdisjoint(marks(node))


def _is_inside(node: Node, holder: Node) -> bool:
    return node is holder or any(above is holder for above in node.iterancestors())


def _title_index(found: list[Part], first: int, title: str | None) -> int | None:
    """The piece that is the article's title: the words that the page declares, else the last ``h1`` before it."""
    wanted = same_words(title or "")
    heads = [i for i, p in enumerate(found) if p.piece.kind in (BlockKind.TITLE, BlockKind.HEADING)]
    if wanted:
        for index in heads:
            if same_words(found[index].piece.text) == wanted:
                return index
    tops = [i for i in heads if found[i].piece.kind is BlockKind.TITLE]
    before = [i for i in tops if i <= first]
    return before[-1] if before else (tops[0] if tops else None)


def _belongs(part: Part) -> bool:
    """Between title and text: dates, bylines, captions and the lead, not links and labels."""
    if part.is_link:
        return False
    told = part.piece.kind not in (None, BlockKind.HEADING, BlockKind.TITLE, BlockKind.LIST_ITEM)
    return (
        told or len(part.piece.text) >= _MIN_LEAD or part.piece.text[:4].lower() in ("par ", "publ", "mis ")
    )


def _without_title(part: Part) -> Piece:
    """A second ``h1`` is a heading; a line that is only a link leads to another article."""
    if part.is_link and part.piece.kind in (None, BlockKind.HEADING, BlockKind.LIST_ITEM):
        return replace(part.piece, kind=BlockKind.RELATED)
    kind = BlockKind.HEADING if part.piece.kind is BlockKind.TITLE else part.piece.kind
    return replace(part.piece, kind=kind)
