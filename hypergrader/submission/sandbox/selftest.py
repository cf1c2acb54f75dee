"""Try the sandbox for real, before anything is graded.

Each line is a fact that neither chance nor a busy machine can turn: what is looked for inside has a random name
that exists nowhere else, whether the network can be reached is judged by who listens outside, and time is only
waited for, never measured.
"""

from __future__ import annotations

import os
import secrets
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from hypergrader.submission.sandbox import system_calls
from hypergrader.submission.sandbox.bubblewrap import HOME, RUN
from hypergrader.submission.sandbox.kernel import Kernel, KernelDidNotStart, Ran
from hypergrader.submission.sandbox.limits import MEGA, Limits

_NETWORK = "no network, loopback included"
_ACCOUNT = "the code has no rights on this machine"
_THREADS = "threads are limited"
_ENDS = "nothing outlives the kernel"
# Calls that reach into other processes, into the kernel, or that keep memory that nobody counts.
_REFUSED_CALLS = """
add_key bpf delete_module finit_module fsopen init_module io_uring_setup kcmp kexec_load keyctl mbind
memfd_create mount move_mount msgget open_by_handle_at open_tree perf_event_open pidfd_getfd pivot_root
process_vm_readv process_vm_writev ptrace quotactl reboot request_key seccomp semget setns shmget swapon
umount2 unshare userfaultfd vmsplice
""".split()

# Runs in the sandbox: prints for each statement whether it is true there.
_INSIDE = r"""
import ctypes, errno, mmap, os, socket, sys

def refused(action):
    try:
        action()
    except OSError:
        return True
    return False

def call(number):
    ctypes.set_errno(0)
    return libc.syscall(number, 0, 0, 0, 0, 0, 0) == -1 and ctypes.get_errno() == errno.ENOSYS

def contains(path, token):
    try:
        return token in open(path, "rb").read()
    except OSError:
        return False

def size(folder):
    about = os.statvfs(folder)
    return about.f_blocks * about.f_frsize

def shared(path):
    with open(path, "r+b") as file:
        return mmap.mmap(file.fileno(), 1 << 16)

libc = ctypes.CDLL(None, use_errno=True)
token = %(token)r.encode()
try:
    with socket.create_connection(("127.0.0.1", %(port)d), 2) as found:
        found.sendall(token)
except OSError:
    pass
assert not call(%(getpid)d)  # an allowed call answers, so the others are refused by name
status = dict(line.split(":", 1) for line in open("/proc/self/status").read().splitlines())
try:
    first = open("/proc/1/environ", "rb").read()
except OSError:
    first = b""
answers = {
    "the system is read-only": all(refused(lambda: open(path, mode)) for path, mode in %(places)r),
    "the grader's files are not in reach": not os.path.exists(%(secret)r),
    "the grader's home is not in reach": not os.path.exists(%(private)r),
    "other processes are not in reach": first == b"" and not any(
        contains(f"/proc/{name}/{part}", token)
        for name in os.listdir("/proc") if name.isdigit() for part in ("cmdline", "environ")),
    "dangerous system calls are refused": all(call(number) for number in %(calls)r.values())
        and all(refused(lambda: socket.socket(family, kind)) for family in (17, 38, 40) for kind in (1, 2, 5))
        and status["Seccomp"].strip() == "2" and status["NoNewPrivs"].strip() == "1",
    "files are limited": all(0 < size(folder) <= most for folder, most in %(folders)r.items()),
    "shared memory is counted": refused(lambda: mmap.mmap(-1, 1 << 16))
        and refused(lambda: shared("/dev/zero")),
    "memory is limited": False,
}
try:
    bytearray(%(memory)d)
except MemoryError:
    answers["memory is limited"] = True
print("\n".join(f"{int(good)} {name}" for name, good in answers.items()))
"""
_LINES = 8

# Starts threads until the system refuses one, and leaves a process behind.
_MANY_THREADS = r"""
import subprocess, sys, threading
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(10_000)"], start_new_session=True)
threading.stack_size(1 << 16)
end, started = threading.Event(), 0
try:
    while started < %(more)d:
        threading.Thread(target=end.wait, daemon=True).start()
        started += 1
except RuntimeError:
    pass
end.set()
print("started", started)
"""


class Property(NamedTuple):
    """Describe one line of the self-test."""

    name: str
    ok: bool
    message: str = ""


@dataclass(frozen=True)
class Probe:
    """Describe the self-test of this machine; `ok` means that it can grade safely."""

    properties: tuple[Property, ...]

    @property
    def ok(self) -> bool:
        return all(one.ok for one in self.properties)

    def __str__(self) -> str:
        lines = []
        for name, ok, message in self.properties:
            lines.append(f"{'ok  ' if ok else 'FAIL'} {name}{': ' + message if message else ''}")
        return "\n".join(lines)


