# %% right: the rate by short runs, then dropout at full length
capstone_choice = {
    "n_neurons": (128, 128),
    "weight_decay": 0.0005,
    "lr": 0.001,
    "batch_size": 20,
    "epochs": 25,
    "dropout": 0.65,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.675,
    "log": """
{"choice": {"n_neurons": [128, 128], "lr": 0.0003, "batch_size": 20, "epochs": 8, "dropout": 0.4, "weight_decay": 0.0005}, "seed": 0, "epochs": 8, "after": "29879c45"}
{"choice": {"n_neurons": [128, 128], "lr": 0.0003, "batch_size": 20, "epochs": 8, "dropout": 0.4, "weight_decay": 0.0005}, "seed": 0, "epochs": 8, "ended": true, "val_accuracy": 0.552, "train_accuracy": 0.5425, "after": "71e2f49d"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 8, "dropout": 0.4, "weight_decay": 0.0005}, "seed": 0, "epochs": 8, "after": "20e85507"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 8, "dropout": 0.4, "weight_decay": 0.0005}, "seed": 0, "epochs": 8, "ended": true, "val_accuracy": 0.676, "train_accuracy": 0.7175, "after": "133a89fe"}
{"choice": {"n_neurons": [128, 128], "lr": 0.003, "batch_size": 20, "epochs": 8, "dropout": 0.4, "weight_decay": 0.0005}, "seed": 0, "epochs": 8, "after": "d51fdd6b"}
{"choice": {"n_neurons": [128, 128], "lr": 0.003, "batch_size": 20, "epochs": 8, "dropout": 0.4, "weight_decay": 0.0005}, "seed": 0, "epochs": 8, "ended": true, "val_accuracy": 0.68, "train_accuracy": 0.7825, "after": "d4f47b0d"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 25, "dropout": 0.3, "weight_decay": 0.0005}, "seed": 0, "epochs": 25, "after": "9f268876"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 25, "dropout": 0.3, "weight_decay": 0.0005}, "seed": 0, "epochs": 25, "ended": true, "val_accuracy": 0.644, "train_accuracy": 0.95, "after": "15b8149d"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 25, "dropout": 0.65, "weight_decay": 0.0005}, "seed": 0, "epochs": 25, "after": "22ceb610"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 25, "dropout": 0.65, "weight_decay": 0.0005}, "seed": 0, "epochs": 25, "ended": true, "val_accuracy": 0.68, "train_accuracy": 0.77, "after": "b7bde8a3"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 25, "dropout": 0.65, "weight_decay": 0.0005}, "seed": 1, "epochs": 25, "after": "c5e47f9f"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 25, "dropout": 0.65, "weight_decay": 0.0005}, "seed": 1, "epochs": 25, "ended": true, "val_accuracy": 0.652, "train_accuracy": 0.76, "after": "66a8c1aa"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 25, "dropout": 0.65, "weight_decay": 0.0005}, "seed": 2, "epochs": 25, "after": "22794b0d"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 25, "dropout": 0.65, "weight_decay": 0.0005}, "seed": 2, "epochs": 25, "ended": true, "val_accuracy": 0.688, "train_accuracy": 0.7925, "after": "7d5cd0d6"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 25, "dropout": 0.65, "weight_decay": 0.0005}, "seeds": [0, 1, 2], "test_accuracies": [0.682, 0.664, 0.676], "after": "71c74973"}
""",
}

