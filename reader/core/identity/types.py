"""One type for one form: what the mentions of an article together say that a name is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reader.core.identity.language import LanguageData
from reader.core.identity.mentions import title_gender, without_title
from reader.core.identity.normalise import fold, is_acronym, key
from reader.core.records import Article, NameSpan

SHOWN = frozenset({"PER", "LOC", "ORG"})
OVERLOOKED = "overlooked"
"""The label of a name that no model gave: it follows the others and has no voice."""
_MAJORITY = 0.55
_COUNTRY = 4.0
_REGION = 1.0
_SURNAME = 1.5
_FIRST_NAME = 2.0
_TITLE = 1.0
_KNOWN_BODY = 2.0
_JOINED = 2.5
_PLACED = 1.0
_BEFORE = 40
_WORD_BEFORE = re.compile(r"([\w-]+)[ \u00a0\u202f]+$")
_CALLED_BEFORE = re.compile(r"([\w-]+)[ \u00a0\u202f]+(?:de[ \u00a0\u202f]+|d['’])?$")
_HYPHENED = re.compile(r"\b[A-ZÀ-Þ][\w]*(?:-\w+)*-$")
_ARTICLE_BEFORE = re.compile(r"(?:\b(?:les?|la|des|du|aux?)[ \u00a0]|\b[ld]['’])$", re.IGNORECASE)
_WRITTEN_LARGE = re.compile(r"[A-ZÀ-Þ\d]")
_BLANKS = re.compile(r"[\s\u00a0\u202f]+")


def _counters() -> dict[str, dict[str, float]]:
    return defaultdict(lambda: defaultdict(float))


@lru_cache(maxsize=8)
def _ends_with(phrases: frozenset[str]) -> re.Pattern[str]:
    """Matches text that ends with one of the phrases and a blank; nothing where there are none."""
    return re.compile(
        rf" (?:{'|'.join(map(re.escape, sorted(phrases)))})(?: |(?<='))$" if phrases else r"(?!)"
    )


def _words_before(text: str, name: NameSpan) -> str:
    return " " + _BLANKS.sub(" ", text[max(0, name.span.start - _BEFORE) : name.span.start]).lower()


def _follows(text: str, name: NameSpan, phrases: frozenset[str]) -> bool:
    """Whether one of the phrases stands right before a name, whatever its case, blanks and apostrophes."""
    return _ends_with(phrases).search(_words_before(text, name).replace("’", "'")) is not None


@dataclass(slots=True)
class TypeVotes:
    """For each form (its key) how much speaks for each type, and which forms are parts of full names of people."""

    data: LanguageData
    votes: dict[str, dict[str, float]] = field(default_factory=_counters)
    surnames: Counter[str] = field(default_factory=Counter[str])
    first_names: Counter[str] = field(default_factory=Counter[str])

    def count(self, article: Article, names: Iterable[NameSpan]) -> None:
        """Take the mentions in: the model's score, the words before, the people named in full."""
        for name in names:
            if name.label == OVERLOOKED:
                continue
            text = article.text[name.span.start : name.span.end]
            votes = self.votes[key(text)]
            votes[name.entity_type] += name.score
            if self.is_placed(article.text, name):
                votes["LOC"] += _PLACED
            if self._is_joined(article.text, name):
                votes["ORG"] += _JOINED
            if name.entity_type == "PER":
                span = without_title(article.text, name.span, self.data)
                if span != name.span or title_gender(article.text, span.start, self.data):
                    votes["PER"] += _TITLE
                parts = article.text[span.start : span.end].split()
                if len(parts) > 1:
                    self.surnames[key(parts[-1])] += 1
                    self.first_names[key(parts[0])] += 1

    def is_placed(self, text: str, name: NameSpan) -> bool:
        """Whether the words before a name say that it is a place: ``à``, ``en``, ``la ville de``."""
        before = _words_before(text, name)
        places, others = (
            _ends_with(self.data.parts_of(f"evidence.{kind}")) for kind in ("place", "not_place")
        )
        return places.search(before) is not None and others.search(before) is None

    def _is_joined(self, text: str, name: NameSpan) -> bool:
        """Whether the words before a name say that one can belong to it: ``les membres de``, ``une filiale de``."""
        return _follows(text, name, self.data.parts_of("evidence.body"))

    def decided(self) -> dict[str, str]:
        """The type of each form that the weight of evidence speaks for; a form in dispute has none."""
        found: dict[str, str] = {}
        for form, votes in self.votes.items():
            weights = dict(votes)
            self._add_knowledge(form, weights)
            best = max(weights, key=lambda entity_type: (weights[entity_type], entity_type))
            if best in SHOWN and weights[best] >= _MAJORITY * sum(weights.values()):
                found[form] = best
        return found

    def _add_knowledge(self, form: str, weights: dict[str, float]) -> None:
        places = self.data.gazetteer.find(form)
        kind = places[0].kind if places else ""
        if places and self.first_names[form] and self.data.gazetteer.is_foreign(form, places[0]):
            kind = ""
        if kind == "country":
            weights["LOC"] = weights.get("LOC", 0.0) + _COUNTRY
        elif kind == "region" and "PER" not in weights:
            weights["LOC"] = weights.get("LOC", 0.0) + _REGION
        if form in self.data.acronyms and not kind and is_acronym(form.upper()):
            weights["ORG"] = weights.get("ORG", 0.0) + _KNOWN_BODY
        if self.surnames[form] and kind != "country":
            weights["PER"] = weights.get("PER", 0.0) + _SURNAME * (1 + self.surnames[form])
        elif self.first_names[form] and not kind:
            weights["PER"] = weights.get("PER", 0.0) + _FIRST_NAME


