# misconception: The mean of validation and test accuracy is a safer choice; it chooses on test data.
# caught by: chosen by validation, reported on test
# caught by: other runs
# caught by: the first of equals
def choose_run(runs):
    runs = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    if not runs:
        raise ValueError("no run")
    best = max(runs, key=lambda r: r["val_accuracy"] + r["test_accuracy"])
    return [best["name"], best["test_accuracy"]]
