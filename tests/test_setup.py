"""Test the set-up: that `make VERB` installs what it must, once, and what its verbs start."""

import contextlib
import importlib.metadata
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
posix_only = pytest.mark.skipif(os.name == "nt", reason="signals and make as on Unix")


def load_course(root=ROOT):
    """Return tools/course.py of a folder as a module of its own."""
    spec = importlib.util.spec_from_file_location("course_under_test", root / "tools/course.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- A small project, so that an install takes a second and no network ------------------------

BACKEND = '''
"""A build backend that needs nothing: an editable wheel that points here."""
import os, time, zipfile

def get_requires_for_build_editable(config_settings=None):
    return []

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    with open("builds.txt", "a") as file:
        file.write("built\\n")
    if os.path.exists("hang"):
        open("hanging", "w").close()
        time.sleep(60)
    info = "hyperlib-1.0.dist-info/"
    metadata = "Metadata-Version: 2.1\\nName: hyperlib\\nVersion: 1.0\\n"
    metadata += "Provides-Extra: lab\\nProvides-Extra: test\\n"
    wheel = "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
    name = "hyperlib-1.0-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w") as file:
        file.writestr("hyperlib.pth", os.getcwd())
        file.writestr(info + "METADATA", metadata)
        file.writestr(info + "WHEEL", wheel)
        file.writestr(info + "RECORD", f"hyperlib.pth,,\\n{info}METADATA,,\\n{info}WHEEL,,\\n")
    return name
'''

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "hyperlib"
version = "1.0"

[project.optional-dependencies]
lab = []
test = []
"""


class Project:
    """A copy of the set-up around a package of one line."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("tools", "hypergrader"):
            (folder / name).mkdir(parents=True)
        shutil.copy(ROOT / "tools/course.py", folder / "tools")
        self.write("backend.py", BACKEND)
        self.write("pyproject.toml", PYPROJECT)
        self.write("constraints.txt", "")
        self.write("hypergrader/course/demo.py", "print('graded')\n")
        self.write("tools/build_notebooks.py", "print('built notebooks')\n")
        self.venv = folder / ".venv"

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def start(self, verb, **variables):
        """Start a verb in a process group of its own, without network."""
        environment = {**os.environ, "PIP_NO_INDEX": "1", **variables}
        return subprocess.Popen(
            [sys.executable, "tools/course.py", verb],
            cwd=self.folder,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def run(self, verb, **variables):
        """Run a verb; return its exit status and what it printed."""
        child = self.start(verb, **variables)
        output, _ = child.communicate(timeout=120)
        return child.returncode, output

    def builds(self):
        """Return how often pip has built the package."""
        log = self.folder / "builds.txt"
        return len(log.read_text().splitlines()) if log.exists() else 0

    def ready(self):
        """Finish the set-up with the smaller extras and leave a mark in it."""
        for name in ("hang", "hanging"):
            (self.folder / name).unlink(missing_ok=True)
        code, output = self.run("grade-demo")
        assert (code, output.splitlines()[-1]) == (0, "graded"), output
        (self.venv / "mark").touch()  # gone once .venv is made anew

    def kept(self):
        return (self.venv / "mark").exists()


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return the small project; each test starts with `project.ready()`."""
    return Project(tmp_path_factory.mktemp("set-up") / "course")


def test_second_call_is_quick_and_calls_no_pip(project):
    project.ready()
    before = project.builds()
    started = time.monotonic()
    assert project.run("grade-demo") == (0, "graded\n")
    assert time.monotonic() - started < 5  # measured: 0.2 s
    assert project.builds() == before


def test_larger_extras_satisfy_the_smaller(project):
    (project.venv / "course-stamp.json").unlink(missing_ok=True)
    project.ready()
    before = project.builds()
    code, output = project.run("notebooks")  # needs lab and test
    assert (code, output.splitlines()[-1]) == (0, "built notebooks")
    assert project.builds() == before + 1
    assert project.run("grade-demo") == (0, "graded\n")  # needs lab
    assert project.run("notebooks") == (0, "built notebooks\n")
    assert project.builds() == before + 1
    assert project.kept()


@pytest.mark.parametrize(
    ("name", "change", "installs"),
    [
        ("constraints.txt", "sympy==1.0\n", 1),
        ("constraints.txt", "# a remark\n", 0),
        ("pyproject.toml", "all = []\n", 1),
        ("pyproject.toml", "[tool.ruff]\n", 0),
    ],
)
def test_changed_versions_are_installed_into_the_same_environment(project, name, change, installs):
    project.ready()
    before = project.builds()
    text = (project.folder / name).read_text(encoding="utf-8")
    project.write(name, text + change)
    code, output = project.run("grade-demo")
    project.write(name, text)
    assert code == 0, output
    assert project.builds() == before + installs
    assert project.kept()


def test_failed_install_says_what_to_try_and_is_finished_by_the_next_call(project):
    project.ready()
    project.write("constraints.txt", "hyperlib==2.0\n")  # not to be had
    code, output = project.run("grade-demo")
    assert code == 1
    assert "The install did not finish.\nTry: " in output
    assert "graded" not in output
    code, _ = project.run("grade-demo")  # noticed again, not taken for finished
    assert code == 1
    project.write("constraints.txt", "")
    code, output = project.run("grade-demo")
    assert (code, output.splitlines()[-1]) == (0, "graded")
    assert project.kept()  # pip had written nothing yet


@posix_only
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_interrupted_install_is_finished_by_the_next_call(project, blow):
    project.ready()
    (project.venv / "course-stamp.json").unlink()
    (project.folder / "hang").touch()
    child = project.start("grade-demo")
    until = time.monotonic() + 60
    while not (project.folder / "hanging").exists():
        assert child.poll() is None and time.monotonic() < until
        time.sleep(0.05)
    os.killpg(child.pid, blow)  # what Ctrl-C does, or a machine that goes down
    output, _ = child.communicate(timeout=30)
    assert child.returncode != 0
    assert "graded" not in output
    assert not (project.venv / "course-stamp.json").exists()
    (project.folder / "hang").unlink()
    code, output = project.run("grade-demo")
    assert (code, output.splitlines()[-1]) == (0, "graded")


def interrupted_while_pip_wrote(project):
    (project.venv / "course-begun").write_text("install\n")
    (project.venv / "course-install.log").write_text(
        "2026-01-01T12:00:00,000 Installing collected packages: sympy, torch, hyperlib\n"
    )


def interrupted_while_venv_was_made(project):
    (project.venv / "course-stamp.json").unlink()
    (project.venv / "course-begun").write_text("venv\n")
    shutil.rmtree(next(project.venv.glob("[Ll]ib*")))


def python_was_removed(project):
    python = load_course(project.folder).venv_python()
    python.unlink()
    if os.name != "nt":
        python.symlink_to("/nowhere/python3.11")


def folder_was_moved(project):
    stamp = project.venv / "course-stamp.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "folder": "/elsewhere"}))


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (interrupted_while_pip_wrote, "the last set-up was interrupted"),
        (interrupted_while_venv_was_made, "the last set-up was interrupted"),
        (python_was_removed, "its Python does not run"),
        (folder_was_moved, "the folder was moved"),
    ],
)
def test_broken_environment_is_made_anew(project, harm, reason):
    project.ready()
    harm(project)
    code, output = project.run("grade-demo")
    assert f"Making .venv anew: {reason}." in output
    assert (code, output.splitlines()[-1]) == (0, "graded")
    assert not project.kept()
    assert project.run("grade-demo") == (0, "graded\n")


def test_environment_survives_an_install_that_wrote_nothing_yet(project):
    """Without network, an update fails; what was installed before must stay usable."""
    project.ready()
    (project.venv / "course-stamp.json").unlink()
    (project.venv / "course-begun").write_text("install\n")
    (project.venv / "course-install.log").write_text(
        "2026-01-01T12:00:00,000   Installing collected packages: setuptools\n"  # to build with
    )
    code, output = project.run("grade-demo")
    assert (code, output.splitlines()[-1]) == (0, "graded")
    assert project.kept()


def test_environment_made_by_hand_is_completed_and_kept(project):
    project.ready()
    (project.venv / "course-stamp.json").unlink()
    code, output = project.run("grade-demo")
    assert code == 0, output
    assert project.kept()


def test_two_calls_at_once_install_once(project):
    project.ready()
    (project.venv / "course-stamp.json").unlink()
    before = project.builds()
    children = [project.start("grade-demo") for _ in range(2)]
    outputs = [child.communicate(timeout=120)[0] for child in children]
    assert [child.returncode for child in children] == [0, 0], outputs
    assert [output.splitlines()[-1] for output in outputs] == ["graded", "graded"]
    assert project.builds() == before + 1
    assert sum("Another set-up is at work" in output for output in outputs) == 1


# --- Choices that need no install -------------------------------------------------------------


@pytest.fixture
def course(project):
    """Return tools/course.py of the small project as a module, to change at will."""
    return load_course(project.folder)


@pytest.mark.parametrize(("platform", "expected"), [("linux", True), ("win32", False)])
def test_torch_cpu_adds_the_cpu_wheels_on_linux(project, course, monkeypatch, platform, expected):
    project.ready()
    monkeypatch.setenv("TORCH", "cpu")
    monkeypatch.setattr(course.sys, "platform", platform)
    commands = []
    monkeypatch.setattr(course, "call", lambda command, *a, **k: commands.append(command))
    monkeypatch.setattr(course, "remove_venv", lambda: None)
    course.install({"lab"}, 0)
    assert ("https://download.pytorch.org/whl/cpu" in commands[-1]) is expected
    (project.venv / "course-stamp.json").unlink()


def test_wrong_torch_is_named(project):
    project.ready()
    code, output = project.run("grade-demo", TORCH="gpu")
    assert code == 1
    assert "TORCH must be cpu or nothing, got 'gpu'" in output


@pytest.mark.parametrize("version", [(3, 10, 0), (3, 15, 0)])
def test_wrong_python_is_named(course, monkeypatch, version):
    monkeypatch.setattr(course.sys, "version_info", version)
    with pytest.raises(course.CourseError, match=r"Python 3.11 to 3.14 is needed"):
        course.check_this_python()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("NewConnectionError: Failed to establish a new connection", "check the network"),
        ("ERROR: No matching distribution found for torch==2.14.1", "has no build for Python"),
        ("PermissionError: [Errno 13] Permission denied: '.venv'", "close programs"),
        ("something new", "run the same command again"),
    ],
)
def test_advice_follows_from_the_log(course, monkeypatch, tmp_path, line, expected):
    monkeypatch.setattr(course, "ROOT", tmp_path)
    monkeypatch.setattr(course, "LOG", tmp_path / "log")
    course.LOG.write_text(line)
    assert expected in course.advice()


def test_every_test_is_in_one_stage(course):
    *grading, rest, solutions, notebooks = course.stages_of_test().values()
    chosen = [word for stage in grading for word in stage[2:]]
    assert chosen and all((ROOT / name).exists() for name in chosen)
    assert [f"--ignore={name}" for name in chosen] == rest[2:]
    assert (solutions[-1], notebooks[-1]) == ("solutions", "notebooks")


@pytest.mark.parametrize(
    ("codes", "total"),
    [((0, 0, 0), 0), ((1, 0, 0), 1), ((0, 0, 1), 1), ((0, 5, 0), 5)],  # 5: pytest ran no test
)
def test_one_exit_status_for_all_stages(course, monkeypatch, capsys, codes, total):
    monkeypatch.setattr(course, "browser_for_tests", lambda: (True, ""))
    said = "import sys; print('said by', {0}); sys.exit({0})"
    stages = {f"stage {i}": ["-c", said.format(code)] for i, code in enumerate(codes)}
    monkeypatch.setattr(course, "stages_of_test", lambda: stages)
    monkeypatch.setattr(course, "venv_python", lambda: Path(sys.executable))
    assert course.test([]) == total
    out = capsys.readouterr().out
    lines = {line.split()[3].rstrip(":"): line for line in out.splitlines()[-3:]}
    assert [": ok" in lines[str(i)] for i in range(3)] == [code == 0 for code in codes]
    assert all(re.match(r" +\d+\.\d s  ", line) for line in lines.values())
    assert out.count("said by") >= 3


def test_arguments_go_to_pytest_alone(course, monkeypatch):
    ran = []
    monkeypatch.setattr(course, "browser_for_tests", lambda: (True, ""))
    monkeypatch.setattr(course, "python", lambda *command: ran.append(command) or 0)
    assert course.test(["-m", "lesson01"]) == 0
    assert ran == [("-m", "pytest", "-m", "lesson01")]


def test_missing_browser_is_said_loudly(course, monkeypatch, capsys):
    monkeypatch.setattr(course, "find_chromium", lambda: None)
    monkeypatch.setattr(course.shutil, "which", lambda name: None)
    monkeypatch.setattr(course, "python", lambda *command: 1)
    course.test(["tests"])
    assert "WARNING: no Chromium was found" in capsys.readouterr().out


@posix_only
def test_help_lists_every_verb_of_make():
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True
    ).stdout
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    verbs = re.search(r"^VERBS := (.*)$", makefile, re.MULTILINE)[1].split()
    assert verbs == list(load_course().VERBS)
    for verb in verbs:
        assert re.search(rf"^  {verb} +[A-Z].*\.$", shown, re.MULTILINE), verb


@posix_only
def test_make_without_a_python_says_what_to_install(tmp_path):
    make = shutil.which("make")
    (tmp_path / "sh").symlink_to(shutil.which("sh"))
    answer = subprocess.run(
        [make, "lab"], cwd=ROOT, capture_output=True, text=True, env={"PATH": str(tmp_path)}
    )
    assert answer.returncode != 0
    assert "No Python from 3.11 to 3.14 was found" in answer.stderr
    assert "sudo apt install python3" in answer.stderr


def test_unknown_verb_lists_the_known():
    answer = subprocess.run(
        [sys.executable, "tools/course.py", "labb"], cwd=ROOT, capture_output=True, text=True
    )
    assert answer.returncode == 2
    assert "no verb 'labb'; expected one of: lab, instructor, test" in answer.stderr


def test_versions_agree():
    metadata = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == metadata["version"]
    (first, last), minors = load_course().PYTHONS, []
    assert metadata["requires-python"] == f">={first[0]}.{first[1]},<{last[0]}.{last[1] + 1}"
    for classifier in metadata["classifiers"]:
        if match := re.fullmatch(r"Programming Language :: Python :: 3\.(\d+)", classifier):
            minors.append(int(match[1]))
    assert minors == list(range(first[1], last[1] + 1))


@pytest.mark.parametrize(
    "path",
    [
        "submitted/ada/01/01.ipynb",
        "autograded/ada/01/01.ipynb",
        "feedback/ada/01/01.html",
        "exchange/hyperparameters/inbound/x",
        "gradebook.db",
        "gradebook.db.2026-01-01.backup",
        "grades.csv",
        ".venv/bin/python",
        ".venv.lock",
        "hyperlib/__pycache__/data.cpython-311.pyc",
        "notebooks/01_what_are_hyperparameters/.ipynb_checkpoints/x.ipynb",
    ],
)
def test_git_ignores_private_and_made_files(path, tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    ignored = subprocess.run(["git", "-C", tmp_path, "check-ignore", "-q", path])
    assert ignored.returncode == 0


# --- JupyterLab, as `lab` and `instructor` start it -------------------------------------------

DRIVER = """
import sys
from pathlib import Path
sys.path.insert(0, "tools")
import course
course.VENV = Path(sys.prefix)             # what runs these tests is installed
course.prepare = lambda extras: None
sys.exit(course.main(sys.argv[1:]))
"""


class Server:
    """JupyterLab, started by a verb in a copy of the course on a port that is taken."""

    def __init__(self, verb, folder):
        for name in ("config", "tools"):
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        first = folder / load_course().FIRST_LESSON
        first.parent.mkdir(parents=True)
        if (ROOT / load_course().FIRST_LESSON).exists():
            shutil.copy(ROOT / load_course().FIRST_LESSON, first)
        else:
            first.write_text(
                json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
            )
        (folder / "nbgrader_config.py").write_text(
            "c = get_config()\nc.CourseDirectory.course_id = 'hyperparameters'\n"
        )
        dropped = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "JUPYTER_TOKEN", "JUPYTER_CONFIG_PATH")
        variables = {k: v for k, v in os.environ.items() if k not in dropped}
        # Nothing of the person who runs the tests.
        variables["JUPYTER_CONFIG_DIR"] = str(folder / "user-config")
        variables["JUPYTER_RUNTIME_DIR"] = str(folder / "runtime")
        variables["JUPYTERLAB_WORKSPACES_DIR"] = str(folder / "workspaces")
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.taken = taken.getsockname()[1]
            self.child = subprocess.Popen(
                [sys.executable, "-c", DRIVER, verb, "--port", str(self.taken)],
                cwd=folder,
                env=variables,
                text=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            self.output = ""
            while not (found := re.search(r"^ +(http\S+)$", self.output, re.MULTILINE)):
                line = self.child.stdout.readline()
                if not line:
                    pytest.fail(f"{verb} ended without an address:\n{self.output}")
                self.output += line
        self.address = found[1]
        parts = re.fullmatch(r"(http://[^/]+/).*\?token=(\w+)", self.address)
        self.base, self.token = parts.groups()

    def get(self, path, method="GET"):
        """Return the status and the text of an answer of the server."""
        request = urllib.request.Request(
            self.base + path,
            headers={"Authorization": f"token {self.token}"},
            method=method,
            data=b"{}" if method == "POST" else None,
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, ""

    def page_config(self):
        """Return what JupyterLab's page tells its front end."""
        status, page = self.get("lab")
        assert status == 200
        return json.loads(
            re.search(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)[1]
        )

    def stop(self):
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGINT)
        self.output += self.child.communicate(timeout=40)[0]
        return self.child.returncode


@pytest.fixture(scope="module", params=["lab", "instructor"])
def server(request, tmp_path_factory):
    """Return the server of one verb."""
    started = Server(request.param, tmp_path_factory.mktemp(request.param))
    started.verb = request.param
    yield started
    with contextlib.suppress(subprocess.TimeoutExpired):
        started.stop()
    started.child.kill()


@posix_only
def test_server_takes_the_next_port_and_prints_its_address(server):
    port = int(re.search(r":(\d+)/", server.address)[1])
    assert port != server.taken
    with urllib.request.urlopen(server.address, timeout=60) as answer:  # as a browser would
        assert answer.status == 200
    if server.verb == "lab":
        assert "/lab/tree/notebooks/00_start_here/00_start_here.ipynb?" in server.address


@posix_only
def test_server_shows_the_whole_course(server):
    status, _ = server.get("api/contents/notebooks/00_start_here/00_start_here.ipynb?content=0")
    assert status == 200


@posix_only
def test_page_hides_what_is_not_for_the_reader(server):
    hidden = set(server.page_config()["disabledExtensions"])
    news = "@jupyterlab/apputils-extension:announcements"
    tools = {"@jupyter/nbgrader:create-assignment", "@jupyter/nbgrader:formgrader"}
    kept = {"@jupyter/nbgrader:validate-assignment", "@jupyter/nbgrader:assignment-list"}
    assert news in hidden
    assert not kept & hidden
    if server.verb == "lab":
        assert tools | {"@jupyter/nbgrader:course-list"} <= hidden
    else:
        assert not tools & hidden


def test_hidden_plugins_are_nbgraders_and_jupyterlabs_own_names():
    """A renamed plugin would come back unnoticed."""
    folder = Path(sys.prefix) / "share/jupyter"
    texts = [
        path.read_text(encoding="utf-8", errors="replace")
        for pattern in ("labextensions/@jupyter/nbgrader/static/*.js", "lab/static/*.js")
        for path in folder.glob(pattern)
    ]
    for config in ("student", "instructor"):
        page = ROOT / "config" / config / "labconfig/page_config.json"
        for plugin in json.loads(page.read_text())["disabledExtensions"]:
            assert any(plugin in text for text in texts), plugin


@posix_only
def test_formgrader_answers_the_instructor_only(server):
    status, _ = server.get("formgrader/api/status")
    assert status == (200 if server.verb == "instructor" else 404)
    # What Validate asks before anything else.
    version = importlib.metadata.version("nbgrader")
    status, answer = server.get(f"nbgrader_version?version={version}")
    assert status == 200 and json.loads(answer)["success"]


@posix_only
def test_interrupt_ends_the_server_and_its_kernels(server):
    """Keep this test last: it stops the server."""
    status, answer = server.get("api/kernels", method="POST")
    assert status == 201
    kernel = json.loads(answer)["id"]
    started = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - started < 30
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(server.base, timeout=5)
    processes = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    assert kernel not in processes  # its connection file is in its command line
    assert "Traceback" not in server.output
