"""Everything that ``import hyperlib as h`` gives."""

import torch

from hyperlib import checks, labs, plotting, search, widgets
from hyperlib.arguments import unchanging
from hyperlib.augmentation import augment
from hyperlib.bars import progress_bar
from hyperlib.capstone import Capstone
from hyperlib.data import Data, load_mnist
from hyperlib.diagnostics import (
    LayerActivations,
    RangeTest,
    activation_statistics,
    gradient_norms,
    lr_range_test,
)
from hyperlib.hyperparameters import Hyperparameters, rate_factors
from hyperlib.labs import parts
from hyperlib.labs.limits import Limit
from hyperlib.measured import Table, load_table
from hyperlib.models import (
    ACTIVATION_LAYERS,
    MLP,
    NeuralNetwork,
    count_parameters,
    multiply_adds,
    training_memory,
)
from hyperlib.standing import progress
from hyperlib.sweeps import Lane, Sweep, SweepFileError, SweepInterrupted, grid, sweep
from hyperlib.toys import make_moons, make_spirals
from hyperlib.training import Epoch, Run, evaluate, train

# After this, `torch.load` reads what `torch.save` wrote of these and of their networks.
_FROZEN: list = [Data, Epoch, Hyperparameters, LayerActivations, RangeTest, Run, Lane, Sweep]
_FROZEN += [search.Search, search.Trial, search.Choice, search.Integers]
_FROZEN += [search.LogUniform, search.Uniform]
_SAVED = [*_FROZEN, MLP, NeuralNetwork, torch.nn.ModuleList, torch.nn.Linear]
torch.serialization.add_safe_globals([*_SAVED, torch.nn.Dropout, *ACTIVATION_LAYERS.values()])

# What to try where somebody changes a frozen one; of the others a new one of the class.
_FROZEN += [Capstone, labs.Lab, parts.Bracket, parts.Goal, parts.Level, parts.Trial, Limit, Table]
_FROZEN += [checks.Case, checks.Report, checks.Result, widgets.predictions.Prediction]
_MAKE: dict = dict.fromkeys((Run, Epoch), "train(...)") | {Table: "load_table(...) or select(...)"}
_MAKE |= dict.fromkeys((Sweep, Lane), "sweep(...)")
_MAKE |= {Hyperparameters: "config = config.replace({})"}
for kind in _FROZEN:
    unchanging(kind, _MAKE.get(kind, f"a new {kind.__name__}(...)"))

__all__ = [
    "MLP", "Capstone", "Data", "Epoch", "Hyperparameters", "NeuralNetwork", "Run", "Sweep",
    "SweepFileError", "SweepInterrupted", "Table", "activation_statistics", "augment", "checks",
    "count_parameters", "evaluate", "gradient_norms", "grid", "labs", "load_mnist", "load_table",
    "lr_range_test", "make_moons", "make_spirals", "multiply_adds", "plotting", "progress",
    "progress_bar", "rate_factors", "search", "sweep", "train", "training_memory", "widgets",
]  # fmt: skip
