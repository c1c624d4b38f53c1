"""Names mended over a whole article: where they begin, what they are, and what is no name."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import DATA, consolidated, parse, resolve

from reader.core.identity import consolidate, load_language_data
from reader.core.records import NameSpan
from reader.formats.plain_text import from_text

EDGES = [
    ("L'[ORG association Vesna] chante.", [("ORG", "Vesna")]),
    ("La [LOC région autonome du Tigral] vote.", [("LOC", "Tigral")]),
    ("[ORG Conseil d’administration de Vesna Athletics]\n\nIl vote.", [("ORG", "Vesna Athletics")]),
    ("[ORG Conférence du parti libéral] : tous là.", [("ORG", "parti libéral")]),
    ("La [ORG section des Anciens] chante.", [("ORG", "Anciens")]),
    ("Il sort de l'hôpital de [LOC Toul].", [("LOC", "hôpital de Toul")]),
    ("Il sort de l'[ORG hôpital de Toul].", [("LOC", "hôpital de Toul")]),
    ("Sur l'autoroute [LOC A7], un bouchon.", [("LOC", "autoroute A7")]),
    ("L'ambassade des [LOC Etats-Unis] ferme.", [("LOC", "ambassade des Etats-Unis")]),
    ("L'[ORG ambassade de France] dément.", [("ORG", "ambassade de France")]),
    ("Il entre dans l'[ORG ambassade de France].", [("LOC", "ambassade de France")]),
    ("Sur l'[LOC autoroute] [LOC A7], un bouchon.", [("LOC", "autoroute A7")]),
    ("La presqu'île du [LOC Vesna] ferme.", [("LOC", "Vesna")]),
    ("La Conférence de [LOC Genève] ouvre.", [("LOC", "Genève")]),
    ("La [ORG Société de géographie] lit.", [("ORG", "Société de géographie")]),
    ("Le [ORG département de la Défense] nie.", [("ORG", "département de la Défense")]),
]

TYPES = [
    ("[PER Luc Toul] parle. [LOC Toul] insiste.", [("PER", "Luc Toul"), ("PER", "Toul")]),
    ("[PER Luc Toul] parle. Il vit à [LOC Toul].", [("PER", "Luc Toul"), ("LOC", "Toul")]),
    ("[PER Jordan Brun] parle. [LOC Jordan] insiste.", [("PER", "Jordan Brun"), ("PER", "Jordan")]),
    ("M. [PER Vesna] parle. [ORG Vesna] insiste.", [("PER", "Vesna"), ("PER", "Vesna")]),
    ("La [LOC France] joue. [ORG France] gagne.", [("LOC", "France"), ("LOC", "France")]),
    (
        "[ORG Vesna] bat [ORG Vesna]. À [LOC Vesna], on chante.",
        [("ORG", "Vesna"), ("ORG", "Vesna"), ("LOC", "Vesna")],
    ),
    (
        "Le [LOC Kremlin] dément. Il va au [ORG Kremlin]. Le [ORG Kremlin] insiste.",
        [("ORG", "Kremlin"), ("LOC", "Kremlin"), ("ORG", "Kremlin")],
    ),
    ("Les membres d'[PER Vesna Brun] crient. [PER Vesna Brun] nie.", [("ORG", "Vesna Brun")] * 2),
    ("L'[LOC Otan] dément.", [("ORG", "Otan")]),
    ("[PER Luc Brun] parle. Le boson de [ORG Brun] existe.", [("PER", "Luc Brun")]),
    ("Grâce à [LOC Vesna], [ORG Vesna], [ORG Vesna].", [("ORG", "Vesna")] * 3),
]

NO_NAMES = [
    "Des fusées [PER Orina] partent.",
    "L'ouragan [PER Sylvia] passe.",
    "Selon [ORG Sud].",
    "Le boson de [PER Brun] existe, la maladie d'[PER Otto] aussi.",
    "Le [ORG Salon européen du livre] et la [ORG Coupe Brun].",
    "L'effet Roux-[PER Brun].",
    "Un [PER ministre] parle.",
    "Les accords d'[LOC Oslo] et le traité de [LOC Lisbonne].",
    "La série [ORG Vesna] finit. On aimait [ORG Vesna]. La loi [PER Brun] passe.",
    "Les [PER Gallois] votent, l'[ORG Écossais] attend.",
]


@pytest.mark.parametrize(("marked", "expected"), EDGES)
def test_where_a_name_begins(marked: str, expected: list[tuple[str, str]]) -> None:
    assert consolidated(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), TYPES)
def test_what_a_name_is(marked: str, expected: list[tuple[str, str]]) -> None:
    assert consolidated(marked) == expected


@pytest.mark.parametrize("marked", NO_NAMES)
def test_what_is_no_name(marked: str) -> None:
    assert consolidated(marked) == []


def test_what_is_called_like_somebody_is_not_overlooked() -> None:
    assert consolidated("[PER Ada Brun] parle du boson de Brun.") == [("PER", "Ada Brun")]


def test_nothing_is_mended_in_an_unknown_language() -> None:
    text, names = parse("L'[ORG association Vesna] chante à l'hôpital de [LOC Toul].")

    found = consolidate(from_text(text), names, load_language_data("xx"))

    assert [text[name.span.start : name.span.end] for name in found] == ["association Vesna", "Toul"]


WORDS = st.sampled_from(
    [
        *("[PER Ada Brun]", "[PER Brun]", "[LOC Brun]", "[ORG Brun]", "[PER Luc Toul]", "[LOC Toul]"),
        *(
            "à [LOC Toul]",
            "Mme [PER Brun]",
            "l'hôpital de [LOC Toul]",
            "l'[ORG association Brun]",
            "Brun",
            "Toul",
        ),
    ]
)
ARTICLES = st.lists(WORDS, max_size=14).map(lambda words: " voit ".join(words) + ".")


@given(ARTICLES)
@settings(max_examples=80, deadline=None)
def test_names_stay_in_order_and_apart(marked: str) -> None:
    text, names = parse(marked)
    found = consolidate(from_text(text), names, DATA)

    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(found))
    assert {name.entity_type for name in found} <= {"PER", "LOC", "ORG"}


@given(ARTICLES)
@settings(max_examples=80, deadline=None)
def test_a_form_changes_its_type_only_for_a_cause(marked: str) -> None:
    """A type that no mention of the form had comes from a full name, a title or a part of the name alone."""
    text, names = parse(marked)
    given_types = {(text[name.span.start : name.span.end], name.entity_type) for name in names}
    found = consolidate(from_text(text), names, DATA)

    for name in found:
        form = text[name.span.start : name.span.end]
        caused = form in ("Brun", "Toul") or form.startswith("hôpital")
        assert caused or (form, name.entity_type) in given_types


@given(ARTICLES)
@settings(max_examples=60, deadline=None)
def test_mending_twice_is_mending_once(marked: str) -> None:
    text, names = parse(marked)
    article = from_text(text)
    once = consolidate(article, names, DATA)
    again = consolidate(
        article, [NameSpan(name.span, name.entity_type, name.label, name.score) for name in once], DATA
    )

    assert [(name.span, name.entity_type) for name in again] == [
        (name.span, name.entity_type) for name in once
    ]


@given(
    st.lists(
        st.sampled_from(["[PER Ada Brun]", "[PER Brun]", "Mme [PER Brun]", "[PER Luc Toul]"]), max_size=8
    ),
    st.data(),
)
@settings(max_examples=60, deadline=None)
def test_places_and_bodies_leave_people_alone(words: list[str], data: st.DataObject) -> None:
    """Whatever else is named before or behind, the mentions of people group the same way."""
    others = ["[LOC Lyon] brille.", "L'[ORG ONU] vote.", "[LOC Zanzibar] dort."]
    before = " ".join(data.draw(st.permutations(others)))
    story = " voit ".join(words) + "."

    def people(marked: str, offset: int) -> list[list[int]]:
        _, entities = resolve(marked)
        return [[m.span.start - offset for m in e.mentions] for e in entities if e.entity_type == "PER"]

    prefix = parse(before + " ")[0]
    assert people(before + " " + story, len(prefix)) == people(story, 0)
