"""Run code in a kernel, within limits.

`Kernel` is a small client of its own, because every message of the kernel is untrusted: what it sends is
counted, and a kernel that exceeds a limit is killed and the limit named.
"""

from __future__ import annotations

import dataclasses
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from importlib.util import cache_from_source, find_spec
from pathlib import Path, PurePosixPath
from typing import Any

import psutil
import zmq
from jupyter_client.manager import KernelManager
from nbformat import v4

from hypergrader.submission.harmless import shown
from hypergrader.submission.sandbox.folders import OwnFolder
from hypergrader.submission.sandbox.inside import Inside, Plain, StartFailed
from hypergrader.submission.sandbox.launcher import write_files
from hypergrader.submission.sandbox.limits import MEGA, Limits

# Processor time does not depend on what else the machine does, so a limit on it is fair.  A program that
# sleeps uses none: it is stopped after this many times its limit on the clock.
PATIENCE = 3
# What others took from it is not counted, up to so many times that limit.
PATIENCE_WITH_OTHERS = 10
# Seconds on the clock, besides the time that others took, until it begins; a free kernel begins at once.
TO_BEGIN = 30
_START_SECONDS = 180  # until a kernel answers, on the clock; takes 0.5 on an idle machine
MUCH = 15  # times the limit of what a cell shows, after which it is stopped; until then that is left out
_LEFT_OUT = "\nFurther outputs of this cell were left out: they are larger than the limit.\n"
_OPENING_SECONDS = 0.5  # for the first message to be passed on, before another one is sent

_LAZY = "import os; os.environ['HYPERLIB_LAZY'] = '1'"
# Starts ipykernel as `python -m ipykernel_launcher` does, with the student's folder on the path as there, but
# only when everything that ipykernel itself needs is loaded: a file ipykernel_launcher.py or IPython.py of a
# student's cannot keep the kernel from starting (Python is called with -P).  After each cell, Python's own
# functions, streams and parts of the kernel that work are put back: without them ipykernel answers no more.
_START = """
import builtins, json, os, sys
if sys.platform != "win32":  # without a sandbox, the grader's own limit would hold here
    import resource
    most = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
import ipykernel.kernelbase
from ipykernel.kernelapp import IPKernelApp
class NoInput(EOFError):  # ipykernel's own counts as an answer that is not written yet
    def __init__(self, _):
        told = "nobody types while a notebook is graded; write the value into the code"
        super().__init__(f"{told}, in place of input()")
ipykernel.kernelbase.StdinNotImplementedError = NoInput
app = IPKernelApp.instance()
app.initialize()
names = [os.path.basename(path) for path in sys.path]
at = next((i for i, name in enumerate(names) if name in ("site-packages", "dist-packages")), 0)
sys.path.insert(at, "")
functions = {module: dict(vars(module)) for module in (builtins, json)}
streams = {"stdout": sys.stdout, "stderr": sys.stderr}
names = "session", "iopub_socket", "iopub_thread", "shell_stream", "control_stream", "shell"
parts = {name: getattr(app.kernel, name) for name in names if hasattr(app.kernel, name)}
home, space = app.shell.user_module, app.shell.user_ns
def put_back(_):
    for module, names in functions.items():
        vars(module).update(names)
    if app.shell.user_ns is not space:
        space.update(app.shell.user_ns)
    app.shell.user_module, app.shell.user_ns = home, space
    sys.settrace(None), sys.setprofile(None)
    for name, part in parts.items():
        setattr(app.kernel, name, part)
    for name, stream in streams.items():
        try:
            getattr(sys, name).flush()
        except Exception:
            setattr(sys, name, stream)
app.shell.events.register("post_run_cell", put_back)
app.start()
"""


@dataclass
class Ran:
    """Describe what running a piece of code gave.

    Attributes
    ----------
    outputs : list
        Outputs in nbformat's form, untrusted.
    limit : str or None
        ``time-out``, ``memory``, ``processes``, ``output`` or ``files``: what the code ran into.
        ``broken``: it was not begun, the kernel being at work on what came before.
        ``died``: the kernel ended for another reason.  Only `None` leaves the kernel alive.
    """

    outputs: list[dict]
    limit: str | None = None


