"""One person, one line: made-up articles, names given as the tagger would give them."""

from __future__ import annotations

import pytest
from marked import resolve

from reader.core.records import MentionKind


def forms(marked: str) -> list[set[str]]:
    _, entities = resolve(marked)
    return [{entity.name, *entity.aliases} for entity in entities]


@pytest.mark.parametrize(
    "marked",
    [
        "[PER Ursula von der Heide] parle. Mme [PER von der Heide] insiste.",
        "[PER Émile Garnier] parle. M. [PER Garnier] insiste.",
        "L’[ORG OTAN] décide. [ORG OTAN] confirme.",
        "Les [LOC États-Unis] et encore les [LOC Etats-Unis].",
        "L’[ORG Organisation mondiale de la santé] ([ORG OMS]) alerte.",
        "La [LOC Corée du Nord] tire. La [LOC RPDC] nie.",
    ],
)
def test_two_forms_of_one(marked: str) -> None:
    assert len(forms(marked)) == 1


@pytest.mark.parametrize(
    "marked",
    [
        "La [LOC République démocratique du Congo] et la [LOC République du Congo].",
        "La [LOC Corée du Nord] et la [LOC Corée du Sud].",
        "La [LOC Guinée], la [LOC Guinée-Bissau].",
        "[PER Marie Dubois] et [PER Jean Dubois] parlent.",
    ],
)
def test_two_that_share_words(marked: str) -> None:
    assert len(forms(marked)) == 2


def test_a_form_has_one_type_over_the_article() -> None:
    _, entities = resolve(
        "[PER Ada Brun] parle. [PER Brun] insiste. À côté, [LOC Brun] se tait, dit [PER Brun].", whole=True
    )

    assert [(e.entity_type, len(e.mentions)) for e in entities] == [("PER", 4)]


def test_an_overlooked_surname_is_marked() -> None:
    text, entities = resolve("[PER Ada Brun] parle. Mme [PER Brun] insiste. Hier, Brun était là.", whole=True)

    assert [text[m.span.start : m.span.end] for m in entities[0].mentions] == ["Ada Brun", "Brun", "Brun"]


def test_a_description_needs_evidence_from_the_article() -> None:
    text, entities = resolve(
        "Le président ghanéen [PER Kofi Abban] est arrivé. Le président ghanéen a parlé. Le roi se tait.",
        whole=True,
    )

    described = [
        text[m.span.start : m.span.end] for m in entities[0].mentions if m.kind is MentionKind.NOMINAL
    ]
    assert described == ["Le président ghanéen"]
    assert entities[0].descriptions[0].text == "Le président ghanéen"


def test_an_apposition_describes() -> None:
    text, entities = resolve("[PER Ada Brun], présidente du comité des fêtes, est là.", whole=True)

    described = [
        text[m.span.start : m.span.end] for m in entities[0].mentions if m.kind is MentionKind.NOMINAL
    ]
    assert described == ["présidente du comité des fêtes"]


def test_the_order_of_ids_is_the_order_of_first_mentions() -> None:
    _, entities = resolve("[LOC Lyon] accueille [PER Ada Brun] et l’[ORG ONU].")

    assert [entity.id for entity in entities] == ["e1", "e2", "e3"]
    assert [entity.entity_type for entity in entities] == ["LOC", "PER", "ORG"]


def test_a_form_inside_a_longer_name_is_left_alone() -> None:
    _, entities = resolve("[ORG Vallis] vend. [ORG Vallis] gagne. Le Vallis Festival ouvre.", whole=True)

    assert len(entities[0].mentions) == 2
