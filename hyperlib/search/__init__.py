"""Choose hyperparameters: which configurations to try, in which order, and for how many epochs.

A *space* names the hyperparameters that vary and what each may be:

    space = {
        "lr": LogUniform(1e-4, 1e-1),
        "dropout": Uniform(0, 0.5),
        "batch_size": Choice([32, 64, 128]),
    }

Every search trains its *trials* with `hyperlib.sweep`, many side by side, and returns a `Search`.  The
score of a trial is the validation accuracy after its last epoch, averaged over the seeds.
"""

from hyperlib.search.draw import grid_search, random_search, sample
from hyperlib.search.halving import (
    halving_schedule,
    hyperband,
    hyperband_brackets,
    successive_halving,
)
from hyperlib.search.spaces import Choice, Integers, LogUniform, Space, Uniform
from hyperlib.search.studies import optuna_search
from hyperlib.search.trials import Search, Trial

__all__ = [
    "Choice", "Integers", "LogUniform", "Search", "Space", "Trial", "Uniform", "grid_search",
    "halving_schedule", "hyperband", "hyperband_brackets", "optuna_search", "random_search",
    "sample", "successive_halving",
]  # fmt: skip