# %% right: large batches with a larger rate
capstone_choice = {
    "n_neurons": (128, 128),
    "weight_decay": 0.0001,
    "lr": 0.002,
    "batch_size": 100,
    "epochs": 25,
    "dropout": 0.5,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.685,
    "log": """
{"choice": {"n_neurons": [128], "lr": 0.002, "batch_size": 100, "epochs": 15, "dropout": 0.2, "weight_decay": 0.0001}, "seed": 0, "epochs": 15, "after": "29879c45"}
{"choice": {"n_neurons": [128], "lr": 0.002, "batch_size": 100, "epochs": 15, "dropout": 0.2, "weight_decay": 0.0001}, "seed": 0, "epochs": 15, "ended": true, "val_accuracy": 0.668, "train_accuracy": 0.8, "after": "aee1df3a"}
{"choice": {"n_neurons": [128], "lr": 0.002, "batch_size": 100, "epochs": 15, "dropout": 0.5, "weight_decay": 0.0001}, "seed": 0, "epochs": 15, "after": "1106e6e3"}
{"choice": {"n_neurons": [128], "lr": 0.002, "batch_size": 100, "epochs": 15, "dropout": 0.5, "weight_decay": 0.0001}, "seed": 0, "epochs": 15, "ended": true, "val_accuracy": 0.692, "train_accuracy": 0.7825, "after": "3998d125"}
{"choice": {"n_neurons": [128, 128], "lr": 0.0007, "batch_size": 100, "epochs": 25, "dropout": 0.5, "weight_decay": 0.0001}, "seed": 0, "epochs": 25, "after": "9b29ef2a"}
{"choice": {"n_neurons": [128, 128], "lr": 0.0007, "batch_size": 100, "epochs": 25, "dropout": 0.5, "weight_decay": 0.0001}, "seed": 0, "epochs": 25, "ended": true, "val_accuracy": 0.648, "train_accuracy": 0.6925, "after": "9eb8d793"}
{"choice": {"n_neurons": [128, 128], "lr": 0.002, "batch_size": 100, "epochs": 25, "dropout": 0.5, "weight_decay": 0.0001}, "seed": 0, "epochs": 25, "after": "b72b6603"}
{"choice": {"n_neurons": [128, 128], "lr": 0.002, "batch_size": 100, "epochs": 25, "dropout": 0.5, "weight_decay": 0.0001}, "seed": 0, "epochs": 25, "ended": true, "val_accuracy": 0.692, "train_accuracy": 0.8575, "after": "6c3e1da2"}
{"choice": {"n_neurons": [128, 128], "lr": 0.002, "batch_size": 100, "epochs": 25, "dropout": 0.5, "weight_decay": 0.0001}, "seed": 1, "epochs": 25, "after": "bcada5b8"}
{"choice": {"n_neurons": [128, 128], "lr": 0.002, "batch_size": 100, "epochs": 25, "dropout": 0.5, "weight_decay": 0.0001}, "seed": 1, "epochs": 25, "ended": true, "val_accuracy": 0.668, "train_accuracy": 0.8425, "after": "4a797a45"}
{"choice": {"n_neurons": [128, 128], "lr": 0.002, "batch_size": 100, "epochs": 25, "dropout": 0.5, "weight_decay": 0.0001}, "seed": 2, "epochs": 25, "after": "d837e9d9"}
{"choice": {"n_neurons": [128, 128], "lr": 0.002, "batch_size": 100, "epochs": 25, "dropout": 0.5, "weight_decay": 0.0001}, "seed": 2, "epochs": 25, "ended": true, "val_accuracy": 0.652, "train_accuracy": 0.8275, "after": "ca8c58fa"}
{"choice": {"n_neurons": [128, 128], "lr": 0.002, "batch_size": 100, "epochs": 25, "dropout": 0.5, "weight_decay": 0.0001}, "seeds": [0, 1, 2], "test_accuracies": [0.692, 0.696, 0.672], "after": "2ae2ae3a"}
""",
}

# %% right: two wide layers with much dropout from the start
capstone_choice = {
    "n_neurons": (128, 128),
    "lr": 0.001,
    "batch_size": 20,
    "epochs": 28,
    "dropout": 0.6,
    "weight_decay": 0.001,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.68,
    "log": """
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "29879c45"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "88f5be62"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "5e29373e"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.664, "train_accuracy": 0.8275, "after": "98f5dce7"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "after": "91f06a8c"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "ended": true, "val_accuracy": 0.692, "train_accuracy": 0.8375, "after": "7dd4ccb1"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "after": "227be768"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "ended": true, "val_accuracy": 0.672, "train_accuracy": 0.8325, "after": "b9e922b9"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seeds": [0, 1, 2], "test_accuracies": [0.67, 0.688, 0.662], "after": "0ca92ca2"}
""",
}

