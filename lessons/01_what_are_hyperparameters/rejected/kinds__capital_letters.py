# misconception: Capital letters do not matter in a text that is compared.
# caught by: learning rate
# caught by: weights of the first layer
# caught by: number of hidden layers
# caught by: biases of the output layer
# caught by: batch size
# caught by: pixels of a digit
# caught by: validation accuracy
# caught by: dropout rate
kinds = {
    "learning rate": "Hyperparameter",
    "weights of the first layer": "Parameter",
    "number of hidden layers": "Hyperparameter",
    "biases of the output layer": "Parameter",
    "batch size": "Hyperparameter",
    "pixels of a digit": "Neither",
    "validation accuracy": "Neither",
    "dropout rate": "Hyperparameter",
}
