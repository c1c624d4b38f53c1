"""Files made to do harm, and files that are only broken: a sentence at worst, and soon."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile

import pytest

from reader.core.errors import ReaderError, UnreadableInputError
from reader.core.records import Article
from reader.formats.registry import choose_importer
from tests.formats import sample
from tests.formats.test_golden import WRITERS

_SECRET = "root:"
_WORD = "<w:p><w:r><w:t>Bonjour à tous.</w:t></w:r></w:p>"
_OUTSIDE = '<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/passwd">]>'
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(10))
    + "]>"
)


def opened(data: bytes, source: str) -> Article:
    return choose_importer(data[:4096], source).read(data, source)


def outcome(data: bytes, source: str) -> str:
    """The text, or the key of the sentence; anything else is a failure."""
    try:
        article = opened(data, source)
    except ReaderError as error:
        return error.key if error.sentence("fr") else ""
    position = 0
    for block in article.blocks:
        assert position <= block.span.start < block.span.end <= len(article.text)
        position = block.span.end
    position = 0
    for link in article.links:
        assert position <= link.span.start < link.span.end <= len(article.text)
        assert link.url.startswith(("http://", "https://", "mailto:"))
        position = link.span.end
    begins = {block.span.start for block in article.blocks} | {len(article.text)}
    for picture in article.pictures:
        assert picture.offset in begins
        assert (picture.data and min(picture.width, picture.height) >= 64) or picture.file
    return article.text


def odt_with(prologue: str, text: str) -> bytes:
    parts = [("mimetype", "application/vnd.oasis.opendocument.text")]
    frame = sample.odt_document(f"<text:p>{text}</text:p><text:p>Bonjour à tous.</text:p>")
    with zipfile.ZipFile(io.BytesIO(frame)) as archive:
        parts.append(("content.xml", prologue + archive.read("content.xml").decode()))
    return sample.zipped(parts)


def docx_with(prologue: str, text: str) -> bytes:
    frame = sample.docx_document(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>{_WORD}")
    with zipfile.ZipFile(io.BytesIO(frame)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return sample.zipped(
        (
            name,
            content.replace(b"?>\n", b"?>\n" + prologue.encode(), 1)
            if name == "word/document.xml"
            else content,
        )
        for name, content in parts
    )


@pytest.mark.parametrize("prologue", [_OUTSIDE, _LAUGHS])
def test_entities_of_a_documents_own_reach_nothing(prologue: str) -> None:
    name = "&out;" if prologue is _OUTSIDE else "&a10;"

    assert outcome(docx_with(prologue, name), "a.docx") == "file_damaged"
    assert outcome(odt_with(prologue, name), "a.odt") in ("Bonjour à tous.", "file_too_nested")
    page = f"{prologue}<html><body><p>{name} Bonjour à tous.</p></body></html>"
    for source in ("a.html", "a.epub"):
        found = outcome(sample.epub_book([page]) if source == "a.epub" else page.encode(), source)
        assert _SECRET not in found
        assert "hahaha" not in found
        assert "Bonjour à tous." in found


@pytest.mark.parametrize("source", ["bomb.docx", "bomb.odt", "bomb.epub"])
def test_a_bomb_is_not_unpacked(source: str) -> None:
    filling = " " * 60_000_000
    if source == "bomb.docx":
        data = sample.docx_document(_WORD + filling)
    elif source == "bomb.odt":
        data = sample.odt_document(f"<text:p>Bonjour</text:p>{filling}")
    else:
        data = sample.epub_book([f"<p>Bonjour</p>{filling}"])
    tracemalloc.start()
    try:
        assert outcome(data, source) == "file_too_complex"
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()


def test_many_chapters_that_are_small_bombs_together() -> None:
    assert (
        outcome(sample.epub_book(["<p>Bonjour</p>" + " " * 30_000_000] * 5), "a.epub") == "file_too_complex"
    )


@pytest.mark.parametrize(
    "reference", ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "%2e%2e/%2e%2e/etc/passwd"]
)
def test_an_e_book_reads_nothing_outside_itself(reference: str) -> None:
    book = sample.epub_book(["<p>Bonjour à tous.</p>", "<p>Autre chapitre.</p>"])
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    changed = [(n, part.replace(b"texte/chapitre-1.xhtml", reference.encode())) for n, part in parts]

    assert outcome(sample.zipped(changed), "a.epub") == f"{sample.LINES[0][1]}\n\nBonjour à tous."


@pytest.mark.parametrize(
    ("source", "data", "wanted"),
    [
        ("a.html", b"<html><body>" + b"<div>" * 10_000 + b"<p>Bonjour", "file_too_nested"),
        ("a.html", b"<html><body>" + b"<b><i>" * 900 + b"Bonjour", "Bonjour"),
        ("a.md", b">" * 10_000 + b" Bonjour", None),
        ("a.md", b"- " * 10_000 + b"Bonjour", None),
        ("a.rtf", b"{\\rtf1 " + b"{" * 10_000 + b"Bonjour", "Bonjour"),
        (
            "a.odt",
            sample.odt_document("<text:section>" * 10_000 + "<text:p>Bonjour</text:p>"),
            "file_too_nested",
        ),
        ("a.docx", sample.docx_document("<w:sdt><w:sdtContent>" * 5_000 + _WORD), "file_damaged"),
        (
            "a.epub",
            sample.epub_book(["<div>" * 10_000 + "<p>Bonjour", "<p>Autre chapitre.</p>"]),
            f"{sample.LINES[0][1]}\n\nAutre chapitre.",
        ),
        (
            "a.eml",
            b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n"
            + b"".join(
                b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(10_000)
            ),
            "file_damaged",
        ),
    ],
)
def test_ten_thousand_nested_parts(source: str, data: bytes, wanted: str | None) -> None:
    found = outcome(data, source)

    assert found == wanted if wanted is not None else found


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_cut_short_gives_its_beginning_or_a_sentence(name: str) -> None:
    data = WRITERS[name]()

    for part in range(1, 20):
        outcome(data[: len(data) * part // 20], name)


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub", "pdf", "rtf", "eml", "mhtml", "html", "md", "xyz"])
def test_bytes_that_are_nothing_have_a_sentence(suffix: str) -> None:
    noise = b"\x00\x01" + random.Random(1).randbytes(3_000)

    with pytest.raises(UnreadableInputError, match=rf"a\.{suffix}"):
        opened(noise, f"a.{suffix}")


def test_archives_that_hold_no_document() -> None:
    assert (
        outcome(sample.zipped([("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "")]), "a.xlsx")
        == "file_no_document"
    )
    assert (
        outcome(sample.zipped([("mimetype", "application/epub+zip"), ("a", "")]), "a.epub")
        == "file_no_document"
    )
    assert outcome(sample.zipped([("a.txt", "Bonjour")]), "a.zip") == "file_binary"


def test_text_under_a_wrong_suffix_is_text() -> None:
    assert opened(b"Le pont ferme.", "article.pdf").text == "Le pont ferme."
    assert opened(sample.html(), "article.docx").text == sample.TEXT
