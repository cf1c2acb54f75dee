"""Compare the measured tables with what others have published: docs/published-facts.md.

python -m tools.check_facts
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

import hyperlib as h
from hyperlib.measured import Table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "published-facts.md"
# Error in percent of a fully connected network with so many labeled digits: row NN of Lee 2013, table 1,
# and of Kingma et al. 2014, table 1, after Weston et al. 2008.
PUBLISHED_ERRORS = {100: 25.81, 1000: 10.7, 3000: 6.04}
REPEATS = 10_000

HEAD = """\
# What others have measured, and what is measured here

Made by `python -m tools.check_facts` from the tables in [hyperlib/measured](../hyperlib/measured/README.md). Each section says what was published, what these tables say, and whether both agree.
Accuracies are on the 1,000 validation digits, means over 5 seeds.
"""


def final(table: Table) -> np.ndarray:
    """Return the validation accuracy after the last epoch; 0 where a run had diverged."""
    return np.nan_to_num(table.val_accuracy[..., -1])


def chosen(table: Table, **values) -> np.ndarray:
    """Return the final accuracy of each seed, with the learning rate that is best for the others.

    A learning rate chosen with the same seeds would favor the configuration with more luck.
    """
    accuracy = final(table.select(**values))  # lr, seed
    seeds = range(accuracy.shape[-1])
    return np.array([accuracy[np.delete(accuracy, s, axis=1).mean(1).argmax(), s] for s in seeds])


def errors() -> list[str]:
    """Compare the level of errors by number of digits."""
    model, regular = h.load_table("model"), h.load_table("regularization")
    lines = [
        "## Errors of small networks on few digits",
        "",
        "Lee (2013, table 1) and Kingma et al. (2014, table 1), after Weston et al. (2008), give the test error of a fully connected network without any pre-training or regularization, "
        "for a number of labeled digits. Here: the median configuration of the table without dropout and penalties, and the best tenth.",
        "",
        "| training digits | published error | middle of the table | best tenth begins at |",
        "| --- | --- | --- | --- |",
    ]
    near = []
    for n, published in PUBLISHED_ERRORS.items():
        if n == 1000:
            table = model.select(activation="relu", optimizer="adam")
        else:
            table = regular.select(n_train=n, dropout=0.0, l1=0.0, weight_decay=0.0)
        mean = 100 * (1 - final(table).mean(-1).flatten())
        middle, low = np.median(mean), np.quantile(mean, 0.1)
        near.append(abs(low - published) / published < 0.35)
        lines.append(f"| {n:,} | {published:.1f}% | {middle:.1f}% | {low:.1f}% |")
    verdict = "agree" if all(near) else "do not all agree"
    lines += ["", f"The best tenths and the published errors {verdict} within a third."]
    return lines


def dropout_and_decay() -> list[str]:
    """Compare dropout and weight decay with none, by number of digits."""
    table = h.load_table("regularization")
    none = {"dropout": 0.0, "l1": 0.0, "weight_decay": 0.0}
    lines = [
        "## Dropout and weight decay against the amount of data",
        "",
        "Srivastava et al. (2014, section 7.4 and figure 10) find on MNIST that dropout gains nothing with 100 and 500 digits, gains most at a size between, and less again with more. "
        "Krogh and Hertz (1992) show that weight decay helps where noise and few examples let a network overfit. "
        "Here: points of accuracy gained over no regularization, each with its best learning rate (chosen by the other four seeds), and in how many of 5 seeds it gained.",
        "",
        "| training digits | dropout 0.3 | dropout 0.5 | weight decay 0.001 | weight decay 0.01 |",
        "| --- | --- | --- | --- | --- |",
    ]
    gains, cases = 0, 0
    for n in table.axes["n_train"]:
        cells = []
        plain = chosen(table, n_train=n, **none)
        for change in (
            {"dropout": 0.3},
            {"dropout": 0.5},
            {"weight_decay": 1e-3},
            {"weight_decay": 0.01},
        ):
            gain = 100 * (chosen(table, n_train=n, **(none | change)) - plain)
            cells.append(f"{gain.mean():+.1f} ({(gain > 0).sum()} of 5)")
            gains, cases = gains + ((gain > 0).sum() >= 4), cases + 1
        lines.append(f"| {n:,} | {' | '.join(cells)} |")
    reproduced = "was reproduced" if gains > cases / 2 else "was not reproduced"
    lines += [
        "",
        f"Accuracy rose in at least 4 of 5 seeds in {gains} of {cases} cases: the published gain {reproduced} by this network in 20 epochs. "
        "The published networks have hidden layers of a thousand and more units and train far longer. This one drops units of three layers, the last of 32: lesson 10 shows that each dropped layer multiplies the noise, that narrow layers lose most, and that noise asks for more epochs. "
        "Lessons 10 and 11 find a gain with wide layers and wrong labels, where there is much to learn by heart that should not be.",
    ]
    return lines


def random_against_grid() -> list[str]:
    """Search the model table by a grid and at random, with as many trials."""
    table = h.load_table("model").select(activation="relu")
    accuracy = final(table).mean(-1)
    names = list(table.axes)[:-2]
    sizes = accuracy.shape
    rng = random.Random(0)
    # Which axes matter: how far the mean over all others moves along each.
    spread = {}
    for k, name in enumerate(names):
        along = accuracy.mean(tuple(i for i in range(len(sizes)) if i != k))
        spread[name] = 100 * (along.max() - along.min())
    lines = [
        "## Random search against a grid",
        "",
        "Bergstra and Bengio (2012): where few hyperparameters matter, random trials find better configurations than a grid with as many trials, since the grid tries few values of those few. "
        f"Here: the table with ReLU as a benchmark of {accuracy.size} configurations. How far the mean accuracy moves along each axis, in points: "
        + ", ".join(f"{name} {v:.1f}" for name, v in sorted(spread.items(), key=lambda x: -x[1]))
        + ".",
        "",
        f"Best accuracy found, mean of {REPEATS:,} repeats. A grid takes 2 or 3 values of each axis, drawn anew in each repeat; random search draws as many points.",
        "",
        "| trials | grid | random | random is better in | equal in |",
        "| --- | --- | --- | --- | --- |",
    ]
    holds: list[bool] = []
    for values in (2, 3):
        grid, drawn = [], []
        for _ in range(REPEATS):
            axes = [sorted(rng.sample(range(n), min(values, n))) for n in sizes]
            part = accuracy[np.ix_(*axes)]
            grid.append(part.max())
            points = [tuple(rng.randrange(n) for n in sizes) for _ in range(part.size)]
            drawn.append(max(accuracy[p] for p in points))
        better = np.mean(np.array(drawn) > np.array(grid))
        equal = np.mean(np.array(drawn) == np.array(grid))
        lines.append(
            f"| {part.size} | {100 * np.mean(grid):.2f}% | {100 * np.mean(drawn):.2f}% | {better:.0%} | {equal:.0%} of repeats |"
        )
        holds.append(bool(np.mean(drawn) > np.mean(grid) and better > 0.5))
    agrees: dict[tuple[bool, ...], str] = {
        (True, True): "agree with",
        (True, False): "agree for the smaller budget with",
    }
    lines += [
        "",
        f"These figures {agrees.get(tuple(holds), 'do not agree with')} the published result; with more than a third of all points tried, either way finds the best ones.",
    ]
    return lines


SOURCES = """\
## Sources

- J. Bergstra and Y. Bengio. Random Search for Hyper-Parameter Optimization. JMLR 13, 2012.
- D. P. Kingma, D. J. Rezende, S. Mohamed and M. Welling. Semi-supervised Learning with Deep Generative Models. NeurIPS 2014.
- A. Krogh and J. A. Hertz. A Simple Weight Decay Can Improve Generalization. NeurIPS 1991 (published 1992).
- D.-H. Lee. Pseudo-Label: The Simple and Efficient Semi-Supervised Learning Method for Deep Neural Networks. ICML 2013 workshop.
- N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever and R. Salakhutdinov. Dropout: A Simple Way to Prevent Neural Networks from Overfitting. JMLR 15, 2014.
- J. Weston, F. Ratle and R. Collobert. Deep Learning via Semi-Supervised Embedding. ICML 2008.
"""


def page() -> str:
    """Return the page."""
    parts = [errors(), dropout_and_decay(), random_against_grid()]
    return "\n".join([HEAD, *("\n".join(part) + "\n" for part in parts), SOURCES])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.name}")
