"""An article in a language that cannot be analysed: told calmly, and corrected by hand where that is wrong."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.core.records import Annotations
from reader.library.window_state import WindowState, load_state, merged_state, save_state
from reader.ui.sentences import LANGUAGE_TOPIC
from tests.ui.conftest import FAKE_WORKER

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
ENGLISH = "The bridge was closed on Tuesday because of the flood, the mayor said in front of the town hall."


@pytest.fixture
def english(shell, make_article):
    """An English article in front, with what can be found in it."""
    article = replace(make_article(ENGLISH, "A bridge", "english"), language="en")
    shell.articles.add(article)
    found(shell, article)
    return shell


def found(shell, article):
    annotations = Annotations(article.id, "en", notices=("language_unsupported",))
    shell.analysis.annotations_changed.emit(article.id, annotations)


def told(shell):
    message = shell.window.parts.messages.message
    return message.text if message is not None and message.topic == LANGUAGE_TOPIC else ""


def test_that_an_article_is_in_another_language_is_told_calmly(english):
    message = english.window.parts.messages.message
    assert message.text.startswith("This article is in English. Only its quotations are shown")
    assert (message.kind, message.action_text) == ("info", "It is in French")


def test_the_panel_does_not_say_that_no_names_were_found(english):
    """Nobody looked for any."""
    note = english.window.parts.panel.entities.note
    assert note.words.text() == "No names are looked for in this language."


def test_it_is_told_in_the_language_of_the_window(english, qtbot):
    english.preferences.change(language="fr")
    qtbot.waitUntil(lambda: told(english).startswith("Cet article est en anglais."))
    assert english.window.parts.messages.message.action_text == "Il est en français"


def test_a_french_article_is_not_spoken_of(english, article):
    english.articles.show(article.id)
    assert told(english) == ""


def test_the_notice_is_put_away_for_good(english, article):
    english.window.parts.messages._close.click()
    english.articles.show(article.id)
    english.articles.show("english")
    found(english, english.session.article)
    assert told(english) == ""


def test_the_reader_says_that_it_is_french(english, qtbot):
    """By the button of the message: it is analysed anew, at the place where one was reading."""
    english.analysis.start()
    english.window.parts.messages._button.click()
    qtbot.waitUntil(lambda: english.session.article.language == "fr")
    qtbot.waitUntil(lambda: english.session.annotations is not None and english.session.annotations.complete)
    assert told(english) == ""
    assert english.session.annotations.entities
    assert english.preferences.state.language_of("english") == "fr"
    assert english.actions["article_language_fr"].isChecked()
    assert [article.id for article in english.articles.articles].count("english") == 1


def test_by_the_keys_to_another_language_and_back_to_what_the_words_tell(english, qtbot):
    QTest.keyClick(english.window, Qt.Key.Key_0, CTRL_ALT)
    qtbot.waitUntil(lambda: english.session.article.language == "und")
    found(english, english.session.article)
    assert told(english).startswith("This article is in another language.")
    assert english.actions["article_language_other"].isChecked()
    QTest.keyClick(english.window, Qt.Key.Key_5, CTRL_ALT)
    qtbot.waitUntil(lambda: english.session.article.language == "en")
    assert english.preferences.state.language_of("english") is None
    assert english.actions["article_language_words"].isChecked()


def test_the_choice_shown_is_that_of_the_article_in_front(english, qtbot, article):
    english.actions["article_language_fr"].trigger()
    qtbot.waitUntil(lambda: english.session.article.language == "fr")
    english.articles.show(article.id)
    assert english.actions["article_language_words"].isChecked()
    english.articles.show("english")
    assert english.actions["article_language_fr"].isChecked()


def test_without_an_article_there_is_no_language_to_choose(bare_shell):
    assert not bare_shell.actions["article_language_fr"].isEnabled()


def test_the_library_follows(english, qtbot):
    english.librarian.start()
    qtbot.waitUntil(lambda: english.shelf.kept("english") is not None)
    assert english.shelf.kept("english").language == "en"
    english.actions["article_language_fr"].trigger()
    qtbot.waitUntil(lambda: english.shelf.kept("english").language == "fr")


def test_the_next_start_opens_it_in_the_language_that_was_chosen(english, qtbot, qapp, tmp_path):
    from reader.ui.shell import build_shell

    file = tmp_path / "bridge.txt"
    file.write_text(ENGLISH, encoding="utf-8")
    english.articles.open_files([str(file)])
    qtbot.waitUntil(lambda: english.session.article.source == str(file))
    assert english.session.article.language == "en"
    english.actions["article_language_fr"].trigger()
    qtbot.waitUntil(lambda: english.session.article.language == "fr")
    english.preferences.save()
    again = build_shell(qapp, english.preferences.paths, FAKE_WORKER)
    try:
        again.articles.open_files([str(file)])
        qtbot.waitUntil(lambda: again.session.article is not None)
        assert again.session.article.language == "fr"
        assert again.actions["article_language_fr"].isChecked()
    finally:
        again.window.close()
        again.close()
        again.window.deleteLater()


def test_the_state_keeps_the_choice_and_forgets_it(tmp_path):
    state = WindowState().with_language("a", "fr").with_language("b", "und").with_language("a", None)
    assert state.languages == (("b", "und"),)
    save_state(tmp_path / "state.json", state)
    assert load_state(tmp_path / "state.json") == state
    assert (state.language_of("b"), state.language_of("a")) == ("und", None)


def test_a_choice_that_was_taken_back_is_gone_in_the_file_too(english, qtbot):
    """It was merged with the file's and came back at the next start."""
    article_id = english.session.article.id
    for action_id, kept in (("article_language_fr", "fr"), ("article_language_words", None)):
        english.actions[action_id].trigger()
        english.preferences.save()
        assert load_state(english.preferences.paths.state_file).language_of(article_id) == kept


def test_what_another_window_has_chosen_stays():
    before = WindowState().with_language("a", "fr")
    merged = merged_state(before.with_language("a", None), before, before.with_language("b", "und"))
    assert merged.languages == (("b", "und"),)


def test_the_articles_language_stands_below_its_title_in_the_windows_language(english, qtbot):
    page = english.window.parts.view
    assert "English" in page.toPlainText()
    english.preferences.change(language="fr")
    qtbot.waitUntil(lambda: "anglais" in page.toPlainText())
