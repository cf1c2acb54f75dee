"""docs/instructors.md, followed command by command in a fresh private folder."""

import csv
import os
import re
import shutil
import subprocess
import sys
import zipfile
from html import unescape
from pathlib import Path

import pytest

from hypergrader.course.folder import CLONE, CourseFolder
from tests import demo

LESSON = "00_start_here"
GUIDE = (CLONE / "docs" / "instructors.md").read_text(encoding="utf-8")
RIGHT = demo.invented_class(CLONE / "lessons" / LESSON)["ada_right"]
WRONG = demo.invented_class(CLONE / "lessons" / LESSON)["cleo_wrong"]
# Commands of the guide that no test runs here, and why.
ELSEWHERE = {
    "make": "test_setup, test_serve and test_grading run the verbs; here is no .venv of the clone's own",
}


def sections(text):
    """Return the guide's headings, each with what stands in it: blocks (language, file, text) and rows."""
    found = {}
    for part in re.split(r"(?m)^(?=##+ )", text)[1:]:
        heading = part.splitlines()[0].lstrip("# ")
        blocks = re.findall(r"(?ms)^```(\w+)(?: (\S+))?\n(.*?)^```", part)
        rows = re.findall(r"(?m)^\| [^|]+ \| (\w+) \| `([^`]+)`", part)
        found[heading] = (blocks, rows)
    return found


PARTS = sections(GUIDE)


def commands(text):
    """Return the commands of a block, without comments."""
    lines = [re.sub(r"\s+#.*", "", line).strip() for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith(tuple(ELSEWHERE))]


class Follower:
    """Somebody who does what the guide says, in one terminal."""

    def __init__(self, home, clone):
        self.home, self.clone, self.folder = home, clone, home
        self.said = []
        programs = str(Path(sys.executable).parent)
        kept = {
            k: v
            for k, v in os.environ.items()
            if not k.startswith(("NBGRADER", "JUPYTER", "COURSE"))
        }
        # Somebody's clone: its packages come first, its .venv/bin is the one that runs the tests.
        self.environment = {**kept, "HOME": str(home), "PYTHONPATH": str(clone)}
        self.environment |= {"USER": "ada", "LOGNAME": "ada"}
        (clone / ".venv").mkdir()
        (clone / ".venv" / "bin").symlink_to(programs)

    def run(self, command, folder=None, statuses=(0,)):
        command = command.replace("/path/to/the/clone", str(self.clone))
        if command.startswith("export PATH="):
            value = command.removeprefix("export PATH=").strip('"')
            path = self.environment["PATH"]
            self.environment["PATH"] = value.replace("$PATH", path)
            return ""
        if command.startswith("cd "):
            self.folder = Path(command[3:].replace("~", str(self.home)))
            assert self.folder.is_dir(), command
            return ""
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder or self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said.append(f"$ {command}\n{done.stdout}")
        assert "Traceback" not in done.stdout, self.said[-1]
        assert done.returncode in statuses, self.said[-1]
        return done.stdout

    def follow(self, heading):
        """Do everything that one section says."""
        for language, file, text in PARTS[heading][0]:
            if file == "nbgrader_config.py":
                with (self.folder / file).open("a") as config:
                    config.write(text)
            elif file:
                (self.folder / file).write_text(text)
            elif language == "sh":
                for command in commands(text):
                    self.run(command)


