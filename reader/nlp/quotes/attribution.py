"""Who says each quotation, by which words we know, and whether it is speech at all.

Two linear models decide. Constructions around the quotation (``evidence``) say what can be known from its
sentence; the models weigh them against whom the article last spoke of and who spoke last.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.core.identity.normalise import fold
from reader.core.records import Article, BlockKind, Cue, Entity, Quote, Span, Speaker
from reader.nlp.quotes.candidates import Candidate, CandidateFinder
from reader.nlp.quotes.cases import WEAK, Said
from reader.nlp.quotes.context import Located, Surroundings
from reader.nlp.quotes.evidence import Evidence, EvidenceFinder
from reader.nlp.quotes.indirect import IndirectFinder
from reader.nlp.quotes.language import QuoteData
from reader.nlp.quotes.marks import CLOSING, OPENING
from reader.nlp.quotes.records import Token
from reader.nlp.quotes.speech import SpeechFeatures
from reader.nlp.quotes.voices import Voices
from reader.nlp.quotes.weights import QuoteWeights, logistic, softmax
from reader.nlp.resolver.mixture import (
    FLOOR,
    NOBODY,
    WORDS,
    Mixture,
    Standing,
    certainty,
    speaker_scores,
    speaker_traits,
    speech_odds,
)
from reader.nlp.resolver.reading import Reading

_TITLES = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.RELATED)
_FIRST, _TELLING = 60, 6
_WORD = re.compile(r"[^\W_]+")


def _plain(text: str) -> str:
    """The words of a quotation, without marks, case and accents, blanks around them."""
    return " " + " ".join(_WORD.findall(fold(text))) + " "


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with the log probabilities that the network and the rules give it.

    ``name`` is the id of an entity, ``WORDS`` or ``NOBODY``.
    """

    name: str
    candidate: Candidate
    network: float
    rules: float


@dataclass(frozen=True, slots=True)
class _Outer:
    """A quotation that others may lie in."""

    quote: Quote
    who: Located | None


