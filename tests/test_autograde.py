"""Grading a class: right answers, interruption, changed submissions, a cluster."""

import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from hypergrader.submission.folder import read_submission
from hypergrader.submission.sandbox import Limits
from tests import demo

pytestmark = pytest.mark.slow
SHORT = "00_start_here"


def make_course(folder, lesson, answers):
    """Return a course in which each of `answers`, student -> Answer, is a submission."""
    course = demo.Course(folder)
    course.run("generate_assignment", lesson, "--force")
    for student, answer in answers.items():
        place = course.folder / "submitted" / student / lesson
        place.mkdir(parents=True)
        released = demo.CLONE / "notebooks" / lesson / f"{lesson}.ipynb"
        demo.fill(released, place / f"{lesson}.ipynb", answer)
    return course


def totals(course, lesson):
    return {row[0]: row[-1] for row in course.table(lesson)}


@pytest.mark.parametrize("lesson", demo.lessons())
def test_every_right_answer_gets_all_points_on_the_whole_way(tmp_path, lesson):
    bank = {}
    for path in sorted((demo.CLONE / "lessons" / lesson / "accepted").glob("*.py")):
        bank.setdefault(path.name.split("__")[0], []).append(path.read_text(encoding="utf-8"))
    count = max(map(len, bank.values()))
    assert count >= 3

    def nth(n):
        return lambda exercise, stub: bank[exercise][n % len(bank[exercise])]

    course = make_course(tmp_path / "course", lesson, {f"s{n}": nth(n) for n in range(count)})
    course.run("autograde", lesson)
    found = totals(course, lesson)
    most = found.pop("student").removeprefix("total /")
    assert found == {f"s{n}": most for n in range(count)}


def test_a_killed_coordinator_loses_only_what_was_in_flight(tmp_path):
    right = demo.invented_class(demo.CLONE / "lessons" / SHORT)["ada_right"]
    wrong = demo.invented_class(demo.CLONE / "lessons" / SHORT)["cleo_wrong"]
    students = {f"s{n}": (right, wrong)[n % 2] for n in range(8)}
    course = make_course(tmp_path / "course", SHORT, students)
    records = course.folder / ".grading" / SHORT
    command = [sys.executable, "-m", "nbgrader", "autograde", SHORT]
    running = subprocess.Popen(
        command,
        cwd=course.folder,
        env=course.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    end = time.monotonic() + 300
    while len(list(records.glob("*.json"))) < 2:
        assert running.poll() is None and time.monotonic() < end
        time.sleep(0.05)
    family = psutil.Process(running.pid).children(recursive=True)
    lines = " ".join(word for process in family for word in process.cmdline())
    assert "submission.worker" in lines and "bwrap" in lines
    running.send_signal(signal.SIGKILL)
    running.wait()
    kept = {path: path.stat().st_mtime_ns for path in records.glob("*.json")}
    assert 2 <= len(kept) < 8
    _, alive = psutil.wait_procs(family, timeout=20)
    assert not alive
    # A sandbox has no folder outside once its kernel runs, so nobody is needed to remove one.
    assert "hyperlib-kernel-" not in lines

    course.run("autograde", SHORT)
    assert {path: path.stat().st_mtime_ns for path in kept} == kept  # they were not graded again
    found = totals(course, SHORT)
    assert found.pop("student") == "total /4"
    assert found == {f"s{n}": ("4", "1")[n % 2] for n in range(8)}


def test_a_submission_that_changed_is_graded_again(tmp_path):
    students = demo.invented_class(demo.CLONE / "lessons" / SHORT)
    course = make_course(tmp_path / "course", SHORT, {"ada": students["cleo_wrong"]})
    course.run("autograde", SHORT)
    assert totals(course, SHORT)["ada"] == "1"
    place = course.folder / "submitted" / "ada" / SHORT / f"{SHORT}.ipynb"
    demo.fill(demo.CLONE / "notebooks" / SHORT / f"{SHORT}.ipynb", place, students["ada_right"])
    course.run("autograde", SHORT)
    assert totals(course, SHORT)["ada"] == "4"


def test_a_cluster_grades_as_local_processes_do(tmp_path):
    from distributed import LocalCluster

    students = demo.invented_class(demo.CLONE / "lessons" / SHORT)
    course = make_course(tmp_path / "course", SHORT, students)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        address = f"--SafeAutograde.scheduler={cluster.scheduler_address}"
        course.run("autograde", SHORT, address)
    found = totals(course, SHORT)
    assert [found[s] for s in sorted(students)] == ["4", "1", "1", "0", "0"]


def test_files_are_read_without_following_links(tmp_path):
    (tmp_path / "secret").write_text("hush", encoding="utf-8")
    folder = tmp_path / "submission"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "mine.csv").write_text("1,2", encoding="utf-8")
    (folder / "link").symlink_to(tmp_path / "secret")
    (folder / "around").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    files, notes = read_submission(folder, Limits())
    assert files == {"data/mine.csv": b"1,2"}
    assert len(notes) == 3


def test_files_over_the_limit_are_left_out_with_a_note(tmp_path):
    (tmp_path / "big.bin").write_bytes(b"0" * 2_000_000)
    files, notes = read_submission(tmp_path, Limits(file_mb=1))
    assert files == {}
    assert notes == ("the file big.bin is larger than the limit; it was left out",)


def test_a_record_says_how_it_went_and_can_be_replayed(tmp_path):
    students = demo.invented_class(demo.CLONE / "lessons" / SHORT)
    course = make_course(tmp_path / "course", SHORT, {"ada": students["ada_right"]})
    course.run("autograde", SHORT)
    done = subprocess.run(
        [sys.executable, "-m", "hypergrader", "replay", SHORT, "ada"],
        cwd=course.folder,
        env=course.environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("3 verdicts replayed, 0 changed")
    record = json.loads((course.folder / ".grading" / SHORT / "ada.json").read_text("utf-8"))
    assert record["notes"] == [] and record["limit"] is None and record["seconds"] > 0
