"""The article in a page: its furniture taken away, the element that holds its text found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from reader.core.records import BlockKind
from reader.formats.article import Piece, clean
from reader.formats.html_blocks import Part, marks, parts
from reader.formats.words import words
from reader.formats.xml_tree import Node, attr, detach, elements, text_of

_SILENT = words("silent")
_FURNITURE = words("furniture")
_TEXT_WORDS = words("text")
_HOLDERS = frozenset({"article", "main", "body", "html"})
_MIN_TEXT = 25
_MIN_LEAD = 60
_MAX_FURNITURE = 0.4


def strip_silent(root: Node) -> None:
    """Take out what is never text: scripts, styles, controls, navigation, hidden elements, note marks."""
    for node in [each for each in elements(root) if _is_silent(each)]:
        if node is not root:
            detach(node)


def strip_furniture(root: Node) -> None:
    """Take out what surrounds an article: headers of sites, boxes, comments, unless they hold most of the text."""
    total = len(text_of(root))
    for node in [each for each in elements(root) if _is_furniture(each)]:
        if node is not root and len(text_of(node)) <= _MAX_FURNITURE * total:
            detach(node)


def main_pieces(root: Node, title: str | None) -> list[Piece]:
    """The pieces of a page's article: from its title to the end of the element that holds its paragraphs."""
    found = parts(root)
    holder = _holder(found)
    inside = [holder is None or _is_inside(part.node, holder) for part in found]
    first = inside.index(True) if True in inside else 0
    last = len(inside) - inside[::-1].index(True) if True in inside else 0
    top = _title_index(found[:last], first, title)
    kept: list[Piece] = []
    for index, part in enumerate(found[:last]):
        if index == top:
            kept.append(Piece(part.piece.text, BlockKind.TITLE))
        elif inside[index] or (top is not None and top < index < first and _belongs(part)):
            kept.append(_without_title(part))
    return kept if top is not None or not title else [Piece(title, BlockKind.TITLE), *kept]


def _is_silent(node: Node) -> bool:
    if node.tag in _SILENT:
        return True
    style = attr(node, "style").replace(" ", "").lower()
    if "display:none" in style or "hidden" in node.attrib or attr(node, "aria-hidden") == "true":
        return node.tag not in _HOLDERS
    return node.tag == "sup" and any(attr(link, "href").startswith("#") for link in elements(node, "a"))


def _is_furniture(node: Node) -> bool:
    if node.tag in _HOLDERS:
        return False
    if node.tag in ("aside", "footer"):
        return True
    return node.tag not in ("p", "a", "em", "strong", "h1") and not _FURNITURE.isdisjoint(marks(node))


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
    wanted = _plain(title or "")
    heads = [i for i, p in enumerate(found) if p.piece.kind in (BlockKind.TITLE, BlockKind.HEADING)]
    if wanted:
        for index in heads:
            if _plain(found[index].piece.text) == wanted:
                return index
    tops = [i for i in heads if found[i].piece.kind is BlockKind.TITLE]
    before = [i for i in tops if i <= first]
    return before[-1] if before else (tops[0] if tops else None)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, clean(text).lower()))


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
        return Piece(part.piece.text, BlockKind.RELATED)
    kind = BlockKind.HEADING if part.piece.kind is BlockKind.TITLE else part.piece.kind
    return Piece(part.piece.text, kind)
