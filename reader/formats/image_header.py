"""What kind of picture some bytes are and how large it is, told by their first few fields; nothing is decoded."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of a JPEG file that are followed by its height and width."""
_MAX_SEGMENTS = 1_000
_TURNED = frozenset({5, 6, 7, 8})
"""EXIF orientations that stand a picture on its side."""


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """The media type, and width and height in pixels as the picture is to be seen."""

    media_type: str
    width: int
    height: int


def image_header(data: bytes) -> ImageHeader | None:
    """The header of a PNG, JPEG, GIF, WebP or BMP file; ``None`` for anything else or a broken one."""
    try:
        found = _header(data)
    except (struct.error, IndexError):
        return None
    return found if found is not None and found.width > 0 and found.height > 0 else None


def _header(data: bytes) -> ImageHeader | None:
    if data.startswith(_PNG) and data[12:16] == b"IHDR":
        return ImageHeader("image/png", *struct.unpack(">II", data[16:24]))
    if data.startswith((b"GIF87a", b"GIF89a")):
        return ImageHeader("image/gif", *struct.unpack("<HH", data[6:10]))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    if data.startswith(b"BM"):
        return _bmp(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    return None


def _bmp(data: bytes) -> ImageHeader | None:
    (length,) = struct.unpack("<I", data[14:18])
    if length == 12:
        return ImageHeader("image/bmp", *struct.unpack("<HH", data[18:22]))
    width, height = struct.unpack("<ii", data[18:26])
    return ImageHeader("image/bmp", width, abs(height)) if 40 <= length <= 124 else None


def _webp(data: bytes) -> ImageHeader | None:
    """The three kinds of first chunk: lossy, lossless and extended (RFC 9649)."""
    chunk = data[12:16]
    if chunk == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[26:30])
        return ImageHeader("image/webp", width & 0x3FFF, height & 0x3FFF)
    if chunk == b"VP8L" and data[20] == 0x2F:
        (bits,) = struct.unpack("<I", data[21:25])
        return ImageHeader("image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if chunk == b"VP8X" and len(data) >= 30:
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return ImageHeader("image/webp", width, height)
    return None


def _jpeg(data: bytes) -> ImageHeader | None:
    turned = False
    for marker, start, end in _segments(data):
        if marker == 0xE1 and data[start : start + 6] == b"Exif\x00\x00":
            turned = _orientation(data[start + 6 : end]) in _TURNED
        elif marker in _FRAMES:
            height, width = struct.unpack(">HH", data[start + 1 : start + 5])
            return ImageHeader("image/jpeg", *((height, width) if turned else (width, height)))
    return None


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, begin and end of each segment before the picture's own data."""
    at = 2
    for _ in range(_MAX_SEGMENTS):
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        if data[at] != 0xFF or data[at + 1] in (0xD9, 0xDA):
            return
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if length < 2:
            return
        yield data[at + 1], at + 4, at + 2 + length
        at += 2 + length


def _orientation(exif: bytes) -> int:
    """The way a camera was held, 1 to 8, from the first directory of an EXIF block; 1 where it is not told."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return 1
    (at,) = struct.unpack(f"{order}I", exif[4:8])
    (count,) = struct.unpack(f"{order}H", exif[at : at + 2])
    for number in range(min(count, 100)):
        entry = exif[at + 2 + 12 * number : at + 14 + 12 * number]
        tag, kind = struct.unpack(f"{order}HH", entry[:4])
        if (tag, kind) == (0x0112, 3):
            return int(struct.unpack(f"{order}H", entry[8:10])[0])
    return 1
