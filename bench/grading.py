"""Measure grading against plain nbgrader, side by side in one run.

    python -m bench.grading throughput    # 220 honest, 40 hostile and 40 odd submissions, and plain nbgrader
    python -m bench.grading attacks       # the attack bank under both
    python -m bench.grading attacks --write    # and docs/grading-measured.md from it

Plain nbgrader has no sandbox of its own, and some attacks would end this machine.  So here it runs,
whole, in a bubblewrap: the machine is read-only, without a network, and a run that takes too much is ended.
Its gradebook and the other students are inside, as they would be on an instructor's machine.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import psutil

from hypergrader.course.folder import CLONE
from tests import attacks, demo

LESSON = "01_what_are_hyperparameters"
NAME = f"{LESSON}.ipynb"
RELEASED = CLONE / "notebooks" / LESSON / NAME
PLAIN = """c = get_config()
c.CourseDirectory.course_id = "hyperparameters"
c.CourseDirectory.source_directory = {source!r}
c.CourseDirectory.release_directory = {release!r}
c.Execute.timeout = {timeout}
"""
SKIP = 'c.Execute.skip_cells_with_tag = "demonstration"\n'


def plain_course(folder: Path, *, skip: bool, timeout: int) -> demo.Course:
    """Return a course with nbgrader's own configuration; the lesson is already released in it."""
    course = demo.Course(folder)
    course.run("generate_assignment", LESSON, "--force")
    text = PLAIN.format(
        source=str(CLONE / "solutions"),
        release=str(CLONE / "notebooks"),
        timeout=timeout,
    )
    (folder / "nbgrader_config.py").write_text(text + (SKIP if skip else ""), encoding="utf-8")
    return course


def folder_of(course: demo.Course, student: str) -> Path:
    """Return the folder that `student` hands in, empty."""
    folder = course.folder / "submitted" / student / LESSON
    folder.mkdir(parents=True)
    return folder


class Watch:
    """Note the largest memory of this process's children together, in bytes, and the machine's load."""

    def __enter__(self) -> Watch:
        self.peak = 0
        self.loads: list[float] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.5):
            self.loads.append(os.getloadavg()[0])
            total = 0
            for process in psutil.Process().children(recursive=True):
                try:
                    total += process.memory_full_info().pss  # a page that n share counts as 1/n
                except psutil.Error:
                    pass
            self.peak = max(self.peak, total)


def points_of(course: demo.Course) -> dict[str, dict[str, float]]:
    """Return the points of each student for each exercise."""
    (_, *names, _), *rows = course.table(LESSON)
    exercises = [name.split()[0] for name in names]
    return {row[0]: dict(zip(exercises, map(float, row[1:]), strict=False)) for row in rows}


def throughput(total: int, plain: int) -> dict:
    """Grade a mixed class of `total` submissions, and `plain` honest ones with plain nbgrader.

    Every score is compared with what is expected: of honest ones with that of the same answers graded alone, of
    the bank with what tests/attacks.py says.
    """
    found: dict = {"submissions": total, "plain submissions": plain}
    everybody = attacks.mixed_class(total)
    with tempfile.TemporaryDirectory() as scratch:
        alone, ours = (demo.Course(Path(scratch) / name) for name in ("alone", "ours"))
        for course, students in (
            (alone, {name: name for name in attacks.HONEST_ONES}),
            (ours, everybody),
        ):
            course.run("generate_assignment", LESSON, "--force")
            for student, name in students.items():
                attacks.hand_in(RELEASED, folder_of(course, student), name)
        for name in attacks.HONEST_ONES:
            alone.run("autograde", LESSON, "--student", name)
        expected = points_of(alone)
        right = expected["ada_right"]
        found["lesson is worth"] = sum(right.values())
        found["hostile"] = sum(name in attacks.HOSTILE for name in everybody.values())
        found["odd or broken"] = sum(name in attacks.BROKEN for name in everybody.values())
        with Watch() as watch:
            start = time.perf_counter()
            ours.run("autograde", LESSON, check=False)
            found["seconds"] = time.perf_counter() - start
        found["submissions a minute"] = 60 * total / found["seconds"]
        found["peak memory MB"] = watch.peak / 1e6
        found["cores"] = os.cpu_count()
        middle = len(watch.loads) // 2
        for word, at in (("before", 0), ("in the middle", middle), ("after", -1)):
            found[f"load average {word}"] = watch.loads[at]
        scores = points_of(ours)
        found["graded"] = len(scores)
        found["mean score"] = statistics.mean(sum(points.values()) for points in scores.values())
        unlike = {}
        for student, name in everybody.items():
            points = scores.get(student, {})
            if name not in expected:
                wrong = attacks.unlike_expected(name, points, right)
            else:
                wrong = [e for e, worth in expected[name].items() if points.get(e) != worth]
            if wrong:
                unlike[student] = f"{name}: {', '.join(f'{e} {points.get(e)}' for e in wrong)}"
        found["scores unlike what is expected"] = len(unlike)
        found["which"] = "; ".join(unlike.values()) or "none"
        for label, skip in (("plain", False), ("plain, demonstrations skipped", True)):
            course = plain_course(
                Path(scratch) / label.split(",")[-1].strip(), skip=skip, timeout=600
            )
            styles = list(attacks.HONEST_ONES)
            for number in range(plain):
                folder = folder_of(course, f"student{number:03}")
                attacks.hand_in(RELEASED, folder, styles[number % len(styles)])
            start = time.perf_counter()
            course.run("autograde", LESSON, check=False)
            seconds = time.perf_counter() - start
            found[f"{label}: seconds"] = seconds
            found[f"{label}: submissions a minute"] = 60 * plain / seconds
            found[f"ratio to {label}"] = (total / found["seconds"]) / (plain / seconds)
    return found


