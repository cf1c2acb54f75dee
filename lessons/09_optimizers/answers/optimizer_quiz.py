# %% right: dictionary
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "larger",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "the same",
    "momentum 0.99 in place of 0.9: the best learning rate becomes": "smaller",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "larger",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "smaller",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "smaller",
}


# %% right: item by item
optimizer_quiz = {}
optimizer_quiz["the loss is multiplied by 0.01: the learning rate that SGD needs becomes"] = "larger"
optimizer_quiz["RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes"] = "the same"
optimizer_quiz["momentum 0.99 in place of 0.9: the best learning rate becomes"] = "smaller"
optimizer_quiz["lesson 03: Adam in place of plain SGD: the memory that training needs becomes"] = "larger"
optimizer_quiz["lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes"] = "smaller"
optimizer_quiz["lesson 07: a batch four times as large, the same epochs: the number of steps becomes"] = "smaller"


# %% right: zip
questions = [
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes",
    "momentum 0.99 in place of 0.9: the best learning rate becomes",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes",
]
optimizer_quiz = dict(
    zip(questions, ["larger", "the same", "smaller", "larger", "smaller", "smaller"])
)


# %% wrong: small gradients want small rates
# misconception: A small gradient calls for a small rate.
# caught by: the loss is multiplied by 0.01: the learning rate that SGD needs becomes
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "smaller",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "the same",
    "momentum 0.99 in place of 0.9: the best learning rate becomes": "smaller",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "larger",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "smaller",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "smaller",
}


# %% wrong: the rate has nothing to do with the loss
# misconception: The rate belongs to the optimizer, whatever the scale of the loss.
# caught by: the loss is multiplied by 0.01: the learning rate that SGD needs becomes
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "the same",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "the same",
    "momentum 0.99 in place of 0.9: the best learning rate becomes": "smaller",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "larger",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "smaller",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "smaller",
}


# %% wrong: the squares cancel
# misconception: Gradients that cancel have a small mean square, and dividing by it makes large steps.
# caught by: RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "larger",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "larger",
    "momentum 0.99 in place of 0.9: the best learning rate becomes": "smaller",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "larger",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "smaller",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "smaller",
}


# %% wrong: RMSprop remembers directions
# misconception: Every optimizer with a memory calms gradients that change their sign.
# caught by: RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "larger",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "smaller",
    "momentum 0.99 in place of 0.9: the best learning rate becomes": "smaller",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "larger",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "smaller",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "smaller",
}


# %% wrong: more momentum bears more rate
# misconception: Momentum calms a descent, so that it bears larger rates.
# caught by: momentum 0.99 in place of 0.9: the best learning rate becomes
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "larger",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "the same",
    "momentum 0.99 in place of 0.9: the best learning rate becomes": "larger",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "larger",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "smaller",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "smaller",
}


# %% wrong: momentum and rate are independent
# misconception: A rate that was tuned stays good when momentum changes.
# caught by: momentum 0.99 in place of 0.9: the best learning rate becomes
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "larger",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "the same",
    "momentum 0.99 in place of 0.9: the best learning rate becomes": "the same",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "larger",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "smaller",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "smaller",
}


# %% wrong: Adam remembers nothing
# misconception: An optimizer only reads the gradient.
# caught by: lesson 03: Adam in place of plain SGD: the memory that training needs becomes
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "larger",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "the same",
    "momentum 0.99 in place of 0.9: the best learning rate becomes": "smaller",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "the same",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "smaller",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "smaller",
}


# %% wrong: Adam needs fewer numbers
# misconception: An optimizer that needs fewer steps needs less memory.
# caught by: lesson 03: Adam in place of plain SGD: the memory that training needs becomes
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "larger",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "the same",
    "momentum 0.99 in place of 0.9: the best learning rate becomes": "smaller",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "smaller",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "smaller",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "smaller",
}


# %% wrong: steep valleys want large rates
# misconception: A steeper valley needs a larger rate to get down.
# caught by: lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "larger",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "the same",
    "momentum 0.99 in place of 0.9: the best learning rate becomes": "smaller",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "larger",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "larger",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "smaller",
}


# %% wrong: the flat direction decides
# misconception: What limits the rate is the flat direction, where the descent is slow.
# caught by: lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "larger",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "the same",
    "momentum 0.99 in place of 0.9: the best learning rate becomes": "smaller",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "larger",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "the same",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "smaller",
}


# %% wrong: large batches mean more work
# misconception: A larger batch makes an epoch longer.
# caught by: lesson 07: a batch four times as large, the same epochs: the number of steps becomes
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "larger",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "the same",
    "momentum 0.99 in place of 0.9: the best learning rate becomes": "smaller",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "larger",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "smaller",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "larger",
}


# %% wrong: an epoch has its steps
# misconception: The number of steps belongs to the number of epochs alone.
# caught by: lesson 07: a batch four times as large, the same epochs: the number of steps becomes
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "larger",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "the same",
    "momentum 0.99 in place of 0.9: the best learning rate becomes": "smaller",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "larger",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "smaller",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "the same",
}
