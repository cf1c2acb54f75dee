"""Grading a class: right answers, interruption, changed submissions, a cluster."""

import dataclasses
import errno
import json
import logging
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import psutil
import pytest
from answers import LESSONS, sources

from hypergrader.submission.folder import read_submission
from hypergrader.submission.sandbox import Limits
from tests import demo

pytestmark = pytest.mark.slow
SHORT = "00_start_here"
# Hands in all lessons on the whole way; test_answers.py judges every answer of the bank.
ADA = "ada"


def released(lesson):
    return demo.CLONE / "notebooks" / lesson / f"{lesson}.ipynb"


def make_course(folder, lesson, answers):
    """Return a course in which each of `answers`, student -> Answer, is a submission."""
    course = demo.Course(folder)
    course.run("generate_assignment", lesson, "--force")
    for student, answer in answers.items():
        hand_in(course, student, lesson, answer)
    return course


def hand_in(course, student, lesson, answer):
    """Put a submission into a course."""
    place = course.folder / "submitted" / student / lesson
    place.mkdir(parents=True)
    demo.fill(released(lesson), place / f"{lesson}.ipynb", answer)


def totals(course, lesson):
    return {row[0]: row[-1] for row in course.table(lesson)}


def graded_by_hand(lesson):
    """Return the ids of what a person grades."""
    cells = nbformat.read(released(lesson), as_version=4).cells
    marks = [cell.metadata.get("nbgrader", {}) for cell in cells]
    return {mark["grade_id"] for mark in marks if mark.get("grade") and mark.get("solution")}


def read_bank(lesson):
    """Return the right answers of a lesson: exercise -> sources."""
    exercises = [path.stem for path in (LESSONS / lesson / "answers").glob("*.py")]
    return {name: list(sources(lesson, name, "right").values()) for name in exercises}


@pytest.fixture(scope="module")
def all_lessons(request, tmp_path_factory):
    """A course with all lessons that are asked for, graded by one call: a right answer to each exercise."""
    wanted = {item.callspec.params["lesson"] for item in request.session.items if is_whole(item)}
    course = demo.Course(tmp_path_factory.mktemp("all"))
    course.run("generate_assignment", "*", "--force")
    for lesson in wanted:
        bank, by_hand = read_bank(lesson), graded_by_hand(lesson)

        def answer(exercise, stub, bank=bank, by_hand=by_hand):
            """Return an answer of the bank, but none to what has no points, or that a person grades."""
            skipped = exercise.startswith("optional_") or exercise in by_hand
            return stub if skipped else bank[exercise][0]

        hand_in(course, ADA, lesson, answer)
    course.run("autograde", "*")
    return course


def is_whole(item):
    return getattr(item, "function", None) is test_right_answers_get_all_points_on_the_whole_way


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("lesson", demo.lessons())
def test_right_answers_get_all_points_on_the_whole_way(all_lessons, lesson):
    by_hand = graded_by_hand(lesson)
    header, *rows = all_lessons.table(lesson)
    exercises = [column.split(" /") for column in header[1:-1]]
    found = {student: list(map(float, scores)) for student, *scores, _ in rows}
    assert found[ADA] == [0 if name in by_hand else float(most) for name, most in exercises]


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


