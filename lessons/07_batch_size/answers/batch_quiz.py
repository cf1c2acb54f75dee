# %% right: dictionary
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "the same",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "larger",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "larger",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "smaller",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "smaller",
}


# %% right: item by item
batch_quiz = {}
batch_quiz["1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes"] = "the same"
batch_quiz["batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes"] = "smaller"
batch_quiz[
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes"
] = "larger"
batch_quiz[
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is"
] = "larger"
batch_quiz[
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes"
] = "smaller"
batch_quiz["lesson 03: training with SGD in place of Adam: the memory that it needs becomes"] = "smaller"


# %% right: zip
questions = [
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes",
]
batch_quiz = dict(zip(questions, ["the same", "smaller", "larger", "larger", "smaller", "smaller"]))


# %% wrong: a smaller batch always makes more steps
# misconception: The last, smaller batch is not counted as a step.
# caught by: 1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "larger",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "larger",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "larger",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "smaller",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "smaller",
}


# %% wrong: a smaller batch makes an epoch shorter
# misconception: Steps are counted in digits, not in batches.
# caught by: 1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "smaller",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "larger",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "larger",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "smaller",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "smaller",
}


# %% wrong: small batches are better
# misconception: What holds at equal epochs holds at equal steps.
# caught by: batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "the same",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "larger",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "larger",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "larger",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "smaller",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "smaller",
}


# %% wrong: a step is a step
# misconception: The noise of a step costs nothing.
# caught by: batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "the same",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "the same",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "larger",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "larger",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "smaller",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "smaller",
}


# %% wrong: large batches need care
# misconception: A larger batch needs a smaller rate.
# caught by: explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "the same",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "smaller",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "larger",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "smaller",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "smaller",
}


# %% wrong: the rate belongs to the network
# misconception: The best rate does not depend on the batch size.
# caught by: explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "the same",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "the same",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "larger",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "smaller",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "smaller",
}


# %% wrong: test digits are strict
# misconception: The test digits are harder than any others.
# caught by: lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "the same",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "larger",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "smaller",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "smaller",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "smaller",
}


# %% wrong: a test set stays a test set
# misconception: Choosing on the test digits leaves their score honest.
# caught by: lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "the same",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "larger",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "the same",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "smaller",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "smaller",
}


# %% wrong: sigmoids amplify
# misconception: A bounded activation makes gradients larger.
# caught by: lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "the same",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "larger",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "larger",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "larger",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "smaller",
}


# %% wrong: the activation does not matter
# misconception: The gradient arrives at the first layer as it left the last, whatever lies between.
# caught by: lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "the same",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "larger",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "larger",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "the same",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "smaller",
}


# %% wrong: SGD remembers more
# misconception: The simpler optimizer keeps more numbers.
# caught by: lesson 03: training with SGD in place of Adam: the memory that it needs becomes
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "the same",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "larger",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "larger",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "smaller",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "larger",
}


# %% wrong: an optimizer needs no memory
# misconception: Memory depends on network and batch alone.
# caught by: lesson 03: training with SGD in place of Adam: the memory that it needs becomes
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "the same",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "larger",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "larger",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "smaller",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "the same",
}
