"""Starting: marks of an earlier run at once, what was open before, pasted texts too; the trace; the screenshot."""

import errno
import logging
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from PySide6.QtGui import QGuiApplication

from reader.core.records import Annotations, Entity, Mention, Span
from reader.library.annotation_cache import AnnotationCache
from reader.library.paths import find_paths
from reader.library.settings import load_settings
from reader.service import open_path, pipeline_id
from reader.ui import app
from reader.ui.screenshot import say_without_hints
from reader.ui.shell import worker_command


def close(shell):
    shell.window.close()
    shell.close()


def test_the_window_is_made_before_a_database_or_a_model_is_loaded():
    """Erasing brought SQLite in at every start."""
    code = (
        "import sys, reader.ui.app; print([name for name in ('sqlite3', 'lxml', 'spacy', 'onnxruntime', 'fasttext')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_what_is_known_is_there_with_the_text_and_nobody_is_asked(start, qtbot, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Anne parle.", encoding="utf-8")
    article = open_path(path)
    found = Annotations(article.id, pipeline_id("fr"), (Entity("e1", "PER", "Anne", (Mention(Span(0, 4)),)),))
    AnnotationCache(find_paths(tmp_path / "profile").annotation_cache).put(found)
    shell = start(path)
    shell.analysis.start()
    qtbot.waitUntil(lambda: shell.session.article is not None)
    assert shell.session.annotations == found
    assert len(shell.window.parts.view.marks) == 1
    assert not shell.worker.busy


