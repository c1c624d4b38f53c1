"""Which phrases introduce somebody: right before a name, in apposition on either side of it, by a verb of being.

Evidence is only what the article itself says. Who holds an office in the world is no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from reader.core.identity.language import LanguageData
from reader.core.identity.namemap import NameMap
from reader.core.identity.normalise import fold, words
from reader.core.identity.phrases import GUESS, Phrase
from reader.core.records import Span

_BLANK = r"[\s\u00a0\u202f]"
_GLUED = re.compile(rf"{_BLANK}+(?:(?:M\.|Mme|Mlle|Me|Mgr|Dr|Pr){_BLANK}+)?$|[ \u00a0]*$")
_APPOSED_AFTER = re.compile(
    r"\s*(?:\([^()\n]{1,60}\))?\s*(?:,?\s*\(?(?:âgée?\s+de\s+)?(?P<age>\d+)\s+ans\)?)?"
    r"(?P<home>,?\s+(?:de|d['’]|à)\s*\w[\w' ’-]{1,30})?"
    r"(?:\s*[,(]\s*|\s+et\s+|\s+[–—]\s+)(?P<adverb>[\w’'-]+\s+)?"
)
_AGE = re.compile(r"\s*[,(]?\s*(?:âgée?\s+de\s+)?(\d{1,3})\s+ans\b")
_COPULA = re.compile(r"\s+(?P<verb>\w+)(?:\s+(?:pas|aussi|également|toujours|désormais))?\s+")
_COPULA_BEFORE = re.compile(r"\s+(?P<verb>\w+)\s+(?:M\.|Mme|Me)?\s*")
_ONE_OF = re.compile(r"\s*,\s+(?P<phrase>l['’]une?\s+des?\s+[^,.;:()«»\n]{3,90})(?=[,.;:()])")
_TITLES_BETWEEN = re.compile(r"(?P<rest>[\s(][^,;:!?«»\n]{0,90})?\s*,\s*(?P<titles>[^,;:()«»\n]*)")
_CLOSES = re.compile(r"[^,;:.!?«»()\n]{0,60}(?=,|\.\s|\.$|\)|;)")
_ALSO = re.compile(r"\s*,?\s*(?:et|puis|ainsi que|,)\s+(?:à ce titre,\s+)?")
_WORD = re.compile(r"[\w-]+")
# Endings of adjectives and participles; hardly a verb of the present or the past has them.
_ADJECTIVES = (
    "é",
    "ée",
    "al",
    "ale",
    "ique",
    "if",
    "ive",
    "ien",
    "ienne",
    "ais",
    "aise",
    "ois",
    "oise",
    "eur",
    "aire",
)
_NEAR, _FAR, _FEW = 90, 140, 4
_SCORE = 0.8


@dataclass(frozen=True, slots=True)
class Role:
    """A function that the article gives to the person of a group."""

    group: int
    phrase: Phrase


@dataclass(slots=True)
class Roles:
    """All roles of an article, found by the words of their nouns and by country; ages and countries by person."""

    by_word: dict[str, dict[Role, None]] = field(default_factory=dict[str, dict[Role, None]])
    ages: dict[int, int] = field(default_factory=dict[int, int])
    countries: dict[int, set[str]] = field(default_factory=dict[int, set[str]])

    def add(self, group: int, phrase: Phrase) -> None:
        """Remember that a phrase says what the person of a group is."""
        role = Role(group, replace(phrase, span=Span(0, 0)))
        self.countries.setdefault(group, set()).update(phrase.codes)
        for word in {phrase.lemma, *phrase.lemma.split(), *(phrase.groups & {"state"}), *phrase.codes}:
            self.by_word.setdefault(word, {})[role] = None

    def of(self, words: Iterable[str]) -> dict[Role, None]:
        """The roles under any of the words, in order."""
        found: dict[Role, None] = {}
        for word in sorted(words):
            found |= self.by_word.get(word, {})
        return found


@dataclass(frozen=True, slots=True)
class Introduction:
    """A phrase beside the name that it describes. ``mention``: it counts as a mention of its own."""

    name: int
    phrase: Phrase
    mention: bool


class Introducer:
    """Tells whether a phrase introduces a person of the article."""

    def __init__(self, names: NameMap, data: LanguageData) -> None:
        self._names = names
        self._text = names.text
        self._data = data
        self._verbs = data.words_of("never") - {"et", "plus"}
        self._last: Introduction | None = None

    def introduction(self, phrase: Phrase) -> Introduction | None:
        """The introduction that a phrase is; ``None`` where no person stands beside it."""
        found = self._before_name(phrase) or self._behind_name(phrase) or self._second(phrase)
        self._last = found or self._last
        return found

    def first_of_two(self, phrase: Phrase, next_one: Introduction) -> Introduction | None:
        """``le représentant du parquet`` in ``le représentant du parquet, l'avocat général X, …``."""
        second, name = next_one.phrase.span, self._names.names[next_one.name].span
        gap = self._text[phrase.span.end : second.start]
        if gap == " et " and not next_one.mention and not next_one.phrase.determiner:
            return Introduction(next_one.name, phrase, mention=False)
        parted = phrase.span.end < second.start <= name.start and gap.lstrip().startswith(",")
        if not parted or not ((phrase.determiner == "definite" and phrase.narrowing) or self._opens(phrase)):
            return None
        rest = words(gap)
        if (
            len(rest) > _FEW
            or set(rest) & self._verbs
            or (not phrase.determiner) != (not next_one.phrase.determiner)
        ):
            return None
        closed = self._text[name.end : name.end + 1] in tuple(",;.:)") or not phrase.determiner
        return Introduction(next_one.name, phrase, mention=True) if closed else None

    def one_of(self) -> Iterable[Introduction]:
        """``X, l'un des chefs du mouvement,``."""
        for name in self._names.group_of:
            match = _ONE_OF.match(self._text, self._names.names[name].span.end)
            if match is not None:
                span = Span(*match.span("phrase"))
                yield Introduction(name, Phrase(span, "", frozenset(), "definite", ""), True)

    def ages(self) -> Iterable[tuple[int, int]]:
        """The groups whose age stands behind their name: ``X, 31 ans``."""
        for name, group in self._names.group_of.items():
            match = _AGE.match(self._text, self._names.names[name].span.end)
            if match is not None:
                yield group, int(match[1])

    # -- the phrase stands first -------------------------------------------------------------------

    def _before_name(self, phrase: Phrase) -> Introduction | None:
        """``le président X``, ``le président, M. X,`` and ``le président en est X``."""
        for name in self._names.from_place(phrase.span.end, phrase.span.end + _FAR):
            start = self._names.names[name].span.start
            gap = self._text[phrase.span.end : start]
            if "\n" in gap:
                return None
            if name not in self._names.group_of:
                continue
            if _GLUED.fullmatch(gap):
                return self._glued(name, phrase)
            if self._is_copula(_COPULA_BEFORE.fullmatch(gap)) and phrase.determiner == "definite":
                return Introduction(name, phrase, mention=True)
            if self._apposed_before(name, phrase, gap):
                return Introduction(name, self._up_to_comma(phrase, start), mention=True)
            if not re.search(r"\b(?:de|d['’]|du)\s*(?:M\.|Mme)?\s*$", gap):
                return None
        return None

    def _glued(self, name: int, phrase: Phrase) -> Introduction | None:
        if GUESS in phrase.groups and phrase.determiner and "demonym" not in phrase.groups:
            return None
        speaking = phrase.qualified and phrase.determiner == "possessive" and "kinship" in phrase.groups
        return Introduction(name, phrase, mention=speaking)

    def _apposed_before(self, name: int, phrase: Phrase, gap: str) -> bool:
        opens = self._opens(phrase)
        return bool(
            (opens or phrase.determiner in ("definite", "possessive"))
            and self._only_titles(gap)
            and self._set_off(name, gap, phrase)
        )

    def _opens(self, phrase: Phrase) -> bool:
        """``Membre du bureau, X …`` at the head of a sentence."""
        bare = not phrase.determiner and bool(phrase.narrowing) and self._may_stand_bare(phrase)
        return bare and self._text[phrase.span.start].isupper()

    def _set_off(self, name: int, gap: str, phrase: Phrase) -> bool:
        """``son président, M. X, …`` but not ``pour revoir son enfant, M. X a …``."""
        end = self._names.names[name].span.end
        closed = self._text[end : end + 1] in tuple(",;.:)")
        return closed or not (re.search(r"[.]", gap) or GUESS in phrase.groups)

    def _only_titles(self, gap: str) -> bool:
        """Whether only a complement, a comma and titles part a phrase from the name: ``son père, le prince X``."""
        match = _TITLES_BETWEEN.fullmatch(gap)
        if match is None or not self._is_complement(match["rest"] or ""):
            return False
        return all(self._is_title(word) for word in re.findall(r"[\w-]+\.?|\w['’]", match["titles"]))

    def _is_complement(self, rest: str) -> bool:
        """Whether what stands between a phrase and its comma may belong to it: no verb, nothing like one first."""
        found = words(rest)
        if not found or rest.lstrip().startswith("("):
            return True
        first = _WORD.search(rest)
        data = self._data
        joins = found[0] in data.words_of("joining") | data.words_of("loosely_joining") | {"et", "l", "d"}
        fits = (
            joins
            or len(found) <= _FEW
            or (first is not None and (not first[0].islower() or first[0].endswith(_ADJECTIVES)))
        )
        return fits and not set(found) & self._verbs

    def _is_title(self, word: str) -> bool:
        folded = fold(word)
        data = self._data
        return (
            folded in data.titles
            or folded in data.nouns
            or folded in data.demonyms
            or any(folded in data.words_of(kind) for kind in ("before", "after", "definite", "joining"))
        )

    def _up_to_comma(self, phrase: Phrase, start: int) -> Phrase:
        comma = self._text.rfind(",", phrase.span.end, start)
        end = phrase.span.end + len(self._text[phrase.span.end : max(comma, phrase.span.end)].rstrip())
        return replace(phrase, span=Span(phrase.span.start, end))

    # -- the name stands first ---------------------------------------------------------------------

    def _behind_name(self, phrase: Phrase) -> Introduction | None:
        """``X, président du comité``, also behind brackets, an age or a home, and ``X fils de Y``."""
        if GUESS in phrase.groups and phrase.determiner:
            return None
        for name in self._names.people_before(phrase.span.start, _NEAR):
            gap = self._text[self._names.names[name].span.end : phrase.span.start]
            found = self._apposed_behind(name, phrase, gap)
            if found is not None or not re.match(r"\s*\(|,?\s*(?:de|d['’]|à)\b", gap):
                return found
        return None

    def _apposed_behind(self, name: int, phrase: Phrase, gap: str) -> Introduction | None:
        match = _APPOSED_AFTER.fullmatch(gap)
        apposed = match is not None and self._is_adverb(match["adverb"]) and self._may_stand_bare(phrase)
        is_so = self._is_copula(_COPULA.fullmatch(gap))
        if not (apposed or is_so or self._directly_behind(phrase, gap)):
            return None
        if " et " in gap and (phrase.determiner or not re.search(r"\d", gap)):
            return None
        bare_copula = is_so and not apposed and not phrase.determiner
        mention = phrase.determiner != "indefinite" and not bare_copula
        return Introduction(name, self._closed(phrase) if apposed else phrase, mention)

    def _directly_behind(self, phrase: Phrase, gap: str) -> bool:
        """``X fils de Y``, ``explique X le président du comité``."""
        if not gap.isspace() or "\n" in gap:
            return False
        if phrase.determiner:
            return phrase.determiner == "definite" and bool(phrase.narrowing) and GUESS not in phrase.groups
        return "kinship" in phrase.groups or (bool(phrase.narrowing) and self._may_stand_bare(phrase))

    def _may_stand_bare(self, phrase: Phrase) -> bool:
        """``X, accusé de …`` and ``X, victime de …`` say what happened, not who X is."""
        return bool(phrase.determiner) or phrase.lemma not in self._data.words_of("never_bare")

    def _closed(self, phrase: Phrase) -> Phrase:
        """An apposition goes on to the mark that closes it, where no verb stands before that."""
        rest = _CLOSES.match(self._text, phrase.span.end)
        if rest is None or not rest[0].strip() or set(words(rest[0])) & self._verbs:
            return phrase
        return replace(phrase, span=Span(phrase.span.start, phrase.span.end + len(rest[0].rstrip())))

    def _is_copula(self, match: re.Match[str] | None) -> bool:
        return match is not None and fold(match["verb"]) in self._data.words_of("copulas")

    def _is_adverb(self, word: str | None) -> bool:
        return not word or fold(word) in self._data.words_of("adverbs")

    def _second(self, phrase: Phrase) -> Introduction | None:
        """``X, maire de Y et conseiller général``: one more role of who was just introduced."""
        last = self._last
        if last is None or phrase.determiner or GUESS in phrase.groups or not last.mention:
            return None
        gap = self._text[last.phrase.span.end : phrase.span.start]
        inside = last.phrase.span.contains(phrase.span)
        if not self._may_stand_bare(phrase) or not (inside or _ALSO.fullmatch(gap)):
            return None
        return Introduction(last.name, phrase, mention=not inside)
