"""One article, the same text and the same blocks, whatever it came in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.core.records import Article, BlockKind
from reader.formats.html_page import from_fragment
from reader.formats.registry import choose_importer
from tests.formats import pdf_writer, sample

WRITERS: dict[str, Callable[[], bytes]] = {
    "article.txt": sample.plain,
    "article.html": sample.html,
    "old.htm": sample.html_in_old_encoding,
    "article.mhtml": sample.mhtml,
    "html.eml": sample.mail_html,
    "plain.eml": sample.mail_plain,
    "article.md": sample.markdown,
    "article.docx": sample.docx,
    "article.odt": sample.odt,
    "article.epub": sample.epub,
    "article.rtf": sample.rtf,
    "article.pdf": pdf_writer.article,
}


WITHOUT_LINKS = {"article.txt", "plain.eml", "article.rtf", "article.pdf"}


def opened(data: bytes, source: str) -> Article:
    return choose_importer(data[:4096], source).read(data, source)


def shown(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, article.text[b.span.start : b.span.end]) for b in article.blocks]


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_article_comes_out_of_every_format(name: str) -> None:
    article = opened(WRITERS[name](), name)

    assert shown(article) == sample.blocks()
    assert article.text == sample.TEXT
    assert article.metadata.title == sample.LINES[0][1]
    assert article.metadata.byline == sample.AUTHOR
    assert article.metadata.date == sample.DATE
    assert article.language == "fr"


@pytest.mark.parametrize("name", [name for name in WRITERS if name not in WITHOUT_LINKS])
def test_links_stand_at_the_same_words_in_every_format(name: str) -> None:
    article = opened(WRITERS[name](), name)

    assert [(article.text[k.span.start : k.span.end], k.url) for k in article.links] == sample.LINKS


@pytest.mark.parametrize("name", [name for name in WRITERS if name not in WITHOUT_LINKS])
def test_the_picture_stands_before_its_caption_in_every_format(name: str) -> None:
    article = opened(WRITERS[name](), name)
    caption = next(block for block in article.blocks if block.kind is BlockKind.CAPTION)

    (picture,) = article.pictures
    assert (picture.offset, picture.alt) == (caption.span.start, sample.ALT)
    if name.endswith(".md"):  # it lies beside the file: whoever opens it reads it
        assert (picture.file, picture.data) == ("pont.png", b"")
    else:
        assert (picture.media_type, picture.width, picture.height) == ("image/png", 320, 180)
        assert picture.data == sample.PICTURE


@pytest.mark.parametrize("name", [name for name in WRITERS if not name.endswith(".md")])
def test_content_tells_the_format_whatever_the_files_name(name: str) -> None:
    data = WRITERS[name]()

    assert opened(data, "sans-suffixe").text == sample.TEXT
    assert opened(data, "article.jpg").text == sample.TEXT


def test_html_from_the_clipboard() -> None:
    assert shown(from_fragment(sample.html_body())) == sample.blocks()


@pytest.mark.parametrize(("name", "paper", "url"), [
    ("article.html", sample.PAPER, "https://example.org/pont"),
    ("article.mhtml", sample.PAPER, "https://example.org/pont"),
    ("html.eml", sample.PAPER, None),
    ("article.epub", sample.PAPER, None),
])  # fmt: skip
def test_where_an_article_appeared(name: str, paper: str, url: str | None) -> None:
    metadata = opened(WRITERS[name](), name).metadata

    assert (metadata.publisher, metadata.url) == (paper, url)
