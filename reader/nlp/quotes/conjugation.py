"""Third-person forms of French verbs, as far as reporting clauses use them."""

from __future__ import annotations

from collections.abc import Iterator

_ER_ENDINGS = ("e", "ent", "ait", "aient", "a", "èrent", "é", "ée", "és", "ées", "ant")
_FUTURE = ("era", "eront", "erait", "eraient")
_IR_ENDINGS = ("it", "issent", "issait", "issaient", "irent", "ira", "irait", "i", "ie", "is", "issant")


def forms(infinitive: str) -> Iterator[str]:
    """The infinitive, third-person forms and participles of a regular verb in -er or -ir."""
    verb = infinitive.removeprefix("s'").removeprefix("se ")
    stem = verb[:-2]
    yield verb
    if verb.endswith("ir"):
        yield from (stem + ending for ending in _IR_ENDINGS)
        return
    silent = _silent_stem(stem)
    for ending in _ER_ENDINGS:
        base = silent if ending in ("e", "ent") else stem
        yield _spelt(base, ending) + ending
    for ending in _FUTURE:
        yield (silent if not stem.endswith(("ér", "ét", "él")) else stem) + ending


def _silent_stem(stem: str) -> str:
    """The stem before a mute ending: rappel- doubles, répét- and men- open their vowel."""
    if stem.endswith(("appel", "jet")):
        return stem + stem[-1]
    if len(stem) > 2 and stem[-1] not in "aeiouyé" and stem[-2] in "ée":
        return stem[:-2] + "è" + stem[-1]
    return stem


def _spelt(stem: str, ending: str) -> str:
    """c and g keep their sound before a: annonça, jugeait."""
    if ending[0] in "aâ":
        if stem.endswith("c"):
            return stem[:-1] + "ç"
        if stem.endswith("g"):
            return stem + "e"
    return stem
