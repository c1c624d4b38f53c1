"""HTML and XML to trees that nothing can reach out of: no network, no entities, no DTD, bounded depth.

The only module that imports lxml; the rest sees the small ``Node`` protocol.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Protocol, cast

from reader.core.errors import UnreadableInputError

MAX_NODES = 400_000
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What lxml reads in broken files but refuses to be given."""


class Node(Protocol):
    """The part of an lxml element that importers use. ``tag`` is lower case in HTML."""

    tag: str
    text: str | None
    tail: str | None

    @property
    def attrib(self) -> dict[str, str]: ...  # noqa: D102
    def get(self, key: str, /) -> str | None: ...  # noqa: D102
    def iter(self, *tags: str) -> Iterator[Node]: ...  # noqa: D102
    def itertext(self) -> Iterator[str]: ...  # noqa: D102
    def getparent(self) -> Node | None: ...  # noqa: D102
    def getprevious(self) -> Node | None: ...  # noqa: D102
    def iterancestors(self, *tags: str) -> Iterator[Node]: ...  # noqa: D102
    def __iter__(self) -> Iterator[Node]: ...
    def __len__(self) -> int: ...


def parse_html(text: str, name: str) -> Node:
    """The tree of a page, however broken. Raises ``UnreadableInputError`` where nothing can be made of it."""
    parser = _etree().HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    return _parsed(text.encode("utf-8", errors="replace"), parser, name)


def parse_xml(data: bytes, name: str) -> Node:
    """The tree of an XML file, mended where it is cut short; entities of its own are left out.

    Raises ``UnreadableInputError`` where nothing can be made of it.
    """
    parser = _etree().XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    return _parsed(data, parser, name)


def _parsed(data: bytes, parser: Any, name: str) -> Node:
    etree = _etree()
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableInputError("file_damaged", name=name) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableInputError("file_too_nested", name=name)
    return _bounded(root, name)


def steps(root: Node) -> Iterator[tuple[bool, Node]]:
    """Each element twice, at its start (true) and at its end (false), without recursion."""
    yield True, root
    stack: list[tuple[Node, Iterator[Node]]] = [(root, iter(root))]
    while stack:
        node, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield False, node
        elif _is_element(child):
            yield True, child
            stack.append((child, iter(child)))


def elements(root: Node, *tags: str) -> Iterator[Node]:
    """The element and those below it, in order of the document."""
    return (node for node in root.iter(*tags) if _is_element(node))


def detach(node: Node) -> None:
    """Take an element out of its tree; the text that follows it stays."""
    parent: Any = node.getparent()
    if parent is None:
        return
    before: Any = node.getprevious()
    if before is None:
        parent.text = _NO_TEXT.sub("", (parent.text or "") + (node.tail or ""))
    else:
        before.tail = _NO_TEXT.sub("", (before.tail or "") + (node.tail or ""))
    parent.remove(node)


def _is_element(node: Node) -> bool:
    """Not an entity that was left unresolved."""
    return isinstance(cast(object, node.tag), str)


def local_name(node: Node) -> str:
    """The tag without its namespace."""
    return node.tag.rpartition("}")[2]


def attr(node: Node, key: str) -> str:
    """An attribute, empty where it is missing."""
    return node.get(key) or ""


def text_of(node: Node) -> str:
    """All text inside, blanks as they are."""
    return "".join(node.itertext())


def _bounded(root: Any, name: str) -> Node:
    if root is None:
        raise UnreadableInputError("file_damaged", name=name)
    for number, _ in enumerate(root.iter(), 1):
        if number > MAX_NODES:
            raise UnreadableInputError("file_too_complex", name=name)
    return root


def _etree() -> Any:
    from lxml import etree  # pyright: ignore[reportMissingTypeStubs, reportAttributeAccessIssue, reportUnknownVariableType]

    return cast(Any, etree)
