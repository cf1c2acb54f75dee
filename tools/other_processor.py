"""Run the lessons as other processors would, and show every compared line that comes out otherwise.

    python -m tools.other_processor                        every lesson under every setting
    python -m tools.other_processor 10 11 --settings MKL   two lessons under one setting
    python -m tools.other_processor --seeds 5-9            how far claims hold for other seeds

Processors round differently: they add in another order, with or without fused operations.  A claim that
tips over is a knife-edge, and `make test` fails on a machine of another maker.  Each setting takes other
code paths of torch's three libraries, or puts the rounding errors in by hand.  What cells without the tag
`nbval-ignore-output` show is compared with solutions/.
"""

from __future__ import annotations

import argparse
import dataclasses
import difflib
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import torch
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

import hyperlib as h
from tools.build_notebooks import KEEP_TAG, ROOT, LessonError, execute, read_lesson, select, strip

WIDTH = 100  # of a shown line; reports of checks are compared as HTML, too


@dataclasses.dataclass(frozen=True)
class Setting:
    """A processor to stand in for."""

    meaning: str
    threads: int  # of torch, in place of what the lesson sets
    onednn: bool | None = None  # where large products of a sweep go; None: as usual
    variables: dict[str, str] = dataclasses.field(default_factory=dict)  # choose code paths
    noise: int | None = None  # seed of rounding errors in the digits


ATEN = {"ATEN_CPU_CAPABILITY": "default"}
MKL = {"MKL_CBWR": "COMPATIBLE"}
ONEDNN = {"ONEDNN_MAX_CPU_ISA": "AVX2"}
# Each library alone, then all together; with one thread and two, with oneDNN's path off and on.  The last
# two stand for processors with code paths that cannot be chosen here.
SETTINGS = {
    "here": Setting("this processor as it is", 2),
    "ATen": Setting("ATen without vector units, products by MKL", 2, False, ATEN),
    "MKL": Setting("MKL without AVX, products by MKL, one thread", 1, False, MKL),
    "oneDNN": Setting("oneDNN without AVX-512, products by oneDNN, one thread", 1, True, ONEDNN),
    "old": Setting("all three, products by MKL, one thread", 1, False, ATEN | MKL | ONEDNN),
    "old-2": Setting("all three, products by oneDNN", 2, True, ATEN | MKL | ONEDNN),
    "noise-1": Setting("rounding errors in the digits", 2, noise=1),
    "noise-2": Setting("other rounding errors in the digits", 2, noise=2),
}


def first_cell(setting: Setting, first_seed: int) -> str:
    """Return the code that a kernel runs before the lesson, so that it runs as it is asked to."""
    lines = ["import hyperlib.sweeps.matmul", "from tools import other_processor"]
    if setting.onednn is not None:
        lines.append(f"hyperlib.sweeps.matmul._quicker = {setting.onednn}")
    if setting.noise is not None:
        lines.append(f"other_processor.nearly_the_same_digits({setting.noise})")
    if first_seed:
        lines.append(f"other_processor.raise_seeds({first_seed})")
    return "\n".join(lines)


def nearly_the_same_digits(seed: int) -> None:
    """Let `h.load_mnist` return digits with an error of at most one unit in the last place."""
    load = h.load_mnist
    draw = torch.Generator().manual_seed(seed)

    def with_error(x: torch.Tensor) -> torch.Tensor:
        errors = torch.randint(-1, 2, x.shape, generator=draw) * torch.finfo(x.dtype).eps
        return (x * (1 + errors)).clamp(max=1)  # a blank pixel stays 0

    def load_with_errors(**arguments):
        data = load(**arguments)
        parts = {name: with_error(getattr(data, name)) for name in ("X_train", "X_val", "X_test")}
        return dataclasses.replace(data, **parts)

    vars(h).update(load_mnist=load_with_errors)


def raise_seeds(by: int) -> None:
    """Let torch add `by` to every seed that it gets.

    So first weights, the order of digits, dropout and wrong labels are drawn anew.  The digits and the
    tables that were measured beforehand stay.
    """

    class Generator(torch.Generator):
        def manual_seed(self, seed: int) -> torch.Generator:
            return super().manual_seed(seed + by)

    manual_seed = torch.manual_seed
    vars(torch).update(Generator=Generator, manual_seed=lambda seed: manual_seed(seed + by))


