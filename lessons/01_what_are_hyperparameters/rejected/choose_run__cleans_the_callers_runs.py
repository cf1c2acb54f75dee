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
