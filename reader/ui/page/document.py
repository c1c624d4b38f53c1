"""Fills a text document with an article: text and paragraph formats only, never a mark."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
)

from reader.core.languages import language_name
from reader.core.records import Article, Block, BlockKind, Span
from reader.core.titles import names_place, shortened
from reader.ui.dates import shown_date
from reader.ui.fonts import interface_font, reading_font
from reader.ui.language import present_language
from reader.ui.page.picture_places import PicturePlaces
from reader.ui.page.style import GUTTER, ReadingStyle
from reader.ui.page.text_map import Piece, TextMap, utf16_length

_BREAKS = str.maketrans(
    dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " ")
    | dict.fromkeys("\x00\ufdd0\ufdd1\ufffc", "\ufffd")
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_GLUED_BLANK = re.compile(r"(?<=[«‹]) | (?=[»›:;!?])")
_HIDDEN = frozenset({BlockKind.NOISE})
_WORDS_A_MINUTE = 230
_BOOK_CHARS, _RUN = 200_000, re.compile(r"(?s).{1,30}(?:\s|$)|.{30}")
"""Qt keeps for every block of a document a buffer as large as the longest run that it has shaped, 64 bytes a
character: three times the text of a book. There the text is written in short runs, cut at blanks."""
_BOOK_TITLE = 40
_COUNTED_CHARS = 1_500_000
"""Words up to there are counted in some hundredths of a second."""
_BOTTOM = 120.0
"""Room below the last line, in pixels."""


@dataclass(frozen=True, slots=True)
class _Look:
    """The face of one kind of block; sizes are multiples of the reading size, margins of the line."""

    size: float = 1.0
    bold: bool = False
    italic: bool = False
    interface: bool = False
    muted: bool = False
    before: float = 0.0
    after: float = 0.75
    indent: float = 0.0
    line: float = 1.0


_LOOKS = {
    BlockKind.TITLE: _Look(size=1.75, bold=True, after=0.35, line=0.82),
    BlockKind.HEADING: _Look(size=1.2, bold=True, before=0.7, after=0.4, line=0.9),
    BlockKind.PARAGRAPH: _Look(),
    BlockKind.CAPTION: _Look(size=0.8, interface=True, muted=True, before=0.1, after=0.8, indent=22),
    BlockKind.CREDIT: _Look(size=0.76, interface=True, muted=True, after=0.8, indent=22),
    BlockKind.DATE: _Look(size=0.8, interface=True, muted=True),
    BlockKind.BYLINE: _Look(size=0.8, interface=True, muted=True),
    BlockKind.RELATED: _Look(size=0.84, interface=True, muted=True, before=0.2),
    BlockKind.LIST_ITEM: _Look(after=0.35, indent=18),
}
_META = _Look(size=0.78, interface=True, muted=True, after=1.6)


class Filling:
    """Writes one article into a document, slice by slice, so that the window is never held up by a long one.

    ``text_map`` tells what stands where. Colours are no part of the document: ``muted``, ``captions`` and
    ``tight`` (large lines) are numbers of document blocks, ``headings`` the spans of title and headings,
    ``pictures`` the places of those, for whoever paints.
    """

    def __init__(self, document: QTextDocument, article: Article, style: ReadingStyle, meta: str) -> None:
        self._document = document
        self._article = article
        self._style = style
        self._meta = meta
        self._position = 0
        self._first = True
        self._formats: dict[BlockKind | None, tuple[QTextBlockFormat, QTextCharFormat, QTextCharFormat]] = {}
        self._in_runs = len(article.text) > _BOOK_CHARS
        self._blocks = self._shown()
        self._next = next(self._blocks, None)
        self._meta_due = bool(article.text)
        shown = article.pictures if style.pictures else ()
        self._pictures = deque(sorted(range(len(shown)), key=lambda index: shown[index].offset))
        self.pictures = PicturePlaces(document, shown, self._line(), _BOTTOM)
        self.text_map = TextMap(article.text)
        self.captions: set[int] = set()
        self.muted: set[int] = set()
        self.tight: set[int] = set()
        self.headings: list[Span] = []
        self.rule_after: int | None = None
        self._clear()

    @property
    def done(self) -> bool:
        """Whether the whole article stands in the document."""
        return self._next is None and not self._meta_due

    def fill(self, until: int, seconds: float) -> None:
        """Write to code point ``until`` at least, then on until the time is over."""
        deadline = time.perf_counter() + seconds
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        while (block := self._next) is not None:
            if block.span.start >= until and time.perf_counter() > deadline:
                break
            if self._meta_due and block.kind is not BlockKind.TITLE:
                self._write_meta(cursor)
            self._write(cursor, block)
            self._next = next(self._blocks, None)
        if self._next is None and self._meta_due:
            self._write_meta(cursor)
        if self._next is None:
            self.pictures.end(self._due(len(self._article.text)))
        cursor.endEditBlock()

    def _clear(self) -> None:
        """Undo is off, so a long article costs its length only."""
        self._document.setUndoRedoEnabled(False)
        self._document.clear()
        form = QTextFrameFormat()
        form.setLeftMargin(GUTTER)
        form.setRightMargin(GUTTER)
        form.setTopMargin(44)
        form.setBottomMargin(_BOTTOM)
        self._document.rootFrame().setFrameFormat(form)
        self._document.setDocumentMargin(0)

    def _shown(self) -> Iterator[Block]:
        dated = self._article.metadata.date is not None
        for block in self._article.blocks:
            told = block.kind is BlockKind.DATE and dated and not self._names_place(block)
            if block.kind not in _HIDDEN and not told:
                yield block

    def _names_place(self, block: Block) -> bool:
        return names_place(self._article.text[block.span.start : block.span.end])

    def _write(self, cursor: QTextCursor, block: Block) -> None:
        text = shown_text(self._article.text[block.span.start : block.span.end])
        pictures = self._due(block.span.start) if block.kind is not BlockKind.TITLE else ()
        after_caption = cursor.block().blockNumber() in self.captions
        joined = block.kind is BlockKind.CREDIT and after_caption and not pictures
        if joined:
            cursor.insertText(" ")
            self._position += 1
        else:
            self._new_block(cursor, block.kind)
        if pictures:
            self.pictures.add(cursor.block(), pictures, block.kind in (BlockKind.CAPTION, BlockKind.CREDIT))
        length = utf16_length(text)
        self._insert(cursor, text, BlockKind.CAPTION if joined else block.kind)
        self.text_map.add(Piece(block.span, self._position, length))
        self._position += length
        number = cursor.block().blockNumber()
        if block.kind in (BlockKind.CAPTION, BlockKind.CREDIT):
            self.captions.add(number)
        if _LOOKS[block.kind].muted:
            self.muted.add(number)
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            self.headings.append(block.span)
            self.tight.add(number)

    def _insert(self, cursor: QTextCursor, text: str, kind: BlockKind) -> None:
        """Write a text, a book's in runs whose formats look the same: equal ones would be joined again."""
        _, form, other = self._formats_of(kind)
        if not self._in_runs:
            cursor.insertText(text, form)
            return
        for run in _RUN.findall(text):
            cursor.insertText(run, form)
            form, other = other, form

    def _due(self, offset: int) -> tuple[int, ...]:
        """The next pictures, up to those that stand before a code point; a title comes before them."""
        found: list[int] = []
        while self._pictures and self._article.pictures[self._pictures[0]].offset <= offset:
            found.append(self._pictures.popleft())
        return tuple(found)

    def _write_meta(self, cursor: QTextCursor) -> None:
        """The line about the article, which is not of its text."""
        self._meta_due = False
        self._new_block(cursor, None)
        cursor.insertText(self._meta, self._formats_of(None)[1])
        self._position += utf16_length(self._meta)
        self.rule_after = cursor.block().blockNumber()
        self.muted.add(self.rule_after)

    def _new_block(self, cursor: QTextCursor, kind: BlockKind | None) -> None:
        block_format, char_format, _ = self._formats_of(kind)
        if self._first:
            cursor.setBlockFormat(block_format)
            cursor.setBlockCharFormat(char_format)
            self._first = False
            return
        cursor.insertBlock(block_format, char_format)
        self._position += 1

    def _formats_of(
        self, kind: BlockKind | None
    ) -> tuple[QTextBlockFormat, QTextCharFormat, QTextCharFormat]:
        """The formats of a kind of block, made once; ``None`` stands for the line about the article.

        The last two look the same.
        """
        if kind not in self._formats:
            look = _META if kind is None else _LOOKS[kind]
            font = self._font(look)
            form = QTextCharFormat()
            form.setFont(font)
            other = QTextCharFormat(form)
            other.setProperty(QTextFormat.Property.UserProperty.value, 1)
            self._formats[kind] = (self._block_format(look, font), form, other)
        return self._formats[kind]

    def _font(self, look: _Look) -> QFont:
        size = self._style.size * look.size
        font = interface_font(size) if look.interface else reading_font(size, self._style.family)
        font.setBold(look.bold)
        font.setItalic(look.italic)
        return font

    def _block_format(self, look: _Look, font: QFont) -> QTextBlockFormat:
        """Distances in multiples of the line; the line height counts from the size of the letters."""
        form = QTextBlockFormat()
        line = self._line()
        form.setTopMargin(line * look.before)
        form.setBottomMargin(line * look.after)
        form.setLeftMargin(look.indent)
        form.setRightMargin(look.indent / 2)
        own = QFontInfo(font).pixelSize() / QFontMetricsF(font).height()
        height = max(0.9, own * self._style.line_height * look.line)
        form.setLineHeight(100 * height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return form

    def _line(self) -> float:
        """The height of a line of the text, in pixels."""
        letters = QFontInfo(reading_font(self._style.size, self._style.family)).pixelSize()
        return letters * self._style.line_height


def shown_text(text: str) -> str:
    """``text`` with what Qt would take for a break replaced, character for character.

    Blanks inside guillemets and before high punctuation do not break, as French typography has it.
    """
    text = _GLUED_BLANK.sub("\u00a0", text.translate(_BREAKS))
    return _SURROGATES.sub("\ufffd", text)


def word_count(article: Article) -> int:
    """The words that are shown; of a text far longer than a book, about as many as its beginning has."""
    words = seen = 0
    for block in article.blocks:
        if block.kind not in _HIDDEN:
            words += len(article.text[block.span.start : block.span.end].split())
        seen = block.span.end
        if seen > _COUNTED_CHARS:
            return round(words * len(article.text) / seen / 1_000) * 1_000
    return words


def reading_minutes(words: int) -> int:
    """How long these many words take to read."""
    return max(1, round(words / _WORDS_A_MINUTE))


def meta_line(article: Article, words: str, minutes: str) -> str:
    """``Septembre 2023 · 641 mots · 3 min de lecture``: the article's length and time come in words."""
    parts = [
        shortened(article.book.title, _BOOK_TITLE) if article.book is not None else None,
        shown_date(article.metadata.date),
        article.metadata.publisher,
        words,
        minutes,
        language_name(article.language, present_language()),
    ]
    return "\u00a0\u00a0·\u00a0\u00a0\u200b".join(part.replace(" ", "\u00a0") for part in parts if part)
