# misconception: `list.sort()` works on a copy; it reorders the caller's list.
# caught by: chosen by validation, reported on test
# caught by: other runs
# caught by: the first of equals
# caught by: diverged runs
def choose_run(runs):
    if not runs or all(r["val_accuracy"] != r["val_accuracy"] for r in runs):
        raise ValueError("no run")
    runs.sort(key=lambda r: -1 if r["val_accuracy"] != r["val_accuracy"] else r["val_accuracy"],
              reverse=True)
    return [runs[0]["name"], runs[0]["test_accuracy"]]
