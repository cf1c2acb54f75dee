"""Work on a student's text has limits of its own, and ends as a reason for that submission alone."""

import threading
import tracemalloc

import pytest

from hypergrader.submission import executors
from hypergrader.submission.sandbox import Limits
from hypergrader.submission.task import Graded, Task
from hypergrader.submission.worker import OverLimit, Worker, WorkerEnded


@pytest.fixture
def worker(request):
    """Return a worker that calls the function whose name is given."""
    worker = Worker(f"tests.worker_tasks:{request.param}")
    yield worker
    worker.end()


@pytest.mark.parametrize("worker", ["echo"], indirect=True)
def test_a_worker_answers_again_and_again(worker):
    assert [worker.call(text, memory_mb=100, seconds=60, clock=600) for text in "ab\n"] == [*"ab\n"]


@pytest.mark.parametrize("worker", ["echo"], indirect=True)
@pytest.mark.parametrize("text", ["", "a\r\nb\r", "é\u2028\x00", "\ud800", "x" * 3_000_000])
def test_a_text_arrives_as_it_was_sent(worker, text):
    assert worker.call(text, clock=60) == text


@pytest.mark.parametrize("worker", ["ignore"], indirect=True)
def test_the_coordinator_keeps_few_copies_of_a_large_submission(worker, monkeypatch):
    """So much memory is taken for each submission that is graded side by side."""
    monkeypatch.setattr(executors, "Worker", lambda: worker)
    files = {"a.ipynb": bytes(8 << 20)}
    workers = executors._Workers()
    tracemalloc.start()
    try:
        workers.grade(Task("ada", "lesson", "a", files, ""))
        assert tracemalloc.get_traced_memory()[1] < 5 * len(files["a.ipynb"])
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("worker", ["fail"], indirect=True)
def test_what_a_function_raises_is_told_and_the_worker_goes_on(worker):
    for _ in range(2):
        with pytest.raises(RuntimeError, match="ValueError: said"):
            worker.call("said")


@pytest.mark.parametrize("worker", ["end"], indirect=True)
def test_a_worker_that_ends_is_told(worker):
    with pytest.raises(WorkerEnded, match="ended with status"):
        worker.call("")


@pytest.mark.parametrize("worker", ["hungry"], indirect=True)
def test_memory_is_limited_beyond_what_is_used_already(worker):
    assert worker.call("100", memory_mb=200) == str(100 << 20)
    assert worker.call("500") == str(500 << 20)
    with pytest.raises(OverLimit, match="needed more than 200 MB of the grader's memory"):
        worker.call("500", memory_mb=200)


@pytest.mark.parametrize("worker", ["busy", "deaf"], indirect=True)
def test_processor_time_is_limited(worker):
    with pytest.raises(OverLimit, match="needed more than 0.5 seconds of the grader's own"):
        worker.call("", seconds=0.5, clock=30)


@pytest.mark.parametrize("worker", ["sleepy"], indirect=True)
def test_a_worker_that_hangs_is_killed(worker):
    with pytest.raises(OverLimit, match="not finished after 2 seconds"):
        worker.call("", clock=2)


def test_no_worker_is_left_to_itself_when_grading_ends_while_it_starts(monkeypatch):
    """Who leaves waits for the threads, so one that grades on would keep a stopped command for minutes."""
    starting, ended, calls = threading.Event(), threading.Event(), []

    class Slow:
        def __init__(self):
            starting.set()
            ended.wait(30)

        def call(self, *_, **__):
            calls.append(1)

        def kill(self):
            pass

        end = kill

    monkeypatch.setattr(executors, "Worker", Slow)
    with executors.Local(1) as local:
        future = local.submit(lambda: [task("a")])
        assert starting.wait(30)
        local._workers.stopped.set()  # as leaving does, before it looks for those that have started
        ended.set()
        with pytest.raises(RuntimeError, match="grading was stopped"):
            future.result()
    assert not calls


def task(text):
    return Task("ada", "lesson", text, {}, "", limits=Limits(grader_mb=200))


def test_one_over_the_limit_costs_nobody_else_anything(monkeypatch):
    """The next submission gets a new worker; one that ended for no known reason is tried twice."""
    calls = []

    class Counting(Worker):
        def __init__(self):
            super().__init__("tests.worker_grades:by_notebook")

        def call(self, text, **limits):
            calls.append(Task.from_json(text).notebook)
            return super().call(text, **limits)

    monkeypatch.setattr(executors, "Worker", Counting)
    with executors.Local(1) as local:
        futures = {n: local.submit(lambda n=n: [task(n)]) for n in ("a", "hungry", "end", "b")}
        with pytest.raises(OverLimit):
            futures["hungry"].result()
        with pytest.raises(WorkerEnded):
            futures["end"].result()
        for name in "ab":
            [graded] = futures[name].result()
            assert isinstance(graded, Graded) and graded.name == name
    assert calls == ["a", "hungry", "end", "end", "b"]
