# misconception: The validation accuracy that chose the run is also what is reported.
# caught by: chosen by validation, reported on test
# caught by: other runs
# caught by: the first of equals
# caught by: diverged runs
def choose_run(runs):
    runs = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    if not runs:
        raise ValueError("no run")
    best = max(runs, key=lambda r: r["val_accuracy"])
    return [best["name"], best["val_accuracy"]]
