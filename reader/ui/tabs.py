"""The strip of open articles; out of sight while there is only one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from reader.core.records import Article
from reader.core.titles import article_title

_TITLE = 32


class ArticleTabs(QTabBar):
    """One tab for each open article, in their order."""

    article_chosen = Signal(str)
    close_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleTabs")
        self.currentChanged.connect(self._on_current)
        self.tabCloseRequested.connect(lambda index: self.close_requested.emit(self.tabData(index)))
        self.setVisible(False)

    def show_articles(self, articles: tuple[Article, ...], current: Article | None) -> None:
        """Show these articles; nobody is told."""
        blocked = self.blockSignals(True)
        while self.count() > len(articles):
            self.removeTab(self.count() - 1)
        for index, article in enumerate(articles):
            if index == self.count():
                self.addTab("")
            title = article_title(article, _TITLE) or self.tr("Untitled")
            self.setTabText(index, title.replace("&", "&&"))
            self.setTabToolTip(index, article_title(article) or article.source)
            self.setTabData(index, article.id)
            if current is not None and article.id == current.id:
                self.setCurrentIndex(index)
        self.blockSignals(blocked)
        self.setVisible(len(articles) > 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _on_current(self, index: int) -> None:
        if index >= 0 and self.tabData(index) is not None:
            self.article_chosen.emit(self.tabData(index))
