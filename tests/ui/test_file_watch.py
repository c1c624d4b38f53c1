"""A file that changes while it is open: told, not replaced under the reader's eyes; the new text is the same row."""

import os

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from reader.core.kept import ReadState

TOPIC = "file_changed"
TEXT = "Le pont de Pirmil ferme\n\n" + "\n\n".join(
    f"Le paragraphe numéro {number} raconte longuement ce que la préfète a dit du pont ce jour-là. " * 4
    for number in range(60)
)


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "a.txt"
    made.write_text(TEXT, encoding="utf-8")
    return made


@pytest.fixture
def reading(bare_shell, qtbot, path):
    """A window with the file open and kept, which has begun to look."""
    with qtbot.waitExposed(bare_shell.window):
        bare_shell.window.show()
    bare_shell.articles.open_files([str(path)])
    qtbot.waitUntil(lambda: bare_shell.session.article is not None)
    bare_shell.librarian.start()
    bare_shell.file_watch.start()
    qtbot.waitUntil(lambda: bare_shell.librarian.keeping.front is not None)
    return bare_shell


def come_back(shell):
    """The window becomes the active one again."""
    QApplication.sendEvent(shell.window, QEvent(QEvent.Type.WindowActivate))


def replaced(path, text):
    """As many editors save: a new file takes the place of the old one."""
    other = path.with_suffix(".new")
    other.write_text(text, encoding="utf-8")
    other.replace(path)


def wait_for_message(shell, qtbot, there=True):
    def told():
        come_back(shell)
        return shell.window.parts.messages.has(TOPIC) is there

    qtbot.waitUntil(told, timeout=15_000)


@pytest.mark.parametrize("save", [replaced, lambda path, text: path.write_text(text, encoding="utf-8")])
def test_a_changed_file_is_told_and_its_text_stays_until_it_is_wanted(reading, qtbot, path, save):
    article = reading.session.article
    view = reading.window.parts.view
    view.restore_position(TEXT.index("numéro 40"))
    reading.shelf.library().set_starred([article.id], True)
    reading.shelf.library().add_tag([article.id], "pont")
    save(path, TEXT.replace("Pirmil ferme", "Pirmil, à Nantes, ferme ce soir"))
    wait_for_message(reading, qtbot)

    message = reading.window.parts.messages.message
    assert (message.kind, message.text) == ("info", "The file has changed.")
    assert reading.session.article is article
    button = reading.window.parts.messages.findChild(QPushButton, "messageAction")
    assert button.text() == "Show the new version"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: reading.session.article.id != article.id, timeout=15_000)
    newer = reading.session.article
    assert "à Nantes" in newer.text
    assert reading.articles.articles == (newer,)
    qtbot.waitUntil(lambda: abs(view.reading_position() - newer.text.index("numéro 40")) < 400)
    library = reading.shelf.library()
    qtbot.waitUntil(lambda: library.kept(newer.id) is not None and library.kept(newer.id).id == newer.id)
    (row,) = library.articles()
    assert (row.starred, row.tags, row.state) == (True, ("pont",), ReadState.READING)
    assert not reading.window.parts.messages.has(TOPIC)


def test_a_file_that_was_only_touched_is_no_news(reading, qtbot, path):
    os.utime(path, ns=(1, 1))
    come_back(reading)
    qtbot.waitUntil(lambda: not reading.jobs.busy)
    assert not reading.window.parts.messages.has(TOPIC)


def test_a_file_that_has_its_text_again_is_no_news_any_more(reading, qtbot, path):
    replaced(path, "Autre chose.")
    wait_for_message(reading, qtbot)
    replaced(path, TEXT)
    wait_for_message(reading, qtbot, there=False)


def test_what_was_dismissed_is_told_again_only_after_another_change(reading, qtbot, path):
    replaced(path, TEXT + " Fin.")
    wait_for_message(reading, qtbot)
    close = reading.window.parts.messages.findChild(object, "messageClose")
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    come_back(reading)
    qtbot.waitUntil(lambda: not reading.jobs.busy)
    assert not reading.window.parts.messages.has(TOPIC)
    replaced(path, TEXT + " Fin, vraiment.")
    wait_for_message(reading, qtbot)


def test_a_file_that_is_gone_is_told_and_its_text_stays(reading, qtbot, path, monkeypatch):
    article = reading.session.article
    path.rename(path.with_suffix(".moved"))
    wait_for_message(reading, qtbot)
    message = reading.window.parts.messages.message
    assert message.text == "The file is no longer in its place. Its text stays open here."
    assert (message.action_text, reading.session.article) == ("", article)

    path.with_suffix(".moved").rename(path)
    wait_for_message(reading, qtbot, there=False)


def test_each_tab_has_its_own_news(reading, qtbot, path, tmp_path):
    first = reading.session.article
    other = tmp_path / "b.txt"
    other.write_text("Anne parle à Bob.", encoding="utf-8")
    replaced(path, TEXT + " Fin.")
    wait_for_message(reading, qtbot)
    reading.articles.open_files([str(other)])
    qtbot.waitUntil(lambda: reading.session.article.id != first.id)
    assert not reading.window.parts.messages.has(TOPIC)
    reading.articles.show(first.id)
    assert reading.window.parts.messages.has(TOPIC)


def test_it_is_told_in_the_language_of_the_window(reading, qtbot, path):
    replaced(path, TEXT + " Fin.")
    wait_for_message(reading, qtbot)
    reading.preferences.change(language="fr")
    qtbot.waitUntil(lambda: reading.window.parts.messages.message.text == "Le fichier a changé.")
    assert reading.window.parts.messages.message.action_text == "Afficher la nouvelle version"


def test_a_kept_article_is_compared_with_its_file_when_it_is_opened_from_the_library(reading, qtbot, path):
    article = reading.session.article
    reading.session.close_article(article.id)
    path.write_text(TEXT + " Fin.", encoding="utf-8")
    reading.librarian.open_kept(article.id)
    qtbot.waitUntil(lambda: reading.session.article is not None)
    assert reading.session.article.id == article.id
    wait_for_message(reading, qtbot)
