"""What is being read: the article in front, what was found in it, what is chosen, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reader.core.navigation import (
    Choice,
    Place,
    chosen_entity,
    chosen_span,
    step_choice,
)
from reader.core.records import Annotations, Article, Entity, Span
from reader.ui.analysis import Analysis
from reader.ui.choice_memory import ChoiceMemory
from reader.ui.open_articles import OpenArticles
from reader.ui.trail import Trail


class ReadingSession(QObject):
    """Turns the wishes of the views into facts that all of them show.

    ``reading_position`` tells the code point at the top of the page; ``start_place`` where an article
    that is shown for the first time is to open; ``prepare`` calls back once the views can show annotations.
    ``history`` is the way back.
    """

    article_changed = Signal(object)
    annotations_changed = Signal(object)
    choice_changed = Signal(object)
    reveal_requested = Signal(object)
    place_requested = Signal(int)
    wrapped = Signal(int)

    def __init__(
        self,
        articles: OpenArticles,
        analysis: Analysis,
        reading_position: Callable[[], int],
        start_place: Callable[[str], int],
        parent: QObject | None = None,
        prepare: Callable[[Annotations, Callable[[], None]], None] = lambda _, then: then(),
    ) -> None:
        super().__init__(parent)
        self._articles = articles
        self._analysis = analysis
        self._reading_position = reading_position
        self._start_place = start_place
        self._prepare = prepare
        self._awaited: Annotations | None = None
        self._article: Article | None = None
        self._annotations: Annotations | None = None
        self._places: dict[str, int] = {}
        self.history = Trail(self._here, self)
        self._choices = ChoiceMemory(self.history)
        self.history.returned.connect(self._return_to)
        articles.current_changed.connect(self._on_current_changed)
        articles.replaced.connect(self._forget)
        articles.revised.connect(lambda article: self._forget(article.id))
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
        return Choice() if self._article is None else self._choices[self._article.id]

    @property
    def entity(self) -> Entity | None:
        """The chosen entity."""
        return chosen_entity(self._annotations, self.choice.entity_id)

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

    def choose_mention(self, entity_id: str, index: int, left: bool = False) -> None:
        """Choose a mention and go there; ``left`` where the way back holds already what this jump leaves."""
        entity = chosen_entity(self._annotations, entity_id)
        if entity is not None and 0 <= index < len(entity.mentions):
            self._jump(Choice(entity_id, index), left=left)

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
        self.history.leave()
        self.reveal_requested.emit(span)

    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) mention of the chosen entity, or quotation, round the end.

        A run of steps counts as one jump: going back leads to where one was reading before it.
        """
        found = step_choice(self._annotations, self.choice, self._reading_position(), direction)
        if found is not None:
            choice, wrapped = found
            self._jump(choice, run=choice.entity_id or "quotations")
            if wrapped:
                self.wrapped.emit(direction)

    def retry(self) -> None:
        """Analyse the article in front again after a failure."""
        if self._article is not None:
            self._analysis.retry(self._article)

    def close_article(self, article_id: str, forget_place: bool = False) -> None:
        """Close an article and forget what was found in it; its reading place is kept unless it is to go, too."""
        self._remember_place()
        self._articles.close(article_id)
        self._forget(article_id)
        if forget_place:
            self._places.pop(article_id, None)

    def _forget(self, article_id: str) -> None:
        """What was found holds no longer: the article is closed, replaced, or in another language."""
        self._analysis.forget(article_id)
        self._choices.forget(article_id)
        self.history.forget(article_id)

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

    def _return_to(self, place: Place) -> None:
        self._choices[place.article_id] = Choice(place.entity_id, place.mention_index, place.quote_index)
        self._places[place.article_id] = place.position
        if self._article is not None and place.article_id == self._article.id:
            self.choice_changed.emit(self.choice)
            self.place_requested.emit(place.position)
        else:
            self._articles.show(place.article_id)

    def _jump(self, choice: Choice, run: str | None = None, left: bool = False) -> None:
        if not left:
            self.history.leave(run)
        self._set_choice(choice)
        span = chosen_span(self._annotations, choice)
        if span is not None:
            self.reveal_requested.emit(span)

    def _choose(self, choice: Choice) -> None:
        self.history.end_run()
        self._set_choice(choice)

    def _set_choice(self, choice: Choice) -> None:
        if self._article is not None and choice != self.choice:
            self._choices[self._article.id] = choice
            self.choice_changed.emit(choice)

    def _remember_place(self) -> None:
        if self._article is not None:
            self._places[self._article.id] = self._reading_position()

    def _on_current_changed(self, article: Article | None) -> None:
        self._remember_place()
        self._choices.leave(self._annotations)
        self._article, self._awaited = article, None
        self._annotations = None if article is None else self._analysis.recall(article.id).annotations
        self._choices.come_back(self._annotations)
        self.history.end_run()
        self.article_changed.emit(article)
        self.annotations_changed.emit(self._annotations)
        self.choice_changed.emit(self.choice)
        if article is not None:
            self._analysis.request(article)
            place = self._places.get(article.id)
            self.place_requested.emit(self._start_place(article.id) if place is None else place)

    def _on_annotations(self, article_id: str, annotations: Annotations) -> None:
        """Until the views can show them, numbers mean what they mean in the annotations that are shown."""
        if self._article is None or article_id != self._article.id:
            return

        def take() -> None:
            if annotations is self._awaited:
                self._awaited = None
                self._choices.carry(self._annotations, annotations)
                self._annotations = annotations
                self.annotations_changed.emit(annotations)
                self.choice_changed.emit(self.choice)

        self._awaited = annotations
        self._prepare(annotations, take)
