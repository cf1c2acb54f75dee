"""Measure the tables of hyperlib/measured, which explorers and the search lessons read.

python -m tools.make_tables              both tables, about ten minutes on two cores
python -m tools.make_tables model        one of them

What is done is kept in a file beside the table, so that an interrupted call goes on.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import itertools
import sys
from pathlib import Path

import hyperlib as h
from hyperlib.measured import GRIDS, MEASURES, SEEDS, configuration

FOLDER = Path(__file__).resolve().parents[1] / "hyperlib" / "measured"


def points(name: str) -> list[dict]:
    """Return every point of a table; the last axis varies fastest."""
    axes = GRIDS[name][1]
    return [dict(zip(axes, values, strict=True)) for values in itertools.product(*axes.values())]


def measure(name: str) -> list[list[str]]:
    """Train every point of a table with every seed; return its rows."""
    data = h.load_mnist()
    rows: dict[int, list[list[str]]] = {}
    where = points(name)
    trained = [configuration(name, point) for point in where]
    for n_train in sorted({n for _, n in trained}):
        here = [k for k, (_, n) in enumerate(trained) if n == n_train]
        found = h.sweep(
            [trained[k][0] for k in here],
            data.subset(n_train),
            seeds=SEEDS,
            file=FOLDER / f"{name}.jsonl",
            progress=True,
        )
        if not found.complete:
            sys.exit("call again to go on")
        for lane in found.lanes:
            k = here[lane.configuration]
            for epoch in lane.history:
                values = [*where[k].values(), lane.seed, epoch.epoch]
                # Of 1,000 validation digits: three places are exact.
                numbers = [f"{epoch.train_accuracy:.4g}", f"{epoch.val_loss:.4g}"]
                numbers.append(f"{epoch.val_accuracy:.3f}")
                rows.setdefault(k, []).append([*map(str, values), *numbers])
    return [row for k in sorted(rows) for row in rows[k]]


def write(name: str, rows: list[list[str]]) -> Path:
    """Write a table; the same rows give the same bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*GRIDS[name][1], "seed", "epoch", *MEASURES])
    writer.writerows(rows)
    path = FOLDER / f"{name}.csv.gz"
    path.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", nargs="?", choices=GRIDS, help="both if left out")
    asked = parser.parse_args().name
    for name in [asked] if asked else GRIDS:
        path = write(name, measure(name))
        (FOLDER / f"{name}.jsonl").unlink()
        print(f"wrote {path.name}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
