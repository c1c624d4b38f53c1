"""Opening from the library: text, marks and place, without the file."""

from dataclasses import replace

import pytest

from reader.core.errors import LibraryError, UnreadableInputError
from reader.core.records import Annotations, Entity, Mention, Span
from reader.service import KnownAnalyses, Shelf, article_from_text, pipeline_id
from reader.service.kept_articles import KeptArticles


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
    with pytest.raises(UnreadableInputError):
        kept.open_file(str(path))
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