# %% wrong: the default
# misconception: The usual values of a colleague are good enough for any data.
# caught by: accuracy on new seeds and digits
capstone_choice = {
    "n_neurons": (32, 32),
    "lr": 0.0003,
    "batch_size": 50,
    "epochs": 10,
    "dropout": 0,
    "weight_decay": 1e-06,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.337,
    "log": """
{"choice": {"n_neurons": [32, 32], "lr": 0.0003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 0, "epochs": 10, "after": "29879c45"}
{"choice": {"n_neurons": [32, 32], "lr": 0.0003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 0, "epochs": 10, "ended": true, "val_accuracy": 0.244, "train_accuracy": 0.27, "after": "21300259"}
{"choice": {"n_neurons": [32, 32], "lr": 0.0003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 1, "epochs": 10, "after": "bc76a669"}
{"choice": {"n_neurons": [32, 32], "lr": 0.0003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 1, "epochs": 10, "ended": true, "val_accuracy": 0.46, "train_accuracy": 0.4725, "after": "a4fc4dbe"}
{"choice": {"n_neurons": [32, 32], "lr": 0.0003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 2, "epochs": 10, "after": "7afa080d"}
{"choice": {"n_neurons": [32, 32], "lr": 0.0003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 2, "epochs": 10, "ended": true, "val_accuracy": 0.332, "train_accuracy": 0.3425, "after": "8cb642c2"}
{"choice": {"n_neurons": [32, 32], "lr": 0.0003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seeds": [0, 1, 2], "test_accuracies": [0.25, 0.424, 0.338], "after": "49e0e897"}
""",
}

# %% wrong: one random search
# misconception: A few draws and the best of them is all that tuning is.
# caught by: accuracy on new seeds and digits
capstone_choice = {
    "n_neurons": (128,),
    "lr": 0.01334,
    "batch_size": 50,
    "epochs": 17,
    "dropout": 0.3573,
    "weight_decay": 4.443e-05,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.641,
    "log": """
{"choice": {"n_neurons": [32], "lr": 0.0004717, "batch_size": 20, "epochs": 9, "dropout": 0.3892, "weight_decay": 3.525e-06}, "seed": 0, "epochs": 9, "after": "29879c45"}
{"choice": {"n_neurons": [32], "lr": 0.0004717, "batch_size": 20, "epochs": 9, "dropout": 0.3892, "weight_decay": 3.525e-06}, "seed": 0, "epochs": 9, "ended": true, "val_accuracy": 0.496, "train_accuracy": 0.5575, "after": "0a9c82b8"}
{"choice": {"n_neurons": [128], "lr": 0.01334, "batch_size": 50, "epochs": 17, "dropout": 0.3573, "weight_decay": 4.443e-05}, "seed": 0, "epochs": 17, "after": "f6976937"}
{"choice": {"n_neurons": [128], "lr": 0.01334, "batch_size": 50, "epochs": 17, "dropout": 0.3573, "weight_decay": 4.443e-05}, "seed": 0, "epochs": 17, "ended": true, "val_accuracy": 0.636, "train_accuracy": 0.97, "after": "d642dc5a"}
{"choice": {"n_neurons": [32, 32], "lr": 0.001424, "batch_size": 20, "epochs": 8, "dropout": 0.4482, "weight_decay": 9.635e-06}, "seed": 0, "epochs": 8, "after": "7145bd74"}
{"choice": {"n_neurons": [32, 32], "lr": 0.001424, "batch_size": 20, "epochs": 8, "dropout": 0.4482, "weight_decay": 9.635e-06}, "seed": 0, "epochs": 8, "ended": true, "val_accuracy": 0.528, "train_accuracy": 0.5125, "after": "2b080b7a"}
{"choice": {"n_neurons": [32, 32], "lr": 0.01366, "batch_size": 100, "epochs": 30, "dropout": 0.6249, "weight_decay": 0.02419}, "seed": 0, "epochs": 30, "after": "8f005c74"}
{"choice": {"n_neurons": [32, 32], "lr": 0.01366, "batch_size": 100, "epochs": 30, "dropout": 0.6249, "weight_decay": 0.02419}, "seed": 0, "epochs": 30, "ended": true, "val_accuracy": 0.416, "train_accuracy": 0.3975, "after": "861c3747"}
{"choice": {"n_neurons": [128], "lr": 0.01334, "batch_size": 50, "epochs": 17, "dropout": 0.3573, "weight_decay": 4.443e-05}, "seed": 1, "epochs": 17, "after": "3adb0c73"}
{"choice": {"n_neurons": [128], "lr": 0.01334, "batch_size": 50, "epochs": 17, "dropout": 0.3573, "weight_decay": 4.443e-05}, "seed": 1, "epochs": 17, "ended": true, "val_accuracy": 0.676, "train_accuracy": 0.96, "after": "a5aa6db5"}
{"choice": {"n_neurons": [128], "lr": 0.01334, "batch_size": 50, "epochs": 17, "dropout": 0.3573, "weight_decay": 4.443e-05}, "seed": 2, "epochs": 17, "after": "abdfca09"}
{"choice": {"n_neurons": [128], "lr": 0.01334, "batch_size": 50, "epochs": 17, "dropout": 0.3573, "weight_decay": 4.443e-05}, "seed": 2, "epochs": 17, "ended": true, "val_accuracy": 0.644, "train_accuracy": 0.9825, "after": "1b808ace"}
{"choice": {"n_neurons": [128], "lr": 0.01334, "batch_size": 50, "epochs": 17, "dropout": 0.3573, "weight_decay": 4.443e-05}, "seeds": [0, 1, 2], "test_accuracies": [0.636, 0.646, 0.64], "after": "dbd80cdc"}
""",
}

