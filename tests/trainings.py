"""What the bank's answers to labs give when trained, kept: the tests need not train all of them each time.

    python -m tests.trainings           # trains all of them and writes tests/trainings.json
    python -m tests.trainings 05 16     # only those of these lessons; the others stay

Judging the bank's answers to labs takes over a thousand trainings, a quarter of an hour of one processor core.
So `kept` lets the trainings of grading look into a table first.  The digits are made as they are for a learner,
and what is looked up is their hash, with configuration and seed: what changes in an answer, in a lab's digits
or in the seeds is trained.  The table holds for one state of the code that trains; when that changes, a test
says so, and all is trained until the table is written anew.  One training of each lab, drawn anew with each
state of the code, is always done and compared.  Right answers of all labs are trained on the whole way from
notebook to gradebook in tests/test_autograde.py, which knows nothing of this table.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import random
import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import grimp
import torch

from hypergrader import capstone, labs
from hypergrader.bank.exercise import Exercise, load_lessons
from hypergrader.bank.judge import examine
from hyperlib.capstone import Capstone
from hyperlib.data import Data
from hyperlib.hyperparameters import Hyperparameters

ROOT = Path(__file__).resolve().parents[1]
TABLE = Path(__file__).with_name("trainings.json")
TRAINS = ("hyperlib.labs.runs", "hyperlib.labs.limits")
train, train_again = labs.train_and_test, capstone.again.__wrapped__


def code() -> str:
    """Return the fingerprint of the code that decides what a training on given digits gives."""
    graph = grimp.build_graph("hyperlib", cache_dir=None)
    modules = {*TRAINS}.union(*map(graph.find_upstream_modules, TRAINS))
    digest = hashlib.sha256((ROOT / "constraints.txt").read_bytes())
    for module in sorted(modules):
        digest.update(ROOT.joinpath(*module.split(".")).with_suffix(".py").read_bytes())
    for function in (train, train_again):
        digest.update(inspect.getsource(function).encode())
    return digest.hexdigest()[:16]


def key(digits: Data, config: Hyperparameters, seed: int, what: str) -> str:
    """Return what a training is looked up by.

    Of pixels a weighted sum counts, to six digits: where digits are turned, processors differ in the last bit.
    """
    digest = hashlib.sha256(f"{what} {config!r} {seed}".encode())
    for part in ("train", "val", "test"):
        X, y = getattr(digits, f"X_{part}"), getattr(digits, f"y_{part}")
        weights = torch.arange(X.numel()).remainder(1009)
        digest.update(f"{tuple(X.shape)} {(X.double().flatten() * weights).sum():.6g}".encode())
        digest.update(y.contiguous().numpy().tobytes())
    return digest.hexdigest()[:16]


class Kept:
    """Trainings that are looked up, and done only where there is nothing to look up.

    Attributes
    ----------
    asked : dict
        Key -> what the training gave, of all that were asked for.
    trained : int
        How many of them the table lacked.
    compared : dict
        Key -> what the table says and what the training gives now, of those in `sample`.
    """

    def __init__(self, table: dict[str, list], sample: set[str]):
        self.table, self.sample = table, sample
        self.asked: dict[str, list] = {}
        self.compared: dict[str, tuple[list, list]] = {}
        self.trained = 0

    def look_up(self, name: str, train: Any, *arguments: Any) -> list:
        """Return what a training gave, or gives."""
        if name in self.asked:
            return self.asked[name]
        found = self.table.get(name)
        if found is None or name in self.sample:
            now = list(train(*arguments))
            if found is None:
                found, self.trained = now, self.trained + 1
            else:
                self.compared[name] = (found, now)
        self.asked[name] = found
        return found

    def train_and_test(self, config: Hyperparameters, data: Data, seed: int) -> labs.Trained:
        """Stand in for the function of `hypergrader.labs`."""
        return labs.Trained(*self.look_up(key(data, config, seed, ""), train, config, data, seed))

    def again(self, task: Capstone, config: Hyperparameters, seed: int) -> tuple[float, ...]:
        """Stand in for the function of `hypergrader.capstone`."""
        name = key(task._digits, config, seed, "again")
        return tuple(self.look_up(name, train_again, task, config, seed))


@contextmanager
def kept(table: dict[str, list], sample: set[str]) -> Iterator[Kept]:
    """Let labs be graded with a table of trainings."""
    caches = (labs.trained, capstone._graded, capstone.again)
    for cache in caches:
        cache.cache_clear()
    found = Kept(table, sample)
    with (
        patch.object(labs, "train_and_test", found.train_and_test),
        patch.object(capstone, "train_and_test", found.train_and_test),
        patch.object(capstone, "again", found.again),
    ):
        yield found
    for cache in caches:
        cache.cache_clear()


def read() -> dict[str, Any]:
    """Return the state of the code that the table holds for, and lab -> key -> what its training gave."""
    return json.loads(TABLE.read_text(encoding="utf-8"))


def drawn(of_one_lab: dict[str, list], words: str) -> str:
    """Return the key of one training that is always done.

    One with at least the lab's median accuracy: near divergence another processor's rounding decides.
    """
    median = statistics.median(found[0] for found in of_one_lab.values())
    calm = sorted(name for name, found in of_one_lab.items() if found[0] >= median)
    return random.Random(words).choice(calm)


def name_of(one: Exercise) -> str:
    """Return the name under which the trainings of an exercise stand."""
    return f"{one.number} {one.name}"


def main(numbers: Sequence[str]) -> None:
    """Train all answers of the bank to the labs, and write the table."""
    exercises = load_lessons(ROOT / "lessons")
    now, before = code(), read()
    trainings = before["trainings"] if numbers else {}
    if numbers and before["code"] != now:
        sys.exit("The code that trains has changed: run python -m tests.trainings without numbers.")
    for one in exercises:
        if one.lab is not None and (not numbers or one.number in numbers):
            with kept({}, set()) as found:
                examine(one, exercises, mutate_answers=False)
            trainings[name_of(one)] = dict(sorted(found.asked.items()))
            print(f"{name_of(one)}: {len(found.asked)} trainings", flush=True)
    rows = [
        f" {json.dumps(lab)}: {{\n"
        + ",\n".join(f"  {json.dumps(name)}: {json.dumps(found)}" for name, found in rows.items())
        + "\n }"
        for lab, rows in sorted(trainings.items())
    ]
    text = f'{{"code": "{now}", "trainings": {{\n' + ",\n".join(rows) + "\n}}\n"
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
