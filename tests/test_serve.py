"""Test JupyterLab as `make lab` and `make instructor` start it."""

import importlib.metadata
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from tools import serve

ROOT = Path(__file__).resolve().parents[1]
NBGRADER = "@jupyter/nbgrader:"


class Server:
    """JupyterLab, started for a role in a copy of the course on a port that is taken."""

    def __init__(self, role, folder):
        self.role, self.output = role, ""
        for name in ("config", "tools", "notebooks/00_start_here"):
            shutil.copytree(ROOT / name, folder / name)
        (folder / "nbgrader_config.py").write_text(
            "c = get_config()\nc.CourseDirectory.course_id = 'hyperparameters'\n"
        )
        dropped = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "JUPYTER_TOKEN", "JUPYTER_CONFIG_PATH")
        variables = {k: v for k, v in os.environ.items() if k not in dropped}
        self.course = folder.with_name(f"{folder.name}-course")
        variables["COURSE"] = str(self.course)
        # Nothing of the person who runs the tests.
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_WORKSPACES_DIR"):
            variables[name] = str(folder / name)
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.taken = taken.getsockname()[1]
            self.child = subprocess.Popen(
                [sys.executable, "-m", "tools.serve", role, "--port", str(self.taken)],
                cwd=folder,
                env=variables,
                text=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            pattern = re.compile(r"^ +((http://.+:(\d+)/).*\?token=(\w+))$", re.MULTILINE)
            while not (found := pattern.search(self.output)):
                line = self.child.stdout.readline()
                assert line, f"{role} ended without an address:\n{self.output}"
                self.output += line
        self.address, self.base, self.port, self.token = found.groups()

    def get(self, path, data=None):
        """Return the status and the text of an answer of the server."""
        request = urllib.request.Request(self.base + path, data)
        request.add_header("Authorization", f"token {self.token}")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, ""


@pytest.fixture(scope="module", params=["student", "instructor"])
def server(request, tmp_path_factory):
    """Return the server of one role."""
    if os.name == "nt":
        pytest.skip("signals as on Unix")
    started = Server(request.param, tmp_path_factory.mktemp(request.param))
    yield started
    started.child.kill()
    started.child.communicate()


def test_server_takes_the_next_port_and_shows_the_whole_course(server):
    assert int(server.port) != server.taken
    with urllib.request.urlopen(server.address, timeout=60) as answer:  # as a browser would
        assert answer.status == 200
    assert (f"/lab/tree/{serve.FIRST_LESSON}?" in server.address) is (server.role == "student")
    status = server.get(f"api/contents/{serve.FIRST_LESSON}?content=0")[0]
    assert status == (200 if server.role == "student" else 404)  # learners have copies of their own


def test_instructor_works_in_a_private_folder_that_is_remembered(server, monkeypatch, capsys):
    status, _ = server.get("api/contents/nbgrader_config.py?content=0")
    assert status == 200 and server.course.exists() is (server.role == "instructor")
    if server.role == "instructor":
        assert [path.name for path in server.course.iterdir()] == ["nbgrader_config.py"]
        assert f"Your course is {server.course}, made just now." in server.output
        assert "load_subconfig" in (server.course / "nbgrader_config.py").read_text()


def test_instructor_is_asked_for_a_folder_until_one_is_known(monkeypatch, tmp_path):
    monkeypatch.setattr(serve, "COURSE", tmp_path / "remembered")
    monkeypatch.delenv("COURSE", raising=False)
    with pytest.raises(SystemExit) as left:
        serve.main("instructor")
    assert "make instructor COURSE=~/hyperparameters-course" in str(left.value)
    monkeypatch.setenv("COURSE", str(ROOT / "mine"))
    with pytest.raises(SystemExit, match="lies in the clone"):
        serve.main("instructor")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COURSE", "~/my course")
    assert serve.private_course() == tmp_path / "my course"
    monkeypatch.delenv("COURSE")
    assert serve.private_course() == tmp_path / "my course"


def test_page_hides_what_is_not_for_the_reader(server):
    status, page = server.get("lab")
    assert status == 200
    settings = r'<script id="jupyter-config-data"[^>]*>(.*?)</script>'
    hidden = set(json.loads(re.search(settings, page, re.DOTALL)[1])["disabledExtensions"])
    for_instructors = {NBGRADER + "create-assignment", NBGRADER + "formgrader"}
    assert "@jupyterlab/apputils-extension:announcements" in hidden
    assert NBGRADER + "validate-assignment" not in hidden
    if server.role == "student":
        # There is no exchange here, so nothing to fetch from or submit to.
        no_exchange = {NBGRADER + "assignment-list", NBGRADER + "menu"}
        assert for_instructors | {NBGRADER + "course-list"} | no_exchange <= hidden
    else:
        assert not for_instructors & hidden


def test_learners_get_the_settings_of_the_course(server):
    """Explorers' figures are saved, Markdown is rendered, code wraps, and idle kernels end."""
    if server.role == "instructor":
        pytest.skip("these are for learners")
    folder = ROOT / "config" / "student"
    overrides = folder / "labconfig" / "default_setting_overrides.json"
    wanted = json.loads(overrides.read_text())
    for plugin, settings in wanted.items():
        status, answer = server.get(f"lab/api/settings/{plugin}")
        assert status == 200
        properties = json.loads(answer)["schema"]["properties"]
        assert {name: properties[name]["default"] for name in settings} == settings
    viewers = wanted["@jupyterlab/docmanager-extension:plugin"]["defaultViewers"]
    assert viewers == {"markdown": "Markdown Preview"}
    assert wanted["@jupyterlab/notebook-extension:tracker"]["codeCellConfig"]["lineWrap"] is True
    config = json.loads((folder / "jupyter_server_config.d" / "course.json").read_text())
    kernels = config["MappingKernelManager"]
    assert kernels["cull_idle_timeout"] > 0
    assert set(kernels) <= set(AsyncMappingKernelManager.class_trait_names())


def test_formgrader_answers_the_instructor_only(server):
    assert server.get("formgrader/api/status")[0] == (200 if server.role == "instructor" else 404)
    # What Validate asks before anything else.
    version = importlib.metadata.version("nbgrader")
    status, answer = server.get(f"nbgrader_version?version={version}")
    assert status == 200 and json.loads(answer)["success"]


def test_hidden_plugins_are_nbgraders_and_jupyterlabs_own_names():
    """A renamed plugin would come back unnoticed."""
    folder = Path(sys.prefix) / "share/jupyter"
    texts = [
        path.read_text(encoding="utf-8", errors="replace")
        for pattern in ("labextensions/@jupyter/nbgrader/static/*.js", "lab/static/*.js")
        for path in folder.glob(pattern)
    ]
    for page in (ROOT / "config").glob("*/labconfig/page_config.json"):
        for plugin in json.loads(page.read_text())["disabledExtensions"]:
            assert any(plugin in text for text in texts), plugin


def test_interrupt_ends_the_server_and_its_kernels(server):
    """Keep this test last: it stops the server."""
    status, answer = server.get("api/kernels", data=b"{}")
    assert status == 201
    server.child.send_signal(signal.SIGINT)
    server.output += server.child.communicate(timeout=40)[0]
    assert server.child.returncode == 0
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(server.base, timeout=5)
    processes = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    assert json.loads(answer)["id"] not in processes  # its connection file is in its command line
    assert "Traceback" not in server.output
