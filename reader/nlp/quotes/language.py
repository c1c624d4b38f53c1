"""The tables of reporting words, parsed, and the patterns made from them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from reader.core.resources import resource_path
from reader.nlp.quotes.conjugation import forms

_NOTHING = re.compile(r"(?!)")
_BLANK = r"[ \u00a0\u202f\n]+"


@dataclass(frozen=True, slots=True)
class QuoteData:
    """Patterns of one language; a language without tables has patterns that never match.

    ``said`` finds a reporting verb (group ``verb`` is all of it, auxiliary included), ``named`` a verb
    whose quoted complement is somebody's wording, ``source`` a preposition that a source follows.
    """

    said: re.Pattern[str] = _NOTHING
    named: re.Pattern[str] = _NOTHING
    source: re.Pattern[str] = _NOTHING
    titled: re.Pattern[str] = _NOTHING
    genders: dict[str, str] = field(default_factory=dict[str, str])


def load_quote_data(language: str) -> QuoteData:
    """The tables of ``resources/lang/<language>/reporting.toml``; empty patterns without the file."""
    path = resource_path("lang", language, "reporting.toml")
    if not path.is_file():
        return QuoteData()
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    irregular = [form for group in table["forms"].values() for form in _phrases(group)]
    said = {*irregular, *_regular(table["verbs"]["say"]), *_regular(table["verbs"]["say_ir"])}
    named = {*said, *_regular(table["verbs"]["name"])}
    return QuoteData(
        said=_verb_pattern(said),
        named=_verb_pattern(named),
        source=_words(table["prepositions"]["sources"]),
        titled=_words(table["nouns"]["titles"]),
        genders=_first_names(language),
    )


def _phrases(text: str) -> list[str]:
    """Single forms; where the row is about an expression of two words, pairs of them."""
    words = text.split()
    if words and words[0] in ("fait", "laisse", "tient"):
        joined = re.findall(r"(?:fai(?:t|sait)|fit|laiss\w+|ten\w+|tient)(?: à)?(?: [a-zé]+(?<!à))?", text)
        return [phrase for phrase in joined if " " in phrase]
    return words


def _regular(text: str) -> set[str]:
    verbs = re.findall(r"(?:s'|se )?\w+r\b", text)
    return {form for verb in verbs for form in forms(verb)}


def _verb_pattern(words: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    auxiliary = (
        r"(?:(?:n|s|l|m|nous |se |lui |leur |en |y |ne )(?:['’]|(?<= )))*"
        r"(?:(?:est|sont|était|a|ont|avait|avaient|aurait|auraient|ayant|eut|aura|fut|a été|ont été|avait été|été)"
        r"(?:-t-(?:il|elle|on|ils|elles)|-(?:il|elle|ils|elles|on))?"
        rf"(?:{_BLANK}(?!(?:par|de)\b)[\wéèê]+){{0,3}}?{_BLANK})?"
    )
    return re.compile(rf"(?<![\w-])(?P<verb>{auxiliary}(?P<main>{alternatives}))(?![\w’'])", re.IGNORECASE)


def _words(words: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(
        re.escape(word).replace("'", "['’]") for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w])", re.IGNORECASE)


def _first_names(language: str) -> dict[str, str]:
    """First names in lower case with their gender, ``m`` or ``f``."""
    path = resource_path("lang", language, "first_names.toml")
    if not path.is_file():
        return {}
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name.lower(): gender for gender in ("m", "f") for name in (str(table.get(gender, "")).split())}
