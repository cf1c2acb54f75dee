# %% right: by group
learned = ["weights of the first layer", "biases of the output layer"]
chosen = ["learning rate", "number of hidden layers", "batch size", "dropout rate"]
kinds = {name: "parameter" for name in learned}
kinds.update({name: "hyperparameter" for name in chosen})
kinds |= dict.fromkeys(["pixels of a digit", "validation accuracy"], "neither")


# %% right: dict of pairs
PARAMETER, HYPERPARAMETER, NEITHER = "parameter", "hyperparameter", "neither"
kinds = dict(
    [
        ("dropout rate", HYPERPARAMETER),
        ("validation accuracy", NEITHER),
        ("pixels of a digit", NEITHER),
        ("batch size", HYPERPARAMETER),
        ("biases of the output layer", PARAMETER),
        ("number of hidden layers", HYPERPARAMETER),
        ("weights of the first layer", PARAMETER),
        ("learning rate", HYPERPARAMETER),
    ]
)


# %% right: dictionary
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "parameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "neither",
    "validation accuracy": "neither",
    "dropout rate": "hyperparameter",
}


# %% right: item by item
kinds = {}
kinds["learning rate"] = "hyperparameter"
kinds["weights of the first layer"] = "parameter"
kinds["number of hidden layers"] = "hyperparameter"
kinds["biases of the output layer"] = "parameter"
kinds["batch size"] = "hyperparameter"
kinds["pixels of a digit"] = "neither"
kinds["validation accuracy"] = "neither"
kinds["dropout rate"] = "hyperparameter"


# %% right: capital letters and spaces
kinds = {
    "learning rate": "Hyperparameter",
    "weights of the first layer": "Parameter",
    "number of hidden layers": "Hyperparameter",
    "biases of the output layer": "Parameter",
    "batch size": "Hyperparameter",
    "pixels of a digit": " neither ",
    "validation accuracy": "Neither",
    "dropout rate": "Hyperparameter",
}


# %% wrong: all hyperparameters
# misconception: Every number around a network is a hyperparameter.
# caught by: weights of the first layer
# caught by: biases of the output layer
# caught by: pixels of a digit
# caught by: validation accuracy
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "hyperparameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "hyperparameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "hyperparameter",
    "validation accuracy": "hyperparameter",
    "dropout rate": "hyperparameter",
}


# %% wrong: all parameters
# misconception: Parameter is the general word and covers everything that has a value.
# caught by: learning rate
# caught by: number of hidden layers
# caught by: batch size
# caught by: pixels of a digit
# caught by: validation accuracy
# caught by: dropout rate
kinds = {
    "learning rate": "parameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "parameter",
    "biases of the output layer": "parameter",
    "batch size": "parameter",
    "pixels of a digit": "parameter",
    "validation accuracy": "parameter",
    "dropout rate": "parameter",
}


# %% wrong: architecture is a parameter
# misconception: The number of layers is part of the model, so it is a parameter of the model.
# caught by: number of hidden layers
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "parameter",
    "biases of the output layer": "parameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "neither",
    "validation accuracy": "neither",
    "dropout rate": "hyperparameter",
}


# %% wrong: batch size is neither
# misconception: The batch size is a matter of memory and has no part in learning.
# caught by: batch size
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "parameter",
    "batch size": "neither",
    "pixels of a digit": "neither",
    "validation accuracy": "neither",
    "dropout rate": "hyperparameter",
}


# %% wrong: biases are chosen
# misconception: Weights are learned, biases are constants that somebody chooses.
# caught by: biases of the output layer
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "hyperparameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "neither",
    "validation accuracy": "neither",
    "dropout rate": "hyperparameter",
}


# %% wrong: data is a parameter
# misconception: The pixels are numbers that the network computes with, so they are parameters.
# caught by: pixels of a digit
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "parameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "parameter",
    "validation accuracy": "neither",
    "dropout rate": "hyperparameter",
}


# %% wrong: grouped by answer
# misconception: The dictionary is turned around: answer -> questions.
# caught by: learning rate
# caught by: weights of the first layer
# caught by: number of hidden layers
# caught by: biases of the output layer
# caught by: batch size
# caught by: pixels of a digit
# caught by: validation accuracy
# caught by: dropout rate
kinds = {
    "parameter": ["weights of the first layer", "biases of the output layer"],
    "hyperparameter": [
        "learning rate",
        "number of hidden layers",
        "batch size",
        "dropout rate",
    ],
    "neither": ["pixels of a digit", "validation accuracy"],
}


# %% wrong: learning rate is learned
# misconception: The learning rate is called so because it is learned.
# caught by: learning rate
kinds = {
    "learning rate": "parameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "parameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "neither",
    "validation accuracy": "neither",
    "dropout rate": "hyperparameter",
}


# %% wrong: list in place of dictionary
# misconception: The order says which answer belongs to which question, so a list will do.
# caught by: learning rate
# caught by: weights of the first layer
# caught by: number of hidden layers
# caught by: biases of the output layer
# caught by: batch size
# caught by: pixels of a digit
# caught by: validation accuracy
# caught by: dropout rate
kinds = [
    "hyperparameter",
    "parameter",
    "hyperparameter",
    "parameter",
    "hyperparameter",
    "neither",
    "neither",
    "hyperparameter",
]


# %% wrong: misspelled
# misconception: Hyphens do not matter: hyper-parameter is written for hyperparameter.
# caught by: learning rate
# caught by: number of hidden layers
# caught by: batch size
# caught by: dropout rate
kinds = {
    "learning rate": "hyper-parameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyper-parameter",
    "biases of the output layer": "parameter",
    "batch size": "hyper-parameter",
    "pixels of a digit": "neither",
    "validation accuracy": "neither",
    "dropout rate": "hyper-parameter",
}


# %% wrong: only two kinds
# misconception: Everything is a parameter or a hyperparameter; there is no third kind.
# caught by: pixels of a digit
# caught by: validation accuracy
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "parameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "parameter",
    "validation accuracy": "hyperparameter",
    "dropout rate": "hyperparameter",
}


# %% wrong: regularization is neither
# misconception: Only the architecture and the optimizer have hyperparameters; dropout is an add-on.
# caught by: dropout rate
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "parameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "neither",
    "validation accuracy": "neither",
    "dropout rate": "neither",
}


# %% wrong: score is a hyperparameter
# misconception: What hyperparameters are chosen by is a hyperparameter itself.
# caught by: validation accuracy
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "parameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "neither",
    "validation accuracy": "hyperparameter",
    "dropout rate": "hyperparameter",
}


# %% wrong: score is a parameter
# misconception: The accuracy changes during training, so it is a parameter.
# caught by: validation accuracy
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "parameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "neither",
    "validation accuracy": "parameter",
    "dropout rate": "hyperparameter",
}


# %% wrong: two words swapped
# misconception: The words are swapped: what training learns is called a hyperparameter.
# caught by: learning rate
# caught by: weights of the first layer
# caught by: number of hidden layers
# caught by: biases of the output layer
# caught by: batch size
# caught by: dropout rate
kinds = {
    "learning rate": "parameter",
    "weights of the first layer": "hyperparameter",
    "number of hidden layers": "parameter",
    "biases of the output layer": "hyperparameter",
    "batch size": "parameter",
    "pixels of a digit": "neither",
    "validation accuracy": "neither",
    "dropout rate": "parameter",
}