def both_on_the_bank(seconds: int, names: list[str]) -> list[dict]:
    """Return one row for each attack: what plain nbgrader did with it, and what this course does."""
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        ours = demo.Course(Path(scratch) / "ours")
        config = ours.folder / "nbgrader_config.py"
        limits = f"get_config().SafeAutograde.limits = {attacks.LIMITS!r}\n"
        config.write_text(config.read_text(encoding="utf-8") + limits, encoding="utf-8")
        ours.run("generate_assignment", LESSON, "--force")
        first = plain_course(Path(scratch) / "plain", skip=True, timeout=20)

        def write(course: demo.Course, name: str) -> None:
            attacks.hand_in(RELEASED, folder_of(course, name), name)

        everybody = names or [*attacks.HOSTILE, *attacks.BROKEN]
        for name in ("ada_right", *everybody):
            write(ours, name)
        ours.run("autograde", LESSON)
        (*_, total), *rows_of = ours.table(LESSON)
        our_table, worth = {row[0]: row[-1] for row in rows_of}, total.split("/")[-1]
        write(first, "ada_right")
        first.run("autograde", LESSON)
        for number, name in enumerate(everybody, 1):
            course = demo.Course(Path(scratch) / f"p{number}")
            shutil.copytree(first.folder, course.folder, dirs_exist_ok=True)
            write(course, name)
            before = course.table(LESSON)
            ended = contained(course, seconds)
            after = {row[0]: row for row in course.table(LESSON)}
            ada = after.pop("ada_right", None)
            rows.append(
                {
                    "attack": name,
                    "plain score": after[name][-1] if name in after else "none",
                    "plain run": ended,
                    "plain others": "unchanged" if ada == before[1] else "changed",
                    "score": f"{our_table[name]} of {worth}",
                    "reason": "; ".join(_record(ours, name)["notes"]) or "-",
                }
            )
            print(rows[-1], flush=True)
            shutil.rmtree(course.folder, ignore_errors=True)
    return rows


def _record(course: demo.Course, student: str) -> dict:
    path = course.folder / ".grading" / LESSON / f"{student}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def contained(course: demo.Course, seconds: int) -> str:
    """Run plain autograde where it can harm only `course`, and say how it ended."""
    folder = str(course.folder)
    command = ["bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/"]
    command += ["--proc", "/proc", "--dev", "/dev", "--size", str(2 << 30), "--tmpfs", "/tmp"]
    for path in (sys.prefix, str(CLONE)):
        command += ["--ro-bind", path, path]
    command += ["--bind", folder, folder, "--chdir", folder, "--setenv", "HOME", "/tmp"]
    command += ["--setenv", "PATH", course.environment["PATH"], "--"]
    process = subprocess.Popen(
        [*command, sys.executable, "-m", "nbgrader", "autograde", LESSON],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **course.environment},
    )
    end = time.monotonic() + seconds
    while process.poll() is None:
        time.sleep(0.1)
        used, count = 0, 0
        for child in psutil.Process(process.pid).children(recursive=True):
            try:
                memory = child.memory_info()
                used, count = used + memory.rss - memory.shared, count + 1
            except psutil.Error:
                pass
        for much, reason in (
            (time.monotonic() > end, f"never ended ({seconds} s)"),
            (used > 6 << 30, "took all memory (ended at 6 GB)"),
            (count > 200, "took all processes (ended at 200)"),
        ):
            if much:
                process.kill()
                process.wait()
                return reason
    return "ended" if process.returncode == 0 else f"failed ({process.returncode})"


