"""Texts of others made safe to write and to show: halves of characters, control characters, turned writing."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_HARMFUL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff]")
"""Controls, among them those of terminals, and what writes letters in another order than they stand."""
_UNBALANCED = re.compile("[\u202a-\u202c\u2066-\u2069]")
"""What opens or ends a run of the other direction; left open it turns what stands behind the text as well."""
_REPLACEMENT, _JOINER = "\ufffd", "\u2060"
_LONGEST_WORD = 72
"""So many characters without a blank still fit into a narrow window."""
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")


def printable(text: str) -> str:
    """The text with a replacement character for each lone surrogate: as long as before, and valid UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text for one line of a list, a tab or a terminal: as long as before, without breaks and controls.

    Controls and overrides of the direction are seen as a replacement character; embeddings lose their effect.
    """
    return _UNBALANCED.sub(_JOINER, _HARMFUL.sub(_REPLACEMENT, _BREAK.sub(" ", text)))


def middle_cut(text: str, limit: int) -> str:
    """At most ``limit`` characters, without some of the middle: of a file's name both ends tell what it is."""
    if len(text) <= limit:
        return text
    end = (limit - 1) // 2
    return f"{text[: limit - 1 - end]}…{text[len(text) - end :]}"


def narrow(text: str) -> str:
    """The text, line by line, without controls and with no word that would not fit into a narrow window."""
    lines = (
        _LONG_WORD.sub(lambda match: middle_cut(match[0], _LONGEST_WORD), line) for line in text.split("\n")
    )
    return "\n".join(one_line(line) for line in lines)
