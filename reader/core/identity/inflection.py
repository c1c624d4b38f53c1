"""Feminine and plural forms of French adjectives and nouns of persons, by their endings."""

from __future__ import annotations

from reader.core.identity.normalise import fold

_ADJECTIVE_ENDINGS = (
    ("eux", "euse"),
    ("ien", "ienne"),
    ("een", "eenne"),
    ("yen", "yenne"),
    ("on", "onne"),
    ("ique", "ique"),
    ("er", "ere"),
    ("if", "ive"),
    ("el", "elle"),
)
_NOUN_ENDINGS = (
    ("teur", ("trice", "teuse", "teure")),
    ("eur", ("euse", "eure", "eresse")),
    ("ien", ("ienne",)),
    ("yen", ("yenne",)),
    ("ier", ("iere",)),
    ("er", ("ere",)),
    ("on", ("onne",)),
    ("if", ("ive",)),
    ("eux", ("euse",)),
    ("ef", ("effe",)),
)


def _feminine(word: str) -> str:
    for ending, feminine in _ADJECTIVE_ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)] + feminine
    return word if word.endswith("e") else word + "e"


def _plural(word: str) -> str:
    return word if word.endswith(("s", "x")) else word + "s"


def adjective_forms(entry: str) -> frozenset[str]:
    """All folded forms of an adjective; ``grec/grecque`` gives irregular feminines after slashes."""
    masculine, *irregular = (fold(part) for part in entry.split("/"))
    singular = {masculine, *(irregular or [_feminine(masculine)])}
    return frozenset(singular | {_plural(form) for form in singular})


def noun_forms(entry: str) -> tuple[tuple[str, str], ...]:
    """Folded singular forms of a noun of persons with their genders: ``acteur`` → acteur m, actrice f …

    ``roi/reine`` gives the feminine itself; ``victime/`` is a word whose gender says nothing of the person.
    """
    written, *given = (part.strip().lower() for part in entry.split("/"))
    masculine = fold(written)
    if given:
        forms = [fold(form) for form in given if form and fold(form) != masculine]
        return ((masculine, "m" if forms else ""), *((form, "f") for form in forms))
    head, _, rest = written.partition(" ")
    feminines = _noun_feminines(head)
    if not feminines:
        return ((masculine, ""),)
    tail = " " + rest if rest else ""
    return ((masculine, "m"), *((fold(form + tail), "f") for form in feminines))


def _noun_feminines(word: str) -> tuple[str, ...]:
    if word.endswith("e"):
        return ()
    for ending, feminines in _NOUN_ENDINGS:
        if word.endswith(ending):
            return tuple(word[: -len(ending)] + feminine for feminine in feminines)
    return (word + "e",)
