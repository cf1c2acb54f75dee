# %% right: dictionary
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "smaller",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "larger",
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "the same",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "the same",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "smaller",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "larger",
}


# %% right: item by item
penalty_quiz = {}
penalty_quiz["L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes"] = "smaller"
penalty_quiz['the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes'] = "larger"
penalty_quiz["L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes"] = "the same"
penalty_quiz["lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become"] = "the same"
penalty_quiz["lesson 05: Adam in place of plain SGD: the best learning rate becomes"] = "smaller"
penalty_quiz["lesson 08: a patience of 20 in place of 3: the epochs until training stops become"] = "larger"


# %% right: zip
questions = [
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes',
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become",
]
penalty_quiz = dict(zip(questions, ["smaller", "larger", "the same", "the same", "smaller", "larger"]))


# %% wrong: a longer step shrinks more
# misconception: A larger rate makes a penalty stronger, so more weights end near 0.
# caught by: L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "larger",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "larger",
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "the same",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "the same",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "smaller",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "larger",
}


# %% wrong: the rate does not matter
# misconception: The strength alone decides how many weights are near 0.
# caught by: L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "the same",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "larger",
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "the same",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "the same",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "smaller",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "larger",
}


# %% wrong: a falling rate has no time
# misconception: A rate that falls to 0 stops before the weights are at 0.
# caught by: the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "smaller",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "smaller",
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "the same",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "the same",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "smaller",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "larger",
}


# %% wrong: the schedule does not matter
# misconception: A schedule matters for the accuracy, not for the weights.
# caught by: the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "smaller",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "the same",
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "the same",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "the same",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "smaller",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "larger",
}


# %% wrong: near 0 is 0
# misconception: L1 in the loss makes weights exactly 0.
# caught by: L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "smaller",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "larger",
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "larger",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "the same",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "smaller",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "larger",
}


# %% wrong: a penalty fills weights
# misconception: A penalty leaves fewer zeros.
# caught by: L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "smaller",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "larger",
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "smaller",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "the same",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "smaller",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "larger",
}


# %% wrong: zeros are skipped
# misconception: A weight of 0 costs no work.
# caught by: lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "smaller",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "larger",
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "the same",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "smaller",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "smaller",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "larger",
}


# %% wrong: zeros cost more
# misconception: A sparse layer is more work than a full one.
# caught by: lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "smaller",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "larger",
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "the same",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "larger",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "smaller",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "larger",
}


# %% wrong: Adam can take more
# misconception: Adam bears larger rates than SGD.
# caught by: lesson 05: Adam in place of plain SGD: the best learning rate becomes
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "smaller",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "larger",
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "the same",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "the same",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "larger",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "larger",
}


# %% wrong: one rate for all
# misconception: A good rate is good for every optimizer.
# caught by: lesson 05: Adam in place of plain SGD: the best learning rate becomes
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "smaller",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "larger",
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "the same",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "the same",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "the same",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "larger",
}


# %% wrong: patience ends training
# misconception: Patience is the time after which training ends.
# caught by: lesson 08: a patience of 20 in place of 3: the epochs until training stops become
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "smaller",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "larger",
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "the same",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "the same",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "smaller",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "smaller",
}


# %% wrong: patience does not matter
# misconception: Training stops at its best epoch, whatever the patience.
# caught by: lesson 08: a patience of 20 in place of 3: the epochs until training stops become
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "smaller",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "larger",
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "the same",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "the same",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "smaller",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "the same",
}
