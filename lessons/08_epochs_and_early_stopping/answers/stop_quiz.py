# %% right: dictionary
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "larger",
    "300 digits in place of 3,000: the steps until the lowest loss become": "smaller",
    "patience 5, and the best weights are restored: the epochs that are trained become": "the same",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "larger",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
}


# %% right: item by item
stop_quiz = {}
stop_quiz["wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes"] = "larger"
stop_quiz["300 digits in place of 3,000: the steps until the lowest loss become"] = "smaller"
stop_quiz["patience 5, and the best weights are restored: the epochs that are trained become"] = "the same"
stop_quiz["lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is"] = "larger"
stop_quiz["lesson 03: half as many epochs: the multiply-adds of reading one digit become"] = "the same"
stop_quiz["lesson 05: Adam in place of SGD: the best learning rate becomes"] = "smaller"


# %% right: zip
questions = [
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes",
    "300 digits in place of 3,000: the steps until the lowest loss become",
    "patience 5, and the best weights are restored: the epochs that are trained become",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become",
    "lesson 05: Adam in place of SGD: the best learning rate becomes",
]
stop_quiz = dict(
    zip(questions, ["larger", "smaller", "the same", "larger", "the same", "smaller"])
)


# %% wrong: small steps arrive sooner
# misconception: A smaller rate finds the lowest loss sooner, since it is more careful.
# caught by: wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "smaller",
    "300 digits in place of 3,000: the steps until the lowest loss become": "smaller",
    "patience 5, and the best weights are restored: the epochs that are trained become": "the same",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "larger",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
}


# %% wrong: the epoch belongs to the data
# misconception: How long to train depends on the digits and not on the rate.
# caught by: wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "the same",
    "300 digits in place of 3,000: the steps until the lowest loss become": "smaller",
    "patience 5, and the best weights are restored: the epochs that are trained become": "the same",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "larger",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
}


# %% wrong: fewer digits need more steps
# misconception: Fewer digits need more training, in whatever unit it is counted.
# caught by: 300 digits in place of 3,000: the steps until the lowest loss become
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "larger",
    "300 digits in place of 3,000: the steps until the lowest loss become": "larger",
    "patience 5, and the best weights are restored: the epochs that are trained become": "the same",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "larger",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
}


# %% wrong: steps are what counts
# misconception: The best state comes after a fixed number of steps, however many digits there are.
# caught by: 300 digits in place of 3,000: the steps until the lowest loss become
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "larger",
    "300 digits in place of 3,000: the steps until the lowest loss become": "the same",
    "patience 5, and the best weights are restored: the epochs that are trained become": "the same",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "larger",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
}


# %% wrong: restoring saves time
# misconception: Going back to an earlier epoch means that fewer epochs were trained.
# caught by: patience 5, and the best weights are restored: the epochs that are trained become
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "larger",
    "300 digits in place of 3,000: the steps until the lowest loss become": "smaller",
    "patience 5, and the best weights are restored: the epochs that are trained become": "smaller",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "larger",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
}


# %% wrong: restoring costs epochs
# misconception: To restore the best weights, they are trained again.
# caught by: patience 5, and the best weights are restored: the epochs that are trained become
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "larger",
    "300 digits in place of 3,000: the steps until the lowest loss become": "smaller",
    "patience 5, and the best weights are restored: the epochs that are trained become": "larger",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "larger",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
}


# %% wrong: any digits are new digits
# misconception: Digits that were not trained on judge fairly, also when they chose.
# caught by: lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "larger",
    "300 digits in place of 3,000: the steps until the lowest loss become": "smaller",
    "patience 5, and the best weights are restored: the epochs that are trained become": "the same",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "the same",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
}


# %% wrong: choosing is careful
# misconception: Whoever chooses among many epochs is on the safe side.
# caught by: lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "larger",
    "300 digits in place of 3,000: the steps until the lowest loss become": "smaller",
    "patience 5, and the best weights are restored: the epochs that are trained become": "the same",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "smaller",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
}


# %% wrong: a shorter training reads faster
# misconception: A network that was trained for less time takes less work to use.
# caught by: lesson 03: half as many epochs: the multiply-adds of reading one digit become
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "larger",
    "300 digits in place of 3,000: the steps until the lowest loss become": "smaller",
    "patience 5, and the best weights are restored: the epochs that are trained become": "the same",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "larger",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "smaller",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
}


# %% wrong: fewer epochs, more work later
# misconception: What is saved in training is paid when digits are read.
# caught by: lesson 03: half as many epochs: the multiply-adds of reading one digit become
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "larger",
    "300 digits in place of 3,000: the steps until the lowest loss become": "smaller",
    "patience 5, and the best weights are restored: the epochs that are trained become": "the same",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "larger",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "larger",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
}


# %% wrong: Adam is stronger
# misconception: A better optimizer takes larger rates.
# caught by: lesson 05: Adam in place of SGD: the best learning rate becomes
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "larger",
    "300 digits in place of 3,000: the steps until the lowest loss become": "smaller",
    "patience 5, and the best weights are restored: the epochs that are trained become": "the same",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "larger",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "larger",
}


# %% wrong: the rate belongs to the network
# misconception: The best rate is a property of network and data.
# caught by: lesson 05: Adam in place of SGD: the best learning rate becomes
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "larger",
    "300 digits in place of 3,000: the steps until the lowest loss become": "smaller",
    "patience 5, and the best weights are restored: the epochs that are trained become": "the same",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "larger",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "the same",
}
