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