def probe(limits: Limits | None = None) -> Probe:
    """Try the sandbox for real and return what works.

    Returns
    -------
    Probe
        One line a property; a line that failed says what to do.
    """
    limits = limits or Limits()
    missing = _missing()
    if missing is not None:
        return Probe((missing,))
    found = [Property("bubblewrap", True, shutil.which("bwrap") or "")]
    try:
        found += _tried(limits)
    except KernelDidNotStart as problem:
        say = (
            f"{problem}\n     Unprivileged user namespaces may be switched off: on Ubuntu 24.04 see "
            "kernel.apparmor_restrict_unprivileged_userns, in Docker see docs/instructors.md."
        )
        if os.geteuid() == 0:
            say += (
                "\n     You are root, so students' code runs under another account, which must be able to read "
                f"{sys.prefix} (try `chmod -R a+rX {shlex.quote(sys.prefix)}`), or grade as an ordinary user."
            )
        found.append(Property("a kernel in the sandbox", False, say))
    return Probe(tuple(found))


def _missing() -> Property | None:
    """Return what this machine lacks, if anything."""
    if not sys.platform.startswith("linux"):
        say = f"the sandbox needs Linux, this is {sys.platform}; grade in the container of docs/instructors.md"
        return Property("Linux", False, say)
    found = shutil.which("bwrap")
    if not found:
        say = "not found; install it: apt-get install bubblewrap, or dnf install bubblewrap"
        return Property("bubblewrap", False, say)
    words = subprocess.run([found, "--help"], capture_output=True, text=True).stdout
    if "--disable-userns" not in words or "--size" not in words:
        return Property("bubblewrap", False, "bubblewrap is too old; 0.8 or newer is needed")
    try:
        system_calls.programs()
    except (ImportError, OSError) as problem:
        say = (
            f"no filter for system calls: {problem}; install it: apt-get install libseccomp2, or "
            "dnf install libseccomp, and `pip install pyseccomp`"
        )
        return Property("libseccomp", False, say)
    return None


def _tried(limits: Limits) -> list[Property]:
    """Return what a kernel in the sandbox shows."""
    token = secrets.token_hex(16)
    writable_home = Path.home() if os.access(Path.home(), os.W_OK) else None
    with ExitStack() as stack:
        secret = stack.enter_context(tempfile.NamedTemporaryFile())
        private = stack.enter_context(tempfile.NamedTemporaryFile(dir=writable_home))
        listening = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=64))
        stack.enter_context(_neighbor(token))
        with Kernel(limits) as kernel:
            told = _told(limits, token, listening.getsockname()[1], secret.name, private.name)
            ran = kernel.run(_INSIDE % told, seconds=60)
            accounts = kernel.accounts() if ran.limit is None else set()
            many = None
            if ran.limit is None:
                more = int(limits.threads) + 64
                many = kernel.run(_MANY_THREADS % {"more": more}, seconds=60)
            ended = kernel.end(60)
        lines = [
            line.split(" ", 1) for line in _printed(ran).splitlines() if line[:2] in ("0 ", "1 ")
        ]
        found = [Property(_NETWORK, not _heard(listening, token))]
        found += [Property(name, good == "1") for good, name in lines]
    if len(lines) < _LINES:
        said = "; ".join(str(o.get("evalue", "")) for o in ran.outputs) or str(ran.limit)
        say = f"the self-test ended early: {said}"
        return [*found, Property("a kernel in the sandbox", False, say)]
    found.append(Property(_ACCOUNT, bool(accounts) and 0 not in accounts))
    found.append(Property(_THREADS, _refused_a_thread(many, limits)))
    found.append(Property(_ENDS, ended))
    return found


def _told(limits: Limits, token: str, port: int, secret: str, private: str) -> dict:
    room = int(limits.file_mb * MEGA)
    places = [(f"{folder}/written", "w") for folder in ("", "/usr", "/dev", sys.prefix)]
    places += [("/proc/sys/kernel/core_pattern", "r+"), ("/proc/self/oom_score_adj", "r+")]
    return {
        "token": token,
        "port": port,
        "secret": secret,
        "private": private,
        "places": places,
        "calls": system_calls.numbers(_REFUSED_CALLS),
        "getpid": system_calls.numbers(["getpid"])["getpid"],
        "folders": {HOME: room, "/tmp": room, "/dev/shm": room, RUN: MEGA},
        "memory": int(limits.memory_mb * MEGA * 1.5),
    }


def _neighbor(token: str) -> subprocess.Popen:
    """Start a process outside that has the token in its arguments and its environment."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", "import sys; sys.stdin.read()", token],
        stdin=subprocess.PIPE,
        env={"TOKEN": token},
    )
    return process  # ends when its standard input is closed, which leaving the context does


def _heard(listening: socket.socket, token: str) -> bool:
    """Return whether the token arrived; somebody else may have knocked at the same port."""
    listening.setblocking(False)
    while True:
        try:
            connection, _ = listening.accept()
        except BlockingIOError:
            return False
        with connection:
            connection.settimeout(1)
            try:
                if connection.recv(64) == token.encode():
                    return True
            except OSError:
                continue


def _refused_a_thread(many: Ran | None, limits: Limits) -> bool:
    """Return whether the system refused a thread, or the grader ended the kernel for their number."""
    if many is None:
        return False
    if many.limit is not None:
        return many.limit == "processes"
    words = _printed(many).split()
    return len(words) == 2 and int(words[1]) <= limits.threads


def _printed(ran: Ran) -> str:
    return "".join(o.get("text", "") for o in ran.outputs if o.output_type == "stream")
