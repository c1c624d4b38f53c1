"""The library's use cases: reading never fails for it, importing goes on past broken files."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.core.document import to_document
from reader.core.errors import AnalysisUnavailableError, LibraryError
from reader.core.records import Annotations, Entity, Mention, Span
from reader.library.annotation_cache import AnnotationCache
from reader.service import KnownAnalyses, Shelf, article_from_text, open_path, pipeline_id, shelf


@pytest.fixture
def kept(tmp_path):
    opened = Shelf(tmp_path / "data" / "library.sqlite")
    yield opened
    opened.close()


def found_in(article, pipeline="p1", **fields):
    return Annotations(
        article.id, pipeline, (Entity("e1", "PER", "Ada Brun", (Mention(Span(0, 8)),)),), **fields
    )


class Finder:
    """An analysis that finds Ada Brun, or fails; counts what it is asked."""

    def __init__(self, error=None, notices=()):
        self.error = error
        self.notices = notices
        self.asked = 0

    def pipeline(self, language):
        return "p1"

    def annotate(self, article):
        self.asked += 1
        if self.error is not None:
            raise self.error
        return found_in(article, notices=self.notices)


def article_file(folder, name="un.txt", text="Ada Brun parle."):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_what_was_opened_is_kept_and_known(kept, tmp_path):
    article = open_path(article_file(tmp_path))
    assert not kept.file.exists()
    assert kept.keep(article) is True
    assert kept.keep(article) is False
    kept.keep_annotations(found_in(article))
    kept.set_place(article.id, 4)

    assert kept.article(article.id) == article
    assert kept.annotations(article.id, "p1") == found_in(article)
    assert kept.kept(article.id).place == 4
    assert kept.entity_of(article.id, "e1").articles == 1
    assert kept.library().original(article.id) is None
    assert kept.take_notice() is None


def test_the_original_is_kept_where_it_is_wanted(kept, tmp_path, monkeypatch):
    article = open_path(article_file(tmp_path))
    kept.keep(article, keep_original=True)
    pasted = article_from_text("Collé.")
    kept.keep(pasted, keep_original=True)

    assert kept.library().original(article.id) == b"Ada Brun parle."
    assert kept.library().original(pasted.id) is None

    monkeypatch.setattr(shelf, "_LARGEST_ORIGINAL", 3)
    other = open_path(article_file(tmp_path, "deux.txt", "Autre."))
    kept.keep(other, keep_original=True)
    assert kept.library().original(other.id) is None


def test_a_file_is_linked_by_its_whole_path(kept, tmp_path, monkeypatch):
    article_file(tmp_path)
    article_file(tmp_path, "deux.txt", "La gare ouvre.")
    monkeypatch.chdir(tmp_path)
    article = open_path("un.txt")
    kept.keep(article, keep_original=True)
    (done,) = kept.import_paths(["deux.txt"])
    pasted = article_from_text("Collé.", "nulle-part.txt")
    kept.keep(pasted)

    assert kept.article(article.id).source == str(tmp_path / "un.txt")
    assert kept.article(done.article.id).source == str(tmp_path / "deux.txt")
    assert kept.library().original(article.id) == b"Ada Brun parle."
    assert kept.article(pasted.id).source == "nulle-part.txt"


def test_makeshift_and_partial_analyses_are_not_kept(kept):
    article = article_from_text("Ada Brun parle.")
    kept.keep(article)
    kept.keep_annotations(found_in(article, notices=("names_fallback",)))
    kept.keep_annotations(found_in(article, complete=False))

    assert kept.annotations(article.id, "p1") is None


def test_reading_goes_on_without_a_library_and_says_so_once(tmp_path):
    (tmp_path / "file").write_text("x")
    broken = Shelf(tmp_path / "file" / "library.sqlite")
    article = article_from_text("Ada Brun parle.")

    assert broken.keep(article) is False
    broken.keep_annotations(found_in(article))
    broken.tend()
    assert broken.article(article.id) is broken.annotations(article.id, "p1") is broken.kept("x") is None
    assert broken.take_notice().key == "library_no_folder"
    assert broken.take_notice() is None
    with pytest.raises(LibraryError):
        broken.library()


def test_a_library_that_works_again_is_taken_again(tmp_path, monkeypatch):
    obstacle = tmp_path / "file"
    obstacle.write_text("x")
    back = Shelf(obstacle / "library.sqlite")
    article = article_from_text("Ada Brun parle.")
    assert back.keep(article) is False
    obstacle.unlink()
    assert back.keep(article) is False

    monkeypatch.setattr(shelf.time, "monotonic", lambda: 1e12)
    assert back.keep(article) is True
    back.close()


def test_a_damaged_library_is_told_once_and_a_new_one_is_used(kept):
    kept.file.parent.mkdir()
    kept.file.write_bytes(b"no database " * 500)

    assert kept.keep(article_from_text("Ada Brun parle.")) is True
    notice = kept.take_notice()
    assert notice.key == "library_damaged"
    assert notice.values["place"].read_bytes() == b"no database " * 500
    assert kept.take_notice() is None


def test_a_closed_shelf_asks_nothing_and_tells_nothing(kept):
    kept.keep(article_from_text("Ada Brun parle."))
    kept.close()

    assert kept.keep(article_from_text("Autre.")) is False
    assert kept.take_notice() is None


def test_tending_drops_what_was_removed_long_ago(kept, monkeypatch):
    article = article_from_text("Ada Brun parle.")
    kept.keep(article)
    kept.library().remove([article.id])
    kept.tend()
    kept.library().restore([article.id])
    assert kept.article(article.id) == article

    kept.library().remove([article.id])
    later = shelf.time.time() + 31 * 86_400
    monkeypatch.setattr("reader.library.articles.time.time", lambda: later)
    kept.tend()
    kept.library().restore([article.id])
    assert kept.article(article.id) is None


def test_importing_goes_on_past_broken_files(kept, tmp_path):
    first = article_file(tmp_path, "a.txt")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 broken")
    last = article_file(tmp_path, "c.txt", "La gare ouvre.")

    finder = Finder()
    done = list(kept.import_paths([str(tmp_path), "/nulle/part.txt", first], finder))
    assert finder.asked == 2
    assert [(Path(each.path).name, each.new, each.error is None) for each in done] == [
        ("a.txt", True, True),
        ("b.docx", False, False),
        ("c.txt", True, True),
        ("part.txt", False, False),
        ("a.txt", False, True),
    ]
    library = kept.library()
    assert {each.source for each in library.articles()} == {first, last}
    assert library.articles()[0].opened is None
    assert library.entities()[0].articles == 2


def test_importing_keeps_what_cannot_be_analysed(kept, tmp_path):
    broken = Finder(AnalysisUnavailableError("model_missing", reason="x"))

    (done,) = kept.import_paths([article_file(tmp_path)], broken)
    assert (done.new, done.error, done.analysis.key) == (True, None, "model_missing")
    assert kept.kept(done.article.id) is not None


def test_an_analysis_in_a_language_without_models_is_kept(kept):
    """It is all that this version can find: nothing is gained by analysing it again and again."""
    article = article_from_text("The bridge is closed.")
    kept.keep(article)
    kept.keep_annotations(found_in(article, notices=("language_unsupported",)))
    assert kept.annotations(article.id, "p1").notices == ("language_unsupported",)


def test_importing_tells_of_makeshift_analyses_and_does_not_keep_them(kept, tmp_path):
    (done,) = kept.import_paths([article_file(tmp_path)], Finder(notices=("names_fallback",)))

    assert done.notices == ("names_fallback",)
    assert kept.library().annotations(done.article.id) is None


def test_importing_without_a_library_is_an_error(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError):
        list(Shelf(tmp_path / "file" / "library.sqlite").import_paths([article_file(tmp_path)]))


def test_documents_are_the_contracts_with_what_the_reader_added(kept, tmp_path):
    article = open_path(article_file(tmp_path))
    other = article_from_text("Sans analyse.")
    for each in (article, other):
        kept.keep(each)
    kept.keep_annotations(found_in(article))
    kept.library().add_tag([article.id], "Vesna")

    one, two = kept.documents([article.id, "none", other.id])
    marks = one.pop("library")
    assert one == to_document(article, found_in(article))
    assert (marks["tags"], marks["state"], marks["starred"], marks["place"]) == (
        ["Vesna"],
        "unread",
        False,
        0,
    )
    assert marks["added"].endswith("+00:00")
    assert (two["entities"], two["notices"]) == ([], ["library_not_analysed"])


def test_the_library_knows_what_the_cache_has_forgotten(kept, tmp_path):
    article = article_from_text("Ada Brun parle.")
    kept.keep(article)
    kept.keep_annotations(found_in(article, pipeline_id("fr")))
    known = KnownAnalyses(tmp_path / "cache", kept)
    known.look_up(article)
    assert known.take(article.id) == found_in(article, pipeline_id("fr"))

    cached = Annotations(article.id, pipeline_id("fr"))
    AnnotationCache(tmp_path / "cache").put(cached)
    known.look_up(article)
    assert known.take(article.id) == cached


def test_the_first_article_of_a_start_does_not_wait_for_the_library(kept, tmp_path):
    known = KnownAnalyses(tmp_path / "cache", kept)
    known.look_up(article_from_text("Ada Brun parle."))
    assert not kept.is_open
