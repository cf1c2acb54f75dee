# misconception: A diverged run has the accuracy 0; where all diverged, one of them is chosen.
# caught by: diverged runs
import math


def choose_run(runs):
    if not runs:
        raise ValueError("no run")
    best = max(runs, key=lambda r: 0.0 if math.isnan(r["val_accuracy"]) else r["val_accuracy"])
    return [best["name"], best["test_accuracy"]]