RESULTS = CLONE / "docs" / "grading-measured.json"
PAGE = RESULTS.with_suffix(".md")
HEAD = """\
# Grading, measured against plain nbgrader

Written by `python -m bench.grading throughput --write` and `attacks --write`; do not edit. Lesson 01.
"""
SPEED = """\
## 300 submissions

Honest submissions are right, partly right, wrong, not attempted and broken in turn, hostile ones the attacks of the bank below in turn. Ours grades all of them in the sandbox. Plain nbgrader grades some of the honest ones, one after the
other and without a sandbox, on the same machine in the same run: once as it is, and once with the demonstrations skipped, which is a setting of nbgrader that this course uses.

| | |
| --- | ---: |
"""
COMPARED = """
Every score was compared with what is expected, exercise by exercise: of an honest submission with that of the same answers graded alone, of the others with what `tests/attacks.py` says.
"""
ATTACKS = """\
## The attack bank

Each attack answers one of the lesson's exercises with hostile code, the others rightly, or hands in something broken. *Plain* is nbgrader without our configuration, run in a container of its own, ended after
some time or when it takes the machine. "Others" is an honest student in the same gradebook. Under ours, nobody else's score changed (tests/test_attacks.py). A broken submission may well earn
points: what can be repaired is graded.

| attack | plain: how it ended | plain: score | plain: others | ours: score | ours: reason recorded |
| --- | --- | ---: | --- | ---: | --- |
"""


def page(results: dict) -> str:
    """Return the page that shows the results."""
    parts = [HEAD]
    if "throughput" in results:
        rows = [
            f"| {name} | {value:,.1f} |" if isinstance(value, float) else f"| {name} | {value} |"
            for name, value in results["throughput"].items()
        ]
        parts.append(SPEED + "\n".join(rows) + "\n")
        parts[-1] += COMPARED if "which" in results["throughput"] else ""
    if "attacks" in results:
        names = ("attack", "plain run", "plain score", "plain others", "score", "reason")
        rows = [
            "| " + " | ".join(str(row[name]).replace("|", "\\|") for name in names) + " |"
            for row in results["attacks"]
        ]
        parts.append(ATTACKS + "\n".join(rows) + "\n")
        measured = {row["attack"] for row in results["attacks"]}
        later = [f"`{a}`" for a in (*attacks.HOSTILE, *attacks.BROKEN) if a not in measured]
        if later:
            parts.append(f"Not yet graded by plain nbgrader beside ours: {', '.join(later)}.\n")
    return "\n".join(parts)


def write(what: str, found: Any) -> None:
    """Keep a result and make the page anew; attacks that were not measured this time keep their rows."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    if what == "attacks":
        rows = {row["attack"]: row for row in [*results.get("attacks", []), *found]}
        found = [rows[name] for name in [*attacks.HOSTILE, *attacks.BROKEN] if name in rows]
    results[what] = found
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(page(results), encoding="utf-8")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("throughput", "attacks"))
    parser.add_argument("--submissions", type=int, default=300)
    parser.add_argument("--plain", type=int, default=5, help="submissions for plain nbgrader")
    parser.add_argument("--seconds", type=int, default=90, help="patience with plain nbgrader")
    parser.add_argument("--json", type=Path, help="write the result here as well")
    parser.add_argument("--write", action="store_true", help="write docs/grading-measured.md too")
    parser.add_argument("names", nargs="*", help="attacks; all when none is given")
    options = parser.parse_args(argv)
    found: object
    if options.what == "throughput":
        found = throughput(options.submissions, options.plain)
        for name, value in found.items():
            print(f"{name:45} {value:.1f}" if isinstance(value, float) else f"{name:45} {value}")
    else:
        found = both_on_the_bank(options.seconds, options.names)
        keys = list(found[0])
        print("| " + " | ".join(keys) + " |")
        print("|" + " --- |" * len(keys))
        for row in found:
            print("| " + " | ".join(str(row[key]) for key in keys) + " |")
    if options.write:
        write(options.what, found)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