# %% wrong: Optuna with few runs
# misconception: A cleverer search needs no more runs than chance does.
# caught by: accuracy on new seeds and digits
capstone_choice = {
    "n_neurons": (128,),
    "lr": 0.0006822,
    "batch_size": 20,
    "epochs": 18,
    "dropout": 0.06106,
    "weight_decay": 0.0002618,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.665,
    "log": """
{"choice": {"n_neurons": [128], "lr": 0.04774, "batch_size": 20, "epochs": 6, "dropout": 0.3086, "weight_decay": 1.411e-06}, "seed": 0, "epochs": 6, "after": "29879c45"}
{"choice": {"n_neurons": [128], "lr": 0.04774, "batch_size": 20, "epochs": 6, "dropout": 0.3086, "weight_decay": 1.411e-06}, "seed": 0, "epochs": 6, "ended": true, "val_accuracy": 0.292, "train_accuracy": 0.365, "after": "e69d186a"}
{"choice": {"n_neurons": [128, 128], "lr": 0.005924, "batch_size": 50, "epochs": 15, "dropout": 0.1985, "weight_decay": 0.002922}, "seed": 0, "epochs": 15, "after": "250ec50a"}
{"choice": {"n_neurons": [128, 128], "lr": 0.005924, "batch_size": 50, "epochs": 15, "dropout": 0.1985, "weight_decay": 0.002922}, "seed": 0, "epochs": 15, "ended": true, "val_accuracy": 0.596, "train_accuracy": 0.955, "after": "b5318295"}
{"choice": {"n_neurons": [128, 128], "lr": 0.00083, "batch_size": 100, "epochs": 30, "dropout": 0.4707, "weight_decay": 0.03267}, "seed": 0, "epochs": 30, "after": "aa236ad7"}
{"choice": {"n_neurons": [128, 128], "lr": 0.00083, "batch_size": 100, "epochs": 30, "dropout": 0.4707, "weight_decay": 0.03267}, "seed": 0, "epochs": 30, "ended": true, "val_accuracy": 0.604, "train_accuracy": 0.6, "after": "b005fe36"}
{"choice": {"n_neurons": [32], "lr": 0.004715, "batch_size": 100, "epochs": 17, "dropout": 0.1885, "weight_decay": 2.877e-05}, "seed": 0, "epochs": 17, "after": "83c8eef8"}
{"choice": {"n_neurons": [32], "lr": 0.004715, "batch_size": 100, "epochs": 17, "dropout": 0.1885, "weight_decay": 2.877e-05}, "seed": 0, "epochs": 17, "ended": true, "val_accuracy": 0.656, "train_accuracy": 0.815, "after": "6c5e720a"}
{"choice": {"n_neurons": [128], "lr": 0.0006822, "batch_size": 20, "epochs": 18, "dropout": 0.06106, "weight_decay": 0.0002618}, "seed": 0, "epochs": 18, "after": "5eba7812"}
{"choice": {"n_neurons": [128], "lr": 0.0006822, "batch_size": 20, "epochs": 18, "dropout": 0.06106, "weight_decay": 0.0002618}, "seed": 0, "epochs": 18, "ended": true, "val_accuracy": 0.664, "train_accuracy": 0.86, "after": "aafc80de"}
{"choice": {"n_neurons": [128], "lr": 0.0006822, "batch_size": 20, "epochs": 18, "dropout": 0.06106, "weight_decay": 0.0002618}, "seed": 1, "epochs": 18, "after": "553e9dea"}
{"choice": {"n_neurons": [128], "lr": 0.0006822, "batch_size": 20, "epochs": 18, "dropout": 0.06106, "weight_decay": 0.0002618}, "seed": 1, "epochs": 18, "ended": true, "val_accuracy": 0.684, "train_accuracy": 0.865, "after": "9d335384"}
{"choice": {"n_neurons": [128], "lr": 0.0006822, "batch_size": 20, "epochs": 18, "dropout": 0.06106, "weight_decay": 0.0002618}, "seed": 2, "epochs": 18, "after": "fa08e2f5"}
{"choice": {"n_neurons": [128], "lr": 0.0006822, "batch_size": 20, "epochs": 18, "dropout": 0.06106, "weight_decay": 0.0002618}, "seed": 2, "epochs": 18, "ended": true, "val_accuracy": 0.676, "train_accuracy": 0.8525, "after": "877941c6"}
{"choice": {"n_neurons": [128], "lr": 0.0006822, "batch_size": 20, "epochs": 18, "dropout": 0.06106, "weight_decay": 0.0002618}, "seeds": [0, 1, 2], "test_accuracies": [0.666, 0.67, 0.66], "after": "1e836dab"}
""",
}

