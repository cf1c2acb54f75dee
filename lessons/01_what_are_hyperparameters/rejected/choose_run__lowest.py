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
