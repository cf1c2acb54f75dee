# misconception: A small step is computed faster.
# caught by: the learning rate is halved: the seconds for one epoch become
rate_quiz = {
    "the curvature of a quadratic doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds for one epoch become": "smaller",
    "the loss grows from step to step: the next learning rate to try is": "smaller",
}
