"""Look into a running sandbox from outside, count what it uses, and end it.

The launcher hands out descriptors of the sandbox's own folders and of its first process before any code of a
student runs.  So nothing has to be searched for by a process id, which could be another process's by now, and
everything that runs inside is found, whoever started it.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import psutil

_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_KILO = 1024
# What waits in the buffers of a socket at most, measured; system_calls.py keeps their size, and TCP's grow.
_OF_A_SOCKET, _OF_TCP = 256 * _KILO, 4096 * _KILO


@dataclass(frozen=True)
class Usage:
    """Describe what a kernel uses at one moment.

    Attributes
    ----------
    processes, threads : int
    memory : int
        Bytes, with files in memory; pages that processes share count once where that matters.
    files : int
        Files and folders.
    seconds : float
        Processor time, with that of processes that have ended.
    waited : float
        Seconds for which the kernel could have run and others had the processor.
    """

    processes: int
    threads: int
    memory: int
    files: int
    seconds: float
    waited: float = 0


class StartFailed(RuntimeError):
    """The sandbox ended before it was ready; the message is what it wrote on stderr."""


class Inside:
    """Watch one sandbox.

    Parameters
    ----------
    process : subprocess.Popen
        The outer bubblewrap; its stderr must be a pipe.
    channel : socket.socket
        The socket that the launcher answers on.
    seconds : float
        How long to wait for the launcher.
    """

    def __init__(self, process: subprocess.Popen, channel: socket.socket, seconds: float):
        self._process = process
        self._ended = 0.0  # seconds of processes that are gone
        self._seen: dict[tuple[str, str], float] = {}
        channel.settimeout(seconds)
        descriptors: list[int] = []
        try:
            size = int.from_bytes(_exactly(channel, 4), "big")
            left_out = json.loads(_exactly(channel, size))
            _, descriptors, _, _ = socket.recv_fds(channel, 1, 6)
        except (OSError, ValueError, EOFError):
            pass
        if len(descriptors) != 6:
            process.kill()
            _, said = process.communicate()
            raise StartFailed(said[:4000].decode("utf-8", "replace").strip())
        self.left_out: list[str] = left_out
        self.run, *self._folders, self._proc, self._first = descriptors
        self._open = descriptors

    def usage(self, enough: int, many: int) -> Usage:
        """Return what all processes inside use now.

        Parameters
        ----------
        enough : int
            Bytes of memory beyond which it is worth counting shared pages once, which takes longer.
        many : int
            Processes beyond which it is not.  Counting waits for those that fork, so a fork bomb would
            grow meanwhile.
        """
        processes = list(self._processes())
        written, files = self._written()
        memory = sum(p.anonymous for p in processes)
        shared = max(written, sum(p.shared for p in processes)) + self._in_sockets()
        count = len(processes)
        if memory + shared > enough:
            memory = 0
            for process in processes:
                if (count := max(count, len(self._names()))) > many:
                    break
                memory += self._proportional(process)
        threads = max(count, sum(p.threads for p in processes))
        return Usage(
            count, threads, memory + shared, files, self._seconds(processes), self._waited()
        )

    def end(self) -> None:
        """Kill the first process, and with it all others inside.  Bubblewrap buries it and ends by itself."""
        with suppress(OSError):
            signal.pidfd_send_signal(self._first, signal.SIGKILL)

    def ended(self, seconds: float) -> bool:
        """Return whether nothing runs inside any more, after waiting for at most `seconds`."""
        # The first process of a namespace ends when all others in it have ended.
        waiting = select.poll()
        waiting.register(self._first, select.POLLIN)
        return bool(waiting.poll(1000 * seconds))

    def accounts(self) -> set[int]:
        """Return the user ids, as this side sees them, of all processes inside but bubblewrap's own."""
        return {p.account for p in self._processes() if p.name != "1"}

    def errors(self) -> str:
        """Return what the kernel wrote on stdout and stderr, at most 2000 bytes."""
        try:
            found = os.open("stderr", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=self.run)
        except OSError:
            return ""
        with os.fdopen(found, "rb") as file:
            return file.read(2000).decode("utf-8", "replace").strip()

    def close(self) -> None:
        """Close the descriptors; the sandbox's folders end with the last one."""
        while self._open:
            os.close(self._open.pop())
        with self._process:  # closes its pipe, and waits until it is buried
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
            self._process.kill()

    # Count ---------------------------------------------------------------------------------------

    def _processes(self) -> Iterator[_Process]:
        for name in self._names():
            with suppress(OSError, ValueError, KeyError, IndexError):  # it has just ended
                yield _Process.read(name, self._proc)

    def _names(self) -> list[str]:
        """Return the process ids, as those inside see them."""
        # Who lists a folder by a descriptor moves the place in it that all others have who use the same one.
        folder = os.open(".", os.O_RDONLY | os.O_DIRECTORY, dir_fd=self._proc)
        try:
            return [name for name in os.listdir(folder) if name.isdigit()]
        finally:
            os.close(folder)

    def _proportional(self, process: _Process) -> int:
        """Return a process's memory, in which a page that n processes share counts as 1/n of a page."""
        try:
            lines = _read(f"{process.name}/smaps_rollup", self._proc).splitlines()
            values = dict(line.split(":", 1) for line in lines[1:])
            kilobytes = sum(int(values[name].split()[0]) for name in ("Pss_Anon", "SwapPss"))
        except (OSError, ValueError, KeyError):
            with suppress(OSError, ValueError, KeyError, IndexError):
                return _Process.read(process.name, self._proc).anonymous  # it forbids to look
            return 0  # it has just ended: what it shared is counted with those that still have it
        return kilobytes * _KILO + process.page_tables

    def _written(self) -> tuple[int, int]:
        """Return the bytes of all files in memory, and how many files there are."""
        size = files = 0
        for folder in (self.run, *self._folders):
            with suppress(OSError):
                about = os.fstatvfs(folder)
                size += (about.f_blocks - about.f_bfree) * about.f_frsize
                files += about.f_files - about.f_ffree
        return size, files

    def _waited(self) -> float:
        try:  # the kernel is the second process; the second number is nanoseconds on a queue
            return int(_read("2/schedstat", self._proc).split()[1]) / 1e9
        except (OSError, ValueError, IndexError):  # it has just ended, or nobody counts that
            return 0.0

    def _in_sockets(self) -> int:
        """Return how many bytes the sockets inside can hold; how many they do hold is told to nobody outside."""
        try:
            words = _read("1/net/sockstat", self._proc).split()  # sockets: used 96 TCP: inuse 3 ...
            return int(words[2]) * _OF_A_SOCKET + int(words[5]) * _OF_TCP
        except (OSError, ValueError, IndexError):  # it has just ended
            return 0

    def _seconds(self, processes: list[_Process]) -> float:
        """Return the processor time of all processes that were ever seen.

        A process's own account of its ended children misses those that it has declared to ignore.
        """
        for process in processes:
            self._seen[process.name, process.started] = process.seconds
        alive = sum(process.seconds + process.of_children for process in processes)
        self._ended = max(self._ended, alive, sum(self._seen.values()))
        return self._ended


