"""When the card comes and goes: after the pointer has rested on a name, or by key."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QTimer

from reader.core.card import card_of
from reader.core.marks import Mark
from reader.core.navigation import mention_at
from reader.core.records import Span
from reader.ui.card.entity_card import EntityCard
from reader.ui.language import Language
from reader.ui.page import ArticleView
from reader.ui.reading_session import ReadingSession

REST_MS, LEAVE_MS = 450, 260


class CardKeeper(QObject):
    """One card for one page. The text never moves for it, and whatever it shows is a key away as well."""

    def __init__(
        self, card: EntityCard, view: ArticleView, session: ReadingSession, language: Language
    ) -> None:
        super().__init__(card)
        self._card = card
        self._view = view
        self._session = session
        self._language = language
        self._mark: Mark | None = None
        self._rested: Mark | None = None
        self._inside = False
        self._quiet: Mark | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rested)
        self._leave = QTimer(self, singleShot=True, interval=LEAVE_MS)
        self._leave.timeout.connect(self._on_left)
        view.mark_hovered.connect(self._on_hovered)
        view.mention_clicked.connect(self._on_clicked)
        view.place_changed.connect(self.close)
        session.article_changed.connect(lambda _: self.close())
        session.annotations_changed.connect(lambda _: self.close())
        card.pointer_entered.connect(self._on_entered)
        card.pointer_left.connect(self._on_pointer_left)
        card.dismissed.connect(self.close)
        self._connect_wishes()

    def show_by_key(self) -> bool:
        """Show the card of the mention under the caret, else of the chosen entity, and give it the keys."""
        mark = self._view.caret.mark if self._view.caret.shown else None
        choice = self._session.choice
        if mark is None or mark.is_quote:
            mark = None if choice.entity_id is None else self._mark_of(choice.entity_id, choice.mention_index)
        if mark is None or not self._show(mark, self._box(mark)):
            return False
        self._card.focus_first()
        return True

    def show_entity(self, entity_id: str, anchor: QRect) -> None:
        """Show the card of an entity beside a place of the window."""
        mark = self._mark_of(entity_id, None)
        if mark is not None and self._show(mark, anchor, index=None):
            self._card.focus_first()

    def close(self) -> None:
        """Hide the card; the keys go back to the text if the card had them."""
        self._rest.stop()
        self._leave.stop()
        self._inside = False
        if self._card.isVisible():
            focused = self._card.isAncestorOf(self._card.window().focusWidget() or self._view)
            self._card.hide()
            if focused:
                self._view.setFocus()

    def _connect_wishes(self) -> None:
        card, session = self._card, self._session
        card.mention_requested.connect(self._closing(session.choose_mention))
        card.entity_requested.connect(self._closing(session.choose_entity))
        card.quote_requested.connect(self._closing(session.choose_quote))
        card.span_requested.connect(self._closing(self._go_to_role))
        card.step_requested.connect(self._on_step)

    def _closing(self, effect):  # noqa: ANN001, ANN202
        """The effect, with the card out of the way before."""

        def run(*values: object) -> None:
            self.close()
            effect(*values)

        return run

    def _go_to_role(self, entity_id: str, span: Span) -> None:
        found = self._session.annotations
        entity = next((each for each in found.entities if each.id == entity_id), None) if found else None
        index = None if entity is None else mention_at(entity, span)
        if index is not None:
            self._session.choose_mention(entity_id, index)
        else:
            self._session.go_to(span)
            self._view.caret.select(span)

    def _on_step(self, direction: int) -> None:
        """Step from the mention that the card belongs to, and take the card along."""
        mark = self._mark
        if mark is None or mark.entity_id is None:
            return
        by_key = self._card.isAncestorOf(self._card.window().focusWidget() or self._view)
        if self._session.choice.entity_id != mark.entity_id:
            self._session.pick_mention(mark.entity_id, mark.index)
        self._session.step(direction)
        choice = self._session.choice
        if choice.entity_id is not None:
            there = self._mark_of(choice.entity_id, choice.mention_index)
            if there is not None and self._show(there, self._box(there)) and by_key:
                self._card.focus_first()

    def _mark_of(self, entity_id: str, index: int | None) -> Mark | None:
        found = self._session.annotations
        entity = next((each for each in found.entities if each.id == entity_id), None) if found else None
        if entity is None or not entity.mentions:
            return None
        number = min(index or 0, len(entity.mentions) - 1)
        return Mark(entity.mentions[number].span, entity.entity_type, number, entity_id)

    def _show(self, mark: Mark, anchor: QRect, index: int | None = -1) -> bool:
        article, annotations = self._session.article, self._session.annotations
        if article is None or annotations is None or mark.entity_id is None:
            return False
        card = card_of(article, annotations, self._view.marks, mark.entity_id)
        if card is None:
            return False
        self._mark = mark
        number = mark.index if index == -1 else index
        self._card.show_card(card, number, article, annotations, self._language.code)
        self._card.place_at(anchor)
        return True

    def _box(self, mark: Mark, near: QPoint | None = None) -> QRect:
        """Where a mark stands in the window."""
        box = self._view.mark_box(mark.span, near).toAlignedRect()
        corner = self._view.viewport().mapTo(self._card.window(), box.topLeft())
        return QRect(corner, box.size())

    # -- the pointer -------------------------------------------------------------------------------

    def _on_hovered(self, mark: Mark | None) -> None:
        self._rest.stop()
        if mark is not None and not mark.is_quote:
            if self._card.isVisible() and _same(mark, self._mark):
                self._leave.stop()
            elif not _same(mark, self._quiet):
                self._rested = mark
                self._rest.start()
            return
        self._quiet = None
        if self._card.isVisible():
            self._leave.start()

    def _on_rested(self) -> None:
        if self._rested is not None and self._view.isVisible():
            self._show(self._rested, self._box(self._rested, self._view.pointer.place))

    def _on_entered(self) -> None:
        self._inside = True
        self._leave.stop()

    def _on_pointer_left(self) -> None:
        self._inside = False
        self._leave.start()

    def _on_left(self) -> None:
        """The pointer is on neither name nor card any more; a card that has the keys stays."""
        focus = self._card.window().focusWidget()
        if not self._inside and not (focus is not None and self._card.isAncestorOf(focus)):
            self.close()

    def _on_clicked(self, entity_id: str, index: int) -> None:
        """Who clicks wants to see the text: no card until the pointer comes back."""
        self._quiet = self._mark_of(entity_id, index)
        self.close()


def _same(one: Mark, other: Mark | None) -> bool:
    """Whether two marks are the same mention."""
    return other is not None and (one.entity_id, one.index) == (other.entity_id, other.index)
