"""A book in the window: one chapter at a time in one tab, with its contents list and the way on."""

import os
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.library.window_state import WindowState, load_state, save_state
from reader.ui.page.chapter_foot import ChapterFoot
from tests.formats import sample

LONG = "<p>" + "Le pont de Pirmil a fermé hier soir, et la préfète craint une crue. " * 60 + "</p>"
CHAPTERS = [
    "<h1>Couverture</h1>",
    f"<h1>La crue</h1>{LONG}<h2>Le quai</h2>{LONG}{LONG}",
    f"<h1>La décrue</h1>{LONG}<h2>Le pont rouvre</h2>{LONG}",
    "<h1>Épilogue</h1><p>Fin.</p>",
]
NAV = (
    '<ol><li><a href="texte/chapitre-1.xhtml">La crue</a><ol><li><a href="texte/chapitre-1.xhtml#q">Le quai</a></li>'
    '</ol></li><li><a href="texte/chapitre-2.xhtml">La décrue</a><ol><li><a href="texte/chapitre-2.xhtml#p">'
    'Le pont rouvre</a></li></ol></li><li><a href="texte/chapitre-3.xhtml">Épilogue</a></li></ol>'
)
TITLE = sample.LINES[0][1]


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    path = tmp_path / "livre.epub"
    path.write_bytes(sample.epub_book(CHAPTERS, nav=NAV))
    return path


@pytest.fixture
def reading(bare_shell, qtbot, book):
    """The window with the book open where a reader begins."""
    bare_shell.articles.open_files([str(book)])
    with qtbot.waitExposed(bare_shell.window):
        bare_shell.window.show()
    wait_for(bare_shell, qtbot, 2)
    bare_shell.window.parts.view.setFocus()
    return bare_shell


def wait_for(shell, qtbot, chapter):
    def open_chapter():
        article = shell.session.article
        return article is not None and article.book is not None and article.book.chapter == chapter

    qtbot.waitUntil(open_chapter, timeout=15_000)
    qtbot.waitUntil(lambda: shell.window.parts.view.filler.done)


def outline(shell):
    panel = shell.window.parts.panel
    panel.tabs.setCurrentIndex(2)
    return panel.outline


def test_a_book_opens_at_its_first_real_chapter(reading, book):
    assert len(reading.articles.articles) == 1
    assert reading.session.article.source == f"{book}#2"
    assert reading.window.windowTitle().startswith(f"La crue – {TITLE[:20]}")
    assert "La crue" in reading.window.parts.view.toPlainText()
    assert "La décrue" not in reading.window.parts.view.toPlainText()
    assert reading.preferences.state.recent == (str(book),)


def test_the_contents_list_shows_levels_and_where_one_is(reading):
    page = outline(reading)
    rows = [page.model.index(n) for n in range(page.model.rowCount())]

    assert [row.data() for row in rows] == [
        "Couverture", "La crue", "\u2003Le quai", "La décrue", "\u2003Le pont rouvre", "Épilogue",
    ]  # fmt: skip
    assert [row.data(Qt.ItemDataRole.FontRole).bold() for row in rows] == [
        False,
        True,
        True,
        False,
        False,
        False,
    ]
    assert page.rows.currentIndex().row() == 1
    bar = reading.window.parts.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert page.rows.currentIndex().row() == 2


