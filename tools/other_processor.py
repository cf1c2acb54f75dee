"""Run the lessons as other processors would, and show every compared line that comes out otherwise.

    python -m tools.other_processor                        every lesson under every setting
    python -m tools.other_processor 10 11 --settings MKL   two lessons under one setting
    python -m tools.other_processor --seeds 5-9            how far claims hold for other seeds

Processors round differently: they add in another order, with or without fused operations.  A
claim that tips over is a knife-edge, and `make test` fails on a machine of another maker.  Each
setting takes other code paths of torch's three libraries, or puts the rounding errors in by hand.
What cells without the tag `nbval-ignore-output` print is compared with solutions/.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from tools.build_notebooks import KEEP_TAG, ROOT, LessonError, execute, read_lesson, select, strip

SHARED_SEEDS = 5  # lessons count over seeds 0 to 4
WIDTH = 100  # of a shown line; checks are shown as HTML, too


@dataclass(frozen=True)
class Setting:
    """A processor to stand in for.

    Attributes
    ----------
    meaning : str
        What is different, for the reader of the table.
    threads : int
        Threads of torch, in place of what the lesson sets.
    onednn : bool or None
        Whether large products of a sweep go to oneDNN; None: to the quicker library, as usual.
    variables : dict
        Environment variables that choose code paths of ATen, MKL and oneDNN.
    noise : int or None
        Seed of rounding errors that are put into the digits, one unit in the last place.
    """

    meaning: str
    threads: int
    onednn: bool | None = None
    variables: dict[str, str] = field(default_factory=dict)
    noise: int | None = None


ATEN = {"ATEN_CPU_CAPABILITY": "default"}
MKL = {"MKL_CBWR": "COMPATIBLE"}
ONEDNN = {"ONEDNN_MAX_CPU_ISA": "AVX2"}
# Each library alone, then all together; each of them with one thread or two and with oneDNN's path
# off or on, so that all pairs of these occur.  The last two stand for processors with code paths
# that cannot be chosen here.
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
    lines = ["from tools.other_processor import nearly_the_same_digits, raise_seeds"]
    if setting.onednn is not None:
        lines += [
            "import hyperlib.sweeps.matmul",
            f"hyperlib.sweeps.matmul._quicker = {setting.onednn}",
        ]
    if setting.noise is not None:
        lines += [f"nearly_the_same_digits({setting.noise})"]
    if first_seed:
        lines += [f"raise_seeds({first_seed})"]
    return "\n".join(lines)


def nearly_the_same_digits(seed: int) -> None:
    """Let `h.load_mnist` return digits with an error of at most one unit in the last place."""
    import dataclasses

    import torch

    import hyperlib as h

    load = h.load_mnist
    draw = torch.Generator().manual_seed(seed)

    def with_error(x: torch.Tensor) -> torch.Tensor:
        errors = torch.randint(-1, 2, x.shape, generator=draw) * torch.finfo(x.dtype).eps
        return (x * (1 + errors)).clamp(max=1)  # a blank pixel stays 0

    def load_with_errors(**arguments):
        data = load(**arguments)
        parts = {name: with_error(getattr(data, name)) for name in ("X_train", "X_val", "X_test")}
        return dataclasses.replace(data, **parts)

    h.load_mnist = load_with_errors


def with_threads(source: str, threads: int) -> str:
    """Return a cell's source with another number of threads."""
    return re.sub(r"torch\.set_num_threads\(\d+\)", f"torch.set_num_threads({threads})", source)


def raise_seeds(by: int) -> None:
    """Let torch add `by` to every seed that it gets.

    So first weights, the order of digits, dropout and wrong labels are drawn anew.  The digits and
    the tables that were measured beforehand stay.
    """
    import torch

    class Generator(torch.Generator):
        def manual_seed(self, seed: int) -> torch.Generator:
            return super().manual_seed(seed + by)

    manual_seed = torch.manual_seed
    vars(torch).update(Generator=Generator, manual_seed=lambda seed: manual_seed(seed + by))


def run_under(lesson: NotebookNode, setting: Setting, first_seed: int = 0) -> NotebookNode:
    """Return the lesson, executed as `setting` says; cells keep their ids."""
    notebook = nbformat.from_dict(lesson)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = with_threads(cell.source, setting.threads)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(first_cell(setting, first_seed)))
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
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


def differences(stored: NotebookNode, again: NotebookNode) -> Iterator[tuple[str, str]]:
    """Yield each line that is gone (with "-") or new (with "+"), after the number of its cell.

    Raises
    ------
    LessonError
        If the stored notebook is not of this lesson.
    """
    before, now = compared(stored), compared(again)
    if before.keys() != now.keys():
        raise LessonError("the stored notebook has other cells; run `make notebooks` first")
    numbers = {cell.id: str(number) for number, cell in enumerate(stored.cells)}
    for cell, lines in now.items():
        for line in difflib.unified_diff(before[cell], lines, lineterm="", n=0):
            if not line.startswith(("---", "+++", "@@")):
                yield numbers[cell], line


def examine(paths: list[Path], names: list[str], first_seed: int) -> dict[tuple[str, str], int]:
    """Run lessons under settings, print what differs; return (lesson, setting) -> lines."""
    counts = {}
    for name in names:
        print(f"\n{name}: {SETTINGS[name].meaning}", flush=True)
        for path in paths:
            since = time.monotonic()
            stored = ROOT / "solutions" / path.stem / f"{path.stem}.ipynb"
            again = run_under(read_lesson(path), SETTINGS[name], first_seed)
            found = list(differences(nbformat.read(stored, as_version=4), again))
            counts[path.stem, name] = sum(line.startswith("+") for _, line in found)
            print(f"  {path.stem}: {time.monotonic() - since:.0f} s", flush=True)
            for cell, line in found:
                print(f"    cell {cell}: {line[:WIDTH]}", flush=True)
    return counts


def table(counts: dict[tuple[str, str], int]) -> str:
    """Return the table of lessons and settings: how many lines came out otherwise."""
    names = list(dict.fromkeys(name for _, name in counts))
    rows = [f"{'lines that differ':<36}" + "".join(f"{name:>9}" for name in names)]
    for slug in dict.fromkeys(slug for slug, _ in counts):
        rows.append(f"{slug:<36}" + "".join(f"{counts[slug, name]:>9}" for name in names))
    return "\n".join(rows)


def first_of(text: str) -> int:
    """Return the first seed of a range such as 5-9."""
    found = re.fullmatch(r"(\d+)-(\d+)", text)
    if not found or int(found[2]) - int(found[1]) != SHARED_SEEDS - 1:
        raise argparse.ArgumentTypeError(
            f"got {text!r}; expected {SHARED_SEEDS} seeds in a row, as the lessons use; try 5-9"
        )
    return int(found[1])


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lessons", nargs="*", help="beginnings of lesson names, such as 01")
    parser.add_argument("--settings", nargs="+", choices=list(SETTINGS), metavar="NAME",
                        help=f"which processors: {', '.join(SETTINGS)}")  # fmt: skip
    parser.add_argument("--seeds", type=first_of, default=0, metavar="5-9",
                        help="other seeds, on this processor unless settings are named")  # fmt: skip
    options = parser.parse_args(argv)
    names = options.settings or (["here"] if options.seeds else list(SETTINGS))
    since = time.monotonic()
    try:
        counts = examine(select(options.lessons), names, options.seeds)
    except LessonError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"\n{table(counts)}\n\n{(time.monotonic() - since) / 60:.0f} minutes")
    return 1 if any(counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
