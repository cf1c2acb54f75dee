"""Build, train and look at small neural networks: the library of the hyperparameter course.

    import hyperlib as h

    data = h.load_mnist()
    run = h.train(h.Hyperparameters(lr=1e-3), data, seed=0)
    print(run.final.val_accuracy)

The modules build on each other in one direction: `data`, `models`, `training`, `diagnostics`,
`plotting`, `widgets`.  `checks` is what check cells call; `grading` is for instructors.
"""

import importlib
from typing import Any

from hyperlib.data import Data, load_mnist
from hyperlib.diagnostics import activation_statistics, gradient_norms
from hyperlib.models import (
    MLP,
    NeuralNetwork,
    count_parameters,
    multiply_adds,
    training_memory,
)
from hyperlib.training import Epoch, Hyperparameters, Run, evaluate, train

__version__ = "0.1.0"
__all__ = [
    "MLP",
    "Data",
    "Epoch",
    "Hyperparameters",
    "NeuralNetwork",
    "Run",
    "activation_statistics",
    "checks",
    "count_parameters",
    "evaluate",
    "gradient_norms",
    "load_mnist",
    "multiply_adds",
    "plotting",
    "train",
    "training_memory",
    "widgets",
]
# Loaded when first used: matplotlib and ipywidgets would triple the time of the import.
_LAZY = {"checks", "plotting", "widgets"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return importlib.import_module(f"hyperlib.{name}")
    raise AttributeError(f"module 'hyperlib' has no attribute {name!r}")
