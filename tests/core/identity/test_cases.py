"""The table of identity: forms of one, things that only look like one, and what nothing decides."""

from __future__ import annotations

import pytest
from marked import resolve, texts

ONE = {
    "Mme + particles": "[PER Ursula von der Heide] parle. Mme [PER von der Heide] insiste.",
    "title and bare": "[PER Émile Garnier] parle. M. [PER Garnier], [PER Garnier], le président [PER Garnier].",
    "transliterations": "[PER Volodymyr Zarensky], [PER Zarensky], [PER Zarenskyy], [PER V. Zarensky].",
    "al-": "[PER Selim al-Rachid] parle. M. [PER al-Rachid] insiste, [PER Rachid] part.",
    "ben": "[PER Tarek ben Salah] parle. [PER Ben Salah] insiste.",
    "van": "[PER Joost Van Dam] parle. M. [PER Van Dam] insiste.",
    "Mac": "[PER Fiona MacLeod] parle. Mme [PER MacLeod] insiste.",
    "O'": "[PER Sean O'Hara] parle. M. [PER O’Hara] insiste.",
    "initials": "[PER Jean-Marc Lebrun] parle. [PER J.-M. Lebrun] signe.",
    "hyphens": "[PER Bak Su-ho] parle. [PER Bak Su Ho] insiste.",
    "first name": "[PER Mohammed Kadri] parle. [PER Mohamed Kadri] insiste.",
    "family first": "[PER GARNIER Émile] arrive. [PER Émile Garnier] parle.",
    "nickname": "[PER Rodrigue Alba], dit « [PER Rodri] », parle. [PER Rodri] insiste.",
    "alias": "[PER Rodrigue Alba], alias [PER Rodri], parle.",
    "diminutive": "[PER Robert Hale] parle. [PER Bob Hale] insiste.",
    "letters": "[PER Ada Brun Costa] parle. [PER ABC] insiste.",
    "maiden name": "[PER Ada Brun] chante. Elle était née [PER Costa], ici.",
    "married name": "[PER Jeanne], épouse [PER Brun], parle.",
    "accents": "Les [LOC États-Unis], les [LOC Etats-Unis], les [LOC USA] et les [LOC É.-U.].",
    "official name": "La [LOC Corée du Nord], la [LOC RPDC], la [LOC République populaire démocratique de Corée].",
    "RDC": "La [LOC RDC], c'est la [LOC République démocratique du Congo], le [LOC Congo-Kinshasa].",
    "Congo with RDC": "Le [LOC Congo] vote. La [LOC République démocratique du Congo] attend.",
    "ocean": "L'[LOC océan Pacifique] et le [LOC Pacifique].",
    "adjective of a place": "Le [LOC cosmodrome de Vesna] et le [LOC cosmodrome russe Vesna].",
    "article": "L’[ORG OTAN] décide. [ORG OTAN] confirme.",
    "known acronym": "L'[ORG OTAN] et l'[ORG Organisation du traité de l'Atlantique nord].",
    "acronym behind": "L'[ORG Office des eaux de Vesna] ([ORG OEV]) vote. L'[ORG OEV] gagne.",
    "acronym first": "L'[ORG OEV] ([ORG Office des eaux de Vesna]) vote.",
    "acronym apart": "L'[ORG Office des eaux de Vesna] vote. Plus loin, l'[ORG OEV] gagne.",
    "acronym of the beginning": "La [ORG Commission des pêches et forêts de la Vesna] vote. La [ORG CPF] gagne.",
    "party": "Le [ORG Parti socialiste] et le [ORG PS].",
    "bank": "La [ORG Banque centrale européenne] et la [ORG BCE].",
    "UE": "L’[ORG UE] et l’[ORG Union européenne].",
    "assembly": "L'[ORG Assemblée nationale] vote. L'[ORG Assemblée] débat.",
    "last word": "Les [ORG Vesna Lynx] gagnent. Les [ORG Lynx] fêtent.",
    "other order": "Les [ORG Vesna Lynx] gagnent. Les [ORG Lynx de Vesna] fêtent.",
    "ministry without adjective": (
        "Le [ORG ministère russe de la Défense] nie. Le [ORG ministère de la Défense] insiste."
    ),
}

APART = {
    "Koreas": ("La [LOC Corée du Nord] et la [LOC Corée du Sud].", 2),
    "Congos": ("La [LOC République démocratique du Congo] et la [LOC République du Congo].", 2),
    "three Congos": ("Le [LOC Congo], la [LOC RDC] et le [LOC Congo-Brazzaville].", 3),
    "Guineas": ("La [LOC Guinée], la [LOC Guinée-Bissau] et la [LOC Guinée équatoriale].", 3),
    "Washington": ("[LOC Washington] décide, [PER Washington] se tait.", 2),
    "Mexico": ("À [LOC Mexico], capitale du [LOC Mexique].", 2),
    "ministries": ("Le [ORG ministère de la Défense] et le [ORG ministère de l'Intérieur].", 2),
    "two countries' ministries": (
        "Le [ORG ministère russe de la Défense], le [ORG ministère ukrainien de la Défense].",
        2,
    ),
    "namesakes": ("[PER Marie Dubreuil] et [PER Jean Dubreuil] parlent.", 2),
    "three of one family name": ("[PER Bak Su Ho], [PER Bak Mi Ran] et [PER Bak Tae Won].", 3),
    "family": ("[PER Jean Dubreuil] et [PER Marie Dubreuil] se taisent. Les [PER Dubreuil] sont riches.", 3),
    "courts": ("La [ORG Cour suprême] et la [ORG cour d'appel de Vesna].", 2),
    "rue": ("La [LOC rue de Vesna] mène à [LOC Vesna].", 2),
    "generic word": ("Le [ORG Parti libéral] et le [ORG Parti travailliste]. Le [ORG Parti] vote.", 3),
}


