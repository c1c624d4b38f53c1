"""Signs that nobody sees and nobody means to copy: soft hyphens and characters without width."""

from __future__ import annotations

_INVISIBLE: dict[int, None] = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


def without_invisible(text: str) -> str:
    """``text`` without soft hyphens, zero-width spaces and joiners, word joiners and byte-order marks."""
    return text.translate(_INVISIBLE)
