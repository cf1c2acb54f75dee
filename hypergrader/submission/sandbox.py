"""Run a learner's kernel where it can harm nobody: bubblewrap, no network, hard limits.

`SandboxProvisioner` is a kernel provisioner of jupyter_client.  It starts the kernel with
bubblewrap in namespaces of its own, reached through unix sockets.  Inside, the system is read-only,
the home folder is empty, and of the course only the package `hyperlib` and a copy of the learner's
own files exist.

`Kernel` starts such a kernel and runs code in it within `Limits`.  It is a small client of its own,
because every message of the kernel is untrusted: what it sends is counted, and a kernel that exceeds
a limit is killed and the limit named.

`probe` tries all of it for real.  Where it fails, nothing is graded (see `docs/instructors.md`).
"""

from __future__ import annotations

import dataclasses
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import zmq
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from nbformat import v4
from traitlets import Dict, Unicode

import hyperlib

with suppress(
    ImportError
):  # Windows has none; nothing is graded there, but this module can be read
    import fcntl

# Processor time does not depend on what else the machine does, so a limit on it is fair.  A program that
# sleeps uses none: it is stopped after this many times its limit on the clock.
PATIENCE = 3
PACKAGE = Path(hyperlib.__file__).resolve().parent  # all of the course that is seen inside
HOME = "/home/student"
MEGA = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Hold what one submission may use.

    Set in nbgrader_config.py, ``c.SafeAutograde.limits = {"cell_seconds": 60}``; what is not named keeps
    its default.

    Examples
    --------
    >>> Limits(cell_seconds=0)
    Traceback (most recent call last):
    ValueError: cell_seconds must be > 0, got 0; try 60
    """

    cell_seconds: float = 60  # processor time of one cell
    check_seconds: float = 10  # processor time of one check's calls of an answer
    total_seconds: float = 300  # the whole submission, on the clock
    memory_mb: int = 2048  # of all its processes together; importing torch takes about 900
    processes: int = 64  # processes at once, threads not counted
    output_kb: int = 2048  # what one cell may print and show
    answer_mb: int = 64  # what one check's calls may return
    file_mb: int = 64  # one file, and all files together
    open_files: int = 256
    notebook_mb: int = 100  # a larger notebook is not read

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                raise TypeError(
                    f"{field.name} must be a number, got {value!r}; try {field.default}"
                )
            if not value > 0:
                raise ValueError(f"{field.name} must be > 0, got {value}; try {field.default}")


# Runs inside, before the kernel: sets limits that nothing inside can raise, copies the files.
_LAUNCHER = """
import os, resource, shutil, sys
data, file, files = (int(word) for word in sys.argv[1:4])
for what, most in ((resource.RLIMIT_DATA, data), (resource.RLIMIT_FSIZE, file),
                   (resource.RLIMIT_NOFILE, files), (resource.RLIMIT_CORE, 0)):
    resource.setrlimit(what, (most, most))
if os.path.isdir("/submission"):
    shutil.copytree("/submission", os.getcwd(), dirs_exist_ok=True)
if os.path.isdir("/matplotlib"):
    shutil.copytree("/matplotlib", os.environ["MPLCONFIGDIR"])
