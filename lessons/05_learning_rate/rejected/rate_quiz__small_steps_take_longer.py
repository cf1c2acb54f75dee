# misconception: An epoch of small steps takes more time.
# caught by: the learning rate is halved: the seconds for one epoch become
rate_quiz = {
    "the curvature of a quadratic doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds for one epoch become": "larger",
    "the loss grows from step to step: the next learning rate to try is": "smaller",
}
