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