os.execv(sys.argv[4], sys.argv[4:])
"""


def _readable() -> list[str]:
    """Return the folders that Python and its packages need, without those inside another one."""
    wanted = {"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache"}
    wanted |= {"/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/fonts"}
    wanted |= {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    wanted |= {str(Path(sys.executable).resolve().parent), str(PACKAGE)}
    wanted |= {p for p in sys.path if p.endswith(("site-packages", "dist-packages"))}
    kept: list[str] = []
    for path in sorted(p for p in wanted if os.path.exists(p)):
        if not any(path == k or path.startswith(k.rstrip("/") + "/") for k in kept):
            kept.append(path)
    return kept


def bubblewrap_command(
    limits: Limits, shared: str, files: str = "", matplotlib_cache: str = ""
) -> list[str]:
    """Return the command that a kernel's own command is appended to.

    Parameters
    ----------
    limits : Limits
    shared : str
        The only folder that both sides can write to: the kernel's sockets.
    files : str
        A folder with the learner's files; a copy of it is the working folder inside.
    matplotlib_cache : str
        A folder with matplotlib's list of fonts, so that it is not made again for every kernel.
    """
    size = str(int(limits.file_mb * MEGA))
    command = ["bwrap", "--unshare-all", "--unshare-user", "--disable-userns", "--uid", "1000"]
    command += ["--gid", "1000", "--cap-drop", "ALL", "--die-with-parent", "--new-session"]
    command += ["--hostname", "sandbox", "--clearenv"]
    # Empty folders first: the clone, and with it Python, may itself be below one of them.
    for folder in ("/tmp", HOME):
        command += ["--size", size, "--tmpfs", folder]
    for path in _readable():
        command += ["--ro-bind", path, path]
    command += ["--proc", "/proc", "--dev", "/dev"]
    command += ["--size", size, "--tmpfs", "/dev/shm", "--dir", f"{HOME}/work"]
    if files:
        command += ["--ro-bind", files, "/submission"]
    if matplotlib_cache:
        command += ["--ro-bind", matplotlib_cache, "/matplotlib"]
    command += ["--bind", shared, shared, "--remount-ro", "/dev", "--remount-ro", "/"]
    command += ["--chdir", f"{HOME}/work"]
    variables = {
        "HOME": HOME,
        "USER": "student",
        "LANG": "C.UTF-8",
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "PYTHONPATH": str(PACKAGE.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        "NBGRADER_EXECUTION": "autograde",  # as under nbgrader's own autograde
        "MPLCONFIGDIR": f"{HOME}/.matplotlib",
        # Submissions run side by side, one core each.
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    for name, value in variables.items():
        command += ["--setenv", name, value]
    most = [limits.memory_mb * MEGA, limits.file_mb * MEGA, limits.open_files]
    return [*command, "--", sys.executable, "-c", _LAUNCHER, *(str(int(n)) for n in most)]


class SandboxProvisioner(LocalProvisioner):
    """Start a kernel under bubblewrap (entry point ``hyperlib-sandbox``)."""

    limits = Dict(help="Fields of Limits that differ from the defaults").tag(config=True)
    files = Unicode(help="Folder whose copy is the working folder").tag(config=True)
    matplotlib_cache = Unicode(help="Folder with matplotlib's list of fonts").tag(config=True)

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        kwargs = await super().pre_launch(**kwargs)
        if self.parent.transport != "ipc":
            raise ValueError(
                f"the sandbox has no network: transport must be 'ipc', got {self.parent.transport!r}"
            )
        shared = str(Path(self.parent.connection_file).parent)
        wrap = bubblewrap_command(Limits(**self.limits), shared, self.files, self.matplotlib_cache)
        kwargs["cmd"] = [*wrap, *kwargs["cmd"]]
        kwargs["cwd"] = "/"
        return kwargs


@dataclass
class Ran:
    """Hold what running a piece of code gave.

    Attributes
    ----------
    outputs : list
        Outputs in nbformat's form, untrusted.
    limit : str or None
        ``time-out``, ``memory``, ``processes``, ``output`` or ``files``: what the code ran into.
        ``died``: the kernel ended for another reason.  Only `None` leaves the kernel alive.
    """

    outputs: list[dict]
    limit: str | None = None


_PREFIX = "hyperlib-kernel-"


def _own_folder() -> tuple[Path, int]:
    """Make a folder, and hold a lock on it that ends with this process, however it ends."""
    # A unix socket's path has room for 107 bytes, so the folder is not below a long TMPDIR.
    short = "/tmp" if os.access("/tmp", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=short))
    lock = os.open(folder, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    return folder, lock


def leftovers(older_than: float = 10) -> list[Path]:
    """Return the folders of kernels whose process was killed.

    Parameters
    ----------
    older_than : float
        Seconds; a younger folder may be one that is being made.
    """
    found = []
    for folder in {f for p in ("/tmp", tempfile.gettempdir()) for f in Path(p).glob(f"{_PREFIX}*")}:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                about = os.fstat(handle)
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # raises where the owner lives
                if about.st_uid == os.getuid() and time.time() - about.st_mtime >= older_than:
                    found.append(folder)
            finally:
                os.close(handle)
    return sorted(found)


def remove_leftovers() -> None:
    """Remove the folders of kernels whose process was killed."""
    for folder in leftovers():
        shutil.rmtree(folder, ignore_errors=True)


class KernelDidNotStart(RuntimeError):
    """Say that no kernel could be started, with what was on its stderr."""


class Kernel:
    """Run code in a kernel, within limits.

    Parameters
    ----------
    limits : Limits
    files : path, optional
        The learner's own files; the kernel works on a copy.
    sandboxed : bool
        False runs the kernel as a plain process with all rights of this one.
    matplotlib_cache : str
        See `bubblewrap_command`.
    """

    def __init__(
        self,
        limits: Limits,
        files: Path | None = None,
        sandboxed: bool = True,
        matplotlib_cache: str = "",
    ):
        self.limits = limits
        self.files = files
        self.sandboxed = sandboxed
        self.matplotlib_cache = matplotlib_cache
        self._reason: str | None = None
        self._stop = threading.Event()
        self._used = 0.0  # processor seconds of all its processes

    def __enter__(self) -> Kernel:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the kernel and wait until it answers.

        Raises
        ------
        KernelDidNotStart
            If it does not within a minute.
        """
        self._folder, self._lock = _own_folder()
        self._shared = self._folder / "shared"
        self._shared.mkdir()
        self._reason = None
        self._used = 0.0
        self._stop = threading.Event()
        # What a socket accepts at most; a larger message ends the connection.
        self._context = zmq.Context()
        self._context.setsockopt(zmq.MAXMSGSIZE, int(self.limits.answer_mb * MEGA))
        manager = KernelManager(context=self._context)
        manager.transport = "ipc"
        manager.ip = str(self._shared / "k")
        manager.connection_file = str(self._shared / "kernel.json")
        manager.kernel_spec.argv[:] = [sys.executable, "-m", "ipykernel_launcher"]
        manager.kernel_spec.argv += ["-f", "{connection_file}", "--HistoryManager.enabled=False"]
        options: dict[str, Any] = {}
        if self.sandboxed:
            config = {
                "limits": dataclasses.asdict(self.limits),
                "files": str(self.files or ""),
                "matplotlib_cache": self.matplotlib_cache,
            }
            manager.kernel_spec.metadata["kernel_provisioner"] = {
                "provisioner_name": "hyperlib-sandbox",
                "config": config,
            }
        else:
            options["env"] = {**os.environ, "NBGRADER_EXECUTION": "autograde"}
            if self.files:
                options["cwd"] = str(self.files)
        self._errors = (self._folder / "stderr").open("wb+")
        self._manager = manager
        try:
            manager.start_kernel(stderr=self._errors, stdout=subprocess.DEVNULL, **options)
            self._process = psutil.Process(manager.provisioner.process.pid)
            self._client = manager.blocking_client()
            self._client.start_channels(hb=False, stdin=False)
            self._client.wait_for_ready(timeout=60)
        except Exception as problem:
            self._errors.seek(0)
            said = self._errors.read(2000).decode("utf-8", "replace").strip()
            self.stop()
            raise KernelDidNotStart(f"the kernel did not start: {problem}\n{said}") from problem
        with suppress(psutil.Error):
            family = [self._process, *_children(self._process)]
            self._used = sum(_processor_seconds(process) for process in family)
        threading.Thread(target=self._watch, args=(self._stop,), daemon=True).start()

    def stop(self) -> None:
        """Kill the kernel with all that it started, and remove its folder."""
        self._stop.set()
        self._kill()
        client = getattr(self, "_client", None)
        if client is not None:
            client.stop_channels()
            self._client = None
        if self._manager is not None:
            with suppress(Exception):
                self._manager.shutdown_kernel(now=True)
            with suppress(Exception):
                self._manager.cleanup_resources()
        with suppress(Exception):
            self._context.destroy(linger=0)
        self._errors.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        with suppress(OSError):
            os.close(self._lock)

    def _kill(self) -> None:
        process = getattr(self, "_process", None)
        if process is None:
            return
        # The end of the outer bubblewrap ends process 1 inside, and with it everything inside.
        inside = [] if self.sandboxed else _children(process)
        for one in [process, *inside]:
            with suppress(Exception):
                one.send_signal(signal.SIGKILL)

    def _watch(self, stop: threading.Event) -> None:
        """Kill the kernel when it exceeds a limit that the system does not enforce by itself."""
        own = psutil.Process()
        before = own.memory_info().rss
        while not stop.wait(0.2):
            processes = [self._process, *_children(self._process)]
            used, seconds = 0, 0.0
            for process in processes:
                with suppress(Exception):
                    memory = process.memory_info()
                    used += memory.rss - memory.shared
                    seconds += _processor_seconds(process)
            self._used = max(self._used, seconds)
            reason = None
            if len(processes) > self.limits.processes:
                reason = "processes"
            elif used > self.limits.memory_mb * MEGA:
                reason = "memory"
            elif own.memory_info().rss - before > self.limits.memory_mb * MEGA:
                reason = "output"  # what the kernel sends piles up on this side
            elif _size(self._shared) > self.limits.file_mb * MEGA:
                reason = "files"
            if reason is not None:
                self._reason = self._reason or reason
                self._kill()
                return

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
            Bytes of output; the limit for a cell when it is not given.
        """
        seconds = self.limits.cell_seconds if seconds is None else seconds
        room = self.limits.output_kb * 1024 if most is None else most
        clock = PATIENCE * seconds
        end = time.monotonic() + (clock if left is None else min(clock, left))
        most_used = self._used + seconds  # up to 0.2 s old
        outputs: list[dict] = []
        mine = self._client.execute(code, allow_stdin=False, store_history=False)
        while True:
            if self._reason is not None:
                return Ran(outputs, self._reason)
            if time.monotonic() > end or self._used > most_used:
                return self._end(outputs, "time-out")
            try:
                message = self._client.get_iopub_msg(timeout=0.1)
            except queue.Empty:
                if not self._process.is_running() or self._process.status() == "zombie":
                    time.sleep(0.3)  # the watching thread may know why
                    return Ran(outputs, self._reason or "died")
                continue
            except Exception:  # a forged or damaged message
                return self._end(outputs, "died")
            kind, content = message.get("msg_type"), message.get("content")
            if not isinstance(content, dict):
                return self._end(outputs, "died")
            room -= _weight(content)
            if room < 0:
                return self._end(outputs, "output")
            if (message.get("parent_header") or {}).get("msg_id") != mine:
                continue
            if kind == "status" and content.get("execution_state") == "idle":
                return Ran(outputs + self._silent_error(mine, outputs))
            if kind in ("stream", "display_data", "execute_result", "error"):
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
        self._kill()
        return Ran(outputs, self._reason)


def _processor_seconds(process: psutil.Process) -> float:
    return sum(process.cpu_times()[:4])  # its own and those of its ended children


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def _size(folder: Path) -> int:
    total = 0
    with suppress(Exception):
        for entry in os.scandir(folder):
            with suppress(Exception):
                total += entry.stat(follow_symlinks=False).st_size
    return total


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


@dataclass(frozen=True)
class Check:
    """Hold one line of the self-test."""

    name: str
    ok: bool
    message: str = ""

    def __iter__(self):
        return iter((self.name, self.ok, self.message))


@dataclass(frozen=True)
class Probe:
    """Hold the self-test of this machine; `ok` means that it can grade safely."""

    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        return all(check.ok for check in self.checks)

    def __str__(self) -> str:
        lines = []
        for name, ok, message in self.checks:
            lines.append(f"{'ok  ' if ok else 'FAIL'} {name}{': ' + message if message else ''}")
        return "\n".join(lines)


# Each line is a statement that must be true inside; the rest of the machine must not be in reach.
_INSIDE = r"""
import os, socket, sys
def refused(action):
    try:
        action()
    except OSError:
        return True
    return False
