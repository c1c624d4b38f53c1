"""Articles that are open behind others are analysed for the library, but never before the one in front."""

import pytest

from reader.core.records import Annotations


@pytest.fixture
def reading(bare_shell, qtbot, make_article):
    """A window with one article in front whose analysis is done, and a worker."""
    with qtbot.waitExposed(bare_shell.window):
        bare_shell.window.show()
    bare_shell.librarian.start()
    bare_shell.analysis.start()
    bare_shell.articles.add(make_article("Anne parle.", "plain", "front"))
    qtbot.waitUntil(lambda: bare_shell.analysis.idle and bare_shell.session.annotations is not None)
    return bare_shell


@pytest.fixture
def asked(reading, monkeypatch):
    """What the worker is asked for and told to drop, in this order; it answers nothing."""
    log, ids = [], {}

    def annotate(article):
        ids[len(ids) + 1_000] = article.id
        log.append(("annotate", article.id))
        return len(ids) + 999

    monkeypatch.setattr(reading.worker, "annotate", annotate)
    monkeypatch.setattr(reading.worker, "cancel", lambda job: log.append(("cancel", ids[job])))
    return log


def test_kept_articles_in_the_background_are_analysed_one_after_the_other(reading, qtbot, make_article):
    library = reading.shelf.library()
    for name in ("one", "two"):
        reading.articles.add(make_article(f"Texte {name}.", "plain", name), front=False)
    qtbot.waitUntil(lambda: all(library.annotations(name) is not None for name in ("one", "two")))
    assert library.kept("two").people
    assert reading.session.article.id == "front"


def test_what_comes_to_the_front_goes_first_and_the_other_begins_anew(reading, qtbot, make_article, asked):
    reading.articles.add(make_article("Texte.", "plain", "behind"), front=False)
    qtbot.waitUntil(lambda: asked == [("annotate", "behind")])
    reading.articles.add(make_article("Neuf.", "plain", "new"))
    assert asked[1:] == [("cancel", "behind"), ("annotate", "new")]
    reading.worker.found.emit(1_001, Annotations("new", "fake"))
    qtbot.waitUntil(lambda: asked[3:] == [("annotate", "behind")])


def test_what_is_brought_to_the_front_meanwhile_goes_on(reading, qtbot, make_article, asked):
    reading.articles.add(make_article("Texte.", "plain", "behind"), front=False)
    qtbot.waitUntil(lambda: asked == [("annotate", "behind")])
    reading.articles.show("behind")
    reading.articles.show("front")
    assert asked == [("annotate", "behind")]


def test_a_failure_in_the_background_is_told_only_in_front(reading, qtbot, make_article):
    reading.articles.add(make_article("Texte.", "refuse", "bad"), front=False)
    reading.articles.add(make_article("Texte deux.", "plain", "good"), front=False)
    qtbot.waitUntil(lambda: reading.shelf.library().annotations("good") is not None)
    messages = reading.window.parts.messages
    assert messages.message is None
    reading.articles.show("bad")
    qtbot.waitUntil(lambda: messages.message is not None)


def test_what_is_not_kept_is_not_analysed(reading, qtbot, make_article, asked):
    reading.preferences.change(keep_articles=False)
    reading.articles.add(make_article("Texte.", "plain", "behind"), front=False)
    qtbot.wait(800)
    assert asked == []
