learned = ["weights of the first layer", "biases of the output layer"]
chosen = ["learning rate", "number of hidden layers", "batch size", "dropout rate"]
kinds = {name: "parameter" for name in learned}
kinds.update({name: "hyperparameter" for name in chosen})
kinds |= dict.fromkeys(["pixels of a digit", "validation accuracy"], "neither")
