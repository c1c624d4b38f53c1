"""Kind and size of a picture from its first bytes, whatever the bytes are."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.image_header import ImageHeader, image_header
from tests.formats import sample


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def jpeg(width: int, height: int, orientation: int | None = None, frame: int = 0xC0) -> bytes:
    exif = b""
    if orientation is not None:
        entries = struct.pack(">HHIHH", 0x0100, 3, 1, 9, 0) + struct.pack(
            ">HHIHH", 0x0112, 3, 1, orientation, 0
        )
        exif = segment(0xE1, b"Exif\x00\x00MM\x00\x2a" + struct.pack(">IH", 8, 2) + entries)
    size = segment(frame, struct.pack(">BHHB", 8, height, width, 3))
    return b"\xff\xd8" + segment(0xE0, b"JFIF\x00" + b"\x00" * 9) + exif + segment(0xC4, b"x" * 20) + size


def webp(chunk: bytes, data: bytes) -> bytes:
    return b"RIFF\x00\x00\x00\x00WEBP" + chunk + struct.pack("<I", len(data)) + data


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (sample.png(320, 180), ("image/png", 320, 180)),
        (b"GIF89a" + struct.pack("<HH", 300, 200), ("image/gif", 300, 200)),
        (b"BM" + b"\x00" * 12 + struct.pack("<Iii", 40, 300, -200), ("image/bmp", 300, 200)),
        (b"BM" + b"\x00" * 12 + struct.pack("<IHH", 12, 300, 200), ("image/bmp", 300, 200)),
        (jpeg(300, 200), ("image/jpeg", 300, 200)),
        (jpeg(300, 200, frame=0xC2), ("image/jpeg", 300, 200)),
        (jpeg(300, 200, orientation=3), ("image/jpeg", 300, 200)),
        (jpeg(300, 200, orientation=6), ("image/jpeg", 200, 300)),
        (
            webp(b"VP8 ", b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", 300, 200)),
            ("image/webp", 300, 200),
        ),
        (webp(b"VP8L", b"\x2f" + struct.pack("<I", 299 | 199 << 14)), ("image/webp", 300, 200)),
        (
            webp(b"VP8X", b"\x00" * 4 + (299).to_bytes(3, "little") + (199).to_bytes(3, "little")),
            ("image/webp", 300, 200),
        ),
    ],
)
def test_kind_and_size_of_each_format(data: bytes, wanted: tuple[str, int, int]) -> None:
    assert image_header(data) == ImageHeader(*wanted)
    for end in range(len(data)):
        image_header(data[:end])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'/>",
        b"II*\x00" + b"\x00" * 40,
        sample.png(0, 180),
        b"\xff\xd8\xff\xe0\x00\x00" * 2_000,
        b"\xff\xd8" + segment(0xE0, b"x") * 5_000,
        b"\xff\xd8\xff\xda\x00\x04",
    ],
)
def test_what_is_no_picture_that_can_be_shown(data: bytes) -> None:
    assert image_header(data) is None


@given(
    st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"BM", b"RIFF0000WEBPVP8X"]),
    st.binary(max_size=80),
)
def test_any_bytes_have_a_header_or_none(start: bytes, rest: bytes) -> None:
    found = image_header(start + rest)

    assert found is None or (found.width > 0 and found.height > 0)
