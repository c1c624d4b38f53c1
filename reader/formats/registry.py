"""The importers, one row each, and the choice among them. A format's module is loaded with its first file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from reader.core.records import Article
from reader.formats import plain_text, recognise


def _read_page(data: bytes, source: str) -> Article:
    from reader.formats import html_page

    return html_page.read(data, source)


def _read_mhtml(data: bytes, source: str) -> Article:
    from reader.formats import mail

    return mail.read_mhtml(data, source)


def _read_mail(data: bytes, source: str) -> Article:
    from reader.formats import mail

    return mail.read_mail(data, source)


def _read_markdown(data: bytes, source: str) -> Article:
    from reader.formats import markdown

    return markdown.read(data, source)


def _read_pdf(data: bytes, source: str) -> Article:
    from reader.formats import pdf

    return pdf.read(data, source)


def _read_epub(data: bytes, source: str) -> Article:
    from reader.formats import epub

    return epub.read(data, source)


def _read_chapter(data: bytes, source: str, number: int) -> Article:
    from reader.formats import epub

    return epub.read_chapter(data, source, number)


def _read_docx(data: bytes, source: str) -> Article:
    from reader.formats import docx

    return docx.read(data, source)


def _read_odt(data: bytes, source: str) -> Article:
    from reader.formats import odt

    return odt.read(data, source)


def _read_rtf(data: bytes, source: str) -> Article:
    from reader.formats import rtf

    return rtf.read(data, source)


@dataclass(frozen=True, slots=True)
class Importer:
    """One format that can be opened. ``read`` takes the bytes and the source's name.

    ``matches`` knows the format by a file's first bytes; ``None`` where only the suffix can tell.
    ``textual`` formats are text that a person could have typed; ``trusted`` ones are parsed by nothing
    but our own few lines, so that they need no process of their own. ``read_chapter`` gives one chapter of
    a book, counted from 1, and for 0 the first that a reader would read.
    """

    name: str
    suffixes: tuple[str, ...]
    mime_types: tuple[str, ...]
    max_bytes: int
    read: Callable[[bytes, str], Article]
    matches: Callable[[bytes], bool] | None = None
    textual: bool = False
    trusted: bool = False
    read_chapter: Callable[[bytes, str, int], Article] | None = None


PLAIN_TEXT = Importer(
    name="Plain text",
    suffixes=(".txt", ".text"),
    mime_types=("text/plain",),
    max_bytes=plain_text.MAX_BYTES,
    read=plain_text.read,
    textual=True,
    trusted=True,
)

IMPORTERS: tuple[Importer, ...] = (
    PLAIN_TEXT,
    Importer(
        name="Web page",
        suffixes=(".html", ".htm", ".xhtml"),
        mime_types=("text/html", "application/xhtml+xml"),
        max_bytes=60_000_000,
        read=_read_page,
        matches=recognise.is_page,
        textual=True,
    ),
    Importer(
        name="Web page in one file",
        suffixes=(".mhtml", ".mht"),
        mime_types=("application/x-mimearchive",),
        max_bytes=60_000_000,
        read=_read_mhtml,
        matches=recognise.is_mhtml,
        textual=True,
    ),
    Importer(
        name="Letter",
        suffixes=(".eml",),
        mime_types=("message/rfc822",),
        max_bytes=60_000_000,
        read=_read_mail,
        matches=recognise.is_mail,
        textual=True,
    ),
    Importer(
        name="Markdown",
        suffixes=(".md", ".markdown"),
        mime_types=("text/markdown",),
        max_bytes=5_000_000,
        read=_read_markdown,
        textual=True,
    ),
    Importer(
        name="PDF",
        suffixes=(".pdf",),
        mime_types=("application/pdf",),
        max_bytes=200_000_000,
        read=_read_pdf,
        matches=recognise.is_pdf,
    ),
    Importer(
        name="E-book",
        suffixes=(".epub",),
        mime_types=("application/epub+zip",),
        max_bytes=150_000_000,
        read=_read_epub,
        matches=recognise.is_epub,
        read_chapter=_read_chapter,
    ),
    Importer(
        name="Word document",
        suffixes=(".docx",),
        mime_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        max_bytes=60_000_000,
        read=_read_docx,
        matches=recognise.is_docx,
    ),
    Importer(
        name="OpenDocument text",
        suffixes=(".odt",),
        mime_types=("application/vnd.oasis.opendocument.text",),
        max_bytes=60_000_000,
        read=_read_odt,
        matches=recognise.is_odt,
    ),
    Importer(
        name="Rich text",
        suffixes=(".rtf",),
        mime_types=("application/rtf", "text/rtf"),
        max_bytes=10_000_000,
        read=_read_rtf,
        matches=recognise.is_rtf,
    ),
)


def choose_importer(head: bytes, source: str) -> Importer:
    """The importer for a file: by its first bytes, then by its suffix, at last plain text.

    Text under the suffix of a packed format is read as text, packed bytes as what the suffix says.
    """
    head = head[: recognise.HEAD]
    suffix = PurePath(source).suffix.lower()
    fitting = [importer for importer in IMPORTERS if importer.matches is not None and importer.matches(head)]
    for importer in fitting:
        if suffix in importer.suffixes:
            return importer
    if fitting:
        return fitting[0]
    named = next((importer for importer in IMPORTERS if suffix in importer.suffixes), PLAIN_TEXT)
    return named if named.textual or b"\x00" in head or not head else PLAIN_TEXT
