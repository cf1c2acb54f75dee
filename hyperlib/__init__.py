"""Build, train and look at small neural networks: the library of the hyperparameter course.

    import hyperlib as h

    data = h.load_mnist()
    run = h.train(h.Hyperparameters(lr=1e-3), data, seed=0)
    print(run.final.val_accuracy)

The modules build on each other in one direction: `data`, `models`, `training`, `diagnostics`,
`sweeps`, `search`, `tables`, `plotting`, `widgets`.  `checks` is what check cells call; `grading` is
for instructors.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "MLP",
    "Data",
    "Epoch",
    "Hyperparameters",
    "NeuralNetwork",
    "Run",
    "Sweep",
    "SweepFileError",
    "Table",
    "activation_statistics",
    "checks",
    "count_parameters",
    "evaluate",
    "gradient_norms",
    "grid",
    "load_mnist",
    "load_table",
    "lr_range_test",
    "multiply_adds",
    "plotting",
    "search",
    "sweep",
    "train",
    "training_memory",
    "widgets",
]

if TYPE_CHECKING:
    from hyperlib import checks, plotting, search, widgets
    from hyperlib.data import Data, load_mnist
    from hyperlib.diagnostics import activation_statistics, gradient_norms, lr_range_test
    from hyperlib.models import (
        MLP,
        NeuralNetwork,
        count_parameters,
        multiply_adds,
        training_memory,
    )
    from hyperlib.sweeps import Sweep, SweepFileError, grid, sweep
    from hyperlib.tables import Table, load_table
    from hyperlib.training import Epoch, Hyperparameters, Run, evaluate, train

# A name is loaded when it is first used.  nbgrader reads the course's configuration for every command,
# and a command that lists assignments should not wait for torch.
_HOME = {
    "Data": "data",
    "load_mnist": "data",
    "MLP": "models",
    "NeuralNetwork": "models",
    "count_parameters": "models",
    "multiply_adds": "models",
    "training_memory": "models",
    "Epoch": "training",
    "Hyperparameters": "training",
    "Run": "training",
    "evaluate": "training",
    "train": "training",
    "Sweep": "sweeps",
    "SweepFileError": "sweeps",
    "grid": "sweeps",
    "sweep": "sweeps",
    "Table": "tables",
    "load_table": "tables",
    "activation_statistics": "diagnostics",
    "gradient_norms": "diagnostics",
    "lr_range_test": "diagnostics",
}
_MODULES = {
    "checks",
    "data",
    "diagnostics",
    "models",
    "plotting",
    "search",
    "training",
    "widgets",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        value = getattr(importlib.import_module(f"hyperlib.{_HOME[name]}"), name)
        globals()[name] = value
        return value
    if name in _MODULES:
        return importlib.import_module(f"hyperlib.{name}")
    raise AttributeError(f"module 'hyperlib' has no attribute {name!r}; expected one of {__all__}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