@pytest.mark.parametrize("marked", ONE.values(), ids=ONE.keys())
def test_forms_of_one(marked: str) -> None:
    _, entities = resolve(marked)

    assert [entity.name for entity in entities] == [entities[0].name]


@pytest.mark.parametrize(("marked", "count"), APART.values(), ids=APART.keys())
def test_what_is_not_one(marked: str, count: int) -> None:
    _, entities = resolve(marked)

    assert len(entities) == count


@pytest.mark.parametrize(
    ("marked", "owner"),
    [
        (
            "Mme [PER Marie Dubreuil] et M. [PER Jean Dubreuil] parlent. Mme [PER Dubreuil] insiste.",
            "Marie Dubreuil",
        ),
        ("[PER Marie Dubreuil] et [PER Jean Dubreuil] parlent. M. [PER Dubreuil] insiste.", "Jean Dubreuil"),
        (
            "[PER Marie Dubreuil] et [PER Jean Dubreuil] parlent. [PER Dubreuil], né ici, sort.",
            "Jean Dubreuil",
        ),
        (
            "[PER Marie Dubreuil] et [PER Jean Dubreuil] parlent. [PER Dubreuil] insiste. Elle sort.",
            "Marie Dubreuil",
        ),
        (
            "[PER Jean Dubreuil] parle. [PER Dubreuil] part. [PER Dubreuil] dort.\n\nVoici [PER Marie Dubreuil].\n\n"
            "[PER Dubreuil] insiste.",
            "Jean Dubreuil",
        ),
        (
            "[PER Dubreuil] gagne\n\n[PER Jean Dubreuil] a gagné, et [PER Jean Dubreuil] rit, dit [PER Luc Dubreuil].",
            "Jean Dubreuil",
        ),
    ],
)
def test_whom_a_surname_means(marked: str, owner: str) -> None:
    """By title, first name, participle, pronoun, habit, and who is spoken of at all."""
    text, entities = resolve(marked)

    meant = next(entity for entity in entities if entity.name == owner)
    assert "Dubreuil" in texts(text, meant)


def test_a_surname_that_nothing_decides_names_its_candidates() -> None:
    _, entities = resolve("[PER Luc Dubreuil] et [PER Jean Dubreuil] parlent. [PER Dubreuil] insiste.")

    assert [entity.candidates for entity in entities] == [(), (), ("e1", "e2")]


def test_a_nickname_joins_beside_an_ambiguous_surname() -> None:
    """Joining was given up for the whole article once one surname was in doubt."""
    _, entities = resolve(
        "[PER Luc Dubreuil] et [PER Jean Dubreuil] parlent. [PER Dubreuil] insiste. "
        "[PER Rodrigue Alba], dit [PER Rodri], sort."
    )

    assert [entity.name for entity in entities] == [
        "Luc Dubreuil",
        "Jean Dubreuil",
        "Dubreuil",
        "Rodrigue Alba",
    ]
    assert entities[2].candidates == ("e1", "e2")


def test_the_fullest_form_is_the_name() -> None:
    _, entities = resolve("[PER Bak] sort. M. [PER Bak] rit. [PER Bak Su Ho] parle.")

    assert (entities[0].name, entities[0].aliases) == ("Bak Su Ho", ("Bak",))


@pytest.mark.parametrize(
    ("marked", "ids"),
    [
        ("Le [LOC Congo] vote.", {"iso:CD", "iso:CG"}),
        ("Le train arrive à [LOC Washington].", {"iso:US-WA", "geonames:4140963"}),
        ("À [LOC Mexico], la nuit.", {"geonames:3530597"}),
        ("La [LOC Géorgie] vote.", {"iso:GE"}),
        ("Le [LOC Tchad] vote.", {"iso:TD"}),
        ("Le [LOC Val-de-Marne] vote.", {"iso:FR-94"}),
        ("La [LOC Catalogne] vote.", {"iso:ES-CT"}),
        ("L'[LOC Écosse] vote.", {"iso:GB-SCT"}),
    ],
)
def test_which_place_of_the_world(marked: str, ids: set[str]) -> None:
    _, entities = resolve(marked)

    found = {entry.id for entry in entities[0].kb}
    assert ids <= found
    assert len(ids) > 1 or found == ids
