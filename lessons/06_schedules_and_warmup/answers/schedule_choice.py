# %% right: a cosine with a short warm-up
schedule_choice = {"lr": 0.05, "schedule": "cosine", "warmup": 0.1, "epochs": 3, "predicted_accuracy": 0.89}

# %% right: between two rates that were tried
import numpy

tried = numpy.array([0.02, 0.06])
accuracies = numpy.array([0.88, 0.89])
schedule_choice = dict(
    lr=float(numpy.sqrt(tried[0] * tried[1])),
    schedule="linear",
    warmup=0,
    epochs=numpy.int64(3),
    predicted_accuracy=accuracies.mean(),
)

# %% right: one cycle has its own warm-up
schedule_choice = {}
schedule_choice["schedule"] = "one_cycle"
schedule_choice["warmup"] = 0.0
schedule_choice["lr"] = 0.04
schedule_choice["epochs"] = 3
schedule_choice["predicted_accuracy"] = 0.88

# %% wrong: the default
# misconception: A rate that reads most digits is good enough, and patience does the rest.
# caught by: accuracy on new seeds and digits
# caught by: epochs until training stops
schedule_choice = {"lr": 0.1, "schedule": "constant", "warmup": 0, "epochs": 8, "predicted_accuracy": 0.72}

# %% wrong: fewer epochs and nothing else
# misconception: The number of epochs can be cut without touching the schedule.
# caught by: accuracy on new seeds and digits
# caught by: epochs until training stops
schedule_choice = {"lr": 0.1, "schedule": "constant", "warmup": 0, "epochs": 3, "predicted_accuracy": 0.81}

# %% wrong: accurate and as long as before
# misconception: The best accuracy is worth any number of epochs.
# caught by: epochs until training stops
schedule_choice = {"lr": 0.04, "schedule": "cosine", "warmup": 0.1, "epochs": 8, "predicted_accuracy": 0.9}

# %% wrong: a single epoch
# misconception: With a schedule one epoch is enough.
# caught by: accuracy on new seeds and digits
# caught by: epochs until training stops
schedule_choice = {"lr": 0.04, "schedule": "cosine", "warmup": 0.1, "epochs": 1, "predicted_accuracy": 0.82}

# %% wrong: a calm rate, made to fall
# misconception: A small constant rate is calm, and under a schedule it is calm and good.
# caught by: accuracy on new seeds and digits
# caught by: epochs until training stops
schedule_choice = {"lr": 0.005, "schedule": "cosine", "warmup": 0.1, "epochs": 3, "predicted_accuracy": 0.84}

# %% wrong: a schedule for any rate
# misconception: A falling rate makes every peak harmless.
# caught by: accuracy on new seeds and digits
# caught by: epochs until training stops
schedule_choice = {"lr": 0.3, "schedule": "cosine", "warmup": 0, "epochs": 3, "predicted_accuracy": 0.6}

# %% wrong: half of the run is warm-up
# misconception: The more warm-up, the safer, and what is safe is good.
# caught by: accuracy on new seeds and digits
# caught by: epochs until training stops
schedule_choice = {"lr": 0.01, "schedule": "exponential", "warmup": 0.5, "epochs": 2, "predicted_accuracy": 0.8}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
schedule_choice = {"lr": 0.04, "schedule": "cosine", "warmup": 0.1, "epochs": 3, "predicted_accuracy": 89}

# %% wrong: warm-up in steps
# misconception: A warm-up is a number of steps.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: epochs until training stops
# caught by: predicted_accuracy
schedule_choice = {"lr": 0.04, "schedule": "cosine", "warmup": 20, "epochs": 3, "predicted_accuracy": 0.89}

# %% wrong: training accuracy
# misconception: New digits are read as well as those that were trained on.
# caught by: predicted_accuracy
schedule_choice = {"lr": 0.04, "schedule": "cosine", "warmup": 0.1, "epochs": 3, "predicted_accuracy": 0.98}

# %% wrong: chosen on the test digits
# misconception: The test digits may choose the schedule.
# caught by: every entry is there and in its range
schedule_choice = {
    "lr": 0.04,
    "schedule": "cosine",
    "warmup": 0.1,
    "epochs": 3,
    "predicted_accuracy": 0.89,
    "test_accuracy": 0.89,
}

# %% wrong: another optimizer
# misconception: What is fixed may be changed where it helps.
# caught by: every entry is there and in its range
schedule_choice = {
    "lr": 0.04,
    "schedule": "cosine",
    "warmup": 0.1,
    "epochs": 3,
    "predicted_accuracy": 0.89,
    "optimizer": "adamw",
}
