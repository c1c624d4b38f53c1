"""Bytes to text: byte-order marks, UTF-8, UTF-16 and the older Western encodings told apart."""

from __future__ import annotations

import codecs

from reader.core.errors import UnreadableInputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = ["cp1252", "latin_1", "iso8859_15", "mac_roman", "cp1250", "cp850"]
_FAVOURED = {"cp1252", "latin_1", "iso8859_15"}  # Windows-1252 holds what the other two can print
_SAMPLE = 64_000
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}


def decode(data: bytes, name: str) -> str:
    """The text of ``data``, without byte-order mark and with ``\\n`` line ends.

    Raises ``UnreadableInputError`` for bytes that are no text; ``name`` is used in its sentence.
    """
    text = _decoded(data, name).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace")
    encoding = _utf16_without_bom(data[:_SAMPLE])
    if encoding:
        return data.decode(encoding, errors="replace")
    if _looks_binary(data[:_SAMPLE]):
        raise UnreadableInputError("file_binary", name=name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, name)


def _looks_binary(sample: bytes) -> bool:
    """Whether control characters make up more than one byte in two hundred, or a NUL is there."""
    if b"\x00" in sample:
        return True
    odd = sum(byte in _CONTROL for byte in sample)
    return odd * 200 > len(sample)


def _utf16_without_bom(sample: bytes) -> str | None:
    """UTF-16 text in a Western language has a zero in nearly every second byte."""
    half = len(sample) // 2
    if half < 4:
        return None
    odd_zeros, even_zeros = sample[1::2].count(0), sample[::2].count(0)
    if odd_zeros > 0.6 * half and even_zeros < 0.05 * half:
        return "utf-16-le"
    if even_zeros > 0.6 * half and odd_zeros < 0.05 * half:
        return "utf-16-be"
    return None


def _legacy(data: bytes, name: str) -> str:
    """Text that is not valid UTF-8: damaged UTF-8, or an older encoding."""
    repaired = data.decode("utf-8", errors="replace")
    broken = repaired.count("\ufffd")
    accents = sum(1 for char in repaired[:_SAMPLE] if char > "\x7f" and char != "\ufffd")
    if accents > 5 * broken:
        return repaired
    from charset_normalizer import from_bytes  # late: most files are in UTF-8

    matches = from_bytes(data[:_SAMPLE], cp_isolation=_WESTERN)
    best = matches.best()
    if best is None:
        raise UnreadableInputError("file_binary", name=name)
    likely = {match.encoding for match in matches if match.chaos <= best.chaos}
    encoding = best.encoding if likely.isdisjoint(_FAVOURED) else "cp1252"
    return data.decode(encoding, errors="replace")
