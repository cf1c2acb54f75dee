"""What an instructor runs.  No lesson imports this package.

`execute.GradeExecute` takes the place of nbgrader's Execute: it runs the learner's cells in a
kernel and decides every check in the grader's own process.  `hidden` holds the form of hidden
checks, `demo` grades an invented class.
"""
