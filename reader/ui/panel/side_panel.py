"""The side panel: who and what the article is about, and who said what."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from reader.core.navigation import Choice
from reader.core.records import Annotations, Article
from reader.ui.entity_types import EntityTypes
from reader.ui.filter_field import FilterField
from reader.ui.library.page import LibraryPage
from reader.ui.panel.colours import style_from
from reader.ui.panel.entity_page import EntityPage
from reader.ui.panel.outline_page import OutlinePage
from reader.ui.panel.quote_page import QuotePage
from reader.ui.panel.rows import RowsPage
from reader.ui.theme import Theme


class SidePanel(QWidget):
    """Shows records and emits wishes; it never moves the text by itself."""

    entity_chosen = Signal(str)
    mention_chosen = Signal(str, int)
    quote_chosen = Signal(int)
    heading_chosen = Signal(object)
    chapter_chosen = Signal(int, str)
    card_requested = Signal(str, QRect)
    menu_requested = Signal(QWidget, QPoint)
    left = Signal()

    def __init__(self, theme: Theme, types: EntityTypes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self._article: Article | None = None
        self._annotations: Annotations | None = None
        style = style_from(theme, self.font())
        self.entities = EntityPage(types, style)
        signs = {kind: types.sign(kind) for kind in types.keys}
        self.quotes = QuotePage(style, signs)
        self.outline = OutlinePage()
        self.library = LibraryPage(style, signs)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.addTab(self.entities, "")
        self.tabs.addTab(self.quotes, "")
        self.tabs.addTab(self.outline, "")
        self.tabs.addTab(self.library, "")
        self.tabs.setTabVisible(2, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.entities.entity_chosen.connect(self.entity_chosen)
        self.entities.mention_chosen.connect(self.mention_chosen)
        self.quotes.quote_chosen.connect(self.quote_chosen)
        self.quotes.speaker_chosen.connect(self.entity_chosen)
        self.outline.heading_chosen.connect(self.heading_chosen)
        self.outline.chapter_chosen.connect(self.chapter_chosen)
        self.entities.card_requested.connect(self.card_requested)
        for page in (self.entities, self.quotes):
            page.menu_requested.connect(self.menu_requested)
        for field in self.findChildren(FilterField):
            field.left.connect(self.left)
        self.retranslate()

    def set_article(self, article: Article) -> None:
        """Turn to another article, whose annotations are still to come; filters are about the one before."""
        if self._article is None or article.id != self._article.id:
            for page in (self.entities, self.quotes):
                page.filter.clear()
        self._article = article
        self.outline.set_article(article)
        self._show_outline()
        self.set_annotations(None)

    def _show_outline(self) -> None:
        """Where the text has no outline, who looked at one finds the names in its place, and the keys there."""
        outline, focus = self.outline, self.window().focusWidget()
        if outline.empty and self.tabs.currentWidget() is outline:
            focused = focus is not None and outline.isAncestorOf(focus)
            self.tabs.setCurrentWidget(self.entities)
            if focused:
                self.entities.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tabs.setTabVisible(2, not outline.empty)

    def set_annotations(self, annotations: Annotations | None) -> None:
        """Show the entities and quotations of the article; ``None`` while there are none yet."""
        self._annotations = annotations
        self.entities.set_content(self._article, annotations)
        self.quotes.set_content(self._article, annotations)
        self._show_titles()

    def set_choice(self, choice: Choice) -> None:
        """Mark the chosen entity and mention, or the chosen quotation."""
        self.entities.set_current(choice.entity_id, choice.mention_index)
        self.quotes.set_current(choice.quote_index)

    def set_place(self, position: int) -> None:
        """Mark where one is reading."""
        if not self.outline.empty:
            self.outline.set_place(position)

    def set_theme(self, theme: Theme) -> None:
        """Take over a theme's colours and the present fonts."""
        style = style_from(theme, self.font())
        self.entities.set_style(style)
        self.quotes.set_style(style)
        self.outline.set_style(style)
        self.library.set_style(style)

    def set_hidden_types(self, types: frozenset[str]) -> None:
        """Grey out the sections of types that are switched off in the text."""
        self.entities.set_hidden_types(types)

    def set_counts_doubtful(self, counts: bool) -> None:
        """Whether doubtful mentions and quotations are counted as the others."""
        self.entities.set_counts_doubtful(counts)
        self.quotes.set_counts_doubtful(counts)

    def focus_filter(self) -> None:
        """Put the caret into the filter of the tab that is shown, else into that of the names."""
        page = self.tabs.currentWidget()
        if not isinstance(page, RowsPage):
            page = self.entities
            self.tabs.setCurrentWidget(page)
        page.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        page.filter.selectAll()

    def clear_filter(self) -> bool:
        """Show all rows of the tab that is shown; tells whether some were filtered away."""
        page = self.tabs.currentWidget()
        filtered = isinstance(page, RowsPage) and bool(page.filter.text())
        if isinstance(page, RowsPage):
            page.filter.clear()
        return filtered

    def focus_rows(self) -> None:
        """Give the keyboard to the rows of the tab that is shown."""
        page = self.tabs.currentWidget()
        if isinstance(page, RowsPage | OutlinePage):
            page.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_words_of(self, name: str) -> None:
        """Turn to the quotations and show only those of one speaker."""
        self.tabs.setCurrentWidget(self.quotes)
        self.quotes.filter.setText(name)
        self.focus_rows()

    def retranslate(self) -> None:
        """Set the titles of the tabs in the present language."""
        self._show_titles()
        for place, title in ((2, self.tr("Outline")), (3, self.tr("Library"))):
            self.tabs.setTabText(place, title)
            self.tabs.setTabToolTip(place, title)

    def _show_titles(self) -> None:
        """How many there are stands beside each title where there is room; a screen reader says it in words."""
        found = self._annotations
        entities = len(found.entities) if found else 0
        quotes = len(found.quotes) if found else 0
        titles = (
            (self.tr("Entities"), entities, self.tr("%n entities", "", entities)),
            (self.tr("Quotations"), quotes, self.tr("%n quotations", "", quotes)),
        )
        bar = self.tabs.tabBar()
        for place, (title, count, spoken) in enumerate(titles):
            total = "" if found is None else f"\u2002{QLocale().toString(count)}"
            self.tabs.setTabText(place, f"{title}{total}")
            bar.setAccessibleTabName(place, title if found is None else spoken)
            self.tabs.setTabToolTip(place, title if found is None else spoken)
        if bar.sizeHint().width() > self.width():
            for place, (title, _, _) in enumerate(titles):
                self.tabs.setTabText(place, title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_titles()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
