# misconception: A loss that grows needs larger steps to come down again.
# caught by: the loss grows from step to step: the next learning rate to try is
rate_quiz = {
    "the curvature of a quadratic doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds for one epoch become": "the same",
    "the loss grows from step to step: the next learning rate to try is": "larger",
}
