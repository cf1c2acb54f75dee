import math


def choose_run(runs):
    # max() raises ValueError for an empty list, and keeps the first of equals.
    candidates = [r for r in runs if not math.isnan(r["val_accuracy"])]
    chosen = max(candidates, key=lambda r: r["val_accuracy"])
    return chosen["name"], chosen["test_accuracy"]