# %% wrong: the luckiest of fifteen seeds
# misconception: Seeds are tries, and the best try is the result.
# caught by: every seed of the choice is reported
# caught by: accuracy on new seeds and digits
capstone_choice = {
    "n_neurons": (32, 32),
    "lr": 0.003,
    "batch_size": 50,
    "epochs": 10,
    "dropout": 0,
    "weight_decay": 1e-06,
    "seeds": [14],
    "predicted_accuracy": 0.672,
    "log": """
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 0, "epochs": 10, "after": "29879c45"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 0, "epochs": 10, "ended": true, "val_accuracy": 0.616, "train_accuracy": 0.735, "after": "02bada66"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 1, "epochs": 10, "after": "787ebee2"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 1, "epochs": 10, "ended": true, "val_accuracy": 0.668, "train_accuracy": 0.6975, "after": "ffef4433"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 2, "epochs": 10, "after": "69a71089"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 2, "epochs": 10, "ended": true, "val_accuracy": 0.628, "train_accuracy": 0.7275, "after": "329161fe"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 3, "epochs": 10, "after": "53abe0af"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 3, "epochs": 10, "ended": true, "val_accuracy": 0.644, "train_accuracy": 0.715, "after": "f0597dcc"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 4, "epochs": 10, "after": "7ebc4962"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 4, "epochs": 10, "ended": true, "val_accuracy": 0.644, "train_accuracy": 0.7375, "after": "79cf1894"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 5, "epochs": 10, "after": "b9c714cc"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 5, "epochs": 10, "ended": true, "val_accuracy": 0.636, "train_accuracy": 0.74, "after": "284b1488"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 6, "epochs": 10, "after": "b13c01e9"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 6, "epochs": 10, "ended": true, "val_accuracy": 0.664, "train_accuracy": 0.7425, "after": "13814fd1"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 7, "epochs": 10, "after": "a8eaf8cf"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 7, "epochs": 10, "ended": true, "val_accuracy": 0.636, "train_accuracy": 0.725, "after": "8702d427"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 8, "epochs": 10, "after": "fd56aa1b"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 8, "epochs": 10, "ended": true, "val_accuracy": 0.648, "train_accuracy": 0.7575, "after": "4016980b"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 9, "epochs": 10, "after": "7bdf9519"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 9, "epochs": 10, "ended": true, "val_accuracy": 0.664, "train_accuracy": 0.7125, "after": "9e2ed0a1"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 10, "epochs": 10, "after": "060d0629"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 10, "epochs": 10, "ended": true, "val_accuracy": 0.664, "train_accuracy": 0.725, "after": "1538ffac"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 11, "epochs": 10, "after": "4d02a7ab"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 11, "epochs": 10, "ended": true, "val_accuracy": 0.608, "train_accuracy": 0.705, "after": "f2c6a598"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 12, "epochs": 10, "after": "8887c814"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 12, "epochs": 10, "ended": true, "val_accuracy": 0.66, "train_accuracy": 0.7325, "after": "2ed5ac88"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 13, "epochs": 10, "after": "46d37b0a"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 13, "epochs": 10, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.7675, "after": "e35e49a7"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 14, "epochs": 10, "after": "a1d228b6"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seed": 14, "epochs": 10, "ended": true, "val_accuracy": 0.672, "train_accuracy": 0.71, "after": "855a63de"}
{"choice": {"n_neurons": [32, 32], "lr": 0.003, "batch_size": 50, "epochs": 10, "dropout": 0.0, "weight_decay": 1e-06}, "seeds": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14], "test_accuracies": [0.63, 0.644, 0.654, 0.662, 0.638, 0.614, 0.644, 0.634, 0.662, 0.604, 0.648, 0.618, 0.676, 0.648, 0.64], "after": "90c31f76"}
""",
}

