# misconception: Capital letters do not matter in a text that is compared.
# caught by: ?
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
