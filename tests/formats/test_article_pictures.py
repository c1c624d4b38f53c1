"""Pictures: which are kept, where they stand, and that the text is the same with and without them."""

from __future__ import annotations

import base64
import re
import struct
import time
import zlib

import pytest

from reader.core.records import Article
from reader.formats import pictures
from reader.formats.html_page import from_fragment, from_page
from reader.formats.pictures import PictureReference, PictureShelf, data_of, fitting
from reader.formats.registry import choose_importer
from tests.formats import sample

IMAGE = f"<img src='{sample.INSIDE}' alt='Un pont'>"
TEXT = "Le pont de Pirmil a fermé hier soir, et la préfète craint une crue de la Loire. " * 3


def opened(data: bytes, source: str) -> Article:
    return choose_importer(data[:4096], source).read(data, source)


def places(article: Article) -> list[str]:
    """The words that each picture stands before."""
    return [article.text[picture.offset :].partition("\n")[0] for picture in article.pictures]


def image(width: int, height: int) -> str:
    return "data:image/png;base64," + base64.b64encode(sample.png(width, height)).decode()


def bomb(width: int, height: int) -> bytes:
    """The header of a picture that would need gigabytes, and hardly anything behind it."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def test_a_picture_stands_where_the_page_has_it() -> None:
    article = from_fragment(
        f"<h1>Le pont</h1><p>{IMAGE}</p><p>Un.</p><p>Deux {IMAGE} deux.</p><p>{IMAGE} Trois.</p>"
        f"<ul><li>Quatre {IMAGE}</li></ul>{IMAGE}"
    )

    assert article.text == "Le pont\n\nUn.\n\nDeux deux.\n\nTrois.\n\n• Quatre"
    assert places(article) == ["Un.", "Trois.", ""]


def test_the_text_is_the_same_without_pictures() -> None:
    page = sample.html_page()
    bare = re.sub(r"<img[^>]*>", "", page)

    with_pictures, without = from_page(page, "a.html"), from_page(bare, "a.html")
    assert (with_pictures.id, with_pictures.blocks) == (without.id, without.blocks)
    assert (len(with_pictures.pictures), len(without.pictures)) == (1, 0)


@pytest.mark.parametrize(
    "markup",
    [
        f"<img src='{image(63, 400)}'>",
        f"<img src='{image(400, 63)}'>",
        f"<img width=1 height=1 src='{sample.INSIDE}'>",
        f"<img class='site-logo' src='{sample.INSIDE}'>",
        f"<span class=avatar><img class='author-avatar' src='{sample.INSIDE}'></span>",
        f"<div class=byline>Par Anne Morel {IMAGE}</div>",
        f"<div style='display: none'>{IMAGE}</div>",
        f"<a href='/autre-article.html'>{IMAGE}</a>",
        "<img src='data:image/svg+xml,%3Csvg/%3E'>",
        "<img src='data:text/html;base64,PGI+'>",
        "<img src='data:image/png;base64,@@@'>",
        "<img src='https://example.org/pont.png'>",
        "<img src='//example.org/pont.png'>",
        "<img src='file:///etc/pont.png'>",
        "<img src='/etc/pont.png'>",
        "<img src='C:\\pont.png'>",
        "<img>",
        f'<iframe srcdoc="{IMAGE.replace(chr(34), "")}"></iframe><object>{IMAGE}</object>',
    ],
)
def test_what_is_no_picture_of_the_article(markup: str) -> None:
    page = f"<html><body><article><p>{TEXT}</p>{markup}<p>{TEXT}</p></article></body></html>"

    assert from_page(page, "a.html").pictures == ()


@pytest.mark.parametrize(
    "markup",
    [
        f"<a href='pont-grand.JPG?w=2000'>{IMAGE}</a>",
        f"<a href='/page'><figure>{IMAGE}<figcaption>Le pont</figcaption></figure></a>",
        f"<figure><a href='/page'>{IMAGE}</a><figcaption>Le pont</figcaption></figure>",
        f"<img src='{image(1, 1)}' data-src='{sample.INSIDE}'>",
        f"<picture><source srcset='{sample.INSIDE} 2x, b.webp 1x'><img src='https://example.org/a.png'></picture>",
        f"{IMAGE}{IMAGE}",
    ],
)
def test_what_is_one(markup: str) -> None:
    page = f"<html><body><article><p>{TEXT}</p>{markup}<p>{TEXT}</p></article></body></html>"

    assert len(from_page(page, "a.html").pictures) == 1


def test_a_picture_above_the_text_is_kept_and_those_of_the_furniture_are_not() -> None:
    page = (
        f"<html><body><header class=site>{IMAGE}</header><h1>Le pont ferme</h1><div class=lead>{IMAGE}</div>"
        f"<div class=story><p>{TEXT}</p><p>{TEXT}</p></div><aside>{IMAGE}</aside><footer>{IMAGE}</footer></body></html>"
    )
    assert len(from_page(page, "a.html").pictures) == 1


def test_files_beside_the_page_are_named_for_whoever_opens_it() -> None:
    page = f"<p>{TEXT}</p><img src='page_files/pont%20neuf.png?x=1#y'><img src='../autre.png'><p>{TEXT}</p>"
    article = from_page(page, "a.html")

    assert [picture.file for picture in article.pictures] == ["page_files/pont neuf.png", "../autre.png"]
    assert not any(picture.data for picture in article.pictures)
    assert from_fragment(page).pictures == ()


def test_limits_of_number_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = PictureShelf(lambda _: sample.PICTURE)
    kept = [shelf.picture(PictureReference(("a",)), 0) for _ in range(300)]
    assert sum(picture is not None for picture in kept) == pictures.MAX_PICTURES

    monkeypatch.setattr(pictures, "MAX_ALL_BYTES", 2 * len(sample.PICTURE) + 1)
    shelf = PictureShelf(lambda _: sample.PICTURE)
    assert [shelf.picture(PictureReference(("a",)), 0) is not None for _ in range(4)] == [
        True,
        True,
        False,
        False,
    ]

    monkeypatch.setattr(pictures, "MAX_BYTES", len(sample.PICTURE) - 1)
    assert fitting(sample.PICTURE) is None


@pytest.mark.parametrize("size", [(60_000, 600), (30_000, 30_000), (0x7FFFFFFF, 0x7FFFFFFF), (10_000, 5_000)])
def test_a_picture_that_would_fill_the_memory_is_refused_by_its_header(size: tuple[int, int]) -> None:
    assert fitting(bomb(*size)) is None
    assert fitting(bomb(6_000, 4_000)) is not None


def test_a_page_of_references_takes_no_longer_than_its_length() -> None:
    begun = time.process_time()
    article = from_page(
        "<p>" + TEXT + "</p>" + "<img src='a.png' srcset='b.png 1x, c.png 2x'>" * 10_000, "a.html"
    )

    assert len(article.pictures) <= pictures.MAX_PICTURES
    assert time.process_time() - begun < 6


@pytest.mark.parametrize(
    ("reference", "wanted"),
    [
        ("data:image/png;base64,aGk=", b"hi"),
        ("DATA:image/png;charset=x;base64,aG\nk%3D", b"hi"),
        ("data:image/svg+xml,%3Csvg%2F%3E", b"<svg/>"),
        ("data:image/png;base64,a", None),
        ("data:text/plain,hi", None),
        ("a.png", None),
    ],
)
def test_bytes_inside_an_address(reference: str, wanted: bytes | None) -> None:
    assert data_of(reference) == wanted


def test_the_cover_of_a_book_is_drawn_into_a_frame() -> None:
    cover = (
        "<div><svg viewBox='0 0 1 1'><image width='600' xlink:href='../images/pont.png'></image></svg></div>"
    )
    book = sample.epub_book([cover, "<h1>Un</h1><p>Le pont ferme.</p>"])
    labelled = sample.epub_book([cover.replace("<image", "<title>Un pont</title><image"), "<p>Fin.</p>"])

    assert [picture.data for picture in opened(book, "a.epub").pictures] == [sample.PICTURE]
    assert opened(labelled, "a.epub").text.endswith("\n\nFin.")


def test_a_book_shows_only_what_is_inside_it() -> None:
    chapters = [
        f"<p>Un.</p><img src='{reference}'/><p>Deux.</p>"
        for reference in (
            "../../../../etc/pont.png",
            "https://example.org/pont.png",
            "../images/autre.png",
            "../livre.opf",
        )
    ]
    assert opened(sample.epub_book(chapters), "a.epub").pictures == ()


def test_word_pictures_that_are_linked_missing_or_no_pictures() -> None:
    linked = sample.WORD_PICTURE.replace('r:embed="image1"', 'r:link="image1"')
    drawing = sample.WORD_PICTURE.replace('r:embed="image1"', 'r:embed="r1"')
    text = "<w:p><w:r><w:t>Le pont ferme.</w:t></w:r></w:p>"

    whole = sample.docx_document(sample.WORD_PICTURE + text)
    missing = whole.replace(b"media/pont.png", b"media/autr.png")
    assert len(opened(whole, "a.docx").pictures) == 1
    for data in (sample.docx_document(linked + text), sample.docx_document(drawing + text), missing):
        article = opened(data, "a.docx")
        assert (article.text, article.pictures) == ("Le pont ferme.", ())


def test_opendocument_pictures_outside_the_text() -> None:
    note = f"<office:annotation>{sample.ODF_PICTURE}</office:annotation>"
    outside = sample.ODF_PICTURE.replace("Pictures/", "../../etc/")
    article = opened(sample.odt_document(f"<text:p>Le pont{note} ferme.</text:p>{outside}"), "a.odt")

    assert (article.text, article.pictures) == ("Le pont ferme.", ())
