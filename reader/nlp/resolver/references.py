"""The words of an article that may mean one of its people without naming them: descriptions and pronouns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reader.core.identity import LanguageData
from reader.core.identity.nominals import description_phrases
from reader.core.records import UNREAD_KINDS, Article, Entity, Span
from reader.core.resources import resource_path

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A description or a pronoun; ``gender`` is ``m``, ``f`` or empty."""

    span: Span
    gender: str = ""
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Pronouns:
    """The pronouns of a language: a pattern that finds them, and the gender of each."""

    pattern: re.Pattern[str] = _NOTHING
    genders: Mapping[str, str] = field(default_factory=dict[str, str])


def load_pronouns(language: str) -> Pronouns:
    """``resources/lang/<language>/resolver.toml``; no pronouns without the file."""
    path = resource_path("lang", language, "resolver.toml")
    if not path.is_file():
        return Pronouns()
    table = tomllib.loads(path.read_text(encoding="utf-8"))["pronouns"]
    genders = {word: gender for gender in ("m", "f") for word in table[gender]}
    words = "|".join(re.escape(word) for word in sorted(genders, key=len, reverse=True))
    return Pronouns(re.compile(rf"\b(?:{words})\b", re.IGNORECASE), genders)


def references(
    article: Article, entities: Sequence[Entity], data: LanguageData, pronouns: Pronouns
) -> tuple[Reference, ...]:
    """All of them in text order; a pronoun inside a description is left out."""
    found = [Reference(phrase.span, phrase.gender) for phrase in description_phrases(article, entities, data)]
    taken = sorted((reference.span for reference in found), key=lambda span: span.start)
    found += [each for each in _pronouns(article, pronouns) if not _inside(each.span, taken)]
    return tuple(sorted(found, key=lambda reference: (reference.span.start, -reference.span.end)))


def _pronouns(article: Article, pronouns: Pronouns) -> Iterator[Reference]:
    for block in article.blocks:
        if block.kind in UNREAD_KINDS:
            continue
        for match in pronouns.pattern.finditer(article.text, block.span.start, block.span.end):
            gender = pronouns.genders[match.group().lower()]
            yield Reference(Span(*match.span()), gender, pronoun=True)


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a range lies in one of some that are sorted and do not overlap."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle].end <= span.start:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low].overlaps(span)
