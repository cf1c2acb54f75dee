"""The library knows nothing of the grader, and nbgrader's commands do not wait for torch."""

import subprocess
import sys

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
    loaded = loaded_after("import hypergrader.autograde, hypergrader.release")
    assert "nbgrader" in loaded
    assert not loaded & {"torch", "matplotlib", "numpy"}


def test_every_public_name_is_there():
    for name in hyperlib.__all__:
        assert getattr(hyperlib, name) is not None
