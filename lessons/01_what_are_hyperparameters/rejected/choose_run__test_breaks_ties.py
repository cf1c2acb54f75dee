# misconception: Among runs with equal validation accuracy the test accuracy may decide; it still leaks.
# caught by: the first of equals
def choose_run(runs):
    runs = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    if not runs:
        raise ValueError("no run")
    best = max(runs, key=lambda r: (r["val_accuracy"], r["test_accuracy"]))
    return [best["name"], best["test_accuracy"]]
