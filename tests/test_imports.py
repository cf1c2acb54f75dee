"""The library is light to import, and its modules depend on each other in one direction."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import hyperlib

FOLDER = Path(hyperlib.__file__).parent
ORDER = [
    "plain",
    "checks",
    "data",
    "models",
    "training",
    "products",
    "lanes",
    "sweeps",
    "diagnostics",
    "plotting",
    "widgets",
]


def loaded_after(statement):
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(out.stdout.split())


def test_import_hyperlib_loads_nothing_heavy():
    heavy = {"torch", "matplotlib", "torchvision", "ipywidgets", "IPython", "nbgrader", "numpy"}
    assert not loaded_after("import hyperlib") & heavy


def test_training_loads_neither_plots_nor_widgets():
    heavy = {"matplotlib", "torchvision", "ipywidgets", "nbgrader"}
    assert not loaded_after("import hyperlib; hyperlib.train; hyperlib.load_mnist()") & heavy


def test_every_public_name_is_there_and_an_unknown_one_is_said():
    for name in hyperlib.__all__:
        assert getattr(hyperlib, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'trian'; expected one of"):
        _ = hyperlib.trian


@pytest.mark.parametrize("name", ORDER)
def test_a_module_uses_only_modules_before_it(name):
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    used = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("hyperlib"):
            parts = node.module.split(".")
            used |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    assert used <= set(ORDER[: ORDER.index(name)])
