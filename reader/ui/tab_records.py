"""A tab as a record: its article, or where that comes from while nobody has looked at it yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.core.records import Article
from reader.core.titles import article_title


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the window. Without its ``article`` it is read when it is first chosen.

    ``source`` is a whole path; ``article_id`` may be empty while the article is not read.
    """

    source: str
    title: str = ""
    article_id: str = ""
    article: Article | None = None

    @classmethod
    def of(cls, article: Article) -> Tab:
        """The tab of an article that is read."""
        return cls(whole_path(article.source), article_title(article), article.id, article)

    @property
    def key(self) -> str:
        """What the tab is called among its like: the article's id, or its source until that is read."""
        return f"unread:{self.source}" if self.article is None else self.article.id


def whole_path(source: str) -> str:
    """A source as it is found from anywhere; empty for none."""
    return str(Path(source).absolute()) if source else ""


def index_of(tabs: Sequence[Tab], key: str | None) -> int | None:
    """Which tab has that key."""
    return next((at for at, tab in enumerate(tabs) if tab.key == key), None)


def unread_twin(tabs: Sequence[Tab], source: str, article_id: str) -> int | None:
    """Which tab waits to be read from the same source, or is the same kept article."""
    path = whole_path(source)
    for at, tab in enumerate(tabs):
        same = (path and tab.source == path) or (article_id and tab.article_id == article_id)
        if tab.article is None and same:
            return at
    return None
