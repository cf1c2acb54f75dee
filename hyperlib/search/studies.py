"""Let Optuna choose configurations from what is known of the trials before: a *study*."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from typing import Any

from hyperlib.arguments import check_kind, check_seed, check_size, frozen, many
from hyperlib.data import Data, check_data
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.search import trials as training
from hyperlib.search.spaces import Choice, Integers, LogUniform, Space, check_images, check_space
from hyperlib.search.trials import Search, Trial, finished
from hyperlib.sweeps import SweepFileError, check_seeds
from hyperlib.sweeps.record import drop_torn_end, fingerprint
from hyperlib.tensors import seeded

IDENTITY = "hyperlib"  # user attribute of a study: what its trials are trained with
KEPT = ("scores", "epochs", "reasons", "failed")  # of a `Trial`, user attributes of Optuna's


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
        All trials of the study.  A configuration that diverges or fails is told as 0.  What is
        interrupted, or drawn and refused (momentum with Adam), is told as failed.

    Raises
    ------
    ImportError
        If Optuna is not installed.
    ValueError
        If `storage` holds a study with this name over another space, or with another `base`, other
        data or other seeds: its scores would stand beside settings that nobody trained.
    RuntimeError
        If no configuration could be trained, with the reasons.
    """
    base = Hyperparameters() if base is None else base
    optuna = load_optuna()
    check_space(space, base)
    trials = check_size("trials", trials)
    batch = check_size("batch", batch)
    seed = check_seed("seed", seed)
    options["seeds"] = seeds = check_seeds(options.get("seeds", 1))
    check_data("data", data)
    check_images(space, base, data.n_input)  # told before any training
    samplers = (optuna.samplers.BaseSampler, type(None))
    check_kind("sampler", sampler, samplers, "one of Optuna's", "sampler=None")
    if isinstance(sampler, (optuna.samplers.GridSampler, optuna.samplers.BruteForceSampler)):
        end = f"sampler must propose without an end, got {type(sampler).__name__}; try grid_search"
        raise ValueError(end)
    check_kind("study_name", study_name, str, "a text", "'hyperlib'")
    if storage is not None:
        _check_storage(storage)
    with quiet(optuna):
        asked = {name: distribution(axis) for name, axis in space.items()}
        config_of = functools.partial(config_from, space, base)
        study = _open(optuna, storage, study_name)
        if storage is not None:
            _check_identity(study, storage, asked, _identity(space, base, data, seeds))
            # Two processes, or a study that goes on, must not draw the same numbers again.
            seed = hash((seed, len(study.get_trials(deepcopy=False)), os.getpid())) % 2**64
        study.sampler = sampler or tpe(optuna, seed)
        complete = _ask_and_tell(study, asked, config_of, data, trials, batch, options)
        found = _told(study, config_of)
    return finished(found, complete)


def load_optuna() -> Any:
    try:
        import optuna
    except ImportError:
        raise ImportError(
            "optuna_search needs Optuna, which is not installed; try pip install 'optuna>=5,<6' "
            "or random_search"
        ) from None
    return optuna


def tpe(optuna: Any, seed: int) -> Any:
    """Return Optuna's sampler TPE; numpy, which draws for it, reads no more than 32 bits of a seed."""
    return optuna.samplers.TPESampler(seed=seeded(seed).initial_seed())


@contextmanager
def quiet(optuna: Any) -> Iterator[None]:
    """Let Optuna tell warnings only, inside the block."""
    shown = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    try:
        yield
    finally:
        optuna.logging.set_verbosity(shown)


def _check_storage(storage: Any) -> None:
    check_kind("storage", storage, (str, os.PathLike), "a path", "'study.journal'")
    folder = os.path.dirname(os.fspath(storage)) or "."
    if not os.path.isdir(folder) or os.path.isdir(storage) or not os.fspath(storage):
        wanted = "storage must be a file in an existing folder"
        raise ValueError(f"{wanted}, got {storage!r}; try 'study.journal'")


