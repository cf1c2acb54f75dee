"""Hidden checks of the mixed lab after lesson 06."""

from hypergrader.labs import LabGrading

HIDDEN = {
    "check_mixed_choice": [
        LabGrading(
            seeds=(3391, 7024, 1588, 9460, 4217, 6853, 2706, 8139),
            hint="It knew all of its training digits, so it was able to learn. What did its layers answer before "
            "the first step?",
        ),
    ],
}
