"""Keeping nothing, erasing everything while the window is open, and the offer to remove what telemetry has left."""

import gzip
import json
import logging
import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from reader.library.annotation_cache import AnnotationCache
from reader.library.erasing import kept_files
from reader.library.log import PrivateLog
from reader.library.paths import find_paths
from reader.library.profile import open_profile
from reader.library.settings import load_settings
from reader.ui import app
from reader.ui.tab_records import Tab

SECRET = "Zanzibarement"


@pytest.fixture
def paths(tmp_path):
    return find_paths(tmp_path / "profile")


@pytest.fixture
def reading(bare_shell, qtbot, tmp_path):
    """A window that keeps: a file, a pasted text, a place and an analysis."""
    app.restore_window(bare_shell)
    bare_shell.tabs.restore(())
    bare_shell.librarian.start()
    bare_shell.analysis.start()
    with qtbot.waitExposed(bare_shell.window):
        bare_shell.window.show()

    def read():
        path = tmp_path / f"{SECRET}.txt"
        path.write_text(f"{SECRET} parle à Lyon. " * 400, encoding="utf-8")
        bare_shell.articles.open_files([str(path)])
        qtbot.waitUntil(lambda: len(bare_shell.articles.articles) == 1)
        QGuiApplication.clipboard().setText(f"{SECRET} est collé.")
        bare_shell.actions["paste_article"].trigger()
        qtbot.waitUntil(lambda: len(bare_shell.articles.articles) == 2)
        for article in bare_shell.articles.articles:
            bare_shell.articles.show(article.id)
            qtbot.waitUntil(
                lambda: bare_shell.session.annotations is not None and bare_shell.session.annotations.complete
            )
            AnnotationCache(bare_shell.preferences.paths.annotation_cache).put(bare_shell.session.annotations)
        bare_shell.librarian.progress.close()
        qtbot.waitUntil(lambda: not bare_shell.jobs.busy)
        return bare_shell

    return read


def traces(paths):
    """Every kept file that tells of what was read, with what a library or an analysis has packed."""
    found = []
    for path in kept_files(paths):
        try:
            data = path.read_bytes()
        except FileNotFoundError:  # while a file is saved it has another name for a moment
            continue
        if path.suffix == ".gz":
            data += gzip.decompress(data) + SECRET.encode()  # any analysis tells of what was read
        if SECRET.encode() in data:
            found.append(path.name)
    if paths.library_file.exists():
        with closing(sqlite3.connect(paths.library_file)) as library:
            found += [
                f"{count} articles" for (count,) in library.execute("SELECT count(*) FROM article") if count
            ]
    state = json.loads(paths.state_file.read_text()) if paths.state_file.exists() else {}
    found += [key for key in ("recent", "places", "chapters") if state.get(key)]
    return found


def test_what_is_read_leaves_traces_that_this_test_sees(reading, paths):
    shell = reading()
    shell.window.close()
    shell.close()
    found = traces(paths)
    assert {"2 articles", "recent", "places", "state.json", "tabs-1.json"} <= set(found)
    assert len([name for name in found if name.endswith(".gz")]) == 2
    assert len([name for name in found if name.endswith(".txt")]) == 1


def test_nothing_is_kept_where_the_reader_wants_it_so(reading, paths, monkeypatch, bare_shell):
    monkeypatch.setattr(AnnotationCache, "put", lambda *_: None)  # what the worker does is tested with it
    bare_shell.preferences.change(keep_nothing=True)
    shell = reading()
    assert shell.preferences.state.recent  # within this run they are there
    shell.window.close()
    shell.close()
    assert traces(paths) == []
    assert load_settings(paths.settings_file).keep_nothing
    assert json.loads(paths.state_file.read_text())["geometry"]


def test_what_is_turned_off_later_is_forgotten_at_the_next_saving(reading, paths, qtbot):
    shell = reading()
    shell.window.close()
    shell.preferences.save()
    assert {"places", "tabs-1.json"} <= set(traces(paths))
    shell.preferences.change(keep_nothing=True)
    shell.preferences.save()
    qtbot.waitUntil(lambda: "tabs-1.json" not in traces(paths))
    assert not {"places", "recent"} & set(traces(paths))
    assert "2 articles" in traces(paths)  # what was kept stays until it is erased


