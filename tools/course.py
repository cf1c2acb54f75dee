"""Set the course up and run its commands, on Linux, macOS and Windows.

    python tools/course.py VERB [arguments]          (`make VERB` does the same)

Needs only Python 3.11 to 3.14 and its standard library.  Every verb makes sure that `.venv` holds
what it needs, as constraints.txt lists it, and then runs there.  A stamp in `.venv` says that an
install was finished; while it is current, no verb calls pip.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import re
import secrets
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "course-stamp.json"  # there: a finished install, and of what
BEGUN = VENV / "course-begun"  # there: an install that began and did not end in order
LOG = VENV / "course-install.log"
LOCK = ROOT / ".venv.lock"

FIRST_LESSON = "notebooks/00_start_here/00_start_here.ipynb"
PYTHONS = ((3, 11), (3, 14))  # first and last; also in pyproject.toml and Makefile
CPU_WHEELS = "https://download.pytorch.org/whl/cpu"
WINDOWS = os.name == "nt"


class CourseError(Exception):
    """Say what went wrong and, in a second line, what to try."""


# ---------------------------------------------------------------------------------------------
# The environment
# ---------------------------------------------------------------------------------------------


def venv_python() -> Path:
    """Return the path of the environment's Python, there or not."""
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def python_of_venv() -> str | None:
    """Return the version of the environment's Python, or None if it does not run."""
    try:
        answer = subprocess.run(
            [str(venv_python()), "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"],
            capture_output=True,
            text=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None


def wanted() -> str:
    """Return a digest of what an install is made from: package metadata and tested versions.

    Comments, and settings of tools that need no install, do not count.
    """
    import tomllib  # here, so that a Python before 3.11 gets as far as the clear word at the end

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    kept = {key: project.get(key) for key in ("build-system", "project")}
    kept["setuptools"] = project.get("tool", {}).get("setuptools")
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    kept["constraints"] = [line for line in lines if line and not line.startswith("#")]
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def torch_choice() -> str:
    """Return "cpu" if TORCH=cpu asks for PyTorch's own CPU wheels, else "default"."""
    choice = os.environ.get("TORCH", "")
    if choice not in ("", "default", "cpu"):
        raise CourseError(f"TORCH must be cpu or nothing, got {choice!r}.\nTry: TORCH=cpu make lab")
    # On macOS and Windows the plain wheels are CPU builds already.
    return "cpu" if choice == "cpu" and sys.platform == "linux" else "default"


def read_stamp() -> dict:
    """Return what the last finished install holds; empty if there is none."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(extras: Iterable[str], python: str) -> None:
    """Record a finished install, all or nothing."""
    stamp = {
        "wanted": wanted(),
        "extras": sorted(extras),
        "python": python,
        "torch": torch_choice(),
        "folder": str(ROOT),
    }
    draft = STAMP.with_suffix(".draft")
    draft.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
    os.replace(draft, STAMP)


def is_ready(extras: Iterable[str]) -> bool:
    """Tell whether `.venv` holds a finished install of at least these extras."""
    stamp = read_stamp()
    return (
        not BEGUN.exists()
        and stamp.get("wanted") == wanted()
        and set(extras) <= set(stamp.get("extras", ()))
        and stamp.get("folder") == str(ROOT)  # a moved environment has wrong paths inside
        and (not os.environ.get("TORCH") or stamp.get("torch") == torch_choice())
        and stamp.get("python") == python_of_venv()
    )


def why_rebuild() -> str | None:
    """Return why an existing `.venv` cannot be built upon, or None if it can."""
    if BEGUN.exists():
        # pip logs one such line, which names this package too, before it writes anything.
        made = BEGUN.read_text(encoding="utf-8").strip() == "install"
        log = LOG.read_text(encoding="utf-8", errors="replace") if LOG.exists() else ""
        if not made or re.search(r"Installing collected packages: .*\bhyperlib\b", log):
            return "the last set-up was interrupted"
    version = python_of_venv()
    if version is None:
        return "its Python does not run"
    if not PYTHONS[0] <= tuple(map(int, version.split(".")[:2])) <= PYTHONS[1]:
        return f"its Python is {version}"
    stamp = read_stamp()
    if stamp.get("folder", str(ROOT)) != str(ROOT):
        return "the folder was moved"
    if os.environ.get("TORCH") and stamp.get("torch", torch_choice()) != torch_choice():
        return f"TORCH={os.environ['TORCH']} asks for other builds of PyTorch"
    return None


@contextlib.contextmanager
def lock() -> Iterator[int]:
    """Let one set-up at a time work in this folder; freed by the system when its holder ends."""
    with open(LOCK, "a+b") as file:
        told = False
        while not try_lock(file.fileno()):
            if not told:
                print("Another set-up is at work in this folder; waiting for it ...", flush=True)
                told = True
            time.sleep(0.5)
        yield file.fileno()


def try_lock(fd: int) -> bool:
    """Lock the open file if no other process holds it; tell whether that worked."""
    try:
        if WINDOWS:
            import msvcrt

            os.lseek(fd, 0, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def prepare(extras: Iterable[str]) -> None:
    """Make sure that `.venv` holds the course with these extras; quick if it does already."""
    extras = set(extras)
    if is_ready(extras):
        return
    with lock() as fd:
        if not is_ready(extras):  # another call may have finished it
            install(extras | set(read_stamp().get("extras", ())), fd)


def install(extras: set[str], lock_fd: int) -> None:
    """Make or complete `.venv`; what is interrupted here is noticed by the next call."""
    check_this_python()
    reason = why_rebuild() if VENV.exists() else None
    if reason:
        print(f"Making .venv anew: {reason}.", flush=True)
        remove_venv()
    started = time.monotonic()
    LOG.unlink(missing_ok=True)
    if VENV.exists():
        BEGUN.write_text("install\n", encoding="utf-8")
    else:
        print(f"Making .venv with Python {platform.python_version()} ...", flush=True)
        VENV.mkdir()
        BEGUN.write_text("venv\n", encoding="utf-8")
        call(
            [sys.executable, "-m", "venv", str(VENV)], "The environment could not be made.", fd=None
        )
        BEGUN.write_text("install\n", encoding="utf-8")

    print(
        f"Installing the course and what it needs ({', '.join(sorted(extras))}); "
        "the first time this takes some minutes ...",
        flush=True,
    )
    command = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check"]
    if not sys.stdout.isatty():
        # A log file needs no progress; errors are shown all the same.
        command += ["--quiet", "--progress-bar", "off"]
    command += ["--log", str(LOG), "-c", "constraints.txt", "-e", f".[{','.join(sorted(extras))}]"]
    if torch_choice() == "cpu":
        command += ["--extra-index-url", CPU_WHEELS]
    call(command, "The install did not finish.", fd=lock_fd)

    # The stamp last: whatever stops this before leaves no stamp.
    BEGUN.unlink()
    write_stamp(extras, python_of_venv() or "")
    print(f"Ready after {time.monotonic() - started:.0f} s.", flush=True)


def call(command: list[str], failure: str, fd: int | None) -> None:
    """Run one step of the set-up; on failure raise a CourseError with a line on what to try."""
    # The child holds the lock too, so that an install whose parent was killed is not doubled.
    keep = () if fd is None or WINDOWS else (fd,)
    environment = {**os.environ, "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    environment.pop("PYTHONHOME", None)
    code = subprocess.run(command, cwd=ROOT, env=environment, pass_fds=keep).returncode
    if code == 0:
        return
    if code in (130, -signal.SIGINT):
        raise KeyboardInterrupt
    raise CourseError(f"{failure}\n{advice()}")


def advice() -> str:
    """Return one line on what to try after a failed install, from pip's own log."""
    log = LOG.read_text(encoding="utf-8", errors="replace") if LOG.exists() else ""
    free = shutil.disk_usage(ROOT).free / 1e9
    if "No space left" in log or "not enough space" in log or free < 0.3:
        need = "2 GB" if torch_choice() == "cpu" or sys.platform != "linux" else "7 GB"
        hint = f"the disk is full ({free:.1f} GB free): free about {need} and run the same command"
        if sys.platform == "linux" and torch_choice() != "cpu":
            hint += "; or set TORCH=cpu, which needs 2 GB"
    elif any(
        word in log
        for word in (
            "NewConnectionError",
            "ConnectTimeoutError",
            "ReadTimeoutError",
            "Read timed out",
            "Name or service not known",
            "Temporary failure in name resolution",
            "getaddrinfo failed",
            "Connection broken",
            "ProxyError",
        )
    ):
        hint = "check the network (and HTTPS_PROXY, if you need one) and run the same command again"
    elif "CERTIFICATE_VERIFY_FAILED" in log:
        hint = "set PIP_CERT to your network's certificate file and run the same command again"
    elif "No matching distribution found" in log or "Could not find a version" in log:
        hint = (
            f"a package has no build for Python {platform.python_version()} on this computer "
            f"({platform.platform(terse=True)}): try Python 3.11, or the course on Binder"
        )
    elif "Permission denied" in log or "Access is denied" in log:
        hint = "close programs that use .venv, check who owns this folder, and run it again"
    else:
        hint = "run the same command again; if that does not help, delete .venv first"
    return f"Try: {hint}." + (f"\nDetails: {LOG.relative_to(ROOT)}" if log else "")


def remove_venv() -> None:
    """Delete `.venv`, its stamp first."""
    try:
        STAMP.unlink(missing_ok=True)
        if VENV.is_symlink() or VENV.is_file():
            VENV.unlink()
        else:
            shutil.rmtree(VENV)
    except OSError as error:
        raise CourseError(
            f".venv could not be deleted: {error}\n"
            "Try: stop the programs that use it (JupyterLab, an editor), then run this again."
        ) from error


def check_this_python() -> None:
    """Refuse a Python that cannot make the environment, with the way to a better one."""
    first, last = (".".join(map(str, version)) for version in PYTHONS)
    if not PYTHONS[0] <= sys.version_info[:2] <= PYTHONS[1]:
        raise CourseError(
            f"Python {first} to {last} is needed, this is {platform.python_version()}.\n"
            f"Try: install Python {first} from your system or https://www.python.org/downloads/"
        )
    if in_venv():
        raise CourseError(
            "This Python is .venv's own, which cannot make itself anew.\n"
            "Try: deactivate, then run the same command with the system's Python."
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as error:
        raise CourseError(
            f"This Python comes without its module {error.name}.\n"
            "Try: on Debian and Ubuntu `sudo apt install "
            f"python3.{sys.version_info[1]}-venv`; elsewhere install Python from python.org."
        ) from error


def in_venv() -> bool:
    """Tell whether this very process runs in `.venv`."""
    return Path(sys.prefix).resolve() == VENV.resolve()


# ---------------------------------------------------------------------------------------------
# Running things in it
# ---------------------------------------------------------------------------------------------


def environment(**more: str) -> dict[str, str]:
    """Return the variables for a program in `.venv`, as if it were activated."""
    variables = {**os.environ, "VIRTUAL_ENV": str(VENV), **more}
    # nbgrader calls `alembic` and Jupyter calls its subcommands by name.
    variables["PATH"] = os.pathsep.join([str(venv_python().parent), os.environ.get("PATH", "")])
    variables.pop("PYTHONHOME", None)
    return variables


def python(*arguments: str, **variables: str) -> int:
    """Run the environment's Python in the course's folder; return its exit status."""
    return wait_for(start_python(*arguments, **variables))


def start_python(
    *arguments: str, stdout: object = None, stderr: object = None, **variables: str
) -> subprocess.Popen:
    """Start the environment's Python in the course's folder."""
    return subprocess.Popen(
        [str(venv_python()), *arguments],
        cwd=ROOT,
        env=environment(**variables),
        stdout=stdout,
        stderr=stderr,
    )


def wait_for(child: subprocess.Popen) -> int:
    """Wait for a child; hand an interrupt or termination on to it; return its exit status."""

    def end(signum: int, frame: object) -> None:
        raise SystemExit(128 + signum)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        code = child.wait()
    except KeyboardInterrupt:
        # In a terminal the child had the same Ctrl-C: let it end in its own way.
        stop(child, patience=3 if not WINDOWS else 10)
        code = 130
    except SystemExit as ending:
        stop(child, patience=0)
        code = ending.code
    return 128 - code if code < 0 else code


def stop(child: subprocess.Popen, patience: float) -> None:
    """End a child: by itself within `patience` seconds, else when told, else by force."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C leaves no orphans
    for seconds, action in ((patience, child.terminate), (15, child.kill), (5, None)):
        try:
            child.wait(timeout=seconds)
            return
        except subprocess.TimeoutExpired:
            if action:
                action()


# ---------------------------------------------------------------------------------------------
# The verbs
# ---------------------------------------------------------------------------------------------


def lab(arguments: list[str]) -> int:
    """Open the course in JupyterLab, on lesson 00."""
    return serve("student", FIRST_LESSON, "The course", arguments)


def instructor(arguments: list[str]) -> int:
    """Open JupyterLab for an instructor, with nbgrader's Formgrader."""
    return serve("instructor", None, "The instructor's JupyterLab", arguments)


def serve(config: str, opened: str | None, title: str, arguments: list[str]) -> int:
    """Run JupyterLab until it is stopped; print its address once it answers."""
    page = "/lab"
    if opened and (ROOT / opened).exists():
        page += f"/tree/{opened}"
    command = [str(venv_python()), "-m", "jupyterlab", f"--ServerApp.root_dir={ROOT}"]
    command += [f"--LabApp.default_url={page}", "--ServerApp.answer_yes=True"]
    command += ["--ServerApp.log_level=WARN", "--LabApp.log_level=WARN"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    if not has_browser():
        command.append("--no-browser")
    paths = [str(ROOT / "config" / config), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    variables = {
        "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths)),
        # A token of ours: the address is then printed once, by us, in plain sight.
        "JUPYTER_TOKEN": os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(24),
    }
    print("Starting JupyterLab ...", flush=True)
    since = time.time()
    child = subprocess.Popen([*command, *arguments], cwd=ROOT, env=environment(**variables))
    threading.Thread(target=print_address, args=(child, since, page, title), daemon=True).start()
    code = wait_for(child)
    return 0 if code in (130, 143) else code  # stopping it is the normal end


def has_browser() -> bool:
    """Tell whether a browser can open here; NO_BROWSER=1 says that none shall."""
    if os.environ.get("NO_BROWSER") or os.environ.get("CI"):
        return False
    if WINDOWS or sys.platform == "darwin":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def print_address(child: subprocess.Popen, since: float, page: str, title: str) -> None:
    """Wait until the server has its port, then print where it is."""
    while child.poll() is None:
        server = running_server(child.pid, since)
        if server:
            address = server["url"].rstrip("/") + page
            if server.get("token"):
                address += f"?token={server['token']}"
            print(
                f"\n{title} is open in JupyterLab at\n\n    {address}\n\n"
                "If no browser has opened, copy this address into one.\n"
                "To stop: save your notebooks, then press Ctrl-C here.\n",
                flush=True,
            )
            return
        time.sleep(0.2)


def running_server(pid: int, since: float) -> dict | None:
    """Return what the Jupyter server that we started says about itself, once it listens."""
    for file in runtime_folder().glob("jpserver-*.json"):
        try:
            if file.stat().st_mtime < since - 2:
                continue
            server = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        # On Windows the environment's python.exe starts the real one, which has another number.
        if server.get("pid") == pid or (WINDOWS and Path(server.get("root_dir", "")) == ROOT):
            return server
    return None


def runtime_folder() -> Path:
    """Return the folder where Jupyter servers leave their addresses."""
    global _runtime_folder
    if _runtime_folder is None:
        answer = subprocess.run(
            [str(venv_python()), "-m", "jupyter_core.command", "--runtime-dir"],
            capture_output=True,
            text=True,
            env=environment(),
        )
        _runtime_folder = Path(answer.stdout.strip() or ".")
    return _runtime_folder


_runtime_folder: Path | None = None


def test(arguments: list[str]) -> int:
    """Run all tests (with arguments: only pytest, with these arguments)."""
    ready, advice_line = browser_for_tests()
    if not ready:
        print(f"\nWARNING: {advice_line}\nThe browser tests will fail.\n", flush=True)
    if not sandbox_for_tests():
        print(f"\nWARNING: {NO_SANDBOX}\nThe grading tests will fail.\n", flush=True)
    if arguments:
        rows = [("pytest", *timed(["-m", "pytest", *arguments]))]
    else:
        rows = side_by_side(stages_of_test())
    print("\n==> stages")
    for name, seconds, code in rows:
        # pytest's 5 is "no test ran": a failure here.
        outcome = "ok" if code == 0 else "NO TEST RAN" if code == 5 else f"FAILED (exit {code})"
        print(f"    {seconds:7.1f} s  {name}: {outcome}")
    sys.stdout.flush()
    return max(code for _, _, code in rows)


# What grades whole classes takes longest and gets stages of its own.
STAGES_OF_GRADING = {
    "attacks, nbgrader's own tests": ("attacks", "nbgrader_suite", "sandbox"),
    "grading, browsers": ("autograde", "browser", "commands", "grading"),
}


def stages_of_test() -> dict[str, list[str]]:
    """Return what `make test` runs: name -> arguments of Python, the longest first."""
    stages, apart = {}, []
    for stage, names in STAGES_OF_GRADING.items():
        files = [f"tests/test_{name}.py" for name in names]
        stages[stage] = ["-m", "pytest", *files]
        apart += files
    stages["all other tests"] = ["-m", "pytest", *(f"--ignore={file}" for file in apart)]
    notebooks = ["-m", "pytest", "-p", "no:cacheprovider", "--nbval-current-env"]
    stages["solutions, outputs compared"] = [*notebooks, "--nbval", "solutions"]
    stages["student notebooks, run through"] = [*notebooks, "--nbval-lax", "notebooks"]
    return stages


def timed(command: list[str]) -> tuple[float, int]:
    """Run Python with these arguments; return seconds and exit status."""
    print(f"\n==> python {shlex.join(command)}", flush=True)
    started = time.monotonic()
    code = python(*command)
    return time.monotonic() - started, code


# More threads than cores: those that wait for others must not keep a core busy with waiting.  A lesson
# that two other stages disturb took 168 s without this and 51 s with it.
WAIT_ASLEEP = {"OMP_WAIT_POLICY": "PASSIVE"}


def side_by_side(stages: dict[str, list[str]], at_once: int = 3) -> list[tuple[str, float, int]]:
    """Run stages, three at a time, and print what each one said as it ends.

    Half of the time of a test is waiting: for a kernel, a browser, a server.
    """
    waiting, running, rows = list(stages.items()), {}, []
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                name, command = waiting.pop(0)
                print(f"==> {name}: begins: python {shlex.join(command)}", flush=True)
                output = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")
                child = start_python(
                    *command, stdout=output, stderr=subprocess.STDOUT, **WAIT_ASLEEP
                )
                running[name] = (child, output, time.monotonic())
            time.sleep(0.2)
            for name, (child, output, started) in list(running.items()):
                code = child.poll()
                if code is None:
                    continue
                del running[name]
                rows.append((name, time.monotonic() - started, abs(code)))
                output.seek(0)
                print(f"\n==> {name}", output.read(), sep="\n", flush=True)
                output.close()
    except KeyboardInterrupt:
        for name, (child, output, started) in running.items():
            stop(child, patience=3)
            output.seek(0)
            print(f"\n==> {name}, interrupted", output.read()[-2000:], sep="\n", flush=True)
            rows.append((name, time.monotonic() - started, 130))
    return rows


def browser_for_tests() -> tuple[bool, str]:
    """Find or install Chromium for the browser tests; return (found, what to do if not)."""
    if find_chromium():
        return True, ""
    root = install_debian_package("chromium", "the browser tests")
    if not find_chromium():
        print("Installing Playwright's Chromium for the browser tests ...", flush=True)
        python("-m", "playwright", "install", *(["--with-deps"] if root else []), "chromium")
    return bool(find_chromium()), NO_CHROMIUM


NO_CHROMIUM = (
    "no Chromium was found for the browser tests; install Chromium or Chrome so that it is on PATH "
    "(Debian: `sudo apt install chromium`), or run `.venv/bin/playwright install chromium`"
)


def sandbox_for_tests() -> bool:
    """Find or install bubblewrap, in which submissions are graded; return whether it is there."""
    if not shutil.which("bwrap") and sys.platform.startswith("linux"):
        install_debian_package("bubblewrap", "grading")
    return shutil.which("bwrap") is not None


NO_SANDBOX = (
    "bubblewrap was not found, without which nothing is graded; install it "
    "(Debian, Ubuntu: `sudo apt install bubblewrap`; Fedora: `sudo dnf install bubblewrap`)"
)


def install_debian_package(name: str, purpose: str) -> bool:
    """Install a package where that needs no question, as root on Debian; return whether we are root."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root and shutil.which("apt-get") and "ID=debian" in os_release():
        print(f"Installing {name} for {purpose} ...", flush=True)
        apt = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-q"], env=apt)
        subprocess.run(["apt-get", "install", "-qy", name], env=apt)
    return root


def find_chromium() -> str | None:
    """Return the path of a Chromium or Chrome that Playwright can drive, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    for name in (os.environ.get("CHROMIUM", ""), *names):
        path = shutil.which(name) if name else None
        if path:
            return path
    for path in (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ):
        if os.path.exists(path):
            return path
    # Playwright's own download.
    code = (
        "from playwright.sync_api import sync_playwright as s\n"
        "with s() as p: print(p.chromium.executable_path)"
    )
    answer = subprocess.run(
        [str(venv_python()), "-c", code], capture_output=True, text=True, env=environment()
    )
    path = answer.stdout.strip()
    return path if path and os.path.exists(path) else None


def os_release() -> str:
    """Return the text that names the Linux distribution; empty elsewhere."""
    with contextlib.suppress(OSError):
        return Path("/etc/os-release").read_text(encoding="utf-8")
    return ""


def notebooks(arguments: list[str]) -> int:
    """Build solutions/ and notebooks/ from lessons/."""
    return python("-m", "tools.build_notebooks", *arguments)


def check(arguments: list[str]) -> int:
    """Look for mistakes in the code (ruff) and in the lessons, without running them."""
    codes = [
        python("-m", "ruff", "check", "."),
        python("-m", "tools.build_notebooks", "--check", *arguments),
    ]
    return max(codes)


def grade_demo(arguments: list[str]) -> int:
    """Grade an invented class from release to gradebook, in a temporary folder."""
    if not sandbox_for_tests():
        print(NO_SANDBOX)
        return 1
    return python("-m", "hypergrader.course.demo", *arguments)


def bench(arguments: list[str]) -> int:
    """Measure sweep against other ways to train (ARGS=--quick: about three minutes)."""
    code = python("-m", "bench.compare", *arguments)
    scaling = [argument for argument in arguments if argument == "--write"]
    if code or [argument for argument in arguments if argument != "--write"]:
        return code  # a part was asked for
    return python("-m", "bench.scaling", *scaling)


def show_help(arguments: list[str]) -> int:
    """Show this list."""
    print("Usage: make VERB, or: python tools/course.py VERB [arguments]\n")
    for name, verb in VERBS.items():
        print(f"  {name:<11} {verb.run.__doc__}")
    print(
        "\nArguments go through: make lab ARGS='--port 9999', make test ARGS='-m lesson01'.\n"
        "On Linux, TORCH=cpu installs PyTorch without CUDA (2 GB on disk instead of 6 GB)."
    )
    return 0


class Verb(NamedTuple):
    """What a verb runs, and which extras of the package it needs (None: no environment)."""

    run: Callable[[list[str]], int]
    extras: tuple[str, ...] | None


VERBS = {
    "lab": Verb(lab, ("lab",)),
    "instructor": Verb(instructor, ("lab",)),
    "test": Verb(test, ("lab", "test")),
    "notebooks": Verb(notebooks, ("lab", "test")),
    "check": Verb(check, ("lab", "test")),
    "grade-demo": Verb(grade_demo, ("lab",)),
    "bench": Verb(bench, ("bench",)),
    "help": Verb(show_help, None),
}


def main(arguments: list[str]) -> int:
    """Run one verb; return the exit status."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    verb = VERBS.get({"-h": "help", "--help": "help"}.get(name, name))
    if verb is None:
        print(f"course: no verb {name!r}; expected one of: {', '.join(VERBS)}", file=sys.stderr)
        return 2
    try:
        if verb.extras is not None:
            prepare(verb.extras)
        return verb.run(rest)
    except CourseError as error:
        print(f"\ncourse: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ncourse: interrupted; the same command goes on from here.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  (other Pythons may start this file)
        sys.exit("course: Python 3.11 to 3.14 is needed, this is " + platform.python_version())
    sys.exit(main(sys.argv[1:]))
