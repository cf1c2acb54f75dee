"""What of the host exists inside the sandbox: the command line of bubblewrap."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

from hypergrader.submission.sandbox.accounts import Account
from hypergrader.submission.sandbox.limits import MEGA, Limits

_SPEC = importlib.util.find_spec("hyperlib")
assert _SPEC is not None and _SPEC.origin is not None
PACKAGE = Path(_SPEC.origin).resolve().parent  # all of the course that exists inside
HOME = "/home/student"
WORK = f"{HOME}/work"
RUN = "/run/kernel"  # the kernel's sockets and its stderr
WATCHED = (RUN, HOME, "/tmp", "/dev/shm", "/proc")
_PARTS = "bin include lib lib32 lib64 pyvenv.cfg share".split()  # of Python's own folder
# Lists of keys, and memory and timers of the whole host.
_MASKED = "kcore key-users keys latency_stats sched_debug timer_list timer_stats".split()


def bubblewrap_command(limits: Limits, mine: Account, size_of_files: int = 0) -> list[str]:
    """Return the command that the command to run inside is appended to.

    Only Python, its packages, the system's programs and libraries, and the package `hyperlib` exist inside, all
    read-only.  Nothing of the host can be written: what is writable is memory that ends with the sandbox.

    Parameters
    ----------
    limits : Limits
        A folder that is private there is an empty one inside.
    mine : Account
    size_of_files : int
        Bytes of the student's own files, for which there is room beside ``limits.file_mb``.
    """
    room = int(limits.file_mb * MEGA)
    command = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    command += ["--unshare-cgroup-try", "--die-with-parent", "--new-session"]
    command += ["--hostname", "sandbox"]
    command += ["--cap-drop", "ALL", "--clearenv"]
    if mine.user_namespace:
        command += ["--unshare-user", "--disable-userns", "--uid", "1000", "--gid", "1000"]
    else:  # what the launcher needs to change to the account
        command += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    # Empty folders first: the clone, and with it Python, may itself be below one of them.
    for folder, size in ((HOME, room + size_of_files), ("/tmp", room), (RUN, MEGA)):
        command += ["--perms", "1777", "--size", str(size), "--tmpfs", folder]
    places = _places({os.path.realpath(place) for place in limits.private})
    # Otherwise bubblewrap gives a folder around them the permissions that it has outside, /root for example.
    for folder in sorted({str(parent) for path in places for parent in Path(path).parents} - {"/"}):
        command += ["--perms", "0755", "--dir", folder]
    for path, readable in places.items():
        command += ["--ro-bind", path, path] if readable else ["--perms", "0755", "--tmpfs", path]
    command += ["--proc", "/proc", "--dev", "/dev"]
    # Mapped and shared, /dev/zero gives memory that stays although nobody maps it any more.
    command += ["--dev-bind", "/dev/null", "/dev/zero"]
    command += ["--perms", "1777", "--size", str(room), "--tmpfs", "/dev/shm"]
    for name in _MASKED:
        if os.path.exists(f"/proc/{name}"):
            command += ["--ro-bind", "/dev/null", f"/proc/{name}"]
    for folder in ("/proc", "/dev", "/", *(path for path in places if not places[path])):
        command += ["--remount-ro", folder]
    for name, value in _variables().items():
        command += ["--setenv", name, value]
    return [*command, "--perms", "1777", "--dir", WORK, "--chdir", WORK]


def _variables() -> dict[str, str]:
    return {
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


def _places(private: set[str]) -> dict[str, bool]:
    """Return what Python and its packages need, and `private` folders inside it: place -> is it shown."""
    wanted = {"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache"}
    wanted |= {"/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/fonts"}
    wanted |= {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    wanted |= {str(Path(sys.executable).resolve().parent), str(PACKAGE)}
    wanted |= {p for p in sys.path if p.endswith(("site-packages", "dist-packages"))}
    wanted |= {f"{both}/{part}" for both in wanted & private for part in _PARTS}
    kept: dict[str, bool] = {}
    for path in sorted(p for p in wanted | private if os.path.exists(p)):
        around = [kept[k] for k in kept if path.startswith(k.rstrip("/") + "/")]
        if (path not in private) != (around or [False])[-1]:
            kept[path] = path not in private
    return kept
