"""N, P and W: to the next mention or words of what is chosen; where nothing is, to the next name or quotation."""

from __future__ import annotations

from PySide6.QtCore import QObject

from reader.core.navigation import next_name, next_quote
from reader.ui.actions import Actions
from reader.ui.main_window import MainWindow
from reader.ui.reading_session import ReadingSession
from reader.ui.speaker_links import SpeakerLinks


class StepController(QObject):
    """Does the stepping actions of one window and says in the status line what was done, or why nothing was."""

    def __init__(
        self, window: MainWindow, actions: Actions, session: ReadingSession, links: SpeakerLinks
    ) -> None:
        super().__init__(window)
        self._view = window.parts.view
        self._status = window.parts.status
        self._session = session
        self._links = links
        for action_id, effect in (
            ("next_mention", lambda: self._step(1)),
            ("previous_mention", lambda: self._step(-1)),
            ("words", self._go_to_words),
        ):
            actions[action_id].triggered.connect(lambda _=False, run=effect: run())

    def _step(self, direction: int) -> None:
        if self._session.entity is not None or self._session.choice.quote_index is not None:
            self._session.step(direction)
        else:
            self._step_to_any(direction)

    def _step_to_any(self, direction: int) -> None:
        """To the next name of any kind that is shown, from the reading place on."""
        found, hidden = self._session.annotations, self._view.layer.state.hidden
        step = None if found is None else next_name(found, self._here(), direction, hidden)
        if step is None:
            self._say_why_none()
            return
        choice, wrapped = step
        self._session.choose_mention(choice.entity_id or "", choice.mention_index or 0)
        onwards = self.tr("nothing was chosen: to the next name")
        said = onwards if direction > 0 else self.tr("nothing was chosen: to the name before")
        self._say(f"{said} {'↻' if direction > 0 else '↺'}" if wrapped else said)

    def _go_to_words(self) -> None:
        """To the next words of who is chosen; where nobody is known, to the next quotation of all."""
        quote = self._links.quote
        unknown = quote is not None and quote.speaker is None
        if not unknown and (quote is not None or self._session.entity is not None):
            self._links.go_to_words(self._view.reading_position())
            return
        found = self._session.annotations
        start = self._here() if quote is None else quote.span.start + 1
        number = None if found is None else next_quote(found, start)
        if number is None:
            self._say_why_none(quotes=True)
            return
        self._session.choose_quote(number)
        nobody = self.tr("nothing was chosen: to the next quotation")
        self._say(self.tr("not attributed: to the next quotation") if unknown else nobody)

    def _here(self) -> int:
        """The caret where one is shown, else the top of the page."""
        return self._view.caret.offset if self._view.caret.shown else self._view.reading_position()

    def _say_why_none(self, quotes: bool = False) -> None:
        found = self._session.annotations
        if found is None or not found.complete:
            self._say(self.tr("still looking for names and quotations"))
        elif quotes:
            self._say(self.tr("no quotation"))
        elif found.entities:
            self._say(self.tr("no name of a kind that is shown"))
        else:
            self._say(self.tr("no names"))

    def _say(self, text: str) -> None:
        self._status.show_note(text)
