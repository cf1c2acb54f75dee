# %% right: dictionary
dropout_quiz = {
    "8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes": "smaller",
    "eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become": "the same",
    "dropout 0.5: measured in train mode in place of eval mode the training loss becomes": "larger",
    "lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
    "lesson 07: four times the batch, as many epochs: the number of steps becomes": "smaller",
}


# %% right: item by item
dropout_quiz = {}
dropout_quiz["8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes"] = "smaller"
dropout_quiz["eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become"] = "the same"
dropout_quiz["dropout 0.5: measured in train mode in place of eval mode the training loss becomes"] = "larger"
dropout_quiz["lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes"] = "the same"
dropout_quiz["lesson 05: Adam in place of SGD: the best learning rate becomes"] = "smaller"
dropout_quiz["lesson 07: four times the batch, as many epochs: the number of steps becomes"] = "smaller"


# %% right: zip
questions = [
    "8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes",
    "eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become",
    "dropout 0.5: measured in train mode in place of eval mode the training loss becomes",
    "lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes",
    "lesson 05: Adam in place of SGD: the best learning rate becomes",
    "lesson 07: four times the batch, as many epochs: the number of steps becomes",
]
dropout_quiz = dict(
    zip(questions, ["smaller", "the same", "larger", "the same", "smaller", "smaller"])
)


# %% wrong: dropout always helps
# misconception: Dropout makes every network better.
# caught by: 8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes
dropout_quiz = {
    "8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes": "larger",
    "eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become": "the same",
    "dropout 0.5: measured in train mode in place of eval mode the training loss becomes": "larger",
    "lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
    "lesson 07: four times the batch, as many epochs: the number of steps becomes": "smaller",
}


# %% wrong: a narrow layer bears it
# misconception: A narrow layer bears as much dropout as a wide one.
# caught by: 8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes
dropout_quiz = {
    "8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes": "the same",
    "eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become": "the same",
    "dropout 0.5: measured in train mode in place of eval mode the training loss becomes": "larger",
    "lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
    "lesson 07: four times the batch, as many epochs: the number of steps becomes": "smaller",
}


# %% wrong: the rate works in use
# misconception: Dropout is on when the network is used, too.
# caught by: eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become
dropout_quiz = {
    "8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes": "smaller",
    "eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become": "smaller",
    "dropout 0.5: measured in train mode in place of eval mode the training loss becomes": "larger",
    "lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
    "lesson 07: four times the batch, as many epochs: the number of steps becomes": "smaller",
}


# %% wrong: divided in use
# misconception: The outputs are divided in eval mode.
# caught by: eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become
dropout_quiz = {
    "8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes": "smaller",
    "eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become": "larger",
    "dropout 0.5: measured in train mode in place of eval mode the training loss becomes": "larger",
    "lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
    "lesson 07: four times the batch, as many epochs: the number of steps becomes": "smaller",
}


# %% wrong: train mode is for training digits
# misconception: Training digits are measured best in train mode.
# caught by: dropout 0.5: measured in train mode in place of eval mode the training loss becomes
dropout_quiz = {
    "8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes": "smaller",
    "eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become": "the same",
    "dropout 0.5: measured in train mode in place of eval mode the training loss becomes": "smaller",
    "lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
    "lesson 07: four times the batch, as many epochs: the number of steps becomes": "smaller",
}


# %% wrong: the mode does not matter
# misconception: The mode changes what is learned, not what is measured.
# caught by: dropout 0.5: measured in train mode in place of eval mode the training loss becomes
dropout_quiz = {
    "8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes": "smaller",
    "eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become": "the same",
    "dropout 0.5: measured in train mode in place of eval mode the training loss becomes": "the same",
    "lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
    "lesson 07: four times the batch, as many epochs: the number of steps becomes": "smaller",
}


# %% wrong: fewer weights
# misconception: What is dropped is gone for good, with its weights.
# caught by: lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes
dropout_quiz = {
    "8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes": "smaller",
    "eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become": "the same",
    "dropout 0.5: measured in train mode in place of eval mode the training loss becomes": "larger",
    "lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes": "smaller",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
    "lesson 07: four times the batch, as many epochs: the number of steps becomes": "smaller",
}


# %% wrong: the mask is learned
# misconception: The mask has weights of its own.
# caught by: lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes
dropout_quiz = {
    "8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes": "smaller",
    "eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become": "the same",
    "dropout 0.5: measured in train mode in place of eval mode the training loss becomes": "larger",
    "lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes": "larger",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
    "lesson 07: four times the batch, as many epochs: the number of steps becomes": "smaller",
}


# %% wrong: Adam goes faster
# misconception: A better optimizer bears a larger rate.
# caught by: lesson 05: Adam in place of SGD: the best learning rate becomes
dropout_quiz = {
    "8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes": "smaller",
    "eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become": "the same",
    "dropout 0.5: measured in train mode in place of eval mode the training loss becomes": "larger",
    "lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "larger",
    "lesson 07: four times the batch, as many epochs: the number of steps becomes": "smaller",
}


# %% wrong: one rate for all
# misconception: A good rate is good for any optimizer.
# caught by: lesson 05: Adam in place of SGD: the best learning rate becomes
dropout_quiz = {
    "8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes": "smaller",
    "eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become": "the same",
    "dropout 0.5: measured in train mode in place of eval mode the training loss becomes": "larger",
    "lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "the same",
    "lesson 07: four times the batch, as many epochs: the number of steps becomes": "smaller",
}


# %% wrong: a large batch is more work
# misconception: A larger batch takes more steps.
# caught by: lesson 07: four times the batch, as many epochs: the number of steps becomes
dropout_quiz = {
    "8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes": "smaller",
    "eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become": "the same",
    "dropout 0.5: measured in train mode in place of eval mode the training loss becomes": "larger",
    "lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
    "lesson 07: four times the batch, as many epochs: the number of steps becomes": "larger",
}


# %% wrong: steps are epochs
# misconception: As many epochs are as many steps.
# caught by: lesson 07: four times the batch, as many epochs: the number of steps becomes
dropout_quiz = {
    "8 neurons, right labels: with dropout 0.5 in place of 0 the training accuracy becomes": "smaller",
    "eval mode: the rate of a trained network is set from 0.5 to 0.9: its logits become": "the same",
    "dropout 0.5: measured in train mode in place of eval mode the training loss becomes": "larger",
    "lesson 01: with dropout 0.5 in place of 0 the number of weights to learn becomes": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
    "lesson 07: four times the batch, as many epochs: the number of steps becomes": "the same",
}
