"""Word documents to an article: mammoth reads them, its HTML goes the way of every page."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, cast

from reader.core.errors import UnreadableInputError
from reader.core.records import Article, Metadata
from reader.formats.article import from_pieces
from reader.formats.html_page import fragment_pieces
from reader.formats.office import core_metadata, refuse_entities, style_language
from reader.formats.pictures import MAX_ALL_BYTES, MAX_BYTES, MAX_PICTURES, PictureShelf
from reader.formats.zip_files import opened

_MAX_DOCUMENT = 12_000_000
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Titre'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Author'] => p.byline:fresh
p[style-name='Byline'] => p.byline:fresh
p[style-name='Date'] => p.date:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='heading 1'] => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='heading 2'] => h3:fresh
"""


def read(data: bytes, source: str) -> Article:
    """The article in a Word document. Raises ``UnreadableInputError`` for one that is damaged or empty."""
    name = PurePath(source).name or source
    metadata, language = _checked(data, name)
    images = _Images()
    page = _to_html(data, name, images)
    shelf = PictureShelf(images.found.get)
    return from_pieces(fragment_pieces(page, name), source, metadata, language, shelf)


def _checked(data: bytes, name: str) -> tuple[Metadata, str | None]:
    """Metadata and declared language, once every part that the library will read is known to be harmless."""
    with opened(data, name) as archive:
        if "word/document.xml" not in archive.names:
            raise UnreadableInputError("file_no_document", name=name)
        for part in sorted(archive.names):
            if part.endswith((".xml", ".rels")):
                content = archive.read(part)
                refuse_entities(content, name)
                if len(content) > _MAX_DOCUMENT:
                    raise UnreadableInputError("file_too_complex", name=name)
        core = archive.read("docProps/core.xml") if "docProps/core.xml" in archive.names else b""
        styles = archive.read("word/styles.xml") if "word/styles.xml" in archive.names else b""
        metadata, language = core_metadata(core, name)
        return metadata, language or style_language(styles, name)


class _Images:
    """The pictures that the library hands over, under numbers; no more of them than an article may have."""

    def __init__(self) -> None:
        self.found: dict[str, bytes] = {}
        self._left = MAX_ALL_BYTES

    def keep(self, image: Any) -> dict[str, str]:
        """Take one in; what it returns becomes the attributes of an ``img``."""
        reference = f"word-image-{len(self.found)}"
        if self._left <= 0 or len(self.found) > MAX_PICTURES:
            return {}
        try:
            with image.open() as file:
                data: bytes = file.read(MAX_BYTES + 1)
        except Exception:  # a missing, broken or linked picture: whatever the library or the archive says
            return {}
        self._left -= len(data)
        self.found[reference] = data
        return {"src": reference}


def _to_html(data: bytes, name: str, images: _Images) -> str:
    import mammoth  # pyright: ignore[reportMissingTypeStubs]

    convert = cast(Callable[..., Any], mammoth.convert_to_html)  # pyright: ignore[reportUnknownMemberType]
    element = cast(Callable[..., Any], mammoth.images.img_element)  # pyright: ignore[reportUnknownMemberType]
    try:
        result = convert(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=element(images.keep),
            external_file_access=False,
        )
    except Exception as error:  # the library tells damaged documents by whatever happens to go wrong
        raise UnreadableInputError("file_damaged", name=name) from error
    return str(result.value)
