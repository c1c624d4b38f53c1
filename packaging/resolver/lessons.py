"""Annotated articles to windows with the right answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "quotes"))
from examples import Case
from gold import trimmed

from reader.core.identity import LanguageData
from reader.core.records import MentionKind, Span
from reader.nlp.quotes import QuoteData, find_quotes
from reader.nlp.quotes.coreference import genders
from reader.nlp.resolver.pieces import outermost, read_pieces, windows
from reader.nlp.resolver.questions import Asker, Questions
from reader.nlp.resolver.references import Pronouns, Reference, references
from reader.nlp.tagger.tokenizer import Tokenizer

UNKNOWN = -100


@dataclass(slots=True)
class Lesson:
    """A window and its answers: 1, 0 or ``UNKNOWN`` for speech; the column of the right answer, or ``UNKNOWN``."""

    article: str
    asked: Questions
    speech: list[int]
    speakers: list[int]
    references: list[int]
    spans: list[Span]
    described: Sequence[Reference]
    lower: torch.Tensor | None = field(default=None, repr=False)

    @property
    def teaches(self) -> bool:
        """Whether anything is to be learnt here."""
        return any(value != UNKNOWN for part in (self.speech, self.references) for value in part)

    @property
    def rich(self) -> bool:
        """Whether there is a quotation or a description of somebody, not only phrases that describe nobody."""
        people = len(self.asked.entities)
        described = any(value not in (UNKNOWN, people) for value in self.references)
        return described or any(value != UNKNOWN for value in self.speech)


@dataclass(frozen=True, slots=True)
class Tools:
    """What articles of one language are read with."""

    tokenizer: Tokenizer
    names: LanguageData
    quotes: QuoteData
    pronouns: Pronouns


def lessons(name: str, case: Case, tools: Tools) -> Iterator[Lesson]:
    """The windows of an article with the right answers."""
    article = case.article
    spans = outermost(find_quotes(article, tools.quotes))
    means = references(article, case.entities, tools.names, tools.pronouns)
    pieces = read_pieces(article, spans, tools.tokenizer)
    known = genders(article.text, case.entities, tools.quotes.genders)
    asker = Asker(article, pieces, spans, means, case.entities, known)
    wanted = _wanted(case, [reference.span for reference in means])
    for window in windows(pieces, article):
        asked = asker.ask(window)
        column = {case.entities[number].id: row for row, number in enumerate(asked.entities)}
        people = {name: row for name, row in column.items() if asked.people[row]}
        lesson = Lesson(name, asked, [], [], [], spans, means)
        for row, own in zip(asked.quotes.number, asked.own_quotes, strict=True):
            speech, speaker = _speaker(case, spans[row], column) if own else (UNKNOWN, UNKNOWN)
            lesson.speech.append(speech)
            lesson.speakers.append(speaker)
        for row, own in zip(asked.references.number, asked.own_references, strict=True):
            right = people.get(wanted[row] or "", len(column)) if own else UNKNOWN
            lesson.references.append(UNKNOWN if means[row].pronoun else right)
        yield lesson


def _speaker(case: Case, span: Span, column: dict[str, int]) -> tuple[int, int]:
    gold = case.gold.quotes.get(trimmed(case.gold.text, span))
    if gold is None:
        return UNKNOWN, UNKNOWN
    if not gold.speech:
        return 0, UNKNOWN
    if gold.words is not None:
        return 1, len(column)
    wanted = case.stands.get(gold.speaker) if gold.speaker else None
    return 1, column.get(wanted or "", len(column) + 1)


def _wanted(case: Case, spans: Sequence[Span]) -> list[str | None]:
    """For each range the entity that gold says it describes."""
    marked = [
        (mention.span, case.stands.get(entity.id))
        for entity in case.gold.entities
        for mention in entity.mentions
        if mention.kind is MentionKind.NOMINAL
    ]
    found: list[str | None] = []
    for span in spans:
        over = [(_shared(span, other), who) for other, who in marked if span.overlaps(other)]
        found.append(max(over, key=lambda pair: pair[0])[1] if over else None)
    return found


def _shared(one: Span, other: Span) -> float:
    joint = min(one.end, other.end) - max(one.start, other.start)
    return joint / (len(one) + len(other) - joint)
