"""Books by chapters: contents lists of all kinds, what a chapter is made of, and where a reader begins."""

from __future__ import annotations

import contextlib
import random
import time

import pytest

from reader.core.errors import ReaderError, UnreadableInputError
from reader.core.records import Article, BlockKind
from reader.formats.epub import read, read_chapter
from tests.formats import sample
from tests.formats.test_fuzz import _mutated, _repacked

LONG = "<p>" + "Le pont de Pirmil a fermé hier soir, et la préfète craint une crue. " * 20 + "</p>"
CHAPTERS = [
    "<h1>Couverture</h1>",
    f"<h1>La crue</h1>{LONG}<h2>Le pont</h2><p>Il ferme.</p>",
    "<p>Suite de la crue.</p>",
    f"<h1>La décrue</h1>{LONG}",
]


def link(number: int, words: str, anchor: str = "") -> str:
    return f'<a href="texte/chapitre-{number}.xhtml{anchor}">{words}</a>'


NAV = (
    f"<ol><li>{link(1, '1. La <b>crue</b>')}<ol><li>{link(1, 'Le pont', '#pont')}</li></ol></li>"
    f"<li>{link(3, '2. La décrue')}</li><li><a href='../../etc/passwd'>Ailleurs</a></li></ol>"
)


def point(number: int, words: str, inside: str = "") -> str:
    return (
        f"<navPoint><navLabel><text>{words}</text></navLabel>"
        f'<content src="texte/chapitre-{number}.xhtml"/>{inside}</navPoint>'
    )


NCX = point(1, "1. La crue", point(1, "Le pont")) + point(3, "2. La décrue")


def contents(article: Article) -> list[tuple[str, int, int]]:
    assert article.book is not None
    return [(entry.title, entry.chapter, entry.level) for entry in article.book.contents]


def lines(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, article.text[b.span.start : b.span.end][:20].strip()) for b in article.blocks]


@pytest.mark.parametrize("book", [
    sample.epub_book(CHAPTERS, nav=NAV),
    sample.epub_book(CHAPTERS, ncx=NCX),
    sample.epub_book(CHAPTERS, nav="<ol><li><a href='nulle-part.xhtml'>x</a></li></ol>", ncx=NCX),
])  # fmt: skip
def test_the_contents_list_cuts_the_book_into_chapters(book: bytes) -> None:
    chapter = read_chapter(book, "livre.epub", 2)

    assert contents(chapter) == [
        ("Couverture", 1, 0),
        ("1. La crue", 2, 0),
        ("Le pont", 2, 1),
        ("2. La décrue", 3, 0),
    ]
    assert (chapter.book.chapter, chapter.book.chapters) == (2, 3)
    assert chapter.book.title == sample.LINES[0][1]
    assert (chapter.metadata.title, chapter.metadata.byline) == ("1. La crue", sample.AUTHOR)
    assert chapter.source == "livre.epub#2"
    assert lines(chapter) == [
        ("title", "La crue"),
        ("paragraph", "Le pont de Pirmil a"),
        ("heading", "Le pont"),
        ("paragraph", "Il ferme."),
        ("paragraph", "Suite de la crue."),
    ]


def test_a_reader_begins_with_the_first_chapter_of_some_length() -> None:
    book = sample.epub_book(CHAPTERS, nav=NAV)

    assert read_chapter(book, "livre.epub", 0).source == "livre.epub#2"
    short = sample.epub_book(["<p>Un.</p>", "<p>Deux.</p>"])
    assert read_chapter(short, "livre.epub", 0).source == "livre.epub#1"


def test_a_reader_begins_where_the_book_says() -> None:
    landmark = f"</nav><nav epub:type='landmarks'><ol><li>{link(3, 'Texte')}</li></ol>"
    marked = NAV + landmark.replace("<a ", "<a epub:type='bodymatter' ")

    assert read_chapter(sample.epub_book(CHAPTERS, nav=marked), "livre.epub", 0).source == "livre.epub#3"


