"""Grade submissions of the course safely, and prove its checks.  No lesson imports this package.

`autograde` takes the place of nbgrader's Autograde: it grades submissions side by side and writes the
gradebook.  What grades one submission is in `submission`: `repair` makes a gradable notebook of it,
`sandbox` runs the learner's cells, `verdicts` decides every check in the grader's own process, with the
`hidden` checks; `grade` joins these steps and `worker` is the process that they run in.  `course` holds
the instructor's commands, and `bank` proves every check with right and wrong answers.
"""

import os

# A class is graded in many processes, and few of them train: none waits for torch before it needs it.
_kept = os.environ.get("HYPERLIB_LAZY")
os.environ["HYPERLIB_LAZY"] = "1"
try:
    import hyperlib as hyperlib
finally:
    del os.environ["HYPERLIB_LAZY"]
    if _kept is not None:
        os.environ["HYPERLIB_LAZY"] = _kept
