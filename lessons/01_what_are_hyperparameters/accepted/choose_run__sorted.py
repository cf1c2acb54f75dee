import math


def choose_run(table):
    rows = [row for row in table if math.isfinite(row["val_accuracy"])]
    if len(rows) == 0:
        raise ValueError("every run diverged, or there is none")
    ranked = sorted(rows, key=lambda row: -row["val_accuracy"])
    return [ranked[0]["name"], ranked[0]["test_accuracy"]]
