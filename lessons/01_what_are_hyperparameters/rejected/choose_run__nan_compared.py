# misconception: NaN is found with `== float("nan")`; NaN is equal to nothing, so nothing is left out.
# caught by: diverged runs
def choose_run(runs):
    runs = [r for r in runs if not r["val_accuracy"] == float("nan")]
    if not runs:
        raise ValueError("no run")
    best = max(runs, key=lambda r: r["val_accuracy"])
    return [best["name"], best["test_accuracy"]]
