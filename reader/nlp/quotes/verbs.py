"""Every reporting verb of an article, found in one pass, with its auxiliary and its form."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from reader.core.records import Span
from reader.nlp.quotes.language import QuoteData

_B = r"[ \u00a0\u202f\n]+"
_WORD = re.compile(r"[^\W\d_]+")
_CLITICS = r"(?:\b(?:[nslm]['’]|(?:nous|se|lui|leur|en|y|ne)[ \u00a0]))*"
_ASIDE = (
    r"de (?:son|leur) côté|pour (?:sa|leur) part|en outre|par (?:exemple|ailleurs|la suite)|au passage|"
    r"(?!(?:par|de|du|que|qui|dans|sur|pour|en|et|un|une|le|la|les)\b)[\w’']+"
)
_AUXILIARY = re.compile(
    rf"(?<![\w-]){_CLITICS}"
    r"(?:(?:a|ont|avait|avaient|aurait|auraient|aura|auront|ayant|eut) été|"
    r"est|sont|était|étaient|serait|sera|fut|a|ont|avait|avaient|aurait|auraient|ayant|eut|aura|auront|été)"
    r"(?:-t-(?:il|elle|on|ils|elles)|-(?:il|elle|ils|elles|on))?"
    rf"(?:,? quant à (?:lui|elle|eux),?)?(?:{_B}(?:{_ASIDE})){{0,3}}?{_B}$",
    re.IGNORECASE,
)
_BARE_CLITICS = re.compile(rf"(?<![\w-]){_CLITICS}$", re.IGNORECASE)
_INFINITIVE = re.compile(
    r"(?:[ei]r|oir|(?:pond|prend|tend|suiv|clu|mett|naît|sour|raind|croi|tradui|[cd]ri|^di|^ri|^li)re)$"
)
_PAST = re.compile(r"(?:é|ée|és|ées|[iu]s?)$")
_BEING = re.compile(r"\b(?:est|sont|était|étaient|serait|sera|fut|été)\b", re.IGNORECASE)
_WITH_BEING = ("interven", "reven", "conven", "parven")
_REFLEXIVE = re.compile(r"\b(?:s['’]|se )", re.IGNORECASE)
_AUXILIARY_CHARS = 60


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb of saying (``strength`` say) or of naming (name); ``span`` takes in its auxiliary.

    ``form`` is ``finite``, ``compound``, ``passive``, ``infinitive``, ``present`` (participle) or ``past`` (bare one).
    """

    span: Span
    main: Span
    strength: str
    form: str


class VerbIndex:
    """The reporting verbs of one article, to be asked by place."""

    def __init__(self, text: str, data: QuoteData) -> None:
        self._verbs = sorted(_find(text, data), key=lambda verb: verb.main)
        self._starts = [verb.span.start for verb in self._verbs]

    def between(self, start: int, end: int) -> list[ReportingVerb]:
        """The verbs that begin and end between two places, in order."""
        found: list[ReportingVerb] = []
        for number in range(bisect_left(self._starts, start), len(self._verbs)):
            verb = self._verbs[number]
            if verb.span.start >= end:
                break
            if verb.span.end <= end:
                found.append(verb)
        return found


def _find(text: str, data: QuoteData) -> Iterator[ReportingVerb]:
    phrases = {match.start(): match.end() for match in data.phrases.finditer(text)}
    for match in _WORD.finditer(text):
        end = phrases.get(match.start(), match.end())
        strength = "say" if match.start() in phrases else data.verbs.get(match.group().lower())
        if strength is None or match.group()[0].isupper() or _joined(text, match.start(), end):
            continue
        main = Span(match.start(), end)
        start = _verb_start(text, main)
        yield ReportingVerb(Span(start, end), main, strength, _form(text, start, main))


def _joined(text: str, start: int, end: int) -> bool:
    """Whether a word is only part of a longer one: ``porte-parole``, ``aujourd'hui``."""
    return text[start - 1 : start] == "-" or (text[end : end + 1] in "’'" and text[end : end + 1] != "")


def _verb_start(text: str, main: Span) -> int:
    floor = max(0, main.start - _AUXILIARY_CHARS)
    last = text.find(" ", main.start, main.end)
    first_end = last if last > 0 else main.end
    compound = text[first_end - 1] == "t" or _PAST.search(text, main.start, first_end)
    found = _AUXILIARY.search(text, floor, main.start) if compound else None
    found = found or _BARE_CLITICS.search(text, floor, main.start)
    return found.start() if found else main.start


def _form(text: str, start: int, main: Span) -> str:
    word = text[main.start : main.end].lower().split()[0]
    before = text[start : main.start]
    if word.endswith("ant"):
        return "present"
    if _INFINITIVE.search(word):
        return "infinitive"
    if not _PAST.search(word):
        return "compound" if before.strip() and not _BARE_CLITICS.fullmatch(before) else "finite"
    if not before.strip() or _BARE_CLITICS.fullmatch(before):
        return "past"
    active = _REFLEXIVE.search(before) or word.startswith(_WITH_BEING)
    return "passive" if _BEING.search(before) and not active else "compound"
