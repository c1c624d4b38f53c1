"""The job runner: results on the right thread, cancelled work stops, nothing is left behind."""

import threading

import pytest

from reader.ui.jobs import Job, JobRunner


@pytest.fixture
def runner(qapp):
    runner = JobRunner()
    yield runner
    runner.close(2)


class Outcome:
    def __init__(self):
        self.results, self.errors, self.threads = [], [], []

    def done(self, value):
        self.results.append(value)
        self.threads.append(threading.current_thread())

    def failed(self, error):
        self.errors.append(error)


def test_a_result_arrives_on_the_windows_thread(qtbot, runner):
    outcome, where = Outcome(), []

    def work(job: Job):
        where.append(threading.current_thread())
        return 6 * 7

    with qtbot.waitSignal(runner.idle):
        runner.submit(work, outcome.done, outcome.failed)
    assert outcome.results == [42]
    assert outcome.threads == [threading.main_thread()]
    assert where[0] is not threading.main_thread()


def test_a_failure_arrives_as_its_error(qtbot, runner):
    outcome = Outcome()
    with qtbot.waitSignal(runner.idle):
        runner.submit(lambda job: 1 / 0, outcome.done, outcome.failed)
    assert isinstance(outcome.errors[0], ZeroDivisionError)
    assert outcome.results == []


def test_a_cancelled_job_stops_and_says_nothing(qtbot, runner):
    outcome, started = Outcome(), threading.Event()

    def work(job: Job):
        started.set()
        while True:
            job.check()

    with qtbot.waitSignal(runner.idle, timeout=2_000):
        job = runner.submit(work, outcome.done, outcome.failed)
        assert started.wait(2)
        job.cancel()
    assert outcome.results == outcome.errors == []


def test_a_job_cancelled_before_its_turn_never_runs(qtbot, runner):
    gate, ran = threading.Event(), []
    with qtbot.waitSignal(runner.idle):
        for _ in range(2):
            runner.submit(lambda job: gate.wait(5), lambda _: None, lambda _: None)
        runner.submit(lambda job: ran.append(1), lambda _: None, lambda _: None).cancel()
        gate.set()
    assert ran == []


def test_many_jobs_use_few_threads(qtbot, runner):
    names, results = set(), []
    with qtbot.waitSignal(runner.idle):
        for number in range(50):
            runner.submit(
                lambda job, n=number: (names.add(threading.current_thread().name), n)[1],
                results.append,
                lambda _: None,
            )
    assert sorted(results) == list(range(50))
    assert len(names) <= 2


def test_closing_cancels_and_leaves_no_thread(qtbot):
    runner, outcome, started = JobRunner(), Outcome(), threading.Event()

    def work(job: Job):
        started.set()
        while True:
            job.check()

    runner.submit(work, outcome.done, outcome.failed)
    assert started.wait(2)
    runner.close(2)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("job-")]
    assert outcome.results == outcome.errors == []
