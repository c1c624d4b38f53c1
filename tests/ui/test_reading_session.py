"""The session: opening, choosing, stepping, going back, failing and closing, without any window."""

import pytest

from reader.core.navigation import Choice
from reader.core.records import Annotations, Entity, Mention, Quote, Span
from reader.service import article_from_text, open_path
from reader.ui.analysis import Analysis
from reader.ui.jobs import JobRunner
from reader.ui.open_articles import OpenArticles
from reader.ui.reading_session import ReadingSession
from reader.ui.worker_client import WorkerClient


class Page:
    """Where somebody is reading."""

    def __init__(self):
        self.position = 0

    def __call__(self):
        return self.position


class Room:
    """A session with everything it needs; the analysis is only started where a test wants it."""

    def __init__(self, command):
        self.page = Page()
        self.jobs = JobRunner()
        self.client = WorkerClient(command, self.jobs)
        self.articles = OpenArticles(
            self.jobs,
            lambda path, _cancelled: open_path(path),
            lambda text, _cancelled: article_from_text(text),
        )
        self.analysis = Analysis(self.client)
        self.session = ReadingSession(self.articles, self.analysis, self.page, lambda _: 7)
        self.revealed, self.places = [], []
        self.session.reveal_requested.connect(self.revealed.append)
        self.session.place_requested.connect(self.places.append)

    def find(self, article):
        """Pretend that the analysis has found something."""
        self.analysis.annotations_changed.emit(article.id, annotations(article))

    def close(self):
        self.client.close()
        self.jobs.close(2)


def annotations(article, offset=0):
    return Annotations(
        article.id,
        "p",
        (
            Entity(f"e{1 + offset}", "PER", "Anne", tuple(Mention(Span(i, i + 4)) for i in (0, 30, 60))),
            Entity(f"e{2 + offset}", "LOC", "Lyon", (Mention(Span(10, 14)),)),
        ),
        (Quote(Span(40, 50)),),
    )


@pytest.fixture
def room(qapp, worker_command):
    room = Room(worker_command)
    yield room
    room.close()


@pytest.fixture
def reading(room, make_article):
    article = make_article("Anne est à Lyon. " * 6)
    room.articles.add(article)
    room.find(article)
    room.places.clear()
    return room