# %% wrong: a bad run left out of the log
# misconception: A log holds the runs that worked.
# caught by: the log is whole and keeps the budget
# caught by: every seed of the choice is reported
capstone_choice = {
    "n_neurons": (128, 128),
    "lr": 0.001,
    "batch_size": 20,
    "epochs": 28,
    "dropout": 0.6,
    "weight_decay": 0.001,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.68,
    "log": """
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "29879c45"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "88f5be62"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "after": "91f06a8c"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "ended": true, "val_accuracy": 0.692, "train_accuracy": 0.8375, "after": "7dd4ccb1"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "after": "227be768"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "ended": true, "val_accuracy": 0.672, "train_accuracy": 0.8325, "after": "b9e922b9"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seeds": [0, 1, 2], "test_accuracies": [0.67, 0.688, 0.662], "after": "0ca92ca2"}
""",
}

# %% wrong: a log that was made up
# misconception: Grading believes what the log says.
# caught by: runs drawn from the log come out again
capstone_choice = {
    "n_neurons": (128, 128),
    "lr": 0.001,
    "batch_size": 20,
    "epochs": 28,
    "dropout": 0.6,
    "weight_decay": 0.001,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.68,
    "log": """
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "29879c45"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.9, "train_accuracy": 0.95, "after": "88f5be62"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "0c54bae2"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.9, "train_accuracy": 0.95, "after": "d9f9d03a"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "after": "20986c7d"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "ended": true, "val_accuracy": 0.9, "train_accuracy": 0.95, "after": "a6b0305c"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "after": "dd18eead"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "ended": true, "val_accuracy": 0.9, "train_accuracy": 0.95, "after": "71df373a"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seeds": [0, 1, 2], "test_accuracies": [0.9, 0.9, 0.9], "after": "de4477c6"}
""",
}

# %% wrong: tuned on after the test digits
# misconception: The test digits may show whether another run is worth it.
# caught by: the log is whole and keeps the budget
# caught by: the test digits were opened once, at the end
capstone_choice = {
    "n_neurons": (128, 128),
    "lr": 0.001,
    "batch_size": 20,
    "epochs": 28,
    "dropout": 0.6,
    "weight_decay": 0.001,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.68,
    "log": """
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "29879c45"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "88f5be62"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "5e29373e"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.664, "train_accuracy": 0.8275, "after": "98f5dce7"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "after": "91f06a8c"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "ended": true, "val_accuracy": 0.692, "train_accuracy": 0.8375, "after": "7dd4ccb1"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "after": "227be768"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "ended": true, "val_accuracy": 0.672, "train_accuracy": 0.8325, "after": "b9e922b9"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seeds": [0, 1, 2], "test_accuracies": [0.67, 0.688, 0.662], "after": "0ca92ca2"}
{"choice": {"n_neurons": [128, 128], "lr": 0.0021, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "79c689a6"}
{"choice": {"n_neurons": [128, 128], "lr": 0.0021, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "335a9354", "ended": true, "val_accuracy": 0.6, "train_accuracy": 0.62}
""",
}

