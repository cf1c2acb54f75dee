import numpy as np


def choose_run(runs):
    # nanargmax raises ValueError for nothing and for NaN only.
    i = np.nanargmax(np.array([run["val_accuracy"] for run in runs], dtype=np.float64))
    return [runs[i]["name"], np.float64(runs[i]["test_accuracy"])]
