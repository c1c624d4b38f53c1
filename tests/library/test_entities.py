"""Entities over all articles: counts and groups are exact, whatever is kept, analysed again and removed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.identity.across import evidence_of, group_evidence
from reader.core.identity.language import load_name_tables
from reader.library.store import open_library
from tests.library.samples import article, found_in

DATA = load_name_tables("fr")
ARTICLES = tuple(
    article(f"{title} Camille Brun parle à Vesna. Numéro {number}.")
    for number, title in enumerate(("Mme", "M.", "", ""))
)


def keep(library, number, *entities):
    made = ARTICLES[number]
    library.keep(made)
    library.keep_annotations(found_in(made, *entities))
    return made


def test_an_entity_is_listed_once_with_its_names(library):
    keep(library, 0, ("PER", "Ada Brun", "Brun"), ("LOC", "Vesna"))
    keep(library, 1, ("PER", "Ada Brun", "Mme Brun"))
    keep(library, 2, ("PER", "ADA BRUN"), ("PER", "Brun"))

    ada, vesna = library.entities()
    assert (ada.name, ada.aliases, ada.articles) == ("Ada Brun", ("Brun", "Mme Brun"), 3)
    assert (vesna.name, vesna.entity_type, vesna.articles) == ("Vesna", "LOC", 1)
    assert library.entities(entity_type="LOC") == (vesna,)
    assert library.entities("bru") == library.entities("ada b") == (ada,)
    assert library.entities("costa") == ()
    assert library.entities(limit=1) == (ada,)


def test_a_surname_alone_is_known_in_its_article_but_not_listed(library):
    one = keep(library, 0, ("PER", "Brun"))
    other = keep(library, 1, ("PER", "Brun"))

    mine, theirs = library.entity_of(one.id, "e1"), library.entity_of(other.id, "e1")
    assert mine.id != theirs.id
    assert (mine.articles, mine.name) == (1, "Brun")
    assert library.entities() == ()


def test_from_an_entity_to_its_articles(library):
    one = keep(library, 0, ("LOC", "Vesna"), ("PER", "Ada Brun"))
    two = keep(library, 2, ("PER", "Ada Brun"))

    ada = library.entity_of(two.id, "e1")
    seen = library.appearances(ada.id)
    assert [(each.article.id, each.entity_id) for each in seen] == [(two.id, "e1"), (one.id, "e2")]
    assert library.appearances(ada.id, limit=1) == seen[:1]
    assert library.entity_of(one.id, "e2") == ada
    assert library.entity_of(one.id, "e9") is None


def test_an_article_tells_in_how_many_its_entities_are(library):
    one = keep(library, 0, ("LOC", "Vesna"), ("PER", "Ada Brun"))
    two = keep(library, 2, ("PER", "Ada Brun"))
    assert library.counts_of(one.id) == {"e1": 1, "e2": 2}
    library.remove([two.id])
    assert library.counts_of(one.id) == {"e1": 1, "e2": 1}
    assert library.counts_of(two.id) == library.counts_of("unknown") == {}


def test_a_third_article_can_show_that_two_are_one(library):
    keep(library, 0, ("ORG", "UPV"))
    keep(library, 1, ("ORG", "Union des ponts de Vesna"))
    assert [each.articles for each in library.entities()] == [1, 1]

    link = keep(library, 2, ("ORG", "Union des ponts de Vesna", "UPV"))
    assert [each.articles for each in library.entities()] == [3]

    library.remove([link.id])
    assert [each.articles for each in library.entities()] == [1, 1]


def test_what_comes_back_keeps_its_number(library):
    one = keep(library, 0, ("PER", "Ada Brun"))
    before = library.entity_of(one.id, "e1")
    library.remove([one.id])
    keep(library, 1, ("PER", "Paul Costa"))
    library.restore([one.id])

    assert library.entity_of(one.id, "e1") == before


def test_purging_forgets_entities_that_nothing_names(library):
    one = keep(library, 0, ("PER", "Ada Brun"))
    library.remove([one.id])
    library.purge(-1)

    with library._db.reading() as connection:
        for table in ("entity", "profile", "profile_key", "appearance", "form", "article_text", "content"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


_FORMS = st.sampled_from(
    [
        ("PER", "Camille Brun"),
        ("PER", "Camille Brun", "Brun"),
        ("PER", "Camille Brun", "Eva Lind"),
        ("PER", "Eva Lind"),
        ("PER", "Brun"),
        ("ORG", "UPV"),
        ("ORG", "Union des ponts de Vesna", "UPV"),
        ("ORG", "Unité du port de Vallis", "UPV"),
        ("LOC", "Vesna"),
    ]
)
_STEP = st.one_of(
    st.tuples(st.just("annotate"), st.integers(0, 3), st.lists(_FORMS, max_size=4)),
    st.tuples(st.sampled_from(["remove", "restore", "keep"]), st.integers(0, 3), st.just([])),
)


class Model:
    """What the library should know, in dictionaries."""

    def __init__(self) -> None:
        self.found = {}
        self.hidden = set()

    def do(self, step, number, entities) -> None:
        made = ARTICLES[number]
        if step == "annotate" and made.id not in self.hidden and made.id in self.found:
            self.found[made.id] = found_in(made, *entities)
        elif step == "remove" and made.id in self.found:
            self.hidden.add(made.id)
        elif step in ("restore", "keep"):
            self.hidden.discard(made.id)
            if step == "keep":
                self.found.setdefault(made.id, found_in(made))

    def groups(self):
        """The groups of (article, entity id), each with its number of articles."""
        places = [
            (each, entity)
            for each in ARTICLES
            if each.id in self.found and each.id not in self.hidden
            for entity in self.found[each.id].entities
        ]
        grouped = group_evidence([evidence_of(each, entity, DATA) for each, entity in places])
        return {
            frozenset((places[n][0].id, places[n][1].id) for n in group): len(
                {places[n][0].id for n in group}
            )
            for group in grouped
        }


def _do(library, step, number, entities):
    made = ARTICLES[number]
    if step == "annotate":
        library.keep_annotations(found_in(made, *entities))
    elif step == "keep":
        library.keep(made)
    else:
        getattr(library, step)([made.id])


@settings(max_examples=40, deadline=None)
@given(st.lists(_STEP, min_size=6, max_size=14))
def test_counts_are_exact_after_anything(steps):
    model = Model()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_library(Path(folder, "l.sqlite")) as library,
        library._db.writing() as connection,
    ):
        for number in range(4):
            library.keep(ARTICLES[number])
            model.do("keep", number, [])
        for step in steps:
            _do(library, *step)
            model.do(*step)
            _compare(library, model, connection)


def _compare(library, model, connection):
    shown = {}
    for entity, articles in connection.execute(
        "SELECT number, articles FROM entity WHERE articles"
    ).fetchall():
        members = frozenset((seen.article.id, seen.entity_id) for seen in library.appearances(entity))
        shown[members] = articles
    assert shown == model.groups()
    uses = connection.execute("SELECT coalesce(sum(leading), 0) FROM form").fetchone()[0]
    assert uses == sum(map(len, model.groups()))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_namesakes_of_two_genders_stay_two(library, order):
    for number in order:
        keep(library, number, ("PER", "Camille Brun"))

    assert [each.articles for each in library.entities()] == [1, 1, 1]
    library.remove([ARTICLES[1].id])
    assert [each.articles for each in library.entities()] == [2]
