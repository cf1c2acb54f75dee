"""Measure the space of a lesson's lab, from which its levels and the picture in the feedback come.

    python -m hypergrader.bank.measure_lab 05

trains the default and a random search with the seeds of the lab's grading, and writes ``lessons/05_*/lab.csv``.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from hypergrader.hidden import load_hidden
from hypergrader.labs import LabGrading, accuracies
from hyperlib import search

DRAWS = 60  # configurations of the random search


def measure(grading: LabGrading, number: str) -> str:
    """Return the table of a lab: accuracy of the default and of each draw, for each seed."""
    lab, seeds = grading.lab, tuple(grading.seeds)
    assert lab is not None
    table = io.StringIO()
    table.write(f"# python -m hypergrader.bank.measure_lab {number}\n")
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(["draw", *lab.space, "seed", "accuracy"])
    drawn = search.sample(lab.space, DRAWS, seed=0, base=lab.base)
    for draw, config in [("default", lab.base), *enumerate(drawn)]:
        values = [repr(getattr(config, name)) for name in lab.space]
        measured = accuracies(config, lab.n_train, seeds)
        for seed, accuracy in zip(seeds, measured, strict=True):
            rows.writerow([draw, *values, seed, accuracy])
        print(draw, *values, measured, flush=True)
    return table.getvalue()


def main(number: str, lessons: str = "lessons") -> int:
    """Measure the lab of one lesson anew."""
    [folder] = [path.with_suffix("") for path in Path(lessons).glob(f"{number}_*.py")]
    checks = [check for cell in load_hidden(folder).values() for check in cell]
    grading = next(check for check in checks if isinstance(check, LabGrading))
    (folder / "lab.csv").write_text(measure(grading, number), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
