"""Word, OpenDocument, e-books, Markdown, mail and RTF beyond the sample: what each format does its own way."""

from __future__ import annotations

import pytest

from reader.core.errors import UnreadableInputError
from reader.core.records import Article
from reader.formats.registry import choose_importer
from tests.formats import sample


def opened(data: bytes, source: str) -> Article:
    return choose_importer(data[:4096], source).read(data, source)


def shown(data: bytes, source: str) -> list[tuple[str, str]]:
    article = opened(data, source)
    return [(b.kind.value, article.text[b.span.start : b.span.end]) for b in article.blocks]


def docx(*paragraphs: str) -> list[str]:
    rows = "".join(text if text.startswith("<w:tbl") else f"<w:p>{text}</w:p>" for text in paragraphs)
    return [text for _, text in shown(sample.docx_document(rows), "a.docx")]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_word_keeps_what_was_put_in_and_drops_what_was_struck_out() -> None:
    struck = "<w:del><w:r><w:delText>vieux </w:delText></w:r></w:del>"
    changed = f"{run('Le pont ')}<w:ins>{run('neuf ')}</w:ins>{struck}{run('ferme.')}"
    control = f"<w:sdt><w:sdtContent>{run('La préfète le dit.')}</w:sdtContent></w:sdt>"

    assert docx(changed, control) == ["Le pont neuf ferme.", "La préfète le dit."]


def test_word_breaks_tables_and_hidden_fields() -> None:
    cell = "<w:tc><w:p>{}</w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell.format(run('Nantes'))}{cell.format(run('6 m'))}</w:tr></w:tbl>"
    broken = f"{run('Le pont ferme.')}<w:r><w:br/></w:r>{run('Le préfet craint une crue.')}"

    assert docx(broken, table) == ["Le pont ferme.", "Le préfet craint une crue.", "Nantes", "6 m"]


def test_opendocument_notes_changes_and_blanks() -> None:
    body = (
        "<text:tracked-changes><text:p>Effacé.</text:p></text:tracked-changes>"
        "<text:p>Le<text:s/>pont<text:note><text:note-body><text:p>Une note.</text:p></text:note-body></text:note>"
        "<text:tab/>ferme<text:line-break/>enfin.</text:p>"
        '<text:p><draw:frame xmlns:draw="urn:x"><draw:text-box><text:p>Le pont, mardi. © AFP</text:p></draw:text-box>'
        "</draw:frame></text:p>"
    )
    assert shown(sample.odt_document(body), "a.odt") == [
        ("paragraph", "Le pont ferme enfin."),
        ("caption", "Le pont, mardi."),
        ("credit", "© AFP"),
    ]


def test_a_book_is_called_as_its_package_says_and_its_chapters_are_headings() -> None:
    book = sample.epub_book(
        ["<h1>Couverture</h1>", "<h1>Un</h1><p>Le pont ferme.</p>", "<h1>Deux</h1><p>Il rouvre.</p>"]
    )

    assert shown(book, "a.epub") == [
        ("title", sample.LINES[0][1]),
        ("heading", "Couverture"),
        ("heading", "Un"),
        ("paragraph", "Le pont ferme."),
        ("heading", "Deux"),
        ("paragraph", "Il rouvre."),
    ]
    assert opened(book, "a.epub").metadata.title == sample.LINES[0][1]


def test_a_locked_book_has_its_sentence() -> None:
    parts = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/encryption.xml", "x"),
        ("META-INF/rights.xml", "x"),
    ]
    with pytest.raises(UnreadableInputError, match="protected"):
        opened(sample.zipped(parts), "a.epub")


def test_a_letter_is_called_as_its_subject_says() -> None:
    letter = (
        b"MIME-Version: 1.0\nFrom: Ouest Matin <a@example.org>\nSubject: TR: Fwd: =?utf-8?q?Le_pont_ferm=C3=A9?=\n"
        b"Content-Type: text/html; charset=utf-8\n\n<h1>Ouest Matin</h1><p>Le pont a ferm\xc3\xa9 hier.</p>"
        b"<div class='footer'><p>Se d\xc3\xa9sabonner</p></div>"
    )
    assert shown(letter, "a.eml") == [
        ("title", "Le pont fermé"),
        ("heading", "Ouest Matin"),
        ("paragraph", "Le pont a fermé hier."),
    ]


def test_markdown_marks_are_no_text() -> None:
    text = "# Le pont\n\nUn *pont* **neuf**, [dit-il](https://example.org).\n\n> Il ferme.\n\n1. un\n2. deux\n\n`fin`."

    assert shown(text.encode(), "a.md") == [
        ("title", "Le pont"),
        ("paragraph", "Un pont neuf, dit-il."),
        ("paragraph", "Il ferme."),
        ("list_item", "1. un"),
        ("list_item", "2. deux"),
        ("paragraph", "fin."),
    ]


def test_rich_text_links_show_their_words_only() -> None:
    link = '{\\field{\\*\\fldinst{HYPERLINK "https://example.org"}}{\\fldrslt dit-elle}}'
    data = f"{{\\rtf1\\ansi Le pont ferme, {link}, et l\\'92\\'e9t\\'e9 finit.\\par}}".encode()

    assert opened(data, "a.rtf").text == "Le pont ferme, dit-elle, et l’été finit."


def test_letters_and_accents_kept_apart_become_one() -> None:
    assert opened("# L’e\u0301te\u0301".encode(), "a.md").text == "L’été"
