"""The window's main states, pixel by pixel, beside the pictures that a person has looked at and accepted.

Fonts are bundled, hinting is off and the style is Fusion, so they are the same on every machine. Where one
differs, the new picture and the difference are named in the failure. To accept what is seen now, run

    READER_ACCEPT_PICTURES=1 python -m pytest tests/ui/test_pictures.py

look at each picture that `git status` lists, and commit them.
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, qRgb
from PySide6.QtTest import QTest

from reader.core.kept import ReadState
from reader.core.records import (
    Annotations,
    Article,
    Block,
    BlockKind,
    Entity,
    Link,
    Mention,
    Metadata,
    Picture,
    Span,
)
from reader.ui.analysis import AnalysisState
from tests.formats import sample
from tests.ui.samples import partly_doubtful

pytestmark = pytest.mark.skipif(
    os.environ.get("QT_QPA_PLATFORM") != "offscreen",
    reason="an X server scales and places windows its own way",
)
ACCEPTED = Path(__file__).parent / "pictures"
ACCEPT = os.environ.get("READER_ACCEPT_PICTURES") == "1"
SIZE = (960, 600)
_CLOSE, _SHARE = 24, 0.0005
"""A channel may differ so much, and so large a share of the pixels by more: the rounding of another processor."""


def chosen(shell):
    shell.session.choose_mention("e1", 1)


def card(shell):
    shell.session.pick_mention("e1", 1)
    shell.actions["card"].trigger()


def doubt(shell):
    shell.session.pick_mention("e4", 0)
    shell.window.parts.panel.tabs.setCurrentIndex(0)


def quotes(shell):
    shell.window.parts.panel.tabs.setCurrentIndex(1)
    shell.session.choose_quote(0)


def in_doubt(shell):
    """Sure and doubtful marks on the page, quotations of both kinds in the panel."""
    found = partly_doubtful(shell.session.annotations)
    shell.analysis.annotations_changed.emit(found.article_id, found)
    shell.window.resize(SIZE[0], 660)
    panel = shell.window.parts.panel
    panel.tabs.setCurrentIndex(1)
    panel.quotes.order.setCurrentIndex(1)


def card_in_doubt(shell):
    in_doubt(shell)
    shell.window.parts.panel.tabs.setCurrentIndex(0)
    shell.session.pick_mention("e1", 3)
    shell.actions["card"].trigger()


def find(shell):
    shell.actions["find"].trigger()
    shell.window.parts.find_bar.field.setText("durand")


def switch(shell):
    shell.actions["quick_switch"].trigger()
    shell.window.parts.switch.field.setText("du")


def library(shell):
    """Three kept articles, one of them in front, and a word that is searched in them."""
    kept = shell.shelf.library()
    for number, (state, date, text) in enumerate(KEPT):
        title = text.partition(".")[0]
        about = Metadata(title=title, publisher="La Gazette", date=date)
        whole = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
        kept.keep(Article(f"kept{number}", text, (whole,), metadata=about), opened=False)
        names = [name for name in ("Anne Morel", "Bob Durand") if name in text]
        people = [
            Entity(f"e{n}", "PER", name, (Mention(Span(text.index(name), text.index(name) + len(name))),))
            for n, name in enumerate(names)
        ]
        kept.keep_annotations(Annotations(f"kept{number}", "p", tuple(people)))
        kept.set_state([f"kept{number}"], state)
    kept.set_starred(["kept1"], True)
    kept.add_tag(["kept1"], "mer")
    shell.actions["library"].trigger()
    page = shell.window.parts.panel.library
    QTest.keyClicks(page.filter, "port")
    for _ in range(100):
        if page.model.rowCount() == 3 and page.model.rows[0].words:
            break
        QTest.qWait(50)
    QTest.keyClick(page.filter, Qt.Key.Key_Return)


KEPT = (
    (ReadState.READ, "2022-11-30", "La grève s’étend. Au port, Bob Durand la soutient."),
    (
        ReadState.READING,
        "2023-03-09",
        "Une digue pour le port. Anne Morel la veut au nord du port, Bob Durand non.",
    ),
    (
        ReadState.UNREAD,
        "2023-09",
        "Le port de Brest ferme. Le vieux port n’a plus de bateaux, dit Anne Morel.",
    ),
)


def quiet(shell):
    shell.preferences.change(density="quiet")


def pictured(shell):
    article, found = shell.session.article, replace(shell.session.annotations, article_id="pictured")
    place = article.blocks[2].span.start
    picture = Picture(place, "image/png", "", 640, 200, sample.png(640, 200))
    words = article.text.index("mardi")
    link = Link(Span(words, words + 22), "https://example.org")
    shell.articles.add(replace(article, id="pictured", pictures=(picture,), links=(link,)))
    shell.articles.close(article.id)
    shell.analysis.annotations_changed.emit("pictured", found)
    shell.analysis.changed.emit("pictured", AnalysisState(found))


STATES = [
    *[(f"chosen-{theme}", theme, chosen) for theme in ("light", "sepia", "dark")],
    ("card", "light", card),
    ("doubt", "sepia", doubt),
    ("quotations", "light", quotes),
    ("doubtful", "light", in_doubt),
    ("doubtful-dark", "dark", in_doubt),
    ("doubtful-card", "light", card_in_doubt),
    ("doubtful-card-dark", "dark", card_in_doubt),
    ("find", "dark", find),
    ("switch", "light", switch),
    ("library", "light", library),
    ("quiet", "light", quiet),
    ("picture", "light", pictured),
    ("picture-dark", "dark", pictured),
]


@pytest.mark.parametrize(("name", "theme", "reach"), STATES, ids=[name for name, _, _ in STATES])
def test_a_state_looks_as_accepted(shell, tmp_path, name, theme, reach):
    shell.preferences.change(theme=theme, language="fr")
    shell.window.resize(*SIZE)
    reach(shell)
    shell.window.parts.status.set_state(AnalysisState())  # how long it took so far is no part of the picture
    for field in (
        shell.window.parts.find_bar.field,
        shell.window.parts.switch.field,
        shell.window.parts.panel.library.filter,
    ):
        field.setReadOnly(True)  # no blinking caret
    shown = settled(shell.window)
    path = ACCEPTED / f"{name}.png"
    if ACCEPT:
        shown.convertToFormat(QImage.Format.Format_RGB888).save(str(path), "PNG", 0)
    accepted = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    assert accepted.size() == shown.size(), "there is no accepted picture of that size"
    wrong = difference(shown, accepted)
    if len(wrong) > _SHARE * shown.width() * shown.height():
        shown.save(str(tmp_path / f"{name}.png"))
        for x, y in wrong:
            accepted.setPixel(x, y, qRgb(255, 0, 160))
        accepted.save(str(tmp_path / f"{name}-difference.png"))
        pytest.fail(f"{len(wrong)} pixels differ; see {tmp_path}, and this file on how to accept")


def settled(window):
    """A picture of the window once it stands still: a busy machine lays it out late."""
    seen = []
    for _ in range(100):
        QTest.qWait(80)
        seen.append(window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32))
        if len(seen) > 2 and seen[-1] == seen[-2]:
            break
    return seen[-1]


def difference(one, other):
    """The places where two pictures differ by more than rounding."""
    if one == other:
        return []
    first, second = bytes(one.constBits()), bytes(other.constBits())
    width = one.width()
    return [
        (place // 4 % width, place // 4 // width)
        for place in range(0, len(first), 4)
        if first[place : place + 3] != second[place : place + 3]
        and max(abs(a - b) for a, b in zip(first[place : place + 3], second[place : place + 3], strict=True))
        > _CLOSE
    ]


def test_a_changed_pixel_is_seen():
    one = QImage(4, 4, QImage.Format.Format_RGB32)
    one.fill(qRgb(10, 10, 10))
    other = one.copy()
    other.setPixel(2, 3, qRgb(10, 90, 10))
    assert difference(one, other) == [(2, 3)]