def run_under(lesson: NotebookNode, setting: Setting, first_seed: int = 0) -> NotebookNode:
    """Return the lesson, executed as `setting` says; cells keep their ids."""
    notebook = nbformat.from_dict(lesson)
    threads = f"torch.set_num_threads({setting.threads})"
    for cell in notebook.cells:
        cell.source = re.sub(r"torch\.set_num_threads\(\d+\)", threads, cell.source)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(first_cell(setting, first_seed)))
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    variables = {**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": str(setting.threads)}
    with tempfile.TemporaryDirectory() as folder:
        execute(notebook, Path(folder), timeout=3600, env=variables | setting.variables)
    del notebook.cells[0]
    strip(notebook)
    return notebook


def compared(notebook: NotebookNode) -> dict[str, list[str]]:
    """Return the lines of each cell whose output is compared: cell id -> lines."""
    found = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and KEEP_TAG not in cell.metadata.get("tags", []):
            texts = []
            for output in cell.outputs:
                data = output.get("data", {})
                texts += [output["text"]] if "text" in output else [data[k] for k in sorted(data)]
            found[cell.id] = "\n".join(texts).splitlines()
    return found


def differences(stored: NotebookNode, again: NotebookNode) -> Iterator[tuple[int, str]]:
    """Yield each line that is gone (with "-") or new (with "+"), after the number of its cell.

    Raises
    ------
    LessonError
        If the stored notebook is not of this lesson.
    """
    before, now = compared(stored), compared(again)
    if before.keys() != now.keys():
        raise LessonError("the stored notebook has other cells; run `make notebooks` first")
    for number, cell in enumerate(stored.cells):
        lines = difflib.unified_diff(
            before.get(cell.id, []), now.get(cell.id, []), lineterm="", n=0
        )
        yield from ((number, line) for line in lines if not line.startswith(("---", "+++", "@@")))


def examine(path: Path, name: str, first_seed: int) -> int:
    """Run a lesson under a setting, print what differs, and return in how many lines.

    A lesson that raises counts as one line, and the others are examined all the same.
    """
    since = time.monotonic()
    stored = nbformat.read(ROOT / "solutions" / path.stem / f"{path.stem}.ipynb", as_version=4)
    try:
        again = run_under(read_lesson(path), SETTINGS[name], first_seed)
    except CellExecutionError as error:
        print(f"  {path.stem}: raised {error.ename}: {error.evalue}", flush=True)
        return 1
    found = list(differences(stored, again))
    print(f"  {path.stem}: {time.monotonic() - since:.0f} s", flush=True)
    for number, line in found:
        print(f"    cell {number}: {line[:WIDTH]}", flush=True)
    return sum(line.startswith("+") for _, line in found)


def first_of(text: str) -> int:
    """Return the first seed of a range such as 5-9."""
    found = re.fullmatch(r"(\d+)-(\d+)", text)
    if not found or int(found[2]) - int(found[1]) != 4:
        raise argparse.ArgumentTypeError(
            f"got {text!r}; expected 5 seeds in a row, as the lessons use; try 5-9"
        )
    return int(found[1])


def main(argv: list[str] | None = None) -> int:
    """Examine the lessons that are asked for and print a table; return 1 where a line differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lessons", nargs="*", help="beginnings of lesson names, such as 01")
    known, meant = ", ".join(SETTINGS), "other seeds, on this processor unless settings are named"
    parser.add_argument("--settings", nargs="+", choices=SETTINGS, metavar="NAME", help=known)
    parser.add_argument("--seeds", type=first_of, default=0, metavar="5-9", help=meant)
    options = parser.parse_args(argv)
    names = options.settings or (["here"] if options.seeds else list(SETTINGS))
    counts: dict[tuple[Path, str], int] = {}
    since = time.monotonic()
    try:
        paths = select(options.lessons)
        for name in names:
            print(f"\n{name}: {SETTINGS[name].meaning}", flush=True)
            counts |= {(path, name): examine(path, name, options.seeds) for path in paths}
    except LessonError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"\n{'lines that differ':<36}" + "".join(f"{name:>9}" for name in names))
    for path in paths:
        print(f"{path.stem:<36}" + "".join(f"{counts[path, name]:>9}" for name in names))
    print(f"\n{(time.monotonic() - since) / 60:.0f} minutes")
    return int(any(counts.values()))


if __name__ == "__main__":
    sys.exit(main())
