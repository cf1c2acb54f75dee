# misconception: The words are swapped: what training learns is called a hyperparameter.
# caught by: ?
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
