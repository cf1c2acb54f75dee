"""Choose hyperparameters: which configurations to try, in which order, and for how many epochs.

A *space* names the hyperparameters that vary and what each may be:

    space = {
        "lr": LogUniform(1e-4, 1e-1),
        "dropout": Uniform(0, 0.5),
        "batch_size": Choice([32, 64, 128]),
    }

Every search trains its trials with `hyperlib.sweep`, many side by side, and returns a `Search`.  The
score of a trial is the validation accuracy after its last epoch, averaged over the seeds.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

import torch

from hyperlib.arguments import check_number, check_seed, check_size
from hyperlib.data import Data
from hyperlib.sweeps import Sweep, grid, sweep
from hyperlib.training import Hyperparameters

# What a hyperparameter may be ---------------------------------------------------------------------


@dataclass(frozen=True)
class Uniform:
    """Describe a number between `low` and `high`, each part of the range as likely as another.

    Examples
    --------
    >>> Uniform(0, 0.5).at(0.5)
    0.25
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        _check_range(self)

    def at(self, u: float) -> float:
        """Return the value that a share `u` of the range lies below; `u` is in [0, 1]."""
        return self.low + u * (self.high - self.low)

    def points(self, n: int) -> list[float]:
        """Return `n` values from `low` to `high` at equal distances; the middle for one."""
        return [self.at(u) for u in _shares(n)]


