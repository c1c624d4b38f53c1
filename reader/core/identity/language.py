"""The language tables that identity needs: titles, functions, kinship, countries, acronyms, places."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from reader.core.identity.gazetteer import Gazetteer, load_gazetteer
from reader.core.identity.inflection import adjective_forms, noun_forms
from reader.core.identity.name_classifier import NameClassifier, load_name_classifier
from reader.core.identity.normalise import fold, key
from reader.core.resources import resource_path

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that can head a description: its lemma, gender (``m``, ``f`` or empty) and groups.

    ``participle`` tells whether it is written with a final ``é``; ``fixed`` nouns keep their grammatical gender
    whoever they mean (``la star``).
    """

    lemma: str
    gender: str
    groups: frozenset[str]
    participle: bool = False
    fixed: bool = False


def is_written(word: str, noun: Noun) -> bool:
    """``interprété`` is no ``interprète`` and ``accuse`` no ``accusé``, though they fold to the same letters."""
    return word.lower().endswith(("é", "ée")) == noun.participle


@dataclass(frozen=True, slots=True)
class LanguageData:
    """Everything identity knows of one language. Keys are folded (no case, no accents).

    ``titles`` maps a courtesy or rank word to the gender it shows; ``nouns`` a form (of one or several words)
    to its noun; ``generics`` a lemma to the lemmas it may stand for; ``demonyms`` an adjective's form to ISO
    codes of countries and regions; ``inverse`` a relative to what the other is; ``professions`` a title to the
    noun it stands for; ``deeds`` a noun to the words that make somebody one; ``ages`` a noun to years;
    ``acronyms`` a name's key to the key of its body; ``diminutives`` Bob to Robert.
    """

    language: str = ""
    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    courtesy: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    nicknames: tuple[str, ...] = ()
    pronouns: Mapping[str, str] = field(default_factory=dict[str, str])
    nouns: Mapping[str, Noun] = field(default_factory=dict[str, Noun])
    noun_heads: Mapping[str, int] = field(default_factory=dict[str, int])
    generics: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    demonyms: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    acronyms: Mapping[str, str] = field(default_factory=dict[str, str])
    diminutives: Mapping[str, str] = field(default_factory=dict[str, str])
    first_names: Mapping[str, str] = field(default_factory=dict[str, str])
    grammar: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    inverse: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    professions: Mapping[str, str] = field(default_factory=dict[str, str])
    deeds: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    ages: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    name_parts: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    names: NameClassifier = field(default_factory=NameClassifier)

    def words_of(self, name: str) -> frozenset[str]:
        """A list of grammar words from ``functions.toml``; empty where the language has none."""
        return self.grammar.get(name, frozenset())

    def parts_of(self, name: str) -> frozenset[str]:
        """A list of nouns before names from ``name_parts.toml``, as written; empty where the language has none."""
        return self.name_parts.get(name, frozenset())


def load_name_tables(language: str) -> LanguageData:
    """Only what tells names of several articles apart (titles, particles, acronyms): loads in milliseconds.

    Raises ``tomllib.TOMLDecodeError`` for a damaged file.
    """
    folder = resource_path("lang", language)
    titles = _read(folder / "titles.toml")
    return LanguageData(
        language=language,
        titles=_genders(titles, "courtesy", "rank"),
        courtesy=frozenset(_genders(titles, "courtesy")),
        particles=_folded(_section(titles, "particles").get("words", ())),
        suffixes=_folded(_section(titles, "suffixes").get("words", ())),
        acronyms=_acronyms(_read(folder / "acronyms.toml")),
    )


def load_language_data(language: str) -> LanguageData:
    """The tables of ``resources/lang/<language>/``; a missing file is an empty table.

    Raises ``tomllib.TOMLDecodeError`` for a damaged file.
    """
    folder = resource_path("lang", language)
    titles = _read(folder / "titles.toml")
    functions = _read(folder / "functions.toml")
    countries = _read(folder / "countries.toml")
    kinship = _read(folder / "kinship.toml")
    nouns = _nouns(functions, kinship)
    known = _read(folder / "first_names.toml")
    return LanguageData(
        language=language,
        titles=_genders(titles, "courtesy", "rank"),
        courtesy=frozenset(_genders(titles, "courtesy")),
        particles=_folded(_section(titles, "particles").get("words", ())),
        suffixes=_folded(_section(titles, "suffixes").get("words", ())),
        nicknames=tuple(_section(titles, "nicknames").get("words", ())),
        pronouns=_genders(titles, "pronouns"),
        nouns=nouns,
        noun_heads=_heads(nouns),
        generics={fold(noun): _split(value) for noun, value in _section(functions, "generics").items()},
        demonyms=_demonyms(_section(countries, "countries"), _read(folder / "regions.toml")),
        acronyms=_acronyms(_read(folder / "acronyms.toml")),
        diminutives={
            short: fold(name)
            for name, value in _section(titles, "diminutives").items()
            for short in _split(value)
        },
        first_names={name: gender for gender in ("m", "f") for name in _split(known.get(gender, ""))},
        grammar={name: _split(value) for name, value in _section(functions, "grammar").items()},
        inverse={fold(noun): _pair(value) for noun, value in _section(kinship, "inverse").items()},
        professions={title: fold(noun) for title, noun in _section(functions, "professions").items()},
        deeds={fold(noun): _split(value) for noun, value in _section(functions, "deeds").items()},
        ages={fold(noun): _range(value) for noun, value in _section(functions, "ages").items()},
        name_parts=_name_parts(_read(folder / "name_parts.toml")),
        gazetteer=load_gazetteer(_country_names(countries)) if countries else Gazetteer(),
        names=load_name_classifier(language),
    )


