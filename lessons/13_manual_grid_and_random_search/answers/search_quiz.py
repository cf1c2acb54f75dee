# %% right: dictionary
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "the same",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "smaller",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "smaller",
}


# %% right: item by item
search_quiz = {}
search_quiz["a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes"] = "the same"
search_quiz["rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes"] = "smaller"
search_quiz["64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes"] = "smaller"
search_quiz["lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes"] = "larger"
search_quiz["lesson 07: a batch four times as large: the variance of its gradient becomes"] = "smaller"
search_quiz["lesson 10: a network is evaluated, not trained: the share of units switched off becomes"] = "smaller"


# %% right: zip
questions = [
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes",
    "lesson 07: a batch four times as large: the variance of its gradient becomes",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes",
]
search_quiz = dict(zip(questions, ["the same", "smaller", "smaller", "larger", "smaller", "smaller"]))


# %% wrong: more trials, more rates
# misconception: A larger grid tries more values of every hyperparameter.
# caught by: a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "larger",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "smaller",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "smaller",
}


# %% wrong: four share the trials
# misconception: With more hyperparameters fewer trials are left for each value.
# caught by: a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "smaller",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "smaller",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "smaller",
}


# %% wrong: wider is safer
# misconception: A wider range catches more good values.
# caught by: rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "the same",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "larger",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "smaller",
}


# %% wrong: trials are trials
# misconception: As many trials find as much, whatever the range is.
# caught by: rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "the same",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "the same",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "smaller",
}


# %% wrong: more trials scatter more
# misconception: More trials make the result of a search more random.
# caught by: 64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "the same",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "smaller",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "larger",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "smaller",
}


# %% wrong: chance stays chance
# misconception: The luck of a search does not depend on its length.
# caught by: 64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "the same",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "smaller",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "the same",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "smaller",
}


# %% wrong: skips thin the gradient
# misconception: The gradient is divided between both ways.
# caught by: lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "the same",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "smaller",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "smaller",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "smaller",
}


# %% wrong: skips are for the forward pass
# misconception: Skip connections change nothing for the gradient.
# caught by: lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "the same",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "smaller",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "the same",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "smaller",
}


# %% wrong: more examples, more noise
# misconception: More examples bring more noise.
# caught by: lesson 07: a batch four times as large: the variance of its gradient becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "the same",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "smaller",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "larger",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "smaller",
}


# %% wrong: noise is noise
# misconception: The noise of a gradient does not depend on the batch.
# caught by: lesson 07: a batch four times as large: the variance of its gradient becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "the same",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "smaller",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "the same",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "smaller",
}


# %% wrong: dropout for safety
# misconception: Dropout makes predictions safer.
# caught by: lesson 10: a network is evaluated, not trained: the share of units switched off becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "the same",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "smaller",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "larger",
}


# %% wrong: a network is a network
# misconception: Dropout works alike in both modes.
# caught by: lesson 10: a network is evaluated, not trained: the share of units switched off becomes
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "the same",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "smaller",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "the same",
}