@dataclass(frozen=True)
class LogUniform:
    """Describe a positive number whose logarithm is uniform: each factor of ten is as likely.

    Examples
    --------
    >>> [round(x, 6) for x in LogUniform(1e-4, 1).points(3)]
    [0.0001, 0.01, 1.0]
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        _check_range(self)
        check_number("low", self.low, above=0, suggest=1e-4)

    def at(self, u: float) -> float:
        """Return the value that a share `u` of the range lies below; `u` is in [0, 1]."""
        return min(self.low * (self.high / self.low) ** u, self.high)  # rounding may go beyond

    def points(self, n: int) -> list[float]:
        """Return `n` values from `low` to `high` with equal ratios."""
        return [self.at(u) for u in _shares(n)]


@dataclass(frozen=True)
class Integers:
    """Describe an integer from `low` to `high`, both included; ``log`` as in `LogUniform`.

    Examples
    --------
    >>> Integers(1, 4).points(4), Integers(16, 256, log=True).points(5)
    ([1, 2, 3, 4], [16, 32, 64, 128, 256])
    """

    low: int
    high: int
    log: bool = False

    def __post_init__(self) -> None:
        low = check_size("low", self.low, minimum=1 if self.log else 0)
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", check_size("high", self.high, minimum=low))

    def at(self, u: float) -> int:
        """Return the value at a share `u` of the range; every integer has its part of it."""
        if not self.log:
            return min(self.low + int(u * (self.high - self.low + 1)), self.high)
        ends = math.log(self.low - 0.5), math.log(self.high + 0.5)
        return min(max(round(math.exp(ends[0] + u * (ends[1] - ends[0]))), self.low), self.high)

    def points(self, n: int) -> list[int]:
        """Return up to `n` different values from `low` to `high`, rounded."""
        between = (LogUniform if self.log else Uniform)(self.low, self.high)
        return sorted({round(value) for value in between.points(n)})


@dataclass(frozen=True)
class Choice:
    """Describe one of some values, each as likely, in no order.

    Examples
    --------
    >>> Choice(["relu", "tanh"]).at(0.7)
    'tanh'
    """

    values: Sequence[Any]

    def __post_init__(self) -> None:
        if isinstance(self.values, (str, bytes)) or not isinstance(self.values, Iterable):
            raise TypeError(
                f"values must be a list, got {self.values!r}; try Choice([{self.values!r}])"
            )
        values = tuple(tuple(v) if isinstance(v, list) else v for v in self.values)
        if not values:
            raise ValueError("values must hold at least one value, got an empty list")
        object.__setattr__(self, "values", values)

    def at(self, u: float) -> Any:
        """Return the value at a share `u` of the list; `u` is in [0, 1]."""
        return self.values[min(int(u * len(self.values)), len(self.values) - 1)]

    def points(self, n: int) -> list[Any]:
        """Return all values, whatever `n` is: a grid has no reason to leave one out."""
        return list(self.values)


Space = Mapping[str, Uniform | LogUniform | Integers | Choice]


def _check_range(axis: Uniform | LogUniform) -> None:
    low = check_number("low", axis.low, suggest=0)
    high = check_number("high", axis.high, suggest=1)
    object.__setattr__(axis, "low", low)
    object.__setattr__(axis, "high", high)
    if low >= high:
        raise ValueError(f"high must be above low, got low={low:g} and high={high:g}")


def _shares(n: int) -> list[float]:
    n = check_size("n", n)
    return [0.5] if n == 1 else [k / (n - 1) for k in range(n)]


def _check_space(space: object, base: Hyperparameters) -> None:
    """Refuse what is no space, naming the part that is wrong."""
    if not isinstance(base, Hyperparameters):
        raise TypeError(f"base must be Hyperparameters, got {base!r}; try Hyperparameters()")
    if not isinstance(space, Mapping):
        raise TypeError(
            f'space must be a dictionary, got {space!r}; try {{"lr": LogUniform(1e-4, 1e-1)}}'
        )
    if not space:
        raise ValueError('space must name at least one hyperparameter; try {"lr": ...}')
    known = [field.name for field in fields(Hyperparameters)]
    for name, axis in space.items():
        if name not in known:
            raise ValueError(
                f"{name!r} in space is no hyperparameter; expected one of {', '.join(known)}"
            )
        if not isinstance(axis, (Uniform, LogUniform, Integers, Choice)):
            raise TypeError(
                f"space[{name!r}] must be Uniform, LogUniform, Integers or Choice, got {axis!r}; "
                f"try Choice([...]) for a list of values"
            )
        if isinstance(axis, Choice):
            values = axis.values
        elif isinstance(axis, Integers):
            values = (axis.low, axis.high)
        else:
            values = (float(axis.low), float(axis.high))
        # The two ends are the extremes of a range: if both are right, all between them are.
        for value in values:
            try:
                base.replace(**{name: value})
            except (TypeError, ValueError) as error:
                if name != "momentum":  # belongs to sgd, which may itself be in the space
                    raise type(error)(f"space[{name!r}] holds a wrong value: {error}") from error


# What a search found ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Trial:
    """Hold one configuration that a search trained.

    Attributes
    ----------
    number : int
        Place in the order of the search, from 0.
    config : Hyperparameters
        As it was trained, with the epochs that this trial was given.
    scores : tuple of float
        Validation accuracy after the last epoch, 0 to 1, for each seed.  0 where the lane diverged
        or failed.
    epochs : int
        Epochs that were trained, over all seeds: its cost.
    """

    number: int
    config: Hyperparameters
    scores: tuple[float, ...]
    epochs: int

    @property
    def score(self) -> float:
        """Mean of the scores."""
        return sum(self.scores) / len(self.scores)


@dataclass(frozen=True)
class Search:
    """Hold what a search found.

    Attributes
    ----------
    trials : tuple of Trial
        In the order of the search.
    complete : bool
        False when the search was interrupted.
    """

    trials: tuple[Trial, ...]
    complete: bool = True

    @property
    def best(self) -> Trial:
        """The trial with the highest score, the first of equals.

        Its score is the largest of many noisy numbers, so it is too high on average: measure the
        configuration again with new seeds before you report it.
        """
        if not self.trials:
            raise ValueError("no trial is done, so there is no best one")
        return max(self.trials, key=lambda trial: trial.score)

    @property
    def epochs(self) -> int:
        """Epochs trained in all: the cost of the search."""
        return sum(trial.epochs for trial in self.trials)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One dict for each trial: its number, hyperparameters, score and cost."""
        return [
            {"trial": t.number} | asdict(t.config) | {"score": t.score, "cost": t.epochs}
            for t in self.trials
        ]

    def incumbents(self) -> list[tuple[int, float]]:
        """Return (epochs spent, best score so far) after each trial, for a plot of progress."""
        spent, best, curve = 0, 0.0, []
        for trial in self.trials:
            spent, best = spent + trial.epochs, max(best, trial.score)
            curve.append((spent, best))
        return curve