answers = {
    "no network, loopback included": refused(lambda: socket.create_connection(("127.0.0.1", %(port)d), 2)),
    "the system is read-only": refused(lambda: open(%(prefix)r + "/written", "w")),
    "the grader's files are not in reach": not os.path.exists(%(secret)r),
    "the grader's home is not in reach": not os.path.exists(%(home)r),
    "other processes are not in reach": not os.path.exists("/proc/%(pid)d/environ")
        or b"HOME=/home/student" in open("/proc/%(pid)d/environ", "rb").read(),
    "memory is limited": False,
}
try:
    bytearray(%(memory)d)
except MemoryError:
    answers["memory is limited"] = True
print("\n".join(f"{int(good)} {name}" for name, good in answers.items()))
"""


def probe(limits: Limits | None = None) -> Probe:
    """Try the sandbox for real and say what works.

    Returns
    -------
    Probe
        One line a property; a line that failed says what to do.
    """
    import socket

    limits = limits or Limits()
    if not sys.platform.startswith("linux"):
        say = f"the sandbox needs Linux, this is {sys.platform}; grade in the container of docs/instructors.md"
        return Probe((Check("Linux", False, say),))
    found = shutil.which("bwrap")
    if not found:
        say = "not found; install it: apt-get install bubblewrap, or dnf install bubblewrap"
        return Probe((Check("bubblewrap", False, say),))
    words = subprocess.run([found, "--help"], capture_output=True, text=True).stdout
    if "--disable-userns" not in words or "--size" not in words:
        say = "bubblewrap is too old; 0.8 or newer is needed"
        return Probe((Check("bubblewrap", False, say),))
    checks = [Check("bubblewrap", True, found)]
    home = Path.home() if os.access(Path.home(), os.W_OK) else None
    with (
        tempfile.NamedTemporaryFile() as secret,
        tempfile.NamedTemporaryFile(dir=home) as private,
        socket.socket() as listening,
    ):
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        told = {
            "port": listening.getsockname()[1],
            "prefix": sys.prefix,
            "secret": secret.name,
            "home": private.name,
            "pid": os.getpid(),
            "memory": int(limits.memory_mb * MEGA * 1.5),
        }
        try:
            with Kernel(limits) as kernel:
                ran = kernel.run(_INSIDE % told, seconds=60)
        except KernelDidNotStart as problem:
            say = (
                f"{problem}\n     Unprivileged user namespaces may be switched off: on Ubuntu 24.04 see "
                "kernel.apparmor_restrict_unprivileged_userns, in Docker see docs/instructors.md"
            )
            return Probe((*checks, Check("a kernel in the sandbox", False, say)))
        printed = "".join(o.get("text", "") for o in ran.outputs if o.output_type == "stream")
        lines = [line.split(" ", 1) for line in printed.splitlines() if line[:2] in ("0 ", "1 ")]
        if len(lines) < 6:
            said = "; ".join(str(o.get("evalue", "")) for o in ran.outputs) or str(ran.limit)
            checks.append(
                Check("a kernel in the sandbox", False, f"the self-test ended early: {said}")
            )
        checks += [Check(name, good == "1") for good, name in lines]
    return Probe(tuple(checks))