def test_who_puts_an_article_into_the_library_keeps_it(reading, bare_shell, qtbot):
    bare_shell.preferences.change(keep_nothing=True)
    shell = reading()
    shell.actions["library_keep"].trigger()
    qtbot.waitUntil(lambda: len(shell.shelf.library().ids()) == 1)


@pytest.fixture
def question(qtbot):
    """Presses the button of a dialog that erases, and gives the question that comes."""

    def asked(shell, dialog):
        shell.actions[dialog].trigger()
        shown = next(
            each
            for each in shell.application.topLevelWidgets()
            if each.objectName() == f"{dialog}Dialog" and each.isVisible()
        )
        QTest.mouseClick(shown.findChild(QPushButton, "erase"), Qt.MouseButton.LeftButton)
        found = []

        def there():
            found[:] = [
                each
                for each in shell.application.topLevelWidgets()
                if each.objectName() == "eraseDialog" and each.isVisible()
            ]
            return bool(found)

        qtbot.waitUntil(there)
        return found[0]

    return asked


@pytest.mark.parametrize("dialog", ["settings", "privacy"])
def test_a_button_erases_everything_while_the_window_is_open(reading, paths, qtbot, question, dialog):
    shell = reading()
    shell.preferences.save()
    log = PrivateLog(paths.log_file)
    logging.getLogger("reader").addHandler(log)
    logging.getLogger("reader").warning(SECRET)
    assert "reader.log" in traces(paths)

    asked = question(shell, dialog)
    QTest.mouseClick(asked.findChild(QWidget, "eraseConfirmed"), Qt.MouseButton.LeftButton)
    messages = shell.window.parts.messages
    qtbot.waitUntil(lambda: messages.has("erased"), timeout=20_000)
    assert messages.message.kind == "info"
    assert shell.articles.articles == ()
    assert shell.preferences.state.recent == ()
    qtbot.waitUntil(lambda: not shell.jobs.busy)
    assert traces(paths) == []

    logging.getLogger("reader").warning("a later line")
    assert "a later line" in paths.log_file.read_text()
    logging.getLogger("reader").removeHandler(log)
    log.close()
    shell.window.close()
    shell.close()
    assert traces(paths) == []


def test_what_is_opened_after_erasing_is_kept_again(reading, qtbot):
    shell = reading()
    shell.privacy.erase()
    qtbot.waitUntil(lambda: shell.window.parts.messages.has("erased"), timeout=20_000)
    assert shell.shelf.library().ids() == ()
    reading()
    qtbot.waitUntil(lambda: len(shell.shelf.library().ids()) == 2)
    front = shell.session.article
    qtbot.waitUntil(lambda: shell.shelf.annotations(front.id, "fake") is not None)


def test_who_keeps_nothing_goes_on_keeping_nothing_after_erasing(reading, bare_shell, qtbot, paths):
    bare_shell.preferences.change(keep_nothing=True, font_size=22.0)
    bare_shell.privacy.erase()
    qtbot.waitUntil(lambda: bare_shell.window.parts.messages.has("erased"), timeout=20_000)
    bare_shell.preferences.save()
    assert load_settings(paths.settings_file).keep_nothing
    assert load_settings(paths.settings_file).font_size != 22


def test_cancel_and_escape_erase_nothing(reading, qtbot, paths, question):
    shell = reading()
    asked = question(shell, "settings")
    with qtbot.waitSignal(asked.rejected):
        QTest.keyClick(asked, Qt.Key.Key_Escape)
    asked = question(shell, "settings")
    with qtbot.waitSignal(asked.rejected):
        QTest.keyClick(asked, Qt.Key.Key_Return)
    asked = question(shell, "settings")
    with qtbot.waitSignal(asked.rejected):
        QTest.mouseClick(asked.findChild(QWidget, "eraseCancelled"), Qt.MouseButton.LeftButton)
    assert len(shell.articles.articles) == 2
    assert "2 articles" in traces(paths)


