"""Names mended over a whole article: where they begin, what they are, and what is no name."""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import DATA, consolidated, parse, resolve

from reader.core.identity import consolidate, load_language_data, name_evidence
from reader.core.identity.consistency import candidates
from reader.core.identity.name_classifier import NO_NAME, NameClassifier, in_agreement
from reader.core.identity.name_evidence import NameEvidence
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

EVIDENCE = [
    ("[PER Luc Toul] parle. [LOC Toul] insiste.", "end of PER"),
    ("[PER Jordan Brun] parle. [LOC Jordan] insiste.", "start of PER"),
    ("M. [ORG Vesna] parle.", "has a title"),
    ("La [ORG France] gagne.", "gazetteer country"),
    ("Il va au [ORG Kremlin].", "seat, evidence gone_to"),
    ("Les membres d'[PER Vesna Brun] crient.", "evidence body"),
    ("Il vit à [ORG Vesna].", "evidence place"),
    ("Grâce à [LOC Vesna].", "evidence not_place"),
    ("L'[LOC Otan] dément.", "known body"),
    ("Des fusées [PER Orina] partent.", "noun of things named"),
    ("L'ouragan [PER Sylvia] passe.", "noun of things named"),
    ("Selon [ORG Sud].", "is a direction"),
    ("Le boson de [PER Brun] existe.", "noun of things called"),
    ("Les accords d'[LOC Oslo].", "noun of things signed"),
    ("Le [ORG Salon européen du livre].", "is an event"),
    ("L'effet Roux-[PER Brun].", "part of a hyphened word"),
    ("Un [PER ministre] parle.", "is a title"),
    ("La série [ORG Vesna] finit. On aimait [ORG Vesna].", "is a work"),
    ("Les [PER Gallois] votent.", "is a people"),
    ("[LOC Vesna] a gagné. [ORG Vesna]", "others LOC"),
    ("On lit « [LOC Vesna] » au mur.", "alone in marks"),
    ("[PER Ada Brun] parle du boson de Brun.", "noun of things called"),
    ("[PER Ada Brun] parle. Hier, Brun était là.", "overlooked"),
]

DECIDED = [
    ("[PER Ada Brun] parle. M. [PER Brun] insiste.", [("PER", "Ada Brun"), ("PER", "Brun")]),
    ("Il vit à [LOC Vesna].", [("LOC", "Vesna")]),
    ("L'[ORG ONU] dément.", [("ORG", "ONU")]),
    ("Des fusées [PER Orina] partent.", []),
    ("L'ouragan [PER Sylvia] passe.", []),
    ("L'effet Roux-[PER Brun].", []),
    ("Un [PER ministre] parle.", []),
]


def evidence_of_last(marked: str) -> dict[str, float]:
    """The features of the last span in question."""
    text, names = parse(marked)
    article = from_text(text)
    spans = candidates(article, names, DATA)
    return dict(NameEvidence(article, spans, DATA).features(spans[-1]))


@pytest.mark.parametrize(("marked", "expected"), EDGES)
def test_where_a_name_begins(marked: str, expected: list[tuple[str, str]]) -> None:
    text, names = parse(marked)
    found = candidates(from_text(text), names, DATA)

    assert [(name.entity_type, text[name.span.start : name.span.end]) for name in found] == expected


@pytest.mark.parametrize(("marked", "feature"), EVIDENCE)
def test_what_speaks_for_a_type(marked: str, feature: str) -> None:
    assert evidence_of_last(marked).get(feature, 0) > 0


@pytest.mark.parametrize(("marked", "expected"), DECIDED)
def test_what_is_decided(marked: str, expected: list[tuple[str, str]]) -> None:
    assert consolidated(marked) == expected


def test_every_weight_belongs_to_a_feature() -> None:
    """A feature renamed in the code alone would lose its weight without a word."""
    written = Path(name_evidence.__file__).read_text(encoding="utf-8")
    fixed = set(re.findall(r'"([^"\n{}]+)"', written))
    stems = tuple(re.findall(r'f"([^"{}]+?)\{', written))
    unknown = [name for name in DATA.names.weights if name not in fixed and not name.startswith(stems)]

    assert stems
    assert [name for name in unknown if not re.match(r"(?:(?:first|last) word is |overlooked, )", name)] == []


def test_a_classifier_without_weights_decides_nothing() -> None:
    assert NameClassifier(("PER", NO_NAME)).probabilities([("bias", 1.0)]) == {"PER": 0.5, NO_NAME: 0.5}


def test_weights_times_values_are_log_odds() -> None:
    classifier = NameClassifier(("PER", NO_NAME), {"bias": (1.0, 0.0), "score": (2.0, 0.0)})
    found = classifier.probabilities([("bias", 1.0), ("score", 0.5), ("unheard of", 9.0)])

    assert found["PER"] == pytest.approx(1 / (1 + math.exp(-2)))
    assert sum(found.values()) == pytest.approx(1)


def test_spans_of_one_form_speak_for_each_others_type() -> None:
    sure, doubtful = {"PER": 0.98, "LOC": 0.01, NO_NAME: 0.01}, {"PER": 0.45, "LOC": 0.5, NO_NAME: 0.05}
    found = in_agreement(["a", "a", "a", "b"], [sure, sure, doubtful, doubtful])

    assert found[2]["PER"] > found[2]["LOC"]
    assert found[3] == pytest.approx(doubtful)
    assert all(sum(given.values()) == pytest.approx(1) for given in found)


def test_a_form_does_not_make_a_name_of_what_is_none() -> None:
    name, none = {"PER": 0.98, NO_NAME: 0.02}, {"PER": 0.1, NO_NAME: 0.9}

    assert in_agreement(["a"] * 9, [name] * 8 + [none])[8] == pytest.approx(none)


def test_scores_are_the_probabilities_of_what_is_shown() -> None:
    text, names = parse("[PER Ada Brun] vit à [LOC Vesna].")
    scores = [name.score for name in consolidate(from_text(text), names, DATA)]

    assert all(0.25 < score < 1 for score in scores)


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
