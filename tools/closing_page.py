"""Write docs/closing_page.html, to print at the end of the course: python -m tools.closing_page

What to tune next, what each hyperparameter was worth in the measured tables, where to start and what to
search, and what a symptom may mean: from the library's ranges, its tables and the lessons' own cards.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import numpy as np
from markupsafe import Markup, escape

import hyperlib as h
from hyperlib.ranges import RANGES
from tools.take_away import ROOT, all_cards, plain

PAGE = ROOT / "docs" / "closing_page.html"
TEMPLATE = Path(__file__).with_suffix(".html.j2")
# Where the other hyperparameters stand while one varies: the starts of `RANGES` that the tables hold.
STARTS: dict[str, dict[str, Any]] = {
    "model": {
        "activation": "relu",
        "optimizer": "adam",
        "depth": 2,
        "width": 64,
        "batch_size": 64,
        "lr": 0.001,
    },
    "regularization": {
        "n_train": 1000,
        "dropout": 0.0,
        "l1": 0.0,
        "weight_decay": 0.0,
        "lr": 0.001,
    },
}
# Axis -> its name on the page; the learning rate is shown once, from the first table.
NAMES = {
    "lr": "learning rate (Adam)",
    "optimizer": "optimizer, rate unchanged",
    "activation": "activation",
    "width": "neurons per layer",
    "batch_size": "batch size, rate unchanged",
    "depth": "hidden layers",
    "n_train": "training digits",
    "dropout": "dropout rate",
    "l1": "L1 penalty",
    "weight_decay": "L2 penalty",
}


class Worth(NamedTuple):
    """Validation accuracies, means over the seeds, while one hyperparameter takes the values of a table."""

    name: str
    start: str
    best: str  # its value, and the worst one
    worst: str
    at_start: float
    at_best: float
    at_worst: float

    @property
    def span(self) -> float:
        """Return how far apart the best and the worst value are."""
        return self.at_best - self.at_worst


def worths() -> list[Worth]:
    """Return what each hyperparameter of the tables is worth alone, the largest span first."""
    found = {}
    for table_name, starts in STARTS.items():
        table = h.load_table(table_name)
        for axis, start in starts.items():
            if axis in found:
                continue
            line = table.select(**{name: v for name, v in starts.items() if name != axis})
            last = np.nan_to_num(line.val_accuracy[..., -1], nan=0.1)  # diverged: at chance
            values, means = table.axes[axis], last.mean(axis=1)
            best, worst = int(means.argmax()), int(means.argmin())
            found[axis] = Worth(
                NAMES[axis],
                start=plain(start),
                best=plain(values[best]),
                worst=plain(values[worst]),
                at_start=float(means[values.index(start)]),
                at_best=float(means[best]),
                at_worst=float(means[worst]),
            )
    return sorted(found.values(), key=lambda worth: -worth.span)


def page() -> str:
    """Return the text of the page."""
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["code"] = lambda text: Markup(
        "".join(
            f"<code>{part}</code>" if k % 2 else str(part)
            for k, part in enumerate(str(escape(text)).split("`"))
        )
    )
    text = environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        worths=worths(), ranges=RANGES, plain=plain, cards=all_cards()
    )
    return text + "\n"


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
