"""Which phrases describe whom: made-up articles, each with the evidence that its rule needs and without it."""

from __future__ import annotations

import pytest
from marked import DATA, described, parse, resolve

from reader.core.identity import resolve_entities
from reader.formats.plain_text import from_text

LINKED = {
    "apposition before, with a body inside": (
        "L'émissaire de l'[ORG ONU] pour le [LOC Tchad], [PER Ada Brun], a parlé.",
        "Ada Brun",
        ["L'émissaire de l'ONU pour le Tchad"],
    ),
    "acronym in the apposition": (
        "Le directeur de l'[ORG Office des eaux] ([ORG ODE]), [PER Luc Roux], a parlé.",
        "Luc Roux",
        ["Le directeur de l'Office des eaux (ODE)"],
    ),
    "apposition up to its comma": (
        "[PER Luc Roux], professeur à l'[ORG université de Vesna], a parlé.",
        "Luc Roux",
        ["professeur à l'université de Vesna"],
    ),
    "behind a home": (
        "« Oui », dit [PER Luc Roux], de [LOC Vesna], président du comité.",
        "Luc Roux",
        ["président du comité"],
    ),
    "two functions": (
        "[PER Luc Roux], maire de [LOC Toul] et conseiller général, a parlé.",
        "Luc Roux",
        ["maire de Toul et conseiller général"],
    ),
    "a pair before the name": (
        "Le représentant du parquet, l'avocat général [PER Luc Roux], a parlé.",
        "Luc Roux",
        ["Le représentant du parquet"],
    ),
    "no comma": (
        "Selon [PER Luc Roux] le directeur du musée, tout va.",
        "Luc Roux",
        ["le directeur du musée"],
    ),
    "verb of being turned round": (
        "Le président du jury était [PER Luc Roux].",
        "Luc Roux",
        ["Le président du jury"],
    ),
    "country": (
        "Le président ghanéen [PER Kofi Abban] dort. Le président du [LOC Ghana] parle.",
        "Kofi Abban",
        ["Le président du Ghana"],
    ),
    "region": (
        "Le gouverneur du [LOC Texas] [PER Luc Roux] dort. Le gouverneur texan parle.",
        "Luc Roux",
        ["Le gouverneur texan"],
    ),
    "region in its country": (
        "Le gouverneur texan [PER Luc Roux] dort. Le gouverneur américain parle.",
        "Luc Roux",
        ["Le gouverneur américain"],
    ),
    "title": ("Me [PER Ada Roux] plaide. Pour l'avocate, rien n'est dit.", "Ada Roux", ["l'avocate"]),
    "deed": ("[PER Luc Roux] comparaît lundi.\n\nLe prévenu se tait.", "Luc Roux", ["Le prévenu"]),
    "age": (
        "[PER Luc Roux], 53 ans, et [PER Paul Brun], 31 ans, tombent. Le quinquagénaire se relève.",
        "Luc Roux",
        ["Le quinquagénaire"],
    ),
    "noun with an age": ("[PER Luc Roux] joue. L'acteur de 31 ans rit.", "Luc Roux", ["L'acteur de 31 ans"]),
    "pointing": (
        "[PER Luc Roux] parle. On écoute cet ancien chef d'état-major.",
        "Luc Roux",
        ["cet ancien chef d'état-major"],
    ),
    "opens a sentence": (
        "[PER Luc Roux] chante. Le graveur sort.\n\nLe chanteur revient.",
        "Luc Roux",
        ["Le chanteur"],
    ),
    "behind a time": ("[PER Luc Roux] peint. Ce jour-là, le graphiste sort.", "Luc Roux", ["le graphiste"]),
    "young": ("[PER Luc Roux], 24 ans, tombe. On relève le jeune homme.", "Luc Roux", ["le jeune homme"]),
    "l'intéressée": (
        "[PER Luc Roux] accuse [PER Ada Brun]. On attend l'intéressée.",
        "Ada Brun",
        ["l'intéressée"],
    ),
    "young worker": (
        "[PER Luc Roux], jeune berger en [LOC Corse], parle.",
        "Luc Roux",
        ["jeune berger en Corse"],
    ),
    "sport": (
        "[PER Luc Roux] bat [PER Paul Brun].\n\nL'attaquant des [ORG Bleus] sort.",
        "Paul Brun",
        ["L'attaquant des Bleus"],
    ),
    "kinship with an adjective": (
        "Il voyage avec sa puissante sœur [PER Ada Brun].",
        "Ada Brun",
        ["sa puissante sœur"],
    ),
    "the other end of kinship": (
        "[PER Paul Brun] arrive avec sa femme [PER Ada Roux]. Elle attend son mari.",
        "Paul Brun",
        ["son mari"],
    ),
    "parent": (
        "[PER Paul Brun], fils de [PER Ada Brun], chante. Sa mère écoute.",
        "Ada Brun",
        ["Sa mère"],
    ),
    "masculine office of a woman": (
        "[PER Ada Brun], directeur général de l'[ORG Office], parle.",
        "Ada Brun",
        ["directeur général de l'Office"],
    ),
    "grammatical gender": (
        "La star de la série, [PER Luc Roux], parle.",
        "Luc Roux",
        ["La star de la série"],
    ),
}

