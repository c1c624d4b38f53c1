"""The page: filled in slices, its place kept, its text copied as it is, its marks painted for what is visible."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from reader.core.marks import MarkIndex, marks_of
from reader.core.records import Annotations, Article, Block, BlockKind, Entity, Mention, Span
from reader.ui.announce import announce
from reader.ui.entity_types import load_entity_types
from reader.ui.page import ArticleView, Density, ReadingStyle
from reader.ui.panel.entity_model import Role
from reader.ui.theme import load_themes

THEMES = load_themes()


def long_article(paragraphs, kind=BlockKind.PARAGRAPH):
    line = "Il pleut 🌧 sur la ville, et « personne » ne sort. " * 4
    blocks = tuple(Block(kind, Span(n * len(line), (n + 1) * len(line) - 1)) for n in range(paragraphs))
    return Article(f"long-{paragraphs}", line * paragraphs, blocks)


@pytest.fixture
def view(qtbot):
    view = ArticleView(THEMES["light"], load_entity_types())
    qtbot.addWidget(view)
    view.resize(800, 600)
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_a_long_text_is_seen_at_once_and_stands_there_whole_in_a_moment(view, qtbot):
    article = long_article(3_000)
    with qtbot.waitSignal(view.filled, timeout=20_000):
        view.set_article(article)
        assert 5_000 < len(view.toPlainText()) < 100_000
        assert "Il pleut" in view.toPlainText()
    assert view.document().blockCount() == 3_001  # the line about the article stands before them


def test_a_place_deep_in_a_long_text_is_gone_to_once_it_stands_there(view, qtbot):
    article, place = long_article(3_000), 500_000
    with qtbot.waitSignal(view.filled, timeout=20_000):
        view.set_article(article)
        view.restore_position(place)
        assert view.reading_position() == place
    assert abs(view.reading_position() - place) < 200


def test_who_scrolls_meanwhile_stays_where_he_is(view, qtbot):
    with qtbot.waitSignal(view.filled, timeout=20_000):
        view.set_article(long_article(3_000))
        view.restore_position(500_000)
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.reading_position() < 10_000


@pytest.mark.parametrize("change", ["size", "theme", "width"])
def test_the_place_is_kept_when_the_page_is_set_anew(view, qtbot, change):
    with qtbot.waitSignal(view.filled, timeout=20_000):
        view.set_article(long_article(150))
    view.restore_position(9_000)
    before = view.reading_position()
    if change == "size":
        view.set_reading_style(ReadingStyle(size=22))
    elif change == "theme":
        view.set_theme(THEMES["dark"])
    else:
        view.resize(560, 600)
    assert abs(view.reading_position() - before) < 120


def test_a_theme_touches_no_letter_of_the_document(view):
    view.set_article(long_article(3))
    revision = view.document().revision()
    view.set_theme(THEMES["sepia"])
    assert view.document().revision() == revision


def test_captions_are_paler_and_names_in_them_keep_their_colour(view, qtbot, article, annotations):
    plain = Article("x", article.text, article.blocks)
    muted = Article("y", article.text, tuple(Block(BlockKind.CAPTION, b.span) for b in article.blocks))
    colours = {}
    for each in (plain, muted):
        view.set_article(each)
        view.set_annotations(annotations, MarkIndex(marks_of(annotations)))
        image = view.viewport().grab().toImage()
        colours[each.id] = {
            image.pixelColor(x, y).name() for x in range(image.width()) for y in range(60, 300, 2)
        }
    theme = THEMES["light"]
    assert theme.ink.name() in colours["x"]
    assert theme.ink.name() not in colours["y"]
    assert theme.mark("PER").ink.name() in colours["y"]


def test_what_is_copied_is_the_article_character_for_character(view):
    article = long_article(2)
    view.set_article(article)
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == article.text[:-1]


def test_a_mark_is_found_under_each_of_its_letters_and_nowhere_else(shell, annotations):
    view = shell.window.parts.view
    for mark in marks_of(annotations):
        if mark.is_quote:
            continue
        box = view.mark_box(mark.span)
        for x in (box.left() + 2, box.center().x(), box.right() - 2):
            found = view.mark_at(QPoint(round(x), round(box.center().y())))
            assert found is not None
            assert found.span == mark.span
    assert view.mark_at(QPoint(2, 2)) is None


@pytest.mark.parametrize(
    ("density", "drawn"), [(Density.COLOUR, True), (Density.QUIET, True), (Density.OFF, False)]
)
def test_densities(shell, annotations, density, drawn):
    view, mark = shell.window.parts.view, next(iter(marks_of(annotations)))
    shell.preferences.change(density=density.value)
    box = view.mark_box(mark.span)
    point = QPoint(round(box.center().x()), round(box.center().y()))
    assert (view.mark_at(point) is not None) == drawn
    shell.session.choose_entity("e1")
    assert view.mark_at(point) is not None  # what is chosen is always seen


def test_arrow_keys_scroll_and_with_the_caret_they_walk(shell, qtbot):
    view = shell.window.parts.view
    assert not view.caret.shown
    QTest.keyClick(shell.window, Qt.Key.Key_F7)
    assert view.caret.shown
    before = view.textCursor().position()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.textCursor().position() == before + 1
    QTest.keyClick(shell.window, Qt.Key.Key_F7)
    assert not view.caret.shown


def test_the_map_shows_each_mark_and_leads_to_it(shell, annotations):
    strip = shell.window.parts.map
    marks = [m for m in marks_of(annotations) if not m.is_quote]
    reachable = {strip.tick_at(QPoint(8, y)) for y in range(strip.height())}
    starts = {round(strip._y(mark.span.start)) for mark in marks}
    assert len({round(strip._y(mark.span.start)) for mark in reachable if mark}) >= len(starts) - 1
    revealed = []
    shell.session.reveal_requested.connect(revealed.append)
    y = round(strip._y(marks[-1].span.start))
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(8, y))
    assert revealed == [marks[-1].span]


def test_what_a_search_finds_is_seen_on_the_map(shell, qtbot):
    strip = shell.window.parts.map
    before = strip.grab().toImage()
    shell.actions["find"].trigger()
    shell.window.parts.find_bar.field.setText("durand")
    qtbot.waitUntil(lambda: len(strip._hits) == 5)
    assert strip.grab().toImage() != before
    shell.window.parts.find_bar.close_bar()
    assert strip._hits == []


def test_a_choice_changes_the_room_of_the_page_by_no_pixel(shell):
    view = shell.window.parts.view
    before = view.viewport().size()
    shell.session.pick_mention("e1", 0)
    assert view.viewport().size() == before


def runs_of(view):
    """The pieces of one format that each block of the document holds."""
    found, block = [], view.document().begin()
    while block.isValid():
        found.append([fragment.fragment().text() for fragment in block])
        block = block.next()
    return found


def line_ends(view, until):
    """Where the lines of the first blocks end."""
    blocks = [view.document().findBlockByNumber(number) for number in range(1, until)]
    layouts = [
        block.layout() for block in blocks if view.document().documentLayout().blockBoundingRect(block)
    ]
    return [layout.lineAt(n).textLength() for layout in layouts for n in range(layout.lineCount())]


def test_a_book_is_written_in_short_runs_that_nobody_sees(view, qtbot):
    """The buffers that Qt 6.11 keeps for its longest run of every block were three quarters of a book's memory."""
    article, book = long_article(40), long_article(2_000)
    view.set_article(article)
    qtbot.waitUntil(lambda: view.filler.done)
    whole, ends = runs_of(view), line_ends(view, 40)
    assert max(len(runs) for runs in whole) == 1
    with qtbot.waitSignal(view.filled, timeout=20_000):
        view.set_article(book)
    short = runs_of(view)
    assert max(len(run) for runs in short[1:] for run in runs) <= 31
    assert ["".join(runs) for runs in short[1:41]] == ["".join(runs) for runs in whole[1:]]
    assert line_ends(view, 40) == ends
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == book.text[:-1]


