# misconception: Sorting puts NaN last; where it ends up depends on the order of the runs.
# caught by: diverged runs
def choose_run(runs):
    if not runs or all(r["val_accuracy"] != r["val_accuracy"] for r in runs):
        raise ValueError("no run")
    best = sorted(runs, key=lambda r: r["val_accuracy"], reverse=True)[0]
    return [best["name"], best["test_accuracy"]]
