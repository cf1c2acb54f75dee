# %% right: rate first, then the batch
search_choice = {"lr": 0.1, "batch_size": 16, "init_scale": 1.0, "dropout": 0.0, "weight_decay": 0.0001, "too_small": 0.005, "too_large": 1.0, "predicted_accuracy": 0.87}

# %% right: a smaller rate
search_choice = {"lr": 0.06, "batch_size": 16, "init_scale": 1, "dropout": 0.05, "weight_decay": 1e-6, "too_small": 0.002, "too_large": 1, "predicted_accuracy": 0.88}

# %% right: other starting weights
search_choice = dict(lr=0.08, batch_size=16, init_scale=1.2, dropout=0, weight_decay=0.001, too_small=0.002, too_large=1.0, predicted_accuracy=0.865)

# %% wrong: the usual rate
# misconception: A rate of 0.001 is good for every optimizer, and the rest must be tuned.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
# caught by: too_large is worse
search_choice = {"lr": 0.001, "batch_size": 16, "init_scale": 1.0, "dropout": 0.0, "weight_decay": 0.0001, "too_small": 0.0001, "too_large": 0.1, "predicted_accuracy": 0.6}

# %% wrong: the middle of every range
# misconception: Where nothing is known, the middle is the safe choice.
# caught by: accuracy on new seeds and digits
# caught by: too_large is worse
search_choice = {"lr": 0.01, "batch_size": 64, "init_scale": 1.0, "dropout": 0.3, "weight_decay": 0.0003, "too_small": 0.001, "too_large": 0.1, "predicted_accuracy": 0.46}

# %% wrong: large batches are quicker
# misconception: A larger batch learns more in an epoch.
# caught by: accuracy on new seeds and digits
search_choice = {"lr": 0.1, "batch_size": 256, "init_scale": 1.0, "dropout": 0.0, "weight_decay": 0.0001, "too_small": 0.002, "too_large": 1.0, "predicted_accuracy": 0.75}

# %% wrong: much regularization
# misconception: Regularization is good for every network.
# caught by: accuracy on new seeds and digits
search_choice = {"lr": 0.1, "batch_size": 16, "init_scale": 1.0, "dropout": 0.5, "weight_decay": 0.05, "too_small": 0.002, "too_large": 1.0, "predicted_accuracy": 0.76}

# %% wrong: large first weights
# misconception: Larger first weights learn faster.
# caught by: accuracy on new seeds and digits
search_choice = {"lr": 0.01, "batch_size": 16, "init_scale": 8.0, "dropout": 0.0, "weight_decay": 0.0001, "too_small": 0.0002, "too_large": 1.0, "predicted_accuracy": 0.68}

# %% wrong: the mean of the trials
# misconception: A configuration is as good as the search was on average.
# caught by: predicted_accuracy
search_choice = {"lr": 0.1, "batch_size": 16, "init_scale": 1.0, "dropout": 0.0, "weight_decay": 0.0001, "too_small": 0.005, "too_large": 1.0, "predicted_accuracy": 0.4}

# %% wrong: only the rate
# misconception: The other four need no value, since they hardly matter.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
# caught by: too_small is worse
# caught by: too_large is worse
search_choice = {"lr": 0.1, "too_small": 0.005, "too_large": 1.0, "predicted_accuracy": 0.87}

# %% wrong: the best of several, with its score on the test digits
# misconception: The test digits may choose among the best trials.
# caught by: every entry is there and in its range
search_choice = {"lr": 0.1, "batch_size": 16, "init_scale": 1.0, "dropout": 0.0, "weight_decay": 0.0001, "too_small": 0.005, "too_large": 1.0, "predicted_accuracy": 0.87, "test_accuracy": 0.87}

# %% wrong: a bracket inside the flat part
# misconception: Any two rates on both sides show that the choice is the best.
# caught by: too_small is worse
# caught by: too_large is worse
search_choice = {"lr": 0.08, "batch_size": 16, "init_scale": 1.0, "dropout": 0.0, "weight_decay": 0.0001, "too_small": 0.07, "too_large": 0.09, "predicted_accuracy": 0.87}


# %% equivalent: solution
# factor: `weight_decay` * 100 | a penalty of 0.01 reaches the highest level, too: the penalty does not decide here
# factor: `weight_decay` / 100 | the penalty does not decide here
