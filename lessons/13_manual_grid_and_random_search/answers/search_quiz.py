# %% right: dictionary
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes": "the same",
    "the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become": "smaller",
    "64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes": "smaller",
}


# %% right: item by item
search_quiz = {}
search_quiz["a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes"] = "the same"
search_quiz["the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become"] = "smaller"
search_quiz["64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes"] = "smaller"
search_quiz["lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes"] = "larger"
search_quiz["lesson 07: a batch four times as large: the variance of its gradient becomes"] = "smaller"
search_quiz["lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes"] = "smaller"


# %% right: zip
questions = [
    "a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes",
    "the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become",
    "64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes",
    "lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes",
    "lesson 07: a batch four times as large: the variance of its gradient becomes",
    "lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes",
]
search_quiz = dict(zip(questions, ["the same", "smaller", "smaller", "larger", "smaller", "smaller"]))


# %% wrong: more trials, more rates
# misconception: A larger grid tries more values of every hyperparameter.
# caught by: a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes": "larger",
    "the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become": "smaller",
    "64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes": "smaller",
}


# %% wrong: four share the trials
# misconception: With more hyperparameters fewer trials are left for each value.
# caught by: a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes": "smaller",
    "the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become": "smaller",
    "64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes": "smaller",
}


# %% wrong: wider is safer
# misconception: A wider range catches more good values.
# caught by: the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes": "the same",
    "the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become": "larger",
    "64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes": "smaller",
}


# %% wrong: trials are trials
# misconception: As many trials find as much, whatever the range is.
# caught by: the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes": "the same",
    "the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become": "the same",
    "64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes": "smaller",
}


# %% wrong: more trials scatter more
# misconception: More trials make the result of a search more random.
# caught by: 64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes": "the same",
    "the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become": "smaller",
    "64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes": "larger",
    "lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes": "smaller",
}


# %% wrong: chance stays chance
# misconception: The luck of a search does not depend on its length.
# caught by: 64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes": "the same",
    "the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become": "smaller",
    "64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes": "the same",
    "lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes": "smaller",
}


# %% wrong: skips thin the gradient
# misconception: The gradient is divided between both ways.
# caught by: lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes": "the same",
    "the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become": "smaller",
    "64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes": "smaller",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes": "smaller",
}


# %% wrong: skips are for the forward pass
# misconception: Skip connections change nothing for the gradient.
# caught by: lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes": "the same",
    "the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become": "smaller",
    "64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes": "the same",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes": "smaller",
}


# %% wrong: more examples, more noise
# misconception: More examples bring more noise.
# caught by: lesson 07: a batch four times as large: the variance of its gradient becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes": "the same",
    "the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become": "smaller",
    "64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "larger",
    "lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes": "smaller",
}


# %% wrong: noise is noise
# misconception: The noise of a gradient does not depend on the batch.
# caught by: lesson 07: a batch four times as large: the variance of its gradient becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes": "the same",
    "the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become": "smaller",
    "64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "the same",
    "lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes": "smaller",
}


# %% wrong: dropout for safety
# misconception: Dropout makes predictions safer.
# caught by: lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes": "the same",
    "the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become": "smaller",
    "64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes": "larger",
}


# %% wrong: a network is a network
# misconception: Dropout works alike in both modes.
# caught by: lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters in place of 27 over 3: the number of learning rates that it tries becomes": "the same",
    "the lower end of the rate's range moves from 0.001 to 0.000001: of 100 random trials, those within a factor of 3 of the best rate become": "smaller",
    "64 random trials in place of 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the gradient of the first layer becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated in place of trained: the share of units that dropout switches off becomes": "the same",
}
