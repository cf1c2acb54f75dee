# misconception: The order says which answer belongs to which question, so a list will do.
# caught by: ?
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
