PARAMETER, HYPERPARAMETER, NEITHER = "parameter", "hyperparameter", "neither"
kinds = dict(
    [
        ("dropout rate", HYPERPARAMETER),
        ("validation accuracy", NEITHER),
        ("pixels of a digit", NEITHER),
        ("batch size", HYPERPARAMETER),
        ("biases of the output layer", PARAMETER),
        ("number of hidden layers", HYPERPARAMETER),
        ("weights of the first layer", PARAMETER),
        ("learning rate", HYPERPARAMETER),
    ]
)
