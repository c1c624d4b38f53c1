"""Reading that lasts is told and can be given up; a large folder says what it left out."""

import os
import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from reader.core.errors import UnreadableInputError
from reader.service import FoundFiles, article_from_text
from reader.ui.jobs import JobRunner
from reader.ui.message_bar import MessageBar
from reader.ui.open_articles import OpenArticles
from reader.ui.reading_progress import ReadingProgress
from reader.ui.tab_records import Tab


class Room:
    """Open articles, of which one cannot be read to its end, and the bar that tells of it."""

    def __init__(self, qtbot):
        self.jobs = JobRunner()
        self.given_up = threading.Event()
        self.articles = OpenArticles(self.jobs, self.read, lambda text, _cancelled: article_from_text(text))
        self.bar = MessageBar()
        qtbot.addWidget(self.bar)
        self.progress = ReadingProgress(self.articles, self.bar, self.bar)

    def read(self, path, cancelled):
        if path.endswith("dossier"):
            error = UnreadableInputError("folder_unreadable", folder="/là/dossier/clos", reason="?")
            return FoundFiles(tuple(f"/là/{number}.txt" for number in range(5_200)), (error,))
        while "endless" in path and not cancelled():
            threading.Event().wait(0.01)
        if cancelled():
            self.given_up.set()
            raise UnreadableInputError("reading_cancelled", name=path)
        return article_from_text(f"Texte de {path}.", path)

    def button(self):
        return next(button for button in self.bar.findChildren(QPushButton) if button.isVisible())


@pytest.fixture
def room(qtbot, qapp):
    room = Room(qtbot)
    yield room
    room.articles.queue.cancel()
    room.jobs.close(2)


def test_what_lasts_is_told_with_its_name_and_cancelled_by_a_click(qtbot, room):
    room.articles.open_files(["/là/endless.html", "/là/a.txt"])
    qtbot.waitUntil(lambda: room.bar.message is not None, timeout=5_000)
    assert room.bar.message.text == "Reading endless.html…"
    qtbot.mouseClick(room.button(), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: not room.articles.queue.busy)
    assert room.given_up.wait(5)
    assert room.bar.message is None
    assert [article.source for article in room.articles.articles] == ["/là/a.txt"]
    assert room.articles.current.source == "/là/a.txt"


def test_what_is_read_soon_is_not_worth_a_word(qtbot, room):
    with qtbot.assertNotEmitted(room.bar.action_requested):
        room.articles.open_files(["/là/a.txt"])
        qtbot.waitUntil(lambda: not room.articles.queue.busy)
    assert room.bar.message is None


def test_a_large_folder_says_how_much_of_it_is_open_and_what_is_closed(qtbot, room):
    failures = []
    room.articles.open_failed.connect(lambda _path, error: failures.append(error))
    room.articles.open_files(["/là/dossier"])
    qtbot.waitUntil(lambda: not room.articles.queue.busy, timeout=10_000)

    assert len(room.articles.articles) == 20
    assert "5,200" in room.bar.message.text.replace("5200", "5,200")
    assert "reader import /là/dossier" in room.bar.message.text
    assert [error.key for error in failures] == ["folder_unreadable"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files there")
def test_a_pipe_is_told_and_holds_nothing(qtbot, bare_shell, tmp_path):
    os.mkfifo(tmp_path / "tube.txt")
    with qtbot.waitSignal(bare_shell.articles.open_failed) as told:
        bare_shell.articles.open_files([str(tmp_path / "tube.txt")])
    assert told.args[1].key == "file_special"


@pytest.fixture
def waiting(qtbot, room):
    """A room with three tabs that wait to be read: the first is in front, the second cannot be read to its end."""
    sources = ("/là/a.txt", "/là/endless.html", "/là/b.txt")
    room.articles.restore([Tab(source, source) for source in sources], 0)
    qtbot.waitUntil(lambda: room.articles.current is not None)
    return room


def test_a_tab_chosen_again_while_it_is_read_is_read_once(qtbot, waiting):
    articles, started = waiting.articles, []
    articles.reading_started.connect(started.append)
    first, endless = articles.tabs[0].key, articles.tabs[1].key
    for key in (endless, first, endless):
        articles.show(key)
    articles.queue.cancel()

    qtbot.waitUntil(lambda: not articles.queue.busy)
    assert started == ["endless.html"]
    assert len(articles.tabs) == 3
    assert articles.chosen == first


def test_a_tab_chosen_twice_while_another_is_read_is_read_once(qtbot, waiting):
    articles, started = waiting.articles, []
    articles.reading_started.connect(started.append)
    first, endless, last = (tab.key for tab in articles.tabs)
    for key in (endless, last, first, last):
        articles.show(key)
    articles.queue.cancel()

    qtbot.waitUntil(lambda: not articles.queue.busy)
    assert started == ["endless.html", "b.txt"]
    assert articles.current.source == "/là/b.txt"


def test_closing_a_tab_gives_up_its_reading(qtbot, waiting):
    articles = waiting.articles
    articles.show(articles.tabs[1].key)
    articles.open_files(["/là/c.txt"])
    articles.close(articles.tabs[1].key)

    qtbot.waitUntil(lambda: not articles.queue.busy)
    assert articles.current.source == "/là/c.txt"
    assert "/là/endless.html" not in [tab.source for tab in articles.tabs]