# %% wrong: opened twice
# misconception: The test digits can be read as often as one likes, as long as nothing is trained on them.
# caught by: the test digits were opened once, at the end
capstone_choice = {
    "n_neurons": (128, 128),
    "lr": 0.001,
    "batch_size": 20,
    "epochs": 28,
    "dropout": 0.6,
    "weight_decay": 0.001,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.68,
    "log": """
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "29879c45"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "88f5be62"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "5e29373e"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.664, "train_accuracy": 0.8275, "after": "98f5dce7"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "after": "91f06a8c"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "ended": true, "val_accuracy": 0.692, "train_accuracy": 0.8375, "after": "7dd4ccb1"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "after": "227be768"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "ended": true, "val_accuracy": 0.672, "train_accuracy": 0.8325, "after": "b9e922b9"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seeds": [0, 1, 2], "test_accuracies": [0.67, 0.688, 0.662], "after": "0ca92ca2"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seeds": [0, 1, 2], "test_accuracies": [0.67, 0.688, 0.662], "after": "79c689a6"}
""",
}

# %% wrong: not opened at all
# misconception: The validation accuracy is the result.
# caught by: the test digits were opened once, at the end
# caught by: runs drawn from the log come out again
capstone_choice = {
    "n_neurons": (128, 128),
    "lr": 0.001,
    "batch_size": 20,
    "epochs": 28,
    "dropout": 0.6,
    "weight_decay": 0.001,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.68,
    "log": """
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "29879c45"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "88f5be62"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "5e29373e"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.664, "train_accuracy": 0.8275, "after": "98f5dce7"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "after": "91f06a8c"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "ended": true, "val_accuracy": 0.692, "train_accuracy": 0.8375, "after": "7dd4ccb1"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "after": "227be768"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "ended": true, "val_accuracy": 0.672, "train_accuracy": 0.8325, "after": "b9e922b9"}
""",
}

# %% wrong: another choice than the one that was measured
# misconception: A small change after the test needs no new measurement.
# caught by: the test digits were opened once, at the end
# caught by: every seed of the choice is reported
# caught by: accuracy on new seeds and digits
capstone_choice = {
    "n_neurons": (128, 128),
    "lr": 0.001,
    "batch_size": 20,
    "epochs": 28,
    "dropout": 0.59,
    "weight_decay": 0.001,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.68,
    "log": """
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "29879c45"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "88f5be62"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "5e29373e"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.664, "train_accuracy": 0.8275, "after": "98f5dce7"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "after": "91f06a8c"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "ended": true, "val_accuracy": 0.692, "train_accuracy": 0.8375, "after": "7dd4ccb1"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "after": "227be768"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "ended": true, "val_accuracy": 0.672, "train_accuracy": 0.8325, "after": "b9e922b9"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seeds": [0, 1, 2], "test_accuracies": [0.67, 0.688, 0.662], "after": "0ca92ca2"}
""",
}

# %% wrong: two of three seeds
# misconception: The worst seed was an outlier.
# caught by: every seed of the choice is reported
capstone_choice = {
    "n_neurons": (128, 128),
    "lr": 0.001,
    "batch_size": 20,
    "epochs": 28,
    "dropout": 0.6,
    "weight_decay": 0.001,
    "seeds": [0, 1],
    "predicted_accuracy": 0.68,
    "log": """
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "29879c45"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "88f5be62"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "5e29373e"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.664, "train_accuracy": 0.8275, "after": "98f5dce7"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "after": "91f06a8c"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "ended": true, "val_accuracy": 0.692, "train_accuracy": 0.8375, "after": "7dd4ccb1"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "after": "227be768"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "ended": true, "val_accuracy": 0.672, "train_accuracy": 0.8325, "after": "b9e922b9"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seeds": [0, 1, 2], "test_accuracies": [0.67, 0.688, 0.662], "after": "0ca92ca2"}
""",
}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
capstone_choice = {
    "n_neurons": (128, 128),
    "lr": 0.001,
    "batch_size": 20,
    "epochs": 28,
    "dropout": 0.6,
    "weight_decay": 0.001,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 67,
    "log": """
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "29879c45"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "88f5be62"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "5e29373e"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.664, "train_accuracy": 0.8275, "after": "98f5dce7"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "after": "91f06a8c"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "ended": true, "val_accuracy": 0.692, "train_accuracy": 0.8375, "after": "7dd4ccb1"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "after": "227be768"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "ended": true, "val_accuracy": 0.672, "train_accuracy": 0.8325, "after": "b9e922b9"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seeds": [0, 1, 2], "test_accuracies": [0.67, 0.688, 0.662], "after": "0ca92ca2"}
""",
}

