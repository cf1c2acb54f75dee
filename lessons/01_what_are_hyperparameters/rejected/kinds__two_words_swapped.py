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