def test_no_odd_submission_stops_the_others_and_each_has_its_reason(tmp_path):
    """One call with an honest submission and odd ones; the next call finds nothing to do."""
    students = demo.invented_class(demo.CLONE / "lessons" / SHORT)
    right, names = students["ada_right"], ["surrogate", "date", "page", "renamed", "script", "deep"]
    course = make_course(tmp_path / "course", SHORT, {name: right for name in ["ada", *names]})
    place = {name: course.folder / "submitted" / name / SHORT for name in names}
    notebook = place["surrogate"] / f"{SHORT}.ipynb"
    cells = json.loads(notebook.read_text("utf-8"))
    own = {"cell_type": "code", "metadata": {}, "id": "own", "source": "print('\\udcff')\n'\ud800'"}
    cells["cells"].append({**own, "outputs": [], "execution_count": None})
    notebook.write_text(json.dumps(cells), encoding="utf-8")
    (place["date"] / "timestamp.txt").write_bytes("früh am Morgen".encode("latin-1"))
    (place["page"] / f"{SHORT}.html").mkdir()
    (place["page"] / f"{SHORT}.html" / "x.csv").write_text("1", encoding="utf-8")
    named = place["renamed"] / f"{SHORT}.ipynb"
    named.rename(named.with_name("[x](javascript:1).ipynb"))
    (place["script"] / "plot.html").write_text("<script>1</script>", encoding="utf-8")
    (place["deep"] / "/".join("d" * 200)).mkdir(parents=True)

    course.run("autograde", SHORT)
    found = totals(course, SHORT)
    assert found.pop("student") == "total /4"
    assert found == dict.fromkeys(["ada", *names], "4")
    records = course.folder / ".grading" / SHORT
    notes = {n: json.loads((records / f"{n}.json").read_text("utf-8"))["notes"] for n in found}
    assert notes.pop("ada") == [] and notes.pop("surrogate") == []
    assert all(notes.values())
    kept = course.folder / "autograded" / "script" / SHORT
    assert {path.name for path in kept.iterdir()} == {f"{SHORT}.ipynb", "plot.html.txt"}
    assert not (course.folder / "autograded" / "date" / SHORT / "timestamp.txt").exists()
    course.run("generate_feedback", SHORT)
    assert "Nothing to grade" in course.run("autograde", SHORT)


# nbgrader's own, which pytest would turn into errors.
in_this_process = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@pytest.fixture
def converter(tmp_path):
    """An autograde of a course with one submission, to be used step by step."""
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    from hypergrader.autograde import SafeAutograde

    students = demo.invented_class(demo.CLONE / "lessons" / SHORT)
    course = make_course(tmp_path / "course", SHORT, {"ada": students["ada_right"]})
    config = Config()
    config.CourseDirectory.root = str(course.folder)
    config.CourseDirectory.assignment_id = SHORT
    config.CourseDirectory.source_directory = str(demo.CLONE / "solutions")
    config.SafeAutograde.lessons = str(demo.CLONE / "lessons")
    folder = CourseDirectory(config=config)
    return SafeAutograde(coursedir=folder, config=config)


def graded_here(converter, monkeypatch, change=lambda graded: graded):
    """Grade in this process, and let `change` stand between grading and writing."""
    from hypergrader.submission import session
    from hypergrader.submission.grade import grade
    from tests.stub_kernel import PlainKernel

    monkeypatch.setattr(session, "Kernel", PlainKernel)
    monkeypatch.setattr(type(converter), "_check_sandbox", lambda self: None)

    def now(self, waiting):
        for folder, names in waiting.items():
            try:
                tasks = self._tasks(*names)
            except PermissionError as problem:  # as `SafeAutograde._graded` does
                yield folder, problem
            else:
                yield folder, change([grade(task) for task in tasks])

    monkeypatch.setattr(type(converter), "_graded", now)
    converter.start()


def score(converter, student="ada"):
    from nbgrader.api import Gradebook

    with Gradebook(converter.coursedir.db_url, converter.coursedir.course_id) as book:
        return book.find_submission(SHORT, student).score


def test_a_second_autograde_of_the_same_course_waits_for_nothing(converter):
    from nbgrader.converters.base import NbGraderException

    with converter._alone():
        with pytest.raises(NbGraderException, match="another autograde is at work in this course"):
            converter.start()
    assert not list((Path(converter.coursedir.root) / ".grading").glob("*/*.json"))


def test_a_lesson_of_which_nothing_was_handed_in_is_told_with_what_to_do(converter, caplog):
    from nbgrader.converters.base import NbGraderException

    shutil.rmtree(Path(converter.coursedir.root) / "submitted")
    with pytest.raises(NbGraderException, match="No notebooks were matched"):
        converter.start()
    assert (
        f"Try `nbgrader collect {SHORT}` or `hyperlib-grading import {SHORT} FILE`" in caplog.text
    )