def test_a_file_is_opened_in_the_background_and_shown_at_its_place(qtbot, room, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Il pleut.", encoding="utf-8")
    with qtbot.waitSignal(room.session.article_changed, timeout=5_000) as signal:
        room.articles.open_files([str(path)])
    assert signal.args[0].text == "Il pleut."
    assert room.places == [7]


def test_the_asked_for_file_comes_to_the_front_and_the_order_is_kept(qtbot, room, tmp_path):
    for name in "abc":
        (tmp_path / name).write_text(f"Texte {name}.", encoding="utf-8")
    with qtbot.waitSignal(room.articles.opening_changed, timeout=5_000, check_params_cb=lambda on: not on):
        room.articles.open_files([str(tmp_path / name) for name in "abc"], front=1)
    assert [article.text[6] for article in room.articles.articles] == ["a", "b", "c"]
    assert room.session.article.text == "Texte b."


def test_a_missing_file_is_told_and_the_next_one_still_opens(qtbot, room, tmp_path):
    (tmp_path / "b").write_text("Texte b.", encoding="utf-8")
    failures = []
    room.articles.open_failed.connect(lambda path, error: failures.append((path, error.key)))
    with qtbot.waitSignal(room.session.article_changed, timeout=5_000):
        room.articles.open_files([str(tmp_path / "none"), str(tmp_path / "b")])
    assert failures == [(str(tmp_path / "none"), "file_missing")]


def test_the_same_text_is_open_once(room, make_article):
    room.articles.add(make_article("Un."))
    room.articles.add(make_article("Deux."))
    room.articles.add(make_article("Un."))
    assert [article.text for article in room.articles.articles] == ["Un.", "Deux."]
    assert room.session.article.text == "Un."


def test_choosing_an_entity_goes_to_its_first_mention(reading):
    reading.session.choose_entity("e1")
    assert reading.session.choice == Choice("e1", 0)
    assert reading.revealed == [Span(0, 4)]
    assert reading.session.entity.name == "Anne"


def test_clicking_a_mention_in_the_text_does_not_move_it(reading):
    reading.session.pick_mention("e1", 1)
    assert reading.session.choice == Choice("e1", 1)
    assert reading.revealed == []
    assert not reading.session.history.can_go_back


def test_an_unknown_entity_or_mention_is_no_choice(reading):
    for wish in (
        lambda: reading.session.choose_entity("e9"),
        lambda: reading.session.choose_mention("e1", 9),
        lambda: reading.session.choose_quote(3),
        lambda: reading.session.pick_mention("e9", 0),
        lambda: reading.session.step(1),
    ):
        wish()
    assert reading.session.choice == Choice()
    assert reading.revealed == []


def test_steps_go_round_and_say_so(qtbot, reading):
    reading.session.choose_mention("e1", 1)
    reading.session.step(1)
    with qtbot.waitSignal(reading.session.wrapped) as signal:
        reading.session.step(1)
    assert signal.args == [1]
    assert reading.session.choice.mention_index == 0
    reading.session.step(-1)
    assert reading.session.choice.mention_index == 2


def test_back_after_a_run_of_steps_is_where_one_was_reading(reading):
    reading.page.position = 5
    reading.session.pick_mention("e1", 0)
    for position in (33, 66):
        reading.session.step(1)
        reading.page.position = position
    reading.session.history.back()
    assert reading.places == [5]
    assert reading.session.choice == Choice("e1", 0)
    reading.session.history.forward()
    assert reading.places == [5, 66]
    assert reading.session.choice == Choice("e1", 2)


def test_every_other_jump_is_a_place_of_its_own(reading):
    for position, jump in enumerate(
        (
            lambda: reading.session.choose_entity("e2"),
            lambda: reading.session.choose_quote(0),
            lambda: reading.session.go_to(Span(70, 75)),
        )
    ):
        reading.page.position = position
        jump()
    reading.page.position = 9
    for _ in range(3):
        reading.session.history.back()
        reading.page.position = reading.places[-1]
    assert reading.places == [2, 1, 0]
    assert reading.session.choice == Choice()


def test_back_crosses_articles(reading, make_article):
    first = reading.session.article
    reading.page.position = 12
    reading.session.choose_entity("e2")
    reading.page.position = 15
    second = make_article("Un autre.")
    reading.articles.add(second)
    reading.page.position = 0
    reading.session.go_to(Span(0, 2))
    reading.session.history.back()
    assert reading.session.article is second
    reading.session.history.back()
    assert reading.session.article is first
    assert reading.places[-1] == 12


def test_each_article_keeps_its_place_and_choice(reading, make_article):
    first = reading.session.article
    reading.session.pick_mention("e2", 0)
    reading.page.position = 21
    second = make_article("Un autre.")
    reading.articles.add(second)
    assert reading.session.choice == Choice()
    reading.page.position = 3
    reading.analysis._states[first.id] = reading.analysis.state(first.id)
    reading.articles.show(first.id)
    assert reading.places[-1] == 21
    assert reading.session.choice == Choice("e2", 0)
    assert reading.session.places()[second.id] == 3


def test_newer_annotations_keep_the_choice_on_the_same_words(reading):
    article = reading.session.article
    reading.session.pick_mention("e1", 2)
    reading.analysis.annotations_changed.emit(article.id, annotations(article, offset=5))
    assert reading.session.choice == Choice("e6", 2)


def test_closing_shows_the_neighbour_and_forgets(reading, make_article):
    first, second = reading.session.article, make_article("Un autre.")
    reading.session.choose_entity("e1")
    reading.articles.add(second, front=False)
    reading.session.close_article(first.id)
    assert reading.session.article is second
    assert not reading.session.history.can_go_back
    reading.session.close_article(second.id)
    assert reading.session.article is None
    reading.session.history.back()
    reading.session.step(1)


def test_nothing_is_analysed_before_the_start_and_all_of_it_after(qtbot, room, make_article):
    room.articles.add(make_article("Anne est là."))
    assert not room.client.busy
    with qtbot.waitSignal(
        room.session.annotations_changed,
        timeout=15_000,
        check_params_cb=lambda found: found and found.complete,
    ):
        room.analysis.start()
    assert not room.analysis.state(room.session.article.id).running


def test_a_crash_is_a_failure_and_trying_again_works(qtbot, room, make_article, tmp_path):
    room.analysis.start()
    with qtbot.waitSignal(room.analysis.failed, timeout=15_000) as signal:
        room.articles.add(make_article("Anne est là.", title=f"crash-once:{tmp_path / 'x'}"))
    assert signal.args[1].reason == "died"
    with qtbot.waitSignal(
        room.session.annotations_changed,
        timeout=15_000,
        check_params_cb=lambda found: found and found.complete,
    ):
        room.session.retry()
    assert room.analysis.state(room.session.article.id).failure is None


def test_closing_an_article_stops_its_analysis(qtbot, room, make_article):
    room.analysis.start()
    article = make_article("Anne est là.", title="hang")
    room.articles.add(article)
    assert room.client.busy
    room.session.close_article(article.id)
    assert not room.client.busy
