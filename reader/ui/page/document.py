"""Fills a text document with an article: text and paragraph formats only, never a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
)

from reader.core.records import Article, Block, BlockKind
from reader.ui.fonts import interface_font, reading_font
from reader.ui.page.style import GUTTER, ReadingStyle
from reader.ui.page.text_map import Piece, TextMap, utf16_length
from reader.ui.theme import Theme

_BREAKS = str.maketrans(
    dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " ")
    | dict.fromkeys("\x00\ufdd0\ufdd1\ufffc", "\ufffd")
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_GLUED_BLANK = re.compile(r"(?<=[«‹]) | (?=[»›:;!?])")
_HIDDEN = frozenset({BlockKind.NOISE})
_WORDS_A_MINUTE = 230


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
_META = _Look(size=0.78, interface=True, muted=True, after=1.3)


class Filling:
    """Writes one article into a document; afterwards ``text_map`` and ``captions`` tell what stands where."""

    def __init__(self, document: QTextDocument, article: Article, style: ReadingStyle, theme: Theme) -> None:
        self._document = document
        self._article = article
        self._style = style
        self._theme = theme
        self._pieces: list[Piece] = []
        self._position = 0
        self._first = True
        self.captions: set[int] = set()
        self.rule_after: int | None = None

    def fill(self) -> TextMap:
        """Replace the document's contents. Undo is off, so a long article costs its length only."""
        document = self._document
        document.setUndoRedoEnabled(False)
        document.clear()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        self._set_frame()
        meta_due = bool(self._article.text)
        for block in self._shown():
            if meta_due and block.kind is not BlockKind.TITLE:
                self._write_meta(cursor)
                meta_due = False
            self._write(cursor, block)
        if meta_due and self._pieces:
            self._write_meta(cursor)
        cursor.endEditBlock()
        return TextMap(self._article.text, self._pieces)

    def _shown(self) -> Iterator[Block]:
        dated = self._article.metadata.date is not None
        for block in self._article.blocks:
            if block.kind not in _HIDDEN and not (block.kind is BlockKind.DATE and dated):
                yield block

    def _set_frame(self) -> None:
        frame = self._document.rootFrame()
        form = QTextFrameFormat()
        form.setLeftMargin(GUTTER)
        form.setRightMargin(GUTTER)
        form.setTopMargin(44)
        form.setBottomMargin(120)
        frame.setFrameFormat(form)
        self._document.setDocumentMargin(0)

    def _write(self, cursor: QTextCursor, block: Block) -> None:
        look = _LOOKS[block.kind]
        text = shown_text(self._article.text[block.span.start : block.span.end])
        joined = block.kind is BlockKind.CREDIT and bool(self.captions) and self._last_is_caption(cursor)
        if joined:
            cursor.insertText(" ")
            self._position += 1
        else:
            self._new_block(cursor, look)
        start = self._position
        cursor.insertText(text, self._char_format(_LOOKS[BlockKind.CAPTION] if joined else look))
        length = utf16_length(text)
        self._position += length
        self._pieces.append(Piece(block.span, start, length))
        if block.kind in (BlockKind.CAPTION, BlockKind.CREDIT):
            self.captions.add(cursor.block().blockNumber())

    def _last_is_caption(self, cursor: QTextCursor) -> bool:
        return cursor.block().blockNumber() in self.captions

    def _write_meta(self, cursor: QTextCursor) -> None:
        """Date, length, reading time and language: about the article, not of its text."""
        self._new_block(cursor, _META)
        line = meta_line(self._article)
        cursor.insertText(line, self._char_format(_META))
        self._position += utf16_length(line)
        self.rule_after = cursor.block().blockNumber()

    def _new_block(self, cursor: QTextCursor, look: _Look) -> None:
        block_format, char_format = self._block_format(look), self._char_format(look)
        if self._first:
            cursor.setBlockFormat(block_format)
            cursor.setBlockCharFormat(char_format)
            self._first = False
            return
        cursor.insertBlock(block_format, char_format)
        self._position += 1

    def _font(self, look: _Look) -> QFont:
        size = self._style.size * look.size
        font = interface_font(size) if look.interface else reading_font(size, self._style.family)
        font.setBold(look.bold)
        font.setItalic(look.italic)
        return font

    def _char_format(self, look: _Look) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self._font(look))
        form.setForeground(self._theme.muted if look.muted else self._theme.ink)
        return form

    def _block_format(self, look: _Look) -> QTextBlockFormat:
        form = QTextBlockFormat()
        line = self._style.size * 1.6 * self._style.line_height
        form.setTopMargin(line * look.before)
        form.setBottomMargin(line * look.after)
        form.setLeftMargin(look.indent)
        form.setRightMargin(look.indent / 2)
        height = max(1.0, self._style.line_height * look.line)
        form.setLineHeight(100 * height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return form


def shown_text(text: str) -> str:
    """``text`` with what Qt would take for a break replaced, character for character.

    Blanks inside guillemets and before high punctuation do not break, as French typography has it.
    """
    text = _GLUED_BLANK.sub("\u00a0", text.translate(_BREAKS))
    return _SURROGATES.sub("\ufffd", text)


def word_count(article: Article) -> int:
    """The words that are shown."""
    return sum(
        len(article.text[b.span.start : b.span.end].split()) for b in article.blocks if b.kind not in _HIDDEN
    )


def meta_line(article: Article) -> str:
    """``septembre 2023 · 641 mots · 3 min de lecture``."""
    words = word_count(article)
    minutes = max(1, round(words / _WORDS_A_MINUTE))
    parts = [
        _date(article.metadata.date),
        article.metadata.publisher,
        QCoreApplication.translate("ArticleView", "%n word(s)", "", words),
        QCoreApplication.translate("ArticleView", "%n min read", "", minutes),
        QLocale(article.language).nativeLanguageName().partition(" ")[0],
    ]
    return "   ·   ".join(part for part in parts if part)


def _date(text: str | None) -> str | None:
    """An ISO date in the interface's words; anything else as it stands."""
    if text is None or not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        return text
    parts = [int(part) for part in text.split("-")]
    locale = QLocale()
    day = QDate(parts[0], *([*parts[1:], 1, 1])[:2])
    if not day.isValid() or len(parts) == 1:
        return text
    shown = locale.toString(day, "MMMM yyyy" if len(parts) == 2 else "d MMMM yyyy")
    return shown[:1].upper() + shown[1:]
