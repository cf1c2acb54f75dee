"""Test the set-up: that `make VERB` installs what it must, once, and what its verbs start."""

import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from unittest.mock import Mock

import pytest
import yaml
from uv import find_uv_bin

from tools import course, environment, programs

ROOT = Path(__file__).resolve().parents[1]
posix_only = pytest.mark.skipif(os.name == "nt", reason="signals and make as on Unix")

# --- A small project, so that an install takes a second and no network ------------------------

BACKEND = """
import os, time, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    while os.path.exists("hang"):
        time.sleep(0.05)
    return wheel(folder, "hyperlib", "hyperlib.pth", os.getcwd())

def wheel(folder, name, path, text):
    info, extras = f"{name}-1.0.dist-info/", "Provides-Extra: lab\\nProvides-Extra: test\\n"
    metadata = f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1.0\\n{extras}"
    about = "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
    files = {path: text, info + "METADATA": metadata, info + "WHEEL": about}
    files[info + "RECORD"] = "".join(f"{file},,\\n" for file in [*files, info + "RECORD"])
    with zipfile.ZipFile(os.path.join(folder, f"{name}-1.0-py3-none-any.whl"), "w") as made:
        for file in files.items():
            made.writestr(*file)
    return os.path.basename(made.filename)
"""
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "hyperlib"
version = "1.0"
optional-dependencies = {lab = [], test = []}
"""
FOLDER_OF_UV = os.path.dirname(find_uv_bin())
PASS_ON = f"""
import os, sys
open("asked.txt", "a").write(" ".join(sys.argv[1:]) + "\\n")
os.execv({find_uv_bin()!r}, ["uv", *sys.argv[1:]])
"""


class Project:
    """A copy of the set-up around a package of one line, with a wheel that starts the real uv."""

    def __init__(self, folder):
        self.folder, self.venv = folder, folder / ".venv"
        self.mark = self.venv / "mark"  # gone once .venv is made anew
        self.python = self.venv / Path(environment.PYTHON).relative_to(environment.VENV)
        shutil.copytree(ROOT / "tools", folder / "tools")
        self.write("backend.py", BACKEND)
        self.write("pyproject.toml", PYPROJECT)
        self.write("constraints.txt", "uv==1.0\n")
        self.write("tools/serve.py", "print('served')\n")
        self.write("tools/build_notebooks.py", "print('built notebooks')\n")
        exec(BACKEND, backend := {})
        backend["wheel"](folder, "uv", "uv/__main__.py", PASS_ON)

    def write(self, name, text, mode="w"):
        with (self.folder / name).open(mode, encoding="utf-8") as file:
            file.write(text)

    def start(self, verb, python=sys.executable, path=FOLDER_OF_UV, **variables):
        """Start a verb in a process group of its own, without network."""
        here = {"PATH": path, "TORCH": "", "UV_CACHE_DIR": str(self.folder / "cache")}
        for tool in ("PIP", "UV"):
            here |= {f"{tool}_NO_INDEX": "1", f"{tool}_FIND_LINKS": str(self.folder)}
        return subprocess.Popen(
            [python, "tools/course.py", verb],
            cwd=self.folder,
            env={**os.environ, **here, **variables},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def run(self, verb="lab", **options):
        """Run a verb; return its exit status, what it printed and the last line of that."""
        child = self.start(verb, **options)
        output, _ = child.communicate(timeout=120)
        return child.returncode, output, output.splitlines()[-1]

    def asked(self):
        """Return what `.venv`'s uv was asked to do so far, one command a line."""
        return (self.folder / "asked.txt").read_text().splitlines()

    def hang(self):
        """Start a set-up and return it in the middle of an install."""
        (self.venv / "installed.json").unlink()
        (self.folder / "hang").touch()
        before, child = self.asked(), self.start("lab")
        while self.asked() == before:
            assert child.poll() is None
            time.sleep(0.05)
        return child

    def change(self, **values):
        """Change what `.venv` says about itself."""
        path = self.venv / "installed.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | values))


@pytest.fixture(scope="module")
def folder_of_project(tmp_path_factory):
    return Project(tmp_path_factory.mktemp("set-up") / "course")