def compile_once() -> None:
    """Let Python keep the byte code of what kernels import.

    A sandbox cannot write it down, so each kernel would compile anew what was never imported outside.  At an
    optimizer's first step and at `torch.func` torch loads `_dynamo`: 9 seconds of an answer's 10, compiled 2.
    """
    kernel, torch = find_spec("ipykernel.kernelapp"), find_spec("torch")
    if not (kernel and kernel.origin and torch and torch.origin):
        return
    places = [kernel.origin, os.path.join(os.path.dirname(torch.origin), "_dynamo", "__init__.py")]
    if all(os.path.exists(cache_from_source(place)) for place in places):
        return
    modules = "ipykernel.kernelapp, ipywidgets, matplotlib.pyplot, torch._dynamo"
    subprocess.run(
        [sys.executable, "-c", f"import {modules}"],
        env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
        capture_output=True,
    )


class KernelDidNotStart(RuntimeError):
    """No kernel could be started; the message holds what was on its stderr."""


class Kernel:
    """Run code in a kernel, within limits.

    Parameters
    ----------
    limits : Limits
    files : mapping of str to bytes, optional
        The student's own files, name to content; the kernel's working folder holds a copy.
    sandboxed : bool
        False runs the kernel as a plain process with all rights of this one.
    fonts : mapping of str to bytes, optional
        matplotlib's list of fonts, so that it is not made again for every kernel.
    lazy : bool
        Whether `hyperlib` loads torch only when a part that needs it is used.

    Attributes
    ----------
    notes : list of str
        Which of the files could not be given to the kernel.
    """

    def __init__(
        self,
        limits: Limits,
        files: Mapping[str, bytes] | None = None,
        sandboxed: bool = True,
        fonts: Mapping[str, bytes] | None = None,
        lazy: bool = False,
    ):
        self.limits = limits
        self.files = dict(files or {})
        self.sandboxed = sandboxed
        self.fonts = dict(fonts or {})
        self.lazy = lazy
        self.notes: list[str] = []
        self._reason: str | None = None
        self._stop = threading.Event()
        self._used = 0.0  # processor seconds of all its processes
        self._waited = 0.0  # seconds that others had the processor
        self.lost = 0.0  # such seconds of the code that ran last
        self._size_before: int | None = None  # of this process, while code runs
        self._watched: Inside | Plain | None = None
        self._resources = ExitStack()

    def __enter__(self) -> Kernel:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the kernel and wait until it answers; without the student's files if it does not with them.

        Raises
        ------
        KernelDidNotStart
            If it does not start at all.
        """
        self.notes = []
        kept, left_out = self._that_fit()
        try:
            left_out += self._start(kept)
        except KernelDidNotStart:
            if not kept:
                raise
            self._start({})
            left_out = sorted(self.files)
        self.notes += [f"the file {shown(name)} could not be put beside it" for name in left_out]

    def _that_fit(self) -> tuple[dict[str, bytes], list[str]]:
        """Return the files that lie below the working folder and leave memory free, and names of others."""
        kept, left_out, room = {}, [], self.limits.memory_mb * MEGA / 4
        for name, raw in self.files.items():
            path = PurePosixPath(name)
            room -= len(raw)
            if path.is_absolute() or ".." in path.parts or room < 0:
                left_out.append(name)
                room += len(raw)
            else:
                kept[name] = raw
        return kept, left_out

    def _start(self, files: dict[str, bytes]) -> list[str]:
        self._reason = None
        self._used = self._waited = 0.0
        self._stop = threading.Event()
        self._resources = ExitStack()
        own = OwnFolder()
        folder = self._resources.enter_context(own)
        # What a socket accepts at most; a larger message ends the connection.
        context = zmq.Context()
        context.setsockopt(zmq.MAXMSGSIZE, int(self.limits.answer_mb * MEGA))
        self._resources.callback(context.destroy, linger=0)
        manager = KernelManager(context=context)
        manager.transport = "ipc"
        manager.ip = str(folder / "k")
        manager.connection_file = str(folder / "kernel.json")
        code = (_LAZY if self.lazy else "") + _START
        start = [sys.executable, "-P", "-c", code, "-f", "{connection_file}"]
        manager.kernel_spec.argv[:] = [*start, "--HistoryManager.enabled=False"]
        try:
            if self.sandboxed:
                left_out = self._launch_inside(manager, files)
                own.remove()  # it held the connection file, which is inside by now
            else:
                left_out = self._launch_plain(manager, files, folder)
            self._connect(manager)
            used = self._watched.usage(0, 0)
        except Exception as problem:
            said = "" if self._watched is None else self._watched.errors()
            self.stop()
            raise KernelDidNotStart(f"the kernel did not start: {problem}\n{said}") from problem
        self._used = used.seconds
        watching = threading.Thread(target=self._watch, args=(self._stop, used.files), daemon=True)
        watching.start()
        self._resources.callback(watching.join)  # before the descriptors that it reads are closed
        return left_out

    def _launch_inside(self, manager: KernelManager, files: dict) -> list[str]:
        config = {"limits": dataclasses.asdict(self.limits), "files": files, "fonts": self.fonts}
        manager.kernel_spec.metadata["kernel_provisioner"] = {
            "provisioner_name": "hyperlib-sandbox",
            "config": config,
        }
        manager.start_kernel()
        self._watched = manager.provisioner.inside
        self._resources.callback(self._watched.close)
        return self._watched.left_out

    def _launch_plain(self, manager: KernelManager, files: dict, folder: Path) -> list[str]:
        work = folder / "work"
        work.mkdir()
        left_out = write_files(files, str(work))
        manager.start_kernel(
            env={**os.environ, "NBGRADER_EXECUTION": "autograde"},
            cwd=str(work),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._watched = Plain(manager.provisioner.process)
        return left_out

    def _connect(self, manager: KernelManager) -> None:
        """Wait until the kernel answers, and until what it publishes arrives."""
        process, end = manager.provisioner.process, time.monotonic() + _START_SECONDS
        sockets = [Path(f"{manager.ip}-{port}") for port in manager.ports]
        while not all(path.is_socket() for path in sockets):
            _check_start(process, end)
            time.sleep(0.005)
        self._client = manager.blocking_client()
        self._client.start_channels(hb=False, stdin=False)
        self._resources.callback(self._client.stop_channels)
        while True:
            asked = self._client.kernel_info()
            again = time.monotonic() + _OPENING_SECONDS
            while time.monotonic() < again:
                _check_start(process, end)
                with suppress(queue.Empty):
                    message = self._client.get_iopub_msg(timeout=0.1)
                    if (message.get("parent_header") or {}).get("msg_id") == asked:
                        return

    def stop(self) -> None:
        """Kill the kernel with all that it started, and remove its folder."""
        self._stop.set()
        if self._watched is not None:
            self._watched.end()
            self._watched.ended(10)
        self._resources.close()
        self._watched = None

    def end(self, seconds: float) -> bool:
        """Kill all processes of the kernel and return whether all have ended after at most `seconds`."""
        self._watched.end()
        return self._watched.ended(seconds)

    def accounts(self) -> set[int]:
        """Return the user ids that the kernel's processes have on this machine."""
        return self._watched.accounts()

    def _watch(self, stop: threading.Event, files_before: int) -> None:
        """Kill the kernel when it exceeds a limit that the system does not enforce by itself."""
        watched, limits = self._watched, self.limits
        room = int(limits.memory_mb * MEGA)
        while not stop.wait(0.2):
            try:
                used = watched.usage(room, limits.processes)
            except OSError:  # the sandbox has ended
                return
            except MemoryError:  # the grader's own limit
                self._end([], "output")
                return
            self._used = max(self._used, used.seconds)
            self._waited = max(self._waited, used.waited)
            reason = None
            if used.processes > limits.processes or used.threads > limits.threads:
                reason = "processes"
            elif used.memory > room:
                reason = "memory"
            elif self._received() > limits.grader_mb * MEGA / 2:
                reason = "output"  # what the kernel sends piles up on this side
            elif used.files - files_before > limits.files:
                reason = "files"
            if reason is not None:
                self._end([], reason)
                return

    def _received(self) -> int:
        """Return by how much this process has grown since the code that runs now was sent."""
        before = self._size_before
        return 0 if before is None else psutil.Process().memory_info().rss - before

    def run(
        self,
        code: str,
        *,
        seconds: float | None = None,
        left: float | None = None,
        most: float | None = None,
    ) -> Ran:
        """Run `code` and return what it showed.

        Parameters
        ----------
        code : str
        seconds : float, optional
            Limit of processor time, and a third of the limit on the clock; the limit for a cell when it
            is not given.
        left : float, optional
            Another limit on the clock, in seconds.
        most : float, optional
            Bytes of output, after which it is stopped; when it is not given, what is beyond the limit for a
            cell is left out, and 16 times that limit stops it.
        """
        if self._watched is None:
            return Ran([], self._reason or "died")  # it was stopped
        seconds = self.limits.cell_seconds if seconds is None else seconds
        clock = PATIENCE * seconds
        end = time.monotonic() + (clock if left is None else min(clock, left))
        most_used = self._used + seconds  # up to 0.2 s old
        before, self.lost = self._waited, 0.0

        def late() -> bool:
            self.lost = min(self._waited - before, PATIENCE_WITH_OTHERS * clock)
            return time.monotonic() > end + self.lost

        outputs: list[dict] = []
        self._size_before = psutil.Process().memory_info().rss
        try:
            return self._receive(code, outputs, late, most_used, most)
        finally:
            self._size_before = None  # what the grader does with the answer is not the kernel's

    def _receive(
        self, code: str, outputs: list[dict], late: Callable, most_used: float, most: float | None
    ) -> Ran:
        """Run `code` until it is done or meets a limit; what it shows is put into `outputs`."""
        room = self.limits.output_kb * 1024 if most is None else most
        spare = MUCH * room if most is None else 0  # bytes that are left out
        mine = self._client.execute(code, allow_stdin=False, store_history=False)
        sent, begun = time.monotonic(), False
        while True:
            if self._reason is not None:
                return Ran(outputs, self._reason)
            kept_waiting = not begun and time.monotonic() > sent + TO_BEGIN + self.lost
            if late() or self._used > most_used or kept_waiting:
                return self._end(outputs, "time-out" if begun else "broken")
            try:
                message = self._client.get_iopub_msg(timeout=0.1)
            except queue.Empty:
                if self._watched.ended(0):
                    time.sleep(0.3)  # the watching thread may know why
                    return Ran(outputs, self._reason or "died")
                continue
            except Exception:  # a forged or damaged message
                return self._end(outputs, "died")
            kind, content, parent = map(message.get, ("msg_type", "content", "parent_header"))
            if not (isinstance(content, dict) and isinstance(parent, dict)):
                return self._end(outputs, "died")
            full, room = room < 0, room - _weight(content)
            if room < -spare:
                return self._end(outputs, "output")
            if room < 0 and not full:
                outputs.append(v4.new_output("stream", text=_LEFT_OUT))
            if parent.get("msg_id") != mine:
                continue
            begun = True
            if kind == "status" and content.get("execution_state") == "idle":
                return Ran(outputs + self._silent_error(mine, outputs))
            # A result may be a score: without it, a check of nbgrader's form would count as passed.
            kept = room >= 0 and kind in ("stream", "display_data")
            if kept or kind in ("execute_result", "error"):
                with suppress(Exception):
                    outputs.append(v4.output_from_msg(message))
            elif kind == "clear_output":
                outputs.clear()

    def _silent_error(self, mine: str, outputs: list[dict]) -> list[dict]:
        """Return the error of an execution that failed and did not show it, as an output.

        Code can replace IPython's showtraceback, so that its errors are not seen among the outputs.
        """
        if any(output.output_type == "error" for output in outputs):
            return []
        end = time.monotonic() + 2
        while (left := end - time.monotonic()) > 0:
            try:
                reply = self._client.get_shell_msg(timeout=left)
                answered = reply["parent_header"]["msg_id"] == mine
                failed = reply["content"]["status"] == "error"
            except Exception:  # no reply, or a forged or damaged one
                break
            if answered:
                if not failed:
                    return []
                break
        return [v4.new_output("error", ename="Error", evalue="the cell failed", traceback=[])]

    def _end(self, outputs: list[dict], reason: str) -> Ran:
        self._reason = self._reason or reason
        self._watched.end()
        return Ran(outputs, self._reason)


def _weight(content: Any, depth: int = 0) -> int:
    """Return about how many bytes a message holds."""
    if isinstance(content, str):
        return len(content)
    if depth > 20:
        return 1
    if isinstance(content, dict):
        return 16 + sum(len(str(k)) + _weight(v, depth + 1) for k, v in content.items())
    if isinstance(content, list):
        return 16 + sum(_weight(v, depth + 1) for v in content)
    return 8


def _check_start(process: subprocess.Popen, end: float) -> None:
    """Raise where a kernel cannot answer any more, or had long enough."""
    if process.poll() is not None:
        raise StartFailed(f"it ended with status {process.returncode}")
    if time.monotonic() > end:
        raise StartFailed(f"it did not answer within {_START_SECONDS} seconds")
