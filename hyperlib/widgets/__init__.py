"""Let a learner predict what a run will show, and drag a hyperparameter to see its effect.

Nothing here waits for a person: where nobody can press or drag, a plain line or a figure stands in its place.
"""

from hyperlib.bars import FRONT_ENDS, front_end_present
from hyperlib.widgets.explorers import explore
from hyperlib.widgets.kept import Guesses, guesses
from hyperlib.widgets.predictions import Prediction, predict

__all__ = [
    "FRONT_ENDS",
    "Guesses",
    "Prediction",
    "explore",
    "front_end_present",
    "guesses",
    "predict",
]
