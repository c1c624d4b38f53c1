"""Pictures on the page: in room of their own, never in the text, decoded elsewhere, and nothing jumps."""

import struct
import zlib
from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPoint, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from reader.core.records import Article, Block, BlockKind, Metadata, Picture, Span
from reader.formats.image_header import image_header
from reader.ui.entity_types import load_entity_types
from reader.ui.jobs import JobRunner
from reader.ui.page import ArticleView, ReadingStyle, picture_layer
from reader.ui.picture_loader import PictureLoader, decoded
from reader.ui.theme import load_themes
from tests.formats import sample

THEMES = load_themes()
PARAGRAPH = "Le pont de Pirmil a fermé hier soir, et la préfète craint une crue de la Loire 🌧. " * 4


def encoded(image, form):
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form)
    return bytes(data.data())


def picture(width=800, height=450, colour="#2a6fb0", form="PNG", offset=0, alt=""):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    data = encoded(image, form)
    header = image_header(data)
    return Picture(offset, header.media_type, alt, header.width, header.height, data)


def article(pictures, kinds=(BlockKind.TITLE, *[BlockKind.PARAGRAPH] * 5)):
    blocks, at = [], 0
    for kind in kinds:
        blocks.append(Block(kind, Span(at, at + len(PARAGRAPH))))
        at += len(PARAGRAPH) + 2
    text = "\n\n".join(PARAGRAPH for _ in kinds)
    placed = [
        replace(each, offset=min(number * (len(PARAGRAPH) + 2), len(text))) for number, each in pictures
    ]
    return Article("pictured", text, tuple(blocks), metadata=Metadata(title="t"), pictures=tuple(placed))


@pytest.fixture
def view(qtbot):
    view = ArticleView(THEMES["light"], load_entity_types())
    qtbot.addWidget(view)
    view.resize(800, 600)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.fixture
def jobs(view):
    jobs = JobRunner(view)
    PictureLoader(view.pictures, jobs, view)
    yield jobs
    jobs.close()


def boxes(view):
    everything = QRectF(0, -1e6, 1e6, 1e7)
    return dict(view.filler.filling.pictures.boxes(everything, 0))


def block_tops(view):
    layout, block, tops = view.document().documentLayout(), view.document().firstBlock(), []
    while block.isValid():
        tops.append(layout.blockBoundingRect(block))
        block = block.next()
    return tops


def test_the_text_knows_nothing_of_pictures(view):
    pictured = article([(1, picture()), (3, picture()), (9, picture())])
    view.set_article(replace(pictured, pictures=()))
    bare = view.toPlainText()
    view.set_article(pictured)

    assert view.toPlainText() == bare
    assert "\ufffc" not in view.toPlainText()
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == pictured.text
    for span in (Span(0, 5), Span(len(pictured.text) - 5, len(pictured.text))):
        position = view.filler.text_map.to_position(span.start)
        assert view.filler.text_map.to_offset(position) == span.start


def test_each_stands_between_its_blocks_and_over_none(view):
    view.set_article(article([(0, picture()), (3, picture()), (3, picture(300, 200)), (9, picture())]))
    tops, found = block_tops(view), boxes(view)

    assert sorted(found) == [0, 1, 2, 3]
    everything = [*tops, *found.values()]
    for number, box in enumerate(everything):
        assert not any(box.intersects(other) for other in everything[number + 1 :])
    assert (
        tops[1].bottom() < found[0].top() < found[0].bottom() < tops[2].top()
    )  # title and line about it first
    assert tops[3].bottom() < found[1].top() < found[2].top() < tops[4].top()
    assert tops[-1].bottom() < found[3].top()
    assert found[3].bottom() < view.document().size().height()


