"""Choose configurations beforehand: at random, or on a grid."""

from __future__ import annotations

import torch

from hyperlib.arguments import check_flag, check_seed, check_size
from hyperlib.data import Data
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.observations import torch_defaults
from hyperlib.search.spaces import Space, check_space
from hyperlib.search.trials import Search, finished, train_trials
from hyperlib.sweeps import grid
from hyperlib.tensors import seeded


def sample(
    space: Space, n: int, *, seed: int = 0, base: Hyperparameters | None = None, quasi: bool = False
) -> list[Hyperparameters]:
    """Draw `n` configurations from `space`.

    Parameters
    ----------
    space : dict
        Name of a hyperparameter -> `Uniform`, `LogUniform`, `Integers` or `Choice`.
    n : int
        How many, at least 1.
    seed : int
        The same seed draws the same configurations; more of them begin with the fewer.
    base : Hyperparameters, optional
        Gives the values that do not vary; the defaults if None.
    quasi : bool
        False: independent draws.  True: points of a scrambled Sobol sequence, which fill the space
        more evenly (Owen 1998; `torch.quasirandom.SobolEngine`).

    Raises
    ------
    TypeError, ValueError
        If an argument is outside what is said above, or a drawn configuration is refused, for
        example momentum with Adam.

    Examples
    --------
    >>> from hyperlib.search import LogUniform
    >>> [round(c.lr, 4) for c in sample({"lr": LogUniform(1e-4, 1)}, 3, seed=1)]
    [0.0002, 0.0008, 0.0009]
    """
    base = Hyperparameters() if base is None else base
    check_space(space, base)
    n = check_size("n", n)
    seed = check_seed("seed", seed)
    with torch_defaults():
        if check_flag("quasi", quasi):
            bits = seeded(seed).initial_seed()
            engine = torch.quasirandom.SobolEngine(len(space), scramble=True, seed=bits)
            shares = engine.draw(n, dtype=torch.float64)
        else:
            shares = torch.rand(n, len(space), generator=seeded(seed), dtype=torch.float64)
    axes = space.values()
    drawn = [[a.at(u) for a, u in zip(axes, row, strict=True)] for row in shares.tolist()]
    return [base.replace(**dict(zip(space, values, strict=True))) for values in drawn]


def grid_search(
    space: Space, data: Data, points: int = 3, *, base: Hyperparameters | None = None, **options
) -> Search:
    """Try every combination of `points` values of each hyperparameter; all values of a `Choice`.

    Parameters
    ----------
    space, base
        As in `sample`.
    data : Data
        Training and validation examples.
    points : int
        Values of each range, at least 1.  With d ranges that makes points ** d trials.
    **options
        ``seeds``, ``file``, ``executor`` and ``progress`` of `sweep`.  With ``file`` a search that
        was interrupted goes on where it stopped.  A search measures the validation examples after
        a trial's last epoch; ``measure`` and ``parts`` of `sweep` put more into the file.

    Raises
    ------
    RuntimeError
        If no configuration could be trained, with the reasons.

    Warns
    -----
    UserWarning
        If some lanes failed, or no trial ended with a finite loss.

    Examples
    --------
    >>> from hyperlib import load_mnist
    >>> from hyperlib.search import LogUniform
    >>> small = Hyperparameters(n_neurons=(16,), epochs=1)
    >>> found = grid_search({"lr": LogUniform(1e-4, 1)}, load_mnist().subset(100), base=small)
    >>> [round(trial.config.lr, 4) for trial in found.trials]
    [0.0001, 0.01, 1.0]
    """
    base = Hyperparameters() if base is None else base
    check_space(space, base)
    points = check_size("points", points)
    configs = grid(base, **{name: axis.points(points) for name, axis in space.items()})
    return finished(*train_trials(configs, data, options))


def random_search(
    space: Space,
    data: Data,
    trials: int,
    *,
    seed: int = 0,
    base: Hyperparameters | None = None,
    quasi: bool = False,
    **options,
) -> Search:
    """Try `trials` configurations drawn by `sample`.

    Where few of the hyperparameters matter, each trial has another value of those few, while a grid
    repeats the same ones (Bergstra and Bengio 2012).

    Parameters
    ----------
    space, seed, base, quasi
        As in `sample`.
    data : Data
        Training and validation examples.
    trials : int
        At least 1.
    **options
        As in `grid_search`.
    """
    trials = check_size("trials", trials)
    configs = sample(space, trials, seed=seed, base=base, quasi=quasi)
    return finished(*train_trials(configs, data, options))
