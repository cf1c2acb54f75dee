"""What an instructor runs.  No lesson imports this package.

`autograde` takes the place of nbgrader's Autograde: it grades submissions side by side and writes the gradebook.
One submission is a `task`: `repair` makes a gradable notebook of it, `sandbox` runs the learner's cells, and
`execute` decides every check in the grader's own process, with the `hidden` checks.
`worker` is the process that a task runs in, `demo` grades an invented class, `answers` tests the checks.
"""
