# misconception: A list that is not empty has a run to choose; where all diverged, an IndexError is raised.
# caught by: diverged runs
def choose_run(runs):
    if not runs:
        raise ValueError("no run")
    good = [r for r in runs if r["val_accuracy"] == r["val_accuracy"]]
    ranked = sorted(good, key=lambda r: r["val_accuracy"], reverse=True)
    return [ranked[0]["name"], ranked[0]["test_accuracy"]]