def test_the_page_names_the_real_places(shell, qtbot):
    shell.actions["privacy"].trigger()
    shown = next(w for w in shell.application.topLevelWidgets() if w.objectName() == "privacyDialog")
    said = {label.text().replace("\u200b", "") for label in shown.findChildren(QLabel)}
    paths = shell.preferences.paths
    places = (paths.library_file, paths.pasted, paths.annotation_cache, paths.state, paths.log_file)
    assert {str(path) for path in (*places, paths.settings_file)} <= said
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in shown.findChildren(QLabel))
    QTest.mouseClick(shown.findChild(QPushButton, "privacySettings"), Qt.MouseButton.LeftButton)
    settings = next(w for w in shell.application.topLevelWidgets() if w.objectName() == "settingsDialog")
    assert settings.isVisible()
    for dialog in (shown, settings):
        dialog.close()


# -- telemetry ---------------------------------------------------------------------------------------


@pytest.fixture
def left(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "cache" / "Microsoft" / "DeveloperTools" / ".onnxruntime"
    folder.mkdir(parents=True)
    for name in ("deviceid", "onnxruntime.db"):
        (folder / name).write_text("x", encoding="utf-8")
    return folder


def offered(shell, qtbot):
    shell.privacy.start()
    qtbot.waitUntil(lambda: not shell.jobs.busy)
    return shell.window.parts.messages.has("telemetry")


@pytest.mark.parametrize(("button", "gone"), [("messageAction", True), ("messageOther", False)])
def test_what_telemetry_has_left_is_offered_once(shell, qtbot, left, button, gone):
    assert offered(shell, qtbot)
    assert (left / "deviceid").exists()  # never unasked
    bar = shell.window.parts.messages
    assert str(left) in bar.message.text
    QTest.mouseClick(bar.findChild(QPushButton, button), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not shell.jobs.busy)
    assert not bar.has("telemetry")
    assert (left / "deviceid").exists() != gone
    (left / "deviceid").parent.mkdir(parents=True, exist_ok=True)
    (left / "deviceid").write_text("x", encoding="utf-8")
    assert not offered(shell, qtbot)
    shell.preferences.save()
    assert json.loads(shell.preferences.paths.state_file.read_text())["asked_about_telemetry"]


def test_nothing_is_said_where_nothing_was_left(shell, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert not offered(shell, qtbot)
    assert not shell.preferences.state.asked_about_telemetry


def test_files_that_cannot_be_removed_are_told(shell, qtbot, left, monkeypatch):
    def refuse():
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("reader.ui.privacy.remove_telemetry_files", refuse)
    assert offered(shell, qtbot)
    bar = shell.window.parts.messages
    QTest.mouseClick(bar.findChild(QPushButton, "messageAction"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.has("telemetry"))
    assert bar.message.kind == "warning"


# -- what Qt keeps by itself -------------------------------------------------------------------------


def test_qts_own_notes_lie_with_our_files_or_nowhere(shell, tmp_path, monkeypatch):
    """The Open dialog wrote the visited folders into ~/.config/QtProject.conf."""
    log = PrivateLog(shell.preferences.paths.log_file)

    def write(words):
        settings = QSettings(QSettings.Scope.UserScope, "QtProject")
        settings.setValue("FileDialog/lastVisited", words)
        settings.sync()

    before = QSettings(QSettings.Scope.UserScope, "QtProject").fileName()
    try:
        app._follow_keeping(shell.preferences, log)
        write("first")
        own = shell.preferences.paths.config / "QtProject.conf"
        assert "first" in own.read_text()
        shell.preferences.change(keep_nothing=True)
        write("second")
        assert "second" not in own.read_text()
        open_profile(shell.preferences.paths.root)
        assert own.stat().st_mode & 0o077 == 0
    finally:
        folder = before.rpartition("/")[0]
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, folder)
        log.close()


def test_tabs_that_nobody_has_read_yet_are_erased_too(reading, paths, qtbot, tmp_path):
    """They stayed, one of them was read once the one in front was closed, and all were written down again."""
    shell = reading()
    sources = [tmp_path / f"{SECRET}{number}.txt" for number in range(3)]
    for source in sources:
        source.write_text(f"{SECRET} parle à {source.stem}.\n" * 20, encoding="utf-8")
    shell.articles.restore([Tab(str(source), source.stem) for source in sources])
    shell.privacy.erase()
    qtbot.waitUntil(lambda: shell.window.parts.messages.has("erased"), timeout=20_000)
    qtbot.waitUntil(lambda: not shell.articles.queue.busy)

    assert shell.articles.tabs == ()
    shell.window.close()
    shell.close()
    assert traces(paths) == []
