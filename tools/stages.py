"""Run all tests in stages, side by side: python -m tools.stages"""

import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import psutil

# The answers to the exercises of these lessons have a stage, those of all others another.
FIRST = " or ".join(f"lesson{n:02}" for n in range(6))
PYTEST = ["-m", "pytest", "--durations=10", "--durations-min=10"]
# More threads than cores: those that wait for others must not keep a core busy with waiting.  A lesson
# that two other stages disturb took 168 s without this and 51 s with it.
WAIT_ASLEEP = {"OMP_WAIT_POLICY": "PASSIVE"}


def stages_of_test() -> dict[str, list[str]]:
    """Return what `make test` runs: name -> arguments of Python.

    What takes longest comes first, so that no long stage is left alone on one core at the end.
    """
    nbval = ["-m", "pytest", "-p", "no:cacheprovider", "--nbval-current-env", "--nbval"]
    solved = sorted(str(path) for path in Path("solutions").glob("[0-9]*"))
    answers = files("answers", "lab_goals", "labs")
    others = [*PYTEST]
    stages = {
        "all other tests": others,
        "grading": files("autograde", "grading"),
        "solutions, outputs compared: one half": [*nbval, *solved[::2]],
        "attacks, sandbox": files("attacks", "sandbox"),
        "solutions, outputs compared: the other half": [*nbval, *solved[1::2]],
        "answers and labs of the other lessons": [*answers, "-m", f"not ({FIRST})"],
        "answers and labs of the first lessons": [*answers, "-m", FIRST],
        "the instructor's guide, submissions": files("guide", "pages", "submissions"),
        "nbgrader's own tests": files("nbgrader_suite"),
        "browsers, commands": files("browser", "commands"),
        "style, layers, types, lessons": ["-m", "tools.check"],
    }
    apart = {word: None for words in stages.values() for word in words if word.endswith(".py")}
    others += [f"--ignore={file}" for file in apart]
    return stages


def files(*names: str) -> list[str]:
    """Return the arguments of Python that run these files of tests."""
    return [*PYTEST, *(f"tests/test_{name}.py" for name in names)]


class Ended(NamedTuple):
    """How a stage ended: seconds by the clock and of the processor, and the exit status."""

    name: str
    seconds: float
    busy: float
    code: int


def side_by_side(stages: dict[str, list[str]], at_once: int = 4) -> list[Ended]:
    """Run stages, four at a time, and print what each one said as it ends.

    With three at a time, two cores were idle for a third of the time: tests wait for kernels, browsers, servers.
    """
    waiting, rows = list(stages.items()), []
    running: dict[str, tuple] = {}
    busy: dict[str, float] = {}
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                name, command = waiting.pop(0)
                print(f"==> {name}: begins: python {shlex.join(command)}", flush=True)
                output = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")
                child = subprocess.Popen(
                    [sys.executable, *command],
                    env={**os.environ, **WAIT_ASLEEP},
                    stdout=output,
                    stderr=subprocess.STDOUT,
                )
                running[name] = (child, output, time.monotonic())
            time.sleep(0.2)
            for name, (child, output, started) in list(running.items()):
                busy[name] = max(busy.get(name, 0.0), processor_time(child.pid))
                code = child.poll()
                if code is None:
                    continue
                del running[name]
                rows.append(Ended(name, time.monotonic() - started, busy[name], abs(code)))
                output.seek(0)
                print(f"\n==> {name}", output.read(), sep="\n", flush=True)
                output.close()
    except KeyboardInterrupt:
        for name, (child, output, started) in running.items():
            stop(child, patience=3)
            output.seek(0)
            print(f"\n==> {name}, interrupted", output.read()[-2000:], sep="\n", flush=True)
            rows.append(Ended(name, time.monotonic() - started, busy.get(name, 0.0), 130))
    return rows


def processor_time(pid: int) -> float:
    """Return the processor seconds of a process and of the children that it waited for; 0 if it is gone."""
    with suppress(psutil.Error):
        return sum(psutil.Process(pid).cpu_times()[:4])
    return 0.0


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


def main() -> int:
    """Run all stages, print how each one ended, and return the exit status."""
    rows = side_by_side(stages_of_test())
    print("\n==> stages: seconds by the clock, and of the processor")
    for name, seconds, busy, code in rows:
        # pytest's 5 is "no test ran": a failure here.
        outcome = "ok" if code == 0 else "NO TEST RAN" if code == 5 else f"FAILED (exit {code})"
        print(f"    {seconds:7.1f} s {busy:7.1f} s  {name}: {outcome}")
    sys.stdout.flush()
    return max(row.code for row in rows)


if __name__ == "__main__":
    sys.exit(main())
