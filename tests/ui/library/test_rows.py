"""Books and pasted texts in the Library tab: one row a book, and no path of a file of the program's own."""

import os
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from reader.core.kept import ReadState
from reader.ui.app import open_first
from reader.ui.shell import build_shell
from tests.formats import sample
from tests.ui.conftest import FAKE_WORKER
from tests.ui.library.conftest import show

LONG = "<p>" + "Le pont de Pirmil a fermé hier soir, et la préfète craint une crue. " * 40 + "</p>"
CHAPTERS = [
    f"<h1>La crue</h1>{LONG}",
    f"<h1>La décrue</h1><p>Un bouvreuil chante.</p>{LONG}",
    "<h1>Fin</h1><p>Fin.</p>",
]
NAV = "".join(
    f'<li><a href="texte/chapitre-{number}.xhtml">{name}</a></li>'
    for number, name in enumerate(("La crue", "La décrue", "Fin"))
)
TITLE = sample.LINES[0][1]


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    path = tmp_path / "livre.epub"
    path.write_bytes(sample.epub_book(CHAPTERS, nav=f"<ol>{NAV}</ol>"))
    return path


@pytest.fixture
def reading(bare_shell, qtbot, book):
    """The book's first two chapters were opened, one after the other in one tab."""
    show(bare_shell, qtbot)
    bare_shell.librarian.start()
    bare_shell.articles.open_files([str(book)])
    wait_for(bare_shell, qtbot, 1)
    bare_shell.actions["next_chapter"].trigger()
    wait_for(bare_shell, qtbot, 2)
    qtbot.waitUntil(lambda: bare_shell.shelf.library().id_from(f"{book}#2") is not None)
    return bare_shell


def wait_for(shell, qtbot, chapter):
    def there():
        article = shell.session.article
        return article is not None and article.book is not None and article.book.chapter == chapter

    qtbot.waitUntil(there, timeout=20_000)
    qtbot.waitUntil(lambda: shell.window.parts.view.filler.done)


def rows(shell):
    return shell.window.parts.panel.library.model.rows


def tip(shell, row=0):
    model = shell.window.parts.panel.library.model
    return model.index(row).data(Qt.ItemDataRole.ToolTipRole)


def test_the_chapters_of_a_book_are_one_row(reading, qtbot, book):
    def is_shown():
        return [(row.article.book.chapter, row.article.title) for row in rows(reading)] == [(2, TITLE)]

    qtbot.waitUntil(is_shown)
    assert tip(reading).split("\n") == [TITLE, "chapter 2 of 3: La décrue", str(book), "being read"]
    model = reading.window.parts.panel.library.model
    assert "chapter 2 of 3" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert reading.window.parts.panel.library.count.text().startswith("1 ")


def test_the_row_of_a_book_opens_at_its_last_chapter(reading, qtbot):
    qtbot.waitUntil(lambda: len(rows(reading)) == 1)
    reading.session.close_article(reading.session.article.id)
    page = reading.window.parts.panel.library
    qtbot.waitUntil(lambda: reading.session.article is None)
    qtbot.waitUntil(lambda: not reading.jobs.busy)
    page.list.setCurrentIndex(page.model.index(0))
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    wait_for(reading, qtbot, 2)


def test_a_search_leads_to_the_chapter_that_has_the_words(reading, qtbot):
    reading.actions["previous_chapter"].trigger()
    wait_for(reading, qtbot, 1)
    page = reading.window.parts.panel.library
    page.filter.setText("bouvreuil")
    qtbot.waitUntil(lambda: [row.article.book.chapter for row in rows(reading)] == [2])
    page.list.setCurrentIndex(page.model.index(0))
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    wait_for(reading, qtbot, 2)


def test_a_star_is_the_book_s_and_removing_can_be_undone(reading, qtbot, book):
    library = reading.shelf.library()
    ids = [library.id_from(f"{book}#{number}") for number in (1, 2)]
    reading.window.parts.view.setFocus()
    qtbot.waitUntil(lambda: reading.actions["library_star"].isEnabled())
    reading.actions["library_star"].trigger()
    qtbot.waitUntil(lambda: all(library.kept(each).starred for each in ids))
    qtbot.waitUntil(lambda: reading.librarian.keeping.front.starred)
    reading.actions["library_remove"].trigger()
    qtbot.waitUntil(lambda: library.count() == 0)
    assert reading.window.parts.messages.message.text == f"Removed from the library: {TITLE}"
    qtbot.waitUntil(lambda: reading.actions["library_undo"].isEnabled())
    reading.actions["library_undo"].trigger()
    qtbot.waitUntil(lambda: library.count() == 1)
    assert library.chapters(ids[0]) == tuple(ids)
    assert library.kept(ids[0]).state is ReadState.READING


def test_a_chapter_that_was_kept_can_be_read_when_the_book_is_gone(reading, qtbot, book):
    book.unlink()
    reading.actions["previous_chapter"].trigger()
    wait_for(reading, qtbot, 1)


@pytest.fixture
def pasted(bare_shell, qtbot):
    """A text was pasted and is kept."""
    show(bare_shell, qtbot)
    bare_shell.tabs.restore(())
    bare_shell.librarian.start()
    bare_shell.articles.open_text("Le pont ferme ce soir. Anne le dit.\n\nAutre chose.")
    qtbot.waitUntil(lambda: len(rows(bare_shell)) == 1)
    return bare_shell


def test_a_pasted_text_has_a_readable_source_everywhere(pasted, qtbot):
    (row,) = rows(pasted)
    assert row.article.title == "Le pont ferme ce soir"
    title, source, _ = tip(pasted).split("\n")
    assert title == row.article.title
    assert source.startswith("Pasted text, ")
    spoken = pasted.window.parts.panel.library.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Pasted text, " in spoken
    assert pasted.window.parts.tabs.tabToolTip(0).split("\n")[1].startswith("Pasted text, ")
    for text in (tip(pasted), spoken, pasted.window.parts.tabs.tabToolTip(0)):
        assert "/pasted/" not in text

    pasted.window.parts.view.setFocus()
    qtbot.waitUntil(lambda: pasted.actions["library_copy_source"].isEnabled())
    pasted.actions["library_copy_source"].trigger()
    assert QGuiApplication.clipboard().text().startswith("Pasted text, ")
    pasted.preferences.change(language="fr")
    assert tip(pasted).split("\n")[1].startswith("Texte collé, ")


def test_a_pasted_text_is_no_recent_file_and_has_its_source_after_a_restart(pasted, qtbot, qapp):
    article = pasted.session.article
    pasted.tabs.save()
    pasted.close()
    again = build_shell(qapp, pasted.preferences.paths, FAKE_WORKER)
    again.preferences.change(language="en")
    open_first(again, [])
    qtbot.waitUntil(lambda: again.session.article is not None)
    assert again.session.article.id == article.id
    assert again.window.parts.tabs.tabToolTip(0).split("\n")[1].startswith("Pasted text, ")
    assert again.preferences.state.recent == ()
    again.close()
    again.window.deleteLater()
