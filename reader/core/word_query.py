"""What somebody who types words into a search asks for, and where a text answers it.

Words are looked for without case, accents and typography, in singular and plural; the last one already by its
beginning. ``"words in quotes"`` stand together, just as they are. ``OR`` or ``OU`` in capitals takes the word before
or the word behind; nothing else that is typed is an operator. ``l'Élysée`` looks for ``Élysée`` alone, a hyphenated
word for its parts side by side.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.core.folding import fold
from reader.core.records import Span
from reader.core.search import SearchableText, grouped_number
from reader.core.word_forms import word_forms

_WORD = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"[^\W_](?:[^\s\"|]*[^\W_])?\*?|\|")
_ELIDED = re.compile(r"^(?:[^\W_]|\w*qu)'(?=\w)")
_OR = re.compile(r"(?<=\s)(?:OR|OU)(?=\s)")
_GROUP = re.compile(r"([0-9])(?<![0-9]{4}) +(?=[0-9]{3}(?![0-9]))")
"""The blank in ``10 000``; a year before a number of three digits is no part of it."""

_NUMERO, _NUMERO_WORD = "n°", "no "
_LONGEST = 1_000
"""Characters of what is typed that count: a longer text is no question."""

_MOST_WORDS, _MOST_SPELLINGS = 24, 8


@dataclass(frozen=True, slots=True)
class Spelling:
    """Folded words side by side; with ``beginning`` the last of them may go on."""

    words: tuple[str, ...]
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class WordQuery:
    """Every one of ``terms`` is asked for, each by any of its spellings."""

    terms: tuple[tuple[Spelling, ...], ...] = ()


def indexed_words(text: str) -> str:
    """A text as it is entered into an index of words: folded, with ``10 000`` and ``n°`` as a word each."""
    return _GROUP.sub(r"\1", fold(text)).replace(_NUMERO, _NUMERO_WORD)


@lru_cache(maxsize=64)
def word_query(text: str, forms: bool = True) -> WordQuery:
    """What ``text`` asks for; without ``forms`` no word stands for its singular or plural."""
    pieces = indexed_words(_OR.sub("|", text[:_LONGEST])).split('"')
    found: list[tuple[Spelling, ...]] = []
    either = False
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        for term in _quoted(piece) if number % 2 else _words(piece, last, forms):
            if not term:
                either = bool(found)
            elif either:
                found[-1] += term
                either = False
            else:
                found.append(term)
    return WordQuery(tuple(found[:_MOST_WORDS]))


def _quoted(phrase: str) -> Iterator[tuple[Spelling, ...]]:
    words = tuple(_WORD.findall(phrase))
    if words:
        yield (Spelling(words),)


def _words(text: str, last: bool, forms: bool) -> Iterator[tuple[Spelling, ...]]:
    """The spellings of each word, none for the sign between two of which one is enough."""
    for match in _GLUED.finditer(text):
        word = match.group()
        begins = word.endswith("*") or (last and match.end() == len(text))
        parts = _WORD.findall(_ELIDED.sub("", word))
        yield tuple(_spellings(parts, begins, forms)) if parts else ()


def _spellings(parts: Sequence[str], beginning: bool, forms: bool) -> Iterator[Spelling]:
    """The words as typed, then in their other numbers; a form that a beginning finds anyway is left out."""
    yield Spelling(tuple(parts), beginning)
    if not forms:
        return
    each = [word_forms(part) for part in parts]
    for words in itertools.islice(itertools.product(*each), 1, _MOST_SPELLINGS):
        if not (beginning and words[:-1] == tuple(parts[:-1]) and words[-1].startswith(parts[-1])):
            yield Spelling(words)


def word_places(where: SearchableText, query: WordQuery, whole: bool = True) -> tuple[Span, ...]:
    """Where a text has the words of a query, in order, never overlapping; the longest wins.

    Of a word that was asked for by its beginning all is marked if ``whole``, else only that.
    """
    spans = {
        where.source_span(*place)
        for term in query.terms
        for spelling in term
        for place in _matches(where.folded, spelling, whole)
    }
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)


def _matches(folded: str, spelling: Spelling, whole: bool) -> Iterator[tuple[int, int]]:
    for match in _pattern(spelling, whole).finditer(folded):
        start = match.start()
        if start == 0 or not folded[start - 1].isalnum():
            yield match.span()


@lru_cache(maxsize=256)
def _pattern(spelling: Spelling, whole: bool) -> re.Pattern[str]:
    """Begins with letters, so that a text is searched fast; what stands before is looked at afterwards."""
    words = [_word_pattern(word) for word in spelling.words]
    end = r"(?![^\W_])" if not spelling.beginning else r"[^\W_]*" if whole else ""
    return re.compile(r"[\W_]+".join(words) + end)


def _word_pattern(word: str) -> str:
    if word == _NUMERO_WORD.strip():
        return "n[o°]"
    return grouped_number(word) if word.isdecimal() else re.escape(word)
