"""Who is said to have said something, with or without quotation marks: the subjects of all reporting verbs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from reader.core.records import Span
from reader.nlp.quotes.context import Located, Surroundings
from reader.nlp.quotes.language import QuoteData
from reader.nlp.quotes.subjects import Subject, before_verb, inverted_pronoun
from reader.nlp.quotes.verbs import ReportingVerb, VerbIndex

_FINITE = ("finite", "compound")
_FEW = 3
_AGO = 6


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting verb and the mention that is its subject."""

    verb: Span
    who: Located


class Reporters:
    """The reporting clauses of one article whose subject is named, to be asked by place."""

    def __init__(self, around: Surroundings, data: QuoteData) -> None:
        self._around = around
        verbs = VerbIndex(around.masked, data).between(0, len(around.masked))
        self._reports = [report for verb in verbs if (report := self._report(verb)) is not None]
        self._starts = [report.verb.start for report in self._reports]

    def of(self, entity: str, place: int) -> Iterator[str]:
        """Whether somebody is among the last who said something before a place, and how long ago."""
        around = self._around
        here = around.sentence_number(place)
        number = bisect_left(self._starts, place)
        seen: list[str] = []
        for report in reversed(self._reports[max(0, number - _AGO) : number]):
            ago = here - around.sentence_number(report.verb.start)
            if ago > _AGO or len(seen) > _FEW:
                return
            if report.who.entity.id == entity:
                yield f"e reported {len(seen)}"
                yield f"e reported {len(seen)} ago {min(ago, 3)}"
                return
            if report.who.entity.id not in seen:
                seen.append(report.who.entity.id)

    def _report(self, verb: ReportingVerb) -> Report | None:
        if verb.strength != "say" or verb.form not in _FINITE:
            return None
        subject = self._subject(verb)
        if subject is None or subject.mention is None or subject.mention.entity.entity_type == "LOC":
            return None
        return Report(verb.span, subject.mention)

    def _subject(self, verb: ReportingVerb) -> Subject | None:
        if inverted_pronoun(self._around, verb.span) is not None:
            return None
        start = self._around.sentence_start(verb.span.start)
        return before_verb(self._around, verb.span, start)
