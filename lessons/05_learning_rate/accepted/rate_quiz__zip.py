questions = [
    "the curvature of a quadratic doubles: its largest stable rate becomes",
    "the learning rate is halved: the seconds for one epoch become",
    "the loss grows from step to step: the next learning rate to try is",
]
rate_quiz = dict(zip(questions, ["smaller", "the same", "smaller"]))
