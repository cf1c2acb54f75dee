"""Grade submissions of the course safely, and prove its checks.  No lesson imports this package.

`autograde` takes the place of nbgrader's Autograde: it grades submissions side by side and writes the
gradebook.  What grades one submission is in `submission`: `repair` makes a gradable notebook of it,
`sandbox` runs the learner's cells, `verdicts` decides every check in the grader's own process, with the
`hidden` checks; `grade` joins these steps and `worker` is the process that they run in.  `course` holds
the instructor's commands, and `bank` proves every check with right and wrong answers.
"""
