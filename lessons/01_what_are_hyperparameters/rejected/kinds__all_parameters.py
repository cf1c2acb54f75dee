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
