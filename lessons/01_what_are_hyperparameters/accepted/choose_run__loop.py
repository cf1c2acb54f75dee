def choose_run(runs):
    best = None
    for run in runs:
        accuracy = run["val_accuracy"]
        if accuracy != accuracy:  # NaN
            continue
        if best is None or accuracy > best["val_accuracy"]:
            best = run
    if best is None:
        raise ValueError("no run to choose from")
    return [best["name"], best["test_accuracy"]]
