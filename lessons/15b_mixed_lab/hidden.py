"""Hidden checks of the mixed lab after lesson 15."""

from hypergrader.labs import LabGrading

HIDDEN = {
    "check_long_choice": [
        LabGrading(
            seeds=(6142, 2987, 9513, 4760, 1325, 8098, 3671, 7456),
            hint="Grading trained for 20 epochs, your runs for five. What did the short runs leave to learn?",
        ),
    ],
}
