# %% right: dictionary
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
    "lesson 01: twice as many epochs: the parameters grow": "not at all",
    "lesson 01: twice as many training digits: the steps of an epoch grow": "2 times",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": "not at all",
}


# %% right: item by item
width_quiz = {}
width_quiz["the weights from the pixels to the first hidden layer grow"] = "2 times"
width_quiz["the weights from the first hidden layer to the second grow"] = "4 times"
width_quiz["the biases of the output layer grow"] = "not at all"
width_quiz["lesson 01: twice as many epochs: the parameters grow"] = "not at all"
width_quiz["lesson 01: twice as many training digits: the steps of an epoch grow"] = "2 times"
width_quiz["lesson 01: a learning rate twice as large: the steps of an epoch grow"] = "not at all"


# %% right: zip
questions = [
    "the weights from the pixels to the first hidden layer grow",
    "the weights from the first hidden layer to the second grow",
    "the biases of the output layer grow",
    "lesson 01: twice as many epochs: the parameters grow",
    "lesson 01: twice as many training digits: the steps of an epoch grow",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow",
]
width_quiz = dict(zip(questions, ["2 times", "4 times", "not at all", "not at all", "2 times", "not at all"]))


# %% wrong: the pixels stay
# misconception: Nothing grows toward the pixels, since there are as many as before.
# caught by: the weights from the pixels to the first hidden layer grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "not at all",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
    "lesson 01: twice as many epochs: the parameters grow": "not at all",
    "lesson 01: twice as many training digits: the steps of an epoch grow": "2 times",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": "not at all",
}


# %% wrong: both sides everywhere
# misconception: Doubling the layers doubles both sides of every layer.
# caught by: the weights from the pixels to the first hidden layer grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "4 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
    "lesson 01: twice as many epochs: the parameters grow": "not at all",
    "lesson 01: twice as many training digits: the steps of an epoch grow": "2 times",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": "not at all",
}


# %% wrong: between layers nothing is added
# misconception: Weights belong to neurons, not to pairs of them.
# caught by: the weights from the first hidden layer to the second grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "not at all",
    "the biases of the output layer grow": "not at all",
    "lesson 01: twice as many epochs: the parameters grow": "not at all",
    "lesson 01: twice as many training digits: the steps of an epoch grow": "2 times",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": "not at all",
}


# %% wrong: double is double
# misconception: Whatever is doubled makes everything twice as much.
# caught by: the weights from the first hidden layer to the second grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "2 times",
    "the biases of the output layer grow": "not at all",
    "lesson 01: twice as many epochs: the parameters grow": "not at all",
    "lesson 01: twice as many training digits: the steps of an epoch grow": "2 times",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": "not at all",
}


# %% wrong: all biases double
# misconception: Every layer has more biases in a wider network.
# caught by: the biases of the output layer grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "2 times",
    "lesson 01: twice as many epochs: the parameters grow": "not at all",
    "lesson 01: twice as many training digits: the steps of an epoch grow": "2 times",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": "not at all",
}


# %% wrong: biases like weights
# misconception: Biases grow like the weights between hidden layers.
# caught by: the biases of the output layer grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "4 times",
    "lesson 01: twice as many epochs: the parameters grow": "not at all",
    "lesson 01: twice as many training digits: the steps of an epoch grow": "2 times",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": "not at all",
}


# %% wrong: more training, more weights
# misconception: Each epoch adds parameters.
# caught by: lesson 01: twice as many epochs: the parameters grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
    "lesson 01: twice as many epochs: the parameters grow": "2 times",
    "lesson 01: twice as many training digits: the steps of an epoch grow": "2 times",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": "not at all",
}


# %% wrong: epochs squared
# misconception: Training longer makes a network larger, on both sides of a layer.
# caught by: lesson 01: twice as many epochs: the parameters grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
    "lesson 01: twice as many epochs: the parameters grow": "4 times",
    "lesson 01: twice as many training digits: the steps of an epoch grow": "2 times",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": "not at all",
}


# %% wrong: an epoch is an epoch
# misconception: An epoch has a fixed number of steps.
# caught by: lesson 01: twice as many training digits: the steps of an epoch grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
    "lesson 01: twice as many epochs: the parameters grow": "not at all",
    "lesson 01: twice as many training digits: the steps of an epoch grow": "not at all",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": "not at all",
}


# %% wrong: steps squared
# misconception: More digits make more batches and larger ones.
# caught by: lesson 01: twice as many training digits: the steps of an epoch grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
    "lesson 01: twice as many epochs: the parameters grow": "not at all",
    "lesson 01: twice as many training digits: the steps of an epoch grow": "4 times",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": "not at all",
}


# %% wrong: rate as number of steps
# misconception: A larger rate takes more steps.
# caught by: lesson 01: a learning rate twice as large: the steps of an epoch grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
    "lesson 01: twice as many epochs: the parameters grow": "not at all",
    "lesson 01: twice as many training digits: the steps of an epoch grow": "2 times",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": "2 times",
}


# %% wrong: rate squared
# misconception: The number of steps grows with the square of the rate.
# caught by: lesson 01: a learning rate twice as large: the steps of an epoch grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
    "lesson 01: twice as many epochs: the parameters grow": "not at all",
    "lesson 01: twice as many training digits: the steps of an epoch grow": "2 times",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": "4 times",
}
