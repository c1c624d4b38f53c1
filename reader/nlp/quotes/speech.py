"""Somebody's words, or a title, a name, a term, irony: the features by which a quotation is told from the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reader.core.records import Article, Span
from reader.nlp.quotes.context import Surroundings
from reader.nlp.quotes.evidence import Evidence
from reader.nlp.quotes.language import QuoteData

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

    def of(self, span: Span, evidence: Sequence[Evidence], nested: bool) -> list[str]:
        """All features of one quotation."""
        words = self._words(span)
        count = len(words.split())
        size = next((str(limit) for limit in _BUCKETS if count <= limit), "more")
        features = ["bias", f"words {size}", *self._form(words, count), *self._place(span, size)]
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
        if strength:
            yield f"verb beside {strength}"
        if not before.strip() and after == "nothing":
            yield f"whole block {size}"

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
