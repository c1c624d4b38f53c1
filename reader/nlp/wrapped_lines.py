"""Paragraphs that are wrapped at a width, as the analysis sees them: on one line, as long as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.core.records import UNREAD_KINDS, Article

_LEAST_WIDTH = 40
"""Characters of the longest line of a wrapped paragraph; shorter lines are those of verses and addresses."""
_LEAST_SHARE = 0.6
"""Of the longest line: no line but the last ends sooner, as the word that did not fit was not so long."""


def joined_lines(article: Article) -> Article:
    """The article with a blank for each line end inside a wrapped paragraph. Offsets stay.

    Names, quotations and who speaks are found over such line ends as over any blank.
    """
    parts: list[str] = []
    end = 0
    for block in article.blocks:
        start = block.span.start
        text = article.text[start : block.span.end]
        if "\n" not in text or block.kind in UNREAD_KINDS or not _is_wrapped(text.split("\n")):
            continue
        parts += [article.text[end:start], text.replace("\n", " ")]
        end = block.span.end
    return article if not parts else replace(article, text="".join([*parts, article.text[end:]]))


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines end where the next word no longer fitted."""
    longest = max(map(len, lines))
    return longest >= _LEAST_WIDTH and all(len(line) >= _LEAST_SHARE * longest for line in lines[:-1])
