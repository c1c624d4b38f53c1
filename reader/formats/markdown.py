"""Markdown to an article, its front matter to metadata."""

from __future__ import annotations

import re
from pathlib import PurePath

from reader.core.records import Article, Metadata
from reader.formats.article import from_pieces
from reader.formats.dates import iso_date
from reader.formats.decoding import decode
from reader.formats.html_page import fragment_pieces
from reader.formats.links import web_address
from reader.formats.pictures import PictureShelf

_FRONT = re.compile(r"---[ \t]*\n(.{0,10000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(\w++)[ \t]*+:(.*)$", re.MULTILINE)
_NAMES = {"author": "byline", "auteur": "byline", "titre": "title", "source": "publisher"}
_FIELDS = ("title", "date", "byline", "publisher", "url")


def read(data: bytes, source: str) -> Article:
    """The article in a Markdown file. Raises ``UnreadableInputError`` for bytes that are no text, or none."""
    from markdown_it import MarkdownIt

    name = PurePath(source).name or source
    text, fields = _without_front_matter(decode(data, name))
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    metadata = _metadata(fields)
    found = fragment_pieces(page, name, web_address(metadata.url or ""))
    return from_pieces(found, source, metadata, fields.get("lang"), PictureShelf(beside=True))


def _without_front_matter(text: str) -> tuple[str, dict[str, str]]:
    match = _FRONT.match(text)
    if match is None:
        return text, {}
    found = ((key.lower(), value.strip(" \t")) for key, value in _FIELD.findall(match[1]))
    return text[match.end() :], {key: value.strip("\"'") for key, value in found if value}


def _metadata(fields: dict[str, str]) -> Metadata:
    found = {_NAMES.get(key, key): value for key, value in fields.items()}
    known = {key: found[key] for key in _FIELDS if key in found}
    if "date" in known:
        known["date"] = iso_date(known["date"]) or known["date"]
    return Metadata(**known)
