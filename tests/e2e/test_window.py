"""The real window on a real X server with the real analysis, driven by mouse and keys."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.core.marks import Mark, marks_of
from reader.core.navigation import Choice, quotes_of
from reader.library.paths import find_paths
from reader.ui.app import open_first
from reader.ui.fonts import interface_font, load_fonts
from reader.ui.shell import Shell, build_shell, worker_command

pytestmark = [pytest.mark.xvfb, pytest.mark.model]
_ANALYSIS_MS = 60_000


@pytest.fixture
def shell(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    load_fonts()
    qapp.setFont(interface_font(10))
    paths = find_paths(tmp_path / "profile")
    built = build_shell(qapp, paths, worker_command(paths))
    built.window.painted.connect(built.analysis.start)
    built.window.resize(1200, 800)
    yield built
    built.window.close()
    built.close()
    built.window.deleteLater()
    logging.getLogger("reader").handlers.clear()


def open_article(shell: Shell, qtbot: QtBot, path: Path) -> None:
    shell.articles.open_files([str(path)])
    with qtbot.waitActive(shell.window, timeout=10_000):
        shell.window.show()
        shell.window.activateWindow()
    qtbot.waitUntil(lambda: shell.session.article is not None, timeout=5_000)


def wait_for_marks(shell: Shell, qtbot: QtBot) -> None:
    def done() -> bool:
        found = shell.session.annotations
        return found is not None and found.complete

    qtbot.waitUntil(done, timeout=_ANALYSIS_MS)


def click_row(shell: Shell, name: str) -> str:
    page = shell.window.parts.panel.entities
    assert shell.session.annotations is not None
    entity = next(e for e in shell.session.annotations.entities if e.name == name)
    index = page.model.entity_index(entity.id)
    page.tree.scrollTo(index)
    box: QRect = page.tree.visualRect(index)
    QTest.mouseClick(page.tree.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    return entity.id


def click_mark(shell: Shell, mark: Mark) -> None:
    view = shell.window.parts.view
    view.places.reveal(mark.span)
    box = view.mark_box(mark.span)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(int(box.left()) + 6, int(box.center().y()))
    )


def test_a_reader_gets_from_an_entity_to_its_mentions_and_back(
    shell: Shell, qtbot: QtBot, founding_article: Path
) -> None:
    open_article(shell, qtbot, founding_article)
    view = shell.window.parts.view
    assert "dirigeant nord-coréen" in view.toPlainText()
    wait_for_marks(shell, qtbot)

    chosen = click_row(shell, "Vladimir Poutine")
    assert shell.session.entity is not None
    assert (shell.session.entity.id, shell.session.choice.mention_index) == (chosen, 0)

    view.setFocus()
    for expected in (1, 2):
        QTest.keyClick(view, Qt.Key.Key_N)
        assert shell.session.choice.mention_index == expected
    QTest.keyClick(shell.window, Qt.Key.Key_F4)
    assert shell.session.choice.mention_index == 3
    QTest.keyClick(shell.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.session.choice.mention_index == 0  # a run of steps is one jump

    assert shell.session.annotations is not None
    other = next(
        m for m in marks_of(shell.session.annotations) if m.named and m.entity_id not in (None, chosen)
    )
    click_mark(shell, other)
    assert shell.session.entity is not None
    assert shell.session.entity.id == other.entity_id
    page = shell.window.parts.panel.entities
    assert page.tree.isExpanded(page.model.entity_index(str(other.entity_id)))

    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_1)
    assert "PER" in shell.preferences.settings.hidden_types
    QTest.keyClick(view, Qt.Key.Key_1)
    assert "PER" not in shell.preferences.settings.hidden_types


def test_closing_in_the_middle_of_an_analysis_is_clean(
    shell: Shell, qtbot: QtBot, tmp_path: Path, founding_article: Path
) -> None:
    long = tmp_path / "long.txt"
    long.write_text(founding_article.read_text(encoding="utf-8").lstrip() * 40, encoding="utf-8")
    open_article(shell, qtbot, long)
    assert shell.session.article is not None
    article_id = shell.session.article.id
    qtbot.waitUntil(lambda: shell.analysis.state(article_id).running, timeout=10_000)

    assert shell.window.close()


def press(shell: Shell, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key as a person presses it: whoever has the focus gets it."""
    target: QWidget = shell.window.focusWidget() or shell.window
    QTest.keyClick(target, key, modifier)


def type_in(shell: Shell, text: str) -> None:
    target = shell.window.focusWidget()
    assert target is not None
    QTest.keyClicks(target, text)


def start_first(shell: Shell, qtbot: QtBot) -> None:
    """What the program does at its first start."""
    open_first(shell, [])
    with qtbot.waitActive(shell.window, timeout=10_000):
        shell.window.show()
        shell.window.activateWindow()
    shell.window.parts.view.setFocus(Qt.FocusReason.OtherFocusReason)


def test_a_tour_by_keys_alone_to_every_mention_and_every_word_of_one_person(
    shell: Shell, qtbot: QtBot
) -> None:
    """From the first start to all that one person says and back; after the start nothing but keys."""
    start_first(shell, qtbot)
    wait_for_marks(shell, qtbot)
    view = shell.window.parts.view

    press(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_in(shell, "poutine")
    press(shell, Qt.Key.Key_Return)
    entity = shell.session.entity
    assert entity is not None
    assert entity.name == "Vladimir Poutine"

    seen = {shell.session.choice.mention_index}
    for _ in range(len(entity.mentions) - 1):
        press(shell, Qt.Key.Key_N)
        index = shell.session.choice.mention_index
        seen.add(index)
        assert index is not None
        box = view.mark_box(entity.mentions[index].span)
        assert box.top() >= 0
        assert box.bottom() <= view.viewport().height()
    assert seen == set(range(len(entity.mentions)))

    press(shell, Qt.Key.Key_I)
    assert shell.window.parts.card.isVisible()
    press(shell, Qt.Key.Key_Escape)
    assert not shell.window.parts.card.isVisible()

    assert shell.session.annotations is not None
    said = quotes_of(shell.session.annotations, entity.id)
    assert len(said) >= 3
    heard = []
    for _ in said:
        press(shell, Qt.Key.Key_W)
        heard.append(shell.session.choice.quote_index)
    assert sorted(number for number in heard if number is not None) == list(said)

    press(shell, Qt.Key.Key_S)
    assert shell.session.choice.entity_id == entity.id
    press(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.session.choice.quote_index == heard[-1]
    press(shell, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    type_in(shell, "poutine")
    page = shell.window.parts.panel.entities
    assert page.model.rowCount() == 1
    press(shell, Qt.Key.Key_Escape)
    press(shell, Qt.Key.Key_F6)
    while shell.session.history.can_go_back:
        press(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.session.choice == Choice()
    assert view.reading_position() == 0
