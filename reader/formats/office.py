"""What office formats share: Dublin Core metadata, and no entities of a document's own."""

from __future__ import annotations

from dataclasses import replace

from reader.core.errors import UnreadableInputError
from reader.core.records import Metadata
from reader.formats.dates import iso_date
from reader.formats.xml_tree import Node, attr, elements, local_name, parse_xml, text_of

_LANGUAGE = {
    "lang": "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val",
    "text-properties": "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}language",
}
"""Elements of styles that tell a language, and the attribute that does."""


def refuse_entities(data: bytes, name: str) -> None:
    """Raise ``UnreadableInputError`` for XML that defines entities: office programs never write any."""
    if (
        b"<!ENTITY" in data
        or "<!ENTITY".encode("utf-16-le") in data
        or "<!ENTITY".encode("utf-16-be") in data
    ):
        raise UnreadableInputError("file_damaged", name=name)


def core_metadata(data: bytes, name: str) -> tuple[Metadata, str | None]:
    """Title, author and language of a metadata part; unknown for an empty or broken one.

    Its dates say when the file was made, not when the article appeared.
    """
    try:
        found, language = dublin_core(parse_xml(data, name))
    except UnreadableInputError:
        return Metadata(), None
    return replace(found, date=None), language


def style_language(data: bytes, name: str) -> str | None:
    """The language that a styles part gives all text: ``w:lang`` of Word, ``fo:language`` of OpenDocument."""
    try:
        root = parse_xml(data, name)
    except UnreadableInputError:
        return None
    for node in elements(root):
        kind = local_name(node)
        value = attr(node, _LANGUAGE[kind]) if kind in _LANGUAGE else ""
        if value:
            return value
    return None


def dublin_core(root: Node) -> tuple[Metadata, str | None]:
    """The first ``dc:`` element of each kind below ``root``."""
    found: dict[str, str] = {}
    for node in elements(root):
        value = " ".join(text_of(node).split())
        if value and len(node) == 0:
            found.setdefault(local_name(node), value)
    return (
        Metadata(
            title=found.get("title"),
            date=iso_date(found.get("date", "")),
            byline=found.get("creator") or found.get("initial-creator"),
            publisher=found.get("publisher"),
        ),
        found.get("language"),
    )
