"""Noun phrases that may describe a person: a function or kinship noun with what stands round it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reader.core.identity.language import LanguageData, Noun
from reader.core.identity.normalise import fold
from reader.core.records import Article, BlockKind, Span

_TOKEN = re.compile(r"[eE]x-(?=\w)|[dlDL]['’]|\w+(?:[-.'’]\w+)*|[^\w\s]")
_MAX_BEFORE, _MAX_COMPLEMENT, _MAX_NOUN = 2, 8, 6
GUESS = "guess"
_UNREAD = frozenset({BlockKind.NOISE, BlockKind.DATE})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of the article."""

    start: int
    end: int
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """``le dirigeant nord-coréen``: the noun's lemma and groups, countries and words that narrow it.

    ``determiner`` is ``definite``, ``possessive``, ``demonstrative``, ``indefinite`` or empty;
    ``codes`` are ISO country codes, ``narrowing`` the folded words behind the noun; ``former`` tells
    ``l'ancien maire`` from ``le maire``.
    """

    span: Span
    lemma: str
    groups: frozenset[str]
    determiner: str
    gender: str
    codes: frozenset[str]
    narrowing: frozenset[str]
    former: bool = False


def phrases(article: Article, data: LanguageData, country: Callable[[Span], str]) -> Iterator[Phrase]:
    """Every such phrase of the article, in order; ``country`` tells the code of a place that a span names."""
    for block in article.blocks:
        if block.kind in _UNREAD:
            continue
        tokens = tokenize(article.text, block.span)
        place = 0
        while place < len(tokens):
            found = _phrase_at(tokens, place, data, country)
            if found is None:
                place += 1
                continue
            phrase, place = found
            yield phrase


def tokenize(text: str, span: Span) -> list[Token]:
    """The words and marks of a range; an elided article is a word of its own."""
    return [
        Token(m.start(), m.end(), m.group(), fold(m.group()))
        for m in _TOKEN.finditer(text, span.start, span.end)
    ]


def _phrase_at(
    tokens: Sequence[Token], place: int, data: LanguageData, country: Callable[[Span], str]
) -> tuple[Phrase, int] | None:
    determiner = _determiner(tokens[place].folded, data)
    noun = place + 1 if determiner else place
    before = data.words_of("before")
    started = bool(determiner) or tokens[place].folded in before
    for _ in range(_MAX_BEFORE):
        if started and noun < len(tokens) and _is_adjective_before(tokens, noun, before, data):
            noun += 1
    length = _noun_length(tokens, noun, data)
    guess = None if length else _guessed_noun(tokens, noun, determiner, data)
    length = 1 if guess else length
    if not length:
        return None
    form = _joined(tokens[noun : noun + length])
    word = guess or data.nouns[form]
    end = noun + length
    codes, narrowing = frozenset[str](), frozenset[str]()
    if guess is None or not determiner:
        codes, narrowing, end = _modifiers(tokens, end, data, country)
    if "demonym" in word.groups:
        codes |= data.demonyms[form]
    codes |= data.demonyms.get(tokens[noun - 1].folded, frozenset()) if noun > place + 1 else frozenset[str]()
    phrase = Phrase(
        Span(tokens[place].start, tokens[end - 1].end),
        word.lemma,
        word.groups,
        determiner,
        word.gender or _article_gender(tokens[place].folded, determiner, data),
        codes,
        narrowing,
        any(token.folded in data.words_of("former") for token in tokens[place:noun]),
    )
    return phrase, end


def _determiner(word: str, data: LanguageData) -> str:
    for kind in ("definite", "possessive", "demonstrative", "indefinite"):
        if word in data.words_of(kind):
            return kind
    return ""


def _article_gender(word: str, determiner: str, data: LanguageData) -> str:
    """The gender that an article shows; possessives agree with sound, not always with gender."""
    if determiner in ("definite", "demonstrative", "indefinite"):
        for gender, kind in (("f", "feminine"), ("m", "masculine")):
            if word in data.words_of(kind):
                return gender
    return ""


