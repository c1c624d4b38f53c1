"""Which names of organisations mean one: acronyms and expansions, articles, other orders, shortened names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from reader.core.identity.language import LanguageData
from reader.core.identity.links import Links
from reader.core.identity.normalise import LINKING, fold, heavy, is_acronym, key, words

_ADJACENT = re.compile(r"\s*\(\s*(?:(?:le|la|les)\s|l['’])?$")
_SHORTEST_ACRONYM = 3


def initials(text: str) -> frozenset[str]:
    """The acronyms that a name may be shortened to: with and without its small words, without its last words."""
    parts = words(text)
    if len(parts) < 2:
        return frozenset()
    letters = "".join(part[0] for part in parts if part not in LINKING)
    shorter = {letters[:size] for size in range(_SHORTEST_ACRONYM, len(letters))}
    return frozenset({letters, "".join(part[0] for part in parts), *shorter})


def in_brackets(between: str) -> bool:
    """Whether the text between two names opens a bracket and nothing more: ``Nom complet (``."""
    return bool(_ADJACENT.fullmatch(between))


def introduced(long: str, short: str) -> bool:
    """Whether a short form in brackets behind (or before) a long one is its acronym."""
    folded = _letters(short)
    if not is_acronym(short) and not (folded.isalpha() and len(folded) <= 8 and short[:1].isupper()):
        return False
    if is_acronym(short) and len(words(long)) >= 2:
        return True
    return folded in initials(long)


def _letters(text: str) -> str:
    return fold(text).replace(".", "").replace("-", "").replace("&", "").replace(" ", "")


def organisation_keys(
    forms: Collection[str], pairs: Sequence[tuple[str, str]], data: LanguageData
) -> dict[str, str]:
    """Each form of an organisation to the key under which its forms meet.

    ``pairs`` are the long and short forms that the article itself puts side by side; the language's table of
    acronyms adds more. A country's adjective may be left out once it has been given.
    """
    own = {text: key(text) for text in forms}
    known = {heavy(form): body for form, body in data.acronyms.items()}
    table = {text: data.acronyms.get(form, known.get(heavy(form), form)) for text, form in own.items()}
    links = Links({*table.values(), *own.values()})
    for text, form in own.items():
        links.join(form, table[text])
    for long, short in pairs:
        links.join(table[long], table[short])
    _join_initials(table, links)
    _join_same_words(own, links)
    for longer_of in (_starts(own.values()), _ends(own.values()), _without(own.values(), data.demonyms)):
        _join_unique(longer_of, own, links, data)
    return {text: links.find(form) for text, form in own.items()}


def _join_initials(table: Mapping[str, str], links: Links) -> None:
    """An acronym and the only full name in the article that has its initials."""
    by_initials: dict[str, set[str]] = {}
    for text, form in table.items():
        for letters in initials(text):
            by_initials.setdefault(letters, set()).add(links.find(form))
    for text, form in table.items():
        letters = _letters(text)
        if (is_acronym(text) and len(letters) >= _SHORTEST_ACRONYM) or "&" in text:
            fitting = {links.find(f) for f in by_initials.get(letters, ())}
            if len(fitting) == 1:
                links.join(form, fitting.pop())


def _join_same_words(own: Mapping[str, str], links: Links) -> None:
    """``Lynx de Vesna`` and ``Vesna Lynx``."""
    by_words: dict[tuple[str, ...], str] = {}
    for form in own.values():
        parts = heavy(form)
        if len(parts) > 1:
            links.join(form, by_words.setdefault(tuple(sorted(parts)), form))


def _starts(forms: Iterable[str]) -> dict[str, set[str]]:
    """Beginnings to the longer forms that have them: ``vivendi`` of ``vivendi universal``."""
    found: dict[str, set[str]] = {}
    for form in set(forms):
        parts = form.split()
        for size in range(1, len(parts)):
            found.setdefault(" ".join(parts[:size]), set()).add(form)
    return found


def _ends(forms: Iterable[str]) -> dict[str, set[str]]:
    """Last words to the longer forms that have them, never behind a small word: ``lynx`` of ``vesna lynx``."""
    found: dict[str, set[str]] = {}
    for form in set(forms):
        parts = form.split()
        for size in range(1, len(parts)):
            if parts[size - 1] not in LINKING:
                found.setdefault(" ".join(parts[size:]), set()).add(form)
    return found


def _without(forms: Iterable[str], adjectives: Collection[str]) -> dict[str, set[str]]:
    """Forms without a country's adjective to the forms that have one."""
    found: dict[str, set[str]] = {}
    for form in set(forms):
        bare = " ".join(part for part in form.split() if part not in adjectives)
        if bare != form and len(heavy(bare)) > 1:
            found.setdefault(bare, set()).add(form)
    return found


def _join_unique(
    longer_of: Mapping[str, set[str]], own: Mapping[str, str], links: Links, data: LanguageData
) -> None:
    """A form and the only longer one that it can stand for."""
    for form in sorted(set(own.values())):
        longer = {links.find(other) for other in longer_of.get(form, ())}
        if len(longer) == 1 and _distinctive(form, data) and form not in data.acronyms:
            links.join(form, longer.pop())


def _distinctive(form: str, data: LanguageData) -> bool:
    """Whether a form alone can stand for a longer name: ``Assemblée`` can, ``Tribunal`` cannot."""
    if form in data.parts_of("bodies.shortened"):
        return True
    generic = data.parts_of("bodies.generic") | data.parts_of("bodies.shortened")
    return not all(part in generic for part in heavy(form)) and len(form) > 2
