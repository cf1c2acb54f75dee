"""The sandbox itself: what is in reach, what a limit does, and that nothing is graded without it."""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import pytest

from hypergrader.submission import sandbox
from hypergrader.submission.sandbox import Kernel, Limits, bubblewrap_command, probe
from tests import demo

pytestmark = pytest.mark.slow


def test_this_machine_can_grade_safely():
    found = probe()
    assert found.ok, f"\n{found}\nthe grading tests need a working bubblewrap"
    assert len(found.checks) == 7


def test_an_environment_below_tmp_can_grade_safely():
    # The sandbox has an empty /tmp of its own, which must not hide the Python that runs in it.
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        venv.create(folder, symlinks=True)
        [here] = Path(folder).glob("lib/python3*/site-packages")
        places = [str(demo.CLONE), *(p for p in sys.path if p.endswith("site-packages"))]
        (here / "as_in_this_one.pth").write_text("\n".join(places), encoding="utf-8")
        ran = subprocess.run([f"{folder}/bin/python", "-c", _PROBE], capture_output=True, text=True)
    assert ran.stdout.endswith("True\n"), ran.stdout + ran.stderr


_PROBE = "from hypergrader.submission import sandbox; found = sandbox.probe(); print(found); print(found.ok)"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cell_seconds": 0}, "cell_seconds must be > 0, got 0; try 60"),
        ({"memory_mb": -1}, "memory_mb must be > 0, got -1; try 2048"),
    ],
)
def test_limits_out_of_range_are_refused(change, message):
    with pytest.raises(ValueError, match=message):
        Limits(**change)


def test_a_limit_that_is_no_number_is_refused():
    with pytest.raises(TypeError, match="cell_seconds must be a number, got 'long'; try 60"):
        Limits(cell_seconds="long")


def test_the_lesson_and_the_grader_are_not_mounted():
    command = bubblewrap_command(Limits(), "/tmp/x")
    mounted = [command[i + 1] for i, word in enumerate(command) if word == "--ro-bind"]
    clone = str(demo.CLONE)
    assert clone not in mounted
    for private in ("lessons", "solutions"):
        assert not any(os.path.join(clone, private).startswith(path + os.sep) for path in mounted)


def test_the_learners_files_are_a_copy(tmp_path):
    (tmp_path / "helper.py").write_text("value = 7\n", encoding="utf-8")
    with Kernel(Limits(), tmp_path) as kernel:
        ran = kernel.run("import helper\nopen('helper.py', 'w').write('')\nprint(helper.value)")
    assert [o.text for o in ran.outputs if o.output_type == "stream"] == ["7\n"]
    assert (tmp_path / "helper.py").read_text(encoding="utf-8") == "value = 7\n"


def test_variables_of_the_grader_are_not_passed_on(monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "hush")
    with Kernel(Limits()) as kernel:
        ran = kernel.run("import os\nprint(sorted(os.environ))")
    [shown] = [o.text for o in ran.outputs if o.output_type == "stream"]
    assert "SECRET_TOKEN" not in shown


def test_without_bubblewrap_nothing_is_graded(tmp_path, monkeypatch):
    lesson = "00_start_here"
    course = demo.Course(tmp_path / "course")
    course.run("generate_assignment", lesson, "--force")
    folder = course.folder / "submitted" / "ada" / lesson
    folder.mkdir(parents=True)
    shutil.copy(demo.CLONE / "notebooks" / lesson / f"{lesson}.ipynb", folder)
    # A PATH with everything that grading needs but bwrap.
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("python", "alembic"):
        (tools / name).symlink_to(shutil.which(name, path=course.environment["PATH"]))
    course.environment["PATH"] = str(tools)
    said = course.run("autograde", lesson, check=False)
    assert "can not grade safely, so nothing was graded" in said
    assert "apt-get install bubblewrap" in said
    assert not (course.folder / "autograded" / "ada").exists()


def test_other_systems_are_refused(monkeypatch):
    monkeypatch.setattr(sandbox.sys, "platform", "darwin")
    assert not probe().ok
    assert "needs Linux" in str(probe())
