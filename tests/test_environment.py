"""Test that environment.yml installs the tested versions, as Binder and conda would."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
# The packages of pyproject.toml that a learner works with; each must have its line.
DIRECT = [
    "torch",
    "torchvision",
    "numpy",
    "matplotlib",
    "ipywidgets",
    "ipykernel",
    "jupyterlab",
    "nbgrader",
    "optuna",
]


def pins(lines):
    """Return {name: version} of the lines `name==version`."""
    found = (re.fullmatch(r"([A-Za-z0-9._-]+)==(\S+)", line.strip()) for line in lines)
    return {re.sub(r"[._-]+", "-", m[1]).lower(): m[2] for m in found if m}


def constraints():
    return pins((ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines())


def environment():
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def pip_part():
    (part,) = [entry["pip"] for entry in environment()["dependencies"] if isinstance(entry, dict)]
    return part


def test_environment_pins_equal_the_constraints():
    tested = constraints()
    pinned = pins(pip_part())
    assert sorted(pinned) == sorted(DIRECT)
    assert pinned == {name: tested[name] for name in DIRECT}


def test_each_constraint_is_exact():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line and not line.startswith("#")]
    assert len(pins(lines)) == len(lines)


def test_environment_takes_cpu_builds_the_constraints_and_the_package_itself():
    part = pip_part()
    assert "--extra-index-url https://download.pytorch.org/whl/cpu" in part
    assert "-c constraints.txt" in part
    assert part[-1] == "-e ."
    assert "python=3.11" in environment()["dependencies"]


def test_repo2docker_sees_the_files_of_the_top_folder():
    # With a folder of either name, repo2docker looks nowhere else.
    assert not (ROOT / "binder").exists()
    assert not (ROOT / ".binder").exists()
    assert os.access(ROOT / "postBuild", os.X_OK) or os.name == "nt"


@pytest.mark.skipif(os.name == "nt", reason="Binder's images are Linux")
def test_post_build_sets_the_learner_page_up(tmp_path):
    variables = {**os.environ, "NB_PYTHON_PREFIX": str(tmp_path)}
    variables["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["bash", "postBuild"], cwd=ROOT, env=variables, check=True)
    installed = tmp_path / "etc" / "jupyter" / "labconfig" / "page_config.json"
    assert (
        installed.read_bytes()
        == (ROOT / "config" / "student" / "labconfig" / "page_config.json").read_bytes()
    )


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_pip_part_installs_into_a_fresh_environment(tmp_path):
    """Install the pip part as conda does: a file beside environment.yml, pip run there."""
    try:
        project = tmp_path / "project"
        project.mkdir()
        for name in ("pyproject.toml", "constraints.txt", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, project)
        shutil.copytree(
            ROOT / "hyperlib", project / "hyperlib", ignore=shutil.ignore_patterns("__pycache__")
        )
        # The index line aside: the plain builds have the same versions.
        lines = [line for line in pip_part() if not line.startswith("--extra-index-url")]
        requirements = project / "condaenv.requirements.txt"
        requirements.write_text("\n".join(lines) + "\n", encoding="utf-8")

        fresh = tmp_path / "fresh"
        uv = [sys.executable, "-m", "uv"]  # reads the same file as pip, in a tenth of the time
        subprocess.run([*uv, "venv", "-q", "--python", sys.executable, fresh], check=True)
        programs = fresh / ("Scripts" if os.name == "nt" else "bin")
        variables = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
        variables["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"

        def run(*command, **kw):
            return subprocess.run(
                [programs / command[0], *command[1:]],
                cwd=project,
                env=variables,
                check=True,
                text=True,
                **kw,
            ).stdout

        def uv_pip(*words, **kw):
            command = [*uv, "pip", words[0], "--python", fresh, *words[1:]]
            return subprocess.run(command, cwd=project, check=True, text=True, **kw).stdout

        uv_pip("install", "-q", "-r", requirements)
        uv_pip("check")
        frozen = pins(uv_pip("freeze", stdout=subprocess.PIPE).splitlines())
        tested = constraints()
        # Nothing came in another version than the tested one.
        assert {k: v for k, v in frozen.items() if k in tested} == {
            k: tested[k] for k in frozen if k in tested
        }
        # Nothing came that is not listed, but for what torch itself fixes.
        unlisted = [k for k in frozen if k not in tested and k != "hyperlib"]
        assert [k for k in unlisted if not k.startswith(("cuda-", "nvidia-", "triton"))] == []
        code = "import torch, torchvision, hyperlib; print(torch.__version__.split('+')[0])"
        assert run("python", "-c", code, stdout=subprocess.PIPE).strip() == tested["torch"]
        version = run("jupyter", "lab", "--version", stdout=subprocess.PIPE).strip()
        assert version == tested["jupyterlab"]
    finally:
        shutil.rmtree(tmp_path / "fresh", ignore_errors=True)  # some gigabytes