def test_a_click_and_enter_open_chapters_in_the_same_tab(reading, qtbot):
    page = outline(reading)
    box = page.rows.visualRect(page.model.index(3))
    QTest.mouseClick(page.rows.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    wait_for(reading, qtbot, 3)

    assert len(reading.articles.articles) == 1
    assert page.rows.currentIndex().row() == 3
    page.rows.setFocus()
    page.rows.setCurrentIndex(page.model.index(0))
    QTest.keyClick(page.rows, Qt.Key.Key_Return)
    wait_for(reading, qtbot, 1)
    assert reading.session.article.text == "Couverture"


def test_a_place_inside_another_chapter_is_gone_to(reading, qtbot):
    page = outline(reading)
    page.rows.row_chosen.emit(page.model.index(4))
    wait_for(reading, qtbot, 3)

    heading = reading.session.article.text.index("Le pont rouvre")
    qtbot.waitUntil(lambda: reading.window.parts.view.reading_position() > heading - 3_000)
    assert reading.window.parts.view.reading_position() > 100


def test_keys_go_on_and_back_and_each_chapter_keeps_its_place(reading, qtbot):
    view = reading.window.parts.view
    view.restore_position(3_000)
    place = view.reading_position()
    QTest.keyClick(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    wait_for(reading, qtbot, 3)
    assert view.reading_position() == 0
    QTest.keyClick(view, Qt.Key.Key_BracketLeft)
    wait_for(reading, qtbot, 2)

    qtbot.waitUntil(lambda: abs(view.reading_position() - place) < 120)
    assert reading.actions["previous_chapter"].isEnabled()


def test_there_is_nothing_before_the_first_and_after_the_last(reading, qtbot):
    reading.actions["previous_chapter"].trigger()
    wait_for(reading, qtbot, 1)
    assert not reading.actions["previous_chapter"].isEnabled()
    page = outline(reading)
    page.rows.row_chosen.emit(page.model.index(5))
    wait_for(reading, qtbot, 4)
    assert not reading.actions["next_chapter"].isEnabled()


def test_the_end_of_the_text_leads_on(reading, qtbot):
    view = reading.window.parts.view
    foot = view.viewport().findChild(ChapterFoot)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert foot.after.text() == "La décrue →"
    assert foot.after.accessibleName() == "Next chapter: La décrue"
    assert view.viewport().rect().contains(foot.geometry())
    last = view.filler.geometry.line_box(len(reading.session.article.text) - 1)
    assert foot.y() + view.verticalScrollBar().value() > last.bottom()
    QTest.mouseClick(foot.after, Qt.MouseButton.LeftButton)
    wait_for(reading, qtbot, 3)
    assert foot.before.text() == "← La crue"


def test_articles_that_are_no_chapters_have_no_foot(shell):
    assert not shell.window.parts.view.viewport().findChild(ChapterFoot).isVisible()
    assert not shell.actions["next_chapter"].isEnabled()


def test_the_search_is_in_the_chapter_alone(reading, qtbot):
    bar = reading.window.parts.find_bar
    reading.actions["find"].trigger()
    bar.field.setText("Le quai")
    qtbot.waitUntil(lambda: len(reading.window.parts.view.layer.state.hits) == 1)
    bar.field.setText("La décrue")
    qtbot.waitUntil(lambda: reading.window.parts.view.layer.state.hits == ())


def test_the_book_opens_again_where_one_stopped(reading, qtbot, book):
    reading.actions["next_chapter"].trigger()
    wait_for(reading, qtbot, 3)
    assert reading.preferences.state.chapter_of(str(book)) == 3
    reading.session.close_article(reading.session.article.id)
    reading.articles.open_files([str(book)])
    wait_for(reading, qtbot, 3)


def test_a_chapter_that_is_gone_gives_way_to_the_first(reading, qtbot, book):
    reading.session.close_article(reading.session.article.id)
    reading.preferences.remember(reading.preferences.state.with_chapter(str(book), 99))
    reading.articles.open_files([str(book)])
    wait_for(reading, qtbot, 2)


def test_a_book_that_is_gone_has_its_sentence(reading, qtbot, book):
    book.unlink()
    with qtbot.waitSignal(reading.articles.open_failed, timeout=10_000):
        reading.actions["next_chapter"].trigger()
    assert reading.session.article.book.chapter == 2


def test_the_last_chapters_are_remembered(tmp_path):
    state = WindowState().with_chapter("/a.epub", 2).with_chapter("/b.epub", 1).with_chapter("/a.epub", 3)

    assert state.chapters == (("/b.epub", 1), ("/a.epub", 3))
    save_state(tmp_path / "state.json", state)
    assert load_state(tmp_path / "state.json").chapter_of("/a.epub") == 3
    assert load_state(tmp_path / "none.json").chapter_of("/a.epub") is None
