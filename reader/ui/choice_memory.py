"""What is chosen in each open article; it follows what is chosen when an analysis numbers everything anew."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.following import carry_choices
from reader.core.navigation import Choice
from reader.core.records import Annotations
from reader.ui.trail import Trail


class ChoiceMemory:
    """Choices by article id. The numbers of an article that was left are those of the annotations it was left with."""

    def __init__(self, history: Trail) -> None:
        self._history = history
        self._choices: dict[str, Choice] = {}
        self._left: dict[str, Annotations] = {}

    def __getitem__(self, article_id: str) -> Choice:
        return self._choices.get(article_id, Choice())

    def __setitem__(self, article_id: str, choice: Choice) -> None:
        self._choices[article_id] = choice

    def forget(self, article_id: str) -> None:
        """An article is closed."""
        self._choices.pop(article_id, None)
        self._left.pop(article_id, None)

    def leave(self, annotations: Annotations | None) -> None:
        """Another article comes to the front."""
        if annotations is not None:
            self._left[annotations.article_id] = annotations

    def come_back(self, annotations: Annotations | None) -> None:
        """An article is in front again, of which more may have been found meanwhile."""
        if annotations is not None:
            self.carry(self._left.pop(annotations.article_id, None), annotations)

    def carry(self, old: Annotations | None, new: Annotations) -> None:
        """Entities and quotations have other numbers now: the choice and the way back follow them."""
        if old is None:
            return
        article_id = new.article_id

        def carry(choices: Sequence[Choice]) -> Sequence[Choice]:
            carried = carry_choices((self[article_id], *choices), old, new)
            self[article_id] = carried[0]
            return carried[1:]

        self._history.renumber(article_id, carry)
