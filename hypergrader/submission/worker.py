"""Do work for the grader in a process of its own, within limits: a JSON line and a text in, a JSON line out.

What reads a student's text (repair, judging, making pages) runs here, so that a text which needs too much memory
or time ends as a reason recorded for that submission alone.  A worker ends with the process that started it, even
when that one is killed.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

with suppress(ImportError):  # Windows has none; nothing is graded there
    import resource

GRADE = "hypergrader.submission.grade:grade_json"
_MEGA = 1 << 20


class WorkerEnded(RuntimeError):
    """A worker process ended before it answered."""


class OverLimit(WorkerEnded):
    """The work needed more of the grader's own memory or time than its limit."""


class Worker:
    """Start a process that calls one function again and again; to be used by the thread that made it.

    Parameters
    ----------
    function : str
        ``module:name`` of a function that takes and returns text.
    """

    def __init__(self, function: str = GRADE) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "hypergrader.submission.worker", function],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="surrogatepass",
            # Ctrl-C is for the coordinator, which ends its workers.
            start_new_session=True,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._asked, self._answers = self._process.stdin, self._process.stdout

    def call(self, text: str, *, memory_mb: float = 0, seconds: float = 0, clock: float = 0) -> str:
        """Return what the function returns for `text`.

        Parameters
        ----------
        text : str
        memory_mb : float
            Limit of memory beyond what the process uses already; 0 for none.
        seconds : float
            Limit of processor time; 0 for none.
        clock : float
            Seconds after which the process is killed; 0 for never.

        Raises
        ------
        OverLimit
            If it needed more than a limit.  The worker has ended.
        WorkerEnded
            If the process ended for another reason.
        RuntimeError
            If the function raised; the message says what.
        """
        late = threading.Event()

        def kill() -> None:
            late.set()
            self.kill()

        timer = threading.Timer(clock, kill)
        timer.daemon = True
        if clock:
            timer.start()
        asked = {"length": len(text), "memory_mb": memory_mb, "seconds": seconds}
        try:
            self._asked.write(json.dumps(asked) + "\n")
            for start in range(0, len(text), _MEGA):  # in pieces: no second copy of a large text
                self._asked.write(text[start : start + _MEGA])
            self._asked.flush()
            line = self._answers.readline()
        except OSError:
            line = ""
        finally:
            timer.cancel()
        if late.is_set():
            self.end()
            raise OverLimit(f"it was not finished after {clock:g} seconds")
        if not line:
            raise WorkerEnded(f"the worker process ended with status {self.end()}")
        answer = json.loads(line)
        if "over" in answer:
            self.end()
            raise OverLimit(answer["over"])
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["returned"]

    def kill(self) -> None:
        """End the process and its kernels at once."""
        self._process.kill()

    def end(self) -> int:
        """End the process, wait for it, and return its status."""
        self._process.kill()
        for stream in (self._asked, self._answers):
            with suppress(OSError):
                stream.close()
        return self._process.wait()


class _OutOfTime(BaseException):
    """Processor time is used up; no handler of ordinary exceptions may catch it."""


@contextmanager
def limited(memory_mb: float, seconds: float) -> Iterator[None]:
    """Let the block use so much memory beyond what is used now, and so much processor time; 0 means no limit.

    Raises
    ------
    MemoryError, _OutOfTime
        From within the block.
    """
    kept = resource.getrlimit(resource.RLIMIT_DATA)
    if memory_mb:
        resource.setrlimit(resource.RLIMIT_DATA, (_data_size() + int(memory_mb * _MEGA), kept[1]))
    # Unlike RLIMIT_CPU, a timer is not inherited by the kernels that are started in the block.
    signal.signal(signal.SIGPROF, _out_of_time)
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds and 1)  # again, where it was swallowed
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_DATA, kept)


def _out_of_time(number: int, frame: FrameType | None) -> NoReturn:
    raise _OutOfTime


def _data_size() -> int:
    """Return the private memory of this process in bytes, as Linux counts it for RLIMIT_DATA."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(status.partition("VmData:")[2].partition("kB")[0] or 0) << 10


def main() -> None:
    """Answer until standard input ends."""
    if sys.platform.startswith("linux"):
        set_parent_death_signal = 1  # PR_SET_PDEATHSIG of prctl(2)
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
    # Whatever prints on standard output must not disturb the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    module, _, name = sys.argv[1].partition(":")
    function = getattr(importlib.import_module(module), name)
    asks = open(0, encoding="utf-8", errors="surrogatepass", newline="\n")
    for line in asks:
        asked = json.loads(line)
        memory, seconds = asked["memory_mb"], asked["seconds"]
        text = asks.read(asked["length"])
        try:
            with limited(memory, seconds):
                answer = {"returned": function(text)}
        except MemoryError:
            answer = {"over": f"it needed more than {memory:g} MB of the grader's memory"}
        except _OutOfTime:
            answer = {"over": f"it needed more than {seconds:g} seconds of the grader's own"}
        except Exception as problem:
            detail = traceback.format_exc(limit=-3)
            answer = {"error": f"{type(problem).__name__}: {problem}\n{detail}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
