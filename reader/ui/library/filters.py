"""What narrows the list of the library: whom it is about, how far it is read, tags, stars."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from reader.core.kept import LibraryEntity, LibraryQuery, ReadState
from reader.core.printable import middle_cut, one_line
from reader.ui.library.entity_chooser import EntityChooser
from reader.ui.plain_text import caption

_TAG = 40


class LibraryFilters(QWidget):
    """Holds the filters of a query; ``changed`` tells that they are others now."""

    changed = Signal()

    def __init__(self, signs: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = LibraryQuery()
        self._tags: tuple[tuple[str, int], ...] = ()
        self.entity = EntityChooser(signs)
        self.entity.entity_chosen.connect(self._on_entity)
        self.button = QToolButton()
        self.button.setObjectName("libraryFilter")
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(8)
        row.addWidget(self.entity, 1)
        row.addWidget(self.button)
        self.retranslate()

    @property
    def query(self) -> LibraryQuery:
        """The filters as a query without words."""
        return self._query

    @property
    def active(self) -> bool:
        """Whether anything is filtered away."""
        return self._query != LibraryQuery()

    def set_tags(self, tags: tuple[tuple[str, int], ...]) -> None:
        """The tags there are, and how many articles have each; a filter by one that is gone ends."""
        self._tags = tags
        if self._query.tag is not None and self._query.tag not in dict(tags):
            self._change(tag=None)

    def show_entity(self, entity: LibraryEntity | None) -> None:
        """Filter by nothing but an entity."""
        self.entity.set_entity(entity)
        self._query = LibraryQuery()
        self._change(entity=None if entity is None else entity.id)

    def clear(self) -> None:
        """Filter nothing away."""
        self.entity.set_entity(None)
        if self.active:
            self._query = LibraryQuery()
            self._show()
            self.changed.emit()

    def words(self) -> tuple[str, ...]:
        """The filters in words, but for the entity, which its field shows."""
        query = self._query
        starred = (self.tr("starred"),) if query.starred else ()
        state = () if query.state is None else (self._states()[query.state],)
        tag = (
            ()
            if query.tag is None
            else (self.tr("“{tag}”").format(tag=middle_cut(one_line(query.tag), _TAG)),)
        )
        return (*state, *starred, *tag)

    def retranslate(self) -> None:
        """Set all words in the present language."""
        self.entity.setPlaceholderText(self.tr("Person, place, organisation…"))
        self.entity.setAccessibleName(self.tr("Only articles about a person, place or organisation"))
        self.button.setToolTip(self.tr("Only unread, starred or tagged articles"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _states(self) -> dict[ReadState, str]:
        return {
            ReadState.UNREAD: self.tr("unread"),
            ReadState.READING: self.tr("being read"),
            ReadState.READ: self.tr("read"),
        }

    def _on_entity(self, entity: LibraryEntity | None) -> None:
        self._change(entity=None if entity is None else entity.id)

    def _change(self, **values: object) -> None:
        query = replace(self._query, **values)  # type: ignore[arg-type]
        self._query = query
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """How many filters of the menu are set stands on its button."""
        count = len(self.words())
        text = self.tr("Filter")
        self.button.setText(f"{text} ({count})" if count else text)
        self.button.setAccessibleName(", ".join((text, *self.words())))

    # -- the menu ----------------------------------------------------------------------------------

    def _fill(self) -> None:
        """The menu is made anew whenever it opens: tags come and go."""
        self.menu.clear()
        query = self._query
        everything = self._choice(
            self.menu, self.tr("All"), query.state is None, lambda: self._change(state=None)
        )
        group = QActionGroup(self.menu)
        group.addAction(everything)
        for state, words in self._states().items():
            action = self._choice(
                self.menu,
                words[:1].upper() + words[1:],
                query.state is state,
                lambda each=state: self._change(state=each),
            )
            group.addAction(action)
        self.menu.addSeparator()
        self._choice(
            self.menu, self.tr("Starred only"), query.starred, lambda: self._change(starred=not query.starred)
        )
        self.menu.addSeparator()
        for tag, count in self._tags:
            self._choice(
                self.menu,
                f"{caption(tag)}  ({count})",
                query.tag == tag,
                lambda each=tag: self._change(tag=None if query.tag == each else each),
            )
        if not self._tags:
            self.menu.addAction(self.tr("No tags yet")).setEnabled(False)

    @staticmethod
    def _choice(menu: QMenu, text: str, checked: bool, effect: Callable[[], None]) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda _=False: effect())
        return action
