"""What office formats share: Dublin Core metadata, and no entities of a document's own."""

from __future__ import annotations

from dataclasses import replace

from reader.core.errors import UnreadableInputError
from reader.core.records import Metadata
from reader.formats.dates import iso_date
from reader.formats.xml_tree import Node, elements, local_name, parse_xml, text_of


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