def test_a_course_that_cannot_be_written_is_told(converter):
    from nbgrader.converters.base import NbGraderException

    (Path(converter.coursedir.root) / ".grading").write_text("in the way", encoding="utf-8")
    with pytest.raises(NbGraderException, match="nothing was graded; expected a course folder"):
        converter.start()


@in_this_process
def test_late_work_by_nbgraders_own_rules(converter, monkeypatch, caplog):
    """A due date in another time zone, a plug-in, an extension, a new submission without a date."""
    from nbgrader.api import Gradebook
    from nbgrader.plugins import LateSubmissionPlugin
    from traitlets.config import Config

    from hypergrader.autograde import install

    caplog.set_level(logging.INFO, "traitlets")

    class OnePointAnHour(LateSubmissionPlugin):
        def late_submission_penalty(self, student_id, score, total_seconds_late):
            return min(score, total_seconds_late / 3600)

    install()
    late = Config({"AssignLatePenalties": {"plugin_class": OnePointAnHour}})
    converter.update_config(late)
    place = Path(converter.coursedir.root) / "submitted" / "ada" / SHORT
    address = converter.coursedir.db_url, converter.coursedir.course_id

    def graded(**extension):
        with Gradebook(*address) as book:
            if extension:
                book.grant_extension(SHORT, "ada", **extension)
        converter.force = True
        graded_here(converter, monkeypatch)
        with Gradebook(*address) as book:
            found = book.find_submission(SHORT, "ada")
            return found.score, found.late_submission_penalty, found.timestamp

    with Gradebook(*address) as book:
        # The clocks go forward in that night, so this is 10:00 UTC, as 13:00 +0200 is 11:00.
        book.update_or_create_assignment(SHORT, duedate="2027-03-28 12:00 Europe/Berlin")
        assert book.find_assignment(SHORT).duedate.hour == 10
    (place / "timestamp.txt").write_text("2027-03-28 13:00 +0200", encoding="utf-8")
    assert graded()[:2] == (4, 1)
    assert graded(hours=1)[:2] == (4, 0)
    assert graded(minutes=30)[:2] == (4, 0.5)
    (place / "timestamp.txt").unlink()
    assert graded() == (4, 0, None)
    told = [record.getMessage() for record in caplog.records if record.levelno == logging.INFO]
    assert f"{SHORT} is due 2027-03-28 10:00 UTC; a date without a time zone is one in UTC" in told


@in_this_process
def test_what_is_late_follows_dates_rules_and_points_without_grading_again(
    converter, monkeypatch, caplog
):
    from nbgrader.api import Gradebook
    from nbgrader.plugins import LateSubmissionPlugin
    from traitlets.config import Config

    from hypergrader.autograde import install

    caplog.set_level(logging.INFO)
    install()
    place = Path(converter.coursedir.root) / "submitted" / "ada" / SHORT
    (place / "timestamp.txt").write_text("2027-03-28 13:00 UTC", encoding="utf-8")
    graded_here(converter, monkeypatch)
    monkeypatch.setattr(type(converter), "_graded", lambda self, waiting: iter(()))

    def penalty(change, method="zero"):
        converter.update_config(Config({"LateSubmissionPlugin": {"penalty_method": method}}))
        with Gradebook(converter.coursedir.db_url, converter.coursedir.course_id) as book:
            change(book)
        caplog.clear()
        converter.start()
        told = "\n".join(record.getMessage() for record in caplog.records)
        with Gradebook(converter.coursedir.db_url, converter.coursedir.course_id) as book:
            return book.find_submission(SHORT, "ada").late_submission_penalty, told

    def due(date):
        return lambda book: book.update_or_create_assignment(SHORT, duedate=date)

    def more_points(book):
        cell = book.find_submission(SHORT, "ada").notebooks[0].grades[0]
        cell.extra_credit = 1.5
        book.db.commit()

    points, told = penalty(due("2027-03-28 12:00"))
    assert points == 4 and "ada: points taken off for being late: 4, not 0\n`nbgrader gen" in told
    points, told = penalty(lambda book: None)
    assert points == 4 and "late" not in told
    assert penalty(more_points)[0] == 5.5
    assert penalty(lambda book: book.grant_extension(SHORT, "ada", hours=2))[0] == 0
    assert penalty(due(None))[0] == 0  # nbgrader cannot add an extension to no date
    assert penalty(lambda book: book.grant_extension(SHORT, "ada"))[0] == 0
    assert penalty(due("2027-03-28 12:00"))[0] == 5.5
    assert penalty(lambda book: None, "none")[0] == 0

    class Broken(LateSubmissionPlugin):
        def late_submission_penalty(self, student_id, score, total_seconds_late):
            return score / 0

    converter.update_config(Config({"AssignLatePenalties": {"plugin_class": Broken}}))
    with pytest.raises(Exception, match="ada: the rule for late work: float division by zero"):
        converter.start()