class Attribution:
    """Attributes the quotations of one article, in text order."""

    def __init__(
        self,
        article: Article,
        spans: Sequence[Span],
        entities: Sequence[Entity],
        tokens: Sequence[Token],
        data: QuoteData,
        weights: QuoteWeights,
        reading: Reading | None = None,
        mixture: Mixture | None = None,
    ) -> None:
        self._reading = reading or Reading()
        self._mixture = mixture or Mixture()
        self._entities = {entity.id: entity for entity in entities}
        self._article = article
        self._spans = spans
        self._weights = weights
        self._around = Surroundings(article, spans, entities, tokens)
        self._data = data
        self._history: list[Said] = []
        self._evidence = EvidenceFinder(self._around, data)
        self._speech = SpeechFeatures(article, spans, self._around, data)
        self._known = {span: self._evidence.all(span) for span in _outermost(spans)}
        voices = Voices(self._known, self._around)
        self._candidates = CandidateFinder(article, self._around, entities, voices, data)

    def run(self) -> tuple[Quote, ...]:
        """Every quotation with its speaker, where the article gives one."""
        found: list[Quote] = []
        outer: list[_Outer] = []
        history = self._history
        for span in self._spans:
            while outer and outer[-1].quote.span.end <= span.start:
                outer.pop()
            if outer:
                quote, who = self._nested(span, outer[-1])
            else:
                quote, who = self._attribute(span, history)
                if quote.speech:
                    history.append(Said(span, who))
            outer.append(_Outer(quote, who))
            found.append(quote)
        return self._titles(found)

    def indirect(self) -> tuple[Quote, ...]:
        """What is reported without quotation marks; to be asked after ``run``, on whose speakers it builds."""
        return IndirectFinder(self._around, self._data, self._reporter).all()

    def _reporter(self, span: Span, piece: Evidence) -> Speaker | None:
        """Who a subject of indirect speech is; nobody where nothing is likely enough."""
        subject = piece.subject
        if subject.mention is not None:
            return self._speaker(Candidate(subject.mention, piece), 0.9)
        before = self._history[: bisect_left(self._history, span.start, key=lambda said: said.span.start)]
        chosen, certainty = self.choose(span, self._candidates.candidates(span, (piece,), before))
        if chosen.evidence is not piece:
            return None
        return self._speaker(chosen, certainty)

    def _titles(self, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
        """Words in a title that the article quotes again in full are those of the same speaker."""
        text = self._article.text
        known = [quote for quote in quotes if quote.speaker is not None and quote.speaker.entity is not None]
        found: list[Quote] = []
        for quote in quotes:
            block = self._article.blocks[self._around.block_number(quote.span.start)]
            if quote.speaker is None and block.kind in _TITLES:
                words = _plain(text[quote.span.start : quote.span.end])
                again = [o for o in known[:_FIRST] if words in _plain(text[o.span.start : o.span.end])]
                if again and len(words) >= _TELLING and again[0].speaker is not None:
                    speaker = replace(again[0].speaker, score=round(again[0].speaker.score * 0.9, 3))
                    quote = replace(quote, speech=True, speaker=speaker)
            found.append(quote)
        return tuple(found)

    def _attribute(self, span: Span, history: Sequence[Said]) -> tuple[Quote, Located | None]:
        evidence = self._known[span]
        speech, score = self.is_speech(span, self._speech.of(span, evidence, nested=False))
        if not speech:
            return Quote(span, speech=False, score=score), None
        chosen, certainty = self.choose(span, self._candidates.candidates(span, evidence, history))
        speaker = self._speaker(chosen, certainty)
        cue = chosen.evidence.cue if speaker is not None and chosen.evidence is not None else None
        return Quote(span, True, speaker, self._cue(cue), score), chosen.item

    def _nested(self, span: Span, outer: _Outer) -> tuple[Quote, Located | None]:
        """A quotation inside another: words or a title in the mouth of the same speaker."""
        speech, score = self.is_speech(span, self._speech.of(span, (), nested=True))
        speaker = outer.quote.speaker if speech else None
        if speaker is not None:
            speaker = replace(speaker, score=round(speaker.score * self._mixture.nested, 3))
        return Quote(span, speech, speaker, None, score), outer.who if speaker else None

    def is_speech(self, span: Span, features: Sequence[str]) -> tuple[bool, float]:
        """Whether a quotation is somebody's words, and how sure that is, 0.5 to 1."""
        odds = self._weights.speech.score(features)
        read = self._reading.quotes.get(span)
        if read is not None:
            odds = speech_odds(self._mixture, read.speech, odds)
        chance = logistic(odds)
        return chance >= 0.5, round(max(chance, 1 - chance), 3)

    def choose(self, span: Span, candidates: Sequence[Candidate]) -> tuple[Candidate, float]:
        """The likeliest candidate of a quotation, nobody among them, and its probability."""
        chances = softmax([self._weights.speaker.score(item.features) for item in candidates])
        if span in self._reading.quotes:
            return self._weighed(self.choices(span, candidates, chances), span)
        chance, best = max(zip(chances, candidates, strict=True), key=lambda pair: pair[0])
        return best, self._weights.calibrated(chance)

    def choices(self, span: Span, candidates: Sequence[Candidate], chances: Sequence[float]) -> list[Choice]:
        """What rules and network each say of every candidate of either; words and nobody are the last two."""
        read = self._reading.quotes[span]
        logs = [math.log(max(chance, 1e-9)) for chance in chances]
        rules = {item.entity: (item, log) for item, log in zip(candidates, logs, strict=True) if item.entity}
        found: list[Choice] = []
        for name in dict.fromkeys([*rules, *read.entities]):
            item, log = rules.get(name) or (Candidate(self._nearest(name, span)), FLOOR)
            found.append(Choice(name, item, read.entities.get(name, FLOOR), log))
        known = zip(candidates, logs, strict=True)
        named = [(item, log) for item, log in known if item.item is None and item.evidence is not None]
        words, log = named[0] if named else (Candidate(), FLOOR)
        found.append(Choice(WORDS, words, read.words, log))
        found.append(Choice(NOBODY, candidates[-1], read.nobody, logs[-1]))
        return found

    def _weighed(self, choices: Sequence[Choice], span: Span) -> tuple[Candidate, float]:
        network, rules = [each.network for each in choices], [each.rules for each in choices]
        scores = speaker_scores(self._mixture, [each.name for each in choices], network, rules)
        best = max(range(len(scores)), key=lambda number: (scores[number], -number))
        traits = speaker_traits(best, scores, network, rules, self.standing(span, choices[best]))
        return choices[best].candidate, certainty(self._mixture.speaker_certainty, traits)

    def standing(self, span: Span, choice: Choice) -> Standing:
        """What the probability of a choice depends on besides its scores."""
        text = self._article.text
        closed = text[span.end - 1] in CLOSING or text[span.start] not in OPENING
        evidence = choice.candidate.evidence
        told = evidence is not None and evidence.kind not in WEAK and evidence.subject.mention is not None
        return Standing(self._reading.quotes[span].speech, closed, told)

    def _nearest(self, name: str, span: Span) -> Located:
        """The mention of an entity that stands nearest to a quotation."""
        entity = self._entities[name]
        number = bisect_left(entity.mentions, span.start, key=lambda mention: mention.span.start)
        near = entity.mentions[max(0, number - 1) : number + 1]
        mention = min(near, key=lambda each: max(span.start - each.span.end, each.span.start - span.end))
        return Located(mention.span, entity, mention.kind)

    def _speaker(self, chosen: Candidate, certainty: float) -> Speaker | None:
        item, evidence = chosen.item, chosen.evidence
        if evidence is not None:
            span, body = evidence.subject.span, evidence.subject.organization
        elif item is not None:
            span, body = item.span, None
        else:
            return None
        entity = None if item is None else item.entity.id
        organization = None if body is None or body.entity.id == entity else body.entity.id
        text = self._article.text[span.start : span.end]
        return Speaker(entity, span, text, round(certainty, 3), organization)

    def _cue(self, span: Span | None) -> Cue | None:
        return None if span is None else Cue(span, self._article.text[span.start : span.end])


def _outermost(spans: Sequence[Span]) -> Iterator[Span]:
    """The quotations that lie in no other."""
    end = 0
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end
