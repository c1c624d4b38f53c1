"""Who says each quotation, by which words we know, and whether it is speech at all.

Evidence in this order: a reporting clause right behind the quotation, one inside it, one before it,
a source (``selon X``), then the speaker of the quotation before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.records import Article, BlockKind, Cue, Entity, Quote, Span, Speaker
from reader.nlp.quotes.context import Located, Surroundings
from reader.nlp.quotes.coreference import Pronouns
from reader.nlp.quotes.language import QuoteData
from reader.nlp.quotes.records import Token
from reader.nlp.quotes.speech import is_speech
from reader.nlp.quotes.subjects import Subject, before_verb, inverted_pronoun, noun_phrase

_GLUE = re.compile(r"[\s,;:.!?…»”\"\x1a–—-]*")
_INSIDE = re.compile(r"[,?!…]\s+")
_COLON = re.compile(r":\s*$")
_RESULTS = 3
_SENTENCE_LENGTH = 25
_GUESSED = 0.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """A subject and the words that make it a speaker; ``certain`` tells a real reporting clause."""

    subject: Subject
    cue: Span | None
    certain: bool = True
    score: float = 0.9


class Attribution:
    """Attributes the quotations of one article, in text order."""

    def __init__(
        self,
        article: Article,
        spans: Sequence[Span],
        entities: Sequence[Entity],
        tokens: Sequence[Token],
        data: QuoteData,
    ) -> None:
        self._article = article
        self._spans = spans
        self._data = data
        self._around = Surroundings(article, spans, entities, tokens)
        self._pronouns = Pronouns(self._around, entities, data.genders)
        self._last: tuple[Quote, Located | None] | None = None

    def run(self) -> tuple[Quote, ...]:
        """Every quotation with its speaker, where the article gives one."""
        found: list[Quote] = []
        outer: list[tuple[Span, Quote, Located | None]] = []
        for span in self._spans:
            while outer and outer[-1][0].end <= span.start:
                outer.pop()
            if outer:
                quote, who = self._nested(span, outer[-1][1], outer[-1][2])
            else:
                quote, who = self._attribute(span)
                if quote.speech:
                    self._last = (quote, who)
            outer.append((span, quote, who))
            found.append(quote)
        return tuple(found)

    # -- one quotation ---------------------------------------------------------------------------

    def _attribute(self, span: Span) -> tuple[Quote, Located | None]:
        evidence = self._after(span) or self._inside(span) or self._before(span)
        speech, score = is_speech(
            self._article, span, self._around, self._data, evidence is not None and evidence.certain
        )
        if not speech:
            return Quote(span, speech=False, score=score), None
        if evidence is not None:
            speaker, who = self._speaker(evidence)
            if speaker is not None:
                return Quote(span, True, speaker, self._cue(evidence.cue), score), who
        carried, who = self._carried(span)
        return Quote(span, True, carried, None, score), who

    def _nested(self, span: Span, outer: Quote, who: Located | None) -> tuple[Quote, Located | None]:
        """A quotation inside another: words or a title in the mouth of the same speaker."""
        speech, score = is_speech(self._article, span, self._around, self._data, cued=False)
        speaker = outer.speaker if speech and outer.speech else None
        return Quote(span, speech, speaker, None, score), who if speaker else None

    def _cue(self, span: Span | None) -> Cue | None:
        return None if span is None else Cue(span, self._article.text[span.start : span.end])

    def _speaker(self, evidence: Evidence) -> tuple[Speaker | None, Located | None]:
        subject = evidence.subject
        score = round(evidence.score * subject.certainty, 3)
        who = subject.mention
        if subject.pronoun:
            last = self._recent_speaker(subject.span.start)
            since = self._last[0].span.end if self._last is not None else 0
            who = self._pronouns.resolve(subject.pronoun, subject.span.start, last, since)
            if who is None and subject.pronoun != "on":
                return None, None
        text = self._article.text[subject.span.start : subject.span.end]
        if who is not None and who.entity.entity_type == "LOC" and not evidence.certain:
            return None, None
        organization = subject.organization.entity.id if subject.organization else None
        entity = None if who is None else who.entity.id
        return Speaker(entity, subject.span, text, score, organization), who

    def _recent_speaker(self, place: int) -> Located | None:
        """Who said the quotation before, if it lies in this paragraph or the one before."""
        if self._last is None:
            return None
        quote, who = self._last
        near = self._around.block_number(place) - self._around.block_number(quote.span.end - 1) <= 1
        return who if near else None

    # -- evidence --------------------------------------------------------------------------------

    def _after(self, span: Span) -> Evidence | None:
        """``», a déclaré X``, ``», selon X``, ``» a-t-il dit``; also ``», X le dit``."""
        around, text = self._around, self._around.masked
        end = around.sentence_end(span.end) if self._goes_on(span) else span.end
        glue = _GLUE.match(text, span.end, end)
        start = glue.end() if glue else span.end
        if start >= end:
            return None
        verb = self._data.said.match(text, start, end)
        if verb is not None:
            return self._inverted(Span(*verb.span("verb")), end)
        source = self._data.source.match(text, start, end)
        if source is not None and self._not_new_sentence(span, start):
            subject = noun_phrase(around, source.end(), end)
            return None if subject is None else Evidence(subject, Span(*source.span()), score=0.85)
        return None

    def _goes_on(self, span: Span) -> bool:
        """Whether the sentence goes on behind the closing mark."""
        block = self._around.block_of(span.end - 1)
        rest = self._around.masked[span.end : block.end]
        return bool(rest.strip())

    def _not_new_sentence(self, span: Span, start: int) -> bool:
        return not self._around.masked[start].isupper() or "." not in self._around.masked[span.end : start]

    def _inverted(self, verb: Span, limit: int) -> Evidence | None:
        pronoun = inverted_pronoun(self._around, verb)
        if pronoun is not None:
            return Evidence(pronoun, Span(verb.start, max(verb.end, pronoun.span.end)), score=0.95)
        subject = noun_phrase(self._around, verb.end, limit)
        return None if subject is None else Evidence(subject, verb, score=0.95)

    def _inside(self, span: Span) -> Evidence | None:
        """``« C'est une honte, estime X, et … »``: a clause that the journalist put in."""
        text = self._article.text
        for comma in _INSIDE.finditer(text, span.start, span.end):
            verb = self._data.said.match(text, comma.end(), min(span.end, comma.end() + 60))
            if verb is None:
                continue
            where = Span(*verb.span("verb"))
            pronoun = inverted_pronoun(self._around, where)
            if pronoun is not None:
                return Evidence(pronoun, where)
            for item in self._around.between(where.end, min(span.end, where.end + 80)):
                gap = text[where.end : item.span.start]
                if re.fullmatch(r"\s+(?:[\w’'.-]+\s+){0,5}(?:l['’])?", gap) and "," not in gap:
                    return Evidence(Subject(item.span, item), where)
                break
        return None

    def _before(self, span: Span) -> Evidence | None:
        """``X a déclaré : «``, ``X a parlé d'une «``, ``selon X, «``, ``X : «``."""
        around = self._around
        start = around.sentence_start(span.start)
        found = self._clause_before(start, span.start) or self._source_before(start, span.start)
        if found is not None:
            return found
        if _COLON.search(around.masked, start, span.start):
            return self._colon(start, span.start)
        if (
            not around.masked[start : span.start].strip(' \x1a,«“"')
            and start > around.block_of(span.start).start
        ):
            return self._introduced(start)
        return self._clause_after(span)

    def _clause_before(self, start: int, end: int) -> Evidence | None:
        verbs = list(self._data.named.finditer(self._around.masked, start, end))
        for verb in reversed(verbs[-_RESULTS:]):
            where = Span(*verb.span("verb"))
            pronoun = inverted_pronoun(self._around, where)
            subject = pronoun or before_verb(self._around, where, start)
            if subject is None or (
                subject.mention is None and not subject.pronoun and subject.certainty < 0.5
            ):
                continue
            if (
                subject.mention is not None
                and subject.mention.entity.entity_type == "LOC"
                and not self._adjacent(where, end)
            ):
                continue
            strong = self._data.said.fullmatch(verb.group("main")) is not None
            return Evidence(subject, where, certain=strong or self._adjacent(where, end), score=0.85)
        return None

    def _adjacent(self, verb: Span, end: int) -> bool:
        return end - verb.end < 60

    def _source_before(self, start: int, end: int) -> Evidence | None:
        for source in self._data.source.finditer(self._around.masked, start, end):
            if source.group().lower() == "pour" and source.start() > start + 3:
                continue
            subject = noun_phrase(self._around, source.end(), end)
            if subject is not None and (subject.mention is not None or source.group().lower() != "pour"):
                return Evidence(subject, Span(*source.span()), score=0.8)
        return None

    def _colon(self, start: int, end: int) -> Evidence | None:
        """A sentence that ends in a colon: its first person speaks."""
        people = [
            item
            for item in self._around.between(start, end)
            if item.entity.entity_type in ("PER", "ORG") and self._around.outside_quotes(item.span)
        ]
        people.sort(key=lambda item: item.entity.entity_type != "PER")
        if not people:
            return None
        return Evidence(Subject(people[0].span, people[0], certainty=0.8), None, score=0.7)

    def _introduced(self, start: int) -> Evidence | None:
        """A quotation that is a sentence of its own, behind one that says who will speak."""
        previous = self._around.sentence_start(max(0, start - 1))
        text = self._around.masked[previous:start].rstrip()
        if not text.endswith(":"):
            return None
        return self._clause_before(previous, start) or self._colon(previous, start)

    def _clause_after(self, span: Span) -> Evidence | None:
        """``« … », X l'a dit``: the first clause behind the quotation whose subject is known."""
        around = self._around
        end = around.sentence_end(span.end) if self._goes_on(span) else span.end
        verb = self._data.said.search(around.masked, span.end, min(end, span.end + 80))
        if verb is None:
            return None
        where = Span(*verb.span("verb"))
        if around.masked[span.end : where.start].strip(" ,."):
            subject = before_verb(around, where, span.end)
            if subject is not None and (subject.mention is not None or subject.pronoun):
                return Evidence(subject, where, certain=False, score=0.6)
        return None

    # -- carrying on -----------------------------------------------------------------------------

    def _carried(self, span: Span) -> tuple[Speaker | None, Located | None]:
        """Who was just spoken of begins to speak, or the speaker of the quotation before goes on."""
        introduced = self._just_named(span)
        if introduced is not None:
            text = self._article.text[introduced.span.start : introduced.span.end]
            return Speaker(introduced.entity.id, introduced.span, text, _GUESSED), introduced
        if self._last is None or self._last[0].speaker is None:
            return None, None
        quote, who = self._last
        number = self._around.block_number(span.start)
        distance = number - self._around.block_number(quote.span.end - 1)
        if distance > 1 or self._article.blocks[number].kind in (
            BlockKind.TITLE,
            BlockKind.HEADING,
            BlockKind.CAPTION,
        ):
            return None, None
        if distance == 1 and not self._opens_block(span):
            return None, None
        old = quote.speaker
        assert old is not None
        return Speaker(old.entity, old.span, old.text, round(old.score * 0.7, 3), old.organization), who

    def _just_named(self, span: Span) -> Located | None:
        """The subject of the sentence before a quotation that is a sentence of its own, in its paragraph."""
        around = self._around
        start = around.block_of(span.start).start
        own_sentence = around.sentence_start(span.start)
        if own_sentence <= start or around.masked[own_sentence : span.start].strip():
            return None
        if len(span) < _SENTENCE_LENGTH:
            return None
        since = self._last[0].span.end if self._last is not None else 0
        named = self._pronouns.last_subject(own_sentence)
        return named if named is not None and named.span.start >= max(start, since) else None

    def _opens_block(self, span: Span) -> bool:
        return not self._article.text[self._around.block_of(span.start).start : span.start].strip()