NOT_LINKED = {
    "no evidence": ("[PER Luc Roux] dort. Le président parle.", "Luc Roux"),
    "other country": (
        "Le président ghanéen [PER Kofi Abban] dort. Le président péruvien parle.",
        "Kofi Abban",
    ),
    "other region": ("Le gouverneur texan [PER Luc Roux] dort. Le gouverneur californien parle.", "Luc Roux"),
    "glued": ("Le président de la [LOC République] [PER Luc Roux] dort.", "Luc Roux"),
    "glued kinship": ("Il voyage avec sa sœur [PER Ada Brun].", "Ada Brun"),
    "what happened": ("[PER Luc Roux], accusé de vol, sort.", "Luc Roux"),
    "adjective behind another noun": (
        "Le chef militaire [PER Luc Roux] parle de l'aide militaire.",
        "Luc Roux",
    ),
    "accent": ("[PER Luc Roux], interprété par un autre, sort.", "Luc Roux"),
    "gender": ("[PER Luc Roux], comédien, sort. La comédienne rit.", "Luc Roux"),
    "denied": ("Le maire [PER Luc Roux] n'est pas le seul maire ici.", "Luc Roux"),
    "two nouns and the name": ("Le chanteur et acteur français [PER Luc Roux] sort.", "Luc Roux"),
    "party between": ("[PER Luc Roux], député, sort avec le député [ORG UMV] [PER Paul Brun].", "Paul Brun"),
    "inside a name": (
        "[PER Luc Roux], benjamin du club, sort avec lui, [PER Benjamin Brun].",
        "Benjamin Brun",
    ),
    "thing": ("Le chef rebelle [PER Luc Roux] nie ce chef d'inculpation.", "Luc Roux"),
    "no person": ("[PER Luc Roux] écrit. « Tout est dit », ajoute le documentaire.", "Luc Roux"),
    "far away": ("Le maire [PER Luc Roux] sort. " + "Rien. " * 1200 + "Le maire entre.", "Luc Roux"),
}


@pytest.mark.parametrize(("marked", "name", "expected"), LINKED.values(), ids=LINKED.keys())
def test_linked(marked: str, name: str, expected: list[str]) -> None:
    assert described(marked)[name] == expected


@pytest.mark.parametrize(("marked", "name"), NOT_LINKED.values(), ids=NOT_LINKED.keys())
def test_not_linked(marked: str, name: str) -> None:
    mentions = described(marked)[name]

    assert [text for text in mentions if text != "comédien"] == []


def test_roles_come_best_first_and_once() -> None:
    text, entities = resolve(
        "La femme [PER Ada Brun] parle. L'avocate [PER Ada Brun] plaide. [PER Ada Brun], maire de [LOC Toul], rit. "
        "[PER Ada Brun], maire de [LOC Toul], part."
    )

    roles = entities[0].descriptions
    assert [role.text for role in roles] == ["maire de Toul", "L'avocate", "La femme"]
    assert all(text[role.span.start : role.span.end] == role.text for role in roles)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[ORG Vesna], filiale russe de [ORG Ode], ferme.", ["filiale russe de Ode"]),
        ("Le parti d'opposition [ORG Vesna] gagne.", ["parti d'opposition"]),
        ("[ORG Vesna] ([ORG VSN]), une association de quartier, chante.", ["une association de quartier"]),
        ("La société [ORG Vesna] ferme.", []),
        ("Hier, [ORG Vesna], qui ferme, a parlé.", []),
    ],
)
def test_what_a_body_is(marked: str, expected: list[str]) -> None:
    _, entities = resolve(marked)

    assert [role.text for role in entities[0].descriptions] == expected


def test_no_link_hangs_on_unrelated_places() -> None:
    marked = LINKED["country"][0]
    text, names = parse(marked + " À [LOC Zanzibar].")
    entities = resolve_entities(from_text(text), names, DATA)

    assert [len(entity.mentions) for entity in entities if entity.entity_type == "PER"] == [2]
