"""From what a reader types to the language of the full-text index, and back from its answer to hits.

Words are found without case and accents, the last one already by its beginning; ``"words in quotes"`` stand
together; nothing a reader types is taken for an operator. ``l'Élysée`` looks for ``Élysée`` alone, a hyphenated
word for its parts side by side, and ``oeuvre`` also for ``œuvre``, which the index keeps apart.
"""

from __future__ import annotations

import itertools
import re
import unicodedata

from reader.core.records import Span

HIT_START, HIT_END = "\ue000", "\ue001"
"""Private characters that the index puts round hits; such as stand in the text are left out of snippets."""

_PHRASE = re.compile(r'"([^"]*)(?:"|$)|«([^»]*)(?:»|$)|“([^”]*)(?:”|$)')
_WORD = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"[^\W_](?:[^\s\"«»“”]*[^\W_])?\*?")
_ELIDED = re.compile(r"^(?:[^\W_]|\w*qu)['’ʼ](?=\w)", re.IGNORECASE)
_LIGATURES = (("oe", "œ"), ("ae", "æ"))
_MOST_TERMS, _MOST_SPELLINGS = 24, 8


def match_expression(text: str) -> str:
    """The FTS5 expression for a reader's words; empty where there are none."""
    text = unicodedata.normalize("NFC", text)
    terms: list[str] = []
    end = 0
    for phrase in _PHRASE.finditer(text):
        terms.extend(_words(text[end : phrase.start()], at_end=False))
        terms.append(_term(_WORD.findall(next(filter(None, phrase.groups()), "")), beginning=False))
        end = phrase.end()
    terms.extend(_words(text[end:], at_end=True))
    return " AND ".join([term for term in terms if term][:_MOST_TERMS])


def _words(text: str, at_end: bool) -> list[str]:
    """A term for each word; the last one may go on where the text ends with it."""
    found = list(_GLUED.finditer(text))
    return [
        _term(
            _WORD.findall(_ELIDED.sub("", word.group())),
            beginning=word.group().endswith("*") or (at_end and word.end() == len(text)),
        )
        for word in found
    ]


def _term(parts: list[str], beginning: bool) -> str:
    """Words side by side in all their spellings."""
    spellings = itertools.islice(itertools.product(*map(_spellings, parts)), _MOST_SPELLINGS)
    star = " *" if beginning else ""
    found = [f'"{" ".join(words)}"{star}' for words in spellings if words]
    return found[0] if len(found) == 1 else f"({' OR '.join(found)})" if found else ""


def _spellings(word: str) -> list[str]:
    plain = word.lower()
    for letters, ligature in _LIGATURES:
        plain = plain.replace(ligature, letters)
    found = [plain]
    for letters, ligature in _LIGATURES:
        if letters in plain:
            found.append(plain.replace(letters, ligature))
    return found


def snippet_of(marked: str) -> tuple[str, tuple[Span, ...]]:
    """A snippet on one line and its hits, from the index's answer with marks round them."""
    text: list[str] = []
    hits: list[Span] = []
    start: int | None = None
    for char in marked:
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