@pytest.fixture
def project(folder_of_project):
    """Return the small project, set up with the smaller extras, and a mark in its environment."""
    (folder_of_project.folder / "hang").unlink(missing_ok=True)
    code, output, last = folder_of_project.run()
    assert (code, last) == (0, "served"), output
    folder_of_project.mark.touch()
    return folder_of_project


@posix_only
@pytest.mark.parametrize(("by", "path"), [("pip", ""), ("a uv", FOLDER_OF_UV)])
def test_uv_comes_by_pip_or_by_a_uv_on_path(project, by, path):
    project.change(folder="/elsewhere")
    # An activated environment, which must not need itself to be made anew.
    path = os.pathsep.join([str(project.venv / "bin"), path])
    code, output, last = project.run(python=project.python, path=path)
    assert (code, last) == (0, "served"), output
    assert "Making .venv anew: the folder was moved." in output
    assert (project.venv / "bin/pip").exists() is (by == "pip")


def test_larger_extras_are_added_and_satisfy_the_smaller(project):
    project.change(extras=["lab"])
    before = project.asked()
    assert project.run() == (0, "served\n", "served")
    assert project.asked() == before  # a second call calls no installer
    assert project.run("notebooks")[::2] == (0, "built notebooks")  # needs lab and test
    assert project.run() == (0, "served\n", "served")
    assert project.run("notebooks")[1] == "built notebooks\n"
    assert (len(project.asked()), project.mark.exists()) == (len(before) + 1, True)


def test_failed_install_says_what_to_try_and_is_finished_by_the_next_call(project):
    project.write("constraints.txt", "uv==1.0\nhyperlib==2.0\n")  # not to be had
    for _ in range(2):  # noticed again, not taken for finished
        code, output, _ = project.run()
        assert code == 1 and "served" not in output
        assert "The set-up did not finish: " in output and "\nTry: the same command" in output
    project.write("constraints.txt", "uv==1.0\n")
    assert project.run()[::2] == (0, "served")


@posix_only
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_interrupted_install_is_made_anew_by_the_next_call(project, blow):
    child = project.hang()
    os.killpg(child.pid, blow)  # what Ctrl-C does, or a machine that goes down
    output, _ = child.communicate(timeout=30)
    assert child.returncode != 0 and "served" not in output
    (project.folder / "hang").unlink()
    code, output, last = project.run()
    assert (code, last) == (0, "served")
    assert "Making .venv anew: no set-up was finished in it." in output


@pytest.mark.parametrize("killed", [False, pytest.param(True, marks=posix_only)])
def test_second_call_waits_for_an_install_also_when_its_parent_was_killed(project, killed):
    before, first = project.asked(), project.hang()
    if killed:
        first.kill()
    second = project.start("lab")
    assert "Another set-up is at work" in second.stdout.readline()
    (project.folder / "hang").unlink()
    assert second.communicate(timeout=120)[0].endswith("served\n")
    assert first.communicate(timeout=120)[0].endswith("served\n") is not killed
    assert len(project.asked()) == len(before) + 1 + killed


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (lambda it: it.change(folder="/elsewhere"), "the folder was moved"),
        (lambda it: it.change(python="3.10"), "it has another version of Python"),
        (lambda it: it.python.unlink(), "its Python does not run"),
        (lambda it: it.write(".venv/installed.json", "{"), "no set-up was finished in it"),
        (lambda it: it.write("constraints.txt", "sympy==1.0\n", "a"), "other packages are"),
        (lambda it: it.write("constraints.txt", "# a remark\n", "a"), None),
        (lambda it: it.write("pyproject.toml", "keywords = []\n", "a"), "other packages are"),
        (lambda it: it.write("pyproject.toml", "[tool.ruff]\n", "a"), None),
    ],
)
def test_environment_that_is_not_what_is_wanted_is_made_anew(project, harm, reason):
    harm(project)
    code, output, last = project.run()
    assert (code, last, project.mark.exists()) == (0, "served", reason is None)
    assert f"Making .venv anew: {reason}" in output or reason is None
    assert project.run() == (0, "served\n", "served")


def test_torch_cpu_is_uvs_backend_and_is_kept(project):
    _, output, last = project.run(TORCH="cpu")
    assert last == "served" and "Making .venv anew: TORCH asks for another build" in output
    assert "--torch-backend cpu" in project.asked()[-1]
    assert project.run() == (0, "served\n", "served")
    project.change(folder="/elsewhere")
    assert project.run()[::2] == (0, "served")
    assert "--torch-backend cpu" in project.asked()[-1]
    assert project.run(TORCH="default")[::2] == (0, "served")
    assert "--torch-backend" not in project.asked()[-1]
    assert "TORCH must be cpu or nothing, got 'gpu'" in project.run(TORCH="gpu")[1]


