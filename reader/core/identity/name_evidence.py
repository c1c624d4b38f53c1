"""What speaks for and against a span being a name of each type: the features of ``NameClassifier``.

Evidence comes from the tagger, from the other mentions of the same form in the article, from longer names that hold
the form, from the language's lists, and from the words around. It is gathered once an article.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from reader.core.identity.clubs import club_evidence, is_about_sport
from reader.core.identity.language import LanguageData
from reader.core.identity.mentions import title_gender, without_title
from reader.core.identity.name_classifier import NO_NAME
from reader.core.identity.normalise import fold, is_acronym, key
from reader.core.records import Article, BlockKind, NameSpan

OVERLOOKED = "overlooked"
"""The label of a span that the tagger left out, though it has the form of a name found elsewhere."""

_SHOWN = ("PER", "LOC", "ORG")
_TYPES = (*_SHOWN, "MISC")
_BEFORE = 40
_SMALLEST = 0.01
_MOST_CLUB_EVIDENCE = 3.0
_LONG_NAME = 3
_WORD_BEFORE = re.compile(r"([\w-]+)[ \u00a0\u202f]+$")
_ANY_BEFORE = re.compile(r"([^\W\d_]+['’]|[^\W\d_]+\.?|[^\w\s])[ \u00a0\u202f]*$")
_ANY_BEHIND = re.compile(r"[ \u00a0\u202f]*([^\W\d_]+|\d|[^\w\s])")
_CALLED_BEFORE = re.compile(r"([\w-]+)[ \u00a0\u202f]+(?:de[ \u00a0\u202f]+|d['’])?$")
_HYPHENED = re.compile(r"\b[A-ZÀ-Þ][\w]*(?:-\w+)*-$")
_ARTICLE_BEFORE = re.compile(r"(?:\b(?:les?|la|des|du|aux?)[ \u00a0]|\b[ld]['’])$", re.IGNORECASE)
_WRITTEN_LARGE = re.compile(r"[A-ZÀ-Þ\d]")
_SENTENCE_START = re.compile(r"(?:^|[\n.!?…:«“\"])[\s\u00a0\u202f]*$")
_OPENS, _CLOSES = re.compile(r"[«“\"][ \u00a0\u202f]*$"), re.compile(r"[ \u00a0\u202f]*[»”\"]")
_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_SMALL_WORD = re.compile(r"[ ][a-zà-ÿ]")

Distribution = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Form:
    """The mentions of one form in an article: how many, and the sum of their distributions."""

    count: int
    total: Distribution


def distribution(name: NameSpan) -> Distribution:
    """The probability of every type and of ``NO_NAME``, as the model gives it.

    Where there is only a score, the rest is left to the other types that are shown.
    """
    given = dict(name.types)
    if not given:
        rest = (1 - name.score) / (len(_SHOWN) - 1)
        given = {**dict.fromkeys(_SHOWN, rest), name.entity_type: name.score}
    return {**given, NO_NAME: max(0.0, 1 - sum(given.values()))}


class NameEvidence:
    """The features of the names of one article; ``names`` are all spans that come into question."""

    def __init__(self, article: Article, names: Sequence[NameSpan], data: LanguageData) -> None:
        self._text = article.text
        self._data = data
        self._headings = [
            block for block in article.blocks if block.kind in (BlockKind.TITLE, BlockKind.HEADING)
        ]
        self._heading_starts = [block.span.start for block in self._headings]
        self._given = [name for name in names if name.label != OVERLOOKED]
        self._is_sport = is_about_sport(article, data)
        self._clubs = club_evidence(article, self._given, data) if self._is_sport else {}
        self._forms = self._count()
        self._works = self._introduced_works()

    def features(self, name: NameSpan) -> Iterator[tuple[str, float]]:
        """Each feature of ``name`` with its value."""
        form = key(self._form_of(name))
        yield "bias", 1.0
        yield from self._from_tagger(name, form)
        yield from self._from_longer_names(name, form)
        yield from self._from_lists(name, form)
        yield from self._from_shape(name)
        yield from self._from_place(name)
        yield from self._from_words_around(name, form)
        yield from self._from_sport(form)

    # -- over the article -------------------------------------------------------------------------

    def _form_of(self, name: NameSpan) -> str:
        return self._text[name.span.start : name.span.end]

    def _count(self) -> dict[str, _Form]:
        counts = Counter[str]()
        totals: dict[str, dict[str, float]] = {}
        for name in self._given:
            form = key(self._form_of(name))
            counts[form] += 1
            total = totals.setdefault(form, {})
            for entity_type, probability in distribution(name).items():
                total[entity_type] = total.get(entity_type, 0.0) + probability
        return {form: _Form(counts[form], total) for form, total in totals.items()}

    @cached_property
    def _longer(self) -> dict[str, Counter[str]]:
        """For each word or run of words at an end of a longer name: how it is part of which type."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter[str])
        for name in self._given:
            span = without_title(self._text, name.span, self._data)
            parts = key(self._text[span.start : span.end]).split()
            for size in range(1, len(parts)):
                found[" ".join(parts[-size:])][f"end of {name.entity_type}"] += 1
                found[" ".join(parts[:size])][f"start of {name.entity_type}"] += 1
        return dict(found)

    def _introduced_works(self) -> frozenset[str]:
        """The keys of what is introduced as a work anywhere in the article: ``la série X``, ``le jeu vidéo X``."""
        kinds = _ends_with(self._data.parts_of("things.works"))
        return frozenset(
            key(self._form_of(name)) for name in self._given if kinds.search(self._words_before(name))
        )

    # -- of one name ------------------------------------------------------------------------------

    def _from_tagger(self, name: NameSpan, form: str) -> Iterator[tuple[str, float]]:
        known = self._forms.get(form, _Form(0, {}))
        own: Distribution = {}
        if name.label == OVERLOOKED:
            yield "overlooked", 1.0
        else:
            own = distribution(name)
            yield "score", name.score
            yield f"tagged {name.entity_type}", 1.0
        others = known.count - bool(own)
        for entity_type in (*_TYPES, NO_NAME):
            if own:
                yield f"own {entity_type}", own.get(entity_type, 0.0)
                yield f"own log {entity_type}", math.log(own.get(entity_type, 0.0) + _SMALLEST)
            if others:
                rest = max(0.0, known.total.get(entity_type, 0.0) - own.get(entity_type, 0.0)) / others
                yield f"others {entity_type}", rest
                yield f"others log {entity_type}", math.log(rest + _SMALLEST)
        yield "number of others", math.log1p(others)
        if not others:
            yield "no others", 1.0

    def _from_longer_names(self, name: NameSpan, form: str) -> Iterator[tuple[str, float]]:
        for how, count in self._longer.get(form, Counter[str]()).items():
            yield how, math.log1p(count)
            if name.label == OVERLOOKED:
                yield f"overlooked, {how}", 1.0
        parts = form.split()
        for part, where in ((parts[-1:], "last"), (parts[:1], "first")):
            if len(parts) > 1:
                for how, count in self._longer.get(part[0], Counter[str]()).items():
                    yield f"{where} word is {how}", math.log1p(count)

    def _from_lists(self, name: NameSpan, form: str) -> Iterator[tuple[str, float]]:
        data, start = self._data, name.span.start
        folded = fold(self._form_of(name))
        places = data.gazetteer.find(form)
        if places:
            kind = "foreign" if data.gazetteer.is_foreign(form, places[0]) else places[0].kind
            yield f"gazetteer {kind}", 1.0
        if form in data.acronyms:
            yield "known body", 1.0
        if form in data.parts_of("bodies.seats"):
            yield "seat", 1.0
        if folded in data.titles:
            yield "is a title", 1.0
        if folded in data.demonyms:
            yield "is an adjective", 1.0
            if name.entity_type != "LOC" and _ARTICLE_BEFORE.search(self._text, max(0, start - 5), start):
                yield "is a people", 1.0
        if folded in data.parts_of("things.directions"):
            yield "is a direction", 1.0
        first = folded.replace("-", " ").split()[:1]
        if first and first[0] in data.first_names:
            yield ("begins with a first name" if " " in form else "is a first name"), 1.0
        lowered = self._form_of(name).lower()
        if any(lowered.startswith(event + " ") for event in data.parts_of("things.events")):
            yield "is an event", 1.0
        if form in self._works:
            yield "is a work", 1.0

    def _from_shape(self, name: NameSpan) -> Iterator[tuple[str, float]]:
        form = self._form_of(name)
        yield f"words {min(_LONG_NAME, len(form.split()))}", 1.0
        if is_acronym(form):
            yield "acronym", 1.0
        elif form.isupper():
            yield "capitals", 1.0
        if form[:1].islower():
            yield "begins small", 1.0
        if not _WRITTEN_LARGE.search(form):
            yield "all small", 1.0
        if _SMALL_WORD.search(form):
            yield "holds a small word", 1.0
        if any(char.isdigit() for char in form):
            yield "holds a digit", 1.0
        if "-" in form:
            yield "holds a hyphen", 1.0
        if "." in form or "@" in form:
            yield "holds a dot", 1.0

    def _from_place(self, name: NameSpan) -> Iterator[tuple[str, float]]:
        start, end = name.span.start, name.span.end
        if _SENTENCE_START.search(self._text, max(0, start - 10), start):
            yield "begins a sentence", 1.0
        if _OPENS.search(self._text, max(0, start - 3), start) and _CLOSES.match(self._text, end):
            yield "alone in marks", 1.0
        place = bisect_right(self._heading_starts, start) - 1
        if place >= 0 and self._headings[place].span.contains(name.span):
            yield "in a heading", 1.0

    def _from_words_around(self, name: NameSpan, form: str) -> Iterator[tuple[str, float]]:
        start, end = name.span.start, name.span.end
        before = _ANY_BEFORE.search(self._text, max(0, start - _BEFORE), start)
        behind = _ANY_BEHIND.match(self._text, end, end + _BEFORE)
        if before is not None:
            yield f"behind {fold(before[1])}", 1.0
        if behind is not None and not behind[1].isupper():
            yield f"before {fold(behind[1])}", 1.0
        words = self._words_before(name)
        is_seat = form in self._data.parts_of("bodies.seats")
        for kind in ("place", "not_place", "body", "gone_to"):
            if _ends_with(self._data.parts_of(f"evidence.{kind}")).search(words):
                yield f"evidence {kind}", 1.0
                yield f"evidence {kind}, tagged {name.entity_type}", 1.0
                if is_seat:
                    yield f"seat, evidence {kind}", 1.0
        if form and self._has_title(name):
            yield "has a title", 1.0
        yield from self._called_like(name)

    def _has_title(self, name: NameSpan) -> bool:
        span = without_title(self._text, name.span, self._data)
        return span != name.span or bool(title_gender(self._text, span.start, self._data))

    def _called_like(self, name: NameSpan) -> Iterator[tuple[str, float]]:
        """A rocket, a ship or a storm; a disease or a prize that has somebody's name; a part of a hyphened word."""
        start = name.span.start
        before = _WORD_BEFORE.search(self._text, max(0, start - _BEFORE), start)
        if before is not None and before[1].lower() in self._data.parts_of("things.named"):
            yield "noun of things named", 1.0
        called = _CALLED_BEFORE.search(self._text, max(0, start - _BEFORE), start)
        for kind in ("signed", "called"):
            if called is not None and called[1].lower() in self._data.parts_of(f"things.{kind}"):
                yield f"noun of things {kind}", 1.0
        if _HYPHENED.search(self._text, max(0, start - _BEFORE), start):
            yield "part of a hyphened word", 1.0

    def _from_sport(self, form: str) -> Iterator[tuple[str, float]]:
        if not self._is_sport:
            return
        yield "about sport", 1.0
        yield "club evidence", min(_MOST_CLUB_EVIDENCE, self._clubs.get(form, 0.0))
        places = self._data.gazetteer.find(form)
        if places:
            yield f"about sport, gazetteer {places[0].kind}", 1.0

    def _words_before(self, name: NameSpan) -> str:
        words = self._text[max(0, name.span.start - _BEFORE) : name.span.start]
        return " " + _BLANKS.sub(" ", words).lower().replace("’", "'")


@lru_cache(maxsize=8)
def _ends_with(phrases: frozenset[str]) -> re.Pattern[str]:
    """Matches text that ends with one of the phrases and a blank; nothing where there are none."""
    return re.compile(
        rf" (?:{'|'.join(map(re.escape, sorted(phrases)))})(?: |(?<='))$" if phrases else r"(?!)"
    )
