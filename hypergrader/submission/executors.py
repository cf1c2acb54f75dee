"""Grade many submissions at once: in local worker processes, or on a Dask cluster."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from hypergrader.submission.sandbox import PATIENCE, Limits
from hypergrader.submission.task import Graded, Task
from hypergrader.submission.worker import OverLimit, Worker, WorkerEnded
from hyperlib.cores import available_cores

_START_SECONDS = 600  # for the imports of a worker and of its kernels, on a very busy machine


class _Workers:
    """Give each thread that grades a worker process of its own, started when it is needed."""

    def __init__(self) -> None:
        self.started: list[Worker] = []
        self.stopped = threading.Event()
        self._mine = threading.local()

    def grade(self, task: Task) -> str:
        """Return the graded task as text.

        Raises
        ------
        OverLimit
            If it needed more than the limits of the grader's own memory and time.
        WorkerEnded
            If the worker ended, and another one did as well.
        """
        text, limits = task.to_json(), task.limits
        try:
            return self._tried(text, limits)
        except OverLimit:
            raise
        except WorkerEnded:
            return self._tried(text, limits)

    def _tried(self, text: str, limits: Limits) -> str:
        worker = getattr(self._mine, "worker", None)
        if worker is None:
            worker = self._mine.worker = Worker()
            self.started.append(worker)
        if self.stopped.is_set():  # asked last: who stops them has ended those that had started
            raise RuntimeError("grading was stopped")
        try:
            return worker.call(
                text,
                memory_mb=limits.grader_mb,
                seconds=limits.grader_seconds,
                # The kernel's own limits end it far earlier; this is for a worker that hangs.
                clock=2 * limits.total_seconds + PATIENCE * limits.grader_seconds + _START_SECONDS,
            )
        except WorkerEnded:
            self.started.remove(worker)
            self._mine.worker = None
            raise


class Local:
    """Run tasks in worker processes, each served by one thread."""

    def __init__(self, workers: int):
        self._workers = _Workers()
        self._pool = ThreadPoolExecutor(workers or available_cores())

    def __enter__(self) -> Local:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.stopped.set()
        for worker in list(self._workers.started):
            worker.kill()
        self._pool.shutdown(cancel_futures=True)
        for worker in self._workers.started:
            worker.end()

    def submit(self, tasks: Callable[[], list[Task]]) -> Future:
        return self._pool.submit(self._run, tasks)

    def _run(self, tasks: Callable[[], list[Task]]) -> list[Graded]:
        return [Graded.from_json(self._workers.grade(task)) for task in tasks()]


_on_cluster = _Workers()


def _grade_on_cluster(text: str) -> str:
    """Grade a task on a worker of a cluster, with a process of its own within the same limits."""
    return _on_cluster.grade(Task.from_json(text))


class Dask:
    """Run tasks on the workers of a Dask cluster."""

    def __init__(self, address: str):
        try:
            from distributed import Client
        except ImportError as problem:
            raise ImportError(
                "the package distributed is not installed; try `pip install distributed`"
            ) from problem
        self._client = Client(address)
        self._pool = ThreadPoolExecutor(32)  # they only wait

    def __enter__(self) -> Dask:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True, wait=False)
        self._client.close()

    def submit(self, tasks: Callable[[], list[Task]]) -> Future:
        return self._pool.submit(self._run, tasks)

    def _run(self, tasks: Callable[[], list[Task]]) -> list[Graded]:
        sent = [self._client.submit(_grade_on_cluster, t.to_json(), pure=False) for t in tasks()]
        return [Graded.from_json(future.result()) for future in sent]