def test_graded_work_that_the_gradebook_lacks_is_told(converter, monkeypatch, caplog):
    from nbgrader.api import Gradebook

    from hypergrader.autograde import install

    install()
    caplog.set_level(logging.INFO)
    place = Path(converter.coursedir.root) / "submitted" / "ada" / SHORT
    (place / "timestamp.txt").write_text("2027-03-28 13:00 UTC", encoding="utf-8")
    graded_here(converter, monkeypatch)
    monkeypatch.setattr(type(converter), "_graded", lambda self, waiting: iter(()))
    converter.start()
    assert "has no grade" not in caplog.text
    with Gradebook(converter.coursedir.db_url, converter.coursedir.course_id) as book:
        book.remove_student("ada")  # as an older copy of the gradebook would lack her
    converter.start()
    told = f"`nbgrader autograde {SHORT} --student ada --force` grades it again"
    assert f"{SHORT} of ada was graded, and the gradebook has no grade: {told}" in caplog.text


@pytest.mark.parametrize(
    "date, said",
    [
        ("2027-07-15 12:00 CEST", "the time zone 'CEST' of"),
        ("03.04.2027 12:00", "is not one certain date; try the form 2027-01-15 12:00 +01:00"),
        ("friday", "'friday' is not one certain date"),
        ("2027-15-15 12:00", "month must be in 1..12"),
        ("0001-01-01 00:00 +02:00", "is 1; expected one from 1900 to 9900"),
        ("9999-12-31 23:59 -02:00", "is 9999; expected one from 1900 to 9900"),
        ("9999-12-31 23:59", "is 9999; expected one from 1900 to 9900"),
        ("0001-01-01 00:00 Europe/Berlin", "is 1; expected one from 1900 to 9900"),
        ("9" * 30, "999' is not one certain date"),
    ],
)
def test_a_due_date_that_is_not_certain_is_refused_in_one_line(monkeypatch, date, said):
    from nbgrader.api import Gradebook
    from nbgrader.apps.dbapp import DbAssignmentAddApp

    from hypergrader import autograde

    autograde.install()

    def original(app):
        Gradebook.update_or_create_assignment(None, SHORT, duedate=date)

    told = []
    monkeypatch.setattr(DbAssignmentAddApp, "fail", lambda app, text, why: told.append(text % why))
    autograde._add_lesson(DbAssignmentAddApp(), original)
    [line] = told
    assert line.startswith("nothing was changed: ") and said in line


@pytest.mark.parametrize(
    "due, hour",
    [
        ("+0200", 10),
        ("+02:00", 10),
        ("UTC+2", 10),
        ("UTC+02:00", 10),
        ("gmt -0700", 19),
        ("Etc/GMT+2", 14),
        ("-0700", 19),
        ("", 12),
        ("UTC", 12),
        ("CEST", None),
    ],
)
def test_the_time_zone_of_a_due_date_is_read_or_refused(due, hour):
    from hypergrader.submission.folder import is_date, moment

    text = f"2027-07-15 12:00 {due}".strip()
    assert is_date(text.encode()) == (hour is not None)
    if hour is None:
        with pytest.raises(ValueError, match="the time zone 'CEST' .* try .02:00 or Europe/Berlin"):
            moment(text)
    else:
        assert moment(text).hour == hour
    assert moment("20 Nov 2019").year == 2019  # a third word is a year, and no time zone


