"""The worker client against a fake worker that crashes, hangs, splits lines and talks nonsense."""

import os
import sys
import time

import pytest
from PySide6.QtCore import QEvent, QProcess

from reader.ui.jobs import JobRunner
from reader.ui.worker_client import WorkerClient


@pytest.fixture
def jobs(qapp):
    runner = JobRunner()
    yield runner
    runner.close(2)


@pytest.fixture
def client(jobs, worker_command):
    client = WorkerClient(worker_command, jobs, hang_ms=20_000)
    yield client
    client.close()


def alive(pid):
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def ask(qtbot, client, article):
    """Send an article and wait for its complete annotations; returns all that came."""
    came = []
    client.found.connect(lambda job, found: came.append((job, found)))
    with qtbot.waitSignal(client.found, timeout=15_000, check_params_cb=lambda _, found: found.complete):
        job = client.annotate(article)
    return job, came


def test_ready_tells_the_pipeline(qtbot, client):
    with qtbot.waitSignal(client.ready, timeout=15_000) as signal:
        client.start()
    assert signal.args == ["fake"]


def test_partial_then_complete_records_from_split_lines(qtbot, client, make_article):
    article = make_article("Déjà vu 😀 à l’été")
    job, came = ask(qtbot, client, article)
    assert [(number, found.complete, len(found.entities)) for number, found in came] == [
        (job, False, 1),
        (job, True, 2),
    ]
    assert came[-1][1].article_id == article.id
    assert came[-1][1].entities[0].name == "É0"
    assert not client.busy


def test_messages_of_megabytes_become_records_in_order(qtbot, client, make_article):
    _, came = ask(qtbot, client, make_article("mot " * 50_000, title="many:12000"))
    assert [len(found.entities) for _, found in came][-1] == 12_001
    assert came[-1][1].complete


def test_nonsense_and_foreign_jobs_are_dropped(qtbot, client, make_article):
    job, came = ask(qtbot, client, make_article(title="noise"))
    assert {number for number, _ in came} == {job}


def test_progress_is_told(qtbot, client, make_article):
    with qtbot.waitSignal(client.progressed, timeout=15_000) as signal:
        job = client.annotate(make_article(title="slow"))
    assert signal.args == [job, 0, 4]


def test_a_refusal_carries_its_sentence_key(qtbot, client, make_article):
    with qtbot.waitSignal(client.failed, timeout=15_000) as signal:
        job = client.annotate(make_article(title="refuse"))
    number, failure = signal.args
    assert (number, failure.reason, failure.key, failure.values) == (
        job,
        "analysis",
        "model_missing",
        {"reason": "x"},
    )


def test_a_crash_is_told_with_details_and_the_next_request_starts_a_fresh_process(
    qtbot, client, make_article
):
    with qtbot.waitSignal(client.failed, timeout=15_000) as signal:
        client.annotate(make_article(title="crash"))
    assert signal.args[1].reason == "died"
    assert "something broke" in signal.args[1].details
    _, came = ask(qtbot, client, make_article())
    assert came[-1][1].complete


def test_a_hang_is_ended_and_told(qtbot, jobs, worker_command, make_article):
    client = WorkerClient(worker_command, jobs, hang_ms=300)
    with qtbot.waitSignal(client.ready, timeout=15_000):
        client.start()
    pid = client._process.processId()
    with qtbot.waitSignal(client.failed, timeout=15_000) as signal:
        client.annotate(make_article(title="hang"))
    assert signal.args[1].reason == "hung"
    assert not alive(pid)
    client.close()


def test_a_missing_program_is_told(qtbot, jobs, make_article):
    client = WorkerClient(["/nowhere/reader"], jobs)
    with qtbot.waitSignal(client.failed, timeout=15_000) as signal:
        client.annotate(make_article())
    assert signal.args[1].reason == "absent"
    client.close()


def test_a_cancelled_job_says_nothing_more(qtbot, client, make_article):
    came = []
    client.found.connect(lambda job, _: came.append(job))
    with qtbot.waitSignal(client.progressed, timeout=15_000):
        first = client.annotate(make_article(title="slow"))
    client.cancel(first)
    second, _ = ask(qtbot, client, make_article())
    assert first not in came
    assert second in came


def test_closing_in_the_middle_is_quick_and_leaves_no_process(qtbot, client, make_article):
    with qtbot.waitSignal(client.ready, timeout=15_000):
        client.start()
    client.annotate(make_article(title="hang"))
    pid = client._process.processId()
    began = time.monotonic()
    client.close()
    assert time.monotonic() - began < 0.6
    assert not alive(pid)


def test_a_killed_process_is_waited_for_however_busy_the_system_is(qapp, qtbot, jobs, monkeypatch):
    """`reader screenshot` said “QProcess: Destroyed while process … is still running”."""
    monkeypatch.setattr("reader.ui.worker_client.CLOSE_MS", 0)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('{}', flush=True); time.sleep(60)"
    client = WorkerClient((sys.executable, "-c", deaf), jobs)
    client.start()
    process = client.findChild(QProcess)
    qtbot.waitSignal(process.readyReadStandardOutput, timeout=15_000).wait()
    pid = process.processId()
    client.close()
    assert not alive(pid)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
