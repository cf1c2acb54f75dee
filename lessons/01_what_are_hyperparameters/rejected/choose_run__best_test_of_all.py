# misconception: The best name is chosen on validation, but the best test accuracy of all runs is reported.
# caught by: chosen by validation, reported on test
# caught by: other runs
# caught by: the first of equals
# caught by: diverged runs
def choose_run(runs):
    good = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    if not good:
        raise ValueError("no run")
    best = max(good, key=lambda r: r["val_accuracy"])
    return [best["name"], max(r["test_accuracy"] for r in runs)]
