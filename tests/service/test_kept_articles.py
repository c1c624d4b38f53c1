"""Opening from the library: text, marks and place, without the file."""

import os
import sys
from contextlib import closing
from dataclasses import replace

import pytest

from reader.core.errors import LibraryError, UnreadableInputError
from reader.core.records import Annotations, Entity, Mention, Span
from reader.service import KnownAnalyses, Shelf, article_from_text, pipeline_id
from reader.service.file_changes import FileState, check_file, file_stamp
from reader.service.kept_articles import KeptArticles
from reader.service.opening import open_path
from tests.formats import sample


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path / "library.sqlite")
    yield shelf
    shelf.close()


@pytest.fixture
def known(tmp_path, shelf):
    return KnownAnalyses(tmp_path / "cache", shelf)


def test_text_marks_and_place_come_from_the_library(shelf, known):
    article = article_from_text("Anne parle.", "/nowhere/a.txt")
    found = Annotations(article.id, pipeline_id("fr"), (Entity("e1", "PER", "Anne", (Mention(Span(0, 4)),)),))
    shelf.keep(article)
    shelf.keep_annotations(found)
    shelf.set_place(article.id, 5)
    kept = KeptArticles(shelf, known, {})
    assert kept.open(article.id) == article
    assert known.take(article.id) == found
    assert (kept.place_of(article.id), kept.place_of(article.id)) == (5, None)


def test_what_is_kept_no_more_is_a_sentence(shelf, known):
    with pytest.raises(LibraryError, match="no longer in the library"):
        KeptArticles(shelf, known, {}).open("unknown")


def test_a_file_that_is_gone_is_read_from_the_library(shelf, known, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Anne parle.", encoding="utf-8")
    kept = KeptArticles(shelf, known, {})
    article = kept.open_file(str(path))
    shelf.keep(article)
    path.unlink()
    assert kept.open_file(str(path)) == article
    assert KeptArticles(shelf, known, {str(path): article.id}).open_file(str(path)) == article
    shelf.library().remove([article.id])
    with pytest.raises(UnreadableInputError, match="no such file"):
        KeptArticles(shelf, known, {str(path): article.id}).open_file(str(path))


ENGLISH = "The bridge was closed on Tuesday because of the flood, the mayor said in front of the town hall."


def test_an_article_whose_language_an_older_version_mistook_is_told_anew(shelf, known):
    shelf.keep(replace(article_from_text(ENGLISH, "/nowhere/a.txt"), language="fr"))
    kept = KeptArticles(shelf, known, {})
    assert kept.open(article_from_text(ENGLISH).id).language == "en"


def test_the_language_that_the_reader_chose_holds_however_an_article_is_opened(shelf, tmp_path):
    article = article_from_text(ENGLISH, "/nowhere/a.txt")
    known = KnownAnalyses(tmp_path / "cache", shelf, {article.id: "fr"}.get)
    file = tmp_path / "a.txt"
    file.write_text(ENGLISH, encoding="utf-8")
    shelf.keep(article)
    kept = KeptArticles(shelf, known, {})
    assert kept.open(article.id).language == "fr"
    assert kept.open_file(str(file)).language == "fr"
    assert known.look_up(article).language == "fr"


TEXT = "Le pont ferme.\n\n" + "Une phrase du milieu, assez longue pour la retrouver. " * 8 + "\n\nAnne parle."


def test_a_file_that_has_changed_is_read_on_where_reading_stopped(shelf, known, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    kept = KeptArticles(shelf, known, {})
    article = kept.open_file(str(path))
    shelf.keep(article)
    shelf.set_place(article.id, TEXT.index("Anne"))

    path.write_text("Le pont de Pirmil ferme dès ce soir." + TEXT[14:], encoding="utf-8")
    newer = kept.open_file(str(path))

    assert newer.id != article.id
    assert newer.text[kept.place_of(newer.id) :] == "Anne parle."


def test_a_changed_file_that_was_open_in_the_last_run_asks_a_library_that_is_not_open_yet(known, tmp_path):
    path, file = tmp_path / "a.txt", tmp_path / "library.sqlite"
    path.write_text(TEXT, encoding="utf-8")
    with closing(Shelf(file)) as before:
        article = KeptArticles(before, known, {}).open_file(str(path))
        before.keep(article)
        before.set_place(article.id, TEXT.index("Anne"))
    path.write_text("Rectificatif. " + TEXT, encoding="utf-8")

    with closing(Shelf(file)) as shelf:
        kept = KeptArticles(shelf, known, {}, lambda name, _id: name == str(path))
        newer = kept.open_file(str(path))
        assert newer.text[kept.place_of(newer.id) :] == "Anne parle."


def test_a_look_at_a_file_tells_changes_from_mere_touches(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Anne parle.", encoding="utf-8")
    article, stamp = open_path(path), file_stamp(str(path))
    assert check_file(str(path), article.id, stamp).state is FileState.SAME

    os.utime(path, ns=(1, 1))
    touched = check_file(str(path), article.id, stamp)
    assert (touched.state, touched.stamp == stamp) == (FileState.SAME, False)

    other = tmp_path / "b.txt"
    other.write_text("Anne se tait.", encoding="utf-8")
    other.replace(path)
    assert check_file(str(path), article.id, stamp).state is FileState.CHANGED

    path.write_text("", encoding="utf-8")
    assert check_file(str(path), article.id, stamp).state is FileState.UNKNOWN
    path.unlink()
    assert check_file(str(path), article.id, stamp).state is FileState.GONE


def test_a_book_that_was_kept_whole_is_compared_whole(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    book = tmp_path / "livre.epub"
    book.write_bytes(sample.epub_book(["<h1>Un</h1><p>Le pont ferme.</p>", "<h1>Deux</h1><p>Le gué.</p>"]))
    for source in (str(book), f"{book}#2"):
        assert check_file(source, open_path(source).id, None).state is FileState.SAME