def _open(optuna: Any, storage: str | os.PathLike | None, name: str) -> Any:
    kept = None
    if storage is not None:
        from optuna.storages import journal

        lock = journal.JournalFileSymlinkLock(os.fspath(storage))
        lock.acquire()
        try:
            _mend(storage)
        finally:
            lock.release()
    made = {"study_name": name, "load_if_exists": True, "direction": "maximize"}
    try:
        if storage is not None:
            kept = journal.JournalStorage(journal.JournalFileBackend(os.fspath(storage)))
        return optuna.create_study(storage=kept, **made)
    except (AssertionError, LookupError, TypeError, ValueError) as error:
        wanted = "storage must be a journal that this version of Optuna reads"
        raise ValueError(f"{wanted}, got {storage} ({error!r}); try another file") from error


def _mend(storage: str | os.PathLike) -> None:
    """Cut off the half of a line that a killed writer left in a journal; raise if it is none."""
    with open(storage, "a+b", buffering=0) as file:
        file.seek(0)
        for number, line in enumerate(file.readall().splitlines(keepends=True), 1):
            try:
                json.loads(line)["op_code"]
            except (ValueError, LookupError, TypeError) as error:
                if line.endswith(b"\n") or not line.startswith(b'{"op_code"'):
                    wanted = f"storage must be a journal of Optuna, got {storage}, whose line {number} is none"
                    raise ValueError(f"{wanted}; try another file, or take it out") from error
        drop_torn_end(file)


def _identity(space: Space, base: Hyperparameters, data: Data, seeds: list[int]) -> dict[str, Any]:
    """Return what the scores of a study depend on, as JSON gives it back."""
    axes = {name: [type(axis).__name__, asdict(axis)] for name, axis in sorted(space.items())}
    fixed = {name: value for name, value in base.written().items() if name not in space}
    what = {"space": axes, "base": fixed, "data": fingerprint(data), "seeds": seeds}
    return json.loads(json.dumps(what, default=str))


def _check_identity(
    study: Any, storage: str | os.PathLike, asked: Mapping[str, Any], identity: dict[str, Any]
) -> None:
    """Raise if the study was made for something else; a new one takes the identity."""
    where, other = f"the study {study.study_name!r} in {storage}", "try another study_name"
    if (directions := [one.name.lower() for one in study.directions]) != ["maximize"]:
        got = " and ".join(directions)
        raise ValueError(f"{where} must maximize one score, got {got}; {other}")
    stored = study.user_attrs.get(IDENTITY)
    begun = [trial for trial in study.get_trials(deepcopy=False) if trial.distributions]
    for trial in begun:
        known = (
            stored["space"] if isinstance(stored, dict) and "space" in stored else identity["space"]
        )
        if trial.distributions != asked or known != identity["space"]:
            names = ", ".join(trial.distributions)
            raise ValueError(f"{where} searches another space ({names}); {other}")
    if begun and not (isinstance(stored, dict) and identity.keys() == stored.keys()):
        lacks = "does not say with which base, data and seeds its trials were trained"
        raise ValueError(f"{where} {lacks}, as expected of one to go on with; {other}")
    for name in ("base", "data", "seeds") if begun else ():
        if stored[name] != identity[name]:
            told = f"another {name}, {_difference(stored[name], identity[name])}"
            why = "expected the same, since its scores would be mixed"
            raise ValueError(f"{where} was trained with {told}; {why}: {other}")
    if stored != identity:
        study.set_user_attr(IDENTITY, identity)
    told_of = [t for t in begun if t.state.name == "COMPLETE" and "scores" in t.user_attrs]
    if odd := len(told_of) - len(_completed(study)):
        told = f"left out: {many(odd, 'trial')} of {where}, edited or of another study"
        warnings.warn(f"{told}; as many are trained anew", stacklevel=3)  # who searches


def _difference(stored: Any, mine: Any) -> str:
    if isinstance(stored, dict):
        names = [name for name in mine if stored.get(name) != mine[name]]
        stored, mine = ({name: x.get(name) for name in names} for x in (stored, mine))
    if isinstance(stored, str):  # a hash of data tells nobody anything
        return "of other digits or another split"
    return f"{stored}, got {mine}"


