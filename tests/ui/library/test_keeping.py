"""What is opened is kept, with marks, state and place; who is seen where; and reading goes on without a library."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from reader.core.kept import ReadState
from reader.core.navigation import Choice
from reader.library.paths import find_paths
from reader.library.tab_files import SavedTab, SavedTabs, TabFiles
from reader.service import Shelf
from reader.service.opening import open_path
from reader.ui.app import open_first
from reader.ui.card.line import CardLine
from reader.ui.library import progress
from reader.ui.shell import build_shell

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reading(bare_shell, qtbot, article):
    """A window with an article in front, which has begun to keep."""
    with qtbot.waitExposed(bare_shell.window):
        bare_shell.window.show()
    bare_shell.librarian.start()
    bare_shell.articles.add(article)
    bare_shell.window.parts.view.setFocus()
    return bare_shell


def kept(shell, article_id):
    return shell.shelf.library().kept(article_id)


def test_an_opened_article_is_kept_and_being_read(reading, qtbot, article):
    qtbot.waitUntil(lambda: reading.librarian.keeping.front is not None)
    qtbot.waitUntil(lambda: kept(reading, article.id).state is ReadState.READING)
    assert reading.shelf.library().article(article.id) == article


def test_nothing_is_kept_before_the_first_paint(bare_shell, qtbot, article):
    bare_shell.articles.add(article)
    bare_shell.window.show()
    qtbot.wait(100)
    assert kept(bare_shell, article.id) is None
    bare_shell.librarian.start()
    qtbot.waitUntil(lambda: kept(bare_shell, article.id) is not None)


def test_complete_marks_are_kept_once_they_are_there(reading, qtbot, article, annotations):
    reading.analysis.annotations_changed.emit(article.id, annotations)
    qtbot.waitUntil(lambda: reading.shelf.library().annotations(article.id) == annotations)
    qtbot.waitUntil(lambda: kept(reading, article.id).people[:1] == ("Anne Morel",))


def test_what_is_not_to_be_kept_is_not_but_for_the_one_that_is_asked_for(bare_shell, qtbot, article):
    bare_shell.preferences.change(keep_articles=False)
    bare_shell.window.show()
    bare_shell.librarian.start()
    bare_shell.articles.add(article)
    qtbot.waitUntil(lambda: not bare_shell.jobs.busy)
    assert kept(bare_shell, article.id) is None
    assert bare_shell.actions["library_keep"].isEnabled()
    QTest.keyClick(bare_shell.window, Qt.Key.Key_K, CTRL | SHIFT)
    qtbot.waitUntil(lambda: kept(bare_shell, article.id) is not None)
    qtbot.waitUntil(lambda: not bare_shell.actions["library_keep"].isEnabled())


def test_what_was_removed_can_be_kept_again(reading, qtbot, article):
    keeping = reading.librarian.keeping
    qtbot.waitUntil(lambda: keeping.front is not None)
    reading.librarian.desk.change(lambda library: library.remove([article.id]))
    qtbot.waitUntil(lambda: keeping.front is None)
    QTest.keyClick(reading.window, Qt.Key.Key_K, CTRL | SHIFT)
    qtbot.waitUntil(lambda: keeping.front is not None)


def test_a_removal_holds_when_the_last_session_is_resumed_until_the_article_is_opened_again(
    bare_shell, qtbot, tmp_path
):
    path = tmp_path / "a.txt"
    path.write_text("Il pleut.", encoding="utf-8")
    article_id = open_path(str(path)).id
    bare_shell.shelf.keep(open_path(str(path)))
    bare_shell.shelf.library().remove([article_id])
    TabFiles(find_paths(tmp_path / "profile").state).save(SavedTabs((SavedTab(str(path)),)), 1)
    bare_shell.window.show()
    open_first(bare_shell, ())
    bare_shell.librarian.start()
    qtbot.waitUntil(lambda: bare_shell.session.article is not None)
    qtbot.wait(200)
    qtbot.waitUntil(lambda: not bare_shell.jobs.busy)
    assert kept(bare_shell, article_id) is None
    bare_shell.articles.open_files([str(path)])
    qtbot.waitUntil(lambda: kept(bare_shell, article_id) is not None)


def test_a_resumed_article_that_was_never_kept_is_kept(bare_shell, qtbot, article):
    bare_shell.window.show()
    bare_shell.librarian.start()
    bare_shell.articles.add(article, resumed=True)
    qtbot.waitUntil(lambda: kept(bare_shell, article.id) is not None)


def test_the_original_is_kept_where_that_is_wished(bare_shell, qtbot, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Il pleut.", encoding="utf-8")
    bare_shell.preferences.change(keep_originals=True)
    bare_shell.window.show()
    bare_shell.librarian.start()
    bare_shell.articles.open_files([str(path)])
    qtbot.waitUntil(lambda: bare_shell.librarian.keeping.front is not None)
    article_id = bare_shell.session.article.id
    assert bare_shell.shelf.library().original(article_id) == b"Il pleut."


def test_the_place_is_kept_and_found_again_from_the_library(bare_shell, qtbot, make_article, monkeypatch):
    monkeypatch.setattr(progress, "SETTLE_MS", 50)
    book = make_article("\n".join(f"Ligne {number} du long texte." for number in range(400)), "Livre", "book")
    bare_shell.window.show()
    bare_shell.librarian.start()
    bare_shell.articles.add(book)
    view = bare_shell.window.parts.view
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 2_000)
    view.verticalScrollBar().setValue(1_500)
    place = view.reading_position()
    qtbot.waitUntil(lambda: bare_shell.librarian.keeping.front is not None)
    qtbot.waitUntil(lambda: kept(bare_shell, "book").place == place)
    view.verticalScrollBar().setValue(1_800)
    further = view.reading_position()
    bare_shell.librarian.close()
    assert kept(bare_shell, "book").place == further > place
    bare_shell.session.close_article("book")
    bare_shell.session._places.clear()
    bare_shell.librarian.open_kept("book")
    qtbot.waitUntil(lambda: abs(view.reading_position() - further) < 60)


def test_who_stays_at_the_end_has_read_it_and_opening_it_again_changes_nothing(
    reading, qtbot, make_article, monkeypatch
):
    monkeypatch.setattr(progress, "END_MS", 60)
    long = make_article("\n".join(f"Ligne {number}." for number in range(300)), "Long", "long")
    reading.articles.add(long)
    view = reading.window.parts.view
    qtbot.waitUntil(
        lambda: kept(reading, "long") is not None and kept(reading, "long").state is ReadState.READING
    )
    QTest.keyClick(view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: kept(reading, "long").state is ReadState.READ)
    reading.session.close_article("long")
    reading.librarian.open_kept("long")
    qtbot.waitUntil(lambda: reading.librarian.keeping.front is not None)
    qtbot.waitUntil(lambda: not reading.jobs.busy)
    assert kept(reading, "long").state is ReadState.READ


def test_an_article_seen_as_a_whole_takes_time_to_read(reading, qtbot, article, monkeypatch):
    monkeypatch.setattr(progress, "END_MS", 10)
    monkeypatch.setattr(progress, "_WORDS_A_SECOND", 1)
    qtbot.waitUntil(lambda: reading.librarian.keeping.front is not None)
    qtbot.wait(progress.SETTLE_MS + 300)
    assert kept(reading, article.id).state is ReadState.READING
    assert reading.librarian.progress._patience() == 1_000 * len(article.text.split())


def test_a_library_that_cannot_be_written_is_told_once_and_reading_goes_on(
    bare_shell, qtbot, tmp_path, make_article
):
    file = tmp_path / "no folder"
    file.write_text("", encoding="utf-8")
    bare_shell.librarian.desk.shelf = Shelf(file / "library.sqlite")
    bare_shell.window.show()
    bare_shell.librarian.start()
    bare_shell.articles.add(make_article("Un."))
    messages = bare_shell.window.parts.messages
    qtbot.waitUntil(lambda: messages.message is not None)
    assert messages.message.text.startswith("The library cannot be written")
    messages.withdraw("library")
    bare_shell.articles.add(make_article("Deux."))
    qtbot.waitUntil(lambda: not bare_shell.jobs.busy)
    assert messages.message is None
    assert bare_shell.session.article.text == "Deux."


def test_a_change_that_waits_is_written_at_closing(reading, qtbot, article):
    qtbot.waitUntil(lambda: reading.librarian.keeping.front is not None)
    for tag in ("un", "deux", "trois"):
        reading.librarian.desk.change(lambda library, each=tag: library.add_tag([article.id], each))
    reading.librarian.close()
    assert set(kept(reading, article.id).tags) == {"un", "deux", "trois"}


# -- seen in other articles -----------------------------------------------------------------------


@pytest.fixture
def met(filled, qtbot):
    """An article in front in which somebody is named who is named in another one too."""
    filled.librarian.start()
    filled.librarian.open_kept("kept1")
    qtbot.waitUntil(lambda: filled.librarian.keeping.seen == {"e1": 2, "e2": 2})
    filled.window.parts.panel.tabs.setCurrentIndex(0)
    filled.window.parts.view.setFocus()
    return filled


def card_lines(shell):
    return {line.text(): line for line in shell.window.parts.card.findChildren(CardLine)}


def test_the_card_leads_to_the_other_articles_and_to_the_mention_there(met, qtbot, page, titles):
    met.session.choose_mention("e1", 0)
    QTest.keyClick(met.window.parts.view, Qt.Key.Key_I)
    line = card_lines(met)["Seen in 2 articles"]
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(titles()) == 2 and page.isVisible())
    assert not met.window.parts.card.isVisible()
    assert page.filters.entity.text() == "Anne Morel"
    assert met.window.focusWidget() is page.list
    row = next(n for n, each in enumerate(page.model.rows) if each.article.id == "kept0")
    assert page.model.rows[row].words == "Anne Morel le dit à Brest."
    page.list.setCurrentIndex(page.model.index(row))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: met.session.article.id == "kept0")
    qtbot.waitUntil(lambda: met.session.choice == Choice("e1", 0))
    assert met.session.entity.name == "Anne Morel"
    QTest.keyClick(met.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (met.session.article.id, met.session.choice) == ("kept1", Choice("e1", 0))


def test_the_first_of_the_other_articles_has_the_keys_though_the_tab_was_never_seen(
    bare_shell, qtbot, sample, annotated
):
    for number in (0, 1):
        bare_shell.shelf.library().keep(sample(number))
        bare_shell.shelf.library().keep_annotations(annotated(sample(number)))
    with qtbot.waitExposed(bare_shell.window):
        bare_shell.window.show()
    bare_shell.librarian.start()
    bare_shell.librarian.open_kept("kept1")
    qtbot.waitUntil(lambda: bare_shell.librarian.keeping.seen.get("e1") == 2)
    bare_shell.session.choose_mention("e1", 0)
    bare_shell.actions["panel"].trigger()
    bare_shell.window.parts.view.setFocus()
    QTest.keyClick(bare_shell.window.parts.view, Qt.Key.Key_L)
    rows = bare_shell.window.parts.panel.library.list
    qtbot.waitUntil(lambda: bare_shell.window.focusWidget() is rows)
    assert rows.currentIndex().row() == 0


def test_the_mention_is_chosen_also_in_an_article_that_is_open(met, qtbot, page):
    met.librarian.open_kept("kept0")
    qtbot.waitUntil(lambda: met.session.article.id == "kept0")
    qtbot.waitUntil(lambda: met.librarian.keeping.seen.get("e1") == 2)
    met.session.choose_mention("e1", 0)
    QTest.keyClick(met.window.parts.view, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: page.isVisible() and page.model.rowCount() == 2)
    row = next(n for n, each in enumerate(page.model.rows) if each.article.id == "kept1")
    page.list.setCurrentIndex(page.model.index(row))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: met.session.article.id == "kept1" and met.session.choice == Choice("e1", 0))


def test_who_is_seen_here_alone_has_no_line(met, qtbot):
    met.librarian.open_kept("kept0")
    qtbot.waitUntil(lambda: met.librarian.keeping.seen.get("e3") == 1)
    met.session.choose_mention("e3", 0)
    met.window.parts.view.setFocus()
    QTest.keyClick(met.window.parts.view, Qt.Key.Key_I)
    assert not any(text.startswith("Seen in") for text in card_lines(met))
    assert any(label.text() == "Brest" for label in met.window.parts.card.findChildren(QLabel))


def test_where_marks_come_late_the_place_is_shown_and_then_chosen(met, qtbot, page, sample):
    library = met.shelf.library()
    found = library.annotations("kept0")
    page.show_entity(library.entity_of("kept0", "e1"))
    met.actions["library"].trigger()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    met.librarian._read = lambda article_id, cancelled: sample(0)
    page.opened.emit(next(each for each in page.model.rows if each.article.id == "kept0"))
    qtbot.waitUntil(lambda: met.session.article.id == "kept0")
    qtbot.wait(20)
    assert met.session.choice == Choice()
    met.analysis.annotations_changed.emit("kept0", found)
    qtbot.waitUntil(lambda: met.session.choice == Choice("e1", 0))


def test_an_article_that_is_not_analysed_yet_is_said(reading, qtbot, article, annotations):
    reading.preferences.change(keep_articles=False)
    reading.analysis.annotations_changed.emit(article.id, annotations)
    qtbot.waitUntil(lambda: not reading.jobs.busy)
    reading.shelf.library().remove([article.id])
    reading.session.choose_mention("e1", 0)
    QTest.keyClick(reading.window.parts.view, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: reading.window.parts.status._note.text() == "not in the library yet")


# -- the quick switch -----------------------------------------------------------------------------


def test_kept_articles_are_in_the_quick_switch_by_their_title(filled, qtbot):
    QTest.keyClick(filled.window, Qt.Key.Key_K, CTRL)
    switch = filled.window.parts.switch
    QTest.keyClicks(switch.field, "digue")
    qtbot.waitUntil(lambda: switch.model.rowCount() == 1)
    said = switch.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Kept article, Une digue à l’étude, Est"
    QTest.keyClick(switch.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: filled.session.article is not None and filled.session.article.id == "kept1")


def test_an_open_article_is_in_the_quick_switch_once(filled, qtbot):
    filled.librarian.open_kept("kept1")
    qtbot.waitUntil(lambda: filled.session.article is not None)
    filled.librarian.open_kept("kept0")
    qtbot.waitUntil(lambda: filled.session.article.id == "kept0")
    QTest.keyClick(filled.window, Qt.Key.Key_K, CTRL)
    switch = filled.window.parts.switch
    QTest.keyClicks(switch.field, "digue")
    qtbot.wait(300)
    assert switch.model.rowCount() == 1
    assert switch.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Article, Une digue")


# -- two windows ----------------------------------------------------------------------------------


@pytest.fixture
def second(filled, qapp, worker_command):
    """Another window on the same library."""
    shell = build_shell(qapp, filled.preferences.paths, worker_command)
    shell.preferences.change(language="en", theme="light")
    yield shell
    shell.window.close()
    shell.close()
    shell.window.deleteLater()


def test_two_windows_keep_and_change_at_the_same_time(filled, second, qtbot, page, make_article):
    with qtbot.waitExposed(second.window):
        second.window.show()
    for shell, mine in ((filled, "un"), (second, "deux")):
        shell.librarian.start()
        for number in range(5):
            shell.articles.add(make_article(f"Texte {mine} {number}.", f"{mine} {number}", f"{mine}{number}"))
            shell.librarian.desk.change(lambda library, tag=mine: library.add_tag(["kept0"], tag))
    qtbot.waitUntil(lambda: filled.shelf.library().count() == 13, timeout=15_000)
    qtbot.waitUntil(lambda: set(kept(filled, "kept0").tags) == {"un", "deux"})
    QApplication.sendEvent(filled.window, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: page.count.text() == "13 articles")
    assert filled.window.parts.messages.message is None
    assert second.window.parts.messages.message is None
