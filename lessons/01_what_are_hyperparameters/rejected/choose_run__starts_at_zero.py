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
