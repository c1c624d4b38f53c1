"""RTF to an article; the library gives plain text, so that lines are judged by their words alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import cast

from reader.core.errors import UnreadableInputError
from reader.core.records import Article
from reader.formats.article import Piece, from_pieces
from reader.formats.recognise import is_rtf


def read(data: bytes, source: str) -> Article:
    """The article in an RTF file. Raises ``UnreadableInputError`` for one that is damaged or empty."""
    from striprtf.striprtf import rtf_to_text  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

    name = PurePath(source).name or source
    if not is_rtf(data):
        raise UnreadableInputError("file_damaged", name=name)
    convert = cast(Callable[..., str], rtf_to_text)
    try:
        text = convert(
            data.replace(b'HYPERLINK "', b'"').decode("latin-1"), errors="replace"
        )  # links: their words only
    except (ValueError, LookupError, IndexError, OverflowError, TypeError, AttributeError) as error:
        raise UnreadableInputError("file_damaged", name=name) from error
    return from_pieces([Piece(line) for line in text.splitlines()], source)
