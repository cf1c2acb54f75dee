# %% right: loop
def choose_run(runs):
    best = None
    for run in runs:
        accuracy = run["val_accuracy"]
        if accuracy != accuracy:  # NaN
            continue
        if best is None or accuracy > best["val_accuracy"]:
            best = run
    if best is None:
        raise ValueError("no run to choose from")
    return [best["name"], best["test_accuracy"]]


# %% right: max of finite
import math


def choose_run(runs):
    # max() raises ValueError for an empty list, and keeps the first of equals.
    candidates = [r for r in runs if not math.isnan(r["val_accuracy"])]
    chosen = max(candidates, key=lambda r: r["val_accuracy"])
    return chosen["name"], chosen["test_accuracy"]


# %% right: numpy
import numpy as np


def choose_run(runs):
    # nanargmax raises ValueError for nothing and for NaN only.
    i = np.nanargmax(np.array([run["val_accuracy"] for run in runs], dtype=np.float64))
    return [runs[i]["name"], np.float64(runs[i]["test_accuracy"])]


# %% right: sorted
import math


def choose_run(table):
    rows = [row for row in table if math.isfinite(row["val_accuracy"])]
    if len(rows) == 0:
        raise ValueError("every run diverged, or there is none")
    ranked = sorted(rows, key=lambda row: -row["val_accuracy"])
    return [ranked[0]["name"], ranked[0]["test_accuracy"]]


# %% right: torch
import torch


def choose_run(runs):
    if not runs:
        raise ValueError("no runs")
    validation = torch.tensor([run["val_accuracy"] for run in runs], dtype=torch.float64)
    if validation.isnan().all():
        raise ValueError("all runs diverged")
    validation = validation.nan_to_num(nan=-1.0)
    chosen = runs[int((validation == validation.max()).nonzero()[0])]
    return [chosen["name"], torch.tensor(chosen["test_accuracy"])]


# %% wrong: all diverged not thought of
# misconception: A list that is not empty has a run to choose; where all diverged, an IndexError is raised.
# caught by: diverged runs
def choose_run(runs):
    if not runs:
        raise ValueError("no run")
    good = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    ranked = sorted(good, key=lambda r: r["val_accuracy"], reverse=True)
    return [ranked[0]["name"], ranked[0]["test_accuracy"]]


# %% wrong: best test of all
# misconception: The best name is chosen on validation, but the best test accuracy of all runs is reported.
# caught by: chosen by validation, reported on test
# caught by: other runs
# caught by: the first of equals
# caught by: diverged runs
def choose_run(runs):
    good = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    if not good:
        raise ValueError("no run")
    best = max(good, key=lambda r: r["val_accuracy"])
    return [best["name"], max(r["test_accuracy"] for r in runs)]


# %% wrong: cleans the callers runs
# misconception: NaN may be overwritten in the runs themselves, because only the result counts.
# caught by: diverged runs
def choose_run(runs):
    for run in runs:
        if run["val_accuracy"] != run["val_accuracy"]:
            run["val_accuracy"] = float("-inf")
    if all(run["val_accuracy"] == float("-inf") for run in runs):
        raise ValueError("no run")
    best = max(runs, key=lambda r: r["val_accuracy"])
    return [best["name"], best["test_accuracy"]]


# %% wrong: empty is none
# misconception: Where there is nothing to choose, None is returned and nobody is told.
# caught by: choose_run([])
# caught by: diverged runs
def choose_run(runs):
    runs = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    if not runs:
        return None
    best = max(runs, key=lambda r: r["val_accuracy"])
    return [best["name"], best["test_accuracy"]]


# %% wrong: last of equals
# misconception: `>=` and `>` choose the same run; with `>=` the last of equals wins.
# caught by: the first of equals
def choose_run(runs):
    best = None
    for run in runs:
        if run["val_accuracy"] != run["val_accuracy"]:
            continue
        if best is None or run["val_accuracy"] >= best["val_accuracy"]:
            best = run
    if best is None:
        raise ValueError("no run")
    return [best["name"], best["test_accuracy"]]


# %% wrong: lowest
# misconception: Accuracy is compared as if it were a loss, so the lowest wins.
# caught by: chosen by validation, reported on test
# caught by: other runs
# caught by: the first of equals
# caught by: diverged runs
def choose_run(runs):
    runs = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    if not runs:
        raise ValueError("no run")
    best = min(runs, key=lambda r: r["val_accuracy"])
    return [best["name"], best["test_accuracy"]]


# %% wrong: mean of both
# misconception: The mean of validation and test accuracy is a safer choice; it chooses on test data.
# caught by: chosen by validation, reported on test
# caught by: other runs
# caught by: the first of equals
def choose_run(runs):
    runs = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    if not runs:
        raise ValueError("no run")
    best = max(runs, key=lambda r: r["val_accuracy"] + r["test_accuracy"])
    return [best["name"], best["test_accuracy"]]


# %% wrong: name only
# misconception: The name of the chosen run is all that is reported.
# caught by: chosen by validation, reported on test
# caught by: other runs
# caught by: the first of equals
# caught by: diverged runs
def choose_run(runs):
    runs = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    if not runs:
        raise ValueError("no run")
    return max(runs, key=lambda r: r["val_accuracy"])["name"]