@in_this_process
def test_the_log_has_a_line_for_each_submission(converter, monkeypatch, caplog):
    caplog.set_level(logging.INFO)
    converter.log.setLevel(logging.INFO)
    graded_here(converter, monkeypatch)
    told = [record.getMessage() for record in caplog.records]
    [line] = [line for line in told if "ada" in line]
    assert line.startswith(f"{SHORT} of ada: graded in ")


@in_this_process
def test_what_is_handed_in_during_grading_is_graded_next_time(converter, monkeypatch):
    handed_in = Path(converter.coursedir.root) / "submitted" / "ada" / SHORT / f"{SHORT}.ipynb"

    def meanwhile(graded):
        handed_in.write_text(handed_in.read_text("utf-8") + "\n", encoding="utf-8")
        return graded

    graded_here(converter, monkeypatch, meanwhile)
    assert score(converter) == 4
    converter._released = {}
    assert converter._is_due("ada", SHORT)


@in_this_process
def test_a_lessons_hidden_checks_are_read_once_and_by_one_thread(converter, monkeypatch):
    from hypergrader import hidden

    at_work, most, reads = 0, 0, []

    def read(folder):
        nonlocal at_work, most
        reads.append(folder.name)
        at_work += 1
        most = max(most, at_work)
        time.sleep(0.05)
        at_work -= 1
        return ""

    monkeypatch.setattr(hidden, "hidden_source", read)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(converter._hidden, [SHORT, "another"] * 4))
    assert sorted(reads) == [SHORT, "another"]
    assert most == 1


@in_this_process
def test_a_name_that_no_file_or_gradebook_can_have_stops_nobody_else(converter, monkeypatch):
    from nbgrader.converters.base import NbGraderException

    submitted = Path(converter.coursedir.root) / "submitted"
    for name in ("n" * 255, "two\nlines", "[A1] b", os.fsdecode(b"raw\xff")):
        shutil.copytree(submitted / "ada", submitted / name)
    with pytest.raises(NbGraderException, match="3 of 5 submissions were not graded") as told:
        graded_here(converter, monkeypatch)
    assert str(told.value).count("no gradebook can hold this name; rename the folder") == 2
    assert score(converter) == 4 and score(converter, "[A1] b") == 4


@in_this_process
@pytest.mark.parametrize("what", ["", SHORT, f"{SHORT}/{SHORT}.ipynb"])
def test_what_may_not_be_read_is_not_graded_and_told(converter, monkeypatch, what):
    from nbgrader.converters.base import NbGraderException

    submitted = Path(converter.coursedir.root) / "submitted"
    shutil.copytree(submitted / "ada", submitted / "ben")
    closed = str(submitted / "ben" / what).rstrip("/")

    def unless_closed(call):
        def asked(path, *more, **named):
            if str(path) == closed:
                raise PermissionError(13, "Permission denied", closed)
            return call(path, *more, **named)

        return asked

    def access(path, mode):
        return str(path) != closed

    def glob(self, form, real=Path.glob):  # passes over what it may not enter
        return (path for path in real(self, form) if str(path.parent) != closed)

    monkeypatch.setattr(Path, "glob", glob)
    for name in ("open", "scandir"):  # root may read everything
        monkeypatch.setattr(os, name, unless_closed(getattr(os, name)))
    monkeypatch.setattr(os, "access", access)
    with pytest.raises(
        NbGraderException, match=r"1 of 2 [^\0]*ben[^\0]*may not be read by the account"
    ):
        graded_here(converter, monkeypatch)
    assert score(converter) == 4