@pytest.fixture
def follower(tmp_path):
    """Someone with a clone in whose notebooks/ a solved lesson was saved, and the course begun."""
    clone, home = tmp_path / "clone", tmp_path / "home"
    home.mkdir()
    for name in ("solutions", "notebooks", "lessons"):
        shutil.copytree(CLONE / name / LESSON, clone / name / LESSON)
    shutil.copy(CLONE / "lessons" / f"{LESSON}.py", clone / "lessons")
    skipped = shutil.ignore_patterns("__pycache__")
    for name in ("hypergrader", "hyperlib"):
        shutil.copytree(CLONE / name, clone / name, ignore=skipped)
    for name in ("nbgrader_config.py", "constraints.txt", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(CLONE / name, clone)
    solved = (clone / "solutions" / LESSON / f"{LESSON}.ipynb").read_bytes()
    (clone / "notebooks" / LESSON / f"{LESSON}.ipynb").write_bytes(solved)
    made = Follower(home, clone)
    for heading in ("Your course", "Your students", "Release a lesson"):
        made.follow(heading)
    assert "other than built: 00_start_here" in "".join(made.said)  # the doctor's words
    released = made.folder / "release" / LESSON / f"{LESSON}.ipynb"
    assert b"BEGIN SOLUTION" not in released.read_bytes()
    assert b"YOUR CODE HERE" in released.read_bytes()
    with CourseFolder(made.folder).gradebook() as book:
        assert book.find_assignment(LESSON).duedate.year >= 2027
        assert {s.id: s.first_name for s in book.students} == {"ada": "Ada", "ben": "Ben"}
    return made


def points(folder):
    """Return the points of each student, as nbgrader exports them."""
    with (folder / "grades.csv").open(newline="", encoding="utf-8") as file:
        return {row["student_id"]: (row["score"], row["max_score"]) for row in csv.DictReader(file)}


def after_grading(follower):
    """Do what the sections about single commands say, with a graded class."""
    blocks, _ = PARTS["Commands beyond nbgrader's"]
    (follower.folder / "canvas-gradebook.csv").write_text(
        "Student,ID,SIS Login ID,Section\nA,1,ada,x\nB,2,ben,x\n"
    )
    (follower.folder / "moodle-grades.csv").write_text(
        "First name,Last name,Username\nA,L,ada\nB,N,ben\n"
    )
    lab = follower.folder / "folder"
    lab.mkdir()
    shutil.copy(follower.folder / "release" / LESSON / f"{LESSON}.ipynb", lab / "lab1_cy.ipynb")
    for _, _, text in blocks:
        for command in commands(text):
            # A submission that is there already is kept, and a student who is in no roster is named: status 1.
            looked_at = command.startswith(("hyperlib-grading import", "hyperlib-grading export"))
            follower.run(command, statuses=(0, 1) if looked_at else (0,))
    text = "\n".join(follower.said)
    assert "3 verdicts replayed, 0 changed" in text
    assert "Hidden checks; do not hand this on" in text and "expected " in text
    assert (follower.folder / "checks.csv").is_file() and (
        follower.folder / "changes.csv"
    ).is_file()


@pytest.mark.slow
@pytest.mark.timeout(1500)  # some thirty commands, each of which starts Python
def test_the_guide_works_without_an_exchange(follower):
    folder = follower.folder
    released = folder / "release" / LESSON / f"{LESSON}.ipynb"
    with zipfile.ZipFile(folder / "submissions.zip", "w") as archive:
        for student, answer in (("ada", RIGHT), ("ben", WRONG)):
            demo.fill(released, folder / "work.ipynb", answer)
            archive.write(folder / "work.ipynb", f"{student}_7_assignsubmission_file_/work.ipynb")
        archive.writestr("ada/._work.ipynb", b"\0\5\26\7")
    follower.follow("Without an exchange")
    with zipfile.ZipFile(folder / "hyperparameters.zip") as archive:
        handed_out = archive.read(f"hyperparameters/notebooks/{LESSON}/{LESSON}.ipynb")
        assert handed_out == released.read_bytes()
    with zipfile.ZipFile(folder / "feedback.zip") as archive:
        names = archive.namelist()
        page = archive.read("ben_7_assignsubmission_file_/work.html").decode()
    assert names == [f"{x}_7_assignsubmission_file_/work.html" for x in ("ada", "ben")]
    assert re.search(r'id="score">1 of 4 points', page) and "other lists" in page
    said = follower.run(f"nbgrader release_feedback {LESSON}", statuses=(1,))
    assert "try `hyperlib-grading feedback 00_start_here`" in said  # there is no exchange
    after_grading(follower)
    follower.run("nbgrader export")
    assert points(folder) == {"ada": ("4.0", "4.0"), "ben": ("1.0", "4.0"), "cy": ("0.0", "4.0")}


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_the_guide_works_with_an_exchange(follower):
    desk = follower.home / "desk"
    desk.mkdir()
    config = f"load_subconfig({str(follower.clone / 'nbgrader_config.py')!r})\n"
    (desk / "nbgrader_config.py").write_text(config)
    _, rows = PARTS["With an exchange"]
    assert {who for who, _ in rows} == {"you", "student"} and len(rows) == 9
    for who, command in rows:
        if command.startswith("nbgrader submit"):
            work = desk / LESSON / f"{LESSON}.ipynb"
            demo.fill(work, work, RIGHT)
            # A page beside the notebook: opened in the instructor's browser, it could run.
            (desk / LESSON / "plot.html").write_text("<script>alert(1)</script>")
        follower.run(command, folder=desk if who == "student" else None)
    [(student, scored)] = [(s, p) for s, p in points(follower.folder).items() if p[0] != "0.0"]
    assert scored == ("4.0", "4.0")
    pages = list(desk.glob(f"{LESSON}/feedback/*/{LESSON}.html"))
    assert len(pages) == 1 and "4 of 4 points" in unescape(pages[0].read_text(encoding="utf-8"))
    made = follower.folder / "feedback" / student / LESSON
    assert sorted(p.name for p in made.iterdir()) == [
        f"{LESSON}.html",
        "submission_secret.txt",
        "timestamp.txt",
    ]


def test_every_command_of_the_guide_is_followed_or_named():
    followed = {"Your course", "Your students", "Release a lesson", "Without an exchange"}
    followed |= {"Commands beyond nbgrader's", "With an exchange"}
    for heading, (blocks, _) in PARTS.items():
        texts = [
            line for language, _, text in blocks if language == "sh" for line in commands(text)
        ]
        assert heading in followed or not texts, (heading, texts)
    makefile = (CLONE / "Makefile").read_text(encoding="utf-8")
    verbs = re.search(r"(?m)^VERBS := (.*)$", makefile).group(1).split()
    assert set(re.findall(r"(?m)`?\bmake ([a-z-]+)", GUIDE)) <= set(verbs)