@dataclass(frozen=True)
class _Process:
    """Describe one process, as Linux's /proc shows it."""

    name: str
    started: str
    account: int
    threads: int
    anonymous: int
    page_tables: int
    shared: int
    seconds: float
    of_children: float

    @classmethod
    def read(cls, name: str, proc: int) -> _Process:
        lines = _read(f"{name}/status", proc).splitlines()
        status = dict(line.split(":", 1) for line in lines if ":" in line)

        def size(key: str) -> int:
            return int(status.get(key, "0 kB").split()[0]) * _KILO

        # The name before the last parenthesis may hold anything.
        times = _read(f"{name}/stat", proc).rpartition(")")[2].split()
        own, of_children = (sum(map(int, times[i : i + 2])) / _TICKS for i in (11, 13))
        return cls(
            name,
            times[19],
            int(status["Uid"].split()[0]),
            int(status["Threads"]),
            size("RssAnon") + size("VmSwap") + size("VmPTE"),
            size("VmPTE"),
            size("RssShmem"),
            own,
            of_children,
        )


class Plain:
    """Watch a kernel that runs without a sandbox: the same counts, of a process and its children."""

    def __init__(self, process: subprocess.Popen):
        self._process = psutil.Process(process.pid)

    def usage(self, enough: int, many: int) -> Usage:
        """Return what the kernel and its children use now."""
        memory, threads, seconds = 0, 0, 0.0
        family = [self._process, *self._children()]
        for process in family:
            with suppress(psutil.Error):
                about = process.memory_info()
                memory += about.rss - getattr(about, "shared", 0)
                threads += process.num_threads()
                seconds += sum(process.cpu_times()[:4])
        return Usage(len(family), threads, memory, 0, seconds)

    def end(self) -> None:
        """Kill the kernel and its children."""
        for process in [self._process, *self._children()]:
            with suppress(psutil.Error):
                process.kill()

    def ended(self, seconds: float) -> bool:
        """Return whether the kernel itself has ended."""
        end = time.monotonic() + seconds
        while self._process.is_running() and self._process.status() != psutil.STATUS_ZOMBIE:
            if time.monotonic() > end:
                return False
            time.sleep(0.01)
        return True

    def accounts(self) -> set[int]:
        """Return the kernel's user id."""
        return {self._process.uids().real}

    def errors(self) -> str:
        """Return nothing: what the kernel writes is not kept."""
        return ""

    def close(self) -> None:
        """Wait for the kernel's end, so that no zombie is left."""
        with suppress(psutil.TimeoutExpired):
            self._process.wait(10)

    def _children(self) -> list[psutil.Process]:
        try:
            return self._process.children(recursive=True)
        except psutil.Error:
            return []


def _exactly(channel: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = channel.recv(size - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def _read(name: str, folder: int) -> str:
    found = os.open(name, os.O_RDONLY, dir_fd=folder)
    with os.fdopen(found, "rb") as file:
        return file.read().decode("utf-8", "replace")
