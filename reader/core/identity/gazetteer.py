"""Countries and towns: their names, codes and coordinates, from data that is trimmed at build time."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reader.core.identity.normalise import key
from reader.core.records import KnowledgeBaseEntry
from reader.core.resources import resource_path

_REGION_SIZE, _FOREIGN_SIZE = 1_500_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. ``kind`` is ``country``, ``region`` or ``town``; degrees are WGS 84.

    ``country`` is an ISO 3166-1 code, empty for a continent.
    """

    id: str
    name: str
    kind: str
    country: str = ""
    population: int = 0
    latitude: float | None = None
    longitude: float | None = None
    names: tuple[str, ...] = ()

    def entry(self) -> KnowledgeBaseEntry:
        """The record that an entity carries."""
        return KnowledgeBaseEntry(self.id, self.name, self.latitude, self.longitude)


@dataclass(frozen=True)
class Gazetteer:
    """Places by the key of each of their names; the town list is read at the first question."""

    countries: tuple[Place, ...] = ()
    path: Path | None = None
    _extra: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    @cached_property
    def _index(self) -> dict[str, tuple[Place, ...]]:
        found: dict[str, list[Place]] = {}
        for place in (*self.countries, *(read_places(self.path) if self.path else ())):
            for name in {key(name) for name in (place.name, *place.names, *self._local(place))}:
                found.setdefault(name, []).append(place)
        return {
            name: tuple(sorted(places, key=lambda place: self._prominence(name, place)))
            for name, places in found.items()
        }

    def _local(self, place: Place) -> tuple[str, ...]:
        """What the language itself calls a country besides its usual name."""
        return self._extra.get(place.country, ()) if place.kind == "country" else ()

    def is_foreign(self, name: str, place: Place) -> bool:
        """Whether only other languages call a country by that name: ``Mexico``, ``Chad``."""
        if place.kind != "country":
            return False
        return key(name) not in {key(local) for local in (place.name, *self._local(place))}

    def _prominence(self, name: str, place: Place) -> tuple[bool, int, str]:
        """Countries first, then by inhabitants; a region ranks with a town of a million and a half.

        A country under a foreign name ranks with a town of a million: ``Mexico`` is the town.
        """
        if self.is_foreign(name, place):
            return (True, -_FOREIGN_SIZE, place.id)
        size = max(place.population, _REGION_SIZE) if place.kind == "region" else place.population
        return (place.kind != "country", -size, place.id)

    def find(self, name: str) -> tuple[Place, ...]:
        """All places of that name, most prominent first; empty where the name is unknown."""
        return self._index.get(key(name), ())


def load_gazetteer(country_names: Mapping[str, tuple[str, ...]]) -> Gazetteer:
    """The gazetteer of ``resources/gazetteer/``, with a language's further names of countries.

    Without the file the countries of the language table are still known, without coordinates.
    """
    path = resource_path("gazetteer", "places.tsv.gz")
    if path.is_file():
        return Gazetteer((), path, country_names)
    bare = tuple(
        Place(f"iso:{code}", names[0], "country", code, names=names)
        for code, names in country_names.items()
        if names
    )
    return Gazetteer(bare)


def read_places(path: Path) -> Iterator[Place]:
    """The rows of a gazetteer file: id, name, kind, country, population, latitude, longitude, further names.

    Raises ``OSError`` where the file cannot be read and ``ValueError`` for a damaged row.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            id_, name, kind, country, population, latitude, longitude, names = line.rstrip("\n").split("\t")
            yield Place(
                id_,
                name,
                kind,
                country,
                int(population or 0),
                float(latitude) if latitude else None,
                float(longitude) if longitude else None,
                tuple(names.split("|")) if names else (),
            )