def _trials(found: Sweep, first: int = 0) -> list[Trial]:
    """Return the trials of a sweep; a configuration that lacks a seed is left out."""
    lanes: dict[int, list] = {}
    for lane in found.lanes:
        lanes.setdefault(lane.configuration, []).append(lane)
    seeds = {lane.seed for lane in found.lanes}
    done = [group for group in lanes.values() if len(group) == len(seeds)]
    return [
        Trial(
            first + k,
            group[0].config,
            tuple(
                0.0 if lane.diverged or not lane.history else lane.history[-1].val_accuracy
                for lane in group
            ),
            sum(len(lane.history) for lane in group),
        )
        for k, group in enumerate(done)
    ]


# Which configurations to try ----------------------------------------------------------------------


def sample(
    space: Space,
    n: int,
    *,
    seed: int = 0,
    base: Hyperparameters | None = None,
    quasi: bool = False,
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
    >>> [round(c.lr, 4) for c in sample({"lr": LogUniform(1e-4, 1)}, 3, seed=1)]
    [0.0002, 0.0008, 0.0009]
    """
    base = Hyperparameters() if base is None else base
    _check_space(space, base)
    n = check_size("n", n)
    seed = check_seed("seed", seed)
    if quasi:
        engine = torch.quasirandom.SobolEngine(len(space), scramble=True, seed=seed)
        shares = engine.draw(n, dtype=torch.float64)
    else:
        generator = torch.Generator().manual_seed(seed)
        shares = torch.rand(n, len(space), generator=generator, dtype=torch.float64)
    return [
        base.replace(
            **{name: axis.at(u) for (name, axis), u in zip(space.items(), row, strict=True)}
        )
        for row in shares.tolist()
    ]


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
        was interrupted goes on where it stopped.

    Examples
    --------
    >>> from hyperlib import load_mnist
    >>> small = Hyperparameters(n_neurons=(16,), epochs=1)
    >>> found = grid_search({"lr": LogUniform(1e-4, 1)}, load_mnist().subset(100), base=small)
    >>> [round(trial.config.lr, 4) for trial in found.trials]
    [0.0001, 0.01, 1.0]
    """
    base = Hyperparameters() if base is None else base
    _check_space(space, base)
    points = check_size("points", points)
    configs = grid(base, **{name: axis.points(points) for name, axis in space.items()})
    return _swept(configs, data, options)


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
    configs = sample(space, trials, seed=seed, base=base, quasi=quasi)
    return _swept(configs, data, options)


def _swept(configs: list[Hyperparameters], data: Data, options: Mapping[str, Any]) -> Search:
    found = sweep(configs, data, **options)
    return Search(tuple(_trials(found)), found.complete)


# How many epochs to give to each ------------------------------------------------------------------


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
    most = 0
    while factor ** (most + 1) <= max_epochs:
        most += 1
    brackets = []
    for s in range(most, -1, -1):
        n = -(-(most + 1) * factor**s // (s + 1))  # rounded up
        # Epochs are rounded down to whole ones, at least one.
        brackets.append(
            [
                (n // factor**i, max(1, max_epochs * factor**i // factor**s))
                for i in range(s + 1)
                if n // factor**i
            ]
        )
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
    >>> space = {"lr": LogUniform(1e-4, 1)}
    >>> small = Hyperparameters(n_neurons=(16,))
    >>> found = successive_halving(space, load_mnist().subset(100), 4, max_epochs=4, factor=2, base=small)
    >>> [trial.config.epochs for trial in found.trials], found.epochs
    ([1, 1, 1, 1, 2, 2, 4], 12)
    """
    rungs = halving_schedule(n, min_epochs, max_epochs, factor)
    _refuse_epochs(space, base)
    configs = sample(space, n, seed=seed, base=base)
    return _halved(configs, rungs, data, options)


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
        found = _halved(mine, rungs, data, options, first=len(trials))
        trials += found.trials
        if not found.complete:
            return Search(tuple(trials), False)
    return Search(tuple(trials))


def _refuse_epochs(space: object, base: Hyperparameters | None) -> None:
    if isinstance(space, Mapping) and {"epochs", "patience"} & set(space):
        raise ValueError("epochs and patience can not be in space: this search gives out epochs")
    if isinstance(base, Hyperparameters) and base.schedule != "constant":
        raise ValueError(
            f"schedule must be 'constant', got {base.schedule!r}: a schedule that falls to 0 at the "
            "last epoch makes short runs look better than they are on the way of a long one"
        )


def _halved(
    configs: list[Hyperparameters],
    rungs: Sequence[tuple[int, int]],
    data: Data,
    options: Mapping[str, Any],
    first: int = 0,
) -> Search:
    trials: list[Trial] = []
    for k, (n, epochs) in enumerate(rungs):
        if k:
            rung = trials[-len(configs) :]
            rung.sort(key=lambda trial: -trial.score)  # stable: the first of equals stays
            configs = [trial.config for trial in rung[:n]]
        configs = [config.replace(epochs=epochs, patience=0) for config in configs]
        found = sweep(configs, data, **options)
        trials += _trials(found, first + len(trials))
        if not found.complete:
            return Search(tuple(trials), False)
    return Search(tuple(trials))


# Which configuration to try next, from what is known ----------------------------------------------


def optuna_search(
    space: Space,
    data: Data,
    trials: int,
    *,
    batch: int = 8,
    seed: int = 0,
    base: Hyperparameters | None = None,
    sampler: Any = None,
    storage: str | os.PathLike | None = None,
    study_name: str = "hyperlib",
    **options,
) -> Search:
    """Let Optuna choose, `batch` configurations at a time, which are trained side by side.

    Parameters
    ----------
    space, base
        As in `sample`.
    data : Data
        Training and validation examples.
    trials : int
        Size of the study, with what `storage` already holds.
    batch : int
        Asked for before any of them is told, at least 1.  More are quicker and choose with less
        knowledge; Optuna keeps them apart by counting those that run as bad ("constant liar").
    seed : int
        Of Optuna's sampler.  With `storage`, what is drawn depends on the study and the process too.
    sampler : optuna.samplers.BaseSampler, optional
        None: TPE, tree-structured Parzen estimators (Bergstra et al. 2011).
    storage : path, optional
        File of a journal.  A second call goes on with the study in it, and several processes may
        call at the same time; together they may train up to one batch each more than `trials`.
    study_name : str
        Names the study in `storage`.
    **options
        As in `grid_search`.

    Returns
    -------
    Search
        All trials of the study.  A configuration that diverges or fails is told as 0.

    Raises
    ------
    ImportError
        If Optuna is not installed.
    ValueError
        If `storage` holds a study with this name over another space.
    """
    try:
        import optuna
        from optuna.storages.journal import JournalFileBackend, JournalStorage
    except ImportError:
        raise ImportError(
            "optuna_search needs Optuna, which is not installed; try pip install 'optuna>=5,<6' "
            "or random_search"
        ) from None
    base = Hyperparameters() if base is None else base
    _check_space(space, base)
    trials = check_size("trials", trials)
    batch = check_size("batch", batch)
    seed = check_seed("seed", seed)
    if storage is not None:
        if not isinstance(storage, (str, os.PathLike)):
            raise TypeError(f"storage must be a path, got {storage!r}; try 'study.journal'")
        folder = os.path.dirname(os.fspath(storage)) or "."
        if not os.path.isdir(folder):
            raise ValueError(f"storage must lie in a folder that exists, got {storage}; make it")
    asked = {name: _distribution(axis, optuna.distributions) for name, axis in space.items()}
    shown = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    try:
        journal = storage and JournalStorage(JournalFileBackend(os.fspath(storage)))
        study = optuna.create_study(
            storage=journal or None,
            study_name=study_name,
            direction="maximize",
            load_if_exists=True,
        )
        for trial in study.get_trials(deepcopy=False):
            if trial.distributions and trial.distributions != asked:
                raise ValueError(
                    f"the study {study_name!r} in {storage} searches another space "
                    f"({', '.join(trial.distributions)}); try another study_name"
                )
        if storage is not None:
            # Two processes, or a study that goes on, must not draw the same numbers again.
            seed = hash((seed, len(study.get_trials(deepcopy=False)), os.getpid())) % 2**32
        study.sampler = (
            optuna.samplers.TPESampler(seed=seed % 2**32) if sampler is None else sampler
        )
        complete = _ask_and_tell(study, space, asked, base, data, trials, batch, options)
        return Search(tuple(_told(study, space, base)), complete)
    finally:
        optuna.logging.set_verbosity(shown)


def _ask_and_tell(
    study: Any,
    space: Space,
    asked: Mapping[str, Any],
    base: Hyperparameters,
    data: Data,
    trials: int,
    batch: int,
    options: Mapping[str, Any],
) -> bool:
    """Go on until the study holds so many trials; return False after an interruption."""
    import optuna

    done = optuna.trial.TrialState.COMPLETE
    while (missing := trials - len(study.get_trials(deepcopy=False, states=[done]))) > 0:
        running = [study.ask(asked) for _ in range(min(batch, missing))]
        configs = [_config(trial.params, space, base) for trial in running]
        complete, scored = False, {}
        try:
            found = sweep(configs, data, **options)
            complete = found.complete
            seeds = {lane.seed for lane in found.lanes}
            for k, trial in enumerate(running):
                lanes = [lane for lane in found.lanes if lane.configuration == k]
                if lanes and len(lanes) == len(seeds):
                    [scored[k]] = _trials(Sweep(tuple(lanes)))
                    trial.set_user_attr("scores", list(scored[k].scores))
                    trial.set_user_attr("epochs", scored[k].epochs)
        finally:
            # What was interrupted is told as failed: nobody is training it any more.
            for k, trial in enumerate(running):
                if k in scored:
                    study.tell(trial, scored[k].score)
                else:
                    study.tell(trial, state=optuna.trial.TrialState.FAIL)
        if not complete:
            print("interrupted: what is done is kept in the study", file=sys.stderr)
            return False
    return True


def _told(study: Any, space: Space, base: Hyperparameters) -> list[Trial]:
    import optuna

    done = study.get_trials(deepcopy=False, states=[optuna.trial.TrialState.COMPLETE])
    return [
        Trial(
            k,
            _config(trial.params, space, base),
            tuple(trial.user_attrs["scores"]),
            trial.user_attrs["epochs"],
        )
        for k, trial in enumerate(t for t in done if "scores" in t.user_attrs)
    ]


def _label(value: Any) -> str:
    """Return a text for a value: Optuna keeps no tuples."""
    return "-".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _distribution(axis: Any, distributions: Any) -> Any:
    if isinstance(axis, Choice):
        return distributions.CategoricalDistribution([_label(value) for value in axis.values])
    if isinstance(axis, Integers):
        return distributions.IntDistribution(axis.low, axis.high, log=axis.log)
    return distributions.FloatDistribution(axis.low, axis.high, log=isinstance(axis, LogUniform))


def _config(params: Mapping[str, Any], space: Space, base: Hyperparameters) -> Hyperparameters:
    values = dict(params)
    for name, axis in space.items():
        if isinstance(axis, Choice):
            values[name] = {_label(value): value for value in axis.values}[params[name]]
    return base.replace(**values)
