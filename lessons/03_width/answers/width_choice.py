# %% right: one narrow layer
width_choice = {"n_neurons": (16,), "lr": 0.004, "predicted_accuracy": 0.87}

# %% right: a list, and another rate
width_choice = {"n_neurons": [16], "lr": 0.007, "predicted_accuracy": 0.875}

# %% right: two narrow layers
width_choice = dict(n_neurons=(16, 16), lr=0.003, predicted_accuracy=0.86)

# %% wrong: the first version
# misconception: The most accurate network is the best one.
# caught by: multiply-adds of one digit
width_choice = {"n_neurons": (128, 128), "lr": 0.001, "predicted_accuracy": 0.9}

# %% wrong: one layer of 64
# misconception: A network with one layer is cheap, however wide it is.
# caught by: multiply-adds of one digit
width_choice = {"n_neurons": (64,), "lr": 0.003, "predicted_accuracy": 0.9}

# %% wrong: narrow behind, wide in front
# misconception: The last hidden layer is what costs.
# caught by: accuracy on new seeds and digits
# caught by: multiply-adds of one digit
width_choice = {"n_neurons": (128, 4), "lr": 0.001, "predicted_accuracy": 0.5}

# %% wrong: as few as there are
# misconception: The cheapest network of the list wins.
# caught by: accuracy on new seeds and digits
# caught by: multiply-adds of one digit
width_choice = {"n_neurons": (4,), "lr": 0.005, "predicted_accuracy": 0.6}

# %% wrong: narrow at the usual rate
# misconception: A rate that suits a wide network suits a narrow one.
# caught by: accuracy on new seeds and digits
# caught by: multiply-adds of one digit
width_choice = {"n_neurons": (16,), "lr": 0.0003, "predicted_accuracy": 0.75}

# %% wrong: narrow and far too fast
# misconception: The narrower a network, the larger its rate, without end.
# caught by: accuracy on new seeds and digits
# caught by: multiply-adds of one digit
width_choice = {"n_neurons": (16,), "lr": 0.09, "predicted_accuracy": 0.45}

# %% wrong: three narrow layers
# misconception: Depth makes up for width.
# caught by: accuracy on new seeds and digits
# caught by: multiply-adds of one digit
width_choice = {"n_neurons": (16, 16, 16), "lr": 0.0005, "predicted_accuracy": 0.68}

# %% wrong: its own digits
# misconception: New digits are read as well as those that were trained on.
# caught by: predicted_accuracy
width_choice = {"n_neurons": (16,), "lr": 0.004, "predicted_accuracy": 0.98}

# %% wrong: a width that is not offered
# misconception: Any number of neurons may be handed in.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: multiply-adds of one digit
# caught by: predicted_accuracy
width_choice = {"n_neurons": (14,), "lr": 0.004, "predicted_accuracy": 0.87}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
width_choice = {"n_neurons": (16,), "lr": 0.004, "predicted_accuracy": 87}
