# %% right: dictionary
batch_quiz = {
    "the steps of an epoch are": "4 times fewer",
    "the noise of the gradient is": "4 times smaller",
    "the number of examples seen in an epoch is": "the same",
}


# %% right: item by item
batch_quiz = {}
batch_quiz["the steps of an epoch are"] = "4 times fewer"
batch_quiz["the noise of the gradient is"] = "4 times smaller"
batch_quiz["the number of examples seen in an epoch is"] = "the same"


# %% right: zip
questions = [
    "the steps of an epoch are",
    "the noise of the gradient is",
    "the number of examples seen in an epoch is",
]
batch_quiz = dict(zip(questions, ["4 times fewer", "4 times smaller", "the same"]))


# %% wrong: everything by four
# misconception: Everything changes by the same factor.
# caught by: the number of examples seen in an epoch is
batch_quiz = {
    "the steps of an epoch are": "4 times fewer",
    "the noise of the gradient is": "4 times smaller",
    "the number of examples seen in an epoch is": "4 times smaller",
}


# %% wrong: fewer examples
# misconception: Fewer steps see fewer examples.
# caught by: the number of examples seen in an epoch is
batch_quiz = {
    "the steps of an epoch are": "4 times fewer",
    "the noise of the gradient is": "4 times smaller",
    "the number of examples seen in an epoch is": "4 times fewer",
}


# %% wrong: noise is fixed
# misconception: The noise is in the data, not in the batch.
# caught by: the noise of the gradient is
batch_quiz = {
    "the steps of an epoch are": "4 times fewer",
    "the noise of the gradient is": "the same",
    "the number of examples seen in an epoch is": "the same",
}


# %% wrong: nothing changes
# misconception: The batch size is a matter of speed only.
# caught by: the steps of an epoch are
batch_quiz = {
    "the steps of an epoch are": "the same",
    "the noise of the gradient is": "the same",
    "the number of examples seen in an epoch is": "the same",
}


# %% wrong: root of noise
# misconception: Noise is a distance, so it falls with the root.
# caught by: the noise of the gradient is
batch_quiz = {
    "the steps of an epoch are": "4 times fewer",
    "the noise of the gradient is": "2 times smaller",
    "the number of examples seen in an epoch is": "the same",
}


# %% wrong: same steps
# misconception: An epoch is a fixed number of steps.
# caught by: the steps of an epoch are
batch_quiz = {
    "the steps of an epoch are": "the same",
    "the noise of the gradient is": "4 times smaller",
    "the number of examples seen in an epoch is": "the same",
}


# %% wrong: steps fall with the root
# misconception: The steps fall with the root of the batch size.
# caught by: the steps of an epoch are
batch_quiz = {
    "the steps of an epoch are": "2 times smaller",
    "the noise of the gradient is": "4 times smaller",
    "the number of examples seen in an epoch is": "the same",
}
