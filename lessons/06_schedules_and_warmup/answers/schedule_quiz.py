# %% right: dictionary
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "larger",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "the same",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "larger",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "smaller",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "larger",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": "larger",
}


# %% right: item by item
schedule_quiz = {}
schedule_quiz["a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes"] = "larger"
schedule_quiz["a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes"] = "the same"
schedule_quiz["peak rate 0.03, exponential in place of constant: the validation loss at the end becomes"] = "larger"
schedule_quiz["lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes"] = "smaller"
schedule_quiz["lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes"] = "larger"
schedule_quiz["lesson 03: Adam in place of SGD: the memory that training needs becomes"] = "larger"


# %% right: zip
questions = [
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes",
]
schedule_quiz = dict(
    zip(questions, ["larger", "the same", "larger", "smaller", "larger", "larger"])
)


# %% wrong: a longer plan falls faster
# misconception: The longer a plan, the lower the rate after so many epochs.
# caught by: a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "smaller",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "the same",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "larger",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "smaller",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "larger",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": "larger",
}


# %% wrong: epochs decide
# misconception: A schedule counts epochs, however many are planned.
# caught by: a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "the same",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "the same",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "larger",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "smaller",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "larger",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": "larger",
}


# %% wrong: a warm-up takes away
# misconception: Small first factors lower the mean.
# caught by: a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "larger",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "smaller",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "larger",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "smaller",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "larger",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": "larger",
}


# %% wrong: a warm-up adds
# misconception: A warm-up comes on top of the schedule.
# caught by: a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "larger",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "larger",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "larger",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "smaller",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "larger",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": "larger",
}


# %% wrong: falling is always better
# misconception: A falling rate ends lower at any peak.
# caught by: peak rate 0.03, exponential in place of constant: the validation loss at the end becomes
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "larger",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "the same",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "smaller",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "smaller",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "larger",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": "larger",
}


# %% wrong: only the peak counts
# misconception: The peak rate alone decides where a run ends.
# caught by: peak rate 0.03, exponential in place of constant: the validation loss at the end becomes
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "larger",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "the same",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "the same",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "smaller",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "larger",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": "larger",
}


# %% wrong: a good run is good
# misconception: The best of many runs is as good as it looks.
# caught by: lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "larger",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "the same",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "larger",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "the same",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "larger",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": "larger",
}


# %% wrong: luck has a memory
# misconception: What was ahead will be further ahead.
# caught by: lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "larger",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "the same",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "larger",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "larger",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "larger",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": "larger",
}


# %% wrong: He damps
# misconception: He makes weights small, so that nothing explodes.
# caught by: lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "larger",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "the same",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "larger",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "smaller",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "smaller",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": "larger",
}


# %% wrong: initialization is forgotten
# misconception: How weights begin has no effect on gradients.
# caught by: lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "larger",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "the same",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "larger",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "smaller",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "the same",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": "larger",
}


# %% wrong: an optimizer needs no memory
# misconception: Optimizers are formulas and keep nothing.
# caught by: lesson 03: Adam in place of SGD: the memory that training needs becomes
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "larger",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "the same",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "larger",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "smaller",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "larger",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": "the same",
}


# %% wrong: better is leaner
# misconception: Adam needs fewer steps, so it needs less memory.
# caught by: lesson 03: Adam in place of SGD: the memory that training needs becomes
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "larger",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "the same",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "larger",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "smaller",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "larger",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": "smaller",
}
