"""Somebody's words, or a title, a name, a term, irony: the features by which a quotation is told from the others."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from reader.core.records import Article, Span
from reader.nlp.quotes.context import Matches, Surroundings
from reader.nlp.quotes.evidence import Evidence
from reader.nlp.quotes.language import QuoteData
from reader.nlp.quotes.records import Token
from reader.nlp.quotes.syntax import governors
from reader.nlp.quotes.verbs import VerbIndex

_MARKS = ' \t\n\u00a0\u202f«»“”„‹›"‘’–—'
_FINITE = re.compile(
    r"\b(?:est|sont|était|étaient|sera|seront|serait|a|ont|avait|avaient|aura|auront|ai|avons|avez|sommes|êtes|suis|"
    r"c['’]est|n['’]est|n['’]a|j['’]\w+|ils?|elles?|on|qu['’]\w+|que|qui|peut|peuvent|doit|doivent|faut|"
    r"va|vont|fait|font|veut|veulent|\w+(?:ons|ez|ait|aient))\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:je|j['’]\w+|nous|vous|tu|moi|m['’]\w+|mon|ma|mes|notre|nos|votre|vos|me)\b", re.IGNORECASE
)
_JUDGING = re.compile(
    r"\b(?:pas|plus|ne|n['’]\w+|très|trop|tout|toute|tous|jamais|rien|si|aussi)\b", re.IGNORECASE
)
_LAST_WORD = re.compile(r"([\w-]+['’]?)\W*$")
_NEXT = re.compile(r"\s*([^\s\w]|\w+)")
_LONGEST = 400
_NEARBY = re.compile(r"[\w-]+")
_OPENING = re.compile(
    r"(?:(?P<que>que?\b|qu['’])|(?P<de>d[eu]\b|des\b|d['’])|(?P<le>l[ea]s?\b|l['’])|(?P<un>une?\b)|(?P<a>à|au|aux)\b)",
    re.IGNORECASE,
)
_NICKNAMED = re.compile(r",\s(?:dite?s?|alias|surnommée?s?)\s*$")
_NAME_SIZES = ("1", "2", "3")
_BESIDE = 4
_BUCKETS = (1, 2, 3, 4, 6, 9, 14)
_ARTICLES = {
    "le": "le", "la": "le", "les": "les", "l'": "le", "l’": "le", "un": "un", "une": "un", "des": "des",
    "du": "du", "de": "de", "d'": "de", "d’": "de", "son": "son", "sa": "son", "ses": "son", "leur": "son",
    "leurs": "son", "ce": "ce", "cet": "ce", "cette": "ce", "ces": "ce", "que": "que", "qu'": "que", "qu’": "que",
    "à": "à", "au": "à", "et": "et", "ou": "et", "comme": "comme", "en": "en", "pour": "pour", "par": "par",
}  # fmt: skip


class SpeechFeatures:
    """Describes the quotations of one article."""

    def __init__(
        self, article: Article, spans: Sequence[Span], around: Surroundings, data: QuoteData
    ) -> None:
        self._article = article
        self._around = around
        self._data = data
        self._times = Counter(self._words(span).lower() for span in spans)
        self._verbs = VerbIndex(around.masked, data)
        self._sources = Matches(data.source, around.masked)
        self._starts = [span.start for span in spans]

    def of(self, span: Span, evidence: Sequence[Evidence], nested: bool) -> list[str]:
        """All features of one quotation."""
        words = self._words(span)
        count = len(words.split())
        size = next((str(limit) for limit in _BUCKETS if count <= limit), "more")
        features = ["bias", f"words {size}", *self._form(words, count), *self._place(span, size)]
        features += [*self._grammar(span, count), *self._sentence(span, count)]
        features.extend(self._evidence(evidence, size))
        if nested:
            features += ["nested", f"nested {'short' if count <= 4 else 'long'}"]
        if self._times[words.lower()] > 1:
            features.append("repeated")
        return features

    def _words(self, span: Span) -> str:
        return self._article.text[span.start : min(span.end, span.start + _LONGEST)].strip(_MARKS)

    def _form(self, words: str, count: int) -> Iterator[str]:
        finite = bool(_FINITE.search(words))
        short = "short" if count <= 4 else "long"
        yield f"finite {finite}"
        yield f"finite {finite} {short}"
        if _PERSONAL.search(words):
            yield "personal"
        if _JUDGING.search(words):
            yield "judging"
        if words[-1:] in ".!?…" and words:
            yield f"ends {words[-1:]} {short}"
        capitals = sum(word[:1].isupper() for word in words.split())
        case = "upper" if words[:1].isupper() else "digit" if words[:1].isdigit() else "lower"
        yield f"starts {case} {short}"
        if count > 1 and capitals > 1:
            yield f"capitals {'all' if capitals * 2 > count else 'some'} {case}"
        if case == "upper" and not finite:
            yield f"name-like {min(count, 6)}"

    def _place(self, span: Span, size: str) -> Iterator[str]:
        around = self._around
        block = around.block_of(span.start)
        before = around.masked[max(block.start, span.start - 40) : span.start]
        kind = self._article.blocks[around.block_number(span.start)].kind.value
        yield f"in {kind}"
        yield f"in {kind} {size}"
        last = _LAST_WORD.search(before)
        word = last.group(1).lower() if last else ""
        touching = last is not None and not before[last.end(1) :].strip(_MARKS)
        if touching and self._data.titled.fullmatch(word):
            yield "titled"
            yield f"titled {size}"
        if touching and self._data.spoken.fullmatch(word):
            yield "spoken"
        yield f"before {_ARTICLES.get(word, 'word') if touching else before.strip()[-1:] or 'nothing'}"
        following = _NEXT.match(around.masked, span.end, min(block.end, span.end + 30))
        after = following.group(1) if following else "nothing"
        yield f"behind {'word' if after[:1].isalpha() else after}"
        strength = self._data.verbs.get(word) if touching else None
        if strength and not (_NICKNAMED.search(before) and size in _NAME_SIZES):
            yield f"verb beside {strength}"
        if not before.strip() and after == "nothing":
            yield f"whole block {size}"

    def _grammar(self, span: Span, count: int) -> Iterator[str]:
        """What the parse says: the kinds of the words inside and beside, and of the word that governs them."""
        around = self._around
        short = "short" if count <= 4 else "long"
        inner = self._tokens(span.start, span.end)
        kinds = [token.pos for token in inner if token.pos not in ("PUNCT", "SPACE")]
        if 0 < len(kinds) <= 3:
            yield f"kinds {' '.join(kinds)}"
        if inner and not any(kind in ("VERB", "AUX") for kind in kinds):
            yield f"no verb {short}"
        before = self._tokens(max(0, span.start - 30), span.start)
        last = before[-1].pos if before else "none"
        yield f"kind before {last} {short}"
        behind = self._tokens(span.end, span.end + 30)
        yield f"kinds round {last} {behind[0].pos if behind else 'none'} {short}"
        for governor in governors(around, span):
            token = around.tokens[governor.token]
            strength = self._data.verbs.get(token.text.lower(), "")
            yield f"under {token.pos} {strength} {short}"
            if self._data.titled.fullmatch(token.text.lower()):
                yield f"under title {short}"
            return
        yield f"under nothing {short}"

    def _tokens(self, start: int, end: int) -> list[Token]:
        """The parsed words that begin in a range of at most some dozens of characters, outside marks."""
        around = self._around
        block = around.block_of(start if start < end else end)
        found: list[Token] = []
        number = around.token_after(max(start, block.start))
        while number < len(around.tokens) and around.tokens[number].span.start < min(end, block.end):
            if around.tokens[number].text[:1].isalnum():
                found.append(around.tokens[number])
            if len(found) > 40:
                break
            number += 1
        return found

    def _sentence(self, span: Span, count: int) -> Iterator[str]:
        """Whether its sentence reports somebody's words, and how it stands among other quotations."""
        around = self._around
        short = "short" if count <= 4 else "long"
        start, end = around.sentence_start(span.start), around.sentence_end(span.end)
        strengths = {verb.strength for verb in self._verbs.between(start, end)}
        says = "say" if "say" in strengths else "name" if strengths else "silent"
        source = "source" if self._sources.between(start, end) else ""
        yield f"sentence {says} {source} {short}"
        people = {item.entity.entity_type for item in around.between(start, span.start)}
        yield f"sentence {says} {'PER' if 'PER' in people else 'ORG' if 'ORG' in people else 'none'} {short}"
        others = bisect_left(self._starts, end) - bisect_left(self._starts, start) - 1
        yield f"sentence others {min(others, 2)} {short}"
        words = _NEARBY.findall(around.masked[max(start, span.start - 60) : span.start].lower())[-_BESIDE:]
        if any(self._data.titled.fullmatch(word) for word in words):
            yield f"title near {short}"
        if any(self._data.works.fullmatch(word) for word in words):
            yield f"work near {short}"
        inner = self._words(span)
        opening = _OPENING.match(inner)
        yield f"opens {opening.lastgroup if opening else 'word'} {short}"
        if count > 2 and ": " in inner.replace("\u00a0", " ") and inner[:1].isupper():
            yield "colon inside"

    def _evidence(self, evidence: Sequence[Evidence], size: str) -> Iterator[str]:
        short = "short" if size in ("1", "2", "3", "4") else "long"
        seen: set[str] = set()
        for piece in evidence:
            if piece.kind in seen:
                continue
            seen.add(piece.kind)
            yield f"ev {piece.kind}"
            yield f"ev {piece.kind} {piece.detail}"
            yield f"ev {piece.kind} {piece.subject.kind}"
        if not evidence:
            yield f"ev none {short}"
