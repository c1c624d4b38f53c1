"""A newer text of the same file or address is the same row: star, tags, state, notes and place stay."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from reader.core.kept import LibraryQuery, ReadState
from reader.library.store import open_library
from tests.library.samples import article, found_in

BODY = "Le pont de Vesna ferme ce soir. Ada Brun le dit aux habitants du quartier. La suite viendra demain."
OTHER = (
    "Une tout autre histoire, celle des vignes et du gel de printemps dans la vallée, sans rien de commun."
)


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "a.txt")


@pytest.fixture
def older(library, path):
    """A kept article with all that a reader can add."""
    made = article(BODY, path, title="Pont fermé")
    library.keep(made, b"file", newer=True)
    library.keep_annotations(found_in(made, ("PER", "Ada Brun")))
    library.set_starred([made.id], True)
    library.add_tag([made.id], "à relire")
    library.set_state([made.id], ReadState.READ)
    library.set_notes(made.id, "Ma note")
    library.set_place(made.id, BODY.index("La suite"))
    return made


@pytest.fixture
def newer(path):
    return article("Corrigé à midi. " + BODY, path, title="Le pont est fermé")


def marks(kept):
    return kept.starred, kept.tags, kept.state, kept.notes


def test_a_newer_text_of_a_file_is_the_same_row(library, older, newer):
    before = library.kept(older.id)
    assert library.keep(newer, newer=True) is False

    (row,) = library.articles()
    assert (row.id, row.title, row.added) == (newer.id, "Le pont est fermé", before.added)
    assert marks(row) == (True, ("à relire",), ReadState.READ, "Ma note")
    assert newer.text[row.place :].startswith("La suite")
    assert library.article(newer.id) == newer


def test_what_was_found_in_the_older_text_is_dropped(library, older, newer):
    library.keep(newer, newer=True)

    assert library.annotations(newer.id) is None
    assert library.entities() == ()
    assert library.original(newer.id) is None
    assert library.keep_annotations(found_in(older, ("PER", "Ada Brun"))) is False
    assert library.keep_annotations(found_in(newer, ("PER", "Ada Brun"))) is True
    assert [entity.articles for entity in library.entities()] == [1]
    assert library.count(LibraryQuery("corrigé midi")) == 1


def test_the_older_id_leads_to_the_row_for_windows_that_still_show_it(library, older, newer):
    library.keep(newer, newer=True)
    place = library.kept(newer.id).place

    library.set_starred([older.id], False)
    library.set_place(older.id, 3)
    assert library.kept(older.id) == library.kept(newer.id)
    assert (library.kept(newer.id).starred, library.kept(newer.id).place) == (False, place)
    assert library.article(older.id) == newer
    library.remove([older.id])
    assert library.count() == 0
    library.restore([older.id])
    assert library.count() == 1


def test_a_text_that_comes_back_is_the_row_again(library, older, newer):
    library.keep(newer, newer=True)
    assert library.keep(older, newer=True) is False
    assert [row.id for row in library.articles()] == [older.id]
    assert library.kept(newer.id).id == older.id


def test_what_the_program_opens_by_itself_brings_no_older_text_back(library, older, newer):
    library.keep(newer, newer=True)
    assert library.keep(older, again=False, newer=True) is False
    assert library.kept(older.id).id == newer.id


def test_a_removed_article_comes_back_as_its_newer_version(library, older, newer):
    library.remove([older.id])
    assert library.keep(newer, again=False, newer=True) is False
    assert library.count() == 0

    library.keep(newer, newer=True)
    (row,) = library.articles()
    assert (row.id, row.starred) == (newer.id, True)


def test_a_wholly_other_text_in_the_same_file_is_another_row(library, older, path):
    other = article(OTHER, path, title="Le gel")
    assert library.keep(other, newer=True) is True
    assert library.count() == 2
    assert library.article(older.id) == older


def test_pages_of_one_address_are_one_row_wherever_they_are_saved(library, tmp_path):
    url = "https://www.jour.example/pont"
    one = article(BODY, str(tmp_path / "v1.html"), title="Pont", url=url)
    two = article(
        BODY.replace("soir", "matin"), str(tmp_path / "v2.html"), title="Pont", url=url + "?utm_source=a#b"
    )
    library.keep(one, newer=True)
    library.set_starred([one.id], True)
    assert library.keep(two, newer=True) is False
    (row,) = library.articles()
    assert (row.id, row.starred) == (two.id, True)


def test_two_articles_behind_the_front_page_of_a_site_stay_two(library, tmp_path):
    url = "https://jour.example/"
    library.keep(article(BODY, str(tmp_path / "v1.html"), title="Le Jour", url=url), newer=True)
    library.keep(article(OTHER, str(tmp_path / "v2.html"), title="Le Jour", url=url), newer=True)
    assert library.count() == 2


def test_texts_without_a_file_never_replace_each_other(library):
    library.keep(article(BODY, "-"), newer=True)
    library.keep(article(BODY + " Fin.", "-"), newer=True)
    pasted = "/home/a/pasted/" + "0" * 24 + ".txt"
    library.keep(article(BODY + " Deux.", pasted), newer=True)
    library.keep(article(BODY + " Trois.", pasted), newer=True)
    assert library.count() == 4


def test_where_reading_goes_on_is_known_before_a_newer_text_is_kept(library, older, newer):
    assert newer.text[library.place_in(newer) :].startswith("La suite")
    assert library.place_in(older) == BODY.index("La suite")
    assert library.place_in(article(OTHER)) is None


def test_the_article_of_a_file_is_found_when_the_file_is_gone(library, older, newer, path):
    assert library.id_from(path) == older.id
    library.keep(newer, newer=True)
    assert library.id_from(path) == newer.id
    assert library.id_from(path + "x") is None


def test_two_windows_that_keep_a_newer_text_at_once_make_one_row(file, library, older, newer):
    with open_library(file) as other:
        threads = [
            threading.Thread(target=each.keep, args=(newer,), kwargs={"newer": True})
            for each in (library, other)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [row.id for row in other.articles()] == [newer.id]
        assert other.kept(newer.id).starred


def test_nothing_is_replaced_where_nobody_asks_for_it(library, path):
    """As when a damaged library is carried over into a new one."""
    first, second = article(BODY, path), replace(article(BODY + " Fin.", path))
    library.keep(first)
    library.keep(second)
    assert library.count() == 2