@in_this_process
def test_a_file_in_place_of_a_folder_is_told(converter, monkeypatch):
    from nbgrader.converters.base import NbGraderException

    place = Path(converter.coursedir.root) / "submitted" / "ben"
    place.mkdir()
    (place / SHORT).write_text("", encoding="utf-8")
    with pytest.raises(NbGraderException, match=rf"1 of 2 [^\0]*ben/{SHORT} is not a folder"):
        graded_here(converter, monkeypatch)
    assert score(converter) == 4


def test_a_line_of_the_log_holds_no_command_to_a_terminal():
    from hypergrader.autograde import _printable

    record = logging.LogRecord("", 20, "", 0, "graded %s\n%s", ("\x1b[2Jada", "é"), None)
    assert _printable(record)
    assert record.getMessage() == "graded ?[2Jada\né"


@in_this_process
def test_feedback_is_made_where_a_name_has_brackets(converter):
    from hypergrader.course.feedback import SafeFeedback

    graded = Path(converter.coursedir.root) / "autograded"
    for name in ("ada", "[A1] b"):
        (graded / name / SHORT).mkdir(parents=True)
        (graded / name / SHORT / f"{SHORT}.ipynb").write_text("{}", encoding="utf-8")
    feedback = SafeFeedback(coursedir=converter.coursedir)
    feedback.init_notebooks()
    assert sum(map(len, feedback.assignments.values())) == 2


@in_this_process
def test_points_are_kept_where_nbgrader_cannot_take_the_text(converter, monkeypatch):
    def spoiled(graded):
        cells = json.loads(graded[0].notebook)
        cells["cells"][0]["metadata"] = {"nbgrader": {"grade": True, "grade_id": 3, "points": []}}
        return [dataclasses.replace(graded[0], notebook=json.dumps(cells))]

    graded_here(converter, monkeypatch, spoiled)
    assert score(converter) == 4
    assert not converter._is_due("ada", SHORT)


@in_this_process
def test_a_gradebook_that_is_locked_for_a_while_costs_nobody_the_text(converter, monkeypatch):
    """It is not the text's fault; nothing is written, and the next call grades again."""
    from nbgrader.converters.base import NbGraderException

    file = Path(converter.coursedir.db_url.removeprefix("sqlite:///"))
    place = converter.coursedir.format_path("submitted", "ada", SHORT)
    (Path(place) / "timestamp.txt").write_text("2026-11-20 11:49:33 UTC", encoding="utf-8")

    def lock(graded):
        held = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        held.execute("BEGIN EXCLUSIVE")
        threading.Timer(7, held.close).start()  # nbgrader waits for five seconds
        return graded

    with pytest.raises(NbGraderException, match="1 of 1 submissions were not graded"):
        graded_here(converter, monkeypatch, lock)
    assert converter._is_due("ada", SHORT)


@in_this_process
def test_a_gradebook_that_cannot_be_read_is_told_before_anything_is_graded(converter, monkeypatch):
    from nbgrader.converters.base import NbGraderException

    file = Path(converter.coursedir.db_url.removeprefix("sqlite:///"))
    file.write_bytes(b"no database " * 1000)
    with pytest.raises(NbGraderException, match="not a database; nothing was graded; expected"):
        graded_here(converter, monkeypatch)


def test_a_check_that_is_broken_for_some_inputs_costs_nobody_points(converter, monkeypatch):
    """Its author's fault would be a student's 0; so the submission is not graded, and the fault is told."""
    from hypergrader.hidden import BrokenCheck, Hidden
    from hypergrader.submission import session
    from hypergrader.submission.grade import grade
    from hypergrader.submission.sandbox import Limits
    from tests.stub_kernel import PlainKernel

    draws, really = [], Hidden.draw

    def rarely_broken(self, seed):
        draws.append(seed)
        if len(draws) == 1:
            self = dataclasses.replace(self, reference=lambda *_: 1 / 0)
        return really(self, seed)

    monkeypatch.setattr(session, "Kernel", PlainKernel)
    monkeypatch.setattr(Hidden, "draw", rarely_broken)
    converter._limits = Limits()
    [task] = converter._tasks("ada", SHORT)
    with pytest.raises(BrokenCheck, match="is broken: its reference raised ZeroDivisionError"):
        grade(task)


