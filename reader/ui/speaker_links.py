"""From a quotation to who says it, and from somebody to all that they say."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reader.core.navigation import choice_of_speaker, next_words
from reader.core.records import Quote
from reader.ui.reading_session import ReadingSession


class SpeakerLinks(QObject):
    """Goes there and back; says so where nobody is known to speak or somebody says nothing."""

    unknown_speaker = Signal()
    nothing_said = Signal()

    def __init__(self, session: ReadingSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    @property
    def quote(self) -> Quote | None:
        """The chosen quotation."""
        found, number = self._session.annotations, self._session.choice.quote_index
        return None if found is None or number is None else found.quotes[number]

    def go_to_speaker(self) -> None:
        """From the chosen quotation to the words that name its speaker."""
        found, number = self._session.annotations, self._session.choice.quote_index
        if found is None or number is None:
            return
        choice = choice_of_speaker(found, number)
        speaker = found.quotes[number].speaker
        if choice is not None and choice.entity_id is not None:
            self._session.choose_mention(choice.entity_id, choice.mention_index or 0)
        elif speaker is not None:
            self._session.go_to(speaker.span)
        else:
            self.unknown_speaker.emit()

    def go_to_words(self, position: int) -> None:
        """To the next words of the chosen entity, or of whoever says the chosen quotation."""
        found = self._session.annotations
        number = None if found is None else next_words(found, self._session.choice, position)
        if number is not None:
            self._session.choose_quote(number)
        else:
            self.nothing_said.emit()
