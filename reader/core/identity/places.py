"""Which names of places mean one place, and which place of the world that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.core.identity.gazetteer import Gazetteer, Place
from reader.core.identity.language import LanguageData
from reader.core.identity.normalise import fold, heavy, key
from reader.core.records import KnowledgeBaseEntry

_MOST_CANDIDATES = 6
_DOMINANT = 10
_HALVES = frozenset({"nord", "sud"})
_WELL_KNOWN = 100_000
_SHORTEST = 3


def place_keys(texts: Sequence[str], data: LanguageData) -> dict[str, str]:
    """Each form of a place to the key under which forms of one place meet.

    A country has one key under all its names; so has a well-known town under its foreign names. A name that
    two countries share keeps its own, unless the text names exactly one of the two in full.
    """
    gazetteer = data.gazetteer
    sure = {text: _one_country(text, gazetteer) for text in texts}
    named = {place.id for place in sure.values() if place}
    result: dict[str, str] = {}
    for text in texts:
        place = sure[text] or _shared_country(text, gazetteer, named) or _known_town(text, gazetteer)
        result[text] = place.id if place else key(text)
    _join_halves(result)
    _join_shortened(result, gazetteer, data)
    return result


def _join_halves(keys: dict[str, str]) -> None:
    """``la Corée du Nord et le Sud``: a direction alone is the only half of a divided land that it can be."""
    halves: dict[str, set[str]] = {}
    for text, place in keys.items():
        land, _, half = fold(text).rpartition(" du ")
        if half in _HALVES and land:
            halves.setdefault(half, set()).add(place)
    for text in keys:
        places = halves.get(key(text), set())
        if len(places) == 1:
            keys[text] = next(iter(places))


def _join_shortened(keys: dict[str, str], gazetteer: Gazetteer, data: LanguageData) -> None:
    """``Pacifique`` for ``océan Pacifique``, ``Tigral`` for ``Tigral du Nord``: the only place it can stand for.

    What the gazetteer knows by itself is no shortened name; a street or a station is not the place that it is
    called after.
    """
    longer: dict[str, set[str]] = {}
    for text in keys:
        parts = heavy(key(text))
        for size in range(1, len(parts)):
            longer.setdefault(" ".join(parts[:size]), set()).add(text)
        if len(parts) > 1 and parts[0] in data.parts_of("parts.same"):
            longer.setdefault(" ".join(parts[1:]), set()).add(text)
        bare = [part for part in parts if part not in data.demonyms]
        if len(bare) > 1 and bare[0] in data.parts_of("parts.place"):
            longer.setdefault(" ".join(bare), set()).add(text)
    stands_for: dict[str, str] = {}
    for text in sorted(keys, key=lambda text: (-len(text), text)):
        fitting = {keys[other] for other in longer.get(" ".join(heavy(key(text))), ())} - {keys[text]}
        if len(fitting) == 1 and len(text) > _SHORTEST and not gazetteer.find(text):
            whole = fitting.pop()
            stands_for[keys[text]] = stands_for.get(whole, whole)
    for text, place in keys.items():
        keys[text] = stands_for.get(place, place)


def _places(text: str, gazetteer: Gazetteer) -> list[Place]:
    """The places of a name; no country under a foreign name where a town is better known by it (``Mexico``)."""
    found = list(gazetteer.find(text))
    if not found or found[0].kind == "country":
        return found
    return [place for place in found if not gazetteer.is_foreign(text, place)]


def _countries(text: str, gazetteer: Gazetteer) -> list[Place]:
    found = gazetteer.find(text)
    return (
        [place for place in found if place.kind == "country"] if found and found[0].kind == "country" else []
    )


def _one_country(text: str, gazetteer: Gazetteer) -> Place | None:
    countries = _countries(text, gazetteer)
    return countries[0] if len(countries) == 1 else None


def _shared_country(text: str, gazetteer: Gazetteer, named: set[str]) -> Place | None:
    countries = [place for place in _countries(text, gazetteer) if place.id in named]
    return countries[0] if len(countries) == 1 else None


def _known_town(text: str, gazetteer: Gazetteer) -> Place | None:
    """A town that its name means without doubt, by size alone."""
    found = _places(text, gazetteer)
    if not found or found[0].kind != "town":
        return None
    return found[0] if found[0].population >= _WELL_KNOWN and _dominates(found) else None


def _dominates(places: Sequence[Place]) -> bool:
    return len(places) == 1 or places[0].population >= _DOMINANT * places[1].population


def knowledge(
    forms: Sequence[str], gazetteer: Gazetteer, countries: Mapping[str, int]
) -> tuple[KnowledgeBaseEntry, ...]:
    """The places that an entity may be: one where there is no doubt, several where there is.

    ``countries`` counts how often the article speaks of each country; a town in one of them is taken before
    its namesakes elsewhere.
    """
    for form in forms:
        found = _places(form, gazetteer)
        if found:
            return tuple(place.entry() for place in _choose(found, countries)[:_MOST_CANDIDATES])
    return ()


def _choose(found: Sequence[Place], countries: Mapping[str, int]) -> Sequence[Place]:
    if len(found) == 1:
        return found
    nations = [place for place in found if place.kind == "country"]
    if found[0].kind == "country":
        return nations
    if found[0].kind == "town" and found[0].population >= _WELL_KNOWN and _dominates(found):
        return found[:1]
    near = [place for place in found if countries.get(place.country)]
    if len(near) == 1 or (near and near[0].kind == "town" and _dominates(near)):
        return near[:1]
    return near or found
