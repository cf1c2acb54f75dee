"""The library knows nothing of the grader, and nbgrader's commands do not wait for torch."""

import subprocess
import sys
from pathlib import Path

import pytest

import hyperlib


def loaded_after(statement):
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(out.stdout.split())


def test_the_library_never_imports_the_grader():
    every = "import pkgutil, importlib, hyperlib\n" + (
        "for m in pkgutil.walk_packages(hyperlib.__path__, 'hyperlib.'): importlib.import_module(m.name)"
    )
    assert not loaded_after(every) & {"hypergrader", "nbgrader"}


def test_the_course_configuration_does_not_load_torch():
    # nbgrader reads nbgrader_config.py for every command, even for one that only lists assignments.
    config = Path(__file__).resolve().parents[1] / "nbgrader_config.py"
    read = "from traitlets.config.loader import PyFileConfigLoader"
    loaded = loaded_after(f"{read}\nPyFileConfigLoader({str(config)!r}).load_config()")
    assert {"nbgrader", "hypergrader.autograde"} <= loaded
    assert not loaded & {"torch", "matplotlib"}


# What a course's own processes and a kernel without networks need of the library.
@pytest.mark.parametrize(
    "statement",
    [
        "import hypergrader.submission.executors, hypergrader.submission.grade",
        "import hypergrader.course.feedback, hypergrader.course.report, hypergrader.course.doctor",
        "import os; os.environ['HYPERLIB_LAZY'] = '1'\nfrom hyperlib import checks, plotting, widgets",
    ],
)
def test_torch_is_loaded_by_those_who_need_it(statement):
    assert "torch" not in loaded_after(statement)
    later = "\nimport hyperlib as h\nh.train, h.search.sample, h.Epoch, h.data"
    assert {"torch", "hyperlib.sweeps"} <= loaded_after(statement + later)


@pytest.mark.parametrize("lazy", ["", "1"])
def test_every_name_is_there_in_both_ways_of_importing(lazy):
    code = f"""if True:
        import os
        os.environ["HYPERLIB_LAZY"] = {lazy!r}
        import hyperlib as h
        assert set(h.__all__) <= set(dir(h))
        assert h.Lane is h.sweeps.Lane and h.train is h.training.train
        try:
            h.trian
        except AttributeError as error:
            assert error.name == "trian" and error.obj is h
            assert str(error) == "module 'hyperlib' has no attribute 'trian'", error
        from hyperlib import *
        assert search.Choice and widgets.predict and sweep is h.sweep
    """
    loaded_after(code)


def test_every_public_name_is_there():
    for name in hyperlib.__all__:
        assert getattr(hyperlib, name) is not None