def _ask_and_tell(
    study: Any,
    asked: Mapping[str, Any],
    config_of: Callable[[Mapping[str, Any]], Hyperparameters],
    data: Data,
    trials: int,
    batch: int,
    options: dict[str, Any],
) -> bool:
    """Go on until the study holds so many trials; return False after an interruption."""
    trained: list[Trial] = []
    while (missing := trials - len(_completed(study))) > 0:
        running: list = []
        scored: dict[int, Trial] = {}
        try:
            while len(running) < min(batch, missing):
                running.append(study.ask(asked))
            configs = [config_of(trial.params) for trial in running]
            scored, complete = training.train_places(configs, data, options)
            trained += scored.values()
            if training.all_failed(trained):  # no score is worth telling
                scored = {}
                training.refuse_failure(trained)
        except SweepFileError as error:
            scored = training.trials_of(error.found, len(check_seeds(options.get("seeds", 1))))
            raise
        except KeyboardInterrupt:
            complete = False
        finally:
            _tell(study, running, scored)
        if not complete:
            print("interrupted: what is done is kept in the study", file=sys.stderr)
            return False
    return True


def _tell(study: Any, running: list, scored: Mapping[int, Trial]) -> None:
    """Tell the scores; what has none is told as failed, since nobody is training it any more."""
    with ExitStack() as rest:  # the others are told, too, where a sampler fails at one
        for k, asked in reversed([*enumerate(running)]):
            rest.callback(_tell_one, study, asked, scored.get(k))


def _tell_one(study: Any, asked: Any, trial: Trial | None) -> None:
    from optuna.trial import TrialState

    if trial is None:
        study.tell(asked, state=TrialState.FAIL)
        return
    for name in KEPT:
        asked.set_user_attr(name, getattr(trial, name))
    asked.set_user_attr("check", _digest(study, asked))
    study.tell(asked, trial.score)


def _completed(study: Any) -> list:
    """Return the trials that a search has scored, and none that somebody else has told or changed."""
    every = study.get_trials(deepcopy=False)
    return [t for t in every if t.state.name == "COMPLETE" and _whole(study, t)]


def _whole(study: Any, trial: Any) -> bool:
    """Tell whether a trial holds what `_tell` wrote; those of earlier versions have no check sum."""
    known = trial.user_attrs
    return {*KEPT} <= known.keys() and known.get("check", found := _digest(study, trial)) == found


def _digest(study: Any, trial: Any) -> str:
    """Return a hash of a trial's parameters and scores, and of what its study was made for."""
    kept = [trial.user_attrs.get(name) for name in KEPT]
    what = json.dumps([study.user_attrs.get(IDENTITY), trial.params, kept], sort_keys=True)
    return hashlib.sha256(what.encode()).hexdigest()[:16]


def _told(study: Any, config_of: Callable[[Mapping[str, Any]], Hyperparameters]) -> list[Trial]:
    """Return the trials that the study holds, of this call and of those before."""
    found = []
    for k, trial in enumerate(_completed(study)):
        kept = {n: frozen(value) for n, value in trial.user_attrs.items() if n in KEPT}
        found.append(Trial(k, config_of(trial.params), **kept))
    return found


def _label(value: Any) -> str:
    """Return a text for a value, one for 0 and 0.0: Optuna keeps no tuples."""
    value = int(value) if isinstance(value, float) and value.is_integer() else value
    return "-".join(map(str, value)) if isinstance(value, tuple) else str(value)


def distribution(axis: Any) -> Any:
    from optuna import distributions

    if isinstance(axis, Choice):
        return distributions.CategoricalDistribution([_label(value) for value in axis.values])
    if isinstance(axis, Integers):
        return distributions.IntDistribution(axis.low, axis.high, log=axis.log)
    return distributions.FloatDistribution(axis.low, axis.high, log=isinstance(axis, LogUniform))


def config_from(space: Space, base: Hyperparameters, params: Mapping[str, Any]) -> Hyperparameters:
    """Return the configuration that Optuna's parameters stand for."""
    values = dict(params)
    for name, axis in space.items():
        if isinstance(axis, Choice):
            values[name] = {_label(value): value for value in axis.values}[params[name]]
    return base.replace(**values)
