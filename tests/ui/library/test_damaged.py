"""A library that turns out to be damaged while the window is open: repaired, told once, and listed again."""

import sqlite3
from contextlib import closing

from reader.core.kept import LibraryQuery


def damage(shell, statement):
    with closing(sqlite3.connect(shell.shelf.file, isolation_level=None)) as connection:
        connection.execute(statement)


def test_impossible_values_are_repaired_when_the_list_is_renewed(filled, qtbot):
    messages, model = filled.window.parts.messages, filled.window.parts.panel.library.model
    damage(filled, "UPDATE article SET state = 'zzz' WHERE number = 2")
    damage(filled, "UPDATE article SET title = CAST(x'ff41' AS TEXT) WHERE number = 1")
    filled.librarian.desk.changed.emit()

    qtbot.waitUntil(lambda: messages.has("library"))
    assert "réparée" in messages.message.text or "repaired" in messages.message.text
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    assert filled.shelf.use(lambda library: library.count(LibraryQuery("port"))) == 2


def test_an_article_without_its_record_is_opened_as_plain_text(filled, qtbot):
    messages = filled.window.parts.messages
    damage(filled, "UPDATE content SET record = x'00' WHERE article = 1")
    filled.librarian.open_kept("kept0")

    qtbot.waitUntil(lambda: filled.session.article is not None)
    assert filled.session.article.text.startswith("Le port de Brest ferme.")
    filled.librarian.desk.changed.emit()
    qtbot.waitUntil(lambda: messages.has("library"))


def test_a_second_repair_is_told_too(filled, qtbot):
    messages = filled.window.parts.messages
    for number in (1, 2):
        damage(filled, f"UPDATE article SET state = 'zzz' WHERE number = {number}")
        filled.librarian.desk.changed.emit()
        qtbot.waitUntil(lambda: messages.has("library"))
        messages.withdraw("library")
