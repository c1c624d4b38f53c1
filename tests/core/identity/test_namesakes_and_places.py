"""Made-up cases: namesakes, spellings, nicknames, places known and in doubt, and what must always hold."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import DATA, described, parse, resolve

from reader.core.identity import load_language_data, resolve_entities
from reader.core.identity.gazetteer import read_places
from reader.core.identity.inflection import adjective_forms, noun_forms
from reader.core.identity.normalise import key, sound
from reader.core.records import MentionKind, NameSpan
from reader.formats.plain_text import from_text


@pytest.mark.parametrize(
    "marked",
    [
        "[PER Bak Jong-ho] parle. [PER Bak Jong Ho] insiste. M. [PER Bak] se tait.",
        "[PER Oleh Zarensky] parle. [PER Zarenskyy] insiste. [PER O. Zarenski] aussi.",
        "[PER Mohammed Kadri] parle. [PER Mohamed Kadri] insiste.",
        "[PER Jean-Marc Lebrun] parle. [PER LEBRUN Jean-Marc] insiste.",
        "[PER Rodrigue Alba], dit « [PER Rodri] », parle. [PER Alba] insiste.",
        "[PER Émile Garnier] parle. M. [PER Garnier] insiste. [PER Garnier] se tait. [PER É. Garnier] signe.",
        "[PER Abou Selim Rachid] parle. [PER Rachid] insiste.",
        "Le [ORG Front démocratique du Val] ([ORG FDV]) vote. Le [ORG FDV] gagne.",
        "Les [LOC É.-U.] et les [LOC USA], donc les [LOC États-Unis d'Amérique].",
        "L’[ORG UE] et l’[ORG Union européenne].",
        "Le [ORG Parti socialiste] et le [ORG PS].",
        "La [LOC RDC], c'est la [LOC République démocratique du Congo].",
    ],
)
def test_spellings_of_one(marked: str) -> None:
    _, entities = resolve(marked)

    assert len(entities) == 1


@pytest.mark.parametrize(
    ("marked", "count"),
    [
        ("La [LOC Guinée], la [LOC Guinée-Bissau] et la [LOC Guinée équatoriale].", 3),
        ("Le [LOC Congo] et la [LOC RDC].", 1),
        ("Le [LOC Congo], la [LOC RDC] et le [LOC Congo-Brazzaville].", 3),
        ("[LOC Washington] et [PER Washington].", 2),
        ("Le [ORG ministère de la Défense] et le [ORG ministère de l'Intérieur].", 2),
    ],
)
def test_what_shares_words_is_not_one(marked: str, count: int) -> None:
    _, entities = resolve(marked)

    assert len(entities) == count


def test_a_title_decides_between_namesakes() -> None:
    text, entities = resolve(
        "Mme [PER Marie Dubreuil] et M. [PER Jean Dubreuil] parlent. Mme [PER Dubreuil] insiste."
    )

    marie = next(entity for entity in entities if entity.name == "Marie Dubreuil")
    assert [text[m.span.start : m.span.end] for m in marie.mentions] == ["Marie Dubreuil", "Dubreuil"]


def test_a_surname_that_nothing_decides_names_its_candidates() -> None:
    _, entities = resolve("[PER Marie Dubreuil] et [PER Jean Dubreuil] parlent. [PER Dubreuil] insiste.")

    assert [entity.candidates for entity in entities] == [(), (), ("e1", "e2")]


def test_who_is_most_spoken_of_is_meant() -> None:
    _, entities = resolve(
        "[PER Jean Dubreuil] parle. [PER Marie Dubreuil] parle. [PER Marie Dubreuil] insiste. [PER Dubreuil] crie."
    )

    assert [len(entity.mentions) for entity in entities] == [1, 3]


def test_a_place_without_doubt_has_one_entry() -> None:
    _, entities = resolve("La [LOC Corée du Nord] et [LOC Toulouse].")

    assert [[entry.id for entry in entity.kb] for entity in entities] == [["iso:KP"], ["geonames:2972315"]]
    assert all(entity.kb[0].latitude is not None for entity in entities)


def test_a_place_in_doubt_has_all_its_candidates() -> None:
    _, entities = resolve("Le train arrive à [LOC Washington].")

    assert len(entities[0].kb) > 1
    assert {"iso:US-WA", "geonames:4140963"} <= {entry.id for entry in entities[0].kb}


@pytest.mark.parametrize(
    ("marked", "name", "expected"),
    [
        ("[PER Ada Brun] ([ORG PS]), maire de [LOC Toul], parle.", "Ada Brun", ["maire de Toul"]),
        ("[PER Ada Brun], 45 ans, ancienne députée, parle.", "Ada Brun", ["ancienne députée"]),
        (
            "[PER Ada Brun], l'une des fondatrices du club, parle.",
            "Ada Brun",
            ["l'une des fondatrices du club"],
        ),
        ("Après son frère, le prince [PER Otto], elle part.", "Otto", ["son frère"]),
        ("Le roi [PER Otto] dort. Le monarque est las.", "Otto", ["Le monarque"]),
        ("« Non », a dit la maire, [PER Ada Brun].", "Ada Brun", ["la maire"]),
        ("[PER Ada Brun] coud. « Je couds », raconte la couturière.", "Ada Brun", ["la couturière"]),
        ("Le président [PER Otto Brun] dort.", "Otto Brun", []),
        ("[PER Otto Brun] dort. Le président parle.", "Otto Brun", []),
        ("Le président ghanéen [PER Kofi Abban] dort. Le président péruvien parle.", "Kofi Abban", []),
        ("[PER Ada Brun] parle du maire, [PER Otto Roux].", "Ada Brun", []),
    ],
)
def test_descriptions(marked: str, name: str, expected: list[str]) -> None:
    assert described(marked)[name] == expected


def test_nothing_is_known_of_an_unknown_language() -> None:
    _, entities = resolve("[PER Ada Brun] visits [LOC Lyon].", load_language_data("xx"))

    assert [(entity.name, entity.kb) for entity in entities] == [("Ada Brun", ()), ("Lyon", ())]


def test_gazetteer_rows(tmp_path: Path) -> None:
    path = tmp_path / "places.tsv.gz"
    path.write_bytes(gzip.compress(b"geonames:1\tVal\ttown\tFR\t900\t48.5\t5.25\tVallis|Wahl\n"))

    (place,) = read_places(path)

    assert (place.latitude, place.longitude, place.names) == (48.5, 5.25, ("Vallis", "Wahl"))


def test_every_country_has_its_adjective_and_place() -> None:
    missing = {
        code
        for codes in DATA.demonyms.values()
        for code in codes
        if not DATA.gazetteer.find("x") and not code
    }
    assert not missing
    assert DATA.demonyms["coreenne" if "coreenne" in DATA.demonyms else "nord-coreenne"] == {"KP"}
    assert DATA.gazetteer.find("RPDC")[0].id == "iso:KP"


def test_inflection() -> None:
    assert {"grec", "grecque", "grecs", "grecques"} == adjective_forms("grec/grecque")
    assert {"italien", "italienne"} <= adjective_forms("italien")
    assert ("deputee", "f") in noun_forms("député")
    assert ("actrice", "f") in noun_forms("acteur")
    assert noun_forms("victime/") == (("victime", ""),)


def test_keys() -> None:
    assert key("L’O.T.A.N.") == key("OTAN")
    assert key("Etats-Unis") == key("les États-Unis")
    assert sound("Zarensky") == sound("Zarenskyy") == sound("Zarenski")


NAMES = st.sampled_from(
    ["[PER Ada Brun]", "[PER Brun]", "[PER Otto Roux]", "[LOC Lyon]", "[LOC Brun]", "[ORG ONU]", "[ORG Brun]"]
)
ARTICLES = st.lists(NAMES, max_size=12).map(lambda names: " parle à ".join(names) + ".")


@given(ARTICLES)
@settings(max_examples=60, deadline=None)
def test_every_name_belongs_to_one_entity_of_its_type(marked: str) -> None:
    text, names = parse(marked)
    entities = resolve_entities(from_text(text), names, DATA)

    found = sorted(
        (m.span, e.entity_type) for e in entities for m in e.mentions if m.kind is MentionKind.NAME
    )
    assert found == sorted((name.span, name.entity_type) for name in names)


@given(ARTICLES)
@settings(max_examples=40, deadline=None)
def test_resolving_again_changes_nothing(marked: str) -> None:
    text, names = parse(marked)
    article = from_text(text)
    once = resolve_entities(article, names, DATA)
    again = [
        NameSpan(m.span, e.entity_type, "", m.score)
        for e in once
        for m in e.mentions
        if m.kind is MentionKind.NAME
    ]

    assert resolve_entities(article, again, DATA) == once


@given(ARTICLES)
@settings(max_examples=40, deadline=None)
def test_an_unrelated_place_changes_no_person(marked: str) -> None:
    def people(text: str) -> list[list[int]]:
        _, entities = resolve(text)
        return [[m.span.start for m in e.mentions] for e in entities if e.entity_type == "PER"]

    assert people(marked + " Fin.") == people(marked + " Fin à [LOC Zanzibar].")
