"""What the session knows is what every view shows."""

from dataclasses import replace

from reader.ui.analysis import AnalysisState
from reader.ui.worker_client import WorkerFailure


def fail(shell, reason="died"):
    article = shell.session.article
    failure = WorkerFailure(reason)
    shell.analysis._set(article.id, AnalysisState(failure=failure))
    shell.analysis.failed.emit(article.id, failure)


def test_title_tab_and_summary_name_the_article(shell, make_article):
    assert shell.window.windowTitle() == "Anne Morel reçoit Bob Durand à Lyon – Reader"
    assert not shell.window.parts.tabs.isVisible()
    shell.articles.add(make_article("Un deuxième."), front=False)
    assert shell.window.parts.tabs.isVisible()
    assert shell.window.parts.tabs.tabText(0).startswith("Anne Morel")
    summary = shell.window.parts.status.summary()
    assert summary == "Found automatically, may be wrong · offline · 6 entities · 11 mentions · 4 quotations"


def test_one_choice_is_seen_everywhere(shell):
    parts = shell.window.parts
    shell.session.choose_mention("e1", 2)
    assert parts.view.accessibleDescription() == "Person, Anne Morel – mention 3 of 4"
    assert parts.status._position.accessibleName() == "Anne Morel, mention 3 of 4"
    page = parts.panel.entities
    assert page.tree.currentIndex() == page.model.mention_index("e1", 2)
    assert parts.map._entity == "e1"


def test_stepping_round_the_end_is_said(shell):
    shell.session.choose_mention("e1", 3)
    shell.actions["next_mention"].trigger()
    assert shell.window.parts.status._note.text() == "↻ from the start"


def test_a_failed_analysis_is_told_and_tried_again(shell):
    fail(shell)
    messages = shell.window.parts.messages
    assert messages.message.topic == "analysis"
    assert messages.message.action_id == "retry"
    messages._button.click()
    assert not messages.has("analysis")
    assert shell.analysis.state(shell.session.article.id).running


def test_a_failure_is_told_in_the_new_language(shell, qtbot):
    fail(shell, "absent")
    shell.preferences.change(language="fr")
    qtbot.waitUntil(lambda: "repères" in shell.window.parts.messages.message.text)


def test_a_failure_of_an_article_in_the_back_is_told_when_it_comes_to_the_front(shell, make_article):
    first = shell.session.article
    fail(shell)
    shell.articles.add(make_article("Un autre."))
    assert not shell.window.parts.messages.has("analysis")
    shell.articles.show(first.id)
    assert shell.window.parts.messages.has("analysis")


def test_notices_of_the_analysis_are_told_in_words(shell, article, annotations):
    found = replace(annotations, notices=("no_names_model",))
    shell.analysis.annotations_changed.emit(article.id, found)
    known = shell.window.parts.messages.message
    assert known is None or known.topic == "notices"


def test_progress_is_shown_only_for_a_long_analysis(shell, qtbot):
    status = shell.window.parts.status
    status.set_state(AnalysisState(done=1, total=4, running=True))
    assert not status._progress.isVisible()
    qtbot.waitUntil(status._progress.isVisible, timeout=2_000)
    assert (status._progress.value(), status._progress.maximum()) == (1, 4)
    status.set_state(AnalysisState())
    assert not status._progress.isVisible()