def test_the_map_says_the_sentence_under_the_pointer(shell, annotations):
    strip = shell.window.parts.map
    mark = [mark for mark in marks_of(annotations) if not mark.is_quote][-1]
    point = QPoint(8, round(strip._y(mark.span.start)))
    QGuiApplication.sendEvent(strip, QHelpEvent(QEvent.Type.ToolTip, point, strip.mapToGlobal(point)))
    assert "Croix-Rouge" in QToolTip.text()
    assert "devant la" in QToolTip.text()
    empty = QPoint(8, 0)
    QGuiApplication.sendEvent(strip, QHelpEvent(QEvent.Type.ToolTip, empty, strip.mapToGlobal(empty)))


def test_each_step_is_told_to_a_screen_reader_and_so_is_going_round_the_end(shell, monkeypatch):
    said = []
    for module in ("reader.ui.page.article_view", "reader.ui.status_line"):
        monkeypatch.setattr(f"{module}.announce", lambda widget, words: said.append(words))
    shell.session.choose_entity("e2")
    for _ in range(3):
        QTest.keyClick(shell.window, Qt.Key.Key_F4)
    assert said == [
        "Person, Bob Durand – mention 1 of 3",
        "Person, Bob Durand – mention 2 of 3",
        "Person, Bob Durand – mention 3 of 3",
        "Person, Bob Durand – mention 1 of 3",
        "↻ from the start",
    ]
    status = shell.window.parts.status
    assert status._position.text() == "1 / 3"
    assert status._note.text() == "↻ from the start"


def test_an_announcement_is_an_event_of_the_system(shell, monkeypatch):
    sent = []
    monkeypatch.setattr("reader.ui.announce.QAccessible.updateAccessibility", sent.append, raising=False)
    QAccessible.setActive(True)
    announce(shell.window.parts.view, "Bonjour")
    announce(shell.window.parts.view, "")
    assert [event.message() for event in sent] == ["Bonjour"]


def test_somebody_named_on_every_page_is_a_comb_on_the_map_and_no_wall(shell, qtbot):
    text = "Anna est là. " * 4_000
    article = Article("everywhere", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text) - 1)),))
    mentions = tuple(Mention(Span(start, start + 4)) for start in range(0, len(text), 13))
    shell.articles.add(article)
    found = Annotations("everywhere", "p", (Entity("e1", "PER", "Anna", mentions),))
    shell.analysis.annotations_changed.emit("everywhere", found)
    shell.session.pick_mention("e1", 0)
    strip = shell.window.parts.map
    column = [strip.grab().toImage().pixelColor(8, y) for y in range(100, strip.height() - 100)]
    ink = THEMES["light"].mark("PER").ink
    assert 0.6 < sum(colour == ink for colour in column) / len(column) < 0.9
    badge = shell.window.parts.panel.entities.model.entity_index("e1").data(Role.COUNT)
    assert badge == 4_000
    assert shell.window.parts.status._position.text() == "1 / 4,000"
