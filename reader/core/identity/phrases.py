"""Noun phrases that may describe a person: a function or kinship noun with what stands round it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.core.identity.language import LanguageData, Noun, is_written
from reader.core.identity.namemap import NameMap
from reader.core.identity.normalise import fold, is_acronym
from reader.core.records import UNREAD_KINDS, Article, Span

_TOKEN = re.compile(r"[eE]x-(?=\w)|[dlDL]['’]|\w+(?:[-.'’]\w+)*|[^\w\s]")
_MAX_BEFORE, _MAX_COMPLEMENT, _MAX_NOUN, _MAX_BRACKET = 3, 12, 6, 5
_SHORTEST_GUESS = 6
_DETERMINERS = ("definite", "possessive", "demonstrative", "indefinite")
GUESS, THING = "guess", "thing"


class Token(NamedTuple):
    """A word or mark of the article. A tuple: a book has a hundred thousand, and they are made fastest so."""

    start: int
    end: int
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """``le dirigeant nord-coréen``: the noun's lemma and groups, countries and words that narrow it.

    ``determiner`` is ``definite``, ``possessive``, ``demonstrative``, ``indefinite`` or empty;
    ``codes`` are ISO country codes, ``narrowing`` the folded words behind the noun; ``former`` tells
    ``l'ancien maire`` from ``le maire``; ``age`` is 31 in ``l'acteur de 31 ans``, else 0; ``qualified`` tells
    whether an adjective stands before the noun, ``renewed`` whether it is ``nouveau`` or the like.
    """

    span: Span
    lemma: str
    groups: frozenset[str]
    determiner: str
    gender: str
    codes: frozenset[str] = frozenset()
    narrowing: frozenset[str] = frozenset()
    former: bool = False
    age: int = 0
    qualified: bool = False
    renewed: bool = False


def phrases(article: Article, data: LanguageData, names: NameMap) -> Iterator[Phrase]:
    """Every such phrase of the article, in order."""
    finder = _Finder(data, names)
    for block in article.blocks:
        if block.kind in UNREAD_KINDS:
            continue
        finder.tokens = tokenize(article.text, block.span)
        place = 0
        while place < len(finder.tokens):
            found = finder.phrase_at(place) if finder.may_begin(place) else None
            if found is None:
                place += 1
                continue
            phrase, place = found
            if THING not in phrase.groups:
                yield phrase


def tokenize(text: str, span: Span) -> list[Token]:
    """The words and marks of a range; an elided article is a word of its own."""
    return [
        Token(m.start(), m.end(), m.group(), fold(m.group()))
        for m in _TOKEN.finditer(text, span.start, span.end)
    ]


class _Finder:
    """Finds the phrases of one block."""

    def __init__(self, data: LanguageData, names: NameMap) -> None:
        self.tokens: Sequence[Token] = ()
        self._data = data
        self._names = names
        self._kinds = {word: kind for kind in _DETERMINERS for word in data.words_of(kind)}
        self._agents = tuple(data.words_of("agent_endings"))
        self._adjectives = tuple(data.words_of("adjective_endings"))
        self._prenominal = tuple(data.words_of("before_endings"))
        self._no_persons = data.words_of("no_persons")
        self._before = data.words_of("before")
        self._openings = frozenset({*self._kinds, *self._before, *data.noun_heads})
        self._never = data.words_of("never")
        self._joining = data.words_of("joining")
        self._loose = data.words_of("loosely_joining")
        self._articles = data.words_of("articles")

    def may_begin(self, place: int) -> bool:
        """Whether a phrase can begin at a token; most cannot."""
        word = self.tokens[place].folded
        return word in self._openings or (len(word) >= _SHORTEST_GUESS and word.endswith(self._agents))

    def phrase_at(self, place: int) -> tuple[Phrase, int] | None:
        """The phrase that begins at a token and the token behind it."""
        determiner = self._kinds.get(self.tokens[place].folded, "")
        noun = self._skip_adjectives(place, determiner)
        length = self._noun_length(noun)
        guess = None if length else self._guessed_noun(noun, determiner)
        length = 1 if guess else length
        if not length or self._names.covers(self.tokens[noun].start):
            return None
        form = _joined(self.tokens[noun : noun + length])
        word = guess or self._data.nouns[form]
        end, age = self._behind(noun + length)
        codes, narrowing = self._narrowing(noun + length, end)
        between = self.tokens[place + bool(determiner) : noun]
        for token in between:
            codes |= self._data.demonyms.get(token.folded, frozenset())
        if "demonym" in word.groups:
            codes |= self._data.demonyms[form]
        phrase = Phrase(
            Span(self.tokens[place].start, self.tokens[end - 1].end),
            word.lemma,
            word.groups,
            determiner,
            word.gender if word.gender or word.fixed else self._article_gender(place, determiner),
            codes,
            narrowing,
            any(token.folded in self._data.words_of("former") for token in between),
            age,
            bool(between),
            any(token.folded in self._data.words_of("renewed") for token in between),
        )
        return phrase, end

    # -- before the noun ---------------------------------------------------------------------------

    def _article_gender(self, place: int, determiner: str) -> str:
        """The gender that an article shows; possessives agree with sound, not always with gender."""
        word = self.tokens[place].folded
        if determiner in ("definite", "demonstrative", "indefinite"):
            for gender, kind in (("f", "feminine"), ("m", "masculine")):
                if word in self._data.words_of(kind):
                    return gender
        return ""

    def _skip_adjectives(self, place: int, determiner: str) -> int:
        noun = place + 1 if determiner else place
        started = bool(determiner) or self.tokens[place].folded in self._before
        for _ in range(_MAX_BEFORE):
            if started and noun < len(self.tokens) and self._is_adjective_before(noun):
                noun += 1
        return noun

    def _is_adjective_before(self, place: int) -> bool:
        """A word that may stand between article and noun, with a noun behind it."""
        word = self.tokens[place]
        noun_here, noun_behind = self._noun_length(place), self._noun_length(place + 1)
        if noun_here > 1 or (noun_here and not noun_behind):
            return False
        if word.folded in self._before:
            return True
        return (
            not noun_here
            and noun_behind > 0
            and word.text.islower()
            and word.folded.endswith(self._prenominal)
            and word.folded not in self._never
        )

    def _noun_length(self, place: int) -> int:
        """How many tokens the longest known noun at ``place`` takes; 0 for none."""
        if place >= len(self.tokens):
            return 0
        head = self.tokens[place]
        known = self._data.noun_heads.get(head.folded)
        if known is None:
            return 0
        longest = min(known, _MAX_NOUN, len(self.tokens) - place)
        for length in range(longest, 0, -1):
            noun = self._data.nouns.get(_joined(self.tokens[place : place + length]))
            if noun is not None and (length > 1 or is_written(head.text, noun)):
                return length
        return 0

    def _guessed_noun(self, place: int, determiner: str) -> Noun | None:
        """A noun of no table that may mean a person (``la luthière``, ``l'Espagnol``); its place must bear it out."""
        if place >= len(self.tokens) or determiner not in ("definite", "demonstrative", ""):
            return None
        token = self.tokens[place]
        if determiner and token.text[0].isupper() and token.folded in self._data.demonyms:
            return Noun(token.folded, "", frozenset({GUESS, "demonym"}))
        if len(token.folded) < _SHORTEST_GUESS or not token.folded.endswith(self._agents):
            return None
        plain = token.text.islower() and token.text.isalpha() and not token.text.endswith(("é", "ée"))
        if not plain or token.folded in self._never or token.folded in self._no_persons:
            return None
        return Noun(token.folded, "", frozenset({GUESS}))

    # -- behind the noun ---------------------------------------------------------------------------

    def _behind(self, place: int) -> tuple[int, int]:
        """Where the phrase ends that has its noun before ``place``, and the age that it gives."""
        end, age = place, 0
        while end < len(self.tokens) and self._is_adjective(self.tokens[end]):
            end += 1
        end = self._body(end)
        while end - place < _MAX_COMPLEMENT:
            years = self._years(end)
            stop = end + 3 if years else self._complement(end)
            age = age or years
            if stop == end:
                break
            end = stop
        return end, age

    def _body(self, place: int) -> int:
        """Where the acronym of a party or club ends that stands right behind a function: ``le député UMP``."""
        name = self._names.at(self.tokens[place].start) if place < len(self.tokens) else None
        stop = self._name_end(place)
        short = name is not None and name.entity_type == "ORG" and is_acronym(name.text)
        return stop if short and stop < len(self.tokens) and self._is_person(stop) else place

    def _is_adjective(self, token: Token) -> bool:
        """A word that may follow a noun of a person: a people's, a listed one, or one with a telling ending."""
        if not token.text.islower():
            return False
        word, data = token.folded, self._data
        if word in data.demonyms or word in data.words_of("after"):
            return True
        telling = word.endswith(self._adjectives) and len(word) > 5
        return telling and word not in data.words_of("no_adjectives") and word not in self._never

    def _years(self, place: int) -> int:
        """31 where ``de 31 ans`` stands at a place, else 0."""
        if place + 2 < len(self.tokens) and self.tokens[place].folded in ("de", "d'"):
            number, unit = self.tokens[place + 1].text, self.tokens[place + 2].folded
            if number.isdigit() and len(number) < 4 and unit in self._data.words_of("years"):
                return int(number)
        return 0

    def _complement(self, place: int) -> int:
        """Where the complement that begins at a place ends; the place itself where none does."""
        if place + 1 >= len(self.tokens):
            return place
        word = self.tokens[place].folded
        if word == "(":
            return self._bracket(place)
        if word in self._joining:
            stop = self._nominal(place + 1)
            return stop if stop > place + 1 else place
        if word in self._loose:
            name = place + 2 if self.tokens[place + 1].folded in self._articles else place + 1
            stop = self._name_end(name)
            return stop if stop > name else place
        return place

    def _bracket(self, place: int) -> int:
        """An acronym or a foreign word in brackets: ``gouverneur (Landeshauptmann) de X``."""
        for stop in range(place + 2, min(place + _MAX_BRACKET, len(self.tokens))):
            if self.tokens[stop].text == ")":
                behind = self.tokens[stop + 1].folded if stop + 1 < len(self.tokens) else ""
                known = self._name_end(place + 1) == stop and not self._is_person(place + 1)
                return stop + 1 if known or behind in self._joining else place
        return place

    def _nominal(self, place: int) -> int:
        """Where a noun phrase behind a preposition ends."""
        stop = place
        while stop < len(self.tokens) and stop - place < _MAX_COMPLEMENT:
            glued = stop > place and self.tokens[stop - 1].folded not in self._joining | self._articles
            if glued and self._is_person(stop):
                break
            name = self._name_end(stop)
            if name > stop:
                stop = name
            elif self._goes_on(stop):
                stop += 1
            else:
                break
        return stop

    def _name_end(self, place: int) -> int:
        """The token behind a name that begins at a token; the token itself where no name does."""
        name = self._names.at(self.tokens[place].start) if place < len(self.tokens) else None
        if name is None:
            return place
        stop = place
        while stop < len(self.tokens) and self.tokens[stop].start < name.span.end:
            stop += 1
        return stop

    def _is_person(self, place: int) -> bool:
        name = self._names.at(self.tokens[place].start)
        return name is not None and name.entity_type == "PER"

    def _goes_on(self, place: int) -> bool:
        """Whether a complement goes on: words, not marks, verbs or another preposition."""
        word, previous = self.tokens[place], self.tokens[place - 1]
        if not (word.text[0].isalnum() or word.folded in {"l'", "d'"}) or word.folded in self._never:
            return False
        if word.folded in self._joining:
            return place + 1 < len(self.tokens) and self.tokens[place + 1].text[0].isalpha()
        return (
            word.text[0].isupper()
            or previous.folded in self._joining
            or previous.folded in self._articles
            or (previous.text[0].islower() and self._is_adjective(word))
        )

    def _narrowing(self, place: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
        """Country codes and folded words between two tokens; the country's own name is no further word."""
        if end <= place:
            return frozenset(), frozenset()
        code, named = self._names.land_in(Span(self.tokens[place].start, self.tokens[end - 1].end))
        codes = frozenset({code}) if code else frozenset[str]()
        words: set[str] = set()
        for token in self.tokens[place:end]:
            if token.text[0].islower():
                codes |= self._data.demonyms.get(token.folded, frozenset())
            if len(token.folded) > 2 and not (named and named.start <= token.start < named.end):
                words.add(token.folded)
        return codes, frozenset(words)


def _joined(tokens: Sequence[Token]) -> str:
    text = " ".join(token.folded for token in tokens)
    return text.replace("d' ", "d'").replace("l' ", "l'")
