"""Who is who across articles: by full names and evidence, whatever the order, never by a surname alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.identity.across import Evidence, evidence_of, group_evidence
from reader.core.identity.language import load_language_data, load_name_tables
from tests.library.samples import article, entity

DATA = load_name_tables("fr")


def evidence(kind, *forms, text="", kb=()):
    where = article(text or " ".join(forms))
    return evidence_of(where, entity(where, 1, kind, *forms, kb=kb), DATA)


def same(*each):
    return len(group_evidence(each)) == 1


def test_the_small_tables_say_the_same_as_the_whole_ones():
    whole = load_language_data("fr")

    assert (DATA.titles, DATA.particles, DATA.suffixes) == (whole.titles, whole.particles, whole.suffixes)
    assert DATA.acronyms == whole.acronyms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Ada Brun",), ("ADA BRUN",)),
        (("Éva Lind-Sorel",), ("Eva Lind Sorel", "Lind")),
        (("Ada Brun", "Ada Costa"), ("Ada Costa",)),
        (("Willem van der Meer",), ("Willem van der Meer",)),
        (("Ada B. Brun", "Ada Brun"), ("Ada Brun",)),
    ],
)
def test_one_person_by_a_full_name(one, other):
    assert same(evidence("PER", *one), evidence("PER", *other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Brun",), ("Brun",)),
        (("Ada Brun", "Brun"), ("Brun",)),
        (("Ada Brun", "Brun"), ("Paul Brun", "Brun")),
        (("van der Meer",), ("van der Meer",)),
        (("de la Tour",), ("de la Tour",)),
        (("A. Brun",), ("A. Brun",)),
        (("Ada Garcia Costa", "Garcia Costa"), ("Garcia Costa",)),
        (("Jean Paul Brun",), ("Paul Brun",)),
    ],
)
def test_never_by_less_than_a_full_name(one, other):
    assert not same(evidence("PER", *one), evidence("PER", *other))


def test_a_man_and_a_woman_of_one_name_are_two():
    she = evidence("PER", "Camille Brun", text="Mme Camille Brun parle.")
    he = evidence("PER", "Camille Brun", text="M. Camille Brun écoute.")
    unknown = evidence("PER", "Camille Brun")
    born = evidence("PER", "Camille Brun", text="Camille Brun, née à Vesna, parle.")

    assert (she.gender, he.gender, unknown.gender, born.gender) == ("f", "m", "", "f")
    assert group_evidence([she, he, unknown, born]) == ((0, 3), (1,), (2,))
    assert same(she, unknown)
    assert same(he, unknown)


def test_a_link_between_two_names_does_not_join_what_contradicts():
    she = Evidence("PER", ("ada brun",), gender="f")
    he = Evidence("PER", ("paul costa",), gender="m")
    both = Evidence("PER", ("ada brun", "paul costa"))

    assert group_evidence([she, he, both]) == ((0, 2), (1,))


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ({"kb": ["iso:XA"]}, {"kb": ["iso:XA"]}, True),
        ({"kb": ["iso:XA"]}, {"kb": ["iso:XB"]}, False),
        ({"kb": ["iso:XA"]}, {}, False),
        ({"kb": ["iso:XA", "iso:XB"]}, {}, True),
        ({}, {}, True),
    ],
)
def test_places_by_what_they_are_else_by_name(one, other, wanted):
    assert same(evidence("LOC", "Vallis", **one), evidence("LOC", "Vallis", **other)) is wanted


def test_names_of_one_place():
    assert same(
        evidence("LOC", "Vallie", kb=["iso:XA"]), evidence("LOC", "Republique de Vallie", kb=["iso:XA"])
    )
    assert same(evidence("LOC", "les Vallées"), evidence("LOC", "Vallées"))
    assert not same(evidence("LOC", "Vallis"), evidence("ORG", "Vallis"))


def test_an_acronym_and_the_only_full_name_that_is_given_for_it():
    given_as = evidence("ORG", "Union des Ponts de Vesna", "UPV")
    alone, other = evidence("ORG", "UPV"), evidence("ORG", "U.P.V.")
    rival = evidence("ORG", "Unité du Port de Vallis", "UPV")
    full = evidence("ORG", "Union des ponts de Vesna")

    assert same(given_as, alone, other, full)
    assert not same(full, alone)
    assert group_evidence([given_as, alone, rival, full]) == ((0, 3), (1,), (2,))
    assert same(alone, other)


def test_an_acronym_that_everybody_knows_is_a_full_name():
    assert same(evidence("ORG", "ONU"), evidence("ORG", "Organisation des Nations unies"))


def test_a_short_form_of_a_body_is_no_name_of_its_own():
    assert not same(evidence("ORG", "Conseil de Vesna", "Conseil"), evidence("ORG", "Conseil"))


_NAMES = st.lists(st.sampled_from(["a b", "c d", "e f"]), max_size=2).map(
    lambda names: tuple(sorted(set(names)))
)
_EVIDENCE = st.builds(
    Evidence,
    st.sampled_from(["PER", "ORG"]),
    _NAMES,
    st.lists(st.sampled_from(["x", "y"]), max_size=2).map(lambda names: tuple(sorted(set(names)))),
    st.sampled_from(["", "", "k1", "k2"]),
    st.sampled_from(["", "", "m", "f"]),
)


@given(st.lists(_EVIDENCE, unique=True, max_size=9), st.randoms(use_true_random=False))
def test_the_order_decides_nothing(each, random):
    shuffled = random.sample(each, len(each))

    def sets(order):
        return {frozenset(order[number] for number in group) for group in group_evidence(order)}

    assert sets(each) == sets(shuffled)
    for group in sets(each):
        assert len({one.gender for one in group} - {""}) < 2
        assert len({one.kb for one in group} - {""}) < 2
        assert len(group) == 1 or all(one.meets for one in group)
