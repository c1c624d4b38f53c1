"""Looking somebody up: cards, speakers and their words, and the menus under the right mouse button."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QMenu, QWidget

from reader.core.navigation import chosen_entity
from reader.ui.actions import Actions
from reader.ui.card import CardKeeper
from reader.ui.language import Language
from reader.ui.link_follower import LinkFollower
from reader.ui.main_window import MainWindow
from reader.ui.reading_session import ReadingSession
from reader.ui.speaker_links import SpeakerLinks

_TEXT_MENU = (
    "card",
    "speaker",
    "words",
    "library_about",
    "",
    "next_mention",
    "previous_mention",
    "",
    "copy",
    "copy_quote",
    "select_all",
    "find",
)
_LINK_MENU = ("open_link", "copy_link", "")
_ROW_MENU = (
    "card",
    "words",
    "library_about",
    "",
    "next_mention",
    "previous_mention",
    "",
    "copy",
    "copy_quote",
)


class Lookups(QObject):
    """Connects what asks about somebody with what knows."""

    def __init__(
        self, window: MainWindow, actions: Actions, session: ReadingSession, language: Language
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._session = session
        self.links = SpeakerLinks(session, self)
        parts = window.parts
        self.keeper = CardKeeper(parts.card, parts.view, session, language)
        self._follower = LinkFollower(parts.view, parts.status, actions, session)
        self._connect()
        self._enable()

    def close_card(self) -> bool:
        """Put the card away; tells whether there was one."""
        shown = self._window.parts.card.isVisible()
        self.keeper.close()
        return shown

    def _connect(self) -> None:
        parts, status = self._window.parts, self._window.parts.status
        for action_id, effect in (
            ("card", self._show_card),
            ("speaker", self.links.go_to_speaker),
        ):
            self._actions[action_id].triggered.connect(lambda _=False, run=effect: run())
        self._actions["quick_switch"].triggered.connect(lambda _=False: self.keeper.close())
        self._actions["caret"].toggled.connect(parts.view.caret.show)
        parts.card.words_requested.connect(self._show_words)
        parts.panel.card_requested.connect(self._show_row_card)
        parts.view.customContextMenuRequested.connect(self._show_text_menu)
        parts.panel.menu_requested.connect(self._show_row_menu)
        self.links.unknown_speaker.connect(lambda: status.show_note(self.tr("not attributed")))
        self.links.nothing_said.connect(lambda: status.show_note(self.tr("no quotation")))
        self._session.choice_changed.connect(lambda _: self._enable())
        self._session.article_changed.connect(lambda _: self._enable())

    def _enable(self) -> None:
        some = self._session.article is not None
        self._actions["speaker"].setEnabled(self.links.quote is not None)
        for action_id in ("words", "card"):
            self._actions[action_id].setEnabled(some)

    def _show_card(self) -> None:
        if not self.keeper.show_by_key():
            self._window.parts.status.show_note(self.tr("choose a name first"))

    def _show_row_card(self, entity_id: str, box: QRect) -> None:
        """Beside a row of the panel; ``box`` is in the screen's coordinates."""
        corner = self._window.mapFromGlobal(box.topLeft())
        self.keeper.show_entity(entity_id, QRect(corner, box.size()))

    def _show_words(self, entity_id: str) -> None:
        """List all that somebody says, in the Quotations tab."""
        self.keeper.close()
        entity = chosen_entity(self._session.annotations, entity_id)
        if entity is not None:
            if not self._actions["panel"].isChecked():
                self._actions["panel"].trigger()
            self._window.parts.panel.show_words_of(entity.name)

    def _show_text_menu(self, point: QPoint) -> None:
        view = self._window.parts.view
        mark = view.mark_at(point)
        if mark is not None and not view.textCursor().hasSelection():
            if mark.entity_id is None:
                self._session.pick_quote(mark.index)
            else:
                self._session.pick_mention(mark.entity_id, mark.index)
        link = view.links.at(point)
        self._follower.point_at(link)
        self._open_menu((*_LINK_MENU, *_TEXT_MENU) if link else _TEXT_MENU, view.viewport(), point)

    def _show_row_menu(self, owner: QWidget, point: QPoint) -> None:
        self._open_menu(_ROW_MENU, owner, point)

    def _open_menu(self, rows: tuple[str, ...], owner: QWidget, point: QPoint) -> None:
        self.keeper.close()
        menu = QMenu(owner)
        for action_id in rows:
            if action_id:
                menu.addAction(self._actions[action_id])
            else:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.aboutToHide.connect(self._follower.forget)
        menu.popup(owner.mapToGlobal(point))
