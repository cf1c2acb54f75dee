"""Hidden checks of the mixed lab after lesson 12."""

from hypergrader.labs import LabGrading

HIDDEN = {
    "check_remedy_choice": [
        LabGrading(
            seeds=(5209, 1874, 9036, 6617, 3358, 7921, 2480, 8765),
            hint="Both accuracies were low, so something kept it from learning. Which part of what training lowers "
            "was the largest?",
        ),
    ],
}