def _is_adjective_before(
    tokens: Sequence[Token], place: int, before: frozenset[str], data: LanguageData
) -> bool:
    """A word that may stand between article and noun, with a noun behind it."""
    word = tokens[place]
    if _noun_length(tokens, place, data) and not _noun_length(tokens, place + 1, data):
        return False
    return word.folded in before or (
        word.text.islower() and _noun_length(tokens, place + 1, data) > 0 and word.text.isalpha()
    )


def _noun_length(tokens: Sequence[Token], place: int, data: LanguageData) -> int:
    """How many tokens the longest known noun at ``place`` takes; 0 for none."""
    if place >= len(tokens):
        return 0
    longest = min(data.noun_heads.get(tokens[place].folded, 0), _MAX_NOUN, len(tokens) - place)
    for length in range(longest, 0, -1):
        if _joined(tokens[place : place + length]) in data.nouns:
            return length
    return 0


def _guessed_noun(tokens: Sequence[Token], place: int, determiner: str, data: LanguageData) -> Noun | None:
    """A noun of no table that may mean a person: ``la luthière``, ``l'Espagnol``; its place must bear it out."""
    if place >= len(tokens) or determiner not in ("definite", "demonstrative", ""):
        return None
    token = tokens[place]
    if determiner and token.text[0].isupper() and token.folded in data.demonyms:
        return Noun(token.folded, "", frozenset({GUESS, "demonym"}))
    participle = token.text.endswith(("é", "ée"))
    plain = (
        token.text.islower()
        and not participle
        and token.text.isalpha()
        and token.folded not in data.words_of("never")
    )
    if plain and len(token.folded) > 5 and token.folded.endswith(tuple(data.words_of("agent_endings"))):
        return Noun(token.folded, "", frozenset({GUESS}))
    return None


def _joined(tokens: Sequence[Token]) -> str:
    text = " ".join(token.folded for token in tokens)
    return text.replace("d' ", "d'").replace("l' ", "l'")


def _modifiers(
    tokens: Sequence[Token], place: int, data: LanguageData, country: Callable[[Span], str]
) -> tuple[frozenset[str], frozenset[str], int]:
    """Country codes and words that narrow the noun, and where the phrase ends."""
    codes: set[str] = set()
    words: set[str] = set()
    after, joining, never = data.words_of("after"), data.words_of("joining"), data.words_of("never")
    end = place
    while end < len(tokens):
        word = tokens[end].folded
        if word in data.demonyms and tokens[end].text[0].islower():
            codes |= data.demonyms[word]
        elif word not in after:
            break
        words.add(word)
        end += 1
    while end + 1 < len(tokens) and tokens[end].folded in joining and end - place < _MAX_COMPLEMENT:
        stop = end + 1
        while stop < len(tokens) and stop - end < _MAX_COMPLEMENT and _goes_on(tokens, stop, never, joining):
            stop += 1
        if stop == end + 1:
            break
        code = country(Span(tokens[end + 1].start, tokens[stop - 1].end))
        if code:
            codes.add(code)
        words.update(t.folded for t in tokens[end + 1 : stop] if len(t.folded) > 2)
        end = stop
    return frozenset(codes), frozenset(words), end


def _goes_on(tokens: Sequence[Token], place: int, never: frozenset[str], joining: frozenset[str]) -> bool:
    """Whether a complement goes on: words, not marks, verbs or another preposition."""
    word = tokens[place]
    if not (word.text[0].isalnum() or word.folded in {"l'", "d'"}) or word.folded in never:
        return False
    previous = tokens[place - 1]
    if word.folded in joining:
        return place + 1 < len(tokens) and tokens[place + 1].text[0].isalpha()
    starts_name = word.text[0].isupper()
    return (
        starts_name
        or previous.folded in joining
        or previous.folded in {"la", "le", "les", "l'"}
        or (
            previous.text[0].islower()
            and word.folded.endswith(("al", "ale", "aux", "ales", "ique", "iques", "ien", "ienne"))
        )
    )