@pytest.mark.parametrize("version", [(3, 10, 0), (3, 15, 0)])
def test_wrong_python_is_named(monkeypatch, version):
    monkeypatch.setattr(environment.sys, "version_info", version)
    with pytest.raises(environment.SetupError, match=r"Python 3.11 to 3.14 is needed"):
        environment.prepare("lab")


def test_full_disk_is_said_with_what_to_try(monkeypatch, capsys):
    full = OSError(28, "No space left on device")
    monkeypatch.setattr(environment, "why_install", lambda extras: "a test")
    monkeypatch.setattr(environment, "lock", Mock(side_effect=full))
    assert course.main("lab") == 1
    word = capsys.readouterr().err
    assert f"course: The set-up did not finish: {full}\nTry: " in word
    for hint in ("without network:", "with a full disk: free 7 GB", "with access denied:"):
        assert f"\n- {hint}" in word


def test_arguments_of_test_go_to_pytest_alone(monkeypatch):
    for name in ("prepare", "python", "become"):
        monkeypatch.setattr(environment, name, Mock(return_value=0))
    assert course.main("test", "-m", "lesson01") == 0
    environment.python.assert_called_once_with("-m", "tools.programs", "chromium", "bubblewrap")
    environment.become.assert_called_once_with("-m", "pytest", "-m", "lesson01")


def test_missing_programs_are_said_loudly(monkeypatch, capsys):
    monkeypatch.setattr(programs.shutil, "which", lambda name: None)
    monkeypatch.setattr(programs, "is_root_on_debian", lambda: False)
    monkeypatch.setattr(programs, "PLAYWRIGHT", [sys.executable, "-c", "raise SystemExit(1)"])
    programs.main("chromium", "bubblewrap")
    out = capsys.readouterr().out
    assert "WARNING: no Chromium was found" in out
    assert "WARNING: bubblewrap was not found" in out


def test_every_verb_runs_modules_that_exist_and_has_a_line_of_help():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    verbs = re.search(r"^VERBS := (.*)$", makefile, re.MULTILINE)[1].split()
    assert verbs == [*course.VERBS, "help"]
    assert verbs == re.findall(r"^  (\S+) +[A-Z].*\.$", course.HELP, re.MULTILINE)
    for _, *commands in course.VERBS.values():
        assert all(importlib.util.find_spec(command.split()[1]) for command in commands)


@posix_only
def test_make_without_a_python_says_what_to_install(tmp_path):
    make = shutil.which("make")
    (tmp_path / "sh").symlink_to(shutil.which("sh"))
    command, path = [make, "-C", ROOT, "lab"], {"PATH": str(tmp_path)}
    answer = subprocess.run(command, capture_output=True, text=True, env=path)
    assert answer.returncode != 0
    assert "No Python from 3.11 to 3.14 was found" in answer.stderr
    assert "sudo apt install python3" in answer.stderr


def test_unknown_verb_lists_the_known(capsys):
    assert course.main("labb") == 2
    assert "no verb 'labb'; expected one of: lab, instructor" in capsys.readouterr().err


def test_versions_agree():
    metadata = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == metadata["version"]
    assert metadata["requires-python"] == ">=3.11,<3.15"  # as environment.prepare says
    minors = re.findall(r"Python :: 3\.(\d+)", " ".join(metadata["classifiers"]))
    assert minors == ["11", "12", "13", "14"]


def test_git_ignores_private_and_made_files(tmp_path):
    private = """submitted/ada/01/01.ipynb autograded/ada/01/01.ipynb feedback/ada/01/01.html
        exchange/hyperparameters/inbound/x gradebook.db gradebook.db.2026-01-01.backup grades.csv
        .venv/bin/python .venv.lock hyperlib/__pycache__/data.cpython-311.pyc
        notebooks/01_what_are_hyperparameters/.ipynb_checkpoints/x.ipynb""".split()
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    command = ["git", "-C", tmp_path, "check-ignore", *private]
    assert subprocess.run(command, capture_output=True, text=True).stdout.split() == private