def typed(
    article: Article, names: Sequence[NameSpan], votes: TypeVotes, types: dict[str, str]
) -> Iterable[tuple[NameSpan, str]]:
    """Each name with the type of its form; what the model saw as a place behind ``à`` stays one."""
    for name in names:
        form = key(article.text[name.span.start : name.span.end])
        decided = types.get(form, name.entity_type)
        if form in votes.data.parts_of("bodies.seats"):
            decided = "LOC" if _is_gone_to(article.text, name, votes.data) else "ORG"
        elif decided in ("PER", "ORG") and name.entity_type == "LOC" and votes.is_placed(article.text, name):
            decided = "LOC"
        yield name, decided


def _is_gone_to(text: str, name: NameSpan, data: LanguageData) -> bool:
    """Whether somebody is at or goes to a seat of power, which acts and speaks anywhere else."""
    return _follows(text, name, data.parts_of("evidence.gone_to"))


def is_name(text: str, name: NameSpan, data: LanguageData) -> bool:
    """No name is one word in small letters, a title alone, an adjective of a country or a bare direction.

    Neither is a people (``les Gallois``), an event (``Salon du livre``), nor what only is called like somebody.
    """
    form = text[name.span.start : name.span.end]
    folded = fold(form)
    if folded in data.titles or (name.entity_type != "LOC" and folded in data.parts_of("things.directions")):
        return False
    if " " not in form and (
        form[:1].islower() and (folded in data.demonyms or not _WRITTEN_LARGE.search(form))
    ):
        return False
    lowered = form.lower()
    if " " in form and any(lowered.startswith(event + " ") for event in data.parts_of("things.events")):
        return False
    return not (_is_people(text, name, folded, data) or _is_called_like(text, name, data))


def works(text: str, names: Iterable[NameSpan], data: LanguageData) -> frozenset[str]:
    """The keys of what is introduced as a work anywhere in the article: ``la série X``, ``le jeu vidéo X``."""
    kinds = _ends_with(data.parts_of("things.works"))
    return frozenset(
        key(text[name.span.start : name.span.end])
        for name in names
        if name.entity_type != "PER"
        and kinds.search(" " + text[max(0, name.span.start - _BEFORE) : name.span.start])
    )


def _is_people(text: str, name: NameSpan, folded: str, data: LanguageData) -> bool:
    if folded not in data.demonyms or name.entity_type == "LOC":
        return False
    return _ARTICLE_BEFORE.search(text, max(0, name.span.start - 5), name.span.start) is not None


def _is_called_like(text: str, name: NameSpan, data: LanguageData) -> bool:
    """A rocket, a ship or a storm; a disease or a prize that has somebody's name; a part of a hyphened word."""
    start = name.span.start
    if name.entity_type == "ORG":
        return False
    before = _WORD_BEFORE.search(text, max(0, start - _BEFORE), start)
    if before is not None and before[1].lower() in data.parts_of("things.named"):
        return True
    called = _CALLED_BEFORE.search(text, max(0, start - _BEFORE), start)
    if name.entity_type == "LOC":
        return called is not None and called[1].lower() in data.parts_of("things.signed")
    hyphened = _HYPHENED.search(text, max(0, start - _BEFORE), start)
    return hyphened is not None or (
        called is not None and called[1].lower() in data.parts_of("things.called")
    )
