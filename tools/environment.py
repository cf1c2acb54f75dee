"""Make `.venv` with uv, and run things in it, with Python's standard library only.

`.venv/installed.json` is written last and names what was installed.  While that is what is wanted, no
installer is called.  Without that file, or where it names something else, `.venv` is made anew: no
installer repairs a half-finished environment, and from uv's cache a new one takes seconds.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
INSTALLED = VENV / "installed.json"
WINDOWS = os.name == "nt"
PYTHON = str(VENV / ("Scripts/python.exe" if WINDOWS else "bin/python"))

MORE_EXTRAS = "more is wanted than it has"  # which can be added; all else is made anew
REASONS = {
    "folder": "the folder was moved",
    "python": "it has another version of Python",
    "torch": "TORCH asks for another build of PyTorch",
    "digest": "other packages are wanted than it has",
}
ADVICE = """The set-up did not finish: {error}
Try: the same command again, and before that
- without network: connect.  A proxy goes into HTTPS_PROXY.  uv does not read pip's settings: a mirror
  goes into UV_DEFAULT_INDEX and PIP_INDEX_URL, its certificate into SSL_CERT_FILE and PIP_CERT;
- with a full disk: free 7 GB, or 2 GB with TORCH=cpu (free here: {free:.1f} GB), and as much for uv's cache;
- with access denied: stop the programs that use .venv, and check who owns this folder;
- with a package that has no build for this computer: Python 3.11, or the course on Binder."""


class SetupError(Exception):
    """Report what went wrong and, in the next line, what to try."""


def prepare(*extras: str) -> None:
    """Make sure that `.venv` holds the course with these extras; quick if it does already."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 14):
        raise SetupError(
            f"Python 3.11 to 3.14 is needed, this is {platform.python_version()}.\n"
            "Try: install Python 3.11 from your system or https://www.python.org/downloads/"
        )
    if why_install(extras):
        try:
            with lock() as fd:
                if reason := why_install(extras):  # no other call has done it meanwhile
                    install(extras, reason, fd)
        except (OSError, subprocess.CalledProcessError) as error:
            free = shutil.disk_usage(ROOT).free / 1e9
            raise SetupError(ADVICE.format(error=error, free=free)) from error


def why_install(extras: tuple[str, ...]) -> str | None:
    """Return why `.venv` is not what is wanted, or None if it is."""
    found, right = installed(), wanted()
    if not found:
        return "no set-up was finished in it"
    for key, reason in REASONS.items():
        if found.get(key) != right[key]:
            return reason
    try:
        subprocess.run([PYTHON, "-c", ""], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "its Python does not run"
    return None if {*extras} <= {*found.get("extras", ())} else MORE_EXTRAS


def installed() -> dict:
    """Return what the last finished install put into `.venv`; empty if there is none."""
    try:
        return dict(json.loads(INSTALLED.read_text(encoding="utf-8")))
    except (OSError, TypeError, ValueError):
        return {}


def constraints() -> list[str]:
    """Return the tested versions, without remarks."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def wanted() -> dict:
    """Return what an install here and now is made from, extras aside; comments do not count."""
    import tomllib  # here, so that an older Python gets as far as the clear word about it

    torch = os.environ.get("TORCH") or installed().get("torch", "default")
    if torch not in ("default", "cpu"):
        raise SetupError(f"TORCH must be cpu or nothing, got {torch!r}.\nTry: TORCH=cpu make lab")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    keys, packages = ("build-system", "project"), project.get("tool", {}).get("setuptools")
    parts = json.dumps([[project[k] for k in keys], packages, constraints()], sort_keys=True)
    return {
        "digest": hashlib.sha256(parts.encode()).hexdigest(),
        "folder": str(ROOT),
        "python": "{}.{}".format(*sys.version_info),
        "torch": torch,
    }


def install(extras: tuple[str, ...], reason: str, lock_fd: int) -> None:
    """Make `.venv`, or add extras to it."""
    started, right = time.monotonic(), wanted()
    all_extras = sorted({*extras, *installed().get("extras", ())})

    def call(*command: str) -> None:
        # The child holds the lock too, so that no call joins an install whose parent was killed.
        keep = () if WINDOWS else (lock_fd,)
        subprocess.run(command, cwd=ROOT, env=variables(), pass_fds=keep, check=True)

    INSTALLED.unlink(missing_ok=True)
    if reason != MORE_EXTRAS:
        print(f"Making .venv{' anew: ' + reason if VENV.exists() else ''}.", flush=True)
        # With a uv on PATH, other than that of .venv itself, Python may come without pip, as Debian's.
        elsewhere = [folder for folder in os.get_exec_path() if Path(folder) != Path(PYTHON).parent]
        uv = shutil.which("uv", path=os.pathsep.join(elsewhere))
        venv = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        (pin,) = (line for line in constraints() if line.startswith("uv=="))
        if uv:
            call(*venv, "--without-pip")
            call(uv, "pip", "install", "--python", PYTHON, "-q", pin)
        else:
            call(*venv)
            call(PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "-q", pin)
    names = ",".join(all_extras)
    print(f"Installing the course ({names}); the first time, this downloads gigabytes.", flush=True)
    command = [PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON, "-c", "constraints.txt"]
    command += ["--torch-backend", "cpu"] if right["torch"] == "cpu" else []
    # Where processes may not keep byte code, each one would compile anew what it imports.
    command += ["--compile-bytecode"] if sys.dont_write_bytecode else []
    call(*command, "-e", f".[{names}]")
    INSTALLED.write_text(json.dumps({**right, "extras": all_extras}), encoding="utf-8")
    print(f"Ready after {time.monotonic() - started:.0f} s.", flush=True)


@contextlib.contextmanager
def lock() -> Iterator[int]:
    """Let one set-up at a time work in this folder; the system frees the lock when its holders end."""
    with open(ROOT / ".venv.lock", "ab") as file:
        for tried in itertools.count():
            try:
                if sys.platform == "win32":
                    import msvcrt

                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                else:
                    import fcntl

                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except (BlockingIOError, PermissionError):
                if not tried:
                    print("Another set-up is at work in this folder; waiting ...", flush=True)
                time.sleep(0.5)
        yield file.fileno()


def variables() -> dict[str, str]:
    """Return the environment variables for a program in `.venv`, as if it were activated."""
    # nbgrader calls `alembic` and Jupyter calls its subcommands by name.
    path = os.pathsep.join([os.path.dirname(PYTHON), os.environ.get("PATH", "")])
    found = {**os.environ, "VIRTUAL_ENV": str(VENV), "PATH": path, "PIP_USER": "0"}
    found.pop("PYTHONHOME", None)
    return found


def python(*arguments: str) -> int:
    """Run the environment's Python in the course's folder; return its exit status."""
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, env=variables()).returncode


def become(*arguments: str) -> NoReturn:
    """End this program and go on as the environment's Python, which gets all signals itself."""
    sys.stdout.flush()
    if WINDOWS:  # there, what `exec` starts is not waited for
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.exit(python(*arguments))
    os.chdir(ROOT)
    os.execve(PYTHON, [PYTHON, *arguments], variables())
