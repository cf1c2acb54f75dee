"""Hidden checks of lesson 16.

Both numbers are the instructor's: choose others for a new class, then run
``python -m hypergrader.bank.measure_lab 16`` and set the levels anew.
"""

from hypergrader.capstone import CapstoneGrading

HIDDEN = {
    "check_capstone_choice": [
        CapstoneGrading(
            seeds=(7041, 2968, 5533, 1187, 8420, 3659),
            secret=90412,
            hint="Half of all random searches end below 7 points. Did your runs tell which of the six mattered, and was "
            "the training accuracy of your choice far above the share of right labels?",
        ),
    ],
}
