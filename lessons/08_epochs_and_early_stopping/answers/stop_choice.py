# %% right: watched, then fixed
stop_choice = {"lr": 0.002, "epochs": 6, "patience": 0, "predicted_accuracy": 0.82}

# %% right: a rate between two that were tried
import numpy

tried = numpy.array([0.001, 0.003])
accuracies = numpy.array([0.83, 0.82])
stop_choice = dict(
    lr=float(numpy.sqrt(tried[0] * tried[1])),
    epochs=int(numpy.int64(6)),
    patience=numpy.int64(3),
    predicted_accuracy=accuracies.mean(),
)

# %% right: an ample patience and a last epoch
stop_choice = {}
stop_choice["epochs"] = 6
stop_choice["patience"] = 10
stop_choice["lr"] = 0.0018
stop_choice["predicted_accuracy"] = 0.84

# %% wrong: the default
# misconception: A run that was trained long enough need not be stopped.
# caught by: accuracy on new seeds and digits
# caught by: epochs until training stops
stop_choice = {"lr": 0.01, "epochs": 30, "patience": 0, "predicted_accuracy": 0.65}

# %% wrong: a patience of 0 stops at once
# misconception: The smaller the patience, the sooner the run stops, so 0 stops soonest.
# caught by: accuracy on new seeds and digits
# caught by: epochs until training stops
stop_choice = {"lr": 0.001, "epochs": 30, "patience": 0, "predicted_accuracy": 0.78}

# %% wrong: safe is free
# misconception: A long patience costs nothing, since the best weights come back.
# caught by: epochs until training stops
stop_choice = {"lr": 0.0003, "epochs": 30, "patience": 10, "predicted_accuracy": 0.83}

# %% wrong: one epoch
# misconception: The fewer epochs the better, as wrong labels are learned in each of them.
# caught by: accuracy on new seeds and digits
# caught by: epochs until training stops
stop_choice = {"lr": 0.001, "epochs": 1, "patience": 1, "predicted_accuracy": 0.42}

# %% wrong: a large rate is fast
# misconception: A larger rate reaches the same place in fewer epochs.
# caught by: accuracy on new seeds and digits
# caught by: epochs until training stops
stop_choice = {"lr": 0.06, "epochs": 8, "patience": 2, "predicted_accuracy": 0.25}

# %% wrong: a small rate is careful
# misconception: A small rate does not learn wrong labels, so smaller is better.
# caught by: accuracy on new seeds and digits
# caught by: epochs until training stops
stop_choice = {"lr": 0.00003, "epochs": 30, "patience": 5, "predicted_accuracy": 0.63}

# %% wrong: what repaired the first run
# misconception: The number of epochs that repaired one run is the best one for another.
# caught by: epochs until training stops
stop_choice = {"lr": 0.001, "epochs": 8, "patience": 0, "predicted_accuracy": 0.82}

# %% wrong: training accuracy
# misconception: What is reproduced of the training labels is read of new digits.
# caught by: predicted_accuracy
stop_choice = {"lr": 0.002, "epochs": 6, "patience": 2, "predicted_accuracy": 0.66}

# %% wrong: accuracy of clean labels
# misconception: Wrong training labels do not matter, as long as the run stops early.
# caught by: predicted_accuracy
stop_choice = {"lr": 0.002, "epochs": 6, "patience": 2, "predicted_accuracy": 0.95}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
stop_choice = {"lr": 0.002, "epochs": 6, "patience": 2, "predicted_accuracy": 82}

# %% wrong: half an epoch
# misconception: Epochs may be averaged.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: epochs until training stops
# caught by: predicted_accuracy
stop_choice = {"lr": 0.002, "epochs": 7.5, "patience": 2, "predicted_accuracy": 0.82}

# %% wrong: the budget is the run
# misconception: The budget of all runs is the number of epochs to hand in.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: epochs until training stops
# caught by: predicted_accuracy
stop_choice = {"lr": 0.002, "epochs": 90, "patience": 5, "predicted_accuracy": 0.82}

# %% wrong: chosen on the test digits
# misconception: The test digits may choose the epoch.
# caught by: every entry is there and in its range
stop_choice = {"lr": 0.002, "epochs": 6, "patience": 2, "predicted_accuracy": 0.82, "test_accuracy": 0.82}

# %% wrong: another network
# misconception: A larger network may be handed in for the one of the lab.
# caught by: every entry is there and in its range
stop_choice = {"lr": 0.002, "epochs": 6, "patience": 2, "predicted_accuracy": 0.82, "n_neurons": [256]}
