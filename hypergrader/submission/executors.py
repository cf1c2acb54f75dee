"""Grade many submissions at once: in local worker processes, or on a Dask cluster."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from hypergrader.submission.grade import Graded, Task, grade_json
from hypergrader.submission.worker import Worker, WorkerEnded
from hyperlib.cores import available_cores


class Local:
    """Run tasks in worker processes, each held by one thread."""

    def __init__(self, workers: int):
        self._workers: list[Worker] = []
        self._mine = threading.local()
        self._closed = False
        self._pool = ThreadPoolExecutor(workers or available_cores())

    def __enter__(self) -> Local:
        return self

    def __exit__(self, *_: object) -> None:
        self._closed = True
        for worker in self._workers:
            worker.kill()
        self._pool.shutdown(cancel_futures=True)

    def submit(self, tasks: Callable[[], list[Task]]) -> Future:
        return self._pool.submit(self._run, tasks)

    def _run(self, tasks: Callable[[], list[Task]]) -> list[Graded]:
        return [self._grade(task.to_json()) for task in tasks()]

    def _grade(self, text: str) -> Graded:
        for attempt in (1, 2):
            if self._closed:
                raise RuntimeError("grading was stopped")
            worker = getattr(self._mine, "worker", None)
            if worker is None:
                worker = self._mine.worker = Worker()
                self._workers.append(worker)
            try:
                return Graded.from_json(worker.grade(text))
            except WorkerEnded:
                self._mine.worker = None
                if attempt == 2:
                    raise
        raise AssertionError("unreachable")


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
        sent = [self._client.submit(grade_json, t.to_json(), pure=False) for t in tasks()]
        return [Graded.from_json(future.result()) for future in sent]
