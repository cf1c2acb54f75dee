"""Learners work in copies that git does not see, and a clean copy loses nothing."""

import json
import subprocess
import sys

import pytest
from ipykernel.ipkernel import IPythonKernel
from jupyter_client.kernelspec import KernelSpecManager

from tools import work


@pytest.fixture
def clone(tmp_path):
    for slug in ("00_start_here", "01_first"):
        folder = tmp_path / "notebooks" / slug
        folder.mkdir(parents=True)
        text = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
        (folder / f"{slug}.ipynb").write_text(text, encoding="utf-8")
        (folder / "table.csv").write_text("lr\n", encoding="utf-8")
    return tmp_path


def test_a_copy_is_made_once_and_never_written_over(clone):
    folder = work.copy_lessons(clone)
    lesson = folder / "00_start_here" / "00_start_here.ipynb"
    assert (folder / "01_first" / "table.csv").exists()
    lesson.write_text("my answers", encoding="utf-8")
    work.copy_lessons(clone)
    assert lesson.read_text(encoding="utf-8") == "my answers"


def test_a_copy_says_what_jupyterlab_writes_when_it_saves(clone):
    folder = work.copy_lessons(clone)
    notebook = json.loads((folder / "01_first" / "01_first.ipynb").read_text(encoding="utf-8"))
    said = dict(IPythonKernel.language_info)
    assert notebook["metadata"]["language_info"] == said
    spec = KernelSpecManager().get_kernel_spec("python3")
    assert notebook["metadata"]["kernelspec"] == {
        "display_name": spec.display_name,
        "language": spec.language,
        "name": "python3",
    }


def test_a_fresh_copy_keeps_the_old_one_beside_it(clone):
    lesson = work.copy_lessons(clone) / "01_first" / "01_first.ipynb"
    clean = lesson.read_bytes()
    lesson.write_text("my answers", encoding="utf-8")
    said = work.fresh("01", clone)
    assert lesson.read_bytes() == clean
    [kept] = [f for f in (clone / "work").iterdir() if "_kept_" in f.name]
    assert (kept / "01_first.ipynb").read_text(encoding="utf-8") == "my answers"
    assert kept.name in said


@pytest.mark.parametrize("name", ["", "0", "07", "first"])
def test_a_name_that_is_not_one_lesson_is_refused_with_the_known_ones(clone, name):
    with pytest.raises(SystemExit, match="must name one lesson.*00_start_here, 01_first"):
        work.fresh(name, clone)
    assert not (clone / "work").exists()


def test_fresh_without_a_lesson_says_how_to_name_one():
    done = subprocess.run(
        [sys.executable, "-m", "tools.work"], cwd=work.ROOT, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "make fresh LESSON=05" in done.stderr
