"""Named spans as identity sees them: outside titles, in order, never overlapping."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from reader.core.identity.genders import born_gender, is_family, pronoun_gender
from reader.core.identity.language import LanguageData, is_written
from reader.core.identity.normalise import fold
from reader.core.records import Article, NameSpan, Span
from reader.core.visible import visible_name

_LINE_END = re.compile(r"\n\s*")
_FIRST_WORD = re.compile(r"\S+?(?=[\s\u00a0\u202f]|$)|[dDlL]['’](?=\w)")
_WORD_BEFORE = re.compile(r"([\w.\-’']+)[\s\u00a0\u202f]+$")
_ARTICLES = frozenset({"le", "la", "les", "l'", "un", "une", "du", "des", "au", "aux"})


@dataclass(frozen=True, slots=True)
class Name:
    """A named span with its text, the gender its title shows, and the number of its line.

    ``pronoun`` is the gender of what takes a person up, ``family`` tells a plural (``les Dubois``).
    """

    span: Span
    text: str
    entity_type: str
    gender: str = ""
    paragraph: int = 0
    score: float = 1.0
    pronoun: str = ""
    family: bool = False


def prepare(article: Article, names: Iterable[NameSpan], data: LanguageData) -> list[Name]:
    """The names in text order, persons without their titles, later ones that overlap left out."""
    lines = [match.start() for match in _LINE_END.finditer(article.text)]
    kept: list[NameSpan] = []
    end = 0
    for name in sorted(names, key=lambda n: (n.span.start, -n.span.end)):
        if name.span.start >= end and name.span.end <= len(article.text) and len(name.span):
            kept.append(name)
            end = name.span.end
    people = [name.span.start for name in kept if name.entity_type == "PER"]
    result: list[Name] = []
    for name in kept:
        paragraph = bisect_right(lines, name.span.start)
        if name.entity_type == "PER":
            following = bisect_right(people, name.span.start)
            limit = people[following] if following < len(people) else len(article.text)
            result.append(_person(article.text, name, paragraph, limit, data))
        else:
            text = visible_name(article.text[name.span.start : name.span.end])
            result.append(Name(name.span, text, name.entity_type, "", paragraph, name.score))
    return result


def _person(text: str, name: NameSpan, paragraph: int, limit: int, data: LanguageData) -> Name:
    """A person's name; ``limit`` is where the next person is named."""
    span = without_title(text, name.span, data)
    return Name(
        span,
        visible_name(text[span.start : span.end]),
        "PER",
        title_gender(text, span.start, data) or born_gender(text, span.end),
        paragraph,
        name.score,
        pronoun_gender(text, span.end, limit, data),
        is_family(text, span.start),
    )


def without_title(text: str, span: Span, data: LanguageData) -> Span:
    """A person's span without leading articles, courtesy titles and ranks; never empty."""
    start = span.start
    while True:
        word = _FIRST_WORD.match(text, start, span.end)
        if word is None or word.end() >= span.end:
            break
        folded = fold(word.group())
        if folded not in data.titles and folded.rstrip(".") not in data.titles and folded not in _ARTICLES:
            break
        if folded in data.particles and not text[start].islower():
            break
        start = word.end()
        while start < span.end and text[start].isspace():
            start += 1
    return Span(start, span.end) if start < span.end else span


def title_gender(text: str, start: int, data: LanguageData) -> str:
    """What the words right before a name say of its bearer's gender: ``m``, ``f`` or nothing."""
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    if before is None:
        return ""
    written = before.group(1).split("'")[-1].split("’")[-1]
    title = data.titles.get(fold(written))
    noun = data.nouns.get(fold(written))
    return title or (noun.gender if noun is not None and is_written(written, noun) else "")
