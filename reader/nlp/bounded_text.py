"""The text as the analysis sees it: as long as the article, without endless words and endless blanks."""

from __future__ import annotations

import re
from dataclasses import replace

from reader.core.records import Article

MAX_WORD = 200
"""Characters without a blank: the longest addresses in articles have about that many."""
MAX_BLANKS = 8
"""Blanks in a row: more stand in tables, where they part what does not belong together anyway."""
_FILLER = "\ufffc"
"""Neither blank nor letter nor punctuation: no pattern goes on over it."""
_LONG_WORD = re.compile(rf"(\S{{{MAX_WORD - 1}}})\S(?=\S)")
_LONG_BLANK = re.compile(rf"(\s{{{MAX_BLANKS}}})\s(?=\s)")


def bounded(article: Article) -> Article:
    """The article with every run cut into pieces, so that what a pattern repeats over one is bounded.

    Patterns that are quadratic in the length of a word or of a blank are linear in that of the article then.
    Offsets stay; nothing changes in a text that a person wrote.
    """
    text = _LONG_BLANK.sub(rf"\1{_FILLER}", _LONG_WORD.sub(r"\1 ", article.text))
    return article if text == article.text else replace(article, text=text)
