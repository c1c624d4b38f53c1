"""Each importer on long hostile lines: twice as much takes about twice as long, whatever the line is made of."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest

from reader.formats.hyphens import Joiner
from reader.formats.plain_text import from_text
from reader.formats.registry import IMPORTERS
from tests.formats import sample
from tests.formats.pdf_writer import Sheet, pdf
from tests.formats.test_hostile import outcome
from tests.growth import ATTACKS, DISTINCT, attack, growth_fault

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LETTER = "MIME-Version: 1.0\n"


def _in_xml(text: str) -> str:
    return escape(_NO_XML.sub("", text))


def _field(text: str) -> str:
    """``text`` as the value of a field at the head of a message, on as many lines as it has."""
    return "\n ".join(line for line in text.splitlines() if line.strip())


def _page(text: str) -> str:
    value = html.escape(text)
    return (
        f'<html lang="{value}"><head><title>{value}</title><meta name=date content="{value}"><meta name=author'
        f' content="{value}"><script type="application/ld+json">{text}</script></head><body><p class="{value}">a'
        f'<a href="{value}">b</a><img src="{value}" srcset="{value}" alt="{value}"></p></body></html>'
    )


def _sheet(text: str) -> Sheet:
    sheet = Sheet()
    for number, line in enumerate(text.replace("\x01", "").split("\n")[:4_000]):
        sheet.put(line[:200], 50 + number % 7, 800 - number % 700, 10 if number % 3 else 24)
    return sheet


WRITERS: dict[str, Callable[[str], bytes]] = {
    "a.txt": lambda text: text.encode(),
    "titled.txt": lambda text: f"Titre\n\nLe pont - {text} ferme.".encode(),
    "a.md": lambda text: f"---\nauthor: {text[:200]}\n---\n# Titre\n\n{text}".encode(),
    "a.html": lambda text: f"<html><body><article><h1>T</h1><p>{text}</p></article></body></html>".encode(),
    "escaped.html": lambda text: f"<html><body><p>{html.escape(text)}</p></body></html>".encode(),
    "head.html": lambda text: _page(text).encode(),
    "a.eml": lambda text: f"{_LETTER}Subject: x\n\n{text}".encode(),
    "head.eml": lambda text: (
        "".join(
            f"{key}: {_field(text)}\n" for key in ("MIME-Version", "Subject", "From", "Date", "Content-Type")
        ).encode()
        + b"\nBonjour"
    ),
    "parts.eml": lambda text: f"{_LETTER}Content-Type: multipart/mixed; boundary=b\n\n{text}".encode(),
    "a.mhtml": lambda text: (
        f"{_LETTER}Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>{text}</p>\n--b--"
    ).encode(),
    "a.rtf": lambda text: f"{{\\rtf1 {text}}}".encode(),
    "a.odt": lambda text: sample.odt_document(f"<text:p>{_in_xml(text)}</text:p>"),
    "a.docx": lambda text: sample.docx_document(f"<w:p><w:r><w:t>{_in_xml(text)}</w:t></w:r></w:p>"),
    "a.epub": lambda text: sample.epub_book([f"<p>{_in_xml(text)}</p>"]),
    "a.pdf": lambda text: pdf([_sheet(text)]),
}
_COSTLY = {"a.docx": 8_000, "a.epub": 16_000, "a.rtf": 16_000, "a.md": 16_000, "a.pdf": 16_000}
"""Formats whose foreign readers take long for each character."""


def test_every_importer_is_tried() -> None:
    tried = {f".{name.rpartition('.')[2]}" for name in WRITERS}

    assert all(not tried.isdisjoint(importer.suffixes) for importer in IMPORTERS)


@pytest.mark.parametrize("source", WRITERS)
@pytest.mark.parametrize("name", [*ATTACKS, *DISTINCT])
def test_time_grows_with_the_file(source: str, name: str) -> None:
    write = WRITERS[source]
    most = _COSTLY.get(source, 32_000)

    assert not growth_fault(lambda n: write(attack(name, n)), lambda data: outcome(data, source), 2_000, most)


@pytest.mark.parametrize("name", ["list", "blank_lines", "short_lines", "dates", "credits"])
def test_many_lines_before_the_text(name: str) -> None:
    def text(length: int) -> str:
        return attack(name, length) + "\n" + "Le pont ferme\n" * (length // 14)

    assert not growth_fault(text, from_text, 4_000, 256_000)


def test_many_lines_of_one_paragraph_of_a_pdf() -> None:
    def joined(length: int) -> str:
        lines = ["abcdefg" * 10 + "-"] * (length // 70)
        return Joiner(lines)(lines)

    assert not growth_fault(lambda length: length, joined, 4_000, 1_000_000)