# %% wrong: training accuracy predicted
# misconception: New digits are read as well as those that were trained on.
# caught by: predicted_accuracy
capstone_choice = {
    "n_neurons": (128, 128),
    "lr": 0.001,
    "batch_size": 20,
    "epochs": 28,
    "dropout": 0.6,
    "weight_decay": 0.001,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.85,
    "log": """
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "29879c45"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "88f5be62"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "5e29373e"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.664, "train_accuracy": 0.8275, "after": "98f5dce7"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "after": "91f06a8c"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "ended": true, "val_accuracy": 0.692, "train_accuracy": 0.8375, "after": "7dd4ccb1"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "after": "227be768"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "ended": true, "val_accuracy": 0.672, "train_accuracy": 0.8325, "after": "b9e922b9"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seeds": [0, 1, 2], "test_accuracies": [0.67, 0.688, 0.662], "after": "0ca92ca2"}
""",
}

# %% wrong: more epochs than the budget
# misconception: The budget is a recommendation.
# caught by: the log is whole and keeps the budget
# caught by: runs drawn from the log come out again
capstone_choice = {
    "n_neurons": (128, 128),
    "lr": 0.001,
    "batch_size": 20,
    "epochs": 28,
    "dropout": 0.6,
    "weight_decay": 0.001,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.68,
    "log": """
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 20, "epochs": 28, "after": "29879c45"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 20, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "d3e76c1c"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 21, "epochs": 28, "after": "19a7a232"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 21, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "66d8af19"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 22, "epochs": 28, "after": "5ceebd45"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 22, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "57012c41"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 23, "epochs": 28, "after": "c025f11d"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 23, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "93ba41f2"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 24, "epochs": 28, "after": "032fde2c"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 24, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "3b187e99"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 25, "epochs": 28, "after": "aecec8a9"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 25, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "1e9b31bd"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 26, "epochs": 28, "after": "c0f5bb7c"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 26, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "e17da90a"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 27, "epochs": 28, "after": "05542ec9"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 27, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "0ed1d1a6"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 28, "epochs": 28, "after": "855e8c26"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 28, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "5ffbe970"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 29, "epochs": 28, "after": "9fcc5e30"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 29, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "16c0c724"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "3efd097d"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.2, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.632, "train_accuracy": 0.99, "after": "a1d5fe91"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "after": "7bc2979c"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 0, "epochs": 28, "ended": true, "val_accuracy": 0.664, "train_accuracy": 0.8275, "after": "5e61d730"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "after": "f9ef8944"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 1, "epochs": 28, "ended": true, "val_accuracy": 0.692, "train_accuracy": 0.8375, "after": "161bf802"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "after": "9ef2ae2f"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seed": 2, "epochs": 28, "ended": true, "val_accuracy": 0.672, "train_accuracy": 0.8325, "after": "160102ce"}
{"choice": {"n_neurons": [128, 128], "lr": 0.001, "batch_size": 20, "epochs": 28, "dropout": 0.6, "weight_decay": 0.001}, "seeds": [0, 1, 2], "test_accuracies": [0.67, 0.688, 0.662], "after": "c964dca5"}
""",
}

# %% wrong: no log
# misconception: The numbers speak for themselves.
# caught by: every entry is there and in its range
# caught by: the log is whole and keeps the budget
# caught by: the test digits were opened once, at the end
# caught by: every seed of the choice is reported
# caught by: runs drawn from the log come out again
capstone_choice = {
    "n_neurons": (128, 128),
    "lr": 0.001,
    "batch_size": 20,
    "epochs": 28,
    "dropout": 0.6,
    "weight_decay": 0.001,
    "seeds": [0, 1, 2],
    "predicted_accuracy": 0.68,
}
