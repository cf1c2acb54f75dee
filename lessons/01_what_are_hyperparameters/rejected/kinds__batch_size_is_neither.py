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
