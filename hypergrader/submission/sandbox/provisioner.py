"""Start a kernel in the sandbox, by Jupyter's own means (entry point ``hyperlib-sandbox``)."""

from __future__ import annotations

import marshal
import os
import shutil
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Dict

from hypergrader.submission.sandbox import system_calls
from hypergrader.submission.sandbox.accounts import account, counts_threads
from hypergrader.submission.sandbox.bubblewrap import HOME, RUN, WATCHED, bubblewrap_command
from hypergrader.submission.sandbox.inside import Inside
from hypergrader.submission.sandbox.limits import MEGA, Limits

PATH_INSIDE = f"{RUN}/k"  # what the kernel's sockets are called inside
_CONNECTION = f"{RUN}/connection.json"
_LAUNCHER = Path(__file__).with_name("launcher.py")
_SECONDS = 180  # to set up the sandbox, on the clock; takes 0.1 on an idle machine


class SandboxProvisioner(LocalProvisioner):
    """Start a kernel under bubblewrap."""

    limits = Dict(help="Fields of Limits that differ from the defaults").tag(config=True)
    files = Dict(help="Files of the working folder: name to bytes")
    fonts = Dict(help="matplotlib's list of fonts: name to bytes")
    inside: Inside | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        manager = self.parent
        if manager.transport != "ipc":
            raise ValueError(
                f"the sandbox has no network: transport must be 'ipc', got {manager.transport!r}"
            )
        manager.ip = PATH_INSIDE
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        limits, mine = Limits(**self.limits), account()
        connection = Path(self.parent.connection_file)
        most = {
            "RLIMIT_DATA": int(limits.memory_mb * MEGA),
            "RLIMIT_FSIZE": int(limits.file_mb * MEGA),
            "RLIMIT_NOFILE": int(limits.open_files),
            "RLIMIT_MSGQUEUE": 0,
            "RLIMIT_CORE": 0,
        }
        if counts_threads(mine):
            most["RLIMIT_NPROC"] = int(limits.threads)
        settings = {
            "watched": WATCHED,
            "user": mine.inside,
            "folders": [f"{HOME}/.matplotlib"],
            "files": self.files,
            "course_files": {
                _CONNECTION[1:]: connection.read_bytes(),
                **{f"{HOME[1:]}/.matplotlib/{name}": raw for name, raw in self.fonts.items()},
            },
            "limits": most,
            "errors": f"{RUN}/stderr",
            "command": [_CONNECTION if word == str(connection) else word for word in cmd],
        }
        size = sum(len(raw) for raw in self.files.values())
        with ExitStack() as stack:
            ours, theirs = (stack.enter_context(end) for end in socket.socketpair())
            told = [_in_memory(marshal.dumps(settings)), *map(_in_memory, system_calls.programs())]
            for descriptor in told:
                stack.callback(os.close, descriptor)
            command = [shutil.which("bwrap") or "bwrap", *bubblewrap_command(limits, mine, size)]
            for program in told[1:]:
                command += ["--add-seccomp-fd", str(program)]
            command += ["--", sys.executable, "-I", "-c", _LAUNCHER.read_text(encoding="utf-8")]
            self.process = subprocess.Popen(
                [*command, str(told[0]), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env={},  # /proc/1/environ is bubblewrap's own
                cwd="/",
                pass_fds=[*told, theirs.fileno()],
                start_new_session=True,
                user=mine.outside,
                group=mine.outside,
                extra_groups=None if mine.outside is None else [],
            )
            self.pid = self.process.pid
            theirs.close()
            self.inside = Inside(self.process, ours, _SECONDS)
        self.connection_info["ip"] = f"/proc/self/fd/{self.inside.run}/k"
        return self.connection_info

    async def send_signal(self, signum: int) -> None:
        """Kill all processes inside; a signal that can be ignored is not sent to a student's code."""
        if self.inside is not None:
            self.inside.end()


def _in_memory(data: bytes) -> int:
    """Return the descriptor of a file in memory that holds `data`."""
    descriptor = os.memfd_create("settings")
    with os.fdopen(os.dup(descriptor), "wb") as file:
        file.write(data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
