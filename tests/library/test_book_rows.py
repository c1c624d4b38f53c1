"""The kept chapters of a book are one row."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from reader.core.kept import KeptBook, LibraryQuery, LibrarySort, ReadState
from reader.core.records import Book
from reader.library import schema
from reader.library.store import open_library
from tests.library.samples import article, found_in, make_older

WORDS = ("Le pont", "La gare", "Le port")


def chapter(number, file="/livres/roman.epub", title="Le Roman", text=None):
    words = text or f"{WORDS[number - 1]} de Vesna est décrit ici. Ada Brun le dit, {number} fois."
    made = article(words, f"{file}#{number}", title=f"Chapitre {number}", byline="Eva Lind")
    return replace(made, book=Book(title, number, 3))


ONE, TWO, THREE = (chapter(number) for number in (1, 2, 3))
PLAIN = article("Un article à part sur Vesna. Ada Brun se tait.", "/a.txt", title="À part")


@pytest.fixture
def book(library):
    library.keep(PLAIN, newer=True)
    for each in (ONE, TWO):
        library.keep(each, newer=True)
    for each in (PLAIN, ONE, TWO):
        library.keep_annotations(found_in(each, ("PER", "Ada Brun"), ("LOC", "Vesna")))
    return library


def ids(rows):
    return [row.id for row in rows]


@pytest.mark.parametrize("sort", LibrarySort)
def test_a_book_is_one_row_which_is_its_chapter_opened_last(book, sort):
    rows = book.articles(LibraryQuery(sort=sort))
    assert sorted(ids(rows)) == sorted([PLAIN.id, TWO.id])
    assert book.count() == 2

    book.keep(ONE, newer=True)
    (row,) = (each for each in book.articles(LibraryQuery(sort=sort)) if each.book)
    assert (row.id, row.title, row.byline) == (ONE.id, "Le Roman", "Eva Lind")
    assert row.book == KeptBook(1, 3, "Chapitre 1")


@pytest.mark.parametrize("sort", LibrarySort)
def test_a_search_lists_the_book_once_with_the_chapter_that_has_the_words(book, sort):
    assert ids(book.articles(LibraryQuery("gare", sort=sort))) == [TWO.id]
    assert ids(book.articles(LibraryQuery("pont", sort=sort))) == [ONE.id]
    rows = book.articles(LibraryQuery("vesna", sort=sort))
    assert len(rows) == book.count(LibraryQuery("vesna")) == 2
    assert "Vesna" in next(row.snippet for row in rows if row.book)
    assert len(book.articles(LibraryQuery("roman", sort=sort))) == 1


def test_a_page_of_a_list_holds_whole_rows(book):
    pages = [book.articles(LibraryQuery("vesna", limit=1, offset=number)) for number in range(3)]
    assert [len(page) for page in pages] == [1, 1, 0]


def test_the_chapters_of_a_book_count_once_for_whom_they_name(book):
    ada = book.entities("ada")[0]
    assert ada.articles == 2 == book.count(LibraryQuery(entity=ada.id))
    assert {each.article.id for each in book.appearances(ada.id)} == {PLAIN.id, ONE.id, TWO.id}

    book.remove([PLAIN.id])
    assert book.entities("ada")[0].articles == 1
    book.remove([ONE.id])
    assert book.entities("ada") == ()
    book.restore([TWO.id, PLAIN.id])
    assert book.entities("ada")[0].articles == 2


def test_an_entity_leads_to_the_chapter_that_names_it(book):
    book.keep(THREE, newer=True)
    ada = book.entities("ada")[0]
    (row,) = (each for each in book.articles(LibraryQuery(entity=ada.id)) if each.book)
    assert row.id == TWO.id


def test_what_is_done_to_a_row_is_done_to_the_book(book):
    book.set_starred([ONE.id], True)
    book.add_tag([TWO.id], "été")
    book.set_state([TWO.id], ReadState.READING)
    book.set_notes(ONE.id, "Beau")
    for each in (ONE, TWO):
        kept = book.kept(each.id)
        assert (kept.starred, kept.tags, kept.state, kept.notes) == (
            True,
            ("été",),
            ReadState.READING,
            "Beau",
        )
    assert book.tags() == (("été", 1),)

    book.keep(THREE, newer=True)
    kept = book.kept(THREE.id)
    assert (kept.starred, kept.tags, kept.state, kept.notes) == (True, ("été",), ReadState.READING, "Beau")
    assert book.chapters(TWO.id) == (ONE.id, TWO.id, THREE.id)
    assert book.chapters(PLAIN.id) == (PLAIN.id,)


def test_each_chapter_has_its_own_place(book):
    book.set_place(ONE.id, 5)
    assert (book.kept(ONE.id).place, book.kept(TWO.id).place) == (5, 0)


def test_a_removed_book_comes_back_whole_when_another_chapter_is_opened(book):
    book.set_starred([ONE.id], True)
    book.remove([ONE.id])
    assert ids(book.articles()) == [PLAIN.id]
    assert book.keep(THREE, again=False, newer=True) is False

    book.keep(THREE, newer=True)
    assert book.count() == 2
    assert book.kept(ONE.id) is not None
    assert book.kept(THREE.id).starred


def test_a_book_is_read_with_its_last_chapter(book):
    book.set_state([ONE.id], ReadState.READING)
    book.finish(ONE.id)
    assert book.kept(TWO.id).state is ReadState.READING
    book.keep(THREE, newer=True)
    book.finish(THREE.id)
    assert book.kept(ONE.id).state is ReadState.READ
    book.finish(PLAIN.id)
    assert book.kept(PLAIN.id).state is ReadState.READ


def test_a_corrected_chapter_is_the_same_chapter_and_another_book_another_row(book):
    book.keep(chapter(2, text=TWO.text + " Corrigé."), newer=True)
    assert len(book.chapters(ONE.id)) == 2
    book.keep(
        chapter(1, "/livres/autre.epub", "L’Autre", "Tout autre chose que le reste du monde."), newer=True
    )
    assert book.count() == 3


def test_the_whole_text_of_a_book_belongs_to_its_row(book):
    whole = article("Tout le texte du livre, d’un seul tenant.", "/livres/roman.epub", title="Le Roman")
    book.keep(whole, opened=False, newer=True)
    assert book.count() == 2
    assert book.id_from("/livres/roman.epub") == TWO.id
    assert book.id_from("/livres/roman.epub#1") == ONE.id


@pytest.fixture
def former(file):
    """A library of the version before books were rows."""
    from reader.library.articles import ArticleStore

    step = schema.MIGRATIONS.index(schema.BOOKS_AND_VERSIONS)
    with open_library(file) as library:
        for each in (PLAIN, ONE, TWO, THREE):
            library.keep(each)
            library.keep_annotations(found_in(each, ("PER", "Ada Brun")))
    assert isinstance(library, ArticleStore)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE article SET state = 'unread', title = 'x' WHERE book IS NOT NULL")
        connection.execute(
            "UPDATE article SET starred = 1, state = 'read', notes = 'un' WHERE id = ?", (ONE.id,)
        )
        connection.execute("UPDATE article SET place = 7, opened = 9e9 WHERE id = ?", (TWO.id,))
        connection.execute("INSERT INTO tag (name, folded) VALUES ('été', 'ete')")
        connection.execute("INSERT INTO article_tag SELECT number, 1 FROM article WHERE id = ?", (THREE.id,))
        connection.execute("UPDATE entity SET articles = 4")
        make_older(connection, step)
        connection.commit()
    return file


def test_chapters_that_were_rows_become_one_and_their_marks_are_merged(former):
    with open_library(former) as library:
        assert library.count() == 2
        (row,) = (each for each in library.articles() if each.book)
        assert (row.id, row.title, row.place) == (TWO.id, "Le Roman", 7)
        assert (row.starred, row.tags, row.state, row.notes) == (True, ("été",), ReadState.READING, "un")
        assert library.kept(ONE.id).tags == ("été",)
        assert library.entities("ada")[0].articles == 2
        assert library.keep(replace(PLAIN, id="x", text=PLAIN.text + " Fin."), newer=True) is False
        assert library.count() == 2
