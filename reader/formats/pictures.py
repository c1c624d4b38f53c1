"""The pictures of an article: which are kept, within limits of number and size. Local ones only, all undecoded."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes

from reader.core.records import Picture
from reader.formats.image_header import ImageHeader, image_header

MAX_BYTES = 8_000_000
MAX_ALL_BYTES = 32_000_000
MAX_PICTURES = 200
MIN_SIDE = 64
"""Pixels: what is smaller in one direction is an icon, a portrait beside a name, or only counts readers."""
_MAX_SIDE = 20_000
_MAX_PIXELS = 40_000_000
_MAX_TRIES = 2_000
_MAX_ALT = 500
_DATA = re.compile(r"\s*data:image/[\w.+-]+(?:;[\w=.-]+)*?(?P<base64>;base64)?,", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][\w+.-]*:|[/\\]")

ReadPicture = Callable[[str], bytes | None]
"""Gives the bytes behind a reference inside a document; ``None`` where it means nothing there."""


@dataclass(frozen=True, slots=True)
class PictureReference:
    """A picture as a document names it: by references of which the first that can be read is taken."""

    references: tuple[str, ...]
    alt: str = ""


class PictureShelf:
    """Takes in the pictures of one article. ``beside``: files that lie beside the page are named for later."""

    def __init__(self, read: ReadPicture | None = None, beside: bool = False) -> None:
        self._read = read
        self._beside = beside
        self._left = MAX_ALL_BYTES
        self._count = self._tries = 0

    def picture(self, found: PictureReference, offset: int) -> Picture | None:
        """The picture that stands at ``offset``; ``None`` where it is not there, no picture, or no room is left."""
        for reference in found.references:
            if self._count >= MAX_PICTURES or self._tries >= _MAX_TRIES:
                return None
            self._tries += 1
            data = data_of(reference) if _DATA.match(reference) else self._from_document(reference)
            picture = (
                self._from_bytes(data, found.alt, offset)
                if data
                else self._from_beside(reference, found.alt, offset)
            )
            if picture is not None:
                self._count += 1
                return picture
        return None

    def filled(self, picture: Picture, data: bytes | None) -> Picture | None:
        """A picture that was only named, with its bytes; ``None`` where they are none or no room is left."""
        return self._from_bytes(data, picture.alt, picture.offset) if data else None

    def _from_document(self, reference: str) -> bytes | None:
        return self._read(reference) if self._read is not None else None

    def _from_bytes(self, data: bytes, alt: str, offset: int) -> Picture | None:
        header = fitting(data) if len(data) <= self._left else None
        if header is None:
            return None
        self._left -= len(data)
        return Picture(offset, header.media_type, alt[:_MAX_ALT], header.width, header.height, data)

    def _from_beside(self, reference: str, alt: str, offset: int) -> Picture | None:
        path = unquote(reference.partition("#")[0].partition("?")[0].strip())
        if not self._beside or not path or _SCHEME.match(path) or "\x00" in path:
            return None
        return Picture(offset, alt=alt[:_MAX_ALT], file=path)


def fitting(data: bytes) -> ImageHeader | None:
    """The header of a picture that may be shown: known, not too small, and not so large that it is a bomb."""
    header = image_header(data) if len(data) <= MAX_BYTES else None
    if header is None or min(header.width, header.height) < MIN_SIDE:
        return None
    too_large = max(header.width, header.height) > _MAX_SIDE or header.width * header.height > _MAX_PIXELS
    return None if too_large else header


def data_of(reference: str) -> bytes | None:
    """The bytes inside a ``data:`` address of a picture."""
    match = _DATA.match(reference)
    if match is None or len(reference) > 3 * MAX_BYTES:
        return None
    rest = reference[match.end() :]
    if not match["base64"]:
        return unquote_to_bytes(rest)
    try:
        return base64.b64decode(unquote_to_bytes(rest) if "%" in rest else rest)
    except (binascii.Error, ValueError):
        return None