# %% wrong: nan compared
# misconception: NaN is found with `== float("nan")`; NaN is equal to nothing, so nothing is left out.
# caught by: diverged runs
def choose_run(runs):
    runs = [r for r in runs if not r["val_accuracy"] == float("nan")]
    if not runs:
        raise ValueError("no run")
    best = max(runs, key=lambda r: r["val_accuracy"])
    return [best["name"], best["test_accuracy"]]


# %% wrong: nan is zero
# misconception: A diverged run has the accuracy 0; where all diverged, one of them is chosen.
# caught by: diverged runs
import math


def choose_run(runs):
    if not runs:
        raise ValueError("no run")
    best = max(runs, key=lambda r: 0.0 if math.isnan(r["val_accuracy"]) else r["val_accuracy"])
    return [best["name"], best["test_accuracy"]]


# %% wrong: nan last in sort
# misconception: Sorting puts NaN last; where it ends up depends on the order of the runs.
# caught by: diverged runs
def choose_run(runs):
    if not runs or all(r["val_accuracy"] != r["val_accuracy"] for r in runs):
        raise ValueError("no run")
    best = sorted(runs, key=lambda r: r["val_accuracy"], reverse=True)[0]
    return [best["name"], best["test_accuracy"]]


# %% wrong: nan not thought of
# misconception: `max()` passes over NaN; a NaN that comes first is never beaten.
# caught by: diverged runs
def choose_run(runs):
    if not runs:
        raise ValueError("no run")
    best = max(runs, key=lambda r: r["val_accuracy"])
    return [best["name"], best["test_accuracy"]]


# %% wrong: reports validation
# misconception: The validation accuracy that chose the run is also what is reported.
# caught by: chosen by validation, reported on test
# caught by: other runs
# caught by: the first of equals
# caught by: diverged runs
def choose_run(runs):
    runs = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    if not runs:
        raise ValueError("no run")
    best = max(runs, key=lambda r: r["val_accuracy"])
    return [best["name"], best["val_accuracy"]]


# %% wrong: selects on test
# misconception: The run with the best test accuracy is the best run; choosing on test data leaks.
# caught by: chosen by validation, reported on test
# caught by: other runs
# caught by: the first of equals
def choose_run(runs):
    runs = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    if not runs:
        raise ValueError("no run")
    best = max(runs, key=lambda r: r["test_accuracy"])
    return [best["name"], best["test_accuracy"]]


# %% wrong: sorts the callers list
# misconception: `list.sort()` works on a copy; it reorders the caller's list.
# caught by: chosen by validation, reported on test
# caught by: other runs
# caught by: the first of equals
# caught by: diverged runs
def choose_run(runs):
    if not runs or all(r["val_accuracy"] != r["val_accuracy"] for r in runs):
        raise ValueError("no run")
    runs.sort(key=lambda r: -1 if r["val_accuracy"] != r["val_accuracy"] else r["val_accuracy"],
              reverse=True)
    return [runs[0]["name"], runs[0]["test_accuracy"]]


# %% wrong: starts at zero
# misconception: The search starts at an accuracy of 0, so a run with 0 is never chosen.
# caught by: other runs
def choose_run(runs):
    best, best_accuracy = None, 0.0
    for run in runs:
        if run["val_accuracy"] > best_accuracy:
            best, best_accuracy = run, run["val_accuracy"]
    if best is None:
        raise ValueError("no run")
    return [best["name"], best["test_accuracy"]]


# %% wrong: test breaks ties
# misconception: Among runs with equal validation accuracy the test accuracy may decide; it still leaks.
# caught by: the first of equals
def choose_run(runs):
    runs = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    if not runs:
        raise ValueError("no run")
    best = max(runs, key=lambda r: (r["val_accuracy"], r["test_accuracy"]))
    return [best["name"], best["test_accuracy"]]


# %% wrong: ties by name
# misconception: Runs with the same score are sorted by name.
# caught by: the first of equals
def choose_run(runs):
    import math

    finished = [run for run in runs if not math.isnan(run["val_accuracy"])]
    if not finished:
        raise ValueError("none")
    best = min(finished, key=lambda run: (-run["val_accuracy"], run["name"]))
    return [best["name"], best["test_accuracy"]]


# %% wrong: one digit
# misconception: Scores that differ by less than a tenth are the same.
# caught by: other runs
def choose_run(runs):
    import math

    finished = [run for run in runs if not math.isnan(run["val_accuracy"])]
    if not finished:
        raise ValueError("none")
    best = max(finished, key=lambda run: round(run["val_accuracy"], 1))
    return [best["name"], best["test_accuracy"]]


# %% equivalent: solution
# left out: `if not finished: raise ValueError('expected at least one ...` -> `pass` | max() of an empty list raises ValueError itself.
# left out: `raise ValueError('expected at least one run that did not ...` -> `pass` | max() of an empty list raises ValueError itself.

# %% equivalent: torch
# left out: `if not runs: raise ValueError('no runs')` -> `pass` | isnan().all() of no numbers is True, so the next check raises the ValueError.
# left out: `raise ValueError('no runs')` -> `pass` | isnan().all() of no numbers is True, so the next check raises the ValueError.
# constant: `1.0` -> `2.0` | Any number below 0 is lower than every accuracy.
