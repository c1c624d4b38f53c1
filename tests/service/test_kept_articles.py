"""Opening from the library: text, marks and place, without the file."""

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
