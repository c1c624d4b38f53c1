"""The tables of reporting words, parsed, and the patterns made from them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reader.core.identity.normalise import fold
from reader.core.resources import resource_path
from reader.nlp.quotes.conjugation import forms
from reader.nlp.quotes.weights import QuoteWeights, load_weights

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class QuoteData:
    """Words of one language; a language without tables knows none.

    ``verbs`` maps a form to its strength: ``say`` for reporting verbs, ``name`` for those whose quoted
    complement is somebody's wording. ``phrases`` finds reporting expressions of several words, ``source`` a
    preposition that a source follows, ``titled`` a noun that makes the quotation a title or term, ``spoken``
    a noun for words somebody said, ``works`` who makes a work or what one does with it, ``thought`` a verb
    that reports no statement. ``genders`` maps folded first names to ``m`` or ``f``. ``alive`` finds what shows
    that a paragraph behind a dash is speech, ``first_person`` what shows it by itself; ``typewriter_marks``
    tells whether 'such marks' quote in that language.
    """

    verbs: Mapping[str, str] = field(default_factory=dict[str, str])
    phrases: re.Pattern[str] = _NOTHING
    source: re.Pattern[str] = _NOTHING
    titled: re.Pattern[str] = _NOTHING
    spoken: re.Pattern[str] = _NOTHING
    works: re.Pattern[str] = _NOTHING
    thought: re.Pattern[str] = _NOTHING
    classes: re.Pattern[str] = _NOTHING
    genders: Mapping[str, str] = field(default_factory=dict[str, str])
    weights: QuoteWeights = field(default_factory=QuoteWeights)
    alive: re.Pattern[str] = _NOTHING
    first_person: re.Pattern[str] = _NOTHING
    typewriter_marks: bool = True

    @property
    def has_models(self) -> bool:
        """Whether this language has models that tell speech and speakers."""
        return self.weights != QuoteWeights()


def load_quote_data(language: str) -> QuoteData:
    """The tables of ``resources/lang/<language>/reporting.toml``; no words without the file."""
    path = resource_path("lang", language, "reporting.toml")
    if not path.is_file():
        return QuoteData()
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    irregular = [form for group in table["forms"].values() for form in _phrases(group)]
    said = {*irregular, *_regular(table["verbs"]["say"]), *_regular(table["verbs"]["say_ir"])}
    named = dict.fromkeys(_regular(table["verbs"]["name"]), "name")
    return QuoteData(
        verbs=named | {form: "say" for form in said if " " not in form},
        phrases=_words(form for form in said if " " in form),
        source=_words(table["prepositions"]["sources"]),
        titled=_words(table["nouns"]["titles"]),
        spoken=_words(table["nouns"]["spoken"]),
        works=_words(table["nouns"]["works"]),
        thought=_words(_regular(table["verbs"]["thought"]) | set(table["verbs"]["thought_forms"].split())),
        classes=_classes(table["sources"]),
        genders=_first_names(language),
        weights=load_weights(language),
        alive=re.compile(rf"[?!]|{_whole(table['dashes']['alive'])}", re.IGNORECASE),
        first_person=re.compile(_whole(table["dashes"]["first_person"])),
        typewriter_marks=table["marks"]["typewriter"],
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


def _whole(words: str) -> str:
    """A pattern for whole words, with either apostrophe: ``je j'`` finds « je » and the « j’ » of « j’ai »."""
    return rf"\b(?:{'|'.join(words.split())})\b".replace("'", "['’]")


def _words(words: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(
        re.escape(word).replace("'", "['’]") for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w])", re.IGNORECASE)


def _classes(table: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """The kinds of sources by their nouns, each kind a group of its own."""
    kinds = (
        f"(?P<{kind}>{'|'.join(sorted(map(re.escape, nouns), key=len, reverse=True))})"
        for kind, nouns in table.items()
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(kinds)})(?![\w-])", re.IGNORECASE)


def _first_names(language: str) -> dict[str, str]:
    """First names in lower case with their gender, ``m`` or ``f``."""
    path = resource_path("lang", language, "first_names.toml")
    if not path.is_file():
        return {}
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    names = {gender: str(table.get(gender, "")).replace(",", " ").split() for gender in ("m", "f")}
    return {fold(name): gender for gender, listed in names.items() for name in listed}
