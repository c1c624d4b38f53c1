"""A window whose library holds a few articles, and what tests of the Library tab do again and again."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.core.records import Annotations, Entity, Mention, Metadata, Span
from reader.service import pipeline_id

ROWS = (
    ("Le port de Brest ferme", "Ouest", "2023-01-05", "Le port de Brest ferme. Anne Morel le dit à Brest."),
    ("Une digue à l’étude", "Est", "2023-03-09", "On étudie une digue. Anne Morel la veut, Bob Durand non."),
    ("La grève s’étend", None, "2022-11-30", "La grève s’étend au port. Bob Durand la soutient."),
)
PEOPLE = (("PER", "Anne Morel"), ("PER", "Bob Durand"), ("LOC", "Brest"))


def spans(text, words):
    found, at = [], text.find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def found_in(article):
    named = [(kind, name, spans(article.text, name)) for kind, name in PEOPLE]
    entities = (
        Entity(f"e{number}", kind, name, tuple(map(Mention, places)))
        for number, (kind, name, places) in enumerate(named, 1)
        if places
    )
    return Annotations(article.id, pipeline_id("fr"), tuple(entities))


@pytest.fixture
def sample(make_article):
    """Article number 0, 1 or 2 of the library."""

    def made(number):
        title, publisher, date, text = ROWS[number]
        article = make_article(text, title, f"kept{number}")
        about = Metadata(title=title, publisher=publisher, date=date)
        return replace(article, metadata=about, source=f"/nowhere/article{number}.txt")

    return made


@pytest.fixture
def annotated():
    """What is found in an article of the library."""
    return found_in


@pytest.fixture
def filled(bare_shell, qtbot, sample):
    """A window with the Library tab in front, three articles kept and none open."""
    library = bare_shell.shelf.library()
    for number in range(len(ROWS)):
        library.keep(sample(number), opened=False)
        library.keep_annotations(found_in(sample(number)))
    show(bare_shell, qtbot)
    qtbot.waitUntil(lambda: bare_shell.window.parts.panel.library.model.rowCount() == 3)
    return bare_shell


def show(shell, qtbot):
    """The window with the Library tab, reached by its key."""
    with qtbot.waitExposed(shell.window):
        shell.window.show()
    QTest.keyClick(shell.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def page(filled):
    return filled.window.parts.panel.library


@pytest.fixture
def titles(page):
    """The titles in the list, shortened to their first word but one."""

    def read():
        return [page.model.index(row).data() for row in range(page.model.rowCount())]

    return read


@pytest.fixture
def select(page):
    """Puts the keys on a row, as a click does."""

    def at(row):
        box = page.list.visualRect(page.model.index(row))
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
        page.list.setFocus()

    return at
