# %% right: dictionary
dropout_quiz = {
    "the same digit gets other logits each time": "train",
    "a hidden output of 3 can arrive as 6 at the next layer": "train",
    "the ReLU sets negative sums to 0": "both",
}


# %% right: item by item
dropout_quiz = {}
dropout_quiz["the same digit gets other logits each time"] = "train"
dropout_quiz["a hidden output of 3 can arrive as 6 at the next layer"] = "train"
dropout_quiz["the ReLU sets negative sums to 0"] = "both"


# %% right: zip
questions = [
    "the same digit gets other logits each time",
    "a hidden output of 3 can arrive as 6 at the next layer",
    "the ReLU sets negative sums to 0",
]
dropout_quiz = dict(zip(questions, ["train", "train", "both"]))


# %% wrong: both are random
# misconception: Dropout is always on.
# caught by: the same digit gets other logits each time
dropout_quiz = {
    "the same digit gets other logits each time": "both",
    "a hidden output of 3 can arrive as 6 at the next layer": "both",
    "the ReLU sets negative sums to 0": "both",
}


# %% wrong: eval is random
# misconception: The mask is drawn when the network is used.
# caught by: the same digit gets other logits each time
dropout_quiz = {
    "the same digit gets other logits each time": "eval",
    "a hidden output of 3 can arrive as 6 at the next layer": "train",
    "the ReLU sets negative sums to 0": "both",
}


# %% wrong: relu in use only
# misconception: In train mode the ReLU lets all sums pass.
# caught by: the ReLU sets negative sums to 0
dropout_quiz = {
    "the same digit gets other logits each time": "train",
    "a hidden output of 3 can arrive as 6 at the next layer": "train",
    "the ReLU sets negative sums to 0": "eval",
}


# %% wrong: relu is dropout
# misconception: The ReLU switches units off, so it is dropout.
# caught by: the ReLU sets negative sums to 0
dropout_quiz = {
    "the same digit gets other logits each time": "train",
    "a hidden output of 3 can arrive as 6 at the next layer": "train",
    "the ReLU sets negative sums to 0": "train",
}


# %% wrong: scaled in both
# misconception: The scaling is in both modes.
# caught by: a hidden output of 3 can arrive as 6 at the next layer
dropout_quiz = {
    "the same digit gets other logits each time": "train",
    "a hidden output of 3 can arrive as 6 at the next layer": "both",
    "the ReLU sets negative sums to 0": "both",
}


# %% wrong: scaled in use
# misconception: Outputs are scaled when the network is used.
# caught by: a hidden output of 3 can arrive as 6 at the next layer
dropout_quiz = {
    "the same digit gets other logits each time": "train",
    "a hidden output of 3 can arrive as 6 at the next layer": "eval",
    "the ReLU sets negative sums to 0": "both",
}


# %% wrong: turned around
# misconception: The modes are swapped.
# caught by: the same digit gets other logits each time
dropout_quiz = {
    "the same digit gets other logits each time": "eval",
    "a hidden output of 3 can arrive as 6 at the next layer": "eval",
    "the ReLU sets negative sums to 0": "both",
}
