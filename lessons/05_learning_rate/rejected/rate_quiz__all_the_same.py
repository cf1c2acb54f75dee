# misconception: The rate has no influence on anything here.
# caught by: the curvature of a quadratic doubles: its largest stable rate becomes
rate_quiz = {
    "the curvature of a quadratic doubles: its largest stable rate becomes": "the same",
    "the learning rate is halved: the seconds for one epoch become": "the same",
    "the loss grows from step to step: the next learning rate to try is": "the same",
}