@pytest.mark.parametrize(
    ("width", "height"), [(4_000, 2_000), (500, 3_000), (100, 80), (3_000, 70), (64, 64)]
)
def test_no_wider_than_the_column_nor_much_larger_than_it_is(view, width, height):
    view.set_article(article([(1, picture(width, height))]))
    box = boxes(view)[0]
    column = view.filler.filling.pictures.column

    assert box.width() <= column + 1
    assert box.height() <= column * 1.15 + 1
    assert box.width() <= 1.5 * width + 1
    assert abs(box.width() / box.height() - width / height) < 0.05 * width / height
    assert box.width() == pytest.approx(column, abs=1) or box.height() >= column or box.width() == 1.5 * width


def test_a_place_is_kept_free_and_filled_without_a_jump(view, jobs, qtbot):
    with qtbot.waitSignal(view.pictures.changed, timeout=5_000):
        view.set_article(article([(1, picture(colour="#2a6fb0"))]))
        before = block_tops(view)
        box = boxes(view)[0].toAlignedRect()
        empty = view.viewport().grab(box).toImage()
    full = view.viewport().grab(box).toImage()

    assert empty.pixelColor(50, 50) == THEMES["light"].hover
    assert full.pixelColor(50, 50) == QColor("#2a6fb0")
    assert block_tops(view) == before


def test_decoded_for_the_pixels_of_the_screen(view, monkeypatch, qtbot):
    monkeypatch.setattr(type(view), "devicePixelRatioF", lambda _: 2.0)
    with qtbot.waitSignal(view.pictures.wanted, timeout=5_000) as told:
        view.set_article(article([(1, picture())]))
    box = boxes(view)[0]

    assert (told.args[0].width, told.args[0].height) == (2 * box.width(), 2 * box.height())


def test_only_what_comes_into_view_is_decoded_and_each_once(view, qtbot):
    wanted = []
    view.pictures.wanted.connect(wanted.append)
    kinds = (BlockKind.TITLE, *[BlockKind.PARAGRAPH] * 40)
    view.set_article(article([(n, picture()) for n in range(1, 40)], kinds))
    qtbot.waitUntil(lambda: bool(wanted))
    qtbot.wait(50)

    assert 0 < len(wanted) < 8
    assert len({request.key for request in wanted}) == len(wanted)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: ("pictured", 38) in {request.key for request in wanted})
    assert len(wanted) < 20


def test_a_bounded_number_is_kept(view, jobs, qtbot, monkeypatch):
    monkeypatch.setattr(picture_layer, "MAX_KEPT_BYTES", 4_000_000)
    kinds = (BlockKind.TITLE, *[BlockKind.PARAGRAPH] * 12)
    view.set_article(article([(n, picture()) for n in range(1, 12)], kinds))
    for value in range(0, view.verticalScrollBar().maximum(), 300):
        view.verticalScrollBar().setValue(value)
        qtbot.wait(20)
    qtbot.waitUntil(lambda: not jobs.busy)

    kept = view.pictures._images
    assert len(kept) < 11
    assert sum(image.sizeInBytes() for image in kept.values()) <= 4_000_000


def test_a_narrower_window_makes_them_smaller_and_keeps_the_place(view, jobs, qtbot):
    view.set_article(article([(1, picture()), (3, picture())]))
    before = boxes(view)
    view.restore_position(2 * (len(PARAGRAPH) + 2) + 20)
    place = view.reading_position()
    view.resize(460, 600)
    after = boxes(view)

    assert after[0].width() < before[0].width()
    assert after[0].width() <= view.filler.filling.pictures.column + 1
    assert abs(view.reading_position() - place) < 120
    tops = block_tops(view)
    assert not any(box.intersects(top) for box in after.values() for top in tops)


def test_who_reads_at_a_picture_stays_there(view):
    kinds = (BlockKind.TITLE, *[BlockKind.PARAGRAPH] * 20)
    view.set_article(article([(4, picture())], kinds))
    box = boxes(view)[0]
    view.verticalScrollBar().setValue(round(box.top() + 60))
    place = view.reading_position()
    view.restore_position(place)

    shown = view.verticalScrollBar().value()
    assert box.top() - 80 < shown < box.bottom()


