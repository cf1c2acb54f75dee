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