def test_what_was_open_is_there_again_though_its_file_is_gone(start, qtbot, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Anne parle.", encoding="utf-8")
    first = start(path)
    first.librarian.start()
    qtbot.waitUntil(lambda: first.librarian.keeping.front is not None)
    close(first)
    path.unlink()
    second = start()
    qtbot.waitUntil(lambda: second.session.article is not None)
    assert second.session.article.text == "Anne parle."


def test_what_was_not_kept_and_is_gone_gives_way_to_the_founding_article(start, qtbot, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Anne parle.", encoding="utf-8")
    first = start(path)
    qtbot.waitUntil(lambda: first.session.article is not None)
    close(first)
    path.unlink()
    second = start()
    qtbot.waitUntil(lambda: second.session.article is not None)
    assert "Kim Jong Un" in second.session.article.text


def test_pasted_text_is_there_again_at_the_next_start(start, qtbot):
    shell = start()
    qtbot.waitUntil(lambda: shell.session.article is not None)
    QGuiApplication.clipboard().setText("Un article collé, sans fichier.")
    shell.actions["paste_article"].trigger()
    qtbot.waitUntil(lambda: "collé" in shell.session.article.text)
    close(shell)
    again = start()
    assert len(again.articles.tabs) == 2
    qtbot.waitUntil(lambda: again.session.article is not None)
    assert "collé" in again.session.article.text


def test_the_first_start_opens_the_founding_article_and_welcomes_once(start, qtbot):
    shell = start()
    qtbot.waitUntil(lambda: shell.session.article is not None)
    assert shell.articles.current.source.endswith("kim-poutine.txt")
    assert shell.window.parts.messages.message.topic == "welcome"
    qtbot.waitUntil(lambda: shell.preferences.state.welcomed)
    close(shell)
    again = start()
    assert again.window.parts.messages.message is None


@pytest.mark.parametrize(
    ("name", "content", "topic"),
    [
        ("state/state.json", '{"current": Infinity}', "state_damaged_partly"),
        ("state/state.json", '{"places": [["a", Infinity]]}', "state_damaged_partly"),
        ("state/tabs-1.json", '{"front": Infinity}', "tabs_damaged"),
        ("state/state.json", "[" * 200_000, "state_damaged"),
        ("config/settings.toml", "a=" + "[" * 100_000, "settings_damaged"),
        ("config/settings.toml", 'measure = "wide"', "settings_damaged_partly"),
    ],
)
def test_a_damaged_file_of_ours_is_told_in_the_open_window(start, qtbot, tmp_path, name, content, topic):
    path = tmp_path / "profile" / name
    path.parent.mkdir(parents=True)
    path.write_text(content)
    shell = start()
    qtbot.waitUntil(lambda: shell.session.article is not None)

    message = shell.window.parts.messages.message
    assert message.topic == topic
    assert ".damaged-" in message.text
    close(shell)
    assert not start().preferences.notices


def test_settings_that_cannot_be_saved_are_told_once_and_tried_again(start, qtbot, monkeypatch):
    shell = start()
    messages, preferences = shell.window.parts.messages, shell.preferences

    def refuse(*_):
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as patched:
        patched.setattr("reader.ui.preferences.save_settings", refuse)
        preferences.change(measure=70)
        preferences.save()
        assert "disk is full" in messages.message.text
        messages.withdraw("preferences_unsaved")
        preferences.save()
        assert not messages.has("preferences_unsaved")
        assert preferences.unsaved is not None
    preferences.save()
    assert preferences.unsaved is None
    assert load_settings(preferences.paths.settings_file).measure == 70


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such things there")
@pytest.mark.parametrize("make", [os.mkdir, getattr(os, "mkfifo", None)])
def test_a_log_that_is_no_file_is_done_without(tmp_path, make):
    paths = find_paths(tmp_path)
    paths.log_file.parent.mkdir(parents=True)
    make(paths.log_file)
    log = app._log_to(paths)
    try:
        logging.getLogger("reader").warning("nothing")
    finally:
        logging.getLogger("reader").removeHandler(log)
        log.close()
    assert not paths.log_file.is_file()


def test_own_files_at_the_first_start_are_welcomed_but_not_called_a_first_article(start, qtbot, tmp_path):
    """The welcome was never shown where a file was given, and marked as seen."""
    path = tmp_path / "own.txt"
    path.write_text("Un article.", encoding="utf-8")
    shell = start(path)
    qtbot.waitUntil(lambda: shell.session.article is not None)
    message = shell.window.parts.messages.message
    assert message.topic == "welcome"
    assert "first article" not in message.text


def test_make_run_names_the_founding_article_and_is_welcomed(start, qtbot, founding_article):
    shell = start(founding_article)
    qtbot.waitUntil(lambda: shell.session.article is not None)
    assert "This is a first article" in shell.window.parts.messages.message.text


def test_a_welcome_that_nobody_saw_comes_again(start, qtbot, tmp_path):
    shell = start(tmp_path / "none.txt")
    qtbot.waitUntil(lambda: not shell.articles.queue.busy)
    close(shell)
    again = start()
    assert again.window.parts.messages.has("welcome")


def test_the_window_comes_back_as_it_was_left(start, qtbot, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"Paragraphe {n}. " + "Il pleut. " * 40 for n in range(40)), encoding="utf-8")
    shell = start(path)
    qtbot.waitUntil(lambda: shell.session.article is not None)
    view = shell.window.parts.view
    shell.actions["panel"].trigger()
    shell.window.resize(720, 600)
    view.restore_position(6_000)
    close(shell)
    again = start()
    qtbot.waitUntil(lambda: again.session.article is not None)
    qtbot.waitUntil(lambda: abs(again.window.parts.view.reading_position() - 6_000) < 200)
    assert not again.window.parts.panel.isVisible()
    assert again.window.width() == 720


def test_the_worker_is_this_very_program():
    command = worker_command(find_paths())
    assert command[0] == sys.executable
    assert "--worker" in command


def test_a_screenshot_passes_over_one_message_of_qt_only(capsys):
    """It was printed twice for every picture."""
    where = QMessageLogContext()
    for text in ("This plugin does not support propagateSizeHints()", "This plugin does not support menus"):
        say_without_hints(QtMsgType.QtWarningMsg, where, text)
    assert capsys.readouterr().err == "This plugin does not support menus\n"
