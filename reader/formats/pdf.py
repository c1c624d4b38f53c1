"""PDF to an article: PDFium gives the characters and where they stand, ``pdf_layout`` the reading order."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, cast

from reader.core.errors import UnreadableInputError
from reader.core.records import Article, Metadata
from reader.formats.article import from_pieces
from reader.formats.pdf_layout import Line, Page, pieces

MAX_PAGES = 1_500
_PASSWORD = 4
_FILE_NAME = re.compile(
    r"\.(?:docx?|odt|pdf|indd|qxp|rtf|tex)\b|^Microsoft Word|^untitled|^sans (?:nom|titre)", re.I
)
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_COLUMN_GAP = 1.6
"""A gap inside a line, in heights of its letters, that may be the gutter between two columns."""


def read(data: bytes, source: str) -> Article:
    """The article in a PDF. Raises ``UnreadableInputError`` for one that is damaged, locked or only pictures."""
    name = PurePath(source).name or source
    document = _opened(data, name)
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableInputError("file_too_long", name=name)
        pages = [_page(document, number) for number in range(len(document))]
        metadata = _metadata(document)
    finally:
        document.close()
    if not any(page.lines for page in pages):
        raise UnreadableInputError("pdf_pictures", name=name)
    return from_pieces(pieces(pages), source, metadata)


def _opened(data: bytes, name: str) -> Any:
    pdfium = _pdfium()
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD
        raise UnreadableInputError("file_locked" if locked else "file_damaged", name=name) from error


def _metadata(document: Any) -> Metadata:
    """What the file says of itself, without names of programs and files."""
    found: dict[str, str] = document.get_metadata_dict(skip_empty=True)
    title = found.get("Title", "")
    return Metadata(
        title=None if _FILE_NAME.search(title) else title or None, byline=found.get("Author") or None
    )


def _page(document: Any, number: int) -> Page:
    """The lines of one page; a page that is damaged is an empty one."""
    pdfium = _pdfium()
    try:
        page = document[number]
        width, height = page.get_size()
        textpage = page.get_textpage()
    except pdfium.PdfiumError:
        return Page(0, 0, ())
    try:
        return Page(width, height, tuple(_Characters(textpage.raw, pdfium.raw).lines()))
    finally:
        textpage.close()
        page.close()


class _Characters:
    """The characters of a page, by number."""

    def __init__(self, handle: Any, raw: Any) -> None:
        self._handle = handle
        self._raw = raw
        self._rectangle = raw.FS_RECTF()

    def lines(self) -> Iterator[Line]:
        """Runs of characters on one height with no gap in them that could part two columns."""
        start = 0
        text = self._text()
        for end, character in enumerate(text + "\n"):
            if character == "\n":
                yield from self._split(text, start, end)
                start = end + 1

    def _text(self) -> str:
        unicode_of, handle = self._raw.FPDFText_GetUnicode, self._handle
        codes = [unicode_of(handle, index) for index in range(self._raw.FPDFText_CountChars(handle))]
        return "".join(_character(code) for code in codes)

    def _split(self, text: str, start: int, end: int) -> Iterator[Line]:
        """One line of the page, cut at wide gaps and where it leaps to another height."""
        words = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
        if not words or abs(self._angle(words[0][0])) > 0.1:
            return
        run = [words[0]]
        box, right = self._box(words[0][0]), self._box(words[0][1] - 1)[2]
        for word in words[1:]:
            ahead, height = self._box(word[0]), box[3] - box[1]
            apart = ahead[0] - right > _COLUMN_GAP * height or ahead[0] < right - height
            if apart or abs(ahead[1] - box[1]) > 0.5 * height:
                yield self._line(text, run, right)
                run, box = [], ahead
            run.append(word)
            right = self._box(word[1] - 1)[2]
        yield self._line(text, run, right)

    def _line(self, text: str, words: list[tuple[int, int]], right: float) -> Line:
        """Its height is that of its last word: bullets and first letters may be larger."""
        first, last = words[0][0], words[-1][0]
        _, bottom, _, top = self._box(last)
        bold = self._is_bold(first) and self._is_bold(last)
        letters = text[first : words[-1][1]].translate(_LIGATURES)
        return Line(letters, self._box(first)[0], right, bottom, top, bold)

    def _box(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a character's cell."""
        cell = self._rectangle
        self._raw.FPDFText_GetLooseCharBox(self._handle, index, cell)
        return float(cell.left), float(cell.bottom), float(cell.right), float(cell.top)

    def _angle(self, index: int) -> float:
        """How far a character is turned, in radians from -pi to pi."""
        return math.remainder(float(self._raw.FPDFText_GetCharAngle(self._handle, index)), 2 * math.pi)

    def _is_bold(self, index: int) -> bool:
        buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self._raw.FPDFText_GetFontInfo(self._handle, index, buffer, len(buffer), flags)
        return b"bold" in buffer.value.lower() or b"black" in buffer.value.lower()


def _character(code: int) -> str:
    """One character for each that PDFium counts; its mark for a broken word becomes a hyphen."""
    if code in (0x02, 0xFFFE, 0x2010, 0xAD):
        return "-"
    if code in (0x0A, 0x0D):
        return "\n"
    if code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return " "
    return chr(code)


def _pdfium() -> Any:
    import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

    return cast(Any, pypdfium2)
