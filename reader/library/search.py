"""From what a reader types to the language of the full-text index, and from marked words to hits."""

from __future__ import annotations

from reader.core.records import Span
from reader.core.visible import visible_text
from reader.core.word_query import Spelling, WordQuery, word_query

HIT_START, HIT_END = "\ue000", "\ue001"
"""Private characters put round hits; such as stand in the text are left out of snippets."""


def match_expression(text: str, forms: bool = True) -> str:
    """The FTS5 expression for a reader's words; empty where there are none.

    Without ``forms`` no word stands for its singular or plural, as is right for names.
    """
    return expression_of(word_query(text, forms))


def expression_of(query: WordQuery) -> str:
    """The FTS5 expression for a query; its words are letters and digits alone."""
    return " AND ".join(_term(term) for term in query.terms)


def _term(spellings: tuple[Spelling, ...]) -> str:
    found = [f'"{" ".join(each.words)}"{" *" if each.beginning else ""}' for each in spellings]
    return found[0] if len(found) == 1 else f"({' OR '.join(found)})"


def snippet_of(marked: str) -> tuple[str, tuple[Span, ...]]:
    """A snippet on one line and its hits, from the index's answer with marks round them."""
    text: list[str] = []
    hits: list[Span] = []
    start: int | None = None
    for char in visible_text(marked):
        if char == HIT_START:
            start = len(text)
        elif char == HIT_END:
            if start is not None and start < len(text):
                hits.append(Span(start, len(text)))
            start = None
        elif not char.isspace():
            text.append(char)
        elif text and text[-1] != " ":
            text.append(" ")
    return "".join(text).rstrip(), tuple(hits)
