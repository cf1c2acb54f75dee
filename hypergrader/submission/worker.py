"""Grade tasks in a process of its own: one JSON line in, one JSON line out.

Started by `hypergrader.autograde`.  It ends with the process that started it, even when that one is killed.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import traceback


class WorkerEnded(RuntimeError):
    """Say that a worker process ended before it answered."""


class Worker:
    """Hold a worker process; must be used by the thread that made it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "hypergrader.submission.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            # Ctrl-C is for the coordinator, which ends its workers.
            start_new_session=True,
        )

    def grade(self, task: str) -> str:
        """Return the graded submission for a task, both as JSON text.

        Raises
        ------
        WorkerEnded
            If the process ended.
        RuntimeError
            If the task could not be graded; the message says why.
        """
        try:
            self._process.stdin.write(task + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            line = ""
        if not line:
            self.kill()
            raise WorkerEnded(f"the worker process ended with status {self._process.wait()}")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["graded"]

    def kill(self) -> None:
        """End the process and its kernels at once."""
        self._process.kill()


def main() -> None:
    """Answer tasks until standard input ends."""
    if sys.platform.startswith("linux"):
        set_parent_death_signal = 1  # PR_SET_PDEATHSIG of prctl(2)
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
    # Whatever prints on standard output must not disturb the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    from hypergrader.submission.grade import grade_json

    for line in sys.stdin:
        try:
            answer = {"graded": grade_json(line)}
        except Exception as problem:
            detail = traceback.format_exc(limit=-3)
            answer = {"error": f"{type(problem).__name__}: {problem}\n{detail}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
