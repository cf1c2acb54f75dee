# %% right: dictionary
batch_quiz = {
    "1,000 digits, batch 250 in place of 300: the steps of an epoch become": "the same",
    "120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes": "larger",
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes": "larger",
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes": "smaller",
    "lesson 03: SGD in place of Adam: the memory that training needs becomes": "smaller",
}


# %% right: item by item
batch_quiz = {}
batch_quiz["1,000 digits, batch 250 in place of 300: the steps of an epoch become"] = "the same"
batch_quiz["120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes"] = "smaller"
batch_quiz[
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes"
] = "larger"
batch_quiz[
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes"
] = "larger"
batch_quiz[
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes"
] = "smaller"
batch_quiz["lesson 03: SGD in place of Adam: the memory that training needs becomes"] = "smaller"


# %% right: zip
questions = [
    "1,000 digits, batch 250 in place of 300: the steps of an epoch become",
    "120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes",
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes",
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes",
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes",
    "lesson 03: SGD in place of Adam: the memory that training needs becomes",
]
batch_quiz = dict(zip(questions, ["the same", "smaller", "larger", "larger", "smaller", "smaller"]))


# %% wrong: a smaller batch always makes more steps
# misconception: The last, smaller batch is not counted as a step.
# caught by: 1,000 digits, batch 250 in place of 300: the steps of an epoch become
batch_quiz = {
    "1,000 digits, batch 250 in place of 300: the steps of an epoch become": "larger",
    "120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes": "larger",
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes": "larger",
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes": "smaller",
    "lesson 03: SGD in place of Adam: the memory that training needs becomes": "smaller",
}


# %% wrong: a smaller batch makes an epoch shorter
# misconception: Steps are counted in digits, not in batches.
# caught by: 1,000 digits, batch 250 in place of 300: the steps of an epoch become
batch_quiz = {
    "1,000 digits, batch 250 in place of 300: the steps of an epoch become": "smaller",
    "120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes": "larger",
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes": "larger",
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes": "smaller",
    "lesson 03: SGD in place of Adam: the memory that training needs becomes": "smaller",
}


# %% wrong: small batches are better
# misconception: What holds at equal epochs holds at equal steps.
# caught by: 120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes
batch_quiz = {
    "1,000 digits, batch 250 in place of 300: the steps of an epoch become": "the same",
    "120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes": "larger",
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes": "larger",
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes": "larger",
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes": "smaller",
    "lesson 03: SGD in place of Adam: the memory that training needs becomes": "smaller",
}


# %% wrong: a step is a step
# misconception: The noise of a step costs nothing.
# caught by: 120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes
batch_quiz = {
    "1,000 digits, batch 250 in place of 300: the steps of an epoch become": "the same",
    "120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes": "the same",
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes": "larger",
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes": "larger",
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes": "smaller",
    "lesson 03: SGD in place of Adam: the memory that training needs becomes": "smaller",
}


# %% wrong: large batches need care
# misconception: A larger batch needs a smaller rate.
# caught by: explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes
batch_quiz = {
    "1,000 digits, batch 250 in place of 300: the steps of an epoch become": "the same",
    "120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes": "smaller",
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes": "larger",
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes": "smaller",
    "lesson 03: SGD in place of Adam: the memory that training needs becomes": "smaller",
}


# %% wrong: the rate belongs to the network
# misconception: The best rate does not depend on the batch size.
# caught by: explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes
batch_quiz = {
    "1,000 digits, batch 250 in place of 300: the steps of an epoch become": "the same",
    "120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes": "the same",
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes": "larger",
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes": "smaller",
    "lesson 03: SGD in place of Adam: the memory that training needs becomes": "smaller",
}


# %% wrong: test digits are strict
# misconception: The test digits are harder than any others.
# caught by: lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes
batch_quiz = {
    "1,000 digits, batch 250 in place of 300: the steps of an epoch become": "the same",
    "120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes": "larger",
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes": "smaller",
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes": "smaller",
    "lesson 03: SGD in place of Adam: the memory that training needs becomes": "smaller",
}


# %% wrong: a test set stays a test set
# misconception: Choosing on the test digits leaves their score honest.
# caught by: lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes
batch_quiz = {
    "1,000 digits, batch 250 in place of 300: the steps of an epoch become": "the same",
    "120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes": "larger",
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes": "the same",
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes": "smaller",
    "lesson 03: SGD in place of Adam: the memory that training needs becomes": "smaller",
}


# %% wrong: sigmoids amplify
# misconception: A bounded activation makes gradients larger.
# caught by: lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes
batch_quiz = {
    "1,000 digits, batch 250 in place of 300: the steps of an epoch become": "the same",
    "120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes": "larger",
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes": "larger",
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes": "larger",
    "lesson 03: SGD in place of Adam: the memory that training needs becomes": "smaller",
}


# %% wrong: the activation is no matter
# misconception: The gradient arrives at the first layer as it left the last, whatever lies between.
# caught by: lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes
batch_quiz = {
    "1,000 digits, batch 250 in place of 300: the steps of an epoch become": "the same",
    "120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes": "larger",
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes": "larger",
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes": "the same",
    "lesson 03: SGD in place of Adam: the memory that training needs becomes": "smaller",
}


# %% wrong: SGD remembers more
# misconception: The simpler optimizer keeps more numbers.
# caught by: lesson 03: SGD in place of Adam: the memory that training needs becomes
batch_quiz = {
    "1,000 digits, batch 250 in place of 300: the steps of an epoch become": "the same",
    "120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes": "larger",
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes": "larger",
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes": "smaller",
    "lesson 03: SGD in place of Adam: the memory that training needs becomes": "larger",
}


# %% wrong: an optimizer needs no memory
# misconception: Memory depends on network and batch alone.
# caught by: lesson 03: SGD in place of Adam: the memory that training needs becomes
batch_quiz = {
    "1,000 digits, batch 250 in place of 300: the steps of an epoch become": "the same",
    "120 steps at rate 0.05, batch 8 in place of 512: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs, batch 256 in place of 16: the best rate becomes": "larger",
    "lesson 01: the test digits choose the batch size: their score, beside that on new digits, becomes": "larger",
    "lesson 02: ten sigmoid layers in place of ten ReLU layers: the first layer's gradient becomes": "smaller",
    "lesson 03: SGD in place of Adam: the memory that training needs becomes": "the same",
}
