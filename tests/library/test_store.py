"""Keeping articles, asking for them, and what the reader adds."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest

from reader.core.errors import LibraryError
from reader.core.kept import LibraryQuery, LibrarySort, ReadState
from reader.core.records import Annotations, Link, Metadata, Picture, Span
from reader.library import articles as articles_module
from reader.library.store import open_library, open_to_read
from tests.library.samples import article, found_in

ONE = article(
    "Le pont ferme. Ada Brun le dit.", "un.txt", title="Le pont", date="2026-03", publisher="Le Jour"
)
TWO = article(
    "La gare ouvre. Paul Costa attend.", "deux.txt", title="La gare", date="2026-01", byline="Eva Lind"
)


def ids(kept):
    return [each.id for each in kept]


def test_an_article_comes_back_as_it_was(library):
    assert library.keep(ONE) is True
    assert library.keep(ONE) is False

    assert library.article(ONE.id) == ONE
    assert library.article("none") is None
    assert library.count() == 1


def test_links_and_pictures_come_back_whole(library):
    picture = Picture(0, "image/png", "Le pont", 640, 400, bytes(range(256)))
    whole = replace(ONE, links=(Link(Span(3, 7), "https://example.org"),), pictures=(picture,))
    library.keep(whole)

    assert library.article(ONE.id) == whole


def test_a_row_tells_what_is_known(library):
    before = time.time()
    library.keep(ONE)
    library.keep_annotations(found_in(ONE, ("PER", "Ada Brun"), ("LOC", "pont")))

    kept = library.kept(ONE.id)
    assert (kept.title, kept.publisher, kept.date, kept.byline) == ("Le pont", "Le Jour", "2026-03", None)
    assert (kept.source, kept.language, kept.words) == ("un.txt", "fr", 7)
    assert (kept.state, kept.starred, kept.place, kept.tags, kept.notes) == (
        ReadState.UNREAD,
        False,
        0,
        (),
        "",
    )
    assert kept.people == ("Ada Brun",)
    assert before - 1 <= kept.added <= kept.opened <= time.time() + 1
    assert library.articles() == (kept,)
    assert library.kept("none") is None


def test_importing_is_not_opening(library):
    library.keep(ONE, opened=False)
    assert library.kept(ONE.id).opened is None

    library.keep(ONE)
    assert library.kept(ONE.id).opened is not None


def test_a_later_import_adds_what_it_knows_and_takes_nothing(library):
    poor = replace(ONE, metadata=Metadata(), source="colle.txt")
    rich = replace(
        ONE, metadata=Metadata("Le pont de Vesna", "2026-03", "Eva Lind", "Le Jour", "https://a.example")
    )
    library.keep(ONE)
    library.keep(poor)
    assert library.article(ONE.id) == ONE

    library.keep(rich)
    assert library.article(ONE.id) == rich
    assert library.kept(ONE.id).title == "Le pont de Vesna"
    assert ids(library.articles(LibraryQuery("vesna"))) == [ONE.id]
    assert ids(library.articles(LibraryQuery("eva lind"))) == [ONE.id]


def test_the_original_file_is_kept_where_it_is_given(library):
    library.keep(ONE, b"\x00\xffbytes")
    library.keep(TWO)

    assert library.original(ONE.id) == b"\x00\xffbytes"
    assert library.original(TWO.id) is None


def test_odd_texts_and_file_names_come_back_too(library):
    odd = article("Un mot \ud83d et \udce9 un nul \0 là.", "nom\udce9.txt", title="Titre \udce9")
    library.keep(odd)

    assert library.article(odd.id) == odd
    assert library.kept(odd.id).source == "nom\ufffd.txt"
    assert ids(library.articles(LibraryQuery("nul"))) == [odd.id]


def test_an_analysis_is_kept_until_a_newer_one(library):
    library.keep(ONE)
    first, second = found_in(ONE, ("PER", "Ada Brun")), found_in(ONE, ("LOC", "pont"), pipeline="p2")
    assert library.annotations(ONE.id, "p1") is None

    assert library.keep_annotations(first) is True
    assert library.annotations(ONE.id, "p1") == library.annotations(ONE.id) == first

    library.keep_annotations(second)
    assert library.annotations(ONE.id, "p1") is None
    assert library.annotations(ONE.id, "p2") == second


def test_an_analysis_that_is_kept_already_writes_nothing(library):
    library.keep(ONE)
    found = found_in(ONE, ("PER", "Ada Brun"))
    library.keep_annotations(found)
    with library._db.writing() as connection:
        before = connection.total_changes
        assert library.keep_annotations(library.annotations(ONE.id)) is True
        assert connection.total_changes == before
        library.keep_annotations(replace(found, pipeline="p2"))
        assert connection.total_changes > before


def test_only_complete_analyses_of_kept_articles_are_kept(library):
    library.keep(ONE)

    assert library.keep_annotations(Annotations(TWO.id, "p1")) is False
    assert library.keep_annotations(Annotations(ONE.id, "p1", complete=False)) is False
    assert library.annotations(ONE.id, "p1") is None


def test_the_readers_own_marks(library):
    library.keep(ONE)
    library.keep(TWO)
    library.set_state([ONE.id, "none"], ReadState.READING)
    library.set_starred([ONE.id, TWO.id], True)
    library.set_starred([TWO.id], False)
    library.set_place(ONE.id, 12)
    library.set_notes(ONE.id, "À relire \udce9")

    kept = library.kept(ONE.id)
    assert (kept.state, kept.starred, kept.place, kept.notes) == (
        ReadState.READING,
        True,
        12,
        "À relire \ufffd",
    )
    assert ids(library.articles(LibraryQuery(state=ReadState.READING))) == [ONE.id]
    assert ids(library.articles(LibraryQuery(starred=True))) == [ONE.id]
    assert library.count(LibraryQuery(state=ReadState.UNREAD)) == 1


def test_tags_are_one_whatever_case_and_accents(library):
    library.keep(ONE)
    library.keep(TWO)
    library.add_tag([ONE.id], "  À   lire ")
    library.add_tag([TWO.id], "a LIRE")
    library.add_tag([ONE.id], "Vesna")
    library.add_tag([ONE.id], "  ")

    assert library.tags() == (("À lire", 2), ("Vesna", 1))
    assert library.kept(ONE.id).tags == ("À lire", "Vesna")
    assert library.count(LibraryQuery(tag="À lire")) == 2

    library.remove_tag([ONE.id, TWO.id], "à lire")
    assert library.tags() == (("Vesna", 1),)


def test_a_tag_on_nothing_leaves_no_trace(library):
    library.add_tag(["none"], "Vide")
    library.remove_tag(["none"], "Autre")

    assert library.tags() == ()


def test_what_is_removed_is_hidden_everywhere_and_comes_back_whole(library):
    library.keep(ONE, b"file")
    library.keep(TWO)
    library.keep_annotations(found_in(ONE, ("PER", "Ada Brun")))
    library.add_tag([ONE.id], "Vesna")
    before = (library.articles(), library.entities(), library.tags())

    library.remove([ONE.id])
    assert ids(library.articles()) == [TWO.id]
    assert library.articles(LibraryQuery("pont")) == library.entities() == library.tags() == ()
    assert library.article(ONE.id) is library.annotations(ONE.id) is library.kept(ONE.id) is None
    assert library.original(ONE.id) is library.entity_of(ONE.id, "e1") is None

    library.restore([ONE.id, TWO.id])
    assert (library.articles(), library.entities(), library.tags()) == before
    assert library.original(ONE.id) == b"file"
    assert ids(library.articles(LibraryQuery("pont"))) == [ONE.id]


def test_keeping_again_brings_back_what_was_removed(library):
    library.keep(ONE)
    library.keep_annotations(found_in(ONE, ("PER", "Ada Brun")))
    library.remove([ONE.id])

    assert library.keep(ONE) is False
    assert library.entities()[0].articles == 1
    assert ids(library.articles(LibraryQuery("pont"))) == [ONE.id]


def test_purging_deletes_what_was_removed_long_ago(library, monkeypatch):
    library.keep(ONE, b"file")
    library.keep_annotations(found_in(ONE, ("PER", "Ada Brun")))
    library.keep(TWO)
    now = time.time()
    monkeypatch.setattr(articles_module.time, "time", lambda: now - 31 * 86_400)
    library.remove([ONE.id])
    monkeypatch.setattr(articles_module.time, "time", lambda: now - 29 * 86_400)
    library.remove([TWO.id])
    monkeypatch.undo()

    assert library.purge() == 1
    library.restore([ONE.id, TWO.id])
    assert ids(library.articles()) == [TWO.id]
    assert library.keep(ONE) is True
    assert library.annotations(ONE.id) is library.original(ONE.id) is None


def test_orders(library):
    three = article("Un autre texte.", "trois.txt", title="Été", date="2025-12-31")
    for each in (ONE, TWO, three):
        library.keep(each)
    library.keep(TWO)

    def order(sort):
        return [kept.title for kept in library.articles(LibraryQuery(sort=sort))]

    assert order(LibrarySort.ADDED) == ["Été", "La gare", "Le pont"]
    assert order(LibrarySort.RELEVANCE) == ["Été", "La gare", "Le pont"]
    assert order(LibrarySort.OPENED) == ["La gare", "Été", "Le pont"]
    assert order(LibrarySort.DATE) == ["Le pont", "La gare", "Été"]
    assert order(LibrarySort.TITLE) == ["Été", "La gare", "Le pont"]


@pytest.mark.parametrize("sort", LibrarySort)
@pytest.mark.parametrize("text", ["", "texte"])
def test_pages_follow_each_other(library, sort, text):
    for number in range(7):
        library.keep(article(f"Texte numéro {number}.", title=f"Titre {number}", date=f"2026-0{number + 1}"))
    whole = ids(library.articles(LibraryQuery(text, sort=sort)))
    pages = [ids(library.articles(LibraryQuery(text, sort=sort, limit=3, offset=at))) for at in (0, 3, 6)]

    assert len(set(whole)) == 7
    assert [each for page in pages for each in page] == whole


def test_filters_go_together_with_words(library):
    library.keep(ONE)
    library.keep(TWO)
    library.keep_annotations(found_in(ONE, ("PER", "Ada Brun")))
    library.keep_annotations(found_in(TWO, ("PER", "Paul Costa"), ("LOC", "gare")))
    ada = library.entity_of(ONE.id, "e1").id

    assert ids(library.articles(LibraryQuery(entity=ada))) == [ONE.id]
    assert ids(library.articles(LibraryQuery("ferme", entity=ada))) == [ONE.id]
    assert library.articles(LibraryQuery("gare", entity=ada)) == ()
    assert ids(library.articles(LibraryQuery(entity_type="LOC"))) == [TWO.id]
    assert library.count(LibraryQuery("zut OR gare", entity=ada)) == 0
    assert library.count(LibraryQuery("dit OR gare", entity=ada)) == 1


def test_naming_each_of_several(library):
    library.keep(ONE)
    library.keep(TWO)
    library.keep_annotations(found_in(ONE, ("PER", "Ada Brun"), ("LOC", "Vesna")))
    library.keep_annotations(found_in(TWO, ("PER", "Paul Costa"), ("LOC", "Vesna")))
    ada, paul = library.entity_of(ONE.id, "e1").id, library.entity_of(TWO.id, "e1").id
    vesna = library.entity_of(TWO.id, "e2").id

    assert ids(library.articles(LibraryQuery(naming=((ada,), (vesna,))))) == [ONE.id]
    assert library.count(LibraryQuery(naming=((ada, paul), (vesna,)))) == 2
    assert library.articles(LibraryQuery(entity=ada, naming=((paul,),))) == ()


def test_ids_by_their_beginning(library):
    library.keep(ONE)
    library.keep(TWO)

    assert library.ids() == (ONE.id, TWO.id)
    assert library.ids(TWO.id[:9]) == (TWO.id,)
    assert library.ids("%") == ()
    library.remove([TWO.id])
    assert library.ids(TWO.id[:9]) == ()


def test_the_sentence_of_an_appearance(library):
    long = article("Avant. " * 40 + "Hier, Ada Brun a dit non à tous. Après.\n\nFin. " + "Puis rien. " * 40)
    library.keep(long)
    library.keep_annotations(found_in(long, ("PER", "Ada Brun", "Brun")))

    (seen,) = library.appearances(library.entity_of(long.id, "e1").id)
    assert seen.sentence == "Hier, Ada Brun a dit non à tous."
    assert long.text[seen.first.start : seen.first.end] == "Ada Brun"
    assert (seen.article.id, seen.entity_id, seen.mentions) == (long.id, "e1", 2)


def test_a_sentence_too_long_is_cut_at_words(library):
    long = article("mot " * 100 + "Ada Brun " + "mot " * 100)
    library.keep(long)
    library.keep_annotations(found_in(long, ("PER", "Ada Brun")))

    (seen,) = library.appearances(1)
    assert seen.sentence.startswith("…mot mot")
    assert seen.sentence.endswith("mot mot…")
    assert len(seen.sentence) < 300


def test_threads_share_a_library(library):
    failed = []

    def work(number):
        try:
            for each in range(15):
                made = article(f"Texte {number} {each} commun.")
                library.keep(made)
                library.keep_annotations(found_in(made, ("PER", "Ada Brun")))
                assert library.article(made.id) == made
                library.articles(LibraryQuery("commun"))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert library.count(LibraryQuery("commun")) == 60
    assert library.entities()[0].articles == 60


def test_several_writes_as_one(library):
    def broken_off():
        with library.together():
            library.keep(ONE)
            assert library.article(ONE.id) == ONE
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert library.count() == 0

    with library.together():
        library.keep(ONE)
        library.keep(TWO)
    assert library.count() == 2


def test_a_closed_library_says_so(file):
    library = open_library(file)
    library.keep(ONE)
    library.close()

    with pytest.raises(LibraryError, match="closed"):
        library.count()


def test_the_first_mention_is_kept_by_code_points(library):
    emoji = article("😀😀 Ada Brun rit.")
    library.keep(emoji)
    library.keep_annotations(found_in(emoji, ("PER", "Ada Brun")))

    (seen,) = library.appearances(1)
    assert (seen.first, seen.sentence) == (Span(3, 11), "😀😀 Ada Brun rit.")


def test_a_library_is_asked_while_another_program_writes_it(file):
    with open_library(file) as library:
        library.keep(article("Le pont ferme."))
        with open_to_read(file) as reading:
            assert reading.count() == 1
            library.keep(article("La gare ouvre."))
            assert reading.count() == 2
            with pytest.raises(LibraryError) as told:
                reading.keep(article("Le port dort."))
        assert told.value.key == "library_read_only"


def test_without_a_file_there_is_nothing_to_ask(file):
    assert open_to_read(file) is None
    assert not file.parent.exists()
