"""Finding words: the text stays where it is when the bar comes and goes, and moves only to what is found."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from reader.core.records import Article, Block, BlockKind, Span
from reader.ui.message_bar import Message


@pytest.fixture
def long_shell(shell, qtbot):
    """The window with a long article, somewhere in its middle; every tenth paragraph is about rain."""
    lines = [("Il pleut. " if n % 10 == 0 else "Il fait beau. ") * 20 for n in range(300)]
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(line))))
        at += len(line) + 1
    view = shell.window.parts.view
    with qtbot.waitSignal(view.filled, timeout=10_000):
        shell.articles.add(Article("long", "\n".join(lines), tuple(blocks)))
    view.restore_position(blocks[155].span.start)
    return shell


def lowest_half(shell):
    """What is seen of the page where the bar never lies, pixel by pixel."""
    viewport = shell.window.parts.view.viewport()
    at = viewport.mapTo(shell.window, QPoint(0, viewport.height() // 2))
    return shell.window.grab().toImage().copy(at.x(), at.y(), viewport.width(), viewport.height() // 2)


@pytest.mark.parametrize("width", [1200, 640])
def test_the_text_does_not_move_by_a_pixel(long_shell, qtbot, width):
    shell, view = long_shell, long_shell.window.parts.view
    shell.window.resize(width, 700)
    before, size = lowest_half(shell), view.viewport().size()
    QTest.keyClick(shell.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = shell.window.parts.find_bar
    assert bar.isVisible()
    assert view.viewport().size() == size
    assert lowest_half(shell) == before
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert lowest_half(shell) == before


def test_words_from_last_time_are_marked_again_but_nothing_moves_before_a_step(long_shell, qtbot):
    shell, bar, view = long_shell, long_shell.window.parts.find_bar, long_shell.window.parts.view
    bar.open_bar()
    bar.field.setText("pleut")
    qtbot.waitUntil(lambda: len(view.layer.state.hits) == 600)
    bar.close_bar()
    view.restore_position(view.article.blocks[155].span.start)
    place = view.verticalScrollBar().value()
    bar.open_bar()
    assert view.verticalScrollBar().value() == place
    assert bar.count.text() == "321 / 600"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "321 / 600"
    hit = view.mark_box(view.layer.state.hits[320])
    assert 0 < hit.top() < view.viewport().height()
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "322 / 600"
    assert shell.window.focusWidget() is bar.field


@pytest.mark.parametrize("width", [1200, 640])
def test_what_is_found_never_lies_under_the_bar(long_shell, qtbot, width):
    bar, view = long_shell.window.parts.find_bar, long_shell.window.parts.view
    long_shell.window.resize(width, 700)
    view.places.restore(view.article.blocks[12].span.start)
    bar.open_bar()
    bar.field.setText("pleut")
    qtbot.waitUntil(lambda: bool(view.layer.state.hits))
    for _ in range(45):  # back over the very first line, round to the last ones
        QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        ground = bar.geometry().adjusted(14, 14, -14, -14)
        hit = view.mark_box(view.layer.state.hits[view.layer.state.hit]).toRect()
        corner = view.viewport().mapTo(long_shell.window, QPoint(0, 0))
        assert view.viewport().rect().contains(hit)
        assert not ground.intersects(hit.translated(corner))
        assert view.rect().contains(ground.translated(-view.mapTo(long_shell.window, QPoint(0, 0))))


@pytest.mark.parametrize("width", [1200, 640])
def test_neither_bar_nor_hit_lies_under_a_message(long_shell, qtbot, width):
    """For a hit in the first lines the bar went over the message and its buttons."""
    bar, view, messages = (
        getattr(long_shell.window.parts, name) for name in ("find_bar", "view", "messages")
    )
    long_shell.window.resize(width, 700)
    messages.tell(Message("x", "Words of some length. " * 14, action_id="nothing", action_text="Do it"))
    view.places.restore(view.article.blocks[12].span.start)
    bar.open_bar()
    bar.field.setText("pleut")
    qtbot.waitUntil(lambda: bool(view.layer.state.hits))
    for _ in range(45):
        QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        hit = view.mark_box(view.layer.state.hits[view.layer.state.hit]).toRect()
        hit.translate(view.viewport().mapTo(long_shell.window, QPoint(0, 0)))
        assert not messages.geometry().intersects(hit)
        assert not messages.geometry().intersects(bar.geometry().adjusted(14, 14, -14, -14))
    view.restore_position(0)
    messages.withdraw("x")
    assert view.places.covered_foot == 0


def test_accents_count_only_when_they_are_to(long_shell, shell, qtbot, article):
    bar, view = shell.window.parts.find_bar, shell.window.parts.view
    shell.articles.show(article.id)
    bar.open_bar()
    bar.field.setText("hotel")
    qtbot.waitUntil(lambda: len(view.layer.state.hits) == 1)
    bar.accents.click()
    assert view.layer.state.hits == ()
    assert bar.count.text() == "not found"


def test_another_article_is_searched_at_once_for_the_same_words(long_shell, qtbot, article):
    bar, view = long_shell.window.parts.find_bar, long_shell.window.parts.view
    bar.open_bar()
    bar.field.setText("maire")
    qtbot.waitUntil(lambda: bar.count.text() == "not found")
    long_shell.articles.show(article.id)
    assert bar.count.text() == "1 / 2"
    assert [article.text[hit.start : hit.end] for hit in view.layer.state.hits] == ["maire", "maire"]


@pytest.mark.parametrize("size", [14.0, 20.0])
def test_in_large_letters_no_word_of_the_bar_is_cut(shell, size):
    """“Respecter les accents” lost its last word."""
    shell.preferences.change(interface_size=size, language="fr")
    shell.window.resize(900, 640)
    bar = shell.window.parts.find_bar
    bar.open_bar()
    bar.field.setText("le")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.qWait(50)
    boxes = [widget.geometry() for widget in (bar.field, bar.accents, bar.count)]
    assert bar.accents.width() >= bar.accents.sizeHint().width()
    assert bar.count.width() >= bar.count.sizeHint().width()
    assert all(bar.rect().contains(box) for box in boxes)
    assert not boxes[1].intersects(boxes[2])


TYPOGRAPHY = """Le\u00a0maire a\u202fdit\u00a0: «\u202foubliés\u202f», puis 10\u202f000\u00a0euros…
Vla\u00addi\u00admir Kouzinine, porte\u2011parole, viendra
jeudi."""


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("le maire", ["Le\u00a0maire"]),
        ("dit :", ["dit\u00a0:"]),
        ("oublies", ["oubliés"]),
        ("10 000 euros...", ["10\u202f000\u00a0euros…"]),
        ("10000", ["10\u202f000"]),
        ("vladimir k", ["Vla\u00addi\u00admir K"]),
        ("porte-parole", ["porte\u2011parole"]),
        ("viendra jeudi", []),
        ("viendra", ["viendra"]),
    ],
)
def test_typed_keys_find_what_typography_hides(shell, make_article, qtbot, typed, hits):
    """A blank, a hyphen or a colon of the keyboard found nothing in French typography."""
    made = make_article(TYPOGRAPHY)
    shell.articles.add(made)
    bar, view = shell.window.parts.find_bar, shell.window.parts.view
    QTest.keyClick(shell.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar.field.clear()
    QTest.keyClicks(bar.field, typed)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert [made.text[hit.start : hit.end] for hit in view.layer.state.hits] == hits
    assert bar.count.text() == (f"1 / {len(hits)}" if hits else "not found")


def test_words_over_a_wrapped_line_of_one_paragraph_are_found(shell, qtbot):
    text = "Hier, Ada\nBrun a parlé.\n\nPuis Ada\n\nBrun est partie."
    spans = [Span(0, 24), Span(26, 34), Span(36, len(text))]
    blocks = tuple(Block(BlockKind.PARAGRAPH, span) for span in spans)
    shell.articles.add(Article("wrapped", text, blocks))
    bar, view = shell.window.parts.find_bar, shell.window.parts.view
    bar.open_bar()
    bar.field.clear()
    QTest.keyClicks(bar.field, "ada brun")
    qtbot.waitUntil(lambda: view.layer.state.hits == (Span(6, 14),))


def test_what_is_copied_has_no_signs_that_nobody_sees(shell, make_article):
    shell.articles.add(make_article(TYPOGRAPHY))
    view = shell.window.parts.view
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == TYPOGRAPHY.replace("\u00ad", "")


def drawn(view, span):
    """The colours of what is drawn of some words, without the rounding of their edges."""
    box = view.mark_box(span).toRect().adjusted(2, 3, -2, -3)
    image = view.viewport().grab(box).toImage()
    pixels = [image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())]
    return {colour for colour in set(pixels) if pixels.count(colour) > 8}


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_a_selection_does_not_hide_what_is_found(shell, qtbot, theme):
    """After Ctrl+A all hits lay under the selection."""
    shell.preferences.change(theme=theme)
    bar, view = shell.window.parts.find_bar, shell.window.parts.view
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(view, Qt.Key.Key_A, control)
    QTest.keyClick(view, Qt.Key.Key_F, control)
    QTest.keyClicks(bar.field, "recu")
    qtbot.waitUntil(lambda: len(view.layer.state.hits) == 1)
    assert view._theme.search.strong.name() in drawn(view, view.layer.state.hits[0])
    QTest.keyClick(bar.field, Qt.Key.Key_A, control)
    QTest.keyClicks(bar.field, "a")
    qtbot.waitUntil(lambda: len(view.layer.state.hits) > 5)
    span = view.layer.state.hits[4]
    assert view._theme.search.tint.name() in drawn(view, Span(span.start, span.end))


def test_the_words_that_are_selected_are_looked_for(shell, qtbot, article):
    """The selection did not fill the field where the page shows other blanks than the article has."""
    bar, view = shell.window.parts.find_bar, shell.window.parts.view
    start = article.text.index("« Nous verrons »")
    view.caret.select(Span(start, start + 16))
    QTest.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert bar.field.text() == "« Nous verrons »"
    assert bar.field.selectedText() == bar.field.text()
    assert bar.count.text() == "1 / 1"
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    second = article.text.index("Durand", article.text.index("Durand") + 1)
    view.caret.select(Span(second, second + 6))
    QTest.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert bar.count.text() == "2 / 5", "the selected one is the present hit"


@pytest.mark.parametrize(("start", "end"), [(0, 60), (80, 250)], ids=["two lines", "long"])
def test_a_selection_of_lines_is_not_looked_for(shell, qtbot, start, end):
    bar, view = shell.window.parts.find_bar, shell.window.parts.view
    bar.field.setText("maire")
    view.caret.select(Span(start, end))
    QTest.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert bar.field.text() == "maire"


def test_to_find_on_without_words_asks_for_them(shell):
    bar = shell.window.parts.find_bar
    QTest.keyClick(shell.window.parts.view, Qt.Key.Key_F3)
    assert shell.window.focusWidget() is bar.field


def test_invisible_signs_of_the_selection_do_not_get_into_the_field(shell, make_article):
    bar, view = shell.window.parts.find_bar, shell.window.parts.view
    word = "mi\u00adnis\u00adtre"
    shell.articles.add(make_article(f"Le {word} parle. Le ministre se tait.", article_id="soft"))
    QTest.mouseDClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.mark_box(Span(3, 3 + len(word))).center().toPoint(),
    )
    QTest.keyClick(shell.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert bar.field.text() == "ministre"
    assert bar.count.text() == "1 / 2"
