"""Keep outcomes in a file, one line of JSON for each lane, so that a sweep can go on later.

A line holds a configuration, a seed, what was measured and the outcome; its key is a hash of all but the outcome,
and of the data.  Lines are only added at the end.  Whatever else happened to the file (a crash, a full disk,
another program), a line that is not whole is left out with a warning, and its lane is trained again.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import math
import os
import warnings
from collections.abc import Iterator, Sequence
from io import FileIO
from pathlib import Path
from typing import Any

from hyperlib.arguments import check_seed, check_size, many
from hyperlib.data import Data
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.sweeps.lanes import Measure, Outcome
from hyperlib.training import Epoch

try:
    import fcntl
except ImportError:  # on Windows: there one file is for one process at a time
    fcntl = None  # type: ignore[assignment]

FORMAT = 1
BEGINNING = b'{"format": 1, "key": "'  # of each line


class Record:
    """Read and write the file of a sweep.

    Parameters
    ----------
    path : Path
        The file need not exist; its folder must.
    data : Data
        What the lanes are trained on.

    Raises
    ------
    ValueError
        If the folder is missing, or the file holds something else than a sweep.
    """

    def __init__(self, path: Path, data: Data):
        self.path, self.data = path, fingerprint(data)
        # By value, as configurations are equal: 0 is 0.0, whichever the file spells.
        self.found: dict[tuple[Hyperparameters, int], dict[Measure, Outcome]] = {}
        if not path.parent.is_dir():
            raise ValueError(f"file must lie in a folder that exists, got {path}; make it first")
        if path.exists() and not path.is_file():  # to read a device may never end
            better = str(path / "sweep.jsonl") if path.is_dir() else "sweep.jsonl"
            raise ValueError(f"file must be no folder or device, got {path}; try {better!r}")
        if path.exists():
            self._read()

    def _read(self) -> None:
        with open(self.path, "rb", buffering=0) as file, _locked(file):
            lines = file.readall().split(b"\n")
        whole, torn = 0, dict[int, Exception]()
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                config, seed, measure, outcome, of_these_data = self._parse(line)
            except (ValueError, LookupError, TypeError, RecursionError) as wrong:
                torn[number] = wrong
                continue
            whole += 1
            if of_these_data:
                self.found.setdefault((config, seed), {})[measure] = outcome
        if torn and not whole and not _begun(lines):
            number, error = next(iter(torn.items()))
            told = f"line {number} of {self.path} is not a line of a sweep ({error})"
            raise ValueError(f"{told}; try another file name") from error
        if torn:
            few = ", ".join(map(str, list(torn)[:5])) + ", ..." * (len(torn) > 5)
            warnings.warn(
                f"left out of {self.path}: {len(torn)} of its {many(whole + len(torn), 'line')}, which cannot "
                f"be read (line {few}): {next(iter(torn.values()))}; what they held is trained again "
                "where it is asked for",
                stacklevel=4,  # the caller of `sweep`
            )

    def _parse(self, line: bytes) -> tuple[Hyperparameters, int, Measure, Outcome, bool]:
        """Return what a line holds, and whether it belongs to the data; raise if it is not whole."""
        kept = json.loads(line)
        if kept["format"] != FORMAT:
            raise ValueError(f"format {kept['format']}")
        if kept.pop("check", None) not in (None, _digest(kept)):  # older lines have none
            raise ValueError("its check sum is wrong")
        measure = Measure()
        if "measure" in kept:
            measure = Measure(kept["measure"][0] == "each epoch", tuple(kept["measure"][1]))
        history = tuple(
            Epoch(check_size("epoch", epoch), *map(_number, rest))
            for epoch, *rest in kept["history"]
        )
        if [epoch.epoch for epoch in history] != list(range(1, len(history) + 1)):
            raise ValueError("its epochs are not in order")
        outcome = Outcome(history, bool(kept["diverged"]), str(kept["reason"]))
        key = _key(kept["config"], kept["seed"], self.data, kept.get("measure"))
        config, seed = Hyperparameters(**kept["config"]), check_seed("seed", kept["seed"])
        if len(history) > config.epochs or (len(history) < config.epochs and not outcome.reason):
            raise ValueError(f"it holds {len(history)} of {many(config.epochs, 'epoch')}")
        return config, seed, measure, outcome, key == kept["key"]

    def find(self, config: Hyperparameters, seed: int, measure: Measure) -> Outcome | None:
        """Return what the file holds of a lane that was measured at least so much."""
        outcomes = self.found.get((config, seed), {})
        if measure in outcomes:
            outcomes = {measure: outcomes[measure]} | outcomes
        for known, outcome in outcomes.items():
            if known.covers(measure) and outcome.history:  # a failure is tried again
                return outcome
        return None

    def append(
        self,
        configs: Sequence[Hyperparameters],
        seed: int,
        measure: Measure,
        outcomes: Sequence[Outcome | None],
    ) -> None:
        """Add a line for each outcome, all of them or none; raise OSError if that fails."""
        text = "".join(
            self._line(config, seed, measure, outcome)
            for config, outcome in zip(configs, outcomes, strict=True)
            if outcome is not None
        )
        rest = memoryview(text.encode())
        with open(self.path, "a+b", buffering=0) as file, _locked(file):
            size = drop_torn_end(file)
            try:
                while rest:
                    rest = rest[file.write(rest) :]
                os.fsync(file.fileno())
            except OSError:
                with contextlib.suppress(OSError):  # leave no half of a line
                    file.truncate(size)
                raise

    def _line(self, config: Hyperparameters, seed: int, measure: Measure, outcome: Outcome) -> str:
        fields = config.written()
        # What was measured is written only where it is not all, as in files of earlier versions.
        how = ["each epoch" if measure.each_epoch else "last epoch", measure.parts]
        partly = {} if measure == Measure() else {"measure": how}
        line: dict[str, Any] = {
            "format": FORMAT,
            "key": _key(fields, seed, self.data, partly.get("measure")),
            "seed": seed,
            "config": fields,
            **partly,
            "history": [[*map(_word, dataclasses.astuple(epoch))] for epoch in outcome.history],
            "diverged": outcome.diverged,
            "reason": outcome.reason,
        }
        return json.dumps(line | {"check": _digest(line)}, allow_nan=False) + "\n"


def _key(fields: dict, seed: int, data: str, measure: Sequence | None) -> str:
    what = [fields, seed, data, *([measure] if measure else [])]
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()


def _digest(line: dict) -> str:
    return hashlib.sha256(json.dumps(line).encode()).hexdigest()[:16]


def _begun(lines: list[bytes]) -> bool:
    """Tell whether some line begins like one of a sweep, the last one as far as it goes."""
    end = lines[-1]
    half = end != b"" and BEGINNING.startswith(end)
    return half or any(line.startswith(BEGINNING) for line in lines)


def drop_torn_end(file: FileIO) -> int:
    """End the last line, or cut off its beginning, left by a writer that was killed; return the size."""
    size = file.seek(0, os.SEEK_END)
    if size:
        file.seek(size - 1)
        if file.read(1) != b"\n":
            file.seek(0)
            begun = file.readall().rfind(b"\n") + 1
            file.seek(begun)
            try:
                json.loads(file.readall())
                size += file.write(b"\n")
            except ValueError:
                size = file.truncate(begun)
    return size


@contextlib.contextmanager
def _locked(file: FileIO) -> Iterator[None]:
    """Keep other processes from reading and writing until the file is closed."""
    if fcntl is not None:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(file, fcntl.LOCK_EX)
    yield


def _word(value: float) -> float | str:
    """Return NaN and infinity, which JSON does not know, as words."""
    return value if math.isfinite(value) else str(value)


def _number(value: float | str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError(f"{value!r} is not a number")
    return float(value) if isinstance(value, str) else value


def fingerprint(data: Data) -> str:
    """Return a hash of what training reads: training and validation examples, the number of classes."""
    digest = hashlib.sha256()
    for part in (data.X_train, data.y_train, data.X_val, data.y_val):
        digest.update(str(tuple(part.shape)).encode())
        digest.update(part.detach().contiguous().numpy().tobytes())
    seen = int(max(data.y_train.max(), data.y_val.max())) + 1
    if data.n_output > seen:  # a class that only the test digits have widens the network
        digest.update(str(data.n_output).encode())
    return digest.hexdigest()
