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
