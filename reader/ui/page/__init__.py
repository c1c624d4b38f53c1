"""The reading page: text, marks, map and find bar."""

from reader.core.marks import QUOTE_TYPE
from reader.ui.page.article_map import ArticleMap
from reader.ui.page.article_view import ArticleView
from reader.ui.page.find_bar import FindBar
from reader.ui.page.style import Density, ReadingStyle

__all__ = ["QUOTE_TYPE", "ArticleMap", "ArticleView", "Density", "FindBar", "ReadingStyle"]
