# misconception: Where there is nothing to choose, None is returned and nobody is told.
# caught by: choose_run([])
# caught by: diverged runs
def choose_run(runs):
    runs = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    if not runs:
        return None
    best = max(runs, key=lambda r: r["val_accuracy"])
    return [best["name"], best["test_accuracy"]]
