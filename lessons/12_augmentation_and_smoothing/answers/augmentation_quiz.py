# %% right: dictionary
augmentation_quiz = {
    "shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes": "smaller",
    "label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes": "smaller",
    "rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes": "the same",
    "lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes": "smaller",
    "lesson 08: patience 10 in place of 3: the epochs until training stops become": "larger",
    "lesson 10: eval mode in place of train mode: the number of units that work becomes": "larger",
}


# %% right: item by item
augmentation_quiz = {}
augmentation_quiz["shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes"] = "smaller"
augmentation_quiz["label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes"] = "smaller"
augmentation_quiz["rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes"] = "the same"
augmentation_quiz["lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes"] = "smaller"
augmentation_quiz["lesson 08: patience 10 in place of 3: the epochs until training stops become"] = "larger"
augmentation_quiz["lesson 10: eval mode in place of train mode: the number of units that work becomes"] = "larger"


# %% right: zip
questions = [
    "shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes",
    "label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes",
    "rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes",
    "lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes",
    "lesson 08: patience 10 in place of 3: the epochs until training stops become",
    "lesson 10: eval mode in place of train mode: the number of units that work becomes",
]
augmentation_quiz = dict(
    zip(questions, ["smaller", "smaller", "the same", "smaller", "larger", "larger"])
)


# %% wrong: more shift helps more
# misconception: If some augmentation helps, more of it helps more.
# caught by: shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes
augmentation_quiz = {
    "shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes": "larger",
    "label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes": "smaller",
    "rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes": "the same",
    "lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes": "smaller",
    "lesson 08: patience 10 in place of 3: the epochs until training stops become": "larger",
    "lesson 10: eval mode in place of train mode: the number of units that work becomes": "larger",
}


# %% wrong: the strength does not matter
# misconception: A transform helps or does not, however strong it is.
# caught by: shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes
augmentation_quiz = {
    "shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes": "the same",
    "label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes": "smaller",
    "rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes": "the same",
    "lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes": "smaller",
    "lesson 08: patience 10 in place of 3: the epochs until training stops become": "larger",
    "lesson 10: eval mode in place of train mode: the number of units that work becomes": "larger",
}


# %% wrong: smoothing makes surer
# misconception: Regularization makes a network surer of new digits.
# caught by: label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes
augmentation_quiz = {
    "shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes": "smaller",
    "label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes": "larger",
    "rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes": "the same",
    "lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes": "smaller",
    "lesson 08: patience 10 in place of 3: the epochs until training stops become": "larger",
    "lesson 10: eval mode in place of train mode: the number of units that work becomes": "larger",
}


# %% wrong: the largest class stays the largest
# misconception: As long as the same digits are read, the probabilities are the same.
# caught by: label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes
augmentation_quiz = {
    "shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes": "smaller",
    "label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes": "the same",
    "rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes": "the same",
    "lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes": "smaller",
    "lesson 08: patience 10 in place of 3: the epochs until training stops become": "larger",
    "lesson 10: eval mode in place of train mode: the number of units that work becomes": "larger",
}


# %% wrong: altered digits are added
# misconception: Augmentation makes the training set larger, and an epoch longer.
# caught by: rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes
augmentation_quiz = {
    "shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes": "smaller",
    "label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes": "smaller",
    "rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes": "larger",
    "lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes": "smaller",
    "lesson 08: patience 10 in place of 3: the epochs until training stops become": "larger",
    "lesson 10: eval mode in place of train mode: the number of units that work becomes": "larger",
}


# %% wrong: altered digits are skipped
# misconception: Digits that are altered drop out of the epoch.
# caught by: rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes
augmentation_quiz = {
    "shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes": "smaller",
    "label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes": "smaller",
    "rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes": "smaller",
    "lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes": "smaller",
    "lesson 08: patience 10 in place of 3: the epochs until training stops become": "larger",
    "lesson 10: eval mode in place of train mode: the number of units that work becomes": "larger",
}


# %% wrong: a small rate makes up for it
# misconception: A smaller learning rate gets farther, in each step too.
# caught by: lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes
augmentation_quiz = {
    "shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes": "smaller",
    "label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes": "smaller",
    "rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes": "the same",
    "lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes": "larger",
    "lesson 08: patience 10 in place of 3: the epochs until training stops become": "larger",
    "lesson 10: eval mode in place of train mode: the number of units that work becomes": "larger",
}


# %% wrong: the gradient alone decides
# misconception: The gradient alone says how far a weight moves in a step.
# caught by: lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes
augmentation_quiz = {
    "shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes": "smaller",
    "label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes": "smaller",
    "rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes": "the same",
    "lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes": "the same",
    "lesson 08: patience 10 in place of 3: the epochs until training stops become": "larger",
    "lesson 10: eval mode in place of train mode: the number of units that work becomes": "larger",
}


# %% wrong: patient is quick
# misconception: More patience means to stop sooner.
# caught by: lesson 08: patience 10 in place of 3: the epochs until training stops become
augmentation_quiz = {
    "shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes": "smaller",
    "label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes": "smaller",
    "rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes": "the same",
    "lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes": "smaller",
    "lesson 08: patience 10 in place of 3: the epochs until training stops become": "smaller",
    "lesson 10: eval mode in place of train mode: the number of units that work becomes": "larger",
}


# %% wrong: the best epoch decides alone
# misconception: Patience changes what is kept, not when training ends.
# caught by: lesson 08: patience 10 in place of 3: the epochs until training stops become
augmentation_quiz = {
    "shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes": "smaller",
    "label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes": "smaller",
    "rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes": "the same",
    "lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes": "smaller",
    "lesson 08: patience 10 in place of 3: the epochs until training stops become": "the same",
    "lesson 10: eval mode in place of train mode: the number of units that work becomes": "larger",
}


# %% wrong: eval mode saves work
# misconception: In eval mode only a part of the network is used.
# caught by: lesson 10: eval mode in place of train mode: the number of units that work becomes
augmentation_quiz = {
    "shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes": "smaller",
    "label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes": "smaller",
    "rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes": "the same",
    "lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes": "smaller",
    "lesson 08: patience 10 in place of 3: the epochs until training stops become": "larger",
    "lesson 10: eval mode in place of train mode: the number of units that work becomes": "smaller",
}


# %% wrong: dropout is for ever
# misconception: Dropout works in both modes.
# caught by: lesson 10: eval mode in place of train mode: the number of units that work becomes
augmentation_quiz = {
    "shift 6 in place of 2, 60 epochs: the accuracy on digits as they are becomes": "smaller",
    "label smoothing of 0.5 in place of 0.1: the confidence in new digits becomes": "smaller",
    "rotation 30 in place of 0, 300 digits: the number of steps in an epoch becomes": "the same",
    "lesson 05: SGD with a tenth of the rate: the change of each weight in the first step becomes": "smaller",
    "lesson 08: patience 10 in place of 3: the epochs until training stops become": "larger",
    "lesson 10: eval mode in place of train mode: the number of units that work becomes": "the same",
}
