# %% right: dictionary
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "the same",
    "the gap to be found is half as large: the runs needed for the same power become": "larger",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": "larger",
    "lesson 07: a batch four times as large: the best learning rate becomes": "larger",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "larger",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "smaller",
}


# %% right: item by item
noise_quiz = {}
noise_quiz["fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes"] = "the same"
noise_quiz["the gap to be found is half as large: the runs needed for the same power become"] = "larger"
noise_quiz["an importance plot, the rate's range cut to its good values: the share of the width becomes"] = "larger"
noise_quiz["lesson 07: a batch four times as large: the best learning rate becomes"] = "larger"
noise_quiz["lesson 08: a patience of 10 in place of 2: the epochs until a run stops become"] = "larger"
noise_quiz["lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes"] = "smaller"


# %% right: zip
questions = [
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes",
    "the gap to be found is half as large: the runs needed for the same power become",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes",
    "lesson 07: a batch four times as large: the best learning rate becomes",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes",
]
noise_quiz = dict(zip(questions, ["the same", "larger", "larger", "larger", "larger", "smaller"]))


# %% wrong: the mean's error
# misconception: The standard deviation shrinks with the number of runs.
# caught by: fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "smaller",
    "the gap to be found is half as large: the runs needed for the same power become": "larger",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": "larger",
    "lesson 07: a batch four times as large: the best learning rate becomes": "larger",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "larger",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "smaller",
}


# %% wrong: the range
# misconception: The spread is the distance from worst to best.
# caught by: fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "larger",
    "the gap to be found is half as large: the runs needed for the same power become": "larger",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": "larger",
    "lesson 07: a batch four times as large: the best learning rate becomes": "larger",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "larger",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "smaller",
}


# %% wrong: fewer for less
# misconception: A smaller gap needs fewer runs.
# caught by: the gap to be found is half as large: the runs needed for the same power become
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "the same",
    "the gap to be found is half as large: the runs needed for the same power become": "smaller",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": "larger",
    "lesson 07: a batch four times as large: the best learning rate becomes": "larger",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "larger",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "smaller",
}


# %% wrong: gap and runs are apart
# misconception: The number of runs does not depend on the gap.
# caught by: the gap to be found is half as large: the runs needed for the same power become
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "the same",
    "the gap to be found is half as large: the runs needed for the same power become": "the same",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": "larger",
    "lesson 07: a batch four times as large: the best learning rate becomes": "larger",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "larger",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "smaller",
}


# %% wrong: the width shrinks along
# misconception: All importances fall when a range is narrowed.
# caught by: an importance plot, the rate's range cut to its good values: the share of the width becomes
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "the same",
    "the gap to be found is half as large: the runs needed for the same power become": "larger",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": "smaller",
    "lesson 07: a batch four times as large: the best learning rate becomes": "larger",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "larger",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "smaller",
}


# %% wrong: importance belongs to it
# misconception: An importance belongs to the hyperparameter, not to the space.
# caught by: an importance plot, the rate's range cut to its good values: the share of the width becomes
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "the same",
    "the gap to be found is half as large: the runs needed for the same power become": "larger",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": "the same",
    "lesson 07: a batch four times as large: the best learning rate becomes": "larger",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "larger",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "smaller",
}


# %% wrong: careful steps
# misconception: A larger batch wants shorter steps.
# caught by: lesson 07: a batch four times as large: the best learning rate becomes
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "the same",
    "the gap to be found is half as large: the runs needed for the same power become": "larger",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": "larger",
    "lesson 07: a batch four times as large: the best learning rate becomes": "smaller",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "larger",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "smaller",
}


# %% wrong: one rate for all
# misconception: A rate is good for any batch size.
# caught by: lesson 07: a batch four times as large: the best learning rate becomes
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "the same",
    "the gap to be found is half as large: the runs needed for the same power become": "larger",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": "larger",
    "lesson 07: a batch four times as large: the best learning rate becomes": "the same",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "larger",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "smaller",
}


# %% wrong: patience stops
# misconception: More patience stops a run sooner.
# caught by: lesson 08: a patience of 10 in place of 2: the epochs until a run stops become
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "the same",
    "the gap to be found is half as large: the runs needed for the same power become": "larger",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": "larger",
    "lesson 07: a batch four times as large: the best learning rate becomes": "larger",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "smaller",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "smaller",
}


# %% wrong: patience is not time
# misconception: Patience does not change when a run stops.
# caught by: lesson 08: a patience of 10 in place of 2: the epochs until a run stops become
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "the same",
    "the gap to be found is half as large: the runs needed for the same power become": "larger",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": "larger",
    "lesson 07: a batch four times as large: the best learning rate becomes": "larger",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "the same",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "smaller",
}


# %% wrong: L2 selects
# misconception: L2 makes more weights zero than L1.
# caught by: lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "the same",
    "the gap to be found is half as large: the runs needed for the same power become": "larger",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": "larger",
    "lesson 07: a batch four times as large: the best learning rate becomes": "larger",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "larger",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "larger",
}


# %% wrong: a penalty is a penalty
# misconception: Both penalties make as many weights zero.
# caught by: lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "the same",
    "the gap to be found is half as large: the runs needed for the same power become": "larger",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": "larger",
    "lesson 07: a batch four times as large: the best learning rate becomes": "larger",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "larger",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "the same",
}