def test_a_broken_picture_shows_its_words(view, jobs, qtbot):
    broken = replace(picture(alt="Un pont"), data=picture().data[:60])
    with qtbot.waitSignal(view.pictures.changed, timeout=5_000):
        view.set_article(article([(1, broken)]))
    box = boxes(view)[0].toAlignedRect()
    shown = view.viewport().grab(box).toImage()
    colours = {shown.pixel(x, y) for x in range(shown.width()) for y in range(0, shown.height(), 2)}

    assert len(colours) > 5  # letters on the calm ground
    assert not jobs.busy


def test_the_tool_tip_says_what_a_picture_shows(view):
    view.set_article(article([(1, picture(alt="Un pont"))]))
    point = boxes(view)[0].center().toPoint() - QPoint(0, view.verticalScrollBar().value())
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)

    assert QToolTip.text() == "Un pont"
    QToolTip.hideText()


def test_pictures_can_be_switched_off(view):
    view.set_article(article([(1, picture())]))
    with_pictures = view.document().size().height()
    view.set_reading_style(ReadingStyle(pictures=False))

    assert boxes(view) == {}
    assert view.document().size().height() < with_pictures - 200


def test_the_action_switches_them_and_the_choice_is_remembered(shell):
    shell.articles.add(article([(1, picture())]))
    view = shell.window.parts.view
    assert boxes(view)
    shell.actions["pictures"].trigger()

    assert not boxes(view)
    assert shell.preferences.settings.pictures is False
    assert not shell.actions["pictures"].isChecked()
    shell.preferences.change(pictures=True)
    assert shell.actions["pictures"].isChecked()
    assert boxes(view)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "WEBP"])
def test_every_kind_is_decoded_in_the_size_that_is_wanted(form):
    image = decoded(picture(900, 500, form=form), QSize(450, 250))

    assert (image.width(), image.height()) == (450, 250)
    colour = image.pixelColor(200, 100)
    assert abs(colour.blue() - 0xB0) < 6
    assert abs(colour.red() - 0x2A) < 6


@pytest.mark.qt_log_level_fail("CRITICAL")  # Qt says what is wrong with them
def test_what_is_not_what_it_says_or_far_too_large_is_not_decoded():
    one = picture()
    assert decoded(replace(one, media_type="image/jpeg"), QSize(80, 45)) is None
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'><rect width='300' height='200'/></svg>"
    assert decoded(replace(one, data=svg), QSize(80, 45)) is None
    assert decoded(replace(one, media_type="image/svg+xml", data=svg), QSize(80, 45)) is None

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 6, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 10_000_000))
    assert decoded(replace(one, data=bomb), QSize(80, 45)) is None


def test_a_camera_held_upright():
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#2a6fb0"))
    for x in range(200):
        for y in range(200):
            image.setPixelColor(x, y, QColor("#c03020"))
    entries = struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0)
    exif = b"Exif\x00\x00MM\x00\x2a" + struct.pack(">IH", 8, 1) + entries + b"\x00" * 4
    plain = encoded(image, "JPEG")
    data = plain[:2] + struct.pack(">BBH", 0xFF, 0xE1, len(exif) + 2) + exif + plain[2:]
    header = image_header(data)
    assert (header.width, header.height) == (200, 400)

    turned = decoded(Picture(0, "image/jpeg", "", 200, 400, data), QSize(100, 200))
    assert turned.pixelColor(50, 20).red() > 150
    assert turned.pixelColor(50, 180).blue() > 120


def test_headers_agree_with_qt():
    for form in ("PNG", "JPEG", "BMP", "WEBP"):
        one = picture(321, 123, form=form)
        assert (one.width, one.height) == (321, 123)
    assert image_header(sample.PICTURE).width == QImage.fromData(sample.PICTURE).width()