def _read(path: Path) -> Table:
    if not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _section(table: Table, name: str) -> Table:
    return cast(Table, table.get(name, {}))


def _folded(values: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(value) for value in values)


def _split(value: str | Iterable[str]) -> frozenset[str]:
    """Words of a comma-separated list."""
    parts = value.split(",") if isinstance(value, str) else value
    return frozenset(fold(part) for part in parts if part.strip())


def _genders(table: Table, *names: str) -> dict[str, str]:
    """Word to gender over sections with ``m``, ``f`` and ``any`` lists."""
    result: dict[str, str] = {}
    for name in names:
        for gender, values in _section(table, name).items():
            for value in cast(Iterable[str], values):
                result[fold(value)] = "" if gender == "any" else gender
    return result


def _pair(value: str) -> tuple[str, str]:
    """The masculine and the feminine of ``père/mère``; one word is both."""
    masculine, _, feminine = value.partition("/")
    return fold(masculine), fold(feminine or masculine)


def _range(value: str) -> tuple[int, int]:
    """The ends of ``30-39``."""
    low, high = value.split("-")
    return int(low), int(high)


def _name_parts(table: Table) -> dict[str, frozenset[str]]:
    """The lists of all sections under ``section.list``."""
    result: dict[str, frozenset[str]] = {}
    for section in table:
        for name, value in _section(table, section).items():
            words = cast(str | list[str], value)
            parts = words.split(",") if isinstance(words, str) else words
            result[f"{section}.{name}"] = frozenset(part.strip() for part in parts)
    return result


def _acronyms(table: Table) -> dict[str, str]:
    rows = cast(Iterable[list[str]], _section(table, "organisations").get("names", ()))
    return {key(name): key(row[0]) for row in rows for name in row}


def _demonyms(countries: Table, regions: Table) -> dict[str, frozenset[str]]:
    """Every form of an adjective to the codes of its countries; of its regions where it is no country's."""
    result: dict[str, frozenset[str]] = {}
    adjectives = {code: row.get("adjectives", ()) for code, row in countries.items()}
    for code, values in (*adjectives.items(), *_section(regions, "regions").items()):
        for adjective in cast(Iterable[str], values):
            for form in adjective_forms(adjective):
                result[form] = result.get(form, frozenset()) | {code}
    return result


def _country_names(table: Table) -> dict[str, tuple[str, ...]]:
    """ISO code to names; names that two countries share are listed under both."""
    names = {code: tuple(row.get("names", ())) for code, row in _section(table, "countries").items()}
    for name, codes in _section(table, "ambiguous").items():
        for code in cast(Iterable[str], codes):
            names[code] = (*names.get(code, ()), name)
    return names


def _nouns(functions: Table, kinship: Table) -> dict[str, Noun]:
    result: dict[str, Noun] = {}
    for group, value in _section(functions, "groups").items():
        for entry in cast(str, value).split(","):
            _add_noun(result, entry.strip(), group)
    for gender in ("m", "f"):
        for word in cast(Iterable[str], _section(kinship, "kinship").get(gender, ())):
            result[fold(word)] = Noun(fold(word), gender, frozenset({"kinship"}))
    for word in cast(Iterable[str], _section(kinship, "relation").get("any", ())):
        _add_noun(result, word, "relation")
    return result


def _add_noun(nouns: dict[str, Noun], entry: str, group: str) -> None:
    if not entry:
        return
    for form, gender in noun_forms(entry):
        before = nouns.get(form)
        lemma = before.lemma if before else fold(entry.split("/")[0])
        groups = (before.groups if before else frozenset[str]()) | {group}
        participle = entry.split("/")[0].endswith("é")
        shown = gender if before is None or before.gender == gender else ""
        nouns[form] = Noun(lemma, shown, groups, participle, entry.endswith("/"))


def _heads(nouns: Mapping[str, Noun]) -> dict[str, int]:
    """First word of every noun to the length in words of the longest noun that begins with it."""
    result: dict[str, int] = {}
    for form in nouns:
        parts = form.replace("'", "' ").split()
        result[parts[0]] = max(result.get(parts[0], 0), len(parts))
    return result
