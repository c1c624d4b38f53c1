"""Text in a few lines: broken between words, cut with room for an ellipsis, with words that stand out."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from reader.core.records import Span
from reader.ui.fonts import interface_font, load_fonts
from reader.ui.library.lines import line_spans, paint_line, whole_names
from reader.ui.panel.colours import TypeColours

WHOLE = Span(0, 7)
TEXT = "Le port de Brest ferme ses portes aux bateaux de pêche"


@pytest.fixture
def font(qapp):
    load_fonts()
    return interface_font(10)


def lines(text, font, width, most=9):
    return [text[span.start : span.end] for span in line_spans(text, font, width, most)]


def test_lines_hold_whole_words_and_lose_none(font):
    found = lines(TEXT, font, 120)
    assert "".join(found) == TEXT
    assert len(found) > 2
    metrics = QFontMetricsF(font)
    assert all(metrics.horizontalAdvance(line.rstrip()) <= 120 for line in found)
    assert all(line.endswith(" ") for line in found[:-1])


def test_the_last_line_leaves_room_for_an_ellipsis(font):
    found = lines(TEXT, font, 120, most=2)
    assert len(found) == 2
    assert TEXT.startswith("".join(found))
    assert QFontMetricsF(font).horizontalAdvance(found[1] + "…") <= 120
    for width in range(100, 180, 3):
        end = len("".join(lines(TEXT, font, width, most=2)))
        assert end == len(TEXT) or not TEXT[end].isalnum()


def test_a_sign_after_a_blank_begins_no_line(font):
    text = "Qui le dit vraiment ici ? Personne"
    for width in range(40, 240, 3):
        assert not any(line.startswith("?") for line in lines(text, font, width))


def test_a_word_wider_than_a_line_is_broken(font):
    found = lines("anticonstitutionnellement", font, 60)
    assert "".join(found) == "anticonstitutionnellement"
    assert len(found) > 1


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_has_no_lines(font, text):
    assert lines(text, font, 100) == []


def painted(font, hits, line=WHOLE):
    image = QImage(200, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(font)
    found = TypeColours(QColor("black"), QColor("yellow"))
    paint_line(painter, QPointF(4, 20), "Le port", line, True, hits, QColor("black"), found)
    painter.end()
    return image


def test_what_was_found_has_a_ground_and_a_rule_below(font):
    plain, marked = painted(font, []), painted(font, [Span(3, 7)])
    left = round(4 + QFontMetricsF(font).horizontalAdvance("Le "))
    assert plain.copy(0, 0, left - 2, 30) == marked.copy(0, 0, left - 2, 30)
    middle = left + 8
    column = [marked.pixelColor(middle, y).name() for y in range(30)]
    assert "#ffff00" in column
    below = max(y for y, colour in enumerate(column) if colour != "#ffffff")
    assert marked.pixelColor(middle, below) != QColor("yellow")


def test_a_hit_outside_the_line_changes_nothing(font):
    assert painted(font, [Span(4, 7)], Span(0, 3)) == painted(font, [], Span(0, 3))


def test_names_that_have_no_room_are_left_out_as_a_whole(font):
    names = ("Vladimir Poutine", "Xi Jinping", "Kim Jong Un")
    metrics = QFontMetricsF(font)
    assert whole_names(names, metrics, 1_000) == " · ".join(names)
    room = metrics.horizontalAdvance("Vladimir Poutine · Xi Jinping · …") + 1
    assert whole_names(names, metrics, room) == "Vladimir Poutine · Xi Jinping · …"
    assert whole_names(names, metrics, room - 10) == "Vladimir Poutine · …"
    assert whole_names(names, metrics, 60).startswith("Vla")
    assert whole_names((), metrics, 60) == ""
