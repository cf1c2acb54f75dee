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
