"""PDFs: the order of reading, broken words, running heads, and files that hold no text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from reader.core.errors import UnreadableInputError
from reader.core.records import Article
from reader.core.resources import resource_path
from reader.formats.hyphens import Joiner
from reader.formats.pdf import read
from tests.formats.pdf_writer import Sheet, pdf

LEFT = "La préfète de la région a ordonné mardi la fermeture du pont de Pirmil, une première depuis quarante ans."
RIGHT = "Les habitants du quartier attendent une réponse de la mairie avant la fin de la semaine, disent-ils."
LAST = "Une réunion publique est prévue jeudi soir dans la salle des fêtes de la commune voisine."


def shown(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, article.text[b.span.start : b.span.end]) for b in article.blocks]


def texts(data: bytes) -> list[str]:
    return [text for _, text in shown(read(data, "a.pdf"))]


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    sheet.flow("Le pont fermé par crainte d’une crue du fleuve", 60, 780, 60, size=16, bold=True)
    for text, x in ((LEFT, 60), (RIGHT, 320)):
        y = sheet.flow(text, x, 740, 36)
        sheet.flow(LAST, x, y - 8, 36)

    assert texts(pdf([sheet])) == ["Le pont fermé par crainte d’une crue du fleuve", LEFT, LAST, RIGHT, LAST]


def test_a_title_of_two_lines_over_closely_set_text_is_one() -> None:
    """Its lines stand further apart than those of the text below."""
    title = "Le pont fermé par crainte d’une crue du fleuve, la ville attend la décrue"
    sheet = Sheet()
    y = sheet.flow(title, 60, 780, 40, size=18, bold=True)
    text = " ".join([LEFT, RIGHT, LAST] * 3)
    sheet.flow(text, 60, y - 8, 72)

    assert texts(pdf([sheet])) == [title, text]


def test_columns_whose_lines_were_written_row_by_row() -> None:
    sheet = Sheet()
    rows = zip(LEFT.split(" "), RIGHT.split(" "), strict=False)
    for number, (left, right) in enumerate(rows):
        sheet.put(left, 60, 740 - 12 * number)
        sheet.put(right, 320, 740 - 12 * number)

    found = " ".join(texts(pdf([sheet])))
    assert LEFT[:60] in found
    assert RIGHT[:60] in found


def test_text_across_both_columns_parts_what_is_above_from_what_is_below() -> None:
    sheet = Sheet()
    for text, x in ((LEFT, 60), (RIGHT, 320)):
        sheet.flow(text, x, 760, 36)
    sheet.flow(LAST, 60, 680, 80)
    for text, x in ((LEFT, 60), (RIGHT, 320)):
        sheet.flow(text, x, 640, 36)

    assert texts(pdf([sheet])) == [LEFT, RIGHT, LAST, LEFT, RIGHT]


def test_three_columns() -> None:
    sheet = Sheet()
    for text, x in ((LEFT, 40), (RIGHT, 220), (LAST, 400)):
        sheet.flow(text, x, 740, 25, size=9)

    assert texts(pdf([sheet])) == [LEFT, RIGHT, LAST]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    sheets = [Sheet() for _ in range(4)]
    for number, sheet in enumerate(sheets, 1):
        sheet.put("OUEST MATIN – Mercredi 13 mars", 60, 815, 8)
        sheet.put(f"Page {number} sur 4", 280, 25, 8)
        sheet.flow(f"{number}. {LEFT}", 60, 700, 70)

    assert texts(pdf(sheets)) == [f"{number}. {LEFT}" for number in range(1, 5)]


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    first, second = Sheet(), Sheet()
    first.flow("La préfète de la région a ordonné mardi la", 60, 90, 40)
    second.flow("fermeture du pont de Pirmil, une première.", 60, 760, 40)

    assert texts(pdf([first, second])) == [
        "La préfète de la région a ordonné mardi la fermeture du pont de Pirmil, une première."
    ]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("la ferme-", "ture du pont"), "la fermeture du pont"),
        (("le porte-", "parole"), "le porte-parole"),
        (("la Loire-", "Atlantique"), "la Loire-Atlantique"),
        (("dit-", "elle hier"), "dit-elle hier"),
        (("celui-", "ci, dit"), "celui-ci, dit"),
        (("un avant-", "projet, cet avant-projet"), "un avant-projet, cet avant-projet"),
        (("une auto-", "route, une autoroute"), "une autoroute, une autoroute"),
        (("un micro-", "climat, ce micro-climat"), "un micro-climat, ce micro-climat"),
        (("de 1940-", "1945, dit-il"), "de 1940-1945, dit-il"),
        (("il part -", "enfin"), "il part - enfin"),
    ],
)
def test_words_broken_at_a_lines_end(lines: tuple[str, str], wanted: str) -> None:
    assert Joiner(lines)(lines) == wanted


def test_indents_open_paragraphs() -> None:
    sheet = Sheet()
    y = sheet.flow(LEFT, 60, 740, 60)
    sheet.put("Les habitants du quartier attendent une réponse de", 72, y)
    sheet.put("la mairie.", 60, y - 12.5)

    assert texts(pdf([sheet])) == [LEFT, "Les habitants du quartier attendent une réponse de la mairie."]


def test_only_pictures_is_a_sentence_that_names_the_way_out() -> None:
    with pytest.raises(UnreadableInputError, match=r"scan\.pdf.*OCR"):
        read(pdf([Sheet(), Sheet()]), "scan.pdf")


def test_names_of_programs_are_no_titles() -> None:
    sheet = Sheet()
    sheet.flow(LEFT, 60, 740, 60)

    metadata = read(
        pdf([sheet], "/Title (Microsoft Word - pont.docx) /Author (Jeanne Morvan)"), "a.pdf"
    ).metadata
    assert (metadata.title, metadata.byline) == (None, "Jeanne Morvan")


@pytest.fixture
def font(qapp: QGuiApplication) -> QFont:
    number = QFontDatabase.addApplicationFont(str(resource_path("fonts", "ReaderSans-Regular.ttf")))
    return QFont(QFontDatabase.applicationFontFamilies(number)[0], 10)


def test_a_printed_page_with_embedded_fonts(font: QFont, tmp_path: Path) -> None:
    path = tmp_path / "imprime.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document = QTextDocument()
    document.setDefaultFont(font)
    paragraphs = [LEFT, RIGHT, f"{LEFT} {LAST}"]
    document.setHtml("<h1>Le pont ferme</h1>" + "".join(f"<p>{text}</p>" for text in paragraphs))
    document.print_(writer)

    assert shown(read(path.read_bytes(), "imprime.pdf")) == [
        ("title", "Le pont ferme"),
        *(("paragraph", text) for text in paragraphs),
    ]


def test_two_printed_columns_with_embedded_fonts(font: QFont, tmp_path: Path) -> None:
    path = tmp_path / "colonnes.pdf"
    writer = QPdfWriter(str(path))
    writer.setResolution(72)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.setFont(font)
    for text, x in ((f"{LEFT} {LAST}", 50), (f"{RIGHT} {LAST}", 310)):
        painter.drawText(QRectF(x, 80, 220, 600), 0x1000 | 0x0008, text)  # wrapped and justified
    painter.end()

    assert texts(path.read_bytes()) == [f"{LEFT} {LAST}", f"{RIGHT} {LAST}"]


def test_a_large_first_letter_belongs_to_its_word() -> None:
    sheet = Sheet()
    sheet.put("L", 60, 722, 30)
    sheet.put("a préfète a ordonné mardi la", 80, 738)
    sheet.put("fermeture du pont de Pirmil.", 80, 726)
    sheet.flow(LAST, 60, 708, 40)

    assert texts(pdf([sheet]))[0].startswith("La préfète a ordonné mardi la fermeture")


def test_a_list_with_hanging_lines() -> None:
    sheet = Sheet()
    for number in range(3):
        sheet.put("•", 60, 740 - 40 * number, 13)
        sheet.put("une réunion publique est prévue jeudi soir dans la salle", 75, 740 - 40 * number)
        sheet.put("des fêtes de la commune", 75, 728 - 40 * number)

    assert (
        texts(pdf([sheet]))
        == ["• une réunion publique est prévue jeudi soir dans la salle des fêtes de la commune"] * 3
    )
