"""Give many configurations a few epochs and the best of them more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hyperlib.arguments import check_size
from hyperlib.data import Data
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.search.draw import sample
from hyperlib.search.spaces import Space
from hyperlib.search.trials import Search, Trial, finished, refuse_failure, train_trials


def halving_schedule(
    n: int, min_epochs: int, max_epochs: int, factor: int = 3
) -> list[tuple[int, int]]:
    """Return the rungs of successive halving: (configurations, epochs of each), first to last.

    Each rung keeps one in `factor` configurations and gives them `factor` times the epochs, so that
    all rungs cost about the same (Jamieson and Talwalkar 2016).

    Parameters
    ----------
    n : int
        Configurations in the first rung, at least 1.
    min_epochs, max_epochs : int
        Epochs of the first rung, and a bound for those of the last.
    factor : int
        At least 2.

    Examples
    --------
    >>> halving_schedule(27, 1, 27)
    [(27, 1), (9, 3), (3, 9), (1, 27)]
    """
    n = check_size("n", n)
    min_epochs = check_size("min_epochs", min_epochs)
    max_epochs = check_size("max_epochs", max_epochs, minimum=min_epochs)
    factor = check_size("factor", factor, minimum=2)
    rungs = []
    while n >= 1 and min_epochs <= max_epochs:
        rungs.append((n, min_epochs))
        n, min_epochs = n // factor, min_epochs * factor
    return rungs


def hyperband_brackets(max_epochs: int, factor: int = 3) -> list[list[tuple[int, int]]]:
    """Return the brackets of Hyperband, each a schedule of successive halving.

    Early epochs may mislead: a small learning rate looks bad at first.  Hyperband does not decide
    how early to halve; it tries each way at about the same cost, from many configurations with few
    epochs to few with `max_epochs` (Li et al. 2018, algorithm 1, with R = max_epochs).

    Examples
    --------
    >>> for bracket in hyperband_brackets(9):
    ...     print(bracket)
    [(9, 1), (3, 3), (1, 9)]
    [(5, 3), (1, 9)]
    [(3, 9)]
    """
    max_epochs = check_size("max_epochs", max_epochs)
    factor = check_size("factor", factor, minimum=2)
    most = len(halving_schedule(max_epochs, 1, max_epochs, factor)) - 1
    brackets = []
    for s in range(most, -1, -1):
        n = -(-(most + 1) * factor**s // (s + 1))  # rounded up
        # Epochs are rounded down to whole ones, at least one.
        epochs = [max(1, max_epochs * factor**i // factor**s) for i in range(s + 1)]
        brackets.append([(n // factor**i, e) for i, e in enumerate(epochs) if n // factor**i])
    return brackets


def successive_halving(
    space: Space,
    data: Data,
    n: int = 27,
    *,
    min_epochs: int = 1,
    max_epochs: int = 27,
    factor: int = 3,
    seed: int = 0,
    base: Hyperparameters | None = None,
    **options,
) -> Search:
    """Train many configurations briefly, keep the best, train them longer, and so on.

    A configuration that is kept is trained again from its first epoch: it repeats the same numbers,
    so the result is that of training on, and the cost says what was spent.

    Parameters
    ----------
    space, seed, base
        As in `sample`; epochs and patience are the search's own affair.
    data : Data
        Training and validation examples.
    n, min_epochs, max_epochs, factor : int
        As in `halving_schedule`.
    **options
        As in `grid_search`.

    Examples
    --------
    >>> from hyperlib import load_mnist
    >>> from hyperlib.search import LogUniform
    >>> space = {"lr": LogUniform(1e-4, 1)}
    >>> small = Hyperparameters(n_neurons=(16,))
    >>> found = successive_halving(space, load_mnist().subset(100), 4, max_epochs=4, factor=2, base=small)
    >>> [trial.config.epochs for trial in found.trials], found.epochs
    ([1, 1, 1, 1, 2, 2, 4], 12)
    """
    rungs = halving_schedule(n, min_epochs, max_epochs, factor)
    _refuse_epochs(space, base)
    configs = sample(space, n, seed=seed, base=base)
    return finished(*_halved(configs, rungs, data, options))


def hyperband(
    space: Space,
    data: Data,
    *,
    max_epochs: int = 27,
    factor: int = 3,
    seed: int = 0,
    base: Hyperparameters | None = None,
    **options,
) -> Search:
    """Run the brackets of `hyperband_brackets`, each with configurations of its own.

    Parameters
    ----------
    space, seed, base
        As in `successive_halving`.
    data : Data
        Training and validation examples.
    max_epochs, factor : int
        As in `hyperband_brackets`.
    **options
        As in `grid_search`.
    """
    brackets = hyperband_brackets(max_epochs, factor)
    _refuse_epochs(space, base)
    configs = sample(space, sum(rungs[0][0] for rungs in brackets), seed=seed, base=base)
    trials: list[Trial] = []
    for rungs in brackets:
        mine, configs = configs[: rungs[0][0]], configs[rungs[0][0] :]
        more, complete = _halved(mine, rungs, data, options, first=len(trials))
        trials += more
        if not complete:
            break
    return finished(trials, complete)


def _refuse_epochs(space: object, base: Hyperparameters | None) -> None:
    names = set(space) if isinstance(space, Mapping) else set()
    why = "rates follow the number of epochs, and here short runs stand for long ones"
    if names & {"epochs", "patience"}:
        raise ValueError("epochs and patience cannot be in space: this search gives out epochs")
    if names & {"schedule", "warmup"}:
        raise ValueError(f"schedule and warmup cannot be in space: {why}; leave them out")
    for name, usual in {"warmup": 0, "schedule": "constant"}.items():
        if (got := getattr(base, name, usual)) != usual:
            raise ValueError(f"{name} must be {usual!r}, got {got!r}: {why}; try {name}={usual!r}")


def _halved(
    configs: list[Hyperparameters],
    rungs: Sequence[tuple[int, int]],
    data: Data,
    options: dict[str, Any],
    first: int = 0,
) -> tuple[list[Trial], bool]:
    trials: list[Trial] = []
    for k, (n, epochs) in enumerate(rungs):
        if k:
            rung = trials[-len(configs) :]
            rung.sort(key=lambda trial: -trial.score)  # stable: the first of equals stays
            configs = [trial.config for trial in rung[:n]]
        configs = [config.replace(epochs=epochs, patience=0) for config in configs]
        more, complete = train_trials(configs, data, options, first + len(trials))
        trials += more
        if not complete:
            return trials, False
        refuse_failure(trials)
    return trials, True
