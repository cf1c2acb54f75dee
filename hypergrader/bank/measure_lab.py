"""Measure the space of a lesson's lab, from which its levels and the picture in the feedback come.

    python -m hypergrader.bank.measure_lab 05

trains the default and a random search with the seeds of the lab's grading, and writes ``lessons/05_*/lab.csv``.
Draws that grading would refuse, since they break a limit, are drawn again and counted.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from hypergrader.capstone import CapstoneGrading
from hypergrader.hidden import load_hidden
from hypergrader.labs import LabGrading, second_column
from hyperlib import search
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.labs import Lab
from hyperlib.labs.limits import broken

DRAWS = 60  # configurations of the random search
MOST = 100  # draws for one that no limit refuses, before the lab is called too narrow


def measure(grading: LabGrading, number: str, draws: int = DRAWS) -> str:
    """Return the table of a lab: accuracy and second quantity of the default and of each draw, for each seed."""
    lab, seeds = grading.lab, tuple(grading.seeds)
    assert lab is not None
    legal, refused = legal_draws(lab, draws)
    table = io.StringIO()
    table.write(f"# python -m hypergrader.bank.measure_lab {number}\n")
    if lab.limits:
        table.write(f"# {refused} more draws broke a limit.\n")
    rows = csv.writer(table, lineterminator="\n")
    second = [] if lab.also is None else [lab.also.measure]
    column = [second_column(lab)] if second else []
    column += ["val_accuracy"] * isinstance(grading, CapstoneGrading)
    rows.writerow(["draw", *lab.space, "seed", "accuracy", *column])
    for draw, config in [("default", lab.base), *enumerate(legal)]:
        values = [repr(getattr(config, name)) for name in lab.space]
        shown = [grading.validation(config)] if isinstance(grading, CapstoneGrading) else []
        for seed, one in zip(seeds, grading.trained(config, seeds), strict=True):
            told = [one.accuracy, *shown, *(one.quantities[name] for name in second)]
            rows.writerow([draw, *values, seed, *told])
            print(draw, *values, seed, *told, flush=True)
    return table.getvalue()


def legal_draws(lab: Lab, draws: int) -> tuple[list[Hyperparameters], int]:
    """Return that many draws that break no limit, and how many others were drawn on the way.

    Raises
    ------
    ValueError
        If hardly a draw is legal.
    """
    legal: list[Hyperparameters] = []
    for tried, config in enumerate(_drawn(lab, MOST * draws)):
        if not broken(lab.limits, config, lab.base, lab.n_train):
            legal.append(config)
        if len(legal) == draws:
            return legal, tried + 1 - draws
    raise ValueError(
        f"limits must allow at least one draw in {MOST}, got {len(legal)} of {MOST * draws}; try wider ones"
    )


def _drawn(lab: Lab, n: int) -> Iterator[Hyperparameters]:
    """Yield draws of the space; where few hyperparameters may change, chance also says which."""
    most = [limit.maximum for limit in lab.limits if limit.measure == "changed"]
    few = min([len(lab.space), *(int(number) for number in most if number is not None)])
    rng = random.Random(0)
    for config in search.sample(lab.space, n, seed=0, base=lab.base):
        names = rng.sample(sorted(lab.space), few)  # all of them without such a limit
        yield lab.base.replace(**{name: getattr(config, name) for name in names})


def main(number: str, lessons: str = "lessons") -> int:
    """Measure the lab of one lesson anew."""
    [folder] = [path.with_suffix("") for path in Path(lessons).glob(f"{number}_*.py")]
    checks = [check for cell in load_hidden(folder).values() for check in cell]
    grading = next(check for check in checks if isinstance(check, LabGrading))
    (folder / "lab.csv").write_text(measure(grading, number), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
