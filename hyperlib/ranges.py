"""Where to start with each hyperparameter, what to search, and on which scale: the one place for it.

docs/hyperparameters.md is made from it; the cards of lessons and the comments of `Hyperparameters` are tested
against it.  Where the best value lies at an end of a range, extend the range.
"""

from typing import Any, NamedTuple


class Range(NamedTuple):
    """Where to start with a hyperparameter and what to search."""

    field: str  # of `Hyperparameters`
    lesson: str  # the one that measures it
    start: Any  # a value, or the two ends between which to start
    low: float | None  # ends of what to search; None where there is nothing to search
    high: float | None
    scale: str  # "log", "linear", "integers" or "words"
    why: str  # the reason or the source


NONE = (None, None, "words")
RANGES = {
    "number of hidden layers": Range("n_neurons", "02", (1, 3), 1, 6, "integers", "more with skip connections"),
    "neurons per layer": Range("n_neurons", "03", (64, 128), 16, 1024, "log", "powers of two"),
    "activation": Range("activation", "04", "relu", *NONE, "also tanh, where skip connections are on"),
    "initialization": Range("initialization", "04", "he", *NONE, "glorot for tanh"),
    "initial scale": Range("init_scale", "04", 1, 0.1, 10, "log", "1 is the rule; less with skip connections"),
    "skip connections": Range("skip", "02", False, *NONE, "True above 6 layers, with small initial weights"),
    "optimizer": Range("optimizer", "09", "adam", *NONE, "bears small gradients better than sgd"),
    "learning rate (Adam)": Range("lr", "05", 0.001, 1e-5, 0.1, "log", "Kingma and Ba 2015"),
    "learning rate (SGD)": Range("lr", "05", 0.1, 0.001, 1, "log", "measured in the lesson"),
    "learning rate (SGD, momentum 0.9)": Range("lr", "05", 0.03, 0.001, 1, "log", "measured in the lesson"),
    "schedule": Range("schedule", "06", "constant", *NONE, "then linear or cosine"),
    "warm-up": Range("warmup", "06", 0, 0, 0.3, "linear", "share of all steps; for large rates"),
    "momentum": Range("momentum", "09", 0.9, 0.5, 0.99, "log", "the scale is of 1 - momentum; sgd only"),
    "Nesterov momentum": Range("nesterov", "09", False, *NONE, "as good as plain momentum, mostly; sgd only"),
    "batch size": Range("batch_size", "07", (32, 128), 16, 512, "log", "for speed; then tune the learning rate"),
    "epochs": Range("epochs", "08", "until validation stops improving", *NONE, "one long run shows it"),
    "patience": Range("patience", "08", 5, 3, 20, "log", "larger for bumpy curves"),
    "dropout rate": Range("dropout", "10", 0, 0, 0.8, "linear", "mostly 0.2 to 0.5 (Srivastava et al. 2014)"),
    "L1 penalty": Range("l1", "11", 0, 1e-6, 0.01, "log", "measured in the lesson"),
    "L2 penalty": Range("weight_decay", "11", 0, 1e-6, 0.1, "log", "measured in the lesson; sgd and adam"),
    "decoupled weight decay": Range("weight_decay", "11", 0.01, 0.001, 1, "log", "PyTorch's default; adamw"),
    "label smoothing": Range("label_smoothing", "12", 0, 0, 0.3, "linear", "0.1 in Szegedy et al. 2016"),
    "shift": Range("shift", "12", 0, 0, 4, "integers", "pixels to each side, of 28"),
    "rotation": Range("rotation", "12", 0, 0, 30, "linear", "degrees to each side"),
    "flip": Range("flip", "12", 0, *NONE, "0 for digits: mirrored, few stay what they were"),
    "input noise": Range("input_noise", "12", 0, 0, 0.5, "linear", "standard deviation; paper is 0, ink 1"),
}  # fmt: skip
