"""What stands on a card, built anew for each entity; every line leads somewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from reader.core.card import Card
from reader.core.listing import evidence
from reader.core.printable import narrow
from reader.core.records import Annotations, Article, Entity
from reader.core.tally import tally_mentions, tally_quotes
from reader.core.visible import visible_name
from reader.ui.card.line import CardLine
from reader.ui.counts import CountWords
from reader.ui.entity_types import EntityTypes
from reader.ui.page.words import may_be, probable, probably_from
from reader.ui.panel.colours import PanelStyle

_QUOTES, _COMPANIONS = 3, 4


class CardBody(QWidget):
    """Name, forms, roles, words and company of an entity, and the steps among its mentions."""

    mention_requested = Signal(str, int)
    span_requested = Signal(str, object)
    entity_requested = Signal(str)
    quote_requested = Signal(int)
    words_requested = Signal(str)
    step_requested = Signal(int)
    library_requested = Signal(str)

    def __init__(
        self, style: PanelStyle, types: EntityTypes, language: str, counts_doubtful: bool = False
    ) -> None:
        super().__init__()
        self._counts = CountWords(counts_doubtful)
        self._style = style
        self._types = types
        self._language = language

    def fill(
        self, card: Card, index: int | None, article: Article, annotations: Annotations, seen: int
    ) -> None:
        """Add all lines; ``index`` is the mention that the card was asked for.

        ``seen`` is the number of kept articles that name the entity, this one among them.
        """
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._add_head(column, card)
        self._add_doubt(column, card, index, article)
        self._add_candidates(column, card)
        self._add_roles(column, card)
        self._add_words(column, card, article, annotations)
        self._add_company(column, card)
        self._add_seen(column, card, seen)
        self._add_steps(column, card, index)

    def height_for(self, width: int) -> int:
        """How tall the body is at a width, asked of itself once it has that width."""
        self.ensurePolished()
        layout = self.layout()
        assert layout is not None, "fill comes first"
        self.resize(width, self.sizeHint().height())
        layout.activate()
        return max(layout.totalHeightForWidth(width), self.minimumSizeHint().height())

    def _add_head(self, column: QVBoxLayout, card: Card) -> None:
        entity = card.entity
        ink = self._style.of_type(entity.entity_type).ink
        kind = f"{self._sign(entity)}  {self._types.singular(entity.entity_type, self._language)}"
        count = self._counts.mentions(tally_mentions(entity))
        row = QHBoxLayout()
        row.setContentsMargins(10, 6, 10, 0)
        row.addWidget(self._label(kind, 0.86, ink, bold=True), 1)
        row.addWidget(self._label(count, 0.9, self._style.muted))
        column.addLayout(row)
        name = self._label(entity.name, 1.45, self._style.text, bold=True, reading=True)
        name.setObjectName("cardName")
        column.addWidget(_padded(name, 10, 2))
        if card.forms:
            also = self.tr("also {forms}").format(forms=" · ".join(card.forms))
            column.addWidget(_padded(self._label(also, 0.95, self._style.muted), 10, 0))
        column.addSpacing(6)

    def _add_doubt(self, column: QVBoxLayout, card: Card, index: int | None, article: Article) -> None:
        """That the words which the card was asked for only probably mean the entity."""
        mention = None if index is None else card.entity.mentions[index]
        if mention is None or not mention.doubtful:
            return
        words = visible_name(article.text[mention.span.start : mention.span.end])
        told = self.tr("“{words}”: probably {name}?").format(words=words, name=card.entity.name)
        label = self._label(told, 0.95, self._style.text)
        label.setObjectName("cardDoubt")
        column.addWidget(_padded(label, 10, 2))
        column.addSpacing(4)

    def _add_candidates(self, column: QVBoxLayout, card: Card) -> None:
        if not card.candidates:
            return
        names = may_be([entity.name for entity in card.candidates])
        self._heading(column, self.tr("Ambiguous: {names}").format(names=names))
        for entity in card.candidates:
            self._entity_line(column, entity, "")

    def _add_roles(self, column: QVBoxLayout, card: Card) -> None:
        entity = card.entity
        if card.roles:
            self._heading(column, self.tr("In the article’s words"))
        for role in card.roles:
            self._line(
                column,
                role.text,
                lambda span=role.span: self.span_requested.emit(entity.id, span),
                reading=True,
            )

    def _add_words(self, column: QVBoxLayout, card: Card, article: Article, annotations: Annotations) -> None:
        if not card.quotes:
            return
        self._heading(column, self._counts.quotations(tally_quotes(annotations, card.quotes)))
        for number in card.quotes[:_QUOTES]:
            quote = annotations.quotes[number]
            text = visible_name(article.text[quote.span.start : quote.span.end])
            doubt = probable(card.entity.name) if quote.doubtful else ""
            line = self._line(
                column,
                text,
                lambda each=number: self.quote_requested.emit(each),
                reading=True,
                doubt=doubt,
            )
            words = evidence(article.text, quote)
            line.setToolTip(probably_from(card.entity.name, words) if quote.doubtful else words)
        if len(card.quotes) > _QUOTES:
            entity = card.entity
            self._line(
                column,
                self.tr("All that {name} says").format(name=entity.name),
                lambda: self.words_requested.emit(entity.id),
                note="→",
            )

    def _add_company(self, column: QVBoxLayout, card: Card) -> None:
        if not card.companions:
            return
        self._heading(column, self.tr("In the same paragraphs"))
        for companion in card.companions[:_COMPANIONS]:
            self._entity_line(column, companion.entity, str(companion.count))

    def _add_seen(self, column: QVBoxLayout, card: Card, seen: int) -> None:
        if seen > 1:
            column.addSpacing(4)
            text = self.tr("Seen in %n article(s)", "", seen)
            self._line(column, text, lambda: self.library_requested.emit(card.entity.id), note="→")

    def _add_steps(self, column: QVBoxLayout, card: Card, index: int | None) -> None:
        """First, previous and next mention, and where this one is among them."""
        entity = card.entity
        row = QHBoxLayout()
        row.setContentsMargins(6, 8, 6, 4)
        row.setSpacing(2)
        first = self._step(self.tr("First mention"), lambda: self.mention_requested.emit(entity.id, 0))
        row.addWidget(first)
        row.addStretch(1)
        if index is not None:
            row.addWidget(self._label(f"{index + 1} / {len(entity.mentions)}", 0.95, self._style.muted))
        for text, name, step in (("‹", self.tr("Previous mention"), -1), ("›", self.tr("Next mention"), 1)):
            button = self._step(text, lambda by=step: self.step_requested.emit(by))
            button.setToolTip(name)
            button.setAccessibleName(name)
            row.addWidget(button)
        column.addLayout(row)

    def _entity_line(self, column: QVBoxLayout, entity: Entity, note: str) -> None:
        self._line(
            column,
            entity.name,
            lambda: self.entity_requested.emit(entity.id),
            sign=self._sign(entity),
            ink=self._style.of_type(entity.entity_type).ink,
            note=note,
            most=1,
        )

    def _line(self, column: QVBoxLayout, text: str, effect: Callable[[], None], **look: object) -> CardLine:
        line = CardLine(text, self._style, self, **look)  # type: ignore[arg-type]
        line.clicked.connect(lambda _=False: effect())
        column.addWidget(line)
        return line

    def _step(self, text: str, effect: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _=False: effect())
        return button

    def _heading(self, column: QVBoxLayout, text: str) -> None:
        column.addSpacing(4)
        column.addWidget(_padded(self._label(text, 0.86, self._style.muted, bold=True), 10, 3))

    def _label(
        self, text: str, size: float, ink: QColor, bold: bool = False, reading: bool = False
    ) -> QLabel:
        label = QLabel(narrow(text))
        font = QFont(self._style.reading if reading else self._style.interface)
        font.setPointSizeF(font.pointSizeF() * size)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        label.setFont(font)
        label.setWordWrap(True)
        label.setStyleSheet(f"color: {ink.name()}; background: transparent;")
        return label

    def _sign(self, entity: Entity) -> str:
        return self._types.sign(entity.entity_type) if entity.entity_type in self._types.keys else "●"


def _padded(widget: QWidget, side: int, above: int) -> QWidget:
    widget.setContentsMargins(side, above, side, above)
    return widget
