"""Which names of organisations mean one: acronyms and expansions, articles, shortened names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from reader.core.identity.normalise import fold, is_acronym, key, words

_LINKING = frozenset(
    [
        "a",
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "pour",
        "sur",
        "par",
        "of",
        "the",
        "for",
        "and",
        "and",
        "in",
        "y",
        "e",
        "del",
        "der",
        "die",
        "das",
        "und",
    ]
)
_ADJACENT = re.compile(r"\s*\(\s*(?:(?:le|la|les)\s|l['’])?$")


def initials(text: str) -> frozenset[str]:
    """The acronyms that a name may be shortened to: with and without its small words."""
    parts = words(text)
    if len(parts) < 2:
        return frozenset()
    heavy = [part for part in parts if part not in _LINKING]
    return frozenset({"".join(part[0] for part in heavy), "".join(part[0] for part in parts)})


def in_brackets(between: str) -> bool:
    """Whether the text between two names opens a bracket and nothing more: ``Nom complet (``."""
    return bool(_ADJACENT.fullmatch(between))


def introduced(long: str, short: str) -> bool:
    """Whether a short form in brackets behind (or before) a long one is its acronym."""
    folded = fold(short).replace(".", "")
    if not is_acronym(short) and not (folded.isalpha() and len(folded) <= 8 and short[:1].isupper()):
        return False
    if is_acronym(short) and len(words(long)) >= 2:
        return True
    return any(folded == form for form in initials(long))


def organisation_keys(
    counts: Mapping[str, int], pairs: Sequence[tuple[str, str]], acronyms: Mapping[str, str]
) -> dict[str, str]:
    """Each form of an organisation to the key under which its forms meet.

    ``counts`` holds the forms and how often each occurs, ``pairs`` the long and short forms that the article
    itself puts side by side, ``acronyms`` the language's table.
    """
    own = {text: key(text) for text in counts}
    links = _Links({acronyms.get(form, form) for form in own.values()})
    table = {text: acronyms.get(form, form) for text, form in own.items()}
    for long, short in pairs:
        links.join(table[long], table[short])
    _join_initials(table, links)
    _join_shortened(table, links)
    return {text: links.find(form) for text, form in table.items()}


class _Links:
    """Disjoint sets of keys."""

    def __init__(self, keys: set[str]) -> None:
        self._parent = {form: form for form in keys}

    def find(self, form: str) -> str:
        """The key that stands for all keys joined with ``form``."""
        while self._parent[form] != form:
            self._parent[form] = self._parent[self._parent[form]]
            form = self._parent[form]
        return form

    def join(self, one: str, other: str) -> None:
        """Make two keys one; the alphabetically first stands for both."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first


def _join_initials(table: Mapping[str, str], links: _Links) -> None:
    """An acronym and the only full name in the article that has its initials."""
    by_initials: dict[str, set[str]] = {}
    for text, form in table.items():
        for letters in initials(text):
            by_initials.setdefault(letters, set()).add(links.find(form))
    for text, form in table.items():
        if is_acronym(text) and len(fold(text).replace(".", "")) > 2:
            fitting = {
                links.find(f) for f in by_initials.get(fold(text).replace(".", "").replace("-", ""), ())
            }
            if len(fitting) == 1:
                links.join(form, fitting.pop())


def _join_shortened(table: Mapping[str, str], links: _Links) -> None:
    """A name and the only longer name that begins with it: ``Vivendi`` and ``Vivendi Universal``."""
    starts: dict[str, set[str]] = {}
    tokens = Counter[str]()
    for form in set(table.values()):
        parts = form.split()
        tokens[parts[0] if parts else form] += 1
        for size in range(1, len(parts)):
            starts.setdefault(" ".join(parts[:size]), set()).add(form)
    for form in set(table.values()):
        longer = {links.find(other) for other in starts.get(form, ())}
        if len(longer) == 1 and _distinctive(form):
            links.join(form, longer.pop())


_GENERIC = frozenset(
    [
        "parti",
        "ministere",
        "universite",
        "conseil",
        "commission",
        "comite",
        "association",
        "societe",
        "groupe",
        "banque",
        "tribunal",
        "cour",
        "club",
        "federation",
        "union",
        "syndicat",
        "agence",
        "institut",
        "centre",
        "ecole",
        "college",
        "lycee",
        "police",
        "armee",
        "gouvernement",
        "parlement",
        "assemblee",
        "chambre",
        "senat",
        "mouvement",
        "front",
        "organisation",
        "office",
        "service",
        "direction",
        "bureau",
        "mairie",
        "ligue",
        "as",
        "fc",
        "us",
        "racing",
        "stade",
        "sporting",
        "olympique",
        "entente",
        "real",
        "united",
        "city",
        "royal",
        "national",
        "international",
        "europe",
    ]
)


def _distinctive(form: str) -> bool:
    parts = form.split()
    return not all(part in _GENERIC or part in _LINKING for part in parts) and len(form) > 2
