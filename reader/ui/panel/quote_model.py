"""The list of the Quotations tab: each with its speaker, in the article's order or speaker by speaker."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.core.listing import QuoteGroup, QuoteOrder, evidence, quote_groups
from reader.core.printable import one_line
from reader.core.records import INDIRECT, Annotations, Article, Quote
from reader.core.tally import tally_quotes
from reader.core.visible import visible_name
from reader.ui.counts import CountWords
from reader.ui.page.words import probable, probably_from

Index = QModelIndex | QPersistentModelIndex


class QuoteRole(IntEnum):
    """What a delegate may ask an index for."""

    QUOTE_INDEX = Qt.ItemDataRole.UserRole + 1
    SPEAKER = Qt.ItemDataRole.UserRole + 2
    ENTITY_TYPE = Qt.ItemDataRole.UserRole + 3
    CUE = Qt.ItemDataRole.UserRole + 4
    HEADS_GROUP = Qt.ItemDataRole.UserRole + 5
    CURRENT = Qt.ItemDataRole.UserRole + 6
    SPEECH = Qt.ItemDataRole.UserRole + 7
    SPEAKER_ID = Qt.ItemDataRole.UserRole + 8
    COUNT = Qt.ItemDataRole.UserRole + 9
    INDIRECT = Qt.ItemDataRole.UserRole + 10
    DOUBTFUL = Qt.ItemDataRole.UserRole + 11
    GROUP_DOUBTFUL = Qt.ItemDataRole.UserRole + 12
    COUNT_WORDS = Qt.ItemDataRole.UserRole + 13


class QuoteModel(QAbstractListModel):
    """Read-only rows: the number of a quotation and whether its speaker is to be named above it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._article: Article | None = None
        self._annotations: Annotations | None = None
        self._order = QuoteOrder.APPEARANCE
        self._wanted = ""
        self._rows: list[tuple[int, QuoteGroup, bool]] = []
        self._places: dict[int, int] = {}
        self._types: dict[str, str] = {}
        self._current: int | None = None
        self._counts = CountWords()

    def set_content(self, article: Article | None, annotations: Annotations | None) -> None:
        """Show the quotations of an article."""
        self._article, self._annotations = article, annotations
        self._types = {e.id: e.entity_type for e in annotations.entities} if annotations else {}
        self._rebuild()

    @property
    def any(self) -> bool:
        """Whether there are quotations at all, filtered away or not."""
        return bool(self._annotations and self._annotations.quotes)

    def set_order(self, order: QuoteOrder) -> None:
        """List in the article's order or speaker by speaker."""
        self._order = order
        self._rebuild()

    def set_filter(self, wanted: str) -> None:
        """Show only quotations whose words or speaker hold these words."""
        self._wanted = wanted
        self._rebuild()

    def set_counts_doubtful(self, counts: bool) -> None:
        """Whether quotations of doubtful speakers are counted as the others."""
        self._counts.counts_doubtful = counts

    def set_current(self, quote: int | None) -> None:
        """Mark the quotation that the reader has reached."""
        before, self._current = self._current, quote
        for number in {before, quote}:
            index = self.quote_index(number)
            if index.isValid():
                self.dataChanged.emit(index, index, [int(QuoteRole.CURRENT)])

    def quote_index(self, quote: int | None) -> QModelIndex:
        """The row of a quotation; invalid where it is filtered away."""
        row = None if quote is None else self._places.get(quote)
        return QModelIndex() if row is None else self.index(row)

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._rows = []
        if self._article is not None and self._annotations is not None:
            for group in quote_groups(self._annotations, self._order, self._article.text, self._wanted):
                self._rows += [(quote, group, place == 0) for place, quote in enumerate(group.quotes)]
        self._places = {number: row for row, (number, _, _) in enumerate(self._rows)}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._annotations is None:
            return None
        number, group, first = self._rows[index.row()]
        quote = self._annotations.quotes[number]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(quote)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._who(quote, group)}{self._manner(quote)} : {self._words(quote)}"
            case Qt.ItemDataRole.ToolTipRole:
                return self._how_known(quote, group)
            case QuoteRole.QUOTE_INDEX:
                return number
            case QuoteRole.SPEAKER:
                return self._head(quote, group)
            case QuoteRole.ENTITY_TYPE:
                return self._types.get(group.entity_id or "", "")
            case QuoteRole.CUE:
                return one_line(quote.cue.text) if quote.cue else ""
            case QuoteRole.HEADS_GROUP:
                return first
            case QuoteRole.CURRENT:
                return number == self._current
            case QuoteRole.SPEECH:
                return quote.speech
            case QuoteRole.COUNT:
                return len(group.quotes)
            case QuoteRole.INDIRECT:
                return quote.kind == INDIRECT
            case QuoteRole.DOUBTFUL:
                return quote.doubtful
            case QuoteRole.GROUP_DOUBTFUL:
                return group.doubtful
            case QuoteRole.COUNT_WORDS:
                return self._counts.short(tally_quotes(self._annotations, group.quotes))
            case QuoteRole.SPEAKER_ID:
                return group.entity_id
            case _:
                return None

    def _words(self, quote: Quote) -> str:
        text = self._article.text if self._article else ""
        return one_line(visible_name(text[quote.span.start : quote.span.end]))

    def _manner(self, quote: Quote) -> str:
        words = self.tr("indirect speech")
        return f" ({words})" if quote.kind == INDIRECT else ""

    def _speaker(self, quote: Quote, group: QuoteGroup) -> str:
        if group.speaker is not None:
            return one_line(group.speaker)
        if self._annotations is not None and not self._annotations.complete:
            return "…"
        return self.tr("not attributed") if quote.speech else self.tr("title, term or irony")

    def _head(self, quote: Quote, group: QuoteGroup) -> str:
        """Who speaks in a group; only probably where none of its quotations is sure."""
        speaker = self._speaker(quote, group)
        return probable(speaker) if group.doubtful else speaker

    def _who(self, quote: Quote, group: QuoteGroup) -> str:
        """Who says a quotation, for a row by itself."""
        speaker = self._speaker(quote, group)
        return probable(speaker) if quote.doubtful else speaker

    def _how_known(self, quote: Quote, group: QuoteGroup) -> str:
        """Who speaks, and by which words of the article we know."""
        if quote.speaker is None:
            return self._speaker(quote, group)
        words = evidence(self._article.text if self._article else "", quote)
        if quote.doubtful:
            return probably_from(self._speaker(quote, group), words)
        return self.tr("{speaker}, known from: “{words}”").format(
            speaker=self._speaker(quote, group), words=words
        )
