"""What is being read: the article in front, what was found in it, what is chosen, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reader.core.navigation import (
    Choice,
    History,
    Place,
    Step,
    carry_choice,
    chosen_entity,
    step_from_position,
    step_mention,
)
from reader.core.records import Annotations, Article, Entity, Span
from reader.ui.analysis import Analysis
from reader.ui.open_articles import OpenArticles


class ReadingSession(QObject):
    """Turns the wishes of the views into facts that all of them show.

    ``reading_position`` tells the code point at the top of the page; ``start_place`` where an article
    that is shown for the first time is to open.
    """

    article_changed = Signal(object)
    annotations_changed = Signal(object)
    choice_changed = Signal(object)
    reveal_requested = Signal(object)
    place_requested = Signal(int)
    history_changed = Signal()
    wrapped = Signal(int)

    def __init__(
        self,
        articles: OpenArticles,
        analysis: Analysis,
        reading_position: Callable[[], int],
        start_place: Callable[[str], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._articles = articles
        self._analysis = analysis
        self._reading_position = reading_position
        self._start_place = start_place
        self._article: Article | None = None
        self._annotations: Annotations | None = None
        self._choices: dict[str, Choice] = {}
        self._places: dict[str, int] = {}
        self._history = History()
        self._stepping: str | None = None
        articles.current_changed.connect(self._on_current_changed)
        analysis.annotations_changed.connect(self._on_annotations)

    @property
    def article(self) -> Article | None:
        """The article in front."""
        return self._article

    @property
    def annotations(self) -> Annotations | None:
        """What was found in it so far."""
        return self._annotations

    @property
    def choice(self) -> Choice:
        """What is chosen in it."""
        return Choice() if self._article is None else self._choices.get(self._article.id, Choice())

    @property
    def entity(self) -> Entity | None:
        """The chosen entity."""
        return chosen_entity(self._annotations, self.choice.entity_id)

    @property
    def history(self) -> History:
        """The places before and after this one."""
        return self._history

    def places(self) -> dict[str, int]:
        """Where reading stopped in each article shown in this session, as code points."""
        self._remember_place()
        return dict(self._places)

    def choose_entity(self, entity_id: str) -> None:
        """Choose an entity, light its mentions and go to the first of them."""
        entity = chosen_entity(self._annotations, entity_id)
        if entity is not None:
            index = 0 if entity.mentions else None
            self._jump(Choice(entity_id, index))

    def choose_mention(self, entity_id: str, index: int) -> None:
        """Choose a mention and go there."""
        entity = chosen_entity(self._annotations, entity_id)
        if entity is not None and 0 <= index < len(entity.mentions):
            self._jump(Choice(entity_id, index))

    def choose_quote(self, index: int) -> None:
        """Choose a quotation and go there."""
        if self._annotations is not None and 0 <= index < len(self._annotations.quotes):
            self._jump(Choice(quote_index=index))

    def pick_mention(self, entity_id: str, index: int) -> None:
        """Choose the mention that was clicked in the text; the text stays where it is."""
        if chosen_entity(self._annotations, entity_id) is not None:
            self._choose(Choice(entity_id, index))

    def pick_quote(self, index: int) -> None:
        """Choose the quotation that was clicked in the text; the text stays where it is."""
        self._choose(Choice(quote_index=index))

    def clear_choice(self) -> None:
        """Choose nothing."""
        self._choose(Choice())

    def go_to(self, span: Span) -> None:
        """Go to a place of the text; the choice stays."""
        self._leave()
        self.reveal_requested.emit(span)

    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) mention of the chosen entity, or quotation, round the end.

        A run of steps counts as one jump: going back leads to where one was reading before it.
        """
        entity, choice = self.entity, self.choice
        if choice.quote_index is not None and self._annotations is not None:
            self._go_step(
                step_mention(len(self._annotations.quotes), choice.quote_index, direction), direction
            )
            return
        if entity is None:
            return
        if choice.mention_index is None:
            spans = [mention.span for mention in entity.mentions]
            step = step_from_position(spans, self._reading_position(), direction)
        else:
            step = step_mention(len(entity.mentions), choice.mention_index, direction)
        self._go_step(step, direction, entity.id)

    def go_back(self) -> None:
        """Return to the place before the last jump."""
        here = self._here()
        if here is not None:
            self._history, there = self._history.back(here)
            self._return_to(there)

    def go_forward(self) -> None:
        """Undo the last return."""
        here = self._here()
        if here is not None:
            self._history, there = self._history.forward(here)
            self._return_to(there)

    def retry(self) -> None:
        """Analyse the article in front again after a failure."""
        if self._article is not None:
            self._analysis.retry(self._article)

    def close_article(self, article_id: str) -> None:
        """Close an article and forget what was found in it; its reading place is kept."""
        self._remember_place()
        self._history = self._history.without(article_id)
        self._analysis.forget(article_id)
        self._choices.pop(article_id, None)
        self._articles.close(article_id)
        self.history_changed.emit()

    def _here(self) -> Place | None:
        if self._article is None:
            return None
        choice = self.choice
        return Place(
            self._article.id,
            self._reading_position(),
            choice.entity_id,
            choice.mention_index,
            choice.quote_index,
        )

    def _leave(self) -> None:
        here = self._here()
        self._stepping = None
        if here is not None:
            self._history = self._history.leave(here)
            self.history_changed.emit()

    def _return_to(self, place: Place | None) -> None:
        self._stepping = None
        if place is not None:
            self._choices[place.article_id] = Choice(place.entity_id, place.mention_index, place.quote_index)
            self._places[place.article_id] = place.position
            if self._article is not None and place.article_id == self._article.id:
                self.choice_changed.emit(self.choice)
                self.place_requested.emit(place.position)
            else:
                self._articles.show(place.article_id)
        self.history_changed.emit()

    def _go_step(self, step: Step | None, direction: int, entity_id: str = "") -> None:
        """Go to a mention of an entity, or to a quotation where there is none."""
        if step is None:
            return
        choice = Choice(entity_id, step.index) if entity_id else Choice(quote_index=step.index)
        self._jump(choice, leave=self._stepping != entity_id)
        self._stepping = entity_id
        if step.wrapped:
            self.wrapped.emit(direction)

    def _jump(self, choice: Choice, leave: bool = True) -> None:
        if leave:
            self._leave()
        self._choose(choice)
        span = self._span_of(choice)
        if span is not None:
            self.reveal_requested.emit(span)

    def _span_of(self, choice: Choice) -> Span | None:
        if self._annotations is not None and choice.quote_index is not None:
            return self._annotations.quotes[choice.quote_index].span
        entity = self.entity
        if entity is None or choice.mention_index is None:
            return None
        return entity.mentions[choice.mention_index].span

    def _choose(self, choice: Choice) -> None:
        self._stepping = None
        if self._article is not None and choice != self.choice:
            self._choices[self._article.id] = choice
            self.choice_changed.emit(choice)

    def _remember_place(self) -> None:
        if self._article is not None:
            self._places[self._article.id] = self._reading_position()

    def _on_current_changed(self, article: Article | None) -> None:
        self._remember_place()
        self._article = article
        self._annotations = None if article is None else self._analysis.recall(article.id).annotations
        self._stepping = None
        self.article_changed.emit(article)
        self.annotations_changed.emit(self._annotations)
        self.choice_changed.emit(self.choice)
        if article is not None:
            self._analysis.request(article)
            place = self._places.get(article.id)
            self.place_requested.emit(self._start_place(article.id) if place is None else place)

    def _on_annotations(self, article_id: str, annotations: Annotations) -> None:
        if self._article is None or article_id != self._article.id:
            return
        choice = carry_choice(self.choice, self._annotations, annotations)
        self._annotations = annotations
        self._choices[article_id] = choice
        self.annotations_changed.emit(annotations)
        self.choice_changed.emit(choice)