def test_a_notebook_without_marks_validates_nothing(tmp_path):
    bare = json.loads((demo.CLONE / "notebooks" / SHORT / f"{SHORT}.ipynb").read_text("utf-8"))
    for cell in bare["cells"]:
        cell["metadata"] = {}
    (tmp_path / "bare.ipynb").write_text(json.dumps(bare), encoding="utf-8")
    course = demo.Course(tmp_path / "course")
    said = course.run("validate", str(tmp_path / "bare.ipynb"))
    assert "VALIDATION FAILED" in said and "marks of its cells are missing" in said
    assert "Success" not in said


def test_the_courses_own_folders_and_the_exchange_are_shown_in_no_sandbox(converter):
    converter.config.Exchange.root = "/usr/local/share/nbgrader/exchange"
    root = converter.coursedir.root
    own = [root, str(demo.CLONE / "solutions"), str(demo.CLONE / "lessons")]
    assert converter.limits_here().private == (*own, "/usr/local/share/nbgrader/exchange")
    converter.limits = {"cell_seconds": 5}
    assert converter.limits_here().cell_seconds == 5 and root in converter.limits_here().private
    converter._limits = converter.limits_here()
    [task] = converter._tasks("ada", SHORT)
    assert root in type(task).from_json(task.to_json()).limits.private


@pytest.mark.parametrize("text", ["9" * 30, "2026-01-01 " + "9" * 30, "9" * 40 + "h Z", "1" * 300])
def test_a_number_of_very_many_digits_is_no_moment(text):
    from hypergrader.submission.folder import is_date, moment

    with pytest.raises(ValueError):
        moment(text)
    assert not is_date(text.encode())


@pytest.mark.filterwarnings("ignore:Object of type <Submitted")
def test_who_is_graded_stays_known_after_penalties_are_looked_at(converter):
    from nbgrader.api import Gradebook

    with Gradebook(converter.coursedir.db_url, converter.coursedir.course_id) as book:
        book.add_student("ada")
        book.add_submission(SHORT, "ada")
    graded = {("ada", SHORT)}
    assert converter._take_off_anew(graded) == []
    assert graded == {("ada", SHORT)}


def test_a_full_disk_is_told_before_anything_is_graded(converter, monkeypatch):
    from nbgrader.converters.base import NbGraderException

    lock = Path(converter.coursedir.root) / ".grading" / "lock"
    lock.parent.mkdir(exist_ok=True)
    lock.symlink_to("/dev/full")
    with pytest.raises(NbGraderException, match="No space left .*; nothing was graded; expected a"):
        converter.start()


@in_this_process
@pytest.mark.parametrize("at", ["the gradebook", "the notebook"])
def test_a_disk_that_fills_meanwhile_costs_nobody_the_text(converter, monkeypatch, at):
    """The reason is named, not nbgrader's traceback, and the next call grades what is left."""
    from nbgrader.api import Gradebook
    from nbgrader.converters.base import NbGraderException
    from sqlalchemy.exc import OperationalError

    def full(*_, **__):
        if at == "the notebook":
            raise OSError(errno.ENOSPC, "No space left on device")
        raise OperationalError("", {}, Exception("database or disk is full"))

    with monkeypatch.context() as patch:
        if at == "the notebook":
            patch.setattr(converter, "convert_single_notebook", full)
        else:
            patch.setattr(Gradebook, "update_or_create_submission", full)
        with pytest.raises(
            NbGraderException, match="ada: .*(disk is full|No space left on device)"
        ):
            graded_here(converter, monkeypatch)
    assert converter._is_due("ada", SHORT)
    graded_here(converter, monkeypatch)
    assert not converter._is_due("ada", SHORT) and score(converter) == 4