@pytest.mark.parametrize(
    "nav", ["", "<ol>", f"<ol><li>{link(1, 'Une seule entrée')}</li></ol>", "<ol><li><a>x</a>"]
)
def test_without_a_contents_list_each_file_is_a_chapter(nav: str) -> None:
    chapter = read_chapter(sample.epub_book([*CHAPTERS, "<div></div>"], nav=nav), "livre.epub", 4)

    assert [entry.chapter for entry in chapter.book.contents] == [1, 2, 3, 4]
    assert chapter.book.contents[0].title == "Couverture"
    assert chapter.text.startswith("La décrue\n\nLe pont")


def test_a_chapter_without_a_heading_is_called_as_in_the_contents() -> None:
    nav = f"<ol><li>{link(0, 'Un')}</li><li>{link(1, 'Deux')}</li></ol>"
    chapter = read_chapter(sample.epub_book(["<p>Le pont.</p>", "<img/>"], nav=nav), "a.epub", 1)

    assert lines(chapter) == [("title", "Un"), ("paragraph", "Le pont.")]
    assert read_chapter(sample.epub_book(["<p>Le pont.</p>", "<img/>"], nav=nav), "a.epub", 2).text == "Deux"


def test_pictures_and_links_of_a_chapter() -> None:
    nav = f"<ol><li>{link(0, 'Un')}</li><li>{link(1, 'Deux')}</li></ol>"
    body = "<h1>Deux</h1><p>Le <a href='https://example.org'>pont</a>.</p><img src='../images/pont.png'/><p>Fin.</p>"
    chapter = read_chapter(sample.epub_book(["<p>x</p>", body], nav=nav), "a.epub", 2)

    assert [picture.data for picture in chapter.pictures] == [sample.PICTURE]
    assert [k.url for k in chapter.links] == ["https://example.org"]


def test_a_chapter_that_is_not_there_has_its_sentence() -> None:
    with pytest.raises(UnreadableInputError, match="has 3 chapters: there is no chapter 9"):
        read_chapter(sample.epub_book(CHAPTERS, nav=NAV), "livre.epub", 9)
    with pytest.raises(UnreadableInputError, match="no text"):
        read_chapter(sample.epub_book([]), "livre.epub", 0)


def test_the_whole_book_is_the_same_with_and_without_a_contents_list() -> None:
    assert (
        read(sample.epub_book(CHAPTERS, nav=NAV), "a.epub").id
        == read(sample.epub_book(CHAPTERS), "a.epub").id
    )


def test_all_words_of_the_book_are_in_its_chapters() -> None:
    book = sample.epub_book(CHAPTERS, nav=NAV)
    whole = read(book, "a.epub")
    paragraphs = [t for n in (1, 2, 3) for k, t in lines(read_chapter(book, "a.epub", n)) if k == "paragraph"]

    assert paragraphs == [t for k, t in lines(whole) if k == "paragraph"]
    assert BlockKind.TITLE in {block.kind for block in whole.blocks}


def test_contents_lists_made_to_do_harm() -> None:
    deep = "<ol><li>" * 300 + link(1, "x") + "</li></ol>" * 300
    many = "<ol>" + f"<li>{link(1, 'x' * 400)}</li>" * 20_000 + f"<li>{link(3, 'y')}</li></ol>"
    begun = time.process_time()
    for nav in (deep, many):
        chapter = read_chapter(sample.epub_book(CHAPTERS, nav=nav), "a.epub", 1)
        assert len(chapter.book.contents) <= 3_010
        assert max(entry.level for entry in chapter.book.contents) <= 5
        assert max(len(entry.title) for entry in chapter.book.contents) <= 200
    assert time.process_time() - begun < 8


def test_mutated_books_give_a_chapter_or_a_sentence() -> None:
    original, dice = sample.epub_book(CHAPTERS, nav=NAV, ncx=NCX), random.Random(7)
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        change = _repacked if dice.random() < 0.8 else _mutated
        chapter = None
        with contextlib.suppress(ReaderError):
            chapter = read_chapter(change(dice, original), "a.epub", dice.randrange(4))
        if chapter is None:
            continue
        assert 1 <= chapter.book.chapter <= chapter.book.chapters
        assert all(1 <= entry.chapter <= chapter.book.chapters for entry in chapter.book.contents)
