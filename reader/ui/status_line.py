"""The line below the article: the chosen name and where one is among its mentions, and what was found."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from reader.core.listing import speaker_name
from reader.core.navigation import Choice, chosen_entity
from reader.core.printable import one_line
from reader.core.records import Annotations
from reader.ui.actions import Actions
from reader.ui.analysis import AnalysisState
from reader.ui.announce import announce
from reader.ui.icons import tinted_icon
from reader.ui.page.words import probable_asked

PROGRESS_AFTER_MS = 600
_NOTE_MS = 4_000


class ElidedLabel(QLabel):
    """A label that gives up its end rather than pushing others away; the tool tip has it whole."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if shown == self.text() else self.text())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), shown)
        painter.end()


class StatusLine(QFrame):
    """Shows what is chosen, what was found and how far the analysis is."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._annotations: Annotations | None = None
        self._choice = Choice()
        self._state = AnalysisState()
        self._empty = True
        self._busy_text = ""
        self._previous = self._step_button(actions, "previous_mention")
        self._next = self._step_button(actions, "next_mention")
        self._name = ElidedLabel(self)
        self._name.setObjectName("chosenName")
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._position = QLabel(self)
        self._position.setObjectName("chosenPosition")
        self._note = ElidedLabel(self)
        self._note.setObjectName("note")
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(120, 4)
        self._summary = ElidedLabel(self)
        self._summary.setObjectName("summary")
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._summary.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._late = QTimer(self, singleShot=True, interval=PROGRESS_AFTER_MS)
        self._late.timeout.connect(self._renew)
        self._note_timer = QTimer(self, singleShot=True, interval=_NOTE_MS)
        self._note_timer.timeout.connect(self._note.clear)
        self._lay_out()
        self._renew()

    def set_article_shown(self, shown: bool) -> None:
        """Whether there is an article at all."""
        self._empty = not shown
        self._renew()

    def set_annotations(self, annotations: Annotations | None) -> None:
        """Show what was found."""
        self._annotations = annotations
        self._renew()

    def set_choice(self, choice: Choice) -> None:
        """Show what is chosen."""
        self._choice = choice
        self._note.clear()
        self._renew()

    def set_state(self, state: AnalysisState) -> None:
        """Show how far the analysis is; a quick one shows no progress at all."""
        if state.running and not self._state.running:
            self._late.start()
        if not state.running:
            self._late.stop()
        self._state = state
        self._renew()

    def set_busy(self, text: str) -> None:
        """Show that a file is being read; an empty text ends that."""
        self._busy_text = text
        self._renew()

    def show_wrap(self, direction: int) -> None:
        """Say for a moment that stepping went round the end."""
        self.show_note(self.tr("↻ from the start") if direction > 0 else self.tr("↺ from the end"))

    def show_note(self, text: str) -> None:
        """Say something for a moment."""
        self._note.setText(one_line(text))
        announce(self, text)
        self._note_timer.start()

    def set_colours(self, ink: QColor, faded: QColor) -> None:
        """Take over the theme's colours."""
        size = max(16, round(self.fontMetrics().height() * 0.95))
        for button, name in ((self._previous, "prev"), (self._next, "next")):
            button.setIcon(tinted_icon(name, ink, faded, size))
            button.setIconSize(QSize(size, size))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._renew()
        super().changeEvent(event)

    def summary(self) -> str:
        """What was found, in one line; empty as long as nothing is known.

        First what must be read wherever there is little room: the totals stand in the panel as well.
        """
        if self._empty:
            return ""
        found = self._annotations
        if found is None:
            return self.tr("Looking for names and quotations…") if self._state.running else ""
        mentions = sum(len(entity.mentions) for entity in found.entities)
        parts = (
            self.tr("Found automatically, may be wrong"),
            self.tr("offline"),
            self.tr("%n entities", "", len(found.entities)),
            self.tr("%n mentions", "", mentions),
            self.tr("%n quotations", "", len(found.quotes)),
        )
        return " · ".join(parts)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 14, 4)
        layout.setSpacing(6)
        kept = self._next.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # else the page grew and shrank with every choice
        self._next.setSizePolicy(kept)
        for widget in (self._previous, self._next, self._name, self._position, self._note):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self._progress)
        layout.addWidget(self._summary, 10)

    def _step_button(self, actions: Actions, action_id: str) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        action = actions[action_id]
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.toolTip())

        action.changed.connect(follow)
        follow()
        return button

    def _renew(self) -> None:
        self._renew_choice()
        self._renew_progress()
        self._summary.setText(self._busy_text or self.summary())
        self._summary.setAccessibleName(self._summary.text())

    def _renew_choice(self) -> None:
        entity = chosen_entity(self._annotations, self._choice.entity_id)
        quote = self._choice.quote_index if self._annotations is not None else None
        for widget in (self._previous, self._next, self._name, self._position):
            widget.setVisible(entity is not None or quote is not None)
        if quote is not None:
            self._renew_quote(quote)
        if entity is None:
            return
        index = self._choice.mention_index
        total = len(entity.mentions)
        doubtful = index is not None and entity.mentions[index].doubtful
        self._name.setText(one_line(probable_asked(entity.name) if doubtful else entity.name))
        number = QLocale().toString
        self._position.setText(number(total) if index is None else f"{number(index + 1)} / {number(total)}")
        where = self.tr("mention {index} of {total}").format(index=(index or 0) + 1, total=total)
        self._position.setAccessibleName(f"{self._name.text()}, {where}")

    def _renew_quote(self, number: int) -> None:
        """Who says the chosen quotation, and which one of all it is."""
        assert self._annotations is not None
        quote, total = self._annotations.quotes[number], len(self._annotations.quotes)
        name = speaker_name(self._annotations, quote) or self.tr("not attributed")
        self._name.setText(one_line(probable_asked(name) if quote.doubtful else name))
        self._position.setText(f"❝ {number + 1} / {total}")
        where = self.tr("quotation {index} of {total}").format(index=number + 1, total=total)
        self._position.setAccessibleName(f"{self._name.text()}, {where}")

    def _renew_progress(self) -> None:
        state = self._state
        self._progress.setVisible(state.running and not self._late.isActive())
        self._progress.setRange(0, state.total)
        self._progress.setValue(state.done)
